"""Numbers that a figure measured, and how they are written in a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MINUS = "\N{MINUS SIGN}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Number:
    """A number the prose may quote: how to read it off the result, and how to write it.

    ``value`` maps a figure's ``Result`` to an ``int`` or ``float``; ``format`` is a format specification such as
    ``",d"``, ``".3f"`` or ``".0%"``; ``unit`` is a symbol set after a no-break space (``"GB"``).
    """

    value: Callable[[Any], float]
    format: str
    unit: str = ""

    def of(self, result: Any) -> int | float:
        """The value as a plain Python number. Raises ``ValueError`` if it is not finite."""
        value = self.value(result)
        value = value.item() if hasattr(value, "item") else value
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise ValueError(f"is {value!r}, not a finite number")
        return value

    def text(self, value: int | float) -> str:
        """``value`` as the site writes it: U+2212 for minus, no "−0.00", the unit after a no-break space."""
        text = format(value, self.format)
        if text.startswith("-"):
            text = MINUS + text[1:] if any(c in "123456789" for c in text) else text[1:]
        return f"{text}{NO_BREAK_SPACE}{self.unit}" if self.unit else text
