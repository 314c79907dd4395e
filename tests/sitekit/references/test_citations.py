"""Citations lead to a list of exactly the works cited, and every fault of a bibliography is found at its line."""

from __future__ import annotations

import re

import pytest

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.pages.site import Site
from sitekit.references import bibtex
from sitekit.references.citations import PAGE_URL, Bibliography, Citations, cited
from sitekit.text.page import Page
from sitekit.text.placeholders import Prose
from tests.sitekit.examples import ENTRIES

BIB = "figures/straight_line/references.bib"
PAGES = {code: f"docs/{code}/blog/posts/straight-line.md" for code in ("ko", "en")}
FRONT = "---\ndate: 2026-11-22\ncategories: [a]\ntags: [b]\ndescription: c\n---\n\n# {}\n\n"
BODIES = {
    "ko": '선이다. {{ cite("euclid300") | josa("은/는") }} 옳고 {{ cite("noether1918") | josa("이/가") }} 잇는다. '
    '{{ cite("cartan1930b") }}.\n\n{{ references() }}\n',
    "en": 'A line. {{ cite("euclid300") }} and {{ cite("noether1918") }} and {{ cite("cartan1930b") }}.\n\n{{ references() }}\n',
}


@pytest.fixture
def lines(site):
    """A project with one article in two languages that cites every work of its bibliography."""
    site.write(BIB, ENTRIES)
    for code, path in PAGES.items():
        site.write(path, FRONT.format("선" if code == "ko" else "A line") + BODIES[code])
    return site


def rendered(site, code: str, also=()) -> str:
    page = Page.read(site.root, site.root / PAGES[code])
    names = Citations(Bibliography.read(site.project, "straight_line"), page, code, also).names
    prose = Prose(page, code, {}, names)
    text = prose.render(page.text.partition("---\n\n")[2])
    assert prose.faults == []
    return text


def faults(site) -> list[str]:
    return [str(fault) for fault in check(Site.read(site.project, Report()))]


def replace(site, path: str, old: str, new: str) -> None:
    text = (site.root / path).read_text("utf-8")
    assert old in text
    site.write(path, text.replace(old, new, 1))


def line_of(site, path: str, text: str) -> int:
    whole = (site.root / path).read_text("utf-8")
    return whole[: whole.index(text)].count("\n") + 1


def test_a_project_without_faults_has_none(lines):
    assert faults(lines) == []


def test_citations_are_links_written_as_the_language_writes_them(lines):
    korean, english = rendered(lines, "ko"), rendered(lines, "en")
    assert "[Euclid 300](#ref-euclid300)은" in korean  # 삼백은
    assert "[Noether & van der Waerden 1918](#ref-noether1918)이" in korean  # 천구백십팔이
    assert "[Cartan 외 1930b](#ref-cartan1930b)" in korean
    assert "[Cartan et al. 1930b](#ref-cartan1930b)" in english


def test_the_list_holds_exactly_what_the_page_and_its_claims_name_sorted(lines):
    replace(lines, PAGES["en"], ' and {{ cite("cartan1930b") }}', "")
    listed = rendered(lines, "en")
    assert re.findall(r'<li id="ref-([^"]+)">', listed) == ["euclid300", "noether1918"]
    listed = rendered(lines, "en", ["cartan1930b"])
    assert re.findall(r'<li id="ref-([^"]+)">', listed) == ["cartan1930b", "euclid300", "noether1918"]


def test_the_list_links_to_the_work_and_keeps_its_title(lines):
    listed = rendered(lines, "en")
    assert '<a href="https://doi.org/10.1234/el(1)ements">doi:10.1234/el(1)ements</a>' in listed
    assert '<a href="https://arxiv.org/abs/1234.56789">arXiv:1234.56789</a>' in listed
    assert '<a href="https://www.example.org/a/long/address">example.org</a>' in listed
    assert "On Lines in Planes" in listed and "<span" not in listed
    assert "&lt;all of them&gt;" in listed and "Dokmanić" in listed


def test_a_bibliography_kept_on_disk_is_the_same_and_a_damaged_one_is_made_again(lines, monkeypatch):
    def read():
        return Bibliography.read(lines.project, "straight_line")

    first = read()
    (stored,) = (lines.root / ".cache" / "references").iterdir()
    with monkeypatch.context() as patch:
        patch.setattr(bibtex, "_parse", lambda path, text: pytest.fail("parsed again"))
        assert read() == first
    for damage in (b"", b"{}", b"\xff\xfe", stored.read_bytes()[:-1]):
        stored.write_bytes(damage)
        assert read() == first


def test_cite_this_is_bibtex_of_the_page_itself(lines):
    replace(lines, PAGES["en"], "{{ references() }}", "{{ references() }}\n\n{{ cite_this() }}")
    text = rendered(lines, "en")
    block = text[text.index("``` bibtex") : text.rindex("```")].splitlines()[1:]
    from pybtex.database.input.bibtex import Parser

    (entry,) = Parser().parse_string("\n".join(block)).entries.values()
    assert entry.fields["title"] == "{A line}" and entry.fields["year"] == "2026" and entry.fields["url"] == PAGE_URL


