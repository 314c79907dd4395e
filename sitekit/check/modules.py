"""What the source of figures and their helpers owes the site, read as syntax: nothing is imported, nothing runs."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

from sitekit.build.machine import SCIENCES
from sitekit.fault import Fault
from sitekit.memo import Memo
from sitekit.pages.highlight import LEXERS
from sitekit.project import Place, Project
from sitekit.reading import data, read
from sitekit.reading import lines as split
from sitekit.replications.others import Others

ORDER = ("LABELS", "Result", "measure", "draw", "NUMBERS")
LINES = 180
"""How many lines a module may have, its docstring and empty lines not counted."""

LIBRARY = frozenset(
    {
        "__future__",
        "abc",
        "collections",
        "csv",
        "dataclasses",
        "enum",
        "fractions",
        "functools",
        "gzip",
        "itertools",
        "json",
        "math",
        "operator",
        "pathlib",
        "statistics",
        "string",
        "tomllib",
        "typing",
    }
)
"""What of the standard library a measurement may need: nothing that knows the time, the system, the network or chance."""
GLOBAL = {
    "pyplot": "draw on canvas(height), from sitekit.figure",
    "rcParams": "leave the look to the site's style",
    "rc_context": "leave the look to the site's style",
    "savefig": "return the figure; the build writes it",
    "seed": "make a generator: numpy.random.default_rng(SEED)",
    "seterr": "mend the cause, or use numpy.errstate around it",
}
MEASURING = frozenset({"MINUS", "WIDTH", "Labels", "Live", "Number", "fixed", "over_seeds", "same", "unquoted"})
"""What of :mod:`sitekit.figure` does not draw."""

Finding = tuple[int, str, str]
"""A line, what is wrong there, and the remedy."""


def check(project: Project) -> Iterator[Fault]:
    """Every fault of the modules below ``figures/``. What an unchanged file was found to be is remembered."""
    memo = Memo(project.root / ".cache" / "modules")
    places = {place.module: place for place in map(project.place, project.figures())}
    try:
        libraries = frozenset(Others.read(project).libraries)
    except Fault as fault:
        yield fault
        libraries = frozenset()
    for path in sorted((project.root / "figures").glob("*/**/*.py")):
        relative = path.relative_to(project.root).as_posix()
        if path.name == "__init__.py" or "/." in relative:
            continue
        source = data(path)
        key = f"{MACHINE} {sorted(SCIENCES)} {sorted(libraries)} {relative} {hashlib.sha256(source).hexdigest()}"
        for line, what, remedy in memo.listed(key, _found(source, relative, places.get(relative), libraries)):
            yield Fault(relative, line, what, remedy)


def check_encoding(project: Project) -> Iterator[Fault]:
    """Every file of code or of tests that a page would show, and that is not UTF-8."""
    for folder, ending in product(("figures", "tests/figures"), LEXERS):
        for path in sorted((project.root / folder).rglob(f"*{ending}")):
            try:
                read(project.root, path)
            except Fault as fault:
                yield fault


MACHINE = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def _found(source: bytes, path: str, place: Place | None, libraries: frozenset[str]) -> Iterator[Finding]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return  # The build says so, with the line.
    yield from _imports(tree, path, libraries)
    yield from _globals(tree)
    yield from _documented(tree, place is not None)
    yield from _length(tree, source)
    if place:
        yield from _claim(tree)
        yield from _order(tree)
        yield from _measuring(tree)
        yield from _labels(tree)


def _imports(tree: ast.Module, path: str, libraries: frozenset[str]) -> Iterator[Finding]:
    """``libraries`` read further photographs and need not be installed: a function may import one, a module must not."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    optional = {
        node
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom)) and {name.split(".")[0] for name in _imported(node)} <= libraries
    }
    for node in ast.walk(tree):
        if node in optional:
            continue
        if isinstance(node, ast.ImportFrom) and node.level:
            yield node.lineno, "imports by a relative name", "write the whole name: from figures.article._shared import helper"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield from _import(node.lineno, alias.name, path)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""  # Without one it is a relative import, of which the first rule speaks.
            names = [f"{module}.{a.name}" for a in node.names] if _is_of(module, "figures") else [module]
            for name in names:
                yield from _import(node.lineno, name, path)


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]


def _import(line: int, name: str, path: str) -> Iterator[Finding]:
    _, article, own, *_ = *path.removesuffix(".py").split("/"), ""
    if _is_of(name, "figures"):
        mine = ("figures._common", f"figures.{article}._", f"figures.{article}.{own}.", f"figures.{article}.{own}")
        if article.startswith("_") or own.startswith("_"):
            mine = mine[: 1 if article.startswith("_") else 2]
        if not (name.startswith(mine[:3]) or name in mine):
            what = f"imports {name}, which belongs to another figure"
            yield line, what, "move what both need to the article's _shared/, or to figures/_common/"
    elif _is_of(name, "sitekit"):
        if name != "sitekit.figure":
            yield line, f"imports {name}, the machine's inside", "import from sitekit.figure"
    elif name.split(".", maxsplit=1)[0] not in SCIENCES.keys() | LIBRARY:
        what = f"imports {name}, which is neither a science nor a harmless part of the library"
        yield line, what, f"do without it, or add it to LIBRARY in sitekit/check/{Path(__file__).name}"


