"""A lab's code cells and their outputs as HTML in the site's own style: no script, no style sheet, no inline style."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from sitekit.fault import Fault
from sitekit.lab import ESCAPE, PLACE, Cell, Lab, Labs, Outputs
from sitekit.words import word

RASTERS = ("image/png", "image/jpeg")


class LabHtml:
    """Fills the places of a lab page's code cells. ``highlight`` turns Python into HTML."""

    def __init__(self, labs: Labs, highlight: Callable[[str], str]) -> None:
        self.labs, self.highlight = labs, highlight

    def fill(self, page: str, lab: Lab, language: str) -> tuple[str, Fault | None]:
        """``page`` with code and outputs, and what failed; a lab that failed shows its code and, above it, the fault."""
        fault = None
        try:
            outputs = self.labs.outputs(lab)
        except Fault as error:
            fault, outputs = error, []
        outputs = outputs or [[] for _ in lab.cells]

        def cell(match: re.Match[str]) -> str:
            number = int(match[1])
            card = failure(fault, language) if fault and number == 0 else ""
            return card + self._cell(lab.cells[number], outputs[number], language)

        return PLACE.sub(cell, page), fault

    def _cell(self, cell: Cell, outputs: Outputs, language: str) -> str:
        shown = "".join(_output(output, language) for output in outputs)
        if shown:
            shown = f'<div class="lab-output" role="group" aria-label="{word("output", language)}">{shown}</div>'
        return f'<div class="lab-cell">{self.highlight(cell.source)}{shown}</div>'


def failure(fault: Fault, language: str) -> str:
    """The card that says in a page why its lab does not run."""
    return (f'<div class="figure-picture figure-failed" role="alert"><strong>{word("lab_failed", language)}</strong>'
            f"<pre>{html.escape(str(fault))}</pre></div>")


def _output(output: dict, language: str) -> str:
    if output["output_type"] == "stream":
        return _text(output["text"])
    data = output.get("data", {})
    for kind in ("text/html", "image/svg+xml"):
        if markup := data.get(kind):
            return f'<div class="lab-markup">{_named("".join(markup), language)}</div>'
    for kind in RASTERS:
        if kind in data:
            return f'<img src="data:{kind};base64,{"".join(data[kind].split())}" alt="{word("picture", language)}">'
    return _text("".join(data.get("text/plain", "")))


def _text(text: str) -> str:
    return f'<pre class="lab-text" tabindex="0">{html.escape(ESCAPE.sub("", "".join(text)))}</pre>'


def _named(markup: str, language: str) -> str:
    """An SVG without a name of its own gets one: to a screen reader it is a picture, not a heap of labels."""
    return re.sub(r"<svg (?![^>]*\baria-label)", f'<svg role="img" aria-label="{word("picture", language)}" ', markup)
