"""Inequalities between a figure's numbers, such as ``shared < local / 2``: read as syntax and evaluated without ``eval``."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping

ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
}
FUNCTIONS = {"abs": abs, "min": min, "max": max, "sqrt": math.sqrt}


def holds(text: str, values: Mapping[str, float]) -> bool:
    """Whether the comparison ``text`` (``a < b``, also ``a < b < c``) is true of ``values``.

    Raises ``ValueError`` if it is no such comparison or holds no number of ``values``, ``KeyError`` for an unknown name.
    """
    try:
        comparison = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise ValueError("is no inequality") from error
    if not isinstance(comparison, ast.Compare) or any(type(sign) not in COMPARISONS for sign in comparison.ops):
        raise ValueError("is no inequality")
    if not any(isinstance(node, ast.Name) and node.id not in FUNCTIONS for node in ast.walk(comparison)):
        raise ValueError("compares no measured number")
    try:
        sides = [_value(side, values) for side in (comparison.left, *comparison.comparators)]
    except ArithmeticError as error:
        raise ValueError("divides by zero") from error
    except TypeError as error:
        raise ValueError("gives a function the wrong number of arguments") from error
    return all(
        COMPARISONS[type(sign)](left, right) for left, sign, right in zip(sides[:-1], comparison.ops, sides[1:], strict=True)
    )


def names(text: str) -> list[str]:
    """The names of numbers in the comparison ``text``, each once."""
    return [name for name in dict.fromkeys(re.findall(r"[A-Za-z_]\w*", text)) if name not in FUNCTIONS]


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return number
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in ARITHMETIC:
            return ARITHMETIC[type(sign)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=[_, *_] as arguments, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*(_value(argument, values) for argument in arguments))
    raise ValueError("is no inequality between sums, products and quotients of numbers")