def _is_of(name: str | None, package: str) -> bool:
    return name is not None and (name == package or name.startswith(f"{package}."))


def _globals(tree: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute():
                names = [node.attr]
            case ast.Name():
                names = [node.id]
            case ast.Import() | ast.ImportFrom():
                names = [alias.name.rpartition(".")[2] for alias in node.names]
            case _:
                continue
        for name in names:
            if name in GLOBAL:
                yield node.lineno, f"uses {name}, which changes or saves things for everybody", GLOBAL[name]


def _documented(tree: ast.Module, is_figure: bool) -> Iterator[Finding]:
    if not (is_figure or ast.get_docstring(tree)):  # The build says so of a figure.
        yield 1, "has no docstring", "begin the module with one that says what it holds"
    for node in tree.body:
        for part in (node, *(node.body if isinstance(node, ast.ClassDef) else ())):
            is_public = isinstance(part, (ast.FunctionDef, ast.ClassDef)) and not part.name.startswith("_")
            if is_public and part.name not in ("measure", "draw") and not ast.get_docstring(part):
                yield part.lineno, f"{part.name} has no docstring", "say what it gives, or begin its name with _"


def _length(tree: ast.Module, source: bytes) -> Iterator[Finding]:
    doc = len(split(ast.get_docstring(tree, clean=False) or ""))
    lines = [number for number, line in enumerate(split(source.decode("utf-8", "replace")), 1) if line.strip()]
    if len(lines) - doc > LINES:
        over = lines[LINES + doc]
        yield over, f"has {len(lines) - doc} lines, {LINES} is the most", "move what can stand alone into a helper beside it"


def _claim(tree: ast.Module) -> Iterator[Finding]:
    claim = " ".join((ast.get_docstring(tree) or "").split("\n\n")[0].split())
    if claim and not claim.endswith("."):
        yield 1, f"the docstring's first paragraph is no sentence: {claim}", "write the figure's claim, with a full stop"
    elif re.search(r"[.?!] +[A-Z]", claim):
        yield 1, f"the docstring opens with more than one sentence: {claim}", "leave a line empty after the claim"


def _order(tree: ast.Module) -> Iterator[Finding]:
    lines: dict[str, int] = {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        for name in set(ORDER) & {getattr(node, "name", None), *(getattr(target, "id", None) for target in targets)}:
            if name in lines:
                yield node.lineno, f"defines {name} again, after line {lines[name]}", "keep one of them"
            lines.setdefault(name, node.lineno)
    if set(lines) != set(ORDER):
        return  # The build says which part is missing.
    for earlier, later in pairwise(ORDER):
        if lines[earlier] > lines[later]:
            yield lines[later], f"{later} stands before {earlier}", f"the order is {', '.join(ORDER)}"
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)) and node.lineno > lines["LABELS"]:
            yield node.lineno, "an import stands after LABELS", "move it to the top"
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.lineno > lines["Result"] and node.lineno != lines["NUMBERS"]:
            yield node.lineno, "a constant stands after Result", "move it between LABELS and Result"


def _measuring(tree: ast.Module) -> Iterator[Finding]:
    """Whatever ``measure()`` reaches within the module names nothing that draws."""
    drawing = {"draw"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module == "sitekit.figure" or _is_of(node.module, "matplotlib")):
            names = {alias.name: alias.asname or alias.name for alias in node.names}
            drawing |= {here for name, here in names.items() if name not in MEASURING}
        elif isinstance(node, ast.Import):
            drawing |= {alias.asname or "matplotlib" for alias in node.names if _is_of(alias.name, "matplotlib")}
    parts = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    reached, waiting = set(), ["measure"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in parts:
            continue
        reached.add(name)
        for node in (node for part in parts[name].body for node in ast.walk(part) if isinstance(node, ast.Name)):
            if node.id in drawing:
                yield node.lineno, f"measure() reaches {node.id}, which is for drawing", "compute in measure(), draw in draw()"
            elif node.id in parts:
                waiting.append(node.id)


def _labels(tree: ast.Module) -> Iterator[Finding]:
    """Every label is read: as ``labels.key``, or by its key as a text."""
    given = [node for node in tree.body if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) == "LABELS"]
    rest = [node for top in tree.body if top not in given for node in ast.walk(top)]
    used = {node.attr for node in rest if isinstance(node, ast.Attribute) and getattr(node.value, "id", None) == "labels"}
    used |= {node.value for node in rest if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for call in (node.value for node in given if isinstance(node.value, ast.Call)):
        for keyword in call.keywords:
            if keyword.arg and keyword.arg not in used:
                yield keyword.value.lineno, f"label '{keyword.arg}' is never read", "draw with it, or delete it"
