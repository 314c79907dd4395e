"""Find texts that nobody can read in a drawn figure: small ones, those beyond the canvas, and those that lie on one another."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sitekit.figure.style import SMALL

TOLERANCE = 1.0
"""Points by which two texts' boxes may overlap: a box has room for accents and descenders that most texts lack."""
APART, LINE = 2.0, 5.0
"""Points of room that two texts need which stand side by side, as long as they share more of their height than the other."""
EDGE = 2.7
"""Points to the canvas' left and right edges: three pixels on a phone, where these are the edges of the glass."""


@dataclass(frozen=True)
class Seen:
    """A text that was really drawn: its size in points, its box in points from the canvas' lower left corner, its name and its
    place among all that were drawn, whether it has a halo, and whether it runs upwards."""

    text: str
    size: float
    box: Bbox
    name: str = ""
    place: int = 0
    has_halo: bool = False
    turned: bool = False


def named(figure: Figure) -> dict[str, Text]:
    """Every text of ``figure`` by a name that it is given, which a renderer hears when it draws the text."""
    texts = {f"text-{number}": text for number, text in enumerate(figure.findobj(Text))}
    for name, text in texts.items():
        text.set_gid(name)
    return texts


def seen(drawn: Sequence[str], texts: Mapping[str, Text], halos: Container[Text], renderer) -> list[Seen]:
    """What readers see of ``texts``, which ``renderer`` has drawn at 72 dpi: nothing hidden, nothing that its axes clip away.

    ``drawn`` are the names that it drew, in order. A rotated text takes the room of the upright box around it.
    """
    found = []
    for name in dict.fromkeys(name for name in drawn if name in texts):
        text = texts[name]
        if text.get_visible() and text.get_text().strip():
            box = Text.get_window_extent(text, renderer)  # Without the arrow of an annotation.
            if text.get_clip_on() and text.clipbox is not None:
                box = Bbox.intersection(box, text.clipbox)
            if box is not None:
                turned = abs(text.get_rotation() % 180 - 90) < 45
                found.append(
                    Seen(text.get_text(), float(text.get_fontsize()), box, name, drawn.index(name), text in halos, turned)
                )
    return found


def problems(canvas: Bbox, texts: Sequence[Seen]) -> list[tuple[str, str]]:
    """What is wrong with the ``texts`` on a ``canvas``, in points: (the text, what is wrong with it)."""
    found = [(one.text, f"is {one.size:g} pt high, less than {SMALL:g}") for one in texts if one.size < SMALL]
    for one in texts:
        out = max(canvas.x0 - one.box.x0, canvas.y0 - one.box.y0, one.box.x1 - canvas.x1, one.box.y1 - canvas.y1)
        if out > TOLERANCE:
            found.append((one.text, f"leaves the canvas by {out:.0f} pt"))
        elif (room := min(one.box.x0 - canvas.x0, canvas.x1 - one.box.x1)) < EDGE:
            found.append((one.text, f"is {max(room, 0):.1f} pt from the edge of the canvas, less than {EDGE:g}"))
    corners = np.array([one.box.extents for one in texts]).reshape(-1, 4)  # x0, y0, x1, y1
    low, high = corners[:, :2], corners[:, 2:]
    rooms = np.minimum(high[:, None], high) - np.maximum(low[:, None], low)  # (n, n, 2): of two boxes, what they share.
    for one, other in np.argwhere(np.triu((rooms[..., 0] > -APART) & (rooms[..., 0] <= TOLERANCE) & (rooms[..., 1] > LINE), k=1)):
        if not (texts[one].turned or texts[other].turned):
            found.append((texts[one].text, f"runs into {texts[other].text!r}, {max(-rooms[one, other, 0], 0):.1f} pt beside it"))
    depths = np.triu(rooms.min(axis=-1), k=1)
    for one, other in np.argwhere(depths > TOLERANCE):
        found.append((texts[one].text, f"overlaps {texts[other].text!r} by {depths[one, other]:.0f} pt"))
    return found
