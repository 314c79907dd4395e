"""Find labels that something crosses: a line through their letters, or a marker on them.

What lies under a label without being seen does no harm: a line that ends behind the disc in which the label stands, whatever
a label's own box covers. Nor does the grid, nor what is as faint. A label with a halo may be crossed by lines: it has that for
them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.transforms import Bbox

from sitekit.figure.legible import Seen

SLACK = 0.2
"""Of a letter's size: the room above and below the letters in a box; there is none before and behind them."""
FAINT = 0.4
"""Opacity up to which a line behind a label is a background."""
TOUCH = 1.0
"""Points by which a marker may reach into the letters' box, in whose corners there are none, nor in the marker's."""
DOT = 20.0
"""Points: a closed shape up to this size is a marker."""


@dataclass(frozen=True)
class Mark:
    """What was drawn besides texts: a line in points from the canvas' lower left corner, and how it looks.

    ``fill`` is how opaque it is inside, ``clip`` the box beyond which nothing of it is seen, ``owner`` the text whose box or
    arrow it is, and ``after`` how many texts were begun before.
    """

    line: np.ndarray
    width: float
    colour: str
    opacity: float
    fill: float
    clip: Bbox | None = field(repr=False)
    owner: str
    after: int

    @property
    def box(self) -> Bbox:
        return Bbox([self.line.min(axis=0), self.line.max(axis=0)])

    @property
    def is_dot(self) -> bool:
        closed = len(self.line) > 3 and np.allclose(self.line[0], self.line[-1])
        return closed and max(self.box.size) <= DOT


def found(labels: Sequence[Seen], marks: Sequence[Mark], background: Collection[str]) -> Iterator[tuple[int, str]]:
    """(number of the label, what crosses it); lines of the ``background``'s colours, "#rrggbb", do not count."""
    boxes = [mark.box for mark in marks]
    low, high = np.array([box.min for box in boxes]).reshape(-1, 2), np.array([box.max for box in boxes]).reshape(-1, 2)
    for number, label in enumerate(labels):
        letters = _letters(label)
        least, most = _ends(letters)
        near = np.flatnonzero((low <= most).all(axis=1) & (high >= least).all(axis=1))
        crossing = [index for index in near if _crosses(marks[index], label, background)]
        covers = [
            index
            for index in near
            if marks[index].fill > 0.99
            and (marks[index].after <= label.place or marks[index].owner == label.name)
            and _holds(boxes[index], letters)
        ]
        for index in crossing:
            if not any(cover > index for cover in covers):
                yield number, "lies on a marker" if marks[index].is_dot else "is struck by a line"
                break


def _crosses(mark: Mark, label: Seen, background: Collection[str]) -> bool:
    if mark.owner == label.name or (mark.colour in background and not mark.is_dot):
        return False
    letters = _letters(label)
    shown = letters if mark.clip is None else Bbox.intersection(letters, mark.clip)
    if shown is None:
        return False
    if mark.is_dot:
        shared = Bbox.intersection(mark.box, shown)
        seen = mark.fill > FAINT or (mark.width > 0 and mark.opacity > FAINT)
        return seen and shared is not None and min(shared.size) > TOUCH and not _holds(mark.box, letters)
    return mark.width > 0 and mark.opacity > FAINT and not label.has_halo and _meets(mark.line, shown)


def _letters(label: Seen) -> Bbox:
    across, along = -SLACK * label.size, -0.2
    return label.box.padded(across, along) if label.turned else label.box.padded(along, across)


def _ends(box: Bbox) -> tuple[np.ndarray, np.ndarray]:
    """The lower left and the upper right corner, (2,) each."""
    return np.array(box.min), np.array(box.max)


def _holds(outer: Bbox, inner: Bbox) -> bool:
    (low, high), (least, most) = _ends(outer), _ends(inner)
    return bool((low <= least + TOUCH).all() and (high >= most - TOUCH).all())


def _meets(line: np.ndarray, box: Bbox) -> bool:
    """Whether some segment of ``line`` has a point in ``box``: its share that lies within each pair of sides is an interval."""
    low, high = _ends(box)
    start, step = line[:-1], np.diff(line, axis=0)
    if not len(step):
        return False
    with np.errstate(divide="ignore", invalid="ignore"):
        to_low, to_high = (low - start) / step, (high - start) / step
    inside, parallel = (start >= low) & (start <= high), step == 0
    enter = np.where(parallel, np.where(inside, 0.0, 2.0), np.minimum(to_low, to_high)).max(axis=1)
    leave = np.where(parallel, np.where(inside, 1.0, -1.0), np.maximum(to_low, to_high)).min(axis=1)
    return bool((np.maximum(enter, 0) <= np.minimum(leave, 1)).any())
