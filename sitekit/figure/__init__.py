"""What an author of a figure imports, and what a figure owes the site.

``from sitekit.figure import Figure, Labels, Number, canvas`` is the whole interface, see :mod:`sitekit.figure.face`. It is loaded
when it is first asked for: most of the machine needs no matplotlib, and matplotlib takes its time.
"""

from importlib import import_module

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
    "ring",
    "same",
    "unquoted",
]


def __getattr__(name: str):
    if name not in __all__ or name == "palette":  # The palette is a module of this room, and imported as such.
        raise AttributeError(f"module 'sitekit.figure' has no attribute '{name}'")
    return getattr(import_module("sitekit.figure.face"), name)
