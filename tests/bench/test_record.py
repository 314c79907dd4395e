"""What is measured outside of a build is kept whole: rows come one at a time, and none of another edition or computer stays."""

from __future__ import annotations

import tomllib

import pytest

from bench import record
from bench.cluster import Made, told
from bench.large import ROOT
from bench.scale import BY, TIMES, Cost, grown, least

ABOUT = {
    **{"edition": "a", "commit": "c", "processor": 'An "Old" One', "cores": 2, "system": "S", "python": "3"},
    "libraries": {"mkdocs-material": "9"},
}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "new" / "scale.toml"


def add(file, about=ABOUT, **row):
    record.add(file, "articles", row, about, "python -m bench.scale")
    return tomllib.loads(file.read_text("utf-8"))


def test_rows_come_one_at_a_time_and_stand_in_their_order(file):
    add(file, articles=50, cold=1.23456)
    add(file, articles=1, cold=0.5)
    kept = add(file, articles=50, cold=2.0)
    assert kept["row"] == [{"articles": 1, "cold": 0.5}, {"articles": 50, "cold": 2.0}]
    assert {name: kept[name] for name in ABOUT} == ABOUT
    assert [path.name for path in file.parent.iterdir()] == ["scale.toml"]


@pytest.mark.parametrize("name", record.SAME)
def test_rows_of_another_edition_or_computer_are_dropped(name, file, capsys):
    add(file, articles=1, cold=0.5)
    other = {**ABOUT, name: {"mkdocs-material": "10"} if name == "libraries" else "another"}
    assert add(file, other, articles=10, cold=1.0)["row"] == [{"articles": 10, "cold": 1.0}]
    assert "1 rows of another edition or computer are dropped" in capsys.readouterr().out


def test_another_commit_of_the_same_machine_keeps_the_rows(file):
    add(file, articles=1, cold=0.5)
    assert len(add(file, {**ABOUT, "commit": "d"}, articles=10, cold=1.0)["row"]) == 2


def test_it_says_of_what_it_was_measured_and_by_what():
    found = record.here(ROOT, BY, "pytest")
    assert found.keys() == ABOUT.keys() and found["libraries"].keys() == {*record.LIBRARIES, "pytest"}
    assert found["edition"] == record.here(ROOT, BY)["edition"] != record.here(ROOT, BY[1:])["edition"]
    assert all(path.is_file() for path in BY)


def test_the_least_of_a_few_times_counts_and_what_is_dear_is_done_once():
    costs = [3.0, 1.0, 2.0]
    assert least(lambda number: Cost(costs[number])).cpu == 1.0
    done = []
    assert least(lambda number: done.append(number) or Cost(100.0)).cpu == 100.0
    assert done == [0] and len(costs) == TIMES


def test_growth_is_told_by_slope_and_by_a_straight_line():
    rows = {1: {"cold": 1.0}, 10: {"cold": 1.9}, 100: {"cold": 21.8}}
    (line,) = grown(rows)
    assert line.split() == ["each", "article", "cold", "0.2101", "s", "2.00", "of", "a", "straight", "line"]
    assert [*grown({1: rows[1]})] == []


def test_a_figure_that_is_missing_or_another_ends_the_comparison(monkeypatch):
    monkeypatch.setattr("bench.cluster._cpu", lambda: 0.0)  # It waits for all that this process has started.
    whole = {"a": {"en.svg": b"1"}, "b": {"en.svg": b"2"}}
    expected = told("here", lambda: Made(whole, 1.0), 2)
    assert told("there", lambda: Made(dict(whole), 1.0), 2, expected).figures == whole
    for arrived, what in ((whole | {"b": {"en.svg": b"3"}}, "2 of 2 arrived, 1 are not"), ({"a": whole["a"]}, "1 of 2 arrived")):
        with pytest.raises(SystemExit, match=what):
            told("there", lambda arrived=arrived: Made(arrived, 1.0), 2, expected)
