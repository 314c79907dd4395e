"""Find texts that cannot be read in a drawn figure: those that leave the canvas, and those that lie on one another."""

from __future__ import annotations

from itertools import combinations
from unittest import mock

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

TOLERANCE = 1.0
"""Points by which two texts' boxes may overlap: a box has room for accents and descenders that most texts lack."""


def problems(figure: Figure) -> list[str]:
    """What is wrong with the texts of ``figure``, one sentence each, at the figure's own resolution.

    Only what is really drawn counts: no hidden text, no tick label beyond its axis, nothing that its axes clip away. A
    rotated text takes the room of the upright box around it. Must run within :func:`sitekit.figure.style.applied`.
    """
    boxes = _boxes(figure)
    tolerance = TOLERANCE * figure.dpi / 72
    canvas = figure.bbox
    found = []
    for text, box in boxes:
        out = max(canvas.x0 - box.x0, canvas.y0 - box.y0, box.x1 - canvas.x1, box.y1 - canvas.y1)
        if out > tolerance:
            found.append(f"the text {text!r} leaves the canvas by {out * 72 / figure.dpi:.0f} pt")
    for (text, box), (other, rival) in combinations(boxes, 2):
        shared = Bbox.intersection(box, rival)
        depth = min(shared.width, shared.height) if shared is not None else 0.0
        if depth > tolerance:
            found.append(f"the texts {text!r} and {other!r} overlap by {depth * 72 / figure.dpi:.0f} pt")
    return found


def _boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text that drawing ``figure`` draws, in the order of drawing, with its box in pixels."""
    drawn: dict[int, Text] = {}
    draw = Text.draw

    def note(text: Text, renderer) -> None:
        drawn[id(text)] = text
        draw(text, renderer)

    canvas = FigureCanvasAgg(figure)
    with mock.patch.object(Text, "draw", note):
        canvas.draw()
    boxes = []
    for text in drawn.values():
        if text.get_visible() and text.get_text().strip():
            box = Text.get_window_extent(text, canvas.get_renderer())
            if text.get_clip_on() and text.clipbox is not None:
                box = Bbox.intersection(box, text.clipbox)
            if box is not None:
                boxes.append((text.get_text(), box))
    return boxes
