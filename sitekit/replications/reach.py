"""A digest of all that a figure's ``measure()`` and its numbers reach: functions, classes and constants, by name.

Everything is read as syntax. What a docstring, a comment, a label, ``draw()`` or a number's name and format say is left out,
so that editing these leaves a record of replications as it is. A module that is handed around whole counts whole.
"""

from __future__ import annotations

import ast
import hashlib
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from sitekit.build.store import digest_of
from sitekit.memo import Memo
from sitekit.project import RECORDS, Place

Definition = tuple[str, str]
"""A module's name, and a name at its top level."""

NUMBERS = frozenset({"Number", "each", "fields", "fixed"})
"""What makes numbers, in :mod:`sitekit.figure`: its names and formats do not count."""


def digest(root: Path, place: Place) -> str:
    """The digest of what the figure at ``place`` measures with, in the project at ``root``."""
    parts = {f"{module} {text}" for module, text in reached(root, place)}
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


class Digests:
    """The digests of the figures in the project at ``root``, as its code was when first asked; remembered until code changes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._memo = Memo(root / ".cache" / RECORDS)

    def of(self, place: Place) -> str:
        key = f"reach {self._code} {place.module}"
        return self._memo.once(key, lambda: digest(self.root, place))

    @cached_property
    def _code(self) -> str:
        """Of all that could be reached, and of what reaches it."""
        code = hashlib.sha256()
        for path in (Path(__file__), *sorted((self.root / "figures").rglob("*.py"))):
            code.update(f"{path}\0".encode() + digest_of(path).encode())
        return code.hexdigest()


def reached(root: Path, place: Place) -> Iterator[tuple[str, str]]:
    """(module, text) of every top-level statement reached, without what does not count."""
    modules = Modules(root)
    waiting: list[Definition] = [(f"figures.{place.figure}", name) for name in ("measure", "NUMBERS")]
    seen: set[Definition] = set()
    given: set[tuple[str, int]] = set()
    while waiting:
        definition = waiting.pop()
        if definition in seen:
            continue
        seen.add(definition)
        name, wanted = definition
        if (module := modules.find(name)) is None:
            continue
        if wanted:
            waiting.append((name, ""))  # What an import runs by itself counts, whatever is wanted.
        for number in module.binding.get(wanted, ()):
            part = module.parts[number]
            if isinstance(part.tree, (ast.Import, ast.ImportFrom)):
                waiting += modules.imported(module, part.tree, None, wanted)
            elif (name, number) not in given:
                given.add((name, number))
                yield name, part.text
                waiting += modules.used(module, part)
        if wanted not in module.binding:
            waiting += ((star, wanted) for star in module.stars)


@dataclass(frozen=True)
class Part:
    """A top-level statement: ``text`` is what of it counts, alike in every version of Python; ``names`` those it uses."""

    tree: ast.stmt
    text: str
    names: frozenset[str]


class Module:
    """One module of the project. ``package`` is what its relative imports start from."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.package = name if path.name in ("__init__.py", "figure.py") else name.rpartition(".")[0]
        self.parts = _parts(path.read_bytes())

    @cached_property
    def binding(self) -> dict[str, list[int]]:
        """A name → the statements that bind it; nothing → those that bind none, which run in any case."""
        found: dict[str, list[int]] = {}
        for number, part in enumerate(self.parts):
            for name in set(_bound(part.tree)) or {""}:
                found.setdefault(name, []).append(number)
        return found

    @cached_property
    def stars(self) -> list[str]:
        """The modules of which this one imports everything."""
        imports = (part.tree for part in self.parts if isinstance(part.tree, ast.ImportFrom))
        return [self.absolute(node) for node in imports if node.names[0].name == "*"]

    def absolute(self, node: ast.ImportFrom) -> str:
        """The module that ``node`` imports from."""
        if not node.level:
            return node.module or ""
        base = self.package.split(".")
        return ".".join([*base[: len(base) - node.level + 1], *filter(None, [node.module])])


class Modules:
    """The modules of the project at ``root``, each read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, Module | None] = {}

    def find(self, name: str) -> Module | None:
        """The module ``name``, if it is one of the project's figures or their helpers."""
        if name not in self._known:
            path = self._path(name)
            self._known[name] = Module(name, path) if path else None
        return self._known[name]

    def used(self, module: Module, part: Part) -> Iterator[Definition]:
        """What ``part`` of ``module`` uses, in whichever module that stands."""
        for node in ast.walk(part.tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):  # Within a function.
                yield from self.imported(module, node, part.tree)
        for name in part.names:
            statements = [module.parts[number].tree for number in module.binding.get(name, ())]
            imports = [node for node in statements if isinstance(node, (ast.Import, ast.ImportFrom))]
            for node in imports:
                yield from self.imported(module, node, part.tree, name)
            if len(imports) < len(statements) or not statements:
                yield module.name, name

    def imported(
        self, module: Module, node: ast.Import | ast.ImportFrom, user: ast.stmt | None, only: str = ""
    ) -> Iterator[Definition]:
        """What ``user`` takes of what the import ``node`` binds (to the name ``only``); without a user, all of it."""
        for alias in node.names:
            if isinstance(node, ast.ImportFrom):
                source, here = module.absolute(node), alias.asname or alias.name
                spelling, name = [here], f"{source}.{alias.name}"
            else:
                source, here = "", alias.asname or alias.name.split(".")[0]
                spelling, name = [alias.asname] if alias.asname else alias.name.split("."), alias.name
            if only and here != only:
                continue
            if self._path(name):
                yield from self._attributes(name, spelling, user) if user else self._whole(name)
            elif source:
                yield from self._whole(source) if alias.name == "*" else [(source, alias.name)]

    def _attributes(self, name: str, spelling: list[str], user: ast.stmt) -> Iterator[Definition]:
        """What ``user`` takes of the module ``name``, which it calls ``spelling``: all of it, if it hands it around."""
        written, inside = ".".join(spelling), set()
        for node in ast.walk(user):
            if isinstance(node, ast.Attribute) and _dotted(node.value) == written:
                inside.add(node.value)
                if self._path(f"{name}.{node.attr}"):
                    yield from self._attributes(f"{name}.{node.attr}", [*spelling, node.attr], user)
                else:
                    yield name, node.attr
        for node in ast.walk(user):
            if node not in inside and _dotted(node) == written:
                yield from self._whole(name)

    def _whole(self, name: str) -> Iterator[Definition]:
        if module := self.find(name):
            yield from ((name, bound) for bound in [*module.binding])

    def _path(self, name: str) -> Path | None:
        parts = name.split(".")
        if parts[0] != "figures" or len(parts) < 2:
            return None
        base = self.root.joinpath(*parts)
        return next(
            (p for p in (base.with_name(base.name + ".py"), base / "figure.py", base / "__init__.py") if p.is_file()), None
        )