def test_what_tex_would_take_for_something_else_is_written_out(lines):
    replace(lines, PAGES["en"], "# A line", "# R&D at 5% {of $x_1$, a_b")
    replace(lines, PAGES["en"], "{{ references() }}", "{{ references() }}\n\n{{ cite_this() }}")
    (title,) = re.findall(r"^  title  = \{\{(.*)\}\},$", rendered(lines, "en"), re.M)
    assert title == r"R\&D at 5\% \textbraceleft{}of $x_1$, a\_b"


def test_what_stands_in_code_is_no_citation(lines):
    page = Page("docs/en/a.md", '`{{ cite("a") }}`\n\n```\n{{ cite("b") }}\n```\n\n{{ cite("c") }}\n')
    assert cited(page) == [("c", 7)]


# What is exchanged for what in which file; the file and the text of the line the fault must name; what it must say.
CASES = {
    "unknown key": (
        PAGES["en"],
        'cite("euclid300")',
        'cite("euler1748")',
        PAGES["en"],
        "euler1748",
        r"has no entry 'euler1748'.*cite one of cartan1930b, euclid300, noether1918",
    ),
    "nobody cites": (
        BIB,
        "@misc{cartan1930b",
        "@misc{hopf1931,\n author={Hopf}, title={T}, year={1931}}\n@misc{cartan1930b",
        BIB,
        "@misc{hopf1931",
        r"nobody cites 'hopf1931'; .*cite\(\"hopf1931\"\).*remove the entry",
    ),
    "no list": (PAGES["ko"], "{{ references() }}\n", "", PAGES["ko"], 'cite("euclid300")', r"the page has no list of references"),
    "broken BibTeX": (
        BIB,
        "title      = {Invariant lines},",
        "title      = {Invariant lines}\n  note = ,",
        BIB,
        "note = ,",
        "is not BibTeX",
    ),
    "open brace": (
        BIB,
        "{https://www.example.org/a/long/address},\n}",
        "{https://www.example",
        BIB,
        "https://www.example",
        "is not BibTeX",
    ),
    "key twice": (BIB, "@misc{cartan1930b", "@misc{euclid300", BIB, "@misc{euclid300", "is not BibTeX.*repeated"),
    "field twice": (
        BIB,
        "  year    = {300},",
        "  year = {300},\n  title = {Again},",
        BIB,
        "@article{euclid300",
        "duplicate title",
    ),
    "no year": (BIB, "  year       = {1918},\n", "", BIB, "@inproceedings{noether1918", "'noether1918' has no year"),
    "no title": (BIB, "  title      = {Invariant lines},\n", "", BIB, "@inproceedings{noether1918", "'noether1918' has no title"),
    "no author": (BIB, "  author  = {Euclid},\n", "", BIB, "@article{euclid300", "'euclid300' has no author"),
    "no journal": (BIB, "  journal = {Elements},\n", "", BIB, "@article{euclid300", "'euclid300' cannot be formatted .*journal"),
    "DOI as an address": (
        BIB,
        "10.1234/el(1)ements",
        "https://doi.org/10.1234/elements",
        BIB,
        "doi     =",
        "has not the form 10.1234/suffix",
    ),
    "no DOI": (BIB, "10.1234/el(1)ements", "el(1)ements", BIB, "doi     =", "has not the form"),
    "key unfit for an address": (
        BIB,
        "@article{euclid300",
        "@article{Euclid:300",
        BIB,
        "@article{Euclid:300",
        "does not suit an address",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_found_at_its_line(lines, case):
    path, old, new, at, text, said = CASES[case]
    replace(lines, path, old, new)
    place = f"{at}:{line_of(lines, at, text)}: "
    found = faults(lines)
    assert [fault for fault in found if fault.startswith(place) and re.search(said, fault)], "\n".join(found)
    assert all("\n" not in fault for fault in found)


def test_a_citation_without_any_bibliography_is_a_fault(lines):
    (lines.root / BIB).unlink()
    assert any(f"{PAGES['en']}:10: " in fault and "write the entry" in fault for fault in faults(lines))


def test_an_entry_that_only_a_claim_names_is_used(lines):
    from sitekit.references import citations as references

    pages = [Page.read(lines.root, lines.root / path) for path in PAGES.values()]
    for path in PAGES.values():
        replace(lines, path, '{{ cite("cartan1930b") }}', "")
    pages = [Page.read(lines.root, lines.root / path) for path in PAGES.values()]
    assert len(list(references.check(Site.read(lines.project, Report()).bibliographies, pages))) == 1
    assert list(references.check(Site.read(lines.project, Report()).bibliographies, pages, lambda article: ["cartan1930b"])) == []
