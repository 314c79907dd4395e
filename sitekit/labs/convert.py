"""Code cells and their outputs as HTML, by mkdocs-jupyter's converter with a template of our own.

The converter takes a notebook with its outputs, which are made ready for it here: what a page must not hold is taken out, so
that the next best kind of the same output is shown. What it made is remembered by content, since importing it takes longer
than all labs of a site that has not changed.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import logging
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from sitekit.figure.show import MIME
from sitekit.labs.cells import CellFailed, Outputs
from sitekit.labs.formulas import latex, with_formulas
from sitekit.labs.lab import ROOT, Lab
from sitekit.labs.safe_html import safe_html
from sitekit.labs.safe_svg import Refused, raster, safe
from sitekit.labs.terminal import shown
from sitekit.memo import Memo
from sitekit.words import word

TEMPLATES = Path(__file__).with_name("templates")
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]{6,}")
PICTURE = re.compile(r"<!--lab-picture-(\d+)-->")
WIDGET = "application/vnd.jupyter.widget-view+json"
SHOWN = ("text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg", "text/plain")
"""The kinds of data that the template shows, each of them text."""
WORDS = ("output", "picture", "lab_widget", "lab_not_shown")
"""Those that stand in what is converted."""
OPAQUE = re.compile(r"<(?:[\w.]+ object|\w+(?:\.\w+)+)>")
"""A text that says of an output only what class it has."""


@dataclass
class Converted:
    """``cells``: the HTML of each code cell; ``rasters``: address in the site → bytes."""

    cells: list[str]
    rasters: dict[str, bytes] = field(default_factory=dict)


class Converter:
    """Converts code cells. ``highlight`` turns Python into HTML, ``mathml`` a formula of LaTeX (raising where it cannot).

    ``makers`` tell these two from those that made something else of the same.
    """

    def __init__(
        self, folder: Path, highlight: Callable[[str], str], mathml: Callable[[str], str], makers: tuple[str, ...]
    ) -> None:
        self.memo, self.highlight, self.mathml, self.makers = Memo(folder), highlight, mathml, makers

    def convert(self, lab: Lab, outputs: list[Outputs], language: str) -> Converted:
        """``lab`` in ``language`` with ``outputs``. Raises :class:`CellFailed` for what a page must not show."""
        given = [[cell.source, cell.alt, cell.tags] for cell in lab.cells]
        words = [word(key, language) for key in WORDS]
        key = json.dumps([_version(), self.makers, language, words, lab.is_plain, given, outputs])
        if text := self.memo.get(key):
            known = json.loads(text)
            return Converted(known["cells"], {address: base64.b64decode(data) for address, data in known["rasters"].items()})
        made = _Conversion(self, lab, language).convert(outputs)
        rasters = {address: base64.b64encode(data).decode() for address, data in made.rasters.items()}
        self.memo.put(key, json.dumps({"cells": made.cells, "rasters": rasters}))
        return made


class _Conversion:
    """One run of the converter."""

    def __init__(self, converter: Converter, lab: Lab, language: str) -> None:
        self.converter, self.lab, self.language = converter, lab, language
        self.rasters: dict[str, bytes] = {}
        self.pictures: list[str] = []

    def convert(self, outputs: list[Outputs]) -> Converted:
        from mkdocs_jupyter.config import settings
        from nbconvert.exporters import templateexporter

        settings.templates_dir = str(TEMPLATES)
        filters: dict[str, Any] = templateexporter.default_filters
        filters.update(
            lab_code=self.converter.highlight,
            lab_word=lambda key: html.escape(word(key, self.language)),
            lab_text=_text,
            lab_svg=self._svg,
            lab_raster=self._raster,
        )
        cells = [
            {
                "cell_type": "code",
                "execution_count": None,
                "metadata": {"number": number, "alt": cell.alt},
                "source": cell.source,
                "outputs": [self._ready(output, number) for output in given],
            }
            for number, (cell, given) in enumerate(zip(self.lab.cells, outputs, strict=True))
        ]
        kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        page = _nb2html({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4})
        body = page.partition("<!--lab-end-->")[0]  # After it, the converter appends a style sheet to whatever it was given.
        cells = [part.strip() for part in body.split("<!--lab-cell-->")[1:]]
        return Converted([PICTURE.sub(lambda place: self.pictures[int(place[1])], cell) for cell in cells], self.rasters)

    def _ready(self, output: dict[str, Any], number: int) -> dict[str, Any]:
        """``output`` with only those kinds of data that can be shown, and text, if nothing else is left."""
        from nbconvert.filters import markdown2html

        if "data" not in output:
            return output
        data = {mime: _joined(value) for mime, value in output["data"].items()}
        figures = data.pop(MIME, None)
        if isinstance(figures, dict):
            data = {"image/svg+xml": figures.get(self.language, "")}
        if data.pop(WIDGET, None):
            note = f'<p class="lab-note">{html.escape(word("lab_widget", self.language))}</p>'
            return _shown({"text/html": note + _text(str(data.get("text/plain", "")))})
        rich = len(data) > 1
        if rich and OPAQUE.fullmatch(ADDRESS.sub("", str(data.get("text/plain", "")))):
            del data["text/plain"]
        structure = data.get("application/json")
        data = {mime: value for mime, value in data.items() if mime in SHOWN and isinstance(value, str)}
        if "text/html" in data and not _keep(data, "text/html", ADDRESS.sub("", safe_html(data["text/html"]))):
            data.setdefault("text/plain", word("lab_not_shown", self.language))
        if "text/markdown" in data:
            _keep(data, "text/markdown", self._formulas(with_formulas, safe_html(markdown2html(data["text/markdown"])), number))
        if "text/latex" in data:
            _keep(data, "text/latex", self._formulas(latex, data["text/latex"], number, beside="text/plain" in data))
        if self.lab.is_plain and "image/svg+xml" in data and not self._is_safe(data["image/svg+xml"]):
            data.setdefault("image/png", _painted(data.pop("image/svg+xml")))
        for kind in ("png", "jpeg"):
            if f"image/{kind}" in data and not raster(kind, data[f"image/{kind}"], lambda kind, data: kind):
                del data[f"image/{kind}"]
        if not data:
            text = (
                word("lab_not_shown", self.language) if structure is None else json.dumps(structure, indent=1, ensure_ascii=False)
            )
            data["text/plain"] = text
        return _shown(data)

    def _formulas(self, write: Callable[..., str], text: str, number: int, *, beside: bool = False) -> str:
        """``text`` as ``write`` writes it with its formulas. Where one cannot be written, nothing if there is another text
        ``beside``, or the file holds what it shows. Else raises :class:`CellFailed`."""
        try:
            return write(text, self.converter.mathml)
        except Exception as error:  # Whatever the converter of formulas makes of what a library wrote.
            if beside or self.lab.is_plain:
                return ""
            what = f"shows a formula that cannot be written: {error or type(error).__name__}"
            raise CellFailed(number, 0, what, "mend it, or say it otherwise") from error

    def _is_safe(self, markup: str) -> bool:
        try:
            return bool(safe(markup, "", "", lambda kind, data: kind))
        except Refused:
            return False

    def _name(self, cell: dict[str, Any]) -> str:
        return cell["metadata"]["alt"] or word("picture", self.language)

    def _store(self, kind: str, data: bytes) -> str:
        address = f"assets/lab-pictures/{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
        self.rasters[address] = data
        return ROOT + address

    def _svg(self, markup: str, cell: dict[str, Any]) -> str:
        number = cell["metadata"]["number"]
        try:
            self.pictures.append(safe(markup, f"cell-{number}-{len(self.pictures)}-", self._name(cell), self._store))
        except Refused as refused:
            remedy = "draw without it: a page shows nothing that acts"
            raise CellFailed(number, 0, f"shows a picture that {refused}", remedy) from refused
        # The converter rewrites all it made by an HTML parser, which would not leave the names of SVG as they are.
        return f"<!--lab-picture-{len(self.pictures) - 1}-->"

    def _raster(self, text: str, kind: str, cell: dict[str, Any]) -> str:
        return f'<img src="{raster(kind, text, self._store)}" alt="{html.escape(self._name(cell))}">'


def _joined(value: Any) -> Any:
    """Text in one piece: a file may hold it line by line."""
    return "".join(value) if isinstance(value, list) and all(isinstance(line, str) for line in value) else value


def _shown(data: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": data}


def _keep(data: dict[str, Any], mime: str, value: str) -> bool:
    """Put ``value`` in the place of what it was made from, if there is any."""
    if value:
        data[mime] = value
    else:
        del data[mime]
    return bool(value)


def _painted(markup: str) -> str:
    """A foreign picture as a PNG in base64: what would act in a page is lost on the way. Nothing if it is no picture.

    It is drawn without whatever it names outside itself, such as a file of this computer.
    """
    import resvg_py

    try:
        root = ElementTree.fromstring(markup)
        for element in root.iter():
            for key, value in list(element.attrib.items()):
                if key.rpartition("}")[2] == "href" and not value.strip().startswith(("#", "data:")):
                    del element.attrib[key]
        markup = ElementTree.tostring(root, encoding="unicode")
        return base64.b64encode(bytes(resvg_py.svg_to_bytes(svg_string=markup, zoom=2))).decode()
    except (ElementTree.ParseError, ValueError):
        return ""


def _text(text: str, kind: str = "") -> str:
    """What a terminal would show in the end of ``text``, without addresses in memory."""
    return f'<pre class="{f"lab-text {kind}".strip()}" tabindex="0">{html.escape(shown(ADDRESS.sub("", text)))}</pre>'


def _nb2html(notebook: dict[str, Any]) -> str:
    from mkdocs_jupyter.nbconvert2 import logger, nb2html

    level = logger.level
    logger.setLevel(logging.WARNING)  # Else it tells the name of a temporary file for every notebook.
    before = os.environ.get("JUPYTER_NO_CONFIG")
    os.environ["JUPYTER_NO_CONFIG"] = "1"  # What the author set up for notebooks elsewhere is nothing to this site.
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "lab.ipynb"
            path.write_text(json.dumps(notebook), "utf-8")
            return nb2html(str(path), execute=False, allow_errors=False)
    finally:
        logger.setLevel(level)
        if before is None:
            del os.environ["JUPYTER_NO_CONFIG"]
        else:
            os.environ["JUPYTER_NO_CONFIG"] = before


@lru_cache(maxsize=1)
def _version() -> list[str]:
    """All that decides what becomes of a cell, besides the cell."""
    here = Path(__file__).parent
    own = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted([*here.glob("*.py"), *TEMPLATES.rglob("*.*")])]
    return [*own, *(version(name) for name in ("mkdocs-jupyter", "nbconvert", "bleach", "resvg_py", "pygments"))]
