"""Korean particles: which there are, and which fits after a number or a word, by how it is read aloud.

The glossary finds a term with any of them behind it, and a search finds a word without them. "267,960" is read
이십육만 칠천구백육십 and takes 은; "3" is read 삼 and takes 은; "2" is read 이 and takes 는.
"""

from __future__ import annotations

import re

CASES = (("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"))
COPULA = (("이라", "라"), ("이며", "며"), ("이고", "고"), ("이다", "다"), ("이면", "면"))
PAIRS = (*CASES, *COPULA)
"""Each pair as (after a final consonant, after a vowel)."""

MORE = ("의", "에", "에서", "에게", "도", "만", "까지", "부터", "마다", "처럼", "보다", "이나", "이란", "란")
"""Particles without a pair, or whose pair is seldom one: too many nouns end in 나."""

LOOSE = (
    *("나", "밖에", "뿐", "조차", "끼리", "대로", "만큼", "쯤", "들", "서", "써", "하고"),
    *("지만", "이지만", "인", "일", "임", "던", "이던", "든", "이든", "였다", "이었다", "라고", "이라고"),
    "(?:하|한|할|해|함|했)[가-힣]*",
)
"""What else may follow a noun within a word, as patterns; as the end of a word by itself, it says little."""

PARTICLES = (*(one for pair in PAIRS for one in pair), *MORE, *LOOSE)
FOLLOWING = "|".join(PARTICLES)
"""A pattern for what may follow a noun within a word, one or several at a time: 에서는, 으로도, 이라는."""

DERIVED = ("(?:되|된|될|돼|됨|됐)[가-힣]*", "적(?:인|으로)?")
"""What makes a verb or an adjective of a noun: 공유되는, 통계적으로."""

ENDINGS = tuple(dict.fromkeys((*PARTICLES, *DERIVED)))
"""What a word in a search query may lose from its end, as patterns, one or several in turn: 에서는 is 는 and 에서."""

DIGITS = "영일이삼사오육칠팔구"
PLACES = ("", "십", "백", "천")
GROUPS = ("", "만", "억", "조", "경")
UNITS = {
    "%": "퍼센트",
    "%p": "퍼센트포인트",
    "GB": "기가바이트",
    "MB": "메가바이트",
    "KB": "킬로바이트",
    "px": "픽셀",
    "s": "초",
    "ms": "밀리초",
    "dB": "데시벨",
}
LETTERS = {"L": "엘", "M": "엠", "N": "엔", "R": "알"}


def with_particle(text: str, pair: str) -> str:
    """``text`` followed by the particle of ``pair`` that fits how ``text`` ends: ``with_particle("3", "은/는")`` is "3은".

    Raises ``ValueError`` for an unknown pair and for a text with no reading.
    """
    closed, _, opened = pair.partition("/")
    if (closed, opened) not in PAIRS:
        if (opened, closed) not in PAIRS:
            known = ", ".join("/".join(p) for p in PAIRS)
            raise ValueError(f"unknown particle pair '{pair}'; known: {known}")
        closed, opened = opened, closed
    final = final_consonant(text)
    if closed == "으로" and final == "ㄹ":
        return text + opened
    return text + (closed if final else opened)


def final_consonant(text: str) -> str:
    """The final consonant with which ``text`` is read: ``""`` after a vowel, ``"ㄹ"``, or ``"ㅇ"`` for any other."""
    syllable = last_syllable(text)
    jongseong = (ord(syllable) - 0xAC00) % 28
    return "" if jongseong == 0 else "ㄹ" if jongseong == 8 else "ㅇ"


def last_syllable(text: str) -> str:
    """The last Hangul syllable of ``text`` as it is read aloud. Raises ``ValueError`` if there is none."""
    bare = re.sub(r"\]\([^)]*\)$", "", text).rstrip("*_`”’\"')]}」』 ")
    for unit, reading in UNITS.items():
        if re.search(rf"(?<![A-Za-z]){re.escape(unit)}$", bare):
            return reading[-1]
    if match := re.search(r"\d[\d,]*(\.\d+)?$", bare):
        return _read_number(match[0].replace(",", ""))[-1]
    if bare and "가" <= bare[-1] <= "힣":
        return bare[-1]
    if bare and bare[-1].isascii() and bare[-1].isalpha():
        return LETTERS.get(bare[-1].upper(), "에")[-1]
    raise ValueError(f"cannot tell how '{text}' is read aloud")


def _read_number(digits: str) -> str:
    """The end of a number's Sino-Korean reading: enough of it to know the last syllable."""
    whole, _, fraction = digits.partition(".")
    if fraction:
        return DIGITS[int(fraction[-1])]
    stripped = whole.rstrip("0")
    if not stripped:
        return "영"
    zeros = len(whole) - len(stripped)
    if zeros >= 4:
        return GROUPS[min(zeros // 4, len(GROUPS) - 1)]
    return PLACES[zeros] or DIGITS[int(stripped[-1])]
