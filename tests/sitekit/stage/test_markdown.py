"""A page's HTML as Markdown that any host takes."""

from __future__ import annotations

import pytest
from markdown import Markdown

from sitekit.settings import Settings
from sitekit.stage.markdown import Converter, listed, pieces


def test_headings_become_markdown_and_all_else_stays_html():
    made = pieces('<h1 id="a">A <em>b</em></h1>\n<p>one</p>\n\n<p>two</p>\n<h2 id="c">C</h2>\n<p>three</p>')
    assert made == (
        '# A <em>b</em> { #a }\n\n<div class="staged">\n<p>one</p>\n<p>two</p>\n</div>\n\n'
        '## C { #c }\n\n<div class="staged">\n<p>three</p>\n</div>\n'
    )


def test_a_heading_inside_something_is_left_there():
    html = '<details><summary>more</summary>\n<h2 id="a">A</h2>\n<p>b<br>c</p></details>'
    assert pieces(html) == f'<div class="staged">\n{html}\n</div>\n'


def test_what_is_meant_for_the_host_stands_by_itself():
    made = pieces("<p>lead</p>\n<!-- more -->\n<p>rest</p><!-- mine --><div><!-- more --></div>\n<!-- material/tags -->")
    assert made.count("\n\n<!-- more -->\n\n") == 1 and made.endswith("\n\n<!-- material/tags -->\n")
    assert "<p>rest</p><!-- mine --><div><!-- more --></div>" in made


def test_signs_of_markdown_in_a_heading_are_none_to_the_host():
    assert pieces('<h2 id="a"><code>a_b</code> 2*3*4</h2>') == "## <code>a&#95;b</code> 2&#42;3&#42;4 { #a }\n"


@pytest.mark.parametrize("code", ["a\n\nb", "a\n\n\n\nb", "a\n  \nb\n", "\n\na"])
def test_no_line_is_empty_and_code_reads_as_it_was(code):
    made = pieces(f"<p>x</p>\n\n\n<pre><code>{code}</code></pre>")
    assert all(line.strip() for line in made.strip().splitlines())
    assert made.partition("<code>")[2].partition("</code>")[0].replace("&#10;", "\n") == code
    again = Markdown().convert(made)
    assert f"<code>{code}</code>" in again.replace("&#10;", "\n")


def test_headings_come_back_as_they_were():
    made = pieces('<h1 id="title">선과 원</h1>\n<p>a</p>\n<h2 id="lines"><math><mi>y</mi></math> &amp; *</h2>')
    again = Markdown(extensions=["attr_list"]).convert(made)
    assert '<h1 id="title">선과 원</h1>' in again and '<h2 id="lines"><math><mi>y</mi></math> &amp; &#42;</h2>' in again


SETTINGS = Settings(
    {
        "markdown_extensions": [
            "attr_list",
            {"toc": {"permalink": True, "toc_depth": 3}},
            "pymdownx.superfences",
            "pymdownx.emoji",
        ]
    },
    {},
)


def test_the_project_s_extensions_are_taken_without_what_is_the_host_s():
    names, options = listed(SETTINGS)
    assert names == ["attr_list", "toc", "pymdownx.superfences", "pymdownx.emoji"]
    assert options["toc"] == {"toc_depth": 3} and options["pymdownx.superfences"]["custom_fences"]


def test_links_lead_where_they_are_sent_and_those_in_html_are_left():
    html = Converter(SETTINGS).html('[a](b.md) ![c](d.png) <a href="e.md">f</a>', lambda address: f"/en/{address}")
    assert html == '<p><a href="/en/b.md">a</a> <img alt="c" src="/en/d.png" /> <a href="e.md">f</a></p>'
