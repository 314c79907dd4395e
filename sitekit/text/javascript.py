"""The value of a constant in a script, read without running it.

Understood are objects, lists, texts, numbers, what is calculated of these, the file's other constants and ``Object.keys`` of one,
and a function that is one expression, ``(now) => now.taps + 1``: a :class:`Function`. All else is :data:`UNREAD`, and only that:
an object with one part that cannot be read has its others.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

UNREAD: Final = object()
"""What stands for a value that would have to be computed."""
REST: Final = "..."
"""The key under which an object that spreads something unread has it."""

TOKEN = re.compile(
    r"""(?P<skipped>\s+|//[^\n]*|/\*.*?\*/)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`"""
    r"|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+|[A-Za-z_$][\w$]*|\.\.\.|=>|\*\*|.",
    re.S,
)
OPEN, CLOSE = "([{", ")]}"
WORDS = {"true": "True", "false": "False"}
OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
}
MATHS: dict[str, Callable[..., Any]] = {"floor": math.floor, "ceil": math.ceil, "min": min, "max": max, "abs": abs}
DEEPEST = 20
"""As many functions may call one another before that is given up."""


@dataclass(frozen=True)
class Function:
    """A function of one parameter, a name or the parts of an object, that returns an expression."""

    script: Script = field(repr=False)
    names: tuple[str, ...]
    takes_parts: bool
    body: tuple[str, ...]

    def __call__(self, given: Any) -> Any:
        """What it returns for ``given``, or :data:`UNREAD`."""
        if not self.takes_parts:
            return self.script.value(self.body, {self.names[0]: given})
        return self.script.value(self.body, {name: given.get(name, UNREAD) for name in self.names})


class Script:
    """The constants at the top level of ``source``."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._known: dict[str, Any] = {}
        self._given: list[Mapping[str, Any]] = []

    def value(self, tokens: Sequence[str], given: Mapping[str, Any]) -> Any:
        """The value of an expression in which the names of ``given`` are known, or :data:`UNREAD`."""
        if len(self._given) >= DEEPEST:
            return UNREAD
        self._given.append(given)
        try:
            return self._value([*tokens])
        finally:
            self._given.pop()

    def constant(self, name: str) -> Any:
        """The value of ``name``, or :data:`UNREAD`."""
        if name not in self._known:
            self._known[name] = UNREAD  # Also while it is being read: one that names itself has no value.
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> Any:
        written = re.escape(name)
        if found := re.search(rf"^(?:export )?const {written} *= *", self._source, re.M):
            return self._value(self._expression(found.end()))
        if found := re.search(rf"^const \[([^\]]*\b{written}\b[^\]]*)\] *= *", self._source, re.M):
            values = self._value(self._expression(found.end()))
            names = [one.strip() for one in found[1].split(",")]
            return dict(zip(names, values, strict=False)).get(name, UNREAD) if isinstance(values, list) else UNREAD
        return UNREAD

    def _expression(self, start: int) -> list[str]:
        """The tokens from ``start`` up to the semicolon."""
        tokens, depth = [], 0
        for found in TOKEN.finditer(self._source, start):
            if found["skipped"]:
                continue
            if found[0] == ";" and depth == 0:
                break
            depth += (found[0] in OPEN) - (found[0] in CLOSE)
            tokens.append(found[0])
        return tokens

    def _value(self, tokens: list[str]) -> Any:
        if tokens[:1] == ["{"] and tokens[-1] == "}":
            return self._object(tokens[1:-1])
        if tokens[:1] == ["["] and tokens[-1] == "]":
            return self._list(tokens[1:-1])
        if "=>" in tokens:
            return self._function(tokens)
        try:
            return self._computed(ast.parse(" ".join(WORDS.get(token, token) for token in tokens), mode="eval").body)
        except (SyntaxError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError):
            return UNREAD

    def _function(self, tokens: list[str]) -> Any:
        """``now => …``, ``(now) => …`` or ``({ a, b }) => …``."""
        arrow = tokens.index("=>")
        head, body = tokens[:arrow], tokens[arrow + 1 :]
        takes_parts = head[:2] == ["(", "{"] and head[-2:] == ["}", ")"]
        names = [token for token in head if token not in (*OPEN, *CLOSE, ",")]
        if not all(map(str.isidentifier, names)) or body[:1] == ["{"] or not (takes_parts or len(names) == 1):
            return UNREAD
        return Function(self, tuple(names), takes_parts, tuple(body))

    def _object(self, tokens: list[str]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for part in _parts(tokens):
            if part[0] == "...":
                inner = self._value(part[1:])
                made |= inner if isinstance(inner, dict) else {REST: UNREAD}
            else:
                made[part[0].strip("\"'")] = self._value(part[2:]) if part[1:2] == [":"] else UNREAD
        return made

    def _list(self, tokens: list[str]) -> Any:
        made: list[Any] = []
        for part in _parts(tokens):
            inner = self._value(part[1:] if part[0] == "..." else part)
            if part[0] == "..." and not isinstance(inner, list):
                return UNREAD
            made += inner if part[0] == "..." else [inner]
        return made

    def _computed(self, node: ast.AST) -> Any:
        match node:
            case ast.Constant(value=bool() | int() | float() | str()):
                return node.value
            case ast.Name() if self._given and node.id in self._given[-1]:
                return self._given[-1][node.id]
            case ast.Name():
                return self.constant(node.id)
            case ast.Call(func=ast.Name() as name, args=[argument]) if isinstance(called := self._computed(name), Function):
                return called(self._computed(argument))
            case ast.Call(func=ast.Attribute(value=ast.Name(id="Math"), attr=name)) if name in MATHS:
                return MATHS[name](*map(self._computed, node.args))
            case ast.UnaryOp() | ast.BinOp() if type(node.op) in OPERATORS:
                parts = [node.operand] if isinstance(node, ast.UnaryOp) else [node.left, node.right]
                return OPERATORS[type(node.op)](*map(self._computed, parts))
            case ast.Attribute(attr="length"):
                return len(values) if isinstance(values := self._computed(node.value), list) else UNREAD
            case ast.Attribute():
                return self._computed(node.value).get(node.attr, UNREAD) if self._is_object(node.value) else UNREAD
            case ast.Call(func=ast.Attribute(value=ast.Name(id="Object"), attr="keys"), args=[names]) if self._is_object(names):
                return [*self._computed(names)]
        return UNREAD

    def _is_object(self, node: ast.AST) -> bool:
        return isinstance(self._computed(node), dict)


def _parts(tokens: list[str]) -> Iterator[list[str]]:
    """``tokens`` between the commas that stand in no bracket."""
    part: list[str] = []
    depth = 0
    for token in tokens:
        if token == "," and depth == 0:
            if part:
                yield part
            part = []
            continue
        depth += (token in OPEN) - (token in CLOSE)
        part.append(token)
    if part:
        yield part
