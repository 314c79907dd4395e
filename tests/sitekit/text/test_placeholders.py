"""Numbers get into sentences, and everything that only looks like a placeholder is left alone."""

from __future__ import annotations

import re

import pytest

from sitekit.fault import Fault
from sitekit.project import FigureId
from sitekit.text.page import Page
from sitekit.text.placeholders import Prose, anchor, figure_id

NUMBERS = {
    FigureId("article", "edges"): {"operations": "267,960", "memory": "64\N{NO-BREAK SPACE}GB", "ratio": "−0.30"},
    FigureId("article", "waves"): {"count": "3"},
    FigureId("other", "eyes"): {"found": "7"},
}
FRONT = "---\ntitle: x\n\n---\n\n"
BLOCK = "/// figure | {}\n    alt: {}\n\n{}\n///\n"


def prose(body: str, language: str = "en", front: str = FRONT) -> tuple[str, list[Fault]]:
    """``body`` rendered as MkDocs hands it over: without its front matter and the blank lines after it."""
    page = Page(f"docs/{language}/blog/posts/article.md", front + body)
    machine = Prose(page, language, NUMBERS)
    return machine.render(body.lstrip("\n")), machine.faults


@pytest.mark.parametrize(
    ("source", "rendered"),
    [
        ("{{ edges.operations }} operations", "267,960 operations"),
        ("{{ article.edges.operations }}", "267,960"),
        ("{{ other.eyes.found }} eyes", "7 eyes"),
        ("{{ edges.operations }} and {{ waves.count }}", "267,960 and 3"),
        ("{{ edges.memory }}", "64\N{NO-BREAK SPACE}GB"),
        ("**{{ waves.count }}**", "**3**"),
        ("{{ edges.operations | josa('은/는') }} {{ edges.memory | josa('이/가') }}", "267,960은 64\N{NO-BREAK SPACE}GB가"),
        ("{{ waves.count | josa('으로/로') }}", "3으로"),
        ("| {{ waves.count }} | b |", "| 3 | b |"),
        ("{{edges.operations}}", "267,960"),
        ("{{\tedges.operations }}", "267,960"),
        ("a {{- edges.operations -}} b", "a 267,960 b"),
        ("{{edges.operations|josa('은/는')}}", "267,960은"),
        ('{{ edges.operations|josa( "은/는" ) }}', "267,960은"),
        ("{{ edges.operations\n  | josa('은/는') }}, so\nit is", "267,960은, so\nit is"),
        ("{{\nedges.operations\n}} and\n{{waves.count}}\n\nEnd.", "267,960 and\n3\n\nEnd."),
        ("> {{edges.operations}}\n- {{waves.count}}", "> 267,960\n- 3"),
        ("## {{waves.count}} waves { #waves }", "## 3 waves { #waves }"),
        ("$n = {{edges.operations}}$ and $x_{{i}}$", "$n = 267,960$ and $x_{{i}}$"),
        ("<td title='{{waves.count}}'>", "<td title='3'>"),
        ("a\u2028b\x0cc\x85d\n\n```\n{{ x }}\n```\n\n{{waves.count}}", "a\u2028b\x0cc\x85d\n\n```\n{{ x }}\n```\n\n3"),
    ],
)
def test_a_placeholder_becomes_its_number(source, rendered):
    assert prose(source) == (rendered, [])


@pytest.mark.parametrize(
    "source",
    [
        "`{{ edges.operations }}`",
        "``a ` {{ edges.operations }}``",
        "```\n{{ edges.operations }}\n```",
        "~~~ markdown\n{{ nothing.there }}\n~~~",
        "## Heading { #an-id }",
        "[text](#id){#id .class}",
        r"$\frac{a}{b}$ and $\mathbf{{x}}$",
        r"$\text{a}_{{i}}$",
        r"$$\frac{{a}}{{b}}$$",
        r"$$\n{\mathbf{{x}}}_{{{i}}}\n$$",
        "{ x } {x} {#x} { .a #x width=50% } {width=50%}",
        "```` markdown\n{{edges.operations}} {% raw %}\n````",
        "`{{x}}` and `{% x %}`",
        "<!-- {{ nothing.there }} -->",
        "a {+ b +} {== c ==}",
    ],
)
def test_what_is_no_placeholder_stays_as_it_is(source):
    assert prose(source) == (source, [])


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("{{x}}", 1, "'{{ x }}' cannot be resolved"),
        ("{{}}", 1, "cannot be resolved"),
        ("{{ }}", 1, "cannot be resolved"),
        ("a\n{{ edges.operations", 2, "'{{' would stand in the page as it is written"),
        ("a\nb }} c", 2, "'}}' would stand in the page"),
        ("{% if x %}", 1, "'{%' would stand in the page"),
        ("a {# comment #} b", 1, "would stand in the page"),
        ("{{{ edges.operations }}}", 1, "cannot be resolved"),
        ("a\n{{ edges\n.nothing }}", 2, "cannot be resolved"),
        ("{{ edges.operations {{ waves.count }}", 1, "cannot be resolved"),
        ("a {{ edges.operations\n\nb }}", 1, "'{{' would stand in the page"),
        ("costs $5 or {{nothing.there}} or $7", 1, "cannot be resolved"),
        ("| a | {{waves.nothing}} |", 1, "waves measures count"),
    ],
)
def test_nothing_in_braces_is_published(source, line, said):
    rendered, faults = prose(source + "\n\nEnd.\n")
    assert faults and faults[0].line == FRONT.count("\n") + line and said in str(faults[0]), faults
    assert '<mark class="fault">' in rendered and rendered.endswith("\n\nEnd.\n")


