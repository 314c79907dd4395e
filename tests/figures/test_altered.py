"""What a figure measures under a change is measured once, and anew when anything of it is another."""

from __future__ import annotations

import functools
import sys

import pytest

from tests.figures import altered
from tests.figures.altered import Altered, identity

HERE = sys.modules[__name__]


def plus(number):
    return lambda: number


FIRST, SECOND = lambda: 1, lambda: 1
OTHERS = [
    FIRST,
    SECOND,
    plus(1),
    plus(2),
    functools.partial(plus, 1),
    functools.partial(plus, 2),
    1,
    2,
    "1",
    [1],
    [2],
    {"a": 1},
    plus,
]


def test_no_change_is_taken_for_another():
    assert len({repr(identity(one)) for one in OTHERS}) == len(OTHERS)
    assert identity(plus(1)) == identity(plus(1)) and identity(functools.partial(plus, 1)) == identity(functools.partial(plus, 1))


@pytest.fixture
def asked(tmp_path):
    """``asked(inputs, changes)``: what is measured, which is how often it was measured before."""
    calls = []

    def measure():
        calls.append(len(calls))
        return calls[-1]

    return lambda of, *changes: Altered(measure, of, tmp_path)(changes)


def test_it_is_measured_again_when_a_change_or_an_input_is_another(asked):
    assert [asked("a", (HERE, "plus", 1)) for _ in range(2)] == [0, 0]
    assert asked("b", (HERE, "plus", 1)) == 1 and asked("a", (HERE, "plus", 2)) == 2 and asked("a", (HERE, "FIRST", 1)) == 3
    assert asked("a", (HERE, "plus", 1), (HERE, "FIRST", 1)) == 4
    assert asked("a", (HERE, "plus", 1)) == 0


def test_what_cannot_be_told_from_others_and_what_is_damaged_is_measured(asked, tmp_path):
    ways = (number for number in range(9))  # No two of these are told apart.
    assert [asked("a", (HERE, "plus", ways)) for _ in range(2)] == [0, 1]
    assert asked("a", (HERE, "plus", 1)) == 2
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-3])
    assert [asked("a", (HERE, "plus", 1)) for _ in range(2)] == [3, 3]


def test_every_file_that_a_figure_or_its_tests_are_made_of_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(altered, "ROOT", tmp_path)
    beside = tmp_path / "tests"
    files = [tmp_path / "figures" / "article" / name for name in ("one.py", "data.csv")] + [beside / "test_figure.py"]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("1", "utf-8")
    monkeypatch.setattr(altered, "__file__", str(tmp_path / "tests" / "altered.py"))

    def now():
        altered._of_file.cache_clear()
        return altered.inputs(beside)

    found = {now()}
    for file in files:
        file.write_text("2", "utf-8")
        found.add(now())
    monkeypatch.setattr(altered.machine, "installed", lambda: {"numpy": "another"})
    assert len(found | {now()}) == 5
