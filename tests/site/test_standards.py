"""What the sample's site delivers is what standards say: HTML where its habits could break it, Atom, site map, manifest, JSON-LD.

All of HTML is held against the Nu checker by ``make standards``; here stand the kinds of mistakes that it has found.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from html.parser import HTMLParser
from xml.etree import ElementTree

import jsonschema
import nbformat
import pytest

from tests import schemas
from tests.standards import lines

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
FOREIGN = frozenset({"svg", "math"})
UNNAMED = frozenset("div span p pre code em strong b i sub sup mark ins del time ul ol".split())
"""Elements that may bear no name for readers who hear it, unless they have a role."""
BLOCKS = frozenset(
    "address article aside blockquote details div dl figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre".split()
)
BLOCKS |= frozenset("section table ul".split())
PHRASES = frozenset("p h1 h2 h3 h4 h5 h6 span button label summary a em strong code".split())
"""Elements that hold no block, links but where their own place does."""
SCRIPTS = frozenset({"", "module", "text/javascript", "application/json", "application/ld+json"})


class Mistakes(HTMLParser):
    """Reads a page as its source says, without what a browser would repair."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, list[str]]] = []
        self.ids: Counter[str] = Counter()
        self.feed(page)
        self.found += [f"id {name} twice" for name, count in self.ids.items() if count > 1]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        parents = [name for name, _ in self.open]
        foreign = bool(FOREIGN & {*parents}) and "foreignobject" not in parents
        if self.open:
            self.open[-1][1].append(tag)
        self.ids.update([given["id"]] if "id" in given else [])
        if len(given) < len(attrs):
            self.found.append(f"<{tag}> with an attribute twice")
        if "image-rendering" in given or "style" in given:
            self.found.append(f"<{tag}> with an attribute that is CSS's")
        if tag == "path" and "d" not in given:
            self.found.append("<path> without d")
        if tag == "script" and (
            given.get("type", "") not in SCRIPTS or (given.get("type", "").endswith("json") and "src" in given)
        ):
            self.found.append(f"<script type={given['type']}>")
        if "aria-label" in given and "role" not in given and tag in UNNAMED and not foreign:
            self.found.append(f"<{tag}> with a name and no role")
        for side in ("width", "height"):
            if tag == "img" and not (given.get(side) or "1").isdigit():
                self.found.append(f"<img> {given[side]} {side}")
        if not foreign and tag in BLOCKS and parents and parents[-1] in PHRASES - {"a"}:
            self.found.append(f"<{tag}> in <{parents[-1]}>")
        if tag == "a" and "a" in parents and not foreign:
            self.found.append("<a> in <a>")
        if tag not in VOID:
            self.open.append((tag, []))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in [name for name, _ in self.open]:
            self.found.append(f"</{tag}> of nothing")
            return
        while self.open:
            name, children = self.open.pop()
            if name == "figure" and "figcaption" in children and "figcaption" not in (children[0], children[-1]):
                self.found.append(f"<{children[-1]}> after the caption of a figure")
            if name == tag:
                return


def test_no_page_has_a_mistake_that_was_found_once(sample_site):
    found = {f"{page}: {what}" for page in sample_site.pages for what in Mistakes(sample_site.html(page)).found}
    assert found == set()


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<figure><img><figcaption>a</figcaption><details></details></figure>", "<details> after the caption of a figure"),
        ('<p id="a"><b id="a"></b></p>', "id a twice"),
        ("<p><p>", "<p> in <p>"),
        ("<button><div></div></button>", "<div> in <button>"),
        ("<svg><path></path></svg>", "<path> without d"),
        ('<svg><image image-rendering="pixelated"/></svg>', "<image> with an attribute that is CSS's"),
        ('<ul aria-label="a"></ul>', "<ul> with a name and no role"),
        ('<script type="later" src="a.js"></script>', "<script type=later>"),
        ('<img width="5.5">', "<img> 5.5 width"),
        ("<a><a></a></a>", "<a> in <a>"),
    ],
)
def test_each_of_them_would_be_seen(markup, said):
    assert Mistakes(markup).found == [said]
    assert Mistakes('<figure><img width="5"><figcaption>a<details></details></figcaption></figure>').found == []


