"""Numbers that a figure measured, and how they are written in a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from sitekit import languages
from sitekit.languages import LANGUAGES

MINUS = "\N{MINUS SIGN}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
POINTS = "%p"
"""The unit of a difference of two percentages, and of the standard error of one: percentage points."""
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

Name = Mapping[str, str] | str
"""What readers call something, by language; where there is one language, it may be the name alone."""
Names = Name | Mapping[Any, Name]
"""What readers call several things: one table for all, or one for each key."""
NONE: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Number:
    """A number the prose may quote: how to read it off the result, and how to write it.

    ``value`` maps a figure's ``Result`` to an ``int`` or ``float``; ``format`` is a format specification such as
    ``",d"``, ``".3f"`` or ``".0%"``; ``unit`` is a symbol set after a no-break space (``"GB"``), or
    ``"%p"``, percentage points, in the words of the page's language: ``".1%"`` is then "6.9%p" and "6.9 points".
    ``quoted`` is false for a number that stands for the record, whether or not a page quotes it (see :func:`unquoted`).
    ``over`` names the number over whose values with other seeds this one is taken (see :mod:`sitekit.figure.seeds`).
    ``name`` is what readers call it, ``{"ko": …, "en": …}``: all languages of the site or none.
    """

    value: Callable[[Any], float]
    format: str
    unit: str = ""
    quoted: bool = True
    over: str = ""
    name: Name = field(default_factory=dict, hash=False)

    @staticmethod
    def each(
        keys: Iterable[Any],
        name: str,
        value: Callable[..., float],
        format: str,
        unit: str = "",
        *,
        names: Names = NONE,
        words: Mapping[Any, Name] = NONE,
    ) -> dict[str, Number]:
        """A number for each of ``keys``, called ``name.format(key)``, whose value is ``value(result, key)``.

        A key that is a tuple is spread out: ``each(product("ab", (1, 2)), "{}_{}", lambda r, a, b: …, "d")``.
        ``names`` are what readers call them: a table by language with the same ``{}`` as ``name``, into which go the key's
        parts or, in their place, their ``words`` (part → table by language); or a table by language for each key.
        Raises ``ValueError`` if two numbers get one name, or if ``names`` speak of a key that there is not.
        """
        keys = [*keys]
        parts = [key if isinstance(key, tuple) else (key,) for key in keys]
        numbers = {
            name.format(*key): Number(lambda r, key=key: value(r, *key), format, unit, name=table)
            for key, table in zip(parts, tables(keys, names, words), strict=True)
        }
        if len(numbers) < len(parts):
            raise ValueError(f"the name '{name}' is not different for every key")
        return numbers

    @staticmethod
    def fields(format: str, *fields: str, unit: str = "", names: Names = NONE) -> dict[str, Number]:
        """Numbers that stand in the ``Result`` under their own name; ``names`` as in :meth:`each`."""
        return Number.each(fields, "{}", getattr, format, unit, names=names)

    def of(self, result: Any) -> int | float:
        """The value as a plain Python number. Raises ``ValueError`` if it is not finite."""
        read: Any = self.value(result)
        value = read.item() if hasattr(read, "item") else read
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise ValueError(f"is {value!r}, not a finite number")
        return value

    def text(self, value: int | float) -> str:
        """``value`` as the site writes it (see :func:`written`)."""
        return written(value, self.format, self.unit)


def written(value: int | float, format_: str, unit: str = "", language: str = "") -> str:
    """``value`` as the site writes it: its :func:`amount`, a no-break space and the unit.

    Percentage points are called as ``language`` calls them, and "%p" without one.
    """
    text = amount(value, format_, unit)
    if unit == POINTS:
        one, many = LANGUAGES[language].point if language else (POINTS, POINTS)
        return text + (one if text.lstrip("+" + MINUS) == "1" else many)
    return f"{text}{NO_BREAK_SPACE}{unit}" if unit else text


def amount(value: int | float, format_: str, unit: str = "") -> str:
    """``value`` without its unit: U+2212 for minus, no "−0.00", 10⁻¹⁵ for 1e-15, no "%" where percentage points follow."""
    text = format(value, format_)
    if match := re.fullmatch(r"(-?[\d.]+)e([+-]\d+)", text):
        power = "10" + str(int(match[2])).translate(SUPERSCRIPTS)
        text = power if match[1] == "1" else f"{match[1]}{NO_BREAK_SPACE}×{NO_BREAK_SPACE}{power}"
    if text.startswith("-"):
        text = MINUS + text[1:] if any(c in "123456789" for c in text) else text[1:]
    return text.removesuffix("%") if unit == POINTS else text


def unquoted(numbers: dict[str, Number]) -> dict[str, Number]:
    """``numbers`` declared to be for the record: they are published, and it is no fault if no page quotes them."""
    return {name: replace(number, quoted=False) for name, number in numbers.items()}


def fixed(format: str = "", unit: str = "", /, *, names: Mapping[str, Name] = NONE, **values: float) -> dict[str, Number]:
    """Numbers that are constants of the figure: ``fixed(seed=SEED, runs=RUNS)``, ``fixed(".0%", chance=CHANCE)``.

    Without a format a whole number is written with commas between thousands, another with the digits it has, six at most.
    ``names={"runs": {"ko": …, "en": …}}`` says what readers call them.
    """
    return {
        name: Number(lambda r, value=value: value, format or (",d" if isinstance(value, int) else ",g"), unit, name=table)
        for (name, value), table in zip(values.items(), tables([*values], names), strict=True)
    }


def tables(keys: list[Any], names: Any, words: Mapping[Any, Name] = NONE) -> list[Name]:
    """What readers call the number of each of ``keys``; nothing where ``names`` do not say."""
    if isinstance(names, str):
        names = by_language(names)
    plain = not names.keys() & LANGUAGES.keys() and LANGUAGES.is_one
    if plain or not all(isinstance(text, str) for text in names.values()):
        if strange := [key for key in names if key not in keys]:
            raise ValueError(f"names speak of {strange[0]!r}, which is none of {', '.join(map(repr, keys))}")
        return [names.get(key, {}) for key in keys]
    parts = [key if isinstance(key, tuple) else (key,) for key in keys]
    spoken = {code: text for code, text in names.items() if code in LANGUAGES or not languages.is_language(str(code))}
    return [{code: text.format(*(_word(part, code, words) for part in key)) for code, text in spoken.items()} for key in parts]


def _word(part: Any, code: str, words: Mapping[Any, Name]) -> Any:
    if part not in words:
        return part
    if code not in (said := by_language(words[part])):
        raise ValueError(f"the word for {part!r} is missing in '{code}'")
    return said[code]


def unnamed(name: Name, needed: Iterable[str] | None = None) -> str:
    """A language, of those ``needed`` (by default all), in which a number has no name although another has one; or which there is
    not; else nothing."""
    said = by_language(name)
    wrong = [*(code for code in languages.lacking(said) if needed is None or code in needed), *languages.strange(said)]
    return wrong[0] if said and wrong else ""


def by_language(name: Name) -> Mapping[str, str]:
    """``name`` as a table by language; a name alone has, where there are several, no language that it could be in."""
    said = languages.table(name)
    return said if isinstance(said, Mapping) else {"": str(said)}
