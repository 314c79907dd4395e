"""A lab's code cells and their outputs as HTML in the site's own style: no script, no style sheet, no inline style.

Of what a cell puts out, a page shows text, rasters and pictures made of SVG; of anything else, HTML included, the text.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterable

from sitekit.fault import Fault
from sitekit.figure.show import MIME
from sitekit.labs.cells import ESCAPE, CellFailed, Outputs
from sitekit.labs.lab import PLACE, Cell, Lab
from sitekit.labs.run import Labs
from sitekit.labs.safe_svg import Refused, raster, safe
from sitekit.words import word

BYTES = 150_000
"""How large a lab's page may be."""


class LabHtml:
    """Fills the places of a lab page's code cells. ``highlight`` turns Python into HTML.

    The rasters it meets gather in ``rasters``: their address in the site → their bytes.
    """

    def __init__(self, labs: Labs, highlight: Callable[[str], str]) -> None:
        self.labs, self.highlight = labs, highlight
        self.rasters: dict[str, bytes] = {}

    def fill(
        self, page: str, lab: Lab, language: str, url: Callable[[str], str] = str, links: Iterable[tuple[str, str]] = ()
    ) -> tuple[str, Fault | None]:
        """``page`` with code and outputs, and what failed; a lab that failed shows its code and, above it, the fault.

        ``url`` makes an address within the site relative to the page; ``links``, (name of a word, address), follow the title.
        """
        fault, given = None, None
        try:
            given = self.labs.outputs(lab)
        except Fault as error:
            fault = error
        outputs = given or [[] for _ in lab.cells]
        running = f'<p class="lab-note" role="status">{word("lab_running", language)}</p>'
        note = failure(fault, language) if fault else "" if given else running

        def cell(match: re.Match[str]) -> str:
            nonlocal fault
            number = int(match[1])
            try:
                filled = self._cell(lab.cells[number], outputs[number], language, f"cell-{number}-", url)
            except Refused as refused:
                filled = self._cell(lab.cells[number], [], language, f"cell-{number}-", url)
                failed = CellFailed(
                    number, 0, f"shows a picture that {refused}", "draw without it: a page shows nothing that acts"
                )
                fault = fault or lab.fault(failed)
                filled += failure(lab.fault(failed), language)
            return note + filled if number == 0 else filled

        page = re.sub("</h1>", lambda end: end[0] + _bar(links, language), page, count=1)
        page = PLACE.sub(cell, page)
        if not fault and (size := len(page.encode())) > BYTES:
            what = f"makes a page of {size // 1000} KB, {BYTES // 1000} are allowed"
            fault = Fault(lab.name, 1, what, "draw lines of fewer points, or print less")
        return page, fault

    def _cell(self, cell: Cell, outputs: Outputs, language: str, prefix: str, url: Callable[[str], str]) -> str:
        def store(kind: str, data: bytes) -> str:
            address = f"assets/lab-pictures/{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
            self.rasters[address] = data
            return url(address)

        name = cell.alt or word("picture", language)
        shown = "".join(_output(output, language, f"{prefix}{number}-", name, store) for number, output in enumerate(outputs))
        if shown:
            shown = f'<div class="lab-output" role="group" aria-label="{word("output", language)}">{shown}</div>'
        return f'<div class="lab-cell">{self.highlight(cell.source)}{shown}</div>'


def failure(fault: Fault, language: str) -> str:
    """The card that says in a page why its lab does not run."""
    return (
        f'<div class="figure-picture figure-failed" role="alert"><strong>{word("lab_failed", language)}</strong>'
        f"<pre>{html.escape(str(fault))}</pre></div>"
    )


def _bar(links: Iterable[tuple[str, str]], language: str) -> str:
    items = "".join(
        f'<li><a href="{html.escape(target)}"{" download" if key == "lab_download" else ""}>{word(key, language)}</a></li>'
        for key, target in links
    )
    return f'<ul class="lab-links" aria-label="{word("lab_links", language)}">{items}</ul>' if items else ""


def _output(output: dict, language: str, prefix: str, name: str, store: Callable[[str, bytes], str]) -> str:
    if output["output_type"] == "stream":
        return _text(output["text"])
    data = output.get("data", {})
    figures = data.get(MIME)
    for markup in (figures.get(language) if isinstance(figures, dict) else None, data.get("image/svg+xml")):
        if markup:
            return f'<div class="lab-markup">{safe("".join(markup), prefix, name, store)}</div>'
    for kind in ("png", "jpeg"):
        if address := raster(kind, "".join(data.get(f"image/{kind}", "")), store):
            return f'<img src="{address}" alt="{html.escape(name)}">'
    return _text(data.get("text/plain", ""))


def _text(text: str) -> str:
    return f'<pre class="lab-text" tabindex="0">{html.escape(ESCAPE.sub("", "".join(text)))}</pre>'
