"""The Korean particle follows the number as it is read aloud."""

from __future__ import annotations

import re

import pytest

from sitekit.text.korean import ENDINGS, FOLLOWING, LOOSE, MORE, PAIRS, with_particle

NUMBERS = {  # text: 은/는, 이/가, 을/를, 으로/로
    "0": "은 이 을 으로",  # 영
    "1": "은 이 을 로",  # 일
    "2": "는 가 를 로",
    "3": "은 이 을 으로",  # 삼
    "4": "는 가 를 로",
    "5": "는 가 를 로",
    "6": "은 이 을 으로",  # 육
    "7": "은 이 을 로",  # 칠
    "8": "은 이 을 로",  # 팔
    "9": "는 가 를 로",
    "10": "은 이 을 으로",  # 십
    "100": "은 이 을 으로",  # 백
    "1,000": "은 이 을 으로",  # 천
    "1000": "은 이 을 으로",
    "10,000": "은 이 을 으로",  # 만
    "120,000": "은 이 을 으로",  # 십이만
    "100,000,000": "은 이 을 으로",  # 억
    "1,000,000,000,000": "는 가 를 로",  # 조
    "267,960": "은 이 을 으로",  # 육십
    "8,000,005": "는 가 를 로",
    "2,001": "은 이 을 로",
    "3.14": "는 가 를 로",
    "0.50": "은 이 을 으로",  # 영
    "0.97": "은 이 을 로",
    "1.0": "은 이 을 으로",
    "−0.3": "은 이 을 으로",
    "78%": "는 가 를 로",  # 퍼센트
    "64\N{NO-BREAK SPACE}GB": "는 가 를 로",  # 기가바이트
    "64 GB": "는 가 를 로",
    "6.9%p": "는 가 를 로",  # 퍼센트포인트
    "12 dB": "은 이 을 로",  # 데시벨
    "280 px": "은 이 을 로",  # 픽셀
    "1.5 s": "는 가 를 로",  # 초
    "30번": "은 이 을 으로",
    "합성곱": "은 이 을 으로",
    "커널": "은 이 을 로",
    "필터": "는 가 를 로",
    "N": "은 이 을 으로",  # 엔
    "CNN": "은 이 을 으로",
    "PCA": "는 가 를 로",
    "R": "은 이 을 로",  # 알
    "[그림 3](#figure-three)": "은 이 을 으로",
    "[그림 2](#figure-two)": "는 가 를 로",
    "**합성곱**": "은 이 을 으로",
    "정상성(stationarity)": "는 가 를 로",
    "‘커널’": "은 이 을 로",
}


@pytest.mark.parametrize("text", NUMBERS)
def test_every_particle_fits_how_the_text_is_read(text):
    found = [with_particle(text, pair).removeprefix(text) for pair in ("은/는", "이/가", "을/를", "으로/로")]
    assert found == NUMBERS[text].split()


@pytest.mark.parametrize(("closed", "opened"), sorted(PAIRS))
def test_a_pair_may_be_named_either_way_round(closed, opened):
    for text in ("3", "2", "7"):
        assert with_particle(text, f"{closed}/{opened}") == with_particle(text, f"{opened}/{closed}")


@pytest.mark.parametrize("pair", ["은/가", "은는", "", "는", "은/는/이"])
def test_an_unknown_pair_is_refused(pair):
    with pytest.raises(ValueError, match="unknown particle pair"):
        with_particle("3", pair)


@pytest.mark.parametrize("text", ["", " ", "…", "(!)"])
def test_a_text_that_cannot_be_read_aloud_is_refused(text):
    with pytest.raises(ValueError, match="read aloud"):
        with_particle(text, "은/는")


def test_a_query_may_lose_whatever_may_follow_a_term():
    assert set(ENDINGS) >= {*(one for pair in PAIRS for one in pair), *MORE, *LOOSE}
    assert all(
        re.fullmatch(f"(?:{'|'.join(ENDINGS)}){{1,3}}", joined) for joined in ("에서는", "으로도", "들이라는", "되었다", "적인")
    )
    assert not re.fullmatch(f"(?:{FOLLOWING})", "성")
