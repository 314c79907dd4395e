"""Colours named by what they mean, once for both themes.

A figure draws with sentinels: hex colours that no data contains. The SVG writer turns each sentinel into a CSS custom
property, so one file serves the light and the dark theme; every other output uses the light value. The categorical
hues descend from Okabe & Ito's palette (Color Universal Design, 2008), darkened for 4.5:1 on white and lightened for
dark paper.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """A meaning's CSS custom property and its value on light and on dark paper."""

    variable: str
    light: str
    dark: str


INK = "#010200"
MUTED = "#010201"
GRID = "#010202"
PAPER = "#010203"
INPUT = "#010300"
KERNEL = "#010301"
OUTPUT = "#010302"
SHARED = "#010303"
UNSHARED = "#010304"
DENSE = "#010305"
RIGHT = "#010306"
WRONG = "#010307"
THEORY = "#010308"

COLOURS: dict[str, Colour] = {
    INK: Colour("--fig-ink", "#1f2328", "#e6e8ee"),
    MUTED: Colour("--fig-muted", "#5b6370", "#a3acbb"),
    GRID: Colour("--fig-grid", "#dfe3e8", "#3a4150"),
    PAPER: Colour("--fig-paper", "#ffffff", "#1e2129"),
    INPUT: Colour("--fig-input", "#0067a5", "#5cb8f0"),
    KERNEL: Colour("--fig-kernel", "#b84a00", "#ff9a57"),
    OUTPUT: Colour("--fig-output", "#007355", "#4fd1a5"),
    SHARED: Colour("--fig-shared", "#b84a00", "#ff9a57"),
    UNSHARED: Colour("--fig-unshared", "#0067a5", "#5cb8f0"),
    DENSE: Colour("--fig-dense", "#9a3a70", "#f0a3cf"),
    RIGHT: Colour("--fig-right", "#007355", "#4fd1a5"),
    WRONG: Colour("--fig-wrong", "#c0262d", "#ff8f8a"),
    THEORY: Colour("--fig-theory", "#5b6370", "#a3acbb"),
}


def stylesheet() -> str:
    """The CSS that gives every variable its value: light, dark, and light again on paper."""

    def rules(scheme: str) -> str:
        return "".join(f"{c.variable}:{getattr(c, scheme)};" for c in COLOURS.values())

    return (
        f":root,[data-md-color-scheme=default]{{{rules('light')}}}\n"
        f"[data-md-color-scheme=slate]{{{rules('dark')}}}\n"
        f"@media print{{:root,[data-md-color-scheme]{{{rules('light')}}}}}\n"
    )
