"""A lab's page: its code cells and their outputs in the places that its prose has for them, and where else it can be run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sitekit.fault import Fault
from sitekit.labs.cells import CellFailed, Outputs
from sitekit.labs.convert import Converter
from sitekit.labs.lab import PLACE, ROOT, Lab
from sitekit.labs.run import Labs
from sitekit.templates import render

BYTES = 150_000
"""How large a lab's page may be."""
ADDRESS = re.compile(f'(?<=")/?{ROOT}([^"]+)(?=")')


class LabHtml:
    """Fills lab pages. The rasters it meets gather in ``rasters``: their address in the site → their bytes."""

    def __init__(self, labs: Labs, converter: Converter) -> None:
        self.labs, self.converter = labs, converter
        self.rasters: dict[str, bytes] = {}

    def fill(
        self, page: str, lab: Lab, language: str, url: Callable[[str], str] = str, links: Iterable[tuple[str, str]] = ()
    ) -> tuple[str, Fault | None]:
        """``page`` with code and outputs, and what failed; a lab that failed shows its code and, above it, the fault.

        ``url`` makes an address within the site relative to the page; ``links``, (name of a word, address), follow the title.
        """
        fault, outputs = None, None
        try:
            outputs = self.labs.outputs(lab)
            cells = self._cells(lab, outputs, language)
        except Fault as error:
            fault, cells = error, self._cells(lab, None, language)
        note = ""
        if fault or outputs is None:
            note = render("lab-note", language=language, fault=fault)
        bar = render("lab-links", language=language, label="notebook_links" if lab.is_plain else "lab_links", links=list(links))
        page = re.sub("</h1>", lambda end: end[0] + bar, page, count=1)
        if note and (first := PLACE.search(page)):
            page = page[: first.start()] + note + page[first.start() :]
        page = PLACE.sub(lambda place: cells[int(place[1])], page)
        page = ADDRESS.sub(lambda address: url(address[1]), page)
        if not fault and (size := len(page.encode())) > BYTES:
            what = f"makes a page of {size // 1000} KB, {BYTES // 1000} are allowed"
            fault = Fault(lab.name, 1, what, "draw lines of fewer points, or print less")
        return page, fault

    def _cells(self, lab: Lab, outputs: list[Outputs] | None, language: str) -> list[str]:
        """The HTML of each code cell. Raises :class:`Fault` for what a page must not show."""
        try:
            made = self.converter.convert(lab, outputs or [[] for _ in lab.cells], language)
        except CellFailed as failure:
            raise lab.fault(failure) from failure
        self.rasters |= made.rasters | lab.attachments
        return made.cells
