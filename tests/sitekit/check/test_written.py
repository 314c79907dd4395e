"""What a page writes in vain is told at its line: Markdown that is not switched on, HTML that is refused, files not there."""

from __future__ import annotations

import pytest

from sitekit.check import files, loose, markup, settings, shown, syntax
from sitekit.check.hosts import Allowed, Settings
from sitekit.text.page import Page
from tests.sites import ROOT

WHERE = "docs/en/notes/a.md"


def page(text: str, path: str = WHERE) -> Page:
    return Page(path, f"# A\n\n{text}\n")


def told(faults) -> list[tuple[int, str]]:
    return [(fault.line, f"{fault.what}; {fault.remedy}") for fault in faults]


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ('=== "Python"\n\n    a', 1, "pymdownx.tabbed"),
        ('??? tip "More"\n    a', 1, "pymdownx.details"),
        ("One.\n\n!!! note\n    a", 3, "admonition"),
        ("- [ ] a", 1, "pymdownx.tasklist"),
        ("a[^1]", 1, "footnotes"),
        ("Term\n:   a", 2, "def_list"),
        ("*[HTML]: a", 1, "abbr"),
        (":octicons-book-24:", 1, "pymdownx.emoji"),
        ("press ++ctrl+k++", 1, "pymdownx.keys"),
        ("a ==b c== d", 1, "pymdownx.mark"),
        ("a ~~b~~ c", 1, "pymdownx.tilde"),
        ("a ^^b^^ c", 1, "pymdownx.caret"),
        ("a {++b++} c", 1, "pymdownx.critic"),
        ('--8<-- "a.md"', 1, "pymdownx.snippets"),
    ],
)
def test_markdown_that_is_not_switched_on(text, line, name):
    ((found, said),) = told(syntax.check(page(text), frozenset(syntax.WRITTEN) - {name}))
    assert found == line + 2 and f"{name}, which is not switched on; add the line '- {name}" in said


@pytest.mark.parametrize(
    "text",
    [
        "`=== 'a'` and `- [ ]`",
        "```\n- [ ] a\n```",
        "3~5, 5~7",
        "$a == b$ and C++ and C++",
        "a == b == c",
        "10:30",
        "[a](b)[^c]: d",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert not told(syntax.check(page(text), frozenset({"footnotes"})))


def test_an_icon_that_there_is_not(monkeypatch):
    monkeypatch.setattr(syntax, "are_known", lambda: True)  # Whether a theme is installed or not.
    ((line, said),) = told(syntax.check_icons(page("a\n:octicons-nothing:"), frozenset(syntax.WRITTEN)))
    assert line == 4 and "there is no icon :octicons-nothing:" in said


def test_this_site_switches_all_of_it_on_but_what_it_cannot_want():
    assert frozenset(syntax.WRITTEN) - (syntax.listed(Settings.read(ROOT)) or frozenset()) == {
        "pymdownx.critic",
        "pymdownx.snippets",
        "pymdownx.progressbar",
    }
    assert syntax.listed(Settings({"markdown_extensions": ["a", {"b": {}}, "markdown.extensions.abbr"]}, {})) == {
        "a",
        "b",
        "abbr",
    }
    assert syntax.listed(Settings({"markdown_extensions": {"a": None}}, {})) == {"a"}
    assert syntax.listed(Settings({}, {})) is None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('<div style="color:red">', 1, "style= of <div>; write a class"),
        ("One.\n<b\nSTYLE=x>", 2, "style= of <b>"),
        ("![a](b.png){ style='width:9em' }", 1, "style= in {"),
        ('## A { #b onclick="c()" }', 1, "onclick= in {"),
        ("<script>x()</script>", 1, "a script that stands in the page; put it into a file"),
        ("<style>\np {}\n</style>", 1, "<style>; write a class"),
        ('<p onmouseover="x()">', 1, "onmouseover= of <p>"),
        ('<meta http-equiv="refresh" content="0;url=https://example.org">', 1, "<meta>; remove it"),
        ('<a href="javascript:x()">', 1, "the address 'javascript:x()'"),
    ],
)
def test_html_that_the_policy_refuses(text, line, said):
    ((found, what),) = told(markup.check(page(text)))
    assert found == line + 2 and said in what


@pytest.mark.parametrize(
    "text",
    [
        "`<div style='a'>`",
        "```html\n<style></style>\n```",
        '<p title="style=a">',
        '<script type="application/json">{}</script>',
        "a < b style=c > d",
        "{ .style }",
    ],
)
def test_html_that_it_does_not(text):
    assert not told(markup.check(page(text)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("![a](b.png)", "there is no file docs/en/notes/b.png"),
        ("![a][b]\n\n[b]: b.png", "there is no file docs/en/notes/b.png"),
        ('<img alt="" src="x.png">', "'x.png' in HTML is read from the address of the page; write ../x.png, or in Markdown"),
        ('<video src="../b.mp4">', "there is no file docs/en/b.mp4"),
        ('<a href="a.md">a</a>', "'a.md' in HTML is no address of a page; write [words](a.md)"),
    ],
)
def test_files_that_are_not_where_they_are_looked_for(site, text, said):
    site.write(WHERE, f"# A\n\n{text}\n")
    site.write("docs/en/notes/x.png", "")
    ((line, what),) = told(files.check(site.root, page(text)))
    assert line == 3 and said in what


