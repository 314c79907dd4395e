"""Forbidden terms are found where readers see them, pages or not."""

from __future__ import annotations

import pytest

from sitekit.check import strings
from sitekit.text.forbidden import Terms

TERMS = '[[ko]]\nterm = "소재지"\nwhy = "주소다"\nuse = "지역성"\n'
LABELS = 'LABELS = Labels(\n    one={"ko": "픽셀의 소재지", "en": "소재지"},\n)\n'
SAID = "'소재지' is a forbidden term (주소다); write 지역성"


def found(site, path: str, text: str) -> list[str]:
    site.write("docs/terms.toml", TERMS)
    site.write(path, text)
    return [str(fault) for fault in strings.check(site.project, Terms.read(site.project))]


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("figures/lines/slope/figure.py", LABELS, 2),
        ("figures/lines/slope/live.py", LABELS, 2),
        ("tests/figures/lines/slope/test_figure.py", 'x = mutation(\n    "id", "x", ko="소재지를 바꾼 것")\n', 2),
        ("figures/lines/slope/figure.py", 'N = {"a": Number(f, "d", name={"ko": f"{1} 소재지"})}\n', 1),
        ("docs/ko/labs/lines/slope.py", '# # 제목\n\n# %%\nassert False, "소재지"\n', 4),
        ("README.ko.md", "# 제목\n\n소재지\n", 3),
    ],
)
def test_a_term_is_found_where_it_is_said(site, path, text, line):
    assert found(site, path, text) == [f"{path}:{line}: {SAID}"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("figures/lines/slope/figure.py", '"""소재지"""\nNOTE = "소재지"  # 소재지\n'),
        ("docs/en/labs/lines/slope.py", '# # Title\n\n# %%\nassert False, "소재지"\n'),
        ("README.en.md", "소재지"),
        ("figures/lines/slope/figure.py", "LABELS = {"),
    ],
)
def test_what_no_reader_of_that_language_sees_is_free(site, path, text):
    assert found(site, path, text) == []