def test_what_is_material_s_is_passed_and_nothing_else(tmp_path):
    url = (tmp_path / "a.html").as_uri()
    material = {
        "url": url,
        "message": "Bad value “” for attribute “tabindex” on element “label”: The empty string",
        "lastLine": 3,
    }
    ours = {"url": url, "message": "Element “p” not allowed", "lastLine": 7, "extract": "<p>\n x"}
    assert [*lines([material, ours], tmp_path)] == ["a.html:7: Element “p” not allowed <p> x"]


SCHEMAS = {
    "Thing": {"properties": {"@type": {}, "name": {"type": "string"}}},
    "Work": {"allOf": [{"$ref": "schema:Thing"}], "properties": {"date": {"format": "date"}, "part": {"$ref": "schema:Work"}}},
}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, []),
        ({"date": ["2019", "2019-05", "2019-05-01"], "part": {"@type": "Work", "name": "b"}}, []),
        ({"date": "300"}, ["'date' of 'Work': '300' is not a 'date'"]),
        ({"name": 3}, ["'name' of 'Work': 3 is not of type 'string'"]),
        ({"title": "a"}, ["'Work' has no 'title'"]),
        ({"part": [{"@type": "Essay"}]}, ["there is no type 'Essay'"]),
    ],
)
def test_what_schema_org_does_not_know_is_found(tmp_path, more, said):
    for name, schema in SCHEMAS.items():
        draft = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"schema:{name}"}
        (tmp_path / f"{name}.schema.json").write_text(json.dumps(draft | schema))
    assert [*schemas.Vocabulary(tmp_path).wrong({"@type": "Work"} | more)] == said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("<b>@misc</b>{a,\n title = {R&amp;D}, year = {2020}, url = {u},\n}", []),
        ("@misc{a,\n title = {A}\n}", ["a.html:1: the citation lacks url, year"]),
        ("@misc{a,\n title = {A, year = {2020}", ["a.html:1: no entry of BibTeX"]),
        ("text", ["a.html:1: no entry of BibTeX"]),
    ],
)
def test_what_is_copied_is_read_as_bibtex(tmp_path, entry, said):
    (tmp_path / "a.html").write_text(f'<div class="cite-this"><pre><code>{entry}</code></pre></div>')
    found = [*schemas.citations(tmp_path)]
    assert len(found) == len(said) and all(one.startswith(other) for one, other in zip(found, said, strict=True)), found


ATOM = "{http://www.w3.org/2005/Atom}"
FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (0, 9), "link": (1, 9), "entry": (0, 999), "subtitle": (0, 1)}
FEED |= {"rights": (0, 1), "generator": (0, 1), "icon": (0, 1), "logo": (0, 1), "category": (0, 9), "contributor": (0, 9)}
ENTRY = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "published": (0, 1),
    "author": (0, 9),
    "link": (0, 9),
    "content": (0, 1),
}
ENTRY |= {"summary": (0, 1), "rights": (0, 1), "category": (0, 99), "contributor": (0, 9), "source": (0, 1)}
"""Of RFC 4287, 4.1.1 and 4.1.2: which elements, and how many of each."""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_feed_is_atom(sample_site, language):
    root = ElementTree.fromstring((sample_site.folder / language / "feed.xml").read_bytes())
    assert root.tag == f"{ATOM}feed"
    authors = 0
    for element, allowed in [(root, FEED), *((entry, ENTRY) for entry in root.iter(f"{ATOM}entry"))]:
        counts = Counter(child.tag.removeprefix(ATOM) for child in element)
        assert counts.keys() <= allowed.keys()
        assert [name for name, (least, most) in allowed.items() if not least <= counts[name] <= most] == []
        for name in ("updated", "published"):
            for date in element.findall(f"{ATOM}{name}"):
                assert datetime.fromisoformat((date.text or "").replace("Z", "+00:00")).tzinfo, date.text
        for link in element.findall(f"{ATOM}link"):
            assert re.match(r"https?://", link.get("href", ""))
        alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        assert len({(link.get("type"), link.get("hreflang")) for link in alternates}) == len(alternates)
        assert re.match(r"\w+:\S+$", element.findtext(f"{ATOM}id") or ""), "an IRI"
        authors += element is not root and not counts["author"]
    assert not authors or root.find(f"{ATOM}author") is not None, "an entry has an author, or its feed has one"