def test_files_that_are(site):
    site.write("docs/assets/a b.png", "")
    site.write("docs/en/blog/x.png", "")
    text = (
        '![a](../../assets/a%20b.png) <img alt="" src="../../../assets/a b.png"> <a href="../b/">b</a> ![c](https://a.org/b.png)'
    )
    assert not told(files.check(site.root, page(text)))
    assert not told(files.check(site.root, page('<img alt="" src="../x.png">', "docs/en/blog/posts/a.md")))
    assert not told(files.check(site.root, page("`![a](b.png)` [a](b.md) [a]: c\n\n    ![a][b]")))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("/// embed | https://youtu.be/aqz-KE-bpKQ\n///", 1, "has no title"),
        ("/// embed | https://youtu.be/aqz-KE-bpKQ\nA", 1, "nothing closes this /// embed"),
        ("/// embed | https://youtu.be/x\nA\n///", 1, "names no film"),
        ("/// embed | a.mp4\nA\n///", 1, "is no address of a film; write /// embed | https://youtu.be/"),
        ("/// embed | https://example.org/x\nA\n///", 1, "a frame from another host, example.org; link to it, or allow"),
        ("/// embed | https://youtu.be/aqz-KE-bpKQ\n    alt: a\n\nA\n///", 1, "has no option 'alt'"),
        ("/// picture | x.png\n\nA\n///", 1, "has no alt text"),
        ("/// picture | y.png\n    alt: a\n\nA\n///", 1, "there is no picture docs/en/notes/y.png"),
        ("/// picture | x.png\n    alt: a\n    credit: [Kim](b), c\n\nA\n///", 2, "cannot be read; put what holds a colon"),
    ],
)
def test_blocks_that_show_nothing(site, text, line, said):
    site.write("docs/en/notes/x.png", "")
    faults = told(shown.check(site.root, page(text), Allowed()))
    assert any(found == line + 2 and said in what for found, what in faults), faults


def test_blocks_that_do(site):
    site.write("docs/en/notes/x.png", "")
    text = "/// embed | https://vimeo.com/1\nA\n///\n\n"
    text += '/// picture | x.png\n    alt: a\n    credit: "[Kim](b)"\n\nA\n///\n\n/// embed | https://a.org/x\nA\n///'
    assert not told(shown.check(site.root, page(text), Allowed({"frame": ("a.org",)})))
    assert not page(text).unknown_blocks and not page(text).loose_ends


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("One.\n\nA[^2] [^1].\n\n[^1]: b", 3, "there is no footnote [^2]; write [^2]: …"),
        ("[a][b]", 1, "nothing is named [b]; write [b]: address"),
        ("One\n![a b][]", 2, "nothing is named [a b]"),
        ("```python\na", 1, "nothing closes this listing"),
        ("```\na\n```\n\n~~~\nb\n```", 5, "nothing closes this listing"),
        ('<div class="a">\n\nb', 1, "nothing closes this <div>"),
        ("<div>\n\n<figure>\n</div>", 3, "nothing closes this <figure>"),
        ("a\n\n</section>", 3, "</section> closes nothing"),
        ("$$\na\n\nb\n$$", 1, "nothing closes this formula"),
        ("```python\na\nb  # (1)!\n```\n\nWords.\n\n1. c", 3, "nothing explains (1)!; write a numbered list"),
        ("One.\n\nWith $x + y it is $5.", 3, "nothing closes the formula at '$x'; write $ at its other end"),
        ("$a$ and\n$\\beta", 2, r"nothing closes the formula at '$\beta'"),
        ("값 $x이다", 1, "nothing closes the formula at '$x이다'"),
        ("$5^2 is", 1, "nothing closes the formula at '$5^2'"),
        ("then x^2$ is", 1, "nothing opens the formula at 'x^2$'"),
    ],
)
def test_what_stays_open_or_is_nowhere(text, line, said):
    assert any(found == line + 2 and said in what for found, what in told(loose.check(page(text))))


@pytest.mark.parametrize(
    "text",
    [
        "a[^1]\n\n[^1]: b",
        "[a][B c] and ![b  C][]\n\n[b c]: d",
        "`[a][b]` and $x[1][2]$ and {{ f('[a][b]') }} and x[0][1]",
        "```\n<div>\n```",
        "<div>\n\n<details>\n</details>\n\n</div> and <div/>",
        "$$x$$ and $$\nx\n$$",
        "$5 and $7",
        "$5M, US$ 7.50, A$3, $-2, 10$, .5$ and the sign $ alone",
        "$a +\nb$ and \\$x, `$y` and ($z$)",
        "- a\n\n    ```\n    b\n    ```",
        "```python\na  # (1)!\n```\n\n1. b",
        "    ```python\n    a  # (1)!\n    ```\n\n    1. b",
        "```python\na(1)\n```",
    ],
)
def test_what_closes_and_is_there(text):
    assert not told(loose.check(page(text)))


def test_a_feature_that_breaks_pages_is_told(site):
    site.write("mkdocs.yml", "theme:\n  features:\n    - toc.follow\n    - navigation.instant.prefetch\n")
    (fault,) = settings.check(site.root)
    assert (fault.path, fault.line) == ("mkdocs.yml", 4) and "would not work; remove the line" in str(fault)
    site.write("mkdocs.yml", "theme: material\n")
    assert not [*settings.check(site.root)]
