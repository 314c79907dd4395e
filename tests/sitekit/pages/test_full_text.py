"""What a feed's reader gets of an article: everything it says, nothing that it would need the site's scripts and styles for."""

from __future__ import annotations

import pytest

from sitekit.memo import Memo
from sitekit.pages.full_text import FullText

SITE, PAGE = "https://example.org/base/", "https://example.org/base/en/blog/lines/"
SIZES = {"lines.slope": (432, 192)}
FIGURE = (
    '<figure class="figure" id="figure-slope" data-figure="slope"><div class="figure-picture" data-picture="lines.slope" '
    'data-alt="A &quot;line&quot;."></div><figcaption><p><a class="figure-number" href="#figure-slope">Figure 1</a> Short.</p>'
    '</figcaption><div class="figure-menu" data-menu="lines.slope"></div></figure>'
)


@pytest.fixture
def made(tmp_path):
    return lambda content, sizes=SIZES: FullText(SITE, "en", sizes.get, Memo(tmp_path)).of(content, PAGE)


CASES = {
    "the title": ('<h1 id="lines">Lines<a class="headerlink" href="#lines">¶</a></h1><p>a</p>', "<p>a</p>"),
    "a heading": ('<h2 id="a">A<a class="headerlink" href="#a" title="b">¶</a></h2>', "<h2>A</h2>"),
    "a script, a style, a button": ("<p>a</p><script>x()</script><style>p{}</style><button>b</button>", "<p>a</p>"),
    "attributes of a style sheet": ('<p class="a" data-b="c" aria-label="d" style="e" id="f" onclick="g()">a</p>', "<p>a</p>"),
    "a table": ('<table><tr><td colspan="2" class="a">1</td></tr></table>', '<table><tr><td colspan="2">1</td></tr></table>'),
    "a comment": ("<p>a</p><!-- more -->", "<p>a</p>"),
    "a link within": ('<a href="#b">a</a>', f'<a href="{PAGE}#b">a</a>'),
    "a link beyond": ('<a href="../circles/">a</a>', '<a href="https://example.org/base/en/blog/circles/">a</a>'),
    "a link to elsewhere": ('<a href="https://a.org/?b=1&amp;c=2">a</a>', '<a href="https://a.org/?b=1&amp;c=2">a</a>'),
    "a picture": ('<img alt="a" src="../b.png">', '<img alt="a" src="https://example.org/base/en/blog/b.png"/>'),
    "details": (
        '<details class="in-detail"><summary>In detail</summary><p>a</p></details>',
        '<details open=""><summary>In detail</summary><p>a</p></details>',
    ),
    "a note": (
        '<aside class="margin-note" role="note"><details class="in-margin"><summary>b</summary><p>a</p></details></aside>',
        '<aside><details open=""><summary>b</summary><p>a</p></details></aside>',
    ),
    "a formula": (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mi mathvariant="bold">y</mi></math>',
        '<math display="block" xmlns="http://www.w3.org/1998/Math/MathML"><mi mathvariant="bold">y</mi></math>',
    ),
    "code in colours": (
        '<pre><span></span><code><span class="n">a</span> <span>b</span></code></pre>',
        "<pre><code>a b</code></pre>",
    ),
    "a text in another language": ('<span class="a" lang="ko">선</span>', '<span lang="ko">선</span>'),
    "a badge": (
        '<span class="tip"><a class="claim-badge" href="https://example.org/c/#d"><svg><path/></svg>holds</a>'
        '<span class="tip-card" role="tooltip">A line is straight.</span></span>',
        '<a href="https://example.org/c/#d">[holds]</a>',
    ),
    "a finding's thumbnail": ('<a href="#b"><img data-thumb="lines.slope">a</a>', f'<a href="{PAGE}#b">a</a>'),
    "how to cite": ('<div class="cite-this" data-copy="c"><pre>@misc</pre></div><p>a</p>', "<p>a</p>"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_becomes_of(made, case):
    content, text = CASES[case]
    assert made(content) == text


def test_a_figure_is_its_picture_as_png_with_its_size_and_its_caption(made):
    text = made(FIGURE)
    assert f'src="{SITE}assets/figures/lines/slope/en.png"' in text and 'width="432"' in text and 'height="192"' in text
    assert "alt='A \"line\".'" in text and "Short." in text and "menu" not in text


def test_a_figure_without_a_picture_is_what_its_alternative_text_says(made):
    text = made(FIGURE, {})
    assert "<img" not in text and '<p>A "line".</p>' in text


def test_a_text_is_made_anew_when_a_picture_changes_its_size(made):
    assert made(FIGURE) != made(FIGURE, {"lines.slope": (432, 200)})


def test_a_text_is_made_once(made, monkeypatch):
    first = made(FIGURE)
    monkeypatch.setattr(FullText, "_made", lambda *_: pytest.fail("it is remembered"))
    assert made(FIGURE) == first
