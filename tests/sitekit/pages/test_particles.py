"""A line of Korean does not begin with the particle of what stands at the end of the line above."""

from __future__ import annotations

import pytest

from sitekit.pages.particles import JOINER, with_particles_kept

FORMULA = "<math><mi>x</mi></math>"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("98.1%에 그친다", f"98.1%{JOINER}에 그친다"),
        ("불변성(invariance)이다", f"불변성(invariance){JOINER}이다"),
        ('<a href="#b">이웃(b)</a>에서', f'<a href="#b">이웃(b)</a>{JOINER}에서'),
        ("<strong>절반(half)</strong>은 5%다", f"<strong>절반(half)</strong>{JOINER}은 5%{JOINER}다"),
        ("<code>answer</code>를 쓴다", f"<code>answer</code>{JOINER}를 쓴다"),
        ("“바뀐다”로 풀이한", f"“바뀐다”{JOINER}로 풀이한"),
        (f"{FORMULA}과 {FORMULA}", f'<span class="kept">{FORMULA}과</span> {FORMULA}'),
        (f"{FORMULA}, {FORMULA}만 이어진", f'{FORMULA}, <span class="kept">{FORMULA}만</span> 이어진'),
    ],
)
def test_a_particle_is_kept_with_what_it_follows(html, kept):
    assert with_particles_kept(html) == kept


@pytest.mark.parametrize(
    "html",
    [
        "98.1% 정도다(그림 2). 이웃은",
        '<img alt="이웃(b)에서 5%다">',
        "<pre><code>f(x)은</code></pre>",
        "<script>f(x)은</script>",
        f"{FORMULA} 정도 {FORMULA}, 이웃",
        "(half) of 5% is",
    ],
)
def test_nothing_else_is_touched(html):
    assert with_particles_kept(html) == html