def test_the_site_map_is_one(sample_site):
    space, more = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}link"
    root = ElementTree.fromstring((sample_site.folder / "sitemap.xml").read_bytes())
    assert root.tag == f"{space}urlset" and 0 < len(root) <= 50_000
    addresses = [url.findtext(f"{space}loc") for url in root]
    assert len({*addresses}) == len(addresses) and all(address.startswith(sample_site.url) for address in addresses if address)
    for url in root:
        names = [child.tag for child in url if child.tag != more]
        assert names in ([f"{space}loc"], [f"{space}loc", f"{space}lastmod"]), "in the order of the schema"
        if (changed := url.findtext(f"{space}lastmod")) is not None:
            datetime.fromisoformat(changed)
        others = {link.get("hreflang"): link.get("href") for link in url.findall(more)}
        assert not others or url.findtext(f"{space}loc") in others.values(), "a page is among its own languages"


MANIFEST = {
    "type": "object",
    "required": ["name", "icons", "start_url", "display"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "short_name": {"type": "string"},
        "description": {"type": "string"},
        "lang": {"type": "string", "pattern": "^[a-z]{2,3}(-|$)"},
        "dir": {"enum": ["ltr", "rtl", "auto"]},
        "id": {"type": "string"},
        "start_url": {"type": "string"},
        "scope": {"type": "string"},
        "display": {"enum": ["fullscreen", "standalone", "minimal-ui", "browser"]},
        "theme_color": {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
        "background_color": {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
        "icons": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["src", "sizes", "type"],
                "properties": {
                    "src": {"type": "string"},
                    "sizes": {"type": "string", "pattern": r"^(any|\d+x\d+)( \d+x\d+)*$"},
                    "type": {"type": "string", "pattern": "^image/"},
                    "purpose": {"enum": ["any", "maskable", "monochrome", "any maskable"]},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
"""Of the Web Application Manifest: its members, and what they may be."""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_manifest_is_one(sample_site, language):
    path = sample_site.folder / language / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    jsonschema.validate(manifest, MANIFEST)
    assert all((path.parent / icon["src"]).resolve().is_file() for icon in manifest["icons"])


PERSON = {"type": "object", "required": ["@type", "name"], "properties": {"@type": {"enum": ["Person", "Organization"]}}}
ADDRESS = {"type": "string", "pattern": "^https?://"}
DATE = {"type": "string", "pattern": r"^\d{4}(-\d\d-\d\d)?$"}
WORK = {"type": "object", "required": ["@type", "name"], "properties": {"author": {"items": PERSON}}}
ARTICLE = {
    "type": "object",
    "required": ["@context", "@type", "headline", "datePublished", "inLanguage", "url"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "ScholarlyArticle"},
        "headline": {"type": "string", "maxLength": 110},
        "author": {"type": "array", "minItems": 1, "items": PERSON},
        "datePublished": DATE,
        "dateModified": DATE,
        "url": ADDRESS,
        "mainEntityOfPage": ADDRESS,
        "license": ADDRESS,
        "image": ADDRESS,
        "isAccessibleForFree": {"type": "boolean"},
        "isPartOf": {"type": "object", "required": ["@type", "name"]},
        "citation": {"type": "array", "items": WORK},
    },
    "propertyNames": {
        "enum": (
            "@context @type headline description inLanguage author datePublished dateModified license url mainEntityOfPage image "
            "keywords isPartOf isAccessibleForFree citation translationOfWork workTranslation identifier name publisher"
        ).split()
    },
}
"""Of schema.org: what a ScholarlyArticle has, of which search engines ask a headline, authors and dates."""


def test_an_article_is_one_for_machines(sample_site):
    found = 0
    for page in sample_site.pages:
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', sample_site.html(page), re.S):
            jsonschema.validate(json.loads(text), ARTICLE)
            found += 1
    assert found == 4


def test_every_notebook_is_one(sample_site):
    notebooks = [*sample_site.folder.rglob("*.ipynb")]
    assert notebooks
    for path in notebooks:
        nbformat.validate(nbformat.reads(path.read_text("utf-8"), as_version=nbformat.NO_CONVERT))
