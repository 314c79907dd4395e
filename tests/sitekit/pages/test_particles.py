"""A line of Korean does not begin with the particle of what stands at the end of the line above."""

from __future__ import annotations

import re

import pytest

from sitekit.pages.particles import JOINER, NO_BREAK, with_particles_kept

FORMULA = "<math><mi>x</mi></math>"
CARD = '<span class="tip"><a>지역성</a><span class="tip-card"><span>가까운 픽셀.</span></span></span>'


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("98.1%에 그친다", f"98.1%{JOINER}에 그친다"),
        ("불변성(invariance)이다", f"불변성{JOINER}(invariance){JOINER}이다"),
        ('<a href="#b">이웃(b)</a>에서', f'<a href="#b">이웃{JOINER}(b)</a>{JOINER}에서'),
        ("<strong>절반(half)</strong>은 5%다", f"<strong>절반{JOINER}(half)</strong>{JOINER}은 5%{JOINER}다"),
        (f"{CARD}(locality)", f"{CARD}{JOINER}(locality)"),
        ("<strong>정상성</strong>(定常性) 하나", f"<strong>정상성</strong>{JOINER}(定常性) 하나"),
        ("<code>answer</code>를 쓴다", f"<code>answer</code>{JOINER}를 쓴다"),
        ("“바뀐다”로 풀이한", f"“바뀐다”{JOINER}로 풀이한"),
        (f"{FORMULA}과 {FORMULA}", f'<span class="kept">{FORMULA}과</span> {FORMULA}'),
        (f"{FORMULA}, {FORMULA}만 이어진", f'{FORMULA}, <span class="kept">{FORMULA}만</span> 이어진'),
    ],
)
def test_a_particle_is_kept_with_what_it_follows(html, kept):
    assert with_particles_kept(html) == kept


@pytest.mark.parametrize(
    "text",
    [
        "오차가 <b>35분의 1에</b> 그친다",
        "픽셀 몇 개만",
        "(수만 배)",
        "스무 번이다",
        "메모리 64 GB가",
        "구별 안 됨",
        "2.25분의 1까지",
    ],
)
def test_a_number_is_kept_with_what_it_counts_and_a_negation_with_its_verb(text):
    tied = with_particles_kept(text)
    assert tied.replace(NO_BREAK, " ") == text and tied.count(NO_BREAK) == 1
    assert re.search(rf"(분의|몇|수만|스무|64|안){NO_BREAK}", tied)


@pytest.mark.parametrize(
    "html",
    [
        "98.1% 정도다 (그림 2). 이웃은",
        "한 개념과 두 배치, 사진 안에서 안다",
        "<button>3 MB 내려받기</button>",
        '<a title="몇 개">점</a>',
        '<img alt="이웃(b)에서 5%다">',
        "<pre><code>f(x)은</code></pre>",
        "<script>f(x)은</script>",
        f"{FORMULA} 정도 {FORMULA}, 이웃",
        "(half) of 5% is f(x), <code>f</code>(x)",
    ],
)
def test_nothing_else_is_touched(html):
    assert with_particles_kept(html) == html
