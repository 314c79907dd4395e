"""What the machine itself says to readers, in every language."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "about": {"ko": "코드와 테스트, 데이터", "en": "Code, test and data"},
    "link": {"ko": "고유 링크", "en": "Permalink"},
    "vector": {"ko": "SVG", "en": "SVG"},
    "bitmap": {"ko": "PNG", "en": "PNG"},
    "numbers": {"ko": "잰 수(JSON)", "en": "Numbers (JSON)"},
    "arrays": {"ko": "배열(NPZ)", "en": "Arrays (NPZ)"},
    "lab": {"ko": "실습 노트북", "en": "Open the lab"},
    "notebook": {"ko": "노트북 내려받기", "en": "Open as notebook"},
    "code": {"ko": "그림을 그린 코드", "en": "The code that drew it"},
    "test": {"ko": "주장을 검사하는 테스트", "en": "The test behind it"},
    "failed": {"ko": "이 그림은 지금 만들 수 없다", "en": "This figure cannot be built at the moment"},
    "unknown": {"ko": "이런 이름의 그림은 없다", "en": "There is no figure of this name"},
    "lab_failed": {"ko": "이 실습은 지금 실행되지 않는다", "en": "This lab does not run at the moment"},
    "page_failed": {"ko": "이 쪽은 지금 온전하지 않다", "en": "Something on this page is broken"},
    "output": {"ko": "출력", "en": "Output"},
    "picture": {"ko": "위 코드가 그린 그림", "en": "The picture drawn by the code above"},
    "search": {"ko": "검색", "en": "Search"},
    "language": {"ko": "언어", "en": "Language"},
    "dark": {"ko": "어두운 화면으로", "en": "Switch to the dark theme"},
    "light": {"ko": "밝은 화면으로", "en": "Switch to the light theme"},
    "report": {"ko": "틀린 곳 알리기", "en": "Report an error"},
    "report_title": {"ko": "오류 제보", "en": "Error"},
    "report_body": {"ko": "어디가 어떻게 틀렸는지 적어 주십시오.", "en": "Please say where, and what is wrong."},
    "comments": {"ko": "댓글", "en": "Comments"},
    "load_comments": {"ko": "댓글 불러오기", "en": "Load comments"},
    "comments_note": {
        "ko": "댓글은 giscus.app에서 온다. 단추를 누르기 전에는 아무것도 불러오지 않는다.",
        "en": "Comments come from giscus.app. Nothing is loaded before you press the button.",
    },
    "licence": {"ko": "글과 그림은", "en": "Text and figures:"},
    "licence_code": {"ko": "코드는", "en": "Code:"},
    "minutes": {"ko": "읽는 데 {}분", "en": "{} min read"},
    "pages": {"ko": "글 목록의 쪽", "en": "Pages of the list"},
    "feed": {"ko": "새 글 알림(RSS)", "en": "RSS feed"},
    "source": {"ko": "소스", "en": "Source"},
}


def word(key: str, language: str) -> str:
    """One of the machine's own words in ``language``."""
    return WORDS[key][language]
