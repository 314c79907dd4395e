"""A site of one's own gets a newer version of the template, and keeps all that is its author's."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from sitekit.installed import Installed
from sitekit.update.tree import Tree, git
from tests.sitekit.update.conftest import LINES, NEW, OLD, commit, contents, write
from tests.sites import ROOT


def test_files_that_nobody_edited_are_the_newer_version_s(fork, newer, update):
    assert update(fork, "--from", str(newer)) == 1  # One is left to merge.
    now = contents(fork)
    assert now["sitekit/plain.py"] == b"new\n"
    assert now["sitekit/added.py"] == b"added\n"
    assert now["sitekit/font.bin"] == b"a\0c"
    assert now["tests/figures/conftest.py"] == b"new\n"
    assert "sitekit/gone.py" not in now
    assert (fork / ".ci/run").stat().st_mode & 0o100
    assert Installed.read(fork) == Installed("2.1.0", Installed.here(newer).digests)


def test_what_is_the_author_s_is_left_alone(fork, newer, update):
    before = contents(fork)
    update(fork, "--from", str(newer))
    now = contents(fork)
    own = [path for path in {*before, *now} if path.split("/")[0] in ("docs", "figures", "overrides", "mkdocs.yml")]
    assert {path: now.get(path) for path in own} == {path: before.get(path) for path in own}
    assert "docs/en/mine.md" in own
    assert now["sitekit/added_by_me.py"] == b"mine\n"


def test_edits_are_merged_or_left_with_a_diff(fork, newer, update, capsys):
    update(fork, "--from", str(newer))
    now, said = contents(fork), capsys.readouterr().out
    assert now["sitekit/edited.py"].decode() == LINES.replace("one", "1").replace("seven", "SEVEN")
    assert now["sitekit/meeting.py"].decode() == LINES.replace("one", "1")
    assert "-one\n+ONE\n" in (fork / ".cache/update/sitekit/meeting.py.diff").read_text()
    assert "sitekit/meeting.py: yours and the template's edit meet" in said
    assert now["sitekit/mine_alone.py"].decode() == LINES.replace("two", "2")
    assert now["sitekit/gone_but_edited.py"].decode() == LINES.replace("two", "2")
    assert "sitekit/gone_but_edited.py: the template has it no longer" in said
    assert "tests/sitekit/test_removed.py" not in now
    assert "tests/sitekit/test_removed.py: you have removed it" in said


def test_it_is_said_what_is_left_to_the_author(fork, newer, update, capsys):
    update(fork, "--from", str(newer))
    said = capsys.readouterr().out
    assert "mkdocs.yml: below extra_css: - assets/b.css\n" in said
    assert "mkdocs.yml: below markdown_extensions: - tables: {use_align_attribute: true}\n" in said
    assert "mkdocs.yml: extra is new: " in said
    assert "assets/a.css" not in said
    assert "site_name" not in said
    assert "2.1.0 asks of you:\n- Add a sheet.\n" in said
    assert "What you have done" not in said


def test_a_check_changes_nothing_and_says_the_same(fork, newer, update, capsys):
    before = contents(fork)
    (fork / "docs/en/uncommitted.md").write_text("x")
    assert update(fork, "--from", str(newer), "--check") == 1
    assert contents(fork) == {**before, "docs/en/uncommitted.md": b"x"}
    assert "sitekit/plain.py: would be written\n" in capsys.readouterr().out
    assert not (fork / ".cache/update").exists()


def test_a_second_update_has_nothing_to_do(fork, newer, update, capsys):
    update(fork, "--from", str(newer))
    commit(fork)
    capsys.readouterr()
    assert update(fork, "--from", str(newer)) == 0
    assert "0 files written, 0 removed, 0 to merge" in capsys.readouterr().out


def test_a_tag_of_a_remote_without_common_history(fork, newer, update):
    commit(newer)
    subprocess.run(["git", "tag", "v2.1.0"], cwd=newer, check=True)
    subprocess.run(["git", "fetch", "-q", "--no-tags", str(newer), "v2.1.0:refs/tags/v2.1.0"], cwd=fork, check=True)
    assert update(fork, "--from", "v2.1.0") == 1
    assert contents(fork)["sitekit/plain.py"] == b"new\n"
    assert (fork / ".ci/run").stat().st_mode & 0o100


def test_a_site_that_remembers_nothing_says_what_it_was_made_of(fork, newer, update, capsys, tmp_path):
    (fork / "template.json").unlink()
    commit(fork)
    assert update(fork, "--from", str(newer)) == 2
    assert "add --base" in capsys.readouterr().err
    assert update(fork, "--from", str(newer), "--base", str(write(tmp_path / "older", OLD))) == 1
    assert contents(fork)["sitekit/edited.py"].decode() == LINES.replace("one", "1").replace("seven", "SEVEN")


def test_uncommitted_changes_refuse_it(fork, newer, update, capsys):
    (fork / "docs/en/mine.md").write_text("Not committed.\n")
    before = contents(fork)
    assert update(fork, "--from", str(newer)) == 2
    assert "docs/en/mine.md" in capsys.readouterr().err
    assert contents(fork) == before


def test_a_fault_while_files_are_written_changes_nothing(fork, newer, update, monkeypatch, capsys):
    before, replace, calls = contents(fork), os.replace, []

    def fails(*paths):
        calls.append(paths)
        if len(calls) == 6:
            raise OSError(28, "No space left on device", str(paths[1]))
        return replace(*paths)

    monkeypatch.setattr("sitekit.scaffold.changes.os.replace", fails)
    assert update(fork, "--from", str(newer)) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert contents(fork) == before


@pytest.mark.parametrize("source", [".", "", "HEAD"])
def test_a_site_is_not_updated_from_itself(fork, update, capsys, source):
    """Its author's edits would count as the template's from then on."""
    before = contents(fork)
    assert update(fork, f"--from={source}") == 2
    assert "is a site that was made of the template (template.json is there)" in capsys.readouterr().err
    assert contents(fork) == before


def test_an_older_version_is_refused_unless_it_is_wanted(fork, newer, update, capsys, tmp_path):
    update(fork, "--from", str(newer))
    commit(fork)
    older = write(tmp_path / "older", OLD)
    assert update(fork, "--from", str(older), "--check") == 2
    assert "is version 2.0.0, and here is 2.1.0 already; write --force to go back" in capsys.readouterr().err
    update(fork, "--from", str(older), "--force")
    assert contents(fork)["sitekit/plain.py"] == b"old\n"


@pytest.mark.parametrize(
    "source, said",
    [
        ("v9", "'v9' is no folder, and no version that git knows here"),
        ("docs", "docs is no version of the template"),
        ("--help=x", "no folder"),
    ],
)
def test_what_is_no_version_is_refused_in_a_line(fork, update, capsys, source, said):
    assert update(fork, f"--from={source}") == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_record_that_was_broken_is_told_at_its_line(fork, newer, update, capsys):
    (fork / "template.json").write_text('{"version": "2.0.0",\n<<<<<<<\n')
    assert update(fork, "--from", str(newer), "--force") == 2
    assert capsys.readouterr().err.startswith("template.json:2: is not what an update wrote; ")


def test_the_newer_version_cannot_claim_what_is_the_author_s(fork, newer, update):
    owners = newer / "sitekit/owners.toml"
    owners.write_text(owners.read_text().replace('"sitekit/",', '"sitekit/", "docs/en/", '))
    update(fork, "--from", str(newer))
    assert not (fork / "docs/en/theirs_too.md").exists()
    assert "docs/en/theirs_too.md" in NEW


@pytest.mark.slow
def test_a_site_made_of_an_older_commit_becomes_as_this_one_and_passes(tmp_path):
    """By the older one's own commands: a site, an article, an edit of the template's; then the newer one's tests and build."""
    fork, newest = tmp_path / "내 사이트 (1)", Tree.read(ROOT, ".")
    older = Tree.read(ROOT, oldest_that_updates())
    for path, data in older.contents.items():
        (fork / path).parent.mkdir(parents=True, exist_ok=True)
        (fork / path).write_bytes(data)
    commit(fork)
    ran(fork, "sitekit", "new", "site", "--yes", "--languages", "ko,en")
    ran(fork, "sitekit", "new", "article", "own-one", "--title", "ko=첫 글")
    ran(fork, "sitekit", "new", "figure", "own-one", "first_steps")
    ran(fork, "sitekit", "new", "live", "first_steps")
    edited = fork / "Makefile"
    edited.write_text(edited.read_text("utf-8") + "\nmine:\n\t@echo mine\n", "utf-8")
    commit(fork)
    ran(fork, "sitekit", "update", "--from", str(ROOT))
    now, owners = contents(fork), newest.owners
    assert owners is not None
    theirs = {path: data for path, data in newest.contents.items() if owners.of(path) == "template" and path != "Makefile"}
    assert [path for path, data in theirs.items() if now.get(path) != data] == []
    assert now["Makefile"].endswith(b"@echo mine\n") and now["Makefile"].startswith(newest.contents["Makefile"][:200])
    assert [path for path in now if "stationarity" in path or path.startswith("docs/ko/make")] == []
    assert "own-one" in "".join(path for path in now if path.startswith("docs/ko"))
    ran(fork, "sitekit", "check")
    ran(fork, "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow and not browser", "tests/contract", "tests/figures")
    ran(fork, "mkdocs", "build", "--strict", "--quiet")
    assert (fork / "site/ko/blog/own-one/index.html").is_file()


def oldest_that_updates() -> str:
    """Of the newest commits of the template the oldest that has the command."""
    newest = (git(ROOT, "rev-list", "--max-count=60", "HEAD") or b"").decode().split()
    return next(name for name in reversed(newest) if git(ROOT, "cat-file", "-e", f"{name}:sitekit/update/command.py") is not None)


def ran(folder, *words: str) -> None:
    """Run a module of Python in ``folder``, with nothing of the tests around it."""
    around = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHONPATH"))}
    around |= {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([sys.executable, "-m", *words], cwd=folder, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
