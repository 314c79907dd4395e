"""The sample in other languages than its own two, as an author of one or of three would set it up."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.sites import SAMPLE, copy_sample, no_leftovers

JAPANESE = SAMPLE.with_name("sample_ja")
TITLES = {"ko": "한국어", "en": "English", "ja": "日本語"}
BLOCK = """    ja:
      site_name: 線と円
      site_description: 二つの図と二つの記事
      not_found: ページが見つからない。
      categories: {学び: study}
      font: fonts/SampleGothic-Regular.otf
"""
BLOG = """  - blog:
      blog_dir: ja/blog
      post_url_format: "{file}"
      archive_name: 年別
      categories_name: 分類
"""
NAVIGATION = """  - 日本語:
      - はじめに: ja/index.md
      - 記事:
          - ja/blog/index.md
          - タグ: ja/tags.md
      - 主張:
          - ja/claims.md
          - ja/corrections.md
      - 図: ja/figures.md
      - 用語: ja/glossary.md
      - 実習: ja/labs/index.md
"""
HALF = """
<div class="landing-half" lang="ja" markdown>

# 線と円

[日本語で読む](ja/index.md){ .landing-enter }

<div class="figure-picture" data-cover="ja"></div>

</div>
"""
ALONE = {
    "docs/ko/blog/posts/first-here.md": """---
date: 2026-11-24
categories: [공부]
tags: [원]
description: 아직 옮기지 않은 글.
languages: [ko]
---

# 여기에 먼저 { #first }

점은 {{ ring.points }}개다. 비는 {{ ring.ratio }}, 몫은 {{ ring.within }}다. {{ claim("a-ring-is-round") }}

<!-- more -->

## 고리 { #ring }

고리는 어디나 같다.

/// figure | ring
    alt: 고리 하나.

고리는 둥글다.
///
""",
    "docs/ko/about.md": "---\ntitle: 알림\nlanguages: [ko, en]\n---\n\n# 알림\n\n두 언어로만 있다.\n",
    "docs/en/about.md": "---\ntitle: About\nlanguages: [ko, en]\n---\n\n# About\n\nIn two languages only.\n",
    "figures/first_here/__init__.py": "",
    "figures/first_here/claims.toml": """[[claim]]
id = "a-ring-is-round"
statement.ko = "고리는 둥글다."
verdict = "holds"
figure = "ring"
numbers = ["points"]
rests_on = ["points > 3"]
condition.ko = "점이 셋보다 많아야 한다."
""",
    "tests/figures/first_here/ring/test_figure.py": """import pytest


@pytest.mark.claim("a-ring-is-round")
@pytest.mark.mutation("a-ring-is-round", "three points", ko="점 셋")
def test_a_ring():
    pass
""",
}
"""An article that is in Korean first, with all that belongs to it, and a page in two languages of three."""


def copy_spoken(folder: Path, *codes: str) -> Path:
    """The sample in ``folder``, in the languages ``codes``: one or two of its own, or both and Japanese.

    In Korean alone, it has no first page of its own. In three languages, it has no notes, but an article in Korean alone, with a
    figure and a claim, and a page in two languages.
    """
    copy_sample(folder)
    for code in {"ko", "en"} - {*codes}:
        shutil.rmtree(folder / "docs" / code)
        for name in ("mkdocs.yml", "site.yml"):
            _edit(folder / name, lambda text, code=code: _without(text, code))
        _edit(
            folder / "docs/index.md",
            lambda text, code=code: re.sub(rf'<div [^>]*lang="{code}".*?\n</div>\n', "", text, flags=re.S),
        )
    if codes == ("ko",):
        (folder / "docs" / "index.md").unlink()
    if "ja" in codes:
        shutil.copytree(JAPANESE, folder, ignore=no_leftovers, dirs_exist_ok=True)
        for notes in folder.glob("docs/*/notes"):
            shutil.rmtree(notes)
        _edit(folder / "mkdocs.yml", lambda text: text.replace("nav:\n", f"{BLOCK}nav:\n") + NAVIGATION)
        _edit(folder / "site.yml", lambda text: text.replace("  - search\n", f"{BLOG}  - search\n", 1))
        _edit(folder / "docs/index.md", lambda text: text + HALF)
        for path, text in ALONE.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        figure = (SAMPLE / "figures/round_things/circle.py").read_text("utf-8").replace('"inside": Number', '"within": Number')
        (folder / "figures/first_here/ring.py").write_text(
            re.sub(r"SEED = 0", "START = 0", figure).replace("(SEED)", "(START)"), "utf-8"
        )
    return folder


def _edit(path: Path, change) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def _without(text: str, code: str) -> str:
    """``mkdocs.yml`` without the block, the blog and the section of a language."""
    text = re.sub(rf"(?m)^    {code}:.*\n(?:      .*\n)*", "", text)
    text = re.sub(rf"(?m)^  - blog:\n      blog_dir: {code}/blog\n(?:      .*\n)*", "", text)
    return re.sub(rf"(?m)^  - {TITLES[code]}:\n(?:      .*\n)*", "", text)
