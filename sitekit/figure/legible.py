"""Find texts that nobody can read in a drawn figure: small ones, those beyond the canvas, and those that lie on one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

TOLERANCE = 1.0
"""Points by which two texts' boxes may overlap: a box has room for accents and descenders that most texts lack."""
SMALLEST = 8.0
"""Points: on a phone of 360 px, where a figure is narrower than it was drawn, still 6.5 px of x-height and ascender."""


@dataclass(frozen=True)
class Seen:
    """A text that was really drawn: its size in points, and its box in points from the canvas' lower left corner."""

    text: str
    size: float
    box: Bbox


def named(figure: Figure) -> dict[str, Text]:
    """Every text of ``figure`` by a name that it is given, which a renderer hears when it draws the text."""
    texts = {f"text-{number}": text for number, text in enumerate(figure.findobj(Text))}
    for name, text in texts.items():
        text.set_gid(name)
    return texts


def seen(texts: Iterable[Text], renderer) -> list[Seen]:
    """What readers see of ``texts``, which ``renderer`` has drawn at 72 dpi: nothing hidden, nothing that its axes clip away.

    A rotated text takes the room of the upright box around it.
    """
    found = []
    for text in texts:
        if text.get_visible() and text.get_text().strip():
            box = Text.get_window_extent(text, renderer)  # Without the arrow of an annotation.
            if text.get_clip_on() and text.clipbox is not None:
                box = Bbox.intersection(box, text.clipbox)
            if box is not None:
                found.append(Seen(text.get_text(), float(text.get_fontsize()), box))
    return found


def problems(canvas: Bbox, texts: Sequence[Seen]) -> list[tuple[str, str]]:
    """What is wrong with the ``texts`` on a ``canvas``, in points: (the text, what is wrong with it)."""
    found = [(one.text, f"is {one.size:g} pt high, less than {SMALLEST:g}") for one in texts if one.size < SMALLEST]
    for one in texts:
        out = max(canvas.x0 - one.box.x0, canvas.y0 - one.box.y0, one.box.x1 - canvas.x1, one.box.y1 - canvas.y1)
        if out > TOLERANCE:
            found.append((one.text, f"leaves the canvas by {out:.0f} pt"))
    corners = np.array([one.box.extents for one in texts]).reshape(-1, 4)  # x0, y0, x1, y1
    low, high = corners[:, :2], corners[:, 2:]
    rooms = np.minimum(high[:, None], high) - np.maximum(low[:, None], low)  # (n, n, 2): of two boxes, what they share.
    depths = np.triu(rooms.min(axis=-1), k=1)
    for one, other in np.argwhere(depths > TOLERANCE):
        found.append((texts[one].text, f"overlaps {texts[other].text!r} by {depths[one, other]:.0f} pt"))
    return found
