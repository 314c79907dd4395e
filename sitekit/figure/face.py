"""All that a figure module imports from the machine: the contract, the palette, and a few ways to draw.

A figure is one module, ``figures/<article>/<name>.py`` or ``figures/<article>/<name>/figure.py``, with, in this order, a
docstring whose first line is the claim, ``LABELS``, its constants, a frozen dataclass ``Result``, ``measure() -> Result``,
``draw(result, labels) -> Figure`` and ``NUMBERS``. What Python hands to its live version is ``LIVE`` in ``live.py`` beside it.
See ``CONTRIBUTING.md``.
"""

from __future__ import annotations

from matplotlib.figure import Figure

from sitekit.figure import palette
from sitekit.figure.drawing import bare_y, box, canvas, colour_bar, note, percent_ticks, picture, ring
from sitekit.figure.labels import Labels, same
from sitekit.figure.live import Live
from sitekit.figure.numbers import MINUS, Number, fixed, unquoted
from sitekit.figure.seeds import over_seeds
from sitekit.figure.style import WIDTH
from sitekit.figure.unseen import reads

__all__ = [
    "MINUS",
    "WIDTH",
    "Figure",
    "Labels",
    "Live",
    "Number",
    "bare_y",
    "box",
    "canvas",
    "colour_bar",
    "fixed",
    "note",
    "over_seeds",
    "palette",
    "percent_ticks",
    "picture",
    "reads",
    "ring",
    "same",
    "unquoted",
]
