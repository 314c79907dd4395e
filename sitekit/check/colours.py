"""Hold a project's colours to what every reader can tell: they stand out from their paper, and opposites from each other."""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.fault import Fault
from sitekit.figure import vision
from sitekit.figure.palette import FILE, Palette
from sitekit.project import Project
from sitekit.records import Records

SCHEMES = ("light", "dark")
BACKGROUND = frozenset({"PAPER", "GRID"})
"""What nothing is written in, and no mark is drawn with."""

STANDS_OUT = 4.5
"""Contrast with the paper: WCAG's for text, which every colour may be used for. Marks would need 3."""
LUMINANCE = 1.45
"""Contrast of two opposites, whatever their hues: without it they are one grey in print and to whoever sees no hue."""
DIFFERENCE = 23.0
"""Of two opposites to those who lack a kind of cone: ten times what can just be noticed."""


def check(project: Project) -> Iterator[Fault]:
    """What is wrong with the colours of the project: the form of their file, or a value in it."""
    try:
        palette = Palette.read(project.root)
    except Fault as fault:
        yield fault
        return
    path = project.root / FILE
    records = Records.of(project.root, FILE) if path.is_file() else Records(FILE)
    for way, what, remedy in found(palette):
        yield Fault(FILE, records.line(*way), what, remedy)


def found(palette: Palette) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Every fault of ``palette``: the colour and the scheme where it lies, what it is, and its remedy."""
    for scheme in SCHEMES:
        colours = {name: getattr(colour, scheme) for name, colour in palette.colours.items()}
        for name in colours.keys() - BACKGROUND:
            ratio = vision.contrast(colours[name], colours["PAPER"])
            if ratio < STANDS_OUT:
                what = f"{scheme} of '{name}' has a contrast of {ratio:.2f} with its paper, less than {STANDS_OUT:g}"
                yield (name, scheme), what, "make it darker on light paper, lighter on dark"
        for one, other in palette.opposites:
            ratio = vision.contrast(colours[one], colours[other])
            seen = {eyes: vision.difference(colours[one], colours[other], eyes) for eyes in vision.MATRICES}
            if ratio < LUMINANCE:
                what = f"{scheme} of '{one}' and of '{other}' are one grey: a contrast of {ratio:.2f}, less than {LUMINANCE:g}"
                yield (one, scheme), what, "make one of them lighter"
            for eyes in (eyes for eyes, distance in seen.items() if distance < DIFFERENCE):
                what = f"{scheme} of '{one}' and of '{other}' are alike to {eyes} eyes: {seen[eyes]:.0f}, not {DIFFERENCE:g}"
                yield (one, scheme), what, "make one of them lighter, or bluer"
