"""What a reader can set in a live figure, as the ``state`` of its script declares it, and how an address says it.

The page's own ``live/state.js`` reads what is written here. What lies outside of the bounds it would quietly bring within them;
here it is refused, and so is what the script does not write out. A bound that is a function of the state has the value that it
takes in the state that is asked for; where it calls more than can be read, that side is left to the page.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from sitekit.fault import Unresolved
from sitekit.text.javascript import REST, UNREAD, Function, Script

NEAR = 1e-9
"""As far apart, two numbers are the same but for rounding."""


def query(figure: str, script: str, state: Mapping[str, Any]) -> str:
    """``state`` as the query of an address, for ``figure``, whose live version is ``script``. Raises ``Unresolved``."""
    schema = Script(script).constant("state")
    if not isinstance(schema, dict):
        raise Unresolved(f"the script of '{figure}' declares no state", "write: export const state = { … };")
    rules = {key: rule for key, rule in schema.items() if isinstance(rule, dict)}
    known = {
        key: _bounded(rule, {**{name: other.get("start", UNREAD) for name, other in rules.items()}, **state})
        for key, rule in rules.items()
    }
    keys = ", ".join(f"{key} ({_bounds(rule)})" for key, rule in known.items())
    if not state:
        raise Unresolved(f"no state of '{figure}' is named", f"set one of {keys}")
    for key, value in state.items():
        if key not in known:
            hidden = "; what its live.js spreads there cannot be checked" if REST in schema else ""
            raise Unresolved(f"the live figure '{figure}' has no state '{key}'{hidden}", f"it has {keys}")
        if UNREAD in _needed(known[key]):
            raise Unresolved(f"the bounds of '{key}' in '{figure}' cannot be read", "write them as numbers in its live.js")
        if not _is_within(value, known[key]):
            raise Unresolved(f"'{key}' of '{figure}' cannot be {value!r}", f"it is {_bounds(known[key])}")
    return urlencode({key: _written(state[key]) for key in known if key in state}, safe=",*")


def _bounded(rule: Mapping[str, Any], state: Mapping[str, Any]) -> dict[str, Any]:
    """``rule`` with the bounds that it has in ``state``; a function that cannot be computed bounds nothing."""
    bounded = dict(rule)
    for side, nothing in (("min", -math.inf), ("max", math.inf)):
        if isinstance(bound := rule.get(side), Function):
            value = bound(state)
            bounded[side] = value if isinstance(value, int | float) else nothing
    return bounded


def _needed(rule: Mapping[str, Any]) -> list[Any]:
    """What of ``rule`` has to be known to check a value."""
    keys = {"choice": ["of"], "flag": [], "number": ["min", "max", "step"]}.get(rule.get("kind", ""), ["min", "max"])
    found = [rule.get("kind", UNREAD), *(rule.get(key, UNREAD) for key in keys)]
    if rule.get("kind") == "integers":
        found += [rule[key] if key in rule else rule.get("start", UNREAD) for key in ("least", "most")]
    return [UNREAD if isinstance(one, Function) else one for one in found]


def _is_within(value: Any, rule: Mapping[str, Any]) -> bool:
    kind = rule["kind"]
    if kind == "choice":
        return value in rule["of"]
    if kind == "flag":
        return isinstance(value, bool)
    if kind == "integers":
        least, most = (rule[key] if key in rule else len(rule["start"]) for key in ("least", "most"))
        whole = {**rule, "kind": "integer"}
        return isinstance(value, list) and least <= len(value) <= most and all(_is_within(one, whole) for one in value)
    if isinstance(value, bool) or not isinstance(value, int if kind == "integer" else int | float):
        return False
    on_step = kind == "integer" or abs(value / rule["step"] - round(value / rule["step"])) < NEAR
    return on_step and rule["min"] <= value <= rule["max"]


def _bounds(rule: Mapping[str, Any]) -> str:
    """What ``rule`` allows, in words."""
    if UNREAD in _needed(rule):
        return "not written out"
    if rule["kind"] == "choice":
        return " or ".join(map(str, rule["of"]))
    if rule["kind"] == "flag":
        return "true or false"
    step = f" in steps of {rule['step']}" if rule["kind"] == "number" else ""
    if math.inf in (-rule["min"], rule["max"]):
        return f"at least {rule['min']}" if rule["max"] == math.inf else f"at most {rule['max']}"
    return f"{'a list of ' * (rule['kind'] == 'integers')}{rule['min']} to {rule['max']}{step}"


def _written(value: Any) -> str:
    """``value`` as ``live/state.js`` writes it."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list):
        return ",".join(map(str, value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)