@lru_cache(maxsize=512)
def _parts(source: bytes) -> list[Part]:
    """The statements of a module; none if it has a syntax error, of which the build speaks."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return []
    return [_part(node) for node in body if not _is_text(node)]


def _part(node: ast.stmt) -> Part:
    kept = ast.fix_missing_locations(Kept().visit(node))
    names = _globals(symtable.symtable(ast.unparse(kept), "part", "exec"))
    return Part(kept, _written(kept), frozenset(names))


def _written(node: object) -> str:
    """A tree as one text: without places, and without what a version of Python may leave out or add as empty."""
    if isinstance(node, list):
        return f"[{' '.join(map(_written, node))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    parts = (
        f"{field}={_written(value)}"
        for field, value in ast.iter_fields(node)
        if field not in ("ctx", "kind", "type_comment") and value is not None and value != []
    )
    value = f" {node.value!r}" if isinstance(node, ast.Constant) and node.value is None else ""
    return f"({type(node).__name__}{value} {' '.join(parts)})"


def _globals(table: symtable.SymbolTable, top: bool = True) -> Iterator[str]:
    """The names that a statement takes from its module."""
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (top or symbol.is_global() or table.get_type() == "class"):
            yield symbol.get_name()
    for child in table.get_children():
        yield from _globals(child, top=False)


def _bound(node: ast.AST) -> Iterator[str]:
    """The names that a statement binds in its module."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
            return
        case ast.Import():
            yield from (alias.asname or alias.name.split(".")[0] for alias in node.names)
        case ast.ImportFrom():
            yield from (alias.asname or alias.name for alias in node.names)
        case ast.Name(ctx=ast.Store()):
            yield node.id
        case ast.Subscript(ctx=ast.Store()) | ast.Attribute(ctx=ast.Store()):  # TABLE["key"] = … changes TABLE.
            yield from (part.id for part in ast.walk(node.value) if isinstance(part, ast.Name))
        case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return
    for child in ast.iter_child_nodes(node):
        yield from _bound(child)


def _dotted(node: ast.AST) -> str:
    """``a.b.c``, where ``node`` is that."""
    if isinstance(node, ast.Attribute):
        return f"{before}.{node.attr}" if (before := _dotted(node.value)) else ""
    return node.id if isinstance(node, ast.Name) else ""


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


class Kept(ast.NodeTransformer):
    """Leaves of a statement what counts: no docstring, no name and no format of a number, no number over seeds."""

    def _body(self, node):
        self.generic_visit(node)
        node.body = [part for part in node.body if not _is_text(part)] or [ast.Pass()]
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _body

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """``numbers | over_seeds(…)`` is ``numbers``."""
        self.generic_visit(node)
        return node.left if isinstance(node.op, ast.BitOr) and _is_nothing(node.right) else node

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        """A dict of numbers is what its values are."""
        self.generic_visit(node)
        pairs = [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key or not _is_nothing(value)]
        rest = [(key, value) for key, value in pairs if not (key and _maker(value) in NUMBERS)]
        kept = ast.Dict([key for key, _ in rest], [value for _, value in rest])
        if not any(_maker(value) in NUMBERS for _, value in pairs):
            return kept
        return ast.List([*(value for key, value in pairs if key and _maker(value) in NUMBERS), kept], ast.Load())

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        match _maker(node):
            case "Number":
                node.args, node.keywords = node.args[:1], [k for k in node.keywords if k.arg == "value"]
            case "each":
                node.args = [argument for number, argument in enumerate(node.args[:3]) if number != 1]
                node.keywords = [k for k in node.keywords if k.arg in ("keys", "value")]
            case "fields":
                node.args, node.keywords = node.args[1:], []
            case "fixed":
                node.args, node.keywords = [k.value for k in node.keywords if k.arg != "names"], []
            case "over_seeds":
                return ast.Dict([], [])
        return node


def _is_nothing(node: ast.AST) -> bool:
    """Whether a dict has no number of its own: made over seeds, and put aside by ``unquoted()`` or not."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "unquoted":
        return all(map(_is_nothing, node.args))
    return isinstance(node, ast.Dict) and not node.keys


def _maker(node: ast.AST) -> str:
    """Which of the makers of numbers ``node`` calls, if it does."""
    if not isinstance(node, ast.Call):
        return ""
    match node.func:
        case ast.Name(id=("Number" | "fixed" | "over_seeds") as name):
            return name
        case ast.Attribute(value=ast.Name(id="Number"), attr=("each" | "fields") as name):
            return name
    return ""