@pytest.mark.parametrize(
    ("front", "body", "line"),
    [
        ("---\ntitle: x\ndescription: of {{edges.operations}} or so\n---\n", "# A\n", 3),
        ("---\ntitle: '`{{ edges.operations }}`'\n---\n", "# A\n", 2),
        ("---\ntags: ['{% x %}']\n---\n", "# A\n", 2),
        ("", "\n# About {{ edges.operations }}\n", 2),
        ("", "Setext {{ edges.operations\n", 1),
    ],
)
def test_braces_where_nothing_is_filled_are_strays(front, body, line):
    (found,) = Page("docs/en/blog/posts/article.md", front + body + "\n{{ waves.count }} `{{`\n").strays[:1]
    assert found.line == line


def test_braces_in_what_a_lab_says_of_a_picture_are_strays():
    lab = Page("docs/en/labs/article/edges.py", '# %% [markdown]\n# # A\n\n# %% alt="{{ edges.operations }}"\nx = {"{{": 1}\n')
    assert [found.line for found in lab.strays] == [4]


def test_lines_are_counted_through_a_placeholder_of_several_lines():
    _, (fault,) = prose("{{ edges\n.operations }}\n\nBad {{ no.name }}.\n")
    assert fault.line == FRONT.count("\n") + 4


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("edges.nothing", r"measures memory, operations, ratio"),
        ("nothing.there", r"python -m sitekit numbers"),
        ("eyes.found", r"cannot be resolved"),
        ("edges", r"is a figure, not one of its numbers"),
        ("edges.operations | josa('은/가')", r"unknown particle pair"),
        ("edges.operations | nofilter", r"nofilter"),
        ("edges.", r"cannot be resolved"),
        ("ref('nothing')", r"this page shows no figure 'nothing'"),
        ("1 / 0", r"cannot be resolved"),
        ("edges.operations()", r"cannot be resolved"),
    ],
)
def test_what_no_figure_measures_is_a_fault_at_its_line_and_stays_visible(expression, said):
    body = f"One.\n\nTwo {{{{ {expression} }}}}.\n"
    rendered, (fault,) = prose(body)
    assert (fault.path, fault.line) == (
        "docs/en/blog/posts/article.md",
        (FRONT + body).split("\n").index(f"Two {{{{ {expression} }}}}.") + 1,
    )
    assert str(fault).count("\n") == 0
    assert re.search(said, str(fault)), str(fault)
    assert "Two" in rendered and expression.split("'")[0].split("(")[0] in rendered


@pytest.mark.parametrize("front", ["", FRONT, "---\na: 1\nb: 2\n---\n", "---\na: 1\n---\n\n\n\n"])
def test_lines_are_counted_in_the_file_whatever_the_front_matter(front):
    _, (fault,) = prose("Good.\n\n```\ncode\n```\n\nBad {{ no.name }}.\n", front=front)
    assert fault.line == front.count("\n") + 7


def test_a_figure_block_is_given_its_number_article_and_alt_text():
    body = (
        BLOCK.format("edges", "Seen {{ edges.operations }} times.", "A caption, {{ waves.count }}.")
        + "\n"
        + BLOCK.format("other.eyes", "b", "c")
    )
    rendered, faults = prose(body, "ko")
    assert faults == []
    assert rendered.splitlines()[:4] == [
        "/// figure | edges",
        '    label: "그림 1"',
        '    article: "article"',
        '    alt: "Seen 267,960 times."',
    ]
    assert "A caption, 3." in rendered
    assert '/// figure | other.eyes\n    label: "그림 2"\n    article: "other"\n    alt: "b"' in rendered
    assert rendered.count("///") == 4


@pytest.mark.parametrize(("language", "link"), [("ko", "[그림 2](#figure-waves)은"), ("en", "[Figure 2](#figure-waves)")])
def test_a_reference_links_to_the_figure_by_its_number(language, link):
    particle = ' | josa("은/는")' if language == "ko" else ""
    body = f'See {{{{ ref("waves"){particle} }}}}.\n\n' + BLOCK.format("edges", "a", "b") + "\n" + BLOCK.format("waves", "a", "b")
    rendered, faults = prose(body, language)
    expected = link.replace("은", "는") if language == "ko" else link  # 2 is read 이.
    assert faults == [] and expected in rendered


def test_names():
    assert figure_id("edges", "article") == FigureId("article", "edges")
    assert figure_id("other.eyes", "article") == FigureId("other", "eyes")
    assert anchor("edge_detection") == anchor("other.edge_detection") == "figure-edge-detection"


def test_an_expression_reaches_nothing_but_the_numbers():
    for expression in (
        "lipsum()",
        "range(3) | string",
        "edges.__class__",
        "''.__class__.__mro__",
        "ref.__globals__",
        "self",
        "config",
    ):
        _, faults = prose(f"{{{{ {expression} }}}}")
        assert faults, expression
