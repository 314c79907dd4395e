"""Find the line of a thing in a figure module's source, without importing it."""

from __future__ import annotations

import ast
import re
from pathlib import Path


class Source:
    """The syntax tree of one module, or nothing of it where the syntax is broken; every line defaults to 1."""

    def __init__(self, path: Path) -> None:
        try:
            self.body = ast.parse(path.read_bytes()).body
        except (SyntaxError, ValueError, OSError):
            self.body = []

    def name(self, name: str) -> int:
        """The line that defines ``name`` at the top level: a function, a class or an assignment."""
        node = self._top(name)
        return node.lineno if node else 1

    def key(self, mapping: str, key: str) -> int:
        """The line of ``key`` in the dictionary or the call assigned to ``mapping``."""
        top = self._top(mapping)
        for node in ast.walk(top) if top else ():
            if isinstance(node, ast.keyword) and node.arg == key:
                return node.lineno
            if isinstance(node, ast.Dict):
                for name in node.keys:
                    if isinstance(name, ast.Constant) and name.value == key:
                        return name.lineno
        return self.name(mapping)

    def text(self, text: str) -> int:
        """The line of the string literal that ``text`` is, or that is the longest part of it; else that of ``draw``."""
        literals = [
            (node.value, node.lineno)
            for top in self.body[1:]
            for node in ast.walk(top)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip()
        ]
        parts = [(value, line) for value, line in literals if value in text]
        return max(parts, key=lambda part: len(part[0]))[1] if parts else self.name("draw")

    def field(self, cls: str, field: str) -> int:
        """The line of an annotated field of a top-level class."""
        for node in getattr(self._top(cls), "body", []):
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", None) == field:
                return node.lineno
        return self.name(cls)

    def _top(self, name: str) -> ast.stmt | None:
        for node in self.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
                return node
            if isinstance(node, ast.Assign) and any(getattr(t, "id", None) == name for t in node.targets):
                return node
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", None) == name:
                return node
        return None


def in_traceback(error: BaseException, folder: Path) -> tuple[Path, int] | None:
    """The innermost frame of ``error`` below ``folder``, as (path, line)."""
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).is_relative_to(folder):
        return Path(error.filename), error.lineno or 1
    found, tb = None, error.__traceback__
    while tb:
        path = Path(tb.tb_frame.f_code.co_filename)
        if path.is_relative_to(folder):
            found = path, tb.tb_lineno
        tb = tb.tb_next
    return found


def in_dump(text: str, folder: Path) -> tuple[Path, int] | None:
    """The innermost frame below ``folder`` in a dump by :mod:`faulthandler` (most recent call first).

    The dump writes every character outside ASCII, as in a Korean user's home folder, as an escape.
    """
    text = re.sub(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))", lambda m: chr(int(m[1] or m[2] or m[3], 16)), text)
    for match in re.finditer(r'File "([^"]+)", line (\d+)', text):
        if Path(match[1]).is_relative_to(folder):
            return Path(match[1]), int(match[2])
    return None
