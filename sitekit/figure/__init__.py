"""What an author of a figure imports, and what a figure owes the site.

``from sitekit.figure import Figure, Labels, Number, canvas`` is the whole interface, see :mod:`sitekit.figure.face`. It is loaded
when it is first asked for: most of the machine needs no matplotlib, and matplotlib takes its time.
"""

from importlib import import_module
from pathlib import Path

MODULES = frozenset(path.stem for path in Path(__file__).parent.glob("*.py"))


def __getattr__(name: str):
    if name in MODULES or name.startswith("__"):  # A module of this room is imported as such, and needs no other.
        raise AttributeError(f"module 'sitekit.figure' has no attribute '{name}'")
    face = import_module("sitekit.figure.face")
    if name not in face.__all__:
        raise AttributeError(f"module 'sitekit.figure' has no attribute '{name}'")
    return getattr(face, name)
