"""Labs of one name run the same code in every language; what differs is found where it stands."""

from __future__ import annotations

import pytest

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.pages.site import Site
from sitekit.project import Project

KO, EN = (f"docs/{code}/labs/lines/line.py" for code in ("ko", "en"))
TEXTS = {
    KO: "# %% [markdown]\n# # 실습\n\n# %%\nanswer = 1  # 답\nassert answer == 1, '아니다'\n\n# %%\nanswer + 1\n",
    EN: "# %% [markdown]\n# # A lab\n\n# %%\nanswer = 1\nassert answer == 1, (\n    'no'\n)\n\n# %%\nanswer + 1  # two\n",
}


def faults(root, **changed: tuple[str, str]) -> list[str]:
    for path, text in TEXTS.items():
        old, new = changed.get("en" if path == EN else "ko", ("", ""))
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text.replace(old, new, 1) if old else text, "utf-8")
    return [str(fault) for fault in check(Site.read(Project(root), Report())) if "labs" in fault.path]


def test_comments_and_messages_are_prose(tmp_path):
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("language", "old", "new", "cell", "line"),
    [
        ("en", "answer = 1", "answer = 2", 1, 5),
        ("en", "answer == 1", "answer >= 1", 1, 5),
        ("en", "answer + 1", "answer + 2", 2, 11),
        ("ko", "answer + 1", "answer - 1", 2, 11),
        ("en", "\n# %%\nanswer + 1  # two\n", "", 2, 8),
        ("en", "# two\n", "\n\n# %%\nanswer\n", 3, 14),
    ],
)
def test_code_that_differs_is_located(tmp_path, language, old, new, cell, line):
    (fault,) = faults(tmp_path, **{language: (old, new)})
    assert fault.startswith(f"{EN}:{line}: code cell {cell} is not that of {KO}:")


def test_a_lab_in_one_language_is_located(tmp_path):
    faults(tmp_path)
    (tmp_path / EN).rename(tmp_path / EN.replace("line.py", "other.py"))
    found = [str(fault) for fault in check(Site.read(Project(tmp_path), Report())) if fault.path == KO]
    assert len(found) == 1 and found[0].startswith(f"{KO}:1: has no page in 'en'")
