"""A whole small site of its own: the machine and the configuration of this one, with one figure and two short pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import as_shipped

ROOT = Path(__file__).parents[2]
KO, EN = (f"docs/{code}/blog/posts/straight-line.md" for code in ("ko", "en"))
FIGURE, TEST = "figures/straight_line/line.py", "tests/figures/straight_line/line/test_figure.py"
NAVIGATION = """nav:
  - 한국어:
      - 소개: ko/index.md
      - 글: ko/blog/index.md
  - English:
      - Introduction: en/index.md
      - Articles: en/blog/index.md
"""
TEXTS = {
    "docs/index.md": "# Lines\n\n[한국어](ko/index.md) [English](en/index.md)\n",
    "docs/ko/index.md": "# 소개\n\n선이다.\n",
    "docs/en/index.md": "# Introduction\n\nA line.\n",
    "docs/ko/blog/index.md": "# 글\n",
    "docs/en/blog/index.md": "# Articles\n",
    "docs/terms.toml": '[[ko]]\nterm = "소재지"\nuse = "지역성"\n',
    KO: """---
date: 2026-11-22
categories: [공부]
tags: [선]
description: 곧은 선
---

# 곧은 선

선은 점 {{ line.points | josa("을/를") }} 지나고, 평균은 {{ line.mean }}이다.

<!-- more -->

## 기울기 { #slope }

{{ ref("line") | josa("을/를") }} 보라. $y = x$이다.

/// figure | line
    alt: 곧은 선 하나.

점 {{ line.points }}개를 잇는 선이다.
///
""",
    EN: """---
date: 2026-11-22
categories: [Study]
tags: [line]
description: A straight line
---

# A straight line

The line runs through {{ line.points }} points; their mean is {{ line.mean }}.

<!-- more -->

## Slope { #slope }

See {{ ref("line") }}. Here $y = x$.

/// figure | line
    alt: One straight line.

A line through {{ line.points }} points.
///
""",
    "overrides/README.md": "What lies here is read before the machine's own.\n",
    "figures/__init__.py": "",
    "figures/straight_line/__init__.py": "",
    TEST: "def test_line():\n    assert True\n",
}


class SmallSite:
    """The small site in ``root``; ``replace`` puts a fault into a file, ``mend`` takes all of them out again."""

    def __init__(self, root: Path, figure: str) -> None:
        self.root, self.texts = root, {**TEXTS, FIGURE: figure}
        shutil.copytree(ROOT / "sitekit", root / "sitekit", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "mkdocs_hooks.py", root)
        configuration = as_shipped()
        self.write("mkdocs.yml", configuration[: configuration.index("\nnav:") + 1] + NAVIGATION)
        self.mend()

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        assert old in self.texts[path], old
        self.write(path, self.texts[path].replace(old, new, 1))

    def mend(self) -> None:
        """Every file as it was; only what differs is written, since ``serve`` watches."""
        for path, text in self.texts.items():
            file = self.root / path
            if not file.is_file() or file.read_text("utf-8") != text:
                self.write(path, text)
        for path in self.root.glob("figures/*/*.py"):
            if path.relative_to(self.root).as_posix() not in self.texts:
                path.unlink()

    def line(self, path: str, text: str) -> int:
        """The line on which ``text`` first stands."""
        whole = (self.root / path).read_text("utf-8")
        return whole[: whole.index(text)].count("\n") + 1

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1/some/base/", "PYTHONUNBUFFERED": "1"}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """``python -m …`` in the site's folder."""
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
            timeout=300,
        )

    def files(self) -> dict[str, bytes]:
        """Every file of the built site."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in (self.root / "site").rglob("*")
            if path.is_file()
        }


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """A small site without faults; a test that puts one in takes it out again by ``mend``."""
    from tests.conftest import GOOD

    return SmallSite(tmp_path_factory.mktemp("small") / "작은 집 (1)", GOOD)
