"""What docstrings name is in a bibliography: by these names, in this order, of this year."""

from __future__ import annotations

import pytest

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.pages.names import Names
from sitekit.pages.site import Site
from sitekit.references import sources

BIB = "figures/straight_line/references.bib"
ENTRIES = """@article{euclid1900,
  author  = {Euclid and Le Roux, Anne and d'Alembert, Jean},
  title   = {On lines},
  journal = {Elements},
  year    = {1900},
}

@misc{hays1963,
  author     = {Hays, William},
  title      = {Points},
  year       = {1963},
  unverified = {year},
}
"""
MODULE = "figures/straight_line/_shared/lines.py"
GOOD = '''"""Lines after Euclid, Le Roux & d'Alembert 1900.

They are straight (Hays 1963),
and Euclid et al. (1900)
say so.
"""


def slope():
    """Hays' own, not that of Euclid 300."""
'''
PAGE = "---\ndate: 2026-11-22\ncategories: [a]\ntags: [b]\ndescription: c\n---\n\n# {}\n\n{{{{ references() }}}}\n"


@pytest.fixture
def lines(site):
    site.write(BIB, ENTRIES)
    site.write(MODULE, GOOD)
    for code, title in (("ko", "선"), ("en", "A line")):
        site.write(f"docs/{code}/blog/posts/straight-line.md", PAGE.format(title))
    return site


def faults(site) -> list[str]:
    return [str(fault) for fault in check(Site.read(site.project, Report()))]


def test_what_docstrings_name_is_found_at_its_line(lines):
    found = [(work.line, str(work)) for work in sources.works(lines.project)]
    assert found == [(1, "Euclid, Le Roux & d'Alembert 1900"), (3, "Hays 1963"), (4, "Euclid et al. 1900")]
    assert list(sources.works(lines.project)) == list(sources.works(lines.project))  # The second time from memory.


def test_entries_that_only_code_names_are_used_and_listed(lines):
    assert faults(lines) == []
    read = Site.read(lines.project, Report())
    listed = Names(read).of(read.page("en/blog/posts/straight-line.md"), "en")["references"]()
    assert 'id="ref-euclid1900"' in listed and 'id="ref-hays1963"' in listed


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Hays 1963", "Hays 1964", 3),
        ("Hays 1963", "Hay 1963", 3),
        ("Le Roux & d'Alembert", "d'Alembert & Le Roux", 1),
        ("Euclid, Le Roux & d'Alembert 1900", "Euclid 1900", 1),
        ("Euclid et al. (1900)", "Le Roux et al. (1900)", 4),
    ],
    ids=["year", "name", "order", "authors left out", "first author"],
)
def test_a_work_that_no_entry_is_faulty_at_its_line(lines, old, new, line):
    lines.write(MODULE, GOOD.replace(old, new))
    found = [fault for fault in faults(lines) if fault.startswith(f"{MODULE}:{line}: names ")]
    assert len(found) == 1 and f"add it to {BIB}" in found[0]


@pytest.mark.parametrize("text", ["In May 2015.", "figure 9.5, 2016", "numpy 2.4 of 2026", "JMLR 22:229", "128 of 1963 lines"])
def test_what_names_no_work_is_left_alone(lines, text):
    lines.write(MODULE, GOOD.replace("say so.", text))
    assert faults(lines) == []


def test_what_articles_share_may_name_a_work_of_any_bibliography(lines):
    lines.write("figures/_common/points.py", '"""Points (Hays 1963)."""\n')
    assert faults(lines) == []
    lines.write("figures/_common/points.py", '"""Points (Gauss 1799, Gauss 1999)."""\n')
    assert [fault.partition(",")[0] for fault in faults(lines)] == ["figures/_common/points.py:1: names Gauss 1999"]


def test_without_an_article_there_is_no_bibliography_to_want_it_in(site):
    site.write("figures/_common/points.py", '"""Points (Gauss 1999)."""\n')
    assert not [fault for fault in faults(site) if "Gauss" in fault]


def test_an_entry_says_what_of_it_is_unverified(lines):
    entries = Site.read(lines.project, Report()).bibliography("straight_line").entries
    assert {key: entry.unverified for key, entry in entries.items()} == {"euclid1900": "", "hays1963": "year"}
    lines.write(BIB, ENTRIES.replace("{year}", "{ }"))
    (fault,) = faults(lines)
    assert fault.startswith(f"{BIB}:8: the entry 'hays1963' does not say what of it is unverified")
