"""What the machine itself says to readers, in every language."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "about": {"ko": "코드와 시험, 데이터", "en": "Code, test and data"},
    "link": {"ko": "고유 링크", "en": "Permalink"},
    "vector": {"ko": "SVG", "en": "SVG"},
    "bitmap": {"ko": "PNG", "en": "PNG"},
    "numbers": {"ko": "잰 수(JSON)", "en": "Numbers (JSON)"},
    "arrays": {"ko": "배열(NPZ)", "en": "Arrays (NPZ)"},
    "lab": {"ko": "실습 노트북", "en": "Open the lab"},
    "notebook": {"ko": "노트북 내려받기", "en": "Open as notebook"},
    "code": {"ko": "그림을 그린 코드", "en": "The code that drew it"},
    "test": {"ko": "주장을 검사하는 시험", "en": "The test behind it"},
    "failed": {"ko": "이 그림은 지금 만들 수 없다", "en": "This figure cannot be built at the moment"},
    "unknown": {"ko": "이런 이름의 그림은 없다", "en": "There is no figure of this name"},
}


def word(key: str, language: str) -> str:
    """One of the machine's own words in ``language``."""
    return WORDS[key][language]
