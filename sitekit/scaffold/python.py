"""Python that commands write: set as the project's own is, and read without running it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

FIRST_PARTY = 'lint.isort.known-first-party = ["figures", "sitekit", "tests"]'
"""What ruff takes for this project's own although it is not there yet."""


def tidy(root: Path, path: str, code: str) -> str:
    """``code``, which will be the file at ``path``, with its imports sorted and its lines broken by the project's own ruff.

    As it is where there is no ruff, or where it is no Python.
    """
    for command in (["check", "--quiet", "--fix-only", "--select", "I", "--config", FIRST_PARTY], ["format", "--quiet"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--no-cache", "--stdin-filename", path, "-"],
            cwd=root,
            input=code,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode or not done.stdout:
            return code
        code = done.stdout
    return code


def defined(code: str) -> set[str]:
    """Every name at the top of a module: what it defines, imports or assigns; none of what is no Python."""
    found: set[str] = set()
    for node in _top(code):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
        elif isinstance(node, ast.Assign):
            found.update(inner.id for target in node.targets for inner in ast.walk(target) if isinstance(inner, ast.Name))
    return found


def imported_as(code: str, package: str, module: str) -> str | None:
    """What the module ``module`` of ``package`` is called in ``code``, if that imports it at its top."""
    for node in _top(code):
        if isinstance(node, ast.ImportFrom) and node.module == package and not node.level:
            for alias in node.names:
                if alias.name == module:
                    return alias.asname or alias.name
    return None


def with_imports(code: str, lines: list[str]) -> str:
    """``code`` with further imports behind those that it has."""
    if not lines:
        return code
    imports = [node for node in _top(code) if isinstance(node, (ast.Import, ast.ImportFrom))]
    docstring = next((node for node in _top(code)[:1] if isinstance(node, ast.Expr)), None)
    last = imports[-1] if imports else docstring
    at = (last.end_lineno or 0) if last else 0
    rows = code.split("\n")
    return "\n".join([*rows[:at], *lines, *rows[at:]])


def _top(code: str) -> list[ast.stmt]:
    try:
        return ast.parse(code).body
    except SyntaxError:
        return []
