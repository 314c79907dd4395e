"""The memory on disk: it gives back what was put, or nothing, whatever happened to its files."""

from __future__ import annotations

import os

import pytest

from sitekit.memo import DAY, DAYS, Memo

TEXT = "곡선\r\n\0 and\u2028more\n"


@pytest.fixture
def memo(tmp_path):
    return Memo(tmp_path / "memo")


def entry(memo):
    (path,) = memo.folder.iterdir()
    return path


@pytest.mark.parametrize("key", ["", "a", "글\0" * 10_000, "../../x"])
def test_what_was_put_is_given_back_to_another_reader(memo, key):
    assert memo.get(key) is None
    memo.put(key, TEXT)
    assert Memo(memo.folder).get(key) == TEXT
    assert memo.get(f"{key}b") is None


def test_what_is_asked_for_again_is_made_once(memo):
    made = []
    for number in range(3):
        assert memo.once("a", lambda: made.append(number) or f"made {number}") == "made 0"  # noqa: B023  called at once
    assert made == [0]


def test_bytes_are_remembered_too(memo):
    assert memo.data("a", lambda: bytes(range(256))) == bytes(range(256))
    assert Memo(memo.folder).data("a", lambda: b"another") == bytes(range(256))


def test_what_is_listed_is_looked_for_once(memo):
    assert memo.listed("a", iter([(1, "글"), (2, None)])) == [[1, "글"], [2, None]]
    unasked = iter(["another"])
    assert Memo(memo.folder).listed("a", unasked) == [[1, "글"], [2, None]]
    assert next(unasked) == "another"


def test_what_cannot_be_kept_is_made_each_time(tmp_path):
    (tmp_path / "memo").write_text("a file where the folder should be")
    memo = Memo(tmp_path / "memo")
    assert [memo.once("a", lambda: "made") for _ in range(2)] == ["made", "made"]


def test_the_last_text_put_is_the_one(memo):
    memo.put("a", "old")
    memo.put("a", "new")
    assert memo.get("a") == "new"
    assert len([*memo.folder.iterdir()]) == 1


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b + b"x", lambda b: b"", lambda b: b"\xff" + b])
def test_a_damaged_entry_is_a_miss_and_is_mended(memo, damage):
    memo.put("a", TEXT)
    path = entry(memo)
    path.write_bytes(damage(path.read_bytes()))
    assert memo.get("a") is None
    memo.put("a", TEXT)
    assert memo.get("a") == TEXT


def test_an_entry_under_the_name_of_another_is_a_miss(memo):
    memo.put("a", "what a gives")
    wrong = entry(memo)
    memo.put("b", "what b gives")
    right = next(path for path in memo.folder.iterdir() if path != wrong)
    os.replace(wrong, right)
    assert memo.get("b") is None


def test_a_folder_where_an_entry_should_be_is_a_miss(memo):
    memo.put("a", TEXT)
    path = entry(memo)
    path.unlink()
    path.mkdir()
    memo.put("a", TEXT)
    assert memo.get("a") is None
    assert [*memo.folder.iterdir()] == [path], "a temporary file was left behind"


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path):
    (tmp_path / "memo").write_text("a file")
    memo = Memo(tmp_path / "memo")
    memo.put("a", TEXT)
    assert memo.get("a") is None


def test_what_nobody_asks_for_is_forgotten_and_what_is_asked_for_stays(memo):
    memo.put("asked", "1")
    asked = entry(memo)
    memo.put("old", "2")
    long_ago = asked.stat().st_mtime - (DAYS + 1) * DAY
    for path in memo.folder.iterdir():
        os.utime(path, (long_ago, long_ago))
    assert memo.get("asked") == "1"
    Memo(memo.folder).put("new", "3")
    assert (memo.get("asked"), memo.get("old"), memo.get("new")) == ("1", None, "3")
    assert {path.stat().st_mtime > long_ago for path in memo.folder.iterdir()} == {True}


def test_an_old_entry_that_can_only_be_read_is_given_back(memo, monkeypatch):
    memo.put("a", TEXT)
    os.utime(entry(memo), (0, 0))

    def refuse(*arguments):
        raise PermissionError

    monkeypatch.setattr(os, "utime", refuse)
    assert memo.get("a") == TEXT
