"""Changes are made together or not at all, whatever fails and wherever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitekit.scaffold.changes import Changes, Refused


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A few files, and a cache in which changes wait."""
    for name in ("kept", "a/changed", "a/b/gone", "moved/one", "moved/two"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"old {name}\n")
    return tmp_path


def wanted(root: Path) -> Changes:
    changes = Changes(root)
    changes.write("a/changed", "new\n")
    changes.remove("a/b/gone")
    changes.move("moved", "there/deep")
    changes.create("new/folder/file", "new\n")
    return changes


def contents(root: Path) -> dict[str, str]:
    """Every file and every folder, but for the cache."""
    paths = (path for path in root.rglob("*") if ".cache" not in path.relative_to(root).parts)
    return {path.relative_to(root).as_posix(): path.read_text() if path.is_file() else "" for path in paths}


@pytest.mark.parametrize("path", ["", ".", "..", "../kept", "/kept", "a/../../kept", "a//gone", "a/"])
def test_nothing_but_what_lies_below_the_project_is_touched(root, path):
    changes = Changes(root / "a")
    for change in (changes.remove, lambda path: changes.write(path, ""), lambda path: changes.move(path, "there")):
        with pytest.raises(ValueError, match="no path of a file below"):
            change(path)


def test_what_is_removed_can_be_kept(root):
    for gone in ("a/b/gone", "kept"):
        changes = Changes(root)
        changes.remove(gone)
        changes.apply(".cache/removed")
    assert [path.name for path in (root / ".cache/removed").rglob("*")] == ["kept"] and not (root / "a/b").exists()


def test_all_are_made_and_folders_that_are_empty_go(root):
    changes = wanted(root)
    assert changes.written == ["a/changed", "new/folder/file", "there/deep/one", "there/deep/two"]
    assert changes.removed == ["a/b/gone", "moved/one", "moved/two"]
    changes.apply()
    files = {path: text for path, text in contents(root).items() if text}
    assert files == {
        "kept": "old kept\n",
        "a/changed": "new\n",
        "there/deep/one": "old moved/one\n",
        "there/deep/two": "old moved/two\n",
        "new/folder/file": "new\n",
    }
    assert not (root / "moved").exists() and not (root / "a/b").exists()
    assert not list((root / ".cache/scaffold").iterdir())


class Interrupted(BaseException):
    """Somebody presses a key."""


def outcome(changes: Changes) -> str:
    """What making the changes came to."""
    try:
        changes.apply()
    except (Refused, Interrupted) as error:
        return str(error)
    return "made"


@pytest.mark.parametrize("kind", [OSError(28, "No space left on device"), Interrupted("nothing was changed: stopped")])
def test_whatever_fails_all_is_as_it_was(root, monkeypatch, kind):
    """At each of its steps in turn: four files go away, and four come into their places."""
    before, replace = contents(root), os.replace
    for step in range(1, 10):
        left = step

        def failing(source, target):
            nonlocal left
            left -= 1
            if left == 0:
                raise kind
            replace(source, target)

        monkeypatch.setattr(os, "replace", failing)
        said = outcome(wanted(root))
        if step < 9:
            assert said.startswith("nothing was changed: ") and contents(root) == before, f"step {step}: {said}"
    assert said == "made" and contents(root) != before


def test_what_is_there_is_not_overwritten(root):
    changes = Changes(root)
    with pytest.raises(Refused, match="a/changed is there already"):
        changes.create("a/changed", "")
    with pytest.raises(Refused, match="kept is there already"):
        changes.move("a/changed", "kept")


def test_later_changes_see_earlier_ones(root):
    changes = wanted(root)
    assert changes.read("there/deep/one") == "old moved/one\n" and not changes.exists("moved")
    changes.write("there/deep/one", "other\n")
    changes.move("there", "back")
    assert changes.files("back") == ["back/deep/one", "back/deep/two"] and changes.read("back/deep/one") == "other\n"
    changes.remove("back")
    assert not changes.exists("back") and "back/deep/one" not in changes.removed
