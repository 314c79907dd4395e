"""What a figure module owes the site, checked before, during and after it runs."""

from __future__ import annotations

import dataclasses
import re
from types import ModuleType
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.text import Text

from sitekit.fault import Fault
from sitekit.figure.labels import Labels
from sitekit.figure.numbers import Number
from sitekit.languages import LANGUAGES
from sitekit.project import IDENTIFIER
from sitekit.source import Source

LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
FORMULA = re.compile(r"\$[^$]*\$")


def check_module(module: ModuleType, path: str, source: Source) -> None:
    """Raise :class:`Fault` unless ``module`` has every part of the contract."""
    if not (module.__doc__ or "").strip():
        raise Fault(path, 1, "has no docstring", "begin the module with one whose first line is the figure's claim")
    if not isinstance(getattr(module, "LABELS", None), Labels):
        raise Fault(path, source.name("LABELS"), "has no LABELS", "write LABELS = Labels(...), from sitekit.figure")
    result = getattr(module, "Result", None)
    if not (dataclasses.is_dataclass(result) and result.__dataclass_params__.frozen):
        raise Fault(path, source.name("Result"), "Result is not a frozen dataclass", "decorate it with @dataclass(frozen=True)")
    for function, signature in (("measure", "measure() -> Result"), ("draw", "draw(result, labels) -> Figure")):
        if not callable(getattr(module, function, None)):
            raise Fault(path, 1, f"has no {function}", f"define {signature}")
    numbers = getattr(module, "NUMBERS", None)
    if not isinstance(numbers, dict):
        raise Fault(path, source.name("NUMBERS"), "has no NUMBERS", "write NUMBERS = {'name': Number(...)}")
    for name, number in numbers.items():
        if not (isinstance(name, str) and IDENTIFIER.match(name) and isinstance(number, Number)):
            raise Fault(
                path,
                source.key("NUMBERS", name),
                f"number {name!r} is not a name with a Number",
                "use a lower_case name and Number(value, format), from sitekit.figure",
            )


def check_result(result: Any, module: ModuleType, path: str, source: Source) -> None:
    """Raise :class:`Fault` where the measurement is of the wrong type or not finite."""
    if not isinstance(result, module.Result):
        raise Fault(path, source.name("measure"), f"measure() returned {type(result).__name__}", "return a Result")
    for field in dataclasses.fields(result):
        value = getattr(result, field.name)
        for array in value.values() if isinstance(value, dict) else (value,):
            array = np.asarray(array)
            if array.dtype.kind in "fc" and not np.isfinite(array).all():
                raise Fault(
                    path,
                    source.field("Result", field.name),
                    f"Result.{field.name} contains NaN or infinity",
                    "find where measure() lost the number",
                )
            if array.dtype.kind not in "biufcUS":
                raise Fault(
                    path,
                    source.field("Result", field.name),
                    f"Result.{field.name} is neither an array, a number nor a text",
                    "store plain arrays and scalars, or a dict of them",
                )


def read_numbers(result: Any, module: ModuleType, path: str, source: Source) -> dict[str, dict[str, Any]]:
    """Every number of the figure: its value and the text that stands for it in a sentence."""
    numbers = {}
    for name, number in module.NUMBERS.items():
        try:
            value = number.of(result)
            numbers[name] = {"value": value, "text": number.text(value), "quoted": number.quoted}
        except Exception as error:  # Whatever a forker's lambda raises, the fault belongs to its line.
            raise Fault(path, source.key("NUMBERS", name), f"number '{name}' {error}", "mend its value or its format") from error
    return numbers


def texts(figure: Figure) -> list[Text]:
    """The visible, non-empty texts of a drawn figure."""
    return [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]


def check_texts(drawn: dict[str, set[str]], module: ModuleType, path: str, source: Source) -> None:
    """Raise :class:`Fault` where a figure shows a word in the wrong language.

    ``drawn`` maps each language to the texts of its figure. A word that both figures show alike must be a label
    declared with ``same``; a text must not be written in another language's script.
    """
    for code, language in LANGUAGES.items():
        declared = set(vars(module.LABELS[code]).values())
        others = set().union(*(drawn[c] for c in LANGUAGES if c != code))
        for text in sorted(drawn[code]):
            foreign = language.foreign and language.foreign.search(text)
            if foreign or (text in others and text not in declared and LATIN_WORD.search(FORMULA.sub("", text))):
                raise Fault(
                    path,
                    source.text(text),
                    f"the text {text!r} in the {code} figure is not translated",
                    "take it from labels, and give LABELS both languages",
                )
