"""Korean particles after a number or a word, chosen by how it is read aloud.

"267,960" is read 이십육만 칠천구백육십 and takes 은; "3" is read 삼 and takes 은; "2" is read 이 and takes 는.
"""

from __future__ import annotations

import re

PAIRS = {
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("으로", "로"),
    ("이라", "라"),
    ("이며", "며"),
    ("이고", "고"),
    ("이다", "다"),
    ("이면", "면"),
}
"""Each pair as (after a final consonant, after a vowel)."""

DIGITS = "영일이삼사오육칠팔구"
PLACES = ("", "십", "백", "천")
GROUPS = ("", "만", "억", "조", "경")
UNITS = {
    "%": "퍼센트",
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
            known = ", ".join("/".join(p) for p in sorted(PAIRS))
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
