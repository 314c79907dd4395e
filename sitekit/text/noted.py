"""What is made of a text and of the values in it, made once: as long as the text is the same, and every value asked for is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sitekit.fault import Fault
from sitekit.memo import Memo
from sitekit.text.placeholders import Prose


class Noted:
    """``prose``, and what it was asked for: expression → its line, and its value, or nothing where it has none."""

    def __init__(self, prose: Prose) -> None:
        self.prose, self.page, self.language = prose, prose.page, prose.language
        self.asked: dict[str, tuple[int, str | None]] = {}

    def value(self, expression: str, line: int) -> str:
        """What :meth:`Prose.value` gives, noted. Raises :class:`Fault`."""
        self.asked[expression] = line, value_of(self.prose, expression, line)
        return self.prose.value(expression, line)


def once(memo: Memo, key: str, prose: Prose, make: Callable[[Noted], Any]) -> Any:
    """What ``make`` makes of ``prose``, as JSON has it; what ``memo`` has under ``key``, if ``prose`` gives what it gave then.

    ``key`` holds all else that it depends on.
    """
    known = json.loads(memo.get(key) or "null")
    if known is not None and all(value_of(prose, expression, line) == value for expression, line, value in known["asked"]):
        return known["made"]
    made = make(noted := Noted(prose))
    text = json.dumps({"asked": [[expression, *found] for expression, found in noted.asked.items()], "made": made})
    memo.put(key, text)
    return json.loads(text)["made"]


def value_of(prose: Prose, expression: str, line: int) -> str | None:
    """The value of ``expression``, or nothing where it has none."""
    try:
        return str(prose.value(expression, line))
    except Fault:
        return None
