"""What readers see and what stands in no page: labels and names in figures, messages in labs, the README.

It is held to the forbidden terms of its language as pages are. In Python a text has a language where it is the value of a
language's name, ``{"ko": "…"}`` or ``ko="…"``, or, in the labs of a language, where it stands anywhere in the code.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path

from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.project import Project
from sitekit.reading import data
from sitekit.text.forbidden import Terms
from sitekit.text.page import Page

CODE = ("figures/*/**/*.py", "tests/figures/**/*.py")


def check(project: Project, terms: Terms) -> Iterator[Fault]:
    """Every forbidden term in what stands in no page."""
    for path, line, language, text in _strings(project.root):
        for match, why, use in terms.find(text, language):
            yield terms.fault(path, line, match, why, use)
    for language in LANGUAGES:
        readme = project.root / f"README.{language}.md"
        if readme.is_file():
            yield from terms.check(Page(readme.name, readme.read_text("utf-8", "replace")), language)


def _strings(root: Path) -> Iterator[tuple[str, int, str, str]]:
    memo = Memo(root / ".cache" / "strings")
    sources = [(path, None) for pattern in CODE for path in root.glob(pattern)]
    sources += [(path, language) for language in LANGUAGES for path in root.glob(f"docs/{language}/labs/**/*.py")]
    for path, language in sorted(sources):
        relative = path.relative_to(root).as_posix()
        source = data(path)
        key = f"{MACHINE} {' '.join(LANGUAGES)} {language} {hashlib.sha256(source).hexdigest()}"
        for line, code, text in memo.listed(key, _found(source, language)):
            yield relative, line, code, text


def _found(source: bytes, language: str | None) -> Iterator[tuple[int, str, str]]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return  # The build says so, with the line.
    for node in ast.walk(tree):
        if language and isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, language, node.value
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value in LANGUAGES:
                    yield from _texts(value, key.value)
        elif isinstance(node, ast.keyword) and node.arg and node.arg in LANGUAGES:
            yield from _texts(node.value, node.arg)


def _texts(node: ast.expr, language: str) -> Iterator[tuple[int, str, str]]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.lineno, language, inner.value


MACHINE = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
