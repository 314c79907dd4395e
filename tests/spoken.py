"""The sample in other languages than its own two, as an author of one or of three would set it up."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.sites import SAMPLE, copy_sample, no_bytecode

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


def copy_spoken(folder: Path, *codes: str) -> Path:
    """The sample in ``folder``, in the languages ``codes``: one or two of its own, or both and Japanese.

    In Korean alone, it has no first page of its own. In three languages, it has no notes.
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
        shutil.copytree(JAPANESE, folder, ignore=no_bytecode, dirs_exist_ok=True)
        for notes in folder.glob("docs/*/notes"):
            shutil.rmtree(notes)
        _edit(folder / "mkdocs.yml", lambda text: text.replace("nav:\n", f"{BLOCK}nav:\n") + NAVIGATION)
        _edit(folder / "site.yml", lambda text: text.replace("  - search\n", f"{BLOG}  - search\n", 1))
        _edit(folder / "docs/index.md", lambda text: text + HALF)
    return folder


def _edit(path: Path, change) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def _without(text: str, code: str) -> str:
    """``mkdocs.yml`` without the block, the blog and the section of a language."""
    text = re.sub(rf"(?m)^    {code}:.*\n(?:      .*\n)*", "", text)
    text = re.sub(rf"(?m)^  - blog:\n      blog_dir: {code}/blog\n(?:      .*\n)*", "", text)
    return re.sub(rf"(?m)^  - {TITLES[code]}:\n(?:      .*\n)*", "", text)
