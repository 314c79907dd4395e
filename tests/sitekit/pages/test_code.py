"""Which files a page of code shows, in which order, and where it leads."""

from __future__ import annotations

import re

import pytest

from sitekit.build.builder import Report
from sitekit.pages.code import CodePages, code_files, code_source
from sitekit.pages.highlight import Highlighter
from sitekit.pages.site import Site
from sitekit.project import FigureId

LINE = FigureId("straight_line", "line")
POST = "---\ndate: 2026-11-22\n---\n\n# A <line> 선\n"
BLOCK = "\n/// figure | {}\n    alt: 선\n\n선\n///\n"
FOLDER = ("zebra.js", "live.js", "helper.py", "live.py", "figure.py", "another.py", "live.css", "__init__.py", "data.csv")


@pytest.fixture
def drawn(site):
    """An article with three figures in the order last, line, first; only the last one has no test."""
    for name in FOLDER:
        site.write(f"figures/straight_line/line/{name}", f"# {name}\n")
    for name in ("first", "last"):
        site.write(f"figures/straight_line/{name}.py", '"""One."""\n')
    for name in ("golden.py", "helper.py", "test_live.py", "test_figure.py"):
        site.write(f"tests/figures/straight_line/line/{name}", "pass\n")
    site.write("tests/figures/straight_line/first/test_figure.py", "pass\n")
    for code in ("ko", "en"):
        site.write(f"docs/{code}/blog/posts/straight-line.md", POST + "".join(map(BLOCK.format, ("last", "line", "first"))))
    return site


def pages(site) -> CodePages:
    return CodePages(
        Site.read(site.project, Report()),
        Highlighter(site.root / ".cache" / "highlight"),
        lambda kind, figure, language: f"{language}/{kind}/{figure.name}/",
    )


def content(site, kind: str = "code", name: str = "line", language: str = "en") -> str:
    figure = FigureId("straight_line", name)
    return pages(site).page(kind, figure, language, lambda target: f"../{target}", lambda source: f"to:{source}").content


def test_a_folder_s_files_come_figure_first_then_by_language(drawn):
    names = [path.name for path in code_files(drawn.project, LINE, "code")]
    assert names == ["figure.py", "live.py", "another.py", "helper.py", "live.js", "zebra.js", "live.css"]
    names = [path.name for path in code_files(drawn.project, LINE, "tests")]
    assert names == ["test_figure.py", "test_live.py", "golden.py", "helper.py"]


def test_a_figure_of_one_file_has_that_file(drawn):
    first = FigureId("straight_line", "first")
    assert [path.name for path in code_files(drawn.project, first, "code")] == ["first.py"]
    assert code_files(drawn.project, FigureId("straight_line", "last"), "tests") == []


def test_there_is_a_page_for_each_kind_that_has_files_in_each_language(drawn):
    found = [(kind, figure.name, language) for kind, figure, language in pages(drawn).all()]
    assert len(found) == len(set(found)) == 2 * 5
    assert ("tests", "first", "ko") in found and ("tests", "last", "ko") not in found
    assert code_source("tests", LINE, "ko") == "ko/tests/straight-line/line.md"


def test_it_leads_to_its_figure_its_neighbours_and_its_other_page(drawn):
    html = content(drawn)
    assert '<a class="code-back" href="to:en/blog/posts/straight-line.md#figure-line">A &lt;line&gt; 선 · Figure 2</a>' in html
    assert re.findall(r'<a rel="(\w+)" href="([^"]+)">([^<]+)</a>', html) == [
        ("prev", "../en/code/last/", "Previous figure: Figure 1"),
        ("next", "../en/code/first/", "Next figure: Figure 3"),
    ]
    assert '<a href="../en/tests/line/">The test behind it</a>' in html
    assert "<h1>Code of Figure 2</h1>" in html and "<h1>그림 2의 코드</h1>" in content(drawn, language="ko")


def test_a_neighbour_without_such_a_page_is_passed_over(drawn):
    assert re.findall(r'<a rel="(\w+)"', content(drawn, "tests")) == ["next"]
    assert '"../en/tests/' not in content(drawn, "code", "last")


def test_a_figure_that_no_article_shows_has_its_name(drawn):
    for code in ("ko", "en"):
        (drawn.root / f"docs/{code}/blog/posts/straight-line.md").unlink()
    html = content(drawn)
    assert "<h1>Code of line</h1>" in html and "code-back" not in html and "rel=" not in html


def test_every_line_is_there_with_its_address_and_each_id_once(drawn):
    source = '"""Text\nover <lines>"""\n\n\nx = 1\n'
    drawn.write("figures/straight_line/line/figure.py", source)
    html = content(drawn)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) and [i for i in ids if re.fullmatch(r"L\d+", i)] == ["L1", "L2", "L3", "L4", "L5"]
    assert "live-js-L1" in ids and '<a href="#live-js-L1" data-line="1"' in html
    code = html.partition("<code>")[2].partition("<pre")[2].partition("<code>")[2].partition("</code>")[0]
    text = re.sub(r"<[^>]+>", "", code).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert text == source


def test_an_edited_file_is_read_again(drawn):
    assert "# helper.py" in re.sub(r"<[^>]+>", "", content(drawn))
    drawn.write("figures/straight_line/line/helper.py", "changed = True\n")
    assert "changed" in content(drawn)


def test_a_line_ends_where_an_editor_ends_it(drawn):
    drawn.write("figures/straight_line/line/figure.py", '"""A\u2028text."""\n\f\nx = 1\n')
    html = content(drawn)
    assert [i for i in re.findall(r' id="([^"]+)"', html) if re.fullmatch(r"L\d+", i)] == ["L1", "L2", "L3"]
