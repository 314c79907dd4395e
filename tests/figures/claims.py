"""A claim that cannot fail says nothing: each is tried on a result measured with something altered, and must be false of it.

A module of tests holds a table ``CLAIMS``, which maps each claim, a predicate on the result, to the changes that make it false:
``(module, name, replacement)`` each. ``mutated = claims.mutated(figure)`` is the fixture that measures under them.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any

import pytest

from tests.figures.altered import Altered, Change, inputs


def one_each(table: Iterable[Any]) -> list[Any]:
    """The predicates of ``table`` for a figure that takes seconds to measure: ``make test`` tries the first of each claim, and
    ``make test-all`` the others too."""
    seen: set[str] = set()
    found = []
    for predicate in table:
        ids = {mark.args[0] for mark in getattr(predicate, "pytestmark", ()) if mark.name == "claim"}
        found.append(predicate if ids - seen else pytest.param(predicate, marks=pytest.mark.slow))
        seen |= ids
    return found


def mutated(figure: ModuleType):
    """A fixture: ``mutated(*changes)`` is what ``figure`` measures under all of them, measured once for all claims that ask, and
    not again in a later run before something that it is made of has changed."""

    @pytest.fixture(scope="module", name="mutated")
    def fixture(request: pytest.FixtureRequest):
        known: dict[tuple[Change, ...], Any] = {}
        altered = Altered(figure.measure, inputs(request.path.parent))

        def under(*changes: Change) -> Any:
            if changes not in known:
                with pytest.MonkeyPatch.context() as patch:
                    for module, name, replacement in changes:
                        patch.setattr(module, name, replacement)
                    known[changes] = altered(changes)
            return known[changes]

        return under

    return fixture
