"""Diagrams of Mermaid: drawn when the page is made, without a style in it, in the colours of both themes."""

from __future__ import annotations

import re
import sys
from types import SimpleNamespace

import pytest
from markdown import Markdown

from sitekit.check.diagrams import check
from sitekit.memo import Memo
from sitekit.mkdocs.policy import violations
from sitekit.pages import diagrams
from sitekit.pages.diagrams import Diagrams, draw, fence, styled
from sitekit.text.page import Page

DRAWN = """<svg id="merman" style="max-width:80px" viewBox="0 0 80 40" xmlns="http://www.w3.org/2000/svg"
 role="graphics-document document" aria-roledescription="flowchart"><style>
#merman .node rect{{fill:{0};font-family:"Some",serif;}} #merman .absent{{fill:red;}} @keyframes a{{from{{fill:red;}}}}
#merman [id="merman-end"]{{stroke:{0};}} #merman .node:not(.absent) text{{fill:{0};}}</style>
<marker id="merman-end"/><g class="node"><rect style="stroke-width:2" fill="{0}"/><text>{1}</text></g>
<path id="L1" fill="none" marker-end="url(#merman-end)"/></svg>"""
SOURCE = "flowchart LR\n  A --> B & C\n"
PAGE = "<html><head></head><body>{}</body></html>"


def package(source: str) -> SimpleNamespace:
    """What stands in for the package: a drawing in the colour that the theme has for its nodes, and the diagram's last line."""
    if "wrong" in source:
        raise ValueError("Diagram parse error:\n  wrong")
    colour = re.search("primaryColor: '(#.{6})'", source)[1]
    return SimpleNamespace(svg=lambda: DRAWN.format(colour, source.rsplit(maxsplit=1)[-1]))


@pytest.fixture
def drawn(monkeypatch):
    monkeypatch.setitem(sys.modules, diagrams.PACKAGE, SimpleNamespace(render=package))


def html(text: str) -> str:
    fences = {"custom_fences": [{"name": "mermaid", "class": "mermaid", "format": fence}]}
    return Markdown(extensions=["pymdownx.superfences"], extension_configs={"pymdownx.superfences": fences}).convert(text)


def test_a_page_has_the_drawing_and_a_sheet_with_its_colours_in_both_themes(drawn, tmp_path):
    made = Diagrams(Memo(tmp_path), ".dark")
    page = made.fill(PAGE.format(html(f"```mermaid\n{SOURCE}```\n\n```mermaid\n{SOURCE}```")), lambda address: f"../{address}")
    assert page.count("<svg") == 2 and not [*violations(page)] and "<text>C</text>" in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len({*ids}) == len(ids) and all(f"url(#{id})" in page for id in ids if "end" in id)
    assert re.findall('href="../([^"]+)"', page) == [*made.sheets]
    for sheet in made.sheets.values():
        light, _, dark = sheet.partition("@media screen { .dark {")
        assert "#f1f2f6" in light and "#2d303c" in dark and "#f1f2f6" not in dark
        assert (
            sheet.count("{") == sheet.count("}")
            and "font-family" not in sheet
            and "absent)" in sheet
            and ".absent {" not in sheet
            and "red" not in sheet
        )


def test_what_differs_or_is_a_style_becomes_a_class():
    drawing = styled(DRAWN.format("#111111", "A"), DRAWN.format("#222222", "A"), "d1")
    assert "style=" not in drawing.markup and 'fill="#1' not in drawing.markup and 'fill="none"' in drawing.markup
    (look,) = re.findall(r'<rect class="(look-\d)"', drawing.markup)
    assert f"#d1#d1 .{look} {{ fill: #111111; stroke-width:2 }}" in drawing.light
    assert f"#d1#d1 .{look} {{ fill: #222222; stroke-width:2 }}" in drawing.dark
    assert '[id="d1-merman-end"] { stroke:#111111 }' in drawing.light and 'role="group"' in drawing.markup


def test_what_an_author_sets_comes_after_the_page_s_colours(drawn, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(sys.modules[diagrams.PACKAGE], "render", lambda source: told.append(source) or package(source))
    draw("---\ntitle: A\n---\n%%{init: {}}%%\nflowchart LR\n A")
    assert [source.startswith("---\ntitle: A\n---\n%%{init: {theme") for source in told] == [True, True]


def test_one_that_cannot_be_drawn_is_told_at_its_line(drawn, site):
    page = Page(
        "docs/en/a.md", f"# A\n\n```mermaid\n{SOURCE}```\n\n- a\n\n    ``` mermaid\n    wrong\n    ```\n\n```python\nwrong\n```\n"
    )
    (fault,) = check(site.root, page)
    assert fault.line == 10 and "this diagram cannot be drawn: Diagram parse error: wrong; mend it" in str(fault)
    assert page.listings[1] == (10, "mermaid", "wrong")


def test_without_the_package_one_line_says_so(site, monkeypatch):
    monkeypatch.setitem(sys.modules, diagrams.PACKAGE, None)
    (fault,) = check(site.root, Page("docs/en/a.md", f"# A\n\n```mermaid\n{SOURCE}```\n\n```mermaid\n{SOURCE}```\n"))
    assert fault.line == 3 and "is not installed; install what requirements.txt names" in str(fault)


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["flowchart LR\n A[입력] --> B", "sequenceDiagram\n A->>B: 안녕", "stateDiagram-v2\n [*] --> 학습", "pie\n 'a': 3"]
)
def test_the_package_draws_it(kind):
    kind = kind.replace("'", '"')
    drawing = styled(*draw(kind), "d1")
    assert "<svg" in drawing.markup and not [*violations(PAGE.format(drawing.markup))] and "merman {" not in drawing.light
