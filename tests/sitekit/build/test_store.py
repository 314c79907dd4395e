"""The cache gives back what a fresh build would give, whatever was edited, damaged, killed or refused in between."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from sitekit.build import store as cache_module
from sitekit.build.builder import Builder
from sitekit.build.machine import fingerprint
from sitekit.build.store import SEAL, digest_of, intact
from sitekit.project import FigureId

pytestmark = pytest.mark.builds

ONE, TWO = FigureId("article", "one"), FigureId("article", "two")
PROGRAM = str(Path(cache_module.__file__).parents[2])
PATH = "figures/article/one.py"
COST = {"cost.json", "seal.json"}
"""The files of an entry that say what the build cost; they alone differ from build to build."""


def files(entry: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in entry.iterdir() if path.name not in COST}


def helped(helper: str, data: str) -> tuple[str, str]:
    """A replacement that makes a figure import a helper and read a data file by those names."""
    return "    return Result(np.arange(5.0))", (
        f"    from figures.article.{helper} import LENGTH\n"
        f"    offset = float(open('figures/article/{data}').read())\n"
        "    return Result(np.arange(float(LENGTH)) + offset)"
    )


@pytest.fixture(scope="module")
def template(tmp_path_factory, new_site) -> Path:
    """Two built figures: each has its own data file, and both get their length from ``_length``, ``one`` at one remove."""
    site = new_site(tmp_path_factory.mktemp("template") / "site")
    site.figure("one", helped("_middle", "one.txt"))
    site.figure("two", helped("_length", "two.txt"))
    site.write("figures/article/_middle.py", "from figures.article._length import LENGTH\n")
    site.write("figures/article/_length.py", "LENGTH = 5\n")
    site.write("figures/article/one.txt", "0\n")
    site.write("figures/article/two.txt", "0\n")
    report = Builder(site.project).build()
    assert report.built == [ONE, TWO] and not report.faults
    return site.root


@pytest.fixture
def two(site, template):
    """The template's two figures in a project of its own: a cache may move with its project, like a CI's."""
    shutil.copytree(template, site.root, dirs_exist_ok=True)
    site.builder = Builder(site.project)
    site.first = site.builder.build()
    assert site.first.built == [] and not site.first.faults
    return site


def rebuilt(site) -> list[FigureId]:
    report = Builder(site.project).build()
    assert not report.faults
    return report.built


@pytest.mark.parametrize(
    ("path", "text", "built"),
    [
        ("figures/article/one.txt", "1\n", [ONE]),
        ("figures/article/two.txt", "1\n", [TWO]),
        ("figures/article/_middle.py", "from figures.article._length import LENGTH  # Edited.\n", [ONE]),
        ("figures/article/_length.py", "LENGTH = 6\n", [ONE, TWO]),
        ("figures/__init__.py", "# Edited.\n", [ONE, TWO]),
        ("figures/article/_unused.py", "LENGTH = 7\n", []),
        ("docs/ko/index.md", "안녕\n", []),
    ],
)
def test_an_edit_rebuilds_exactly_the_figures_that_read_the_file(two, path, text, built):
    assert rebuilt(two) == []
    two.write(path, text)
    assert rebuilt(two) == built
    assert rebuilt(two) == []


def test_an_edit_of_the_module_rebuilds_it_and_its_undoing_needs_no_build(two):
    before = (two.root / PATH).read_text("utf-8")
    two.write(PATH, before.replace("AR(1)", "AR(2)"))
    assert rebuilt(two) == [ONE]
    two.write(PATH, before)
    report = Builder(two.project).build()
    assert report.built == []
    assert report.pictures[ONE].entry == two.first.pictures[ONE].entry


def test_a_new_time_stamp_alone_rebuilds_nothing(two):
    for path in (two.root / "figures").rglob("*.*"):
        os.utime(path, (1, 1))
    assert rebuilt(two) == []


def test_force_builds_everything_and_gives_the_same_bytes(two):
    before = {figure: files(picture.entry) for figure, picture in two.first.pictures.items()}
    report = two.builder.build(force=True)
    assert report.built == [ONE, TWO]
    assert {figure: files(picture.entry) for figure, picture in report.pictures.items()} == before


def test_what_was_built_by_force_is_what_is_used(site):
    site.figure(
        "one", ("    return Result(np.arange(5.0))", "    import time\n\n    return Result(np.arange(5.0) + time.time_ns())")
    )
    builder = Builder(site.project)
    means = [builder.build(force=True).pictures[ONE].numbers["mean"]["value"] for _ in range(2)]
    assert means[0] < means[1]
    assert Builder(site.project).build().pictures[ONE].numbers["mean"]["value"] == means[1]


def test_an_edit_of_the_same_length_within_the_second_runs_the_new_code(site):
    helper = site.write("figures/article/_length.py", "LENGTH = 5\n")
    figure = site.figure("one", helped("_length", "one.txt"))
    site.write("figures/article/one.txt", "0\n")
    stamp = (1_700_000_000, 1_700_000_000)
    for path in (helper, figure):
        os.utime(path, stamp)
    # What an editor or another tool left behind: byte code that matches the source by second and by length.
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(site.root / "figures")], check=True)
    builder = Builder(site.project)
    assert builder.build().pictures[ONE].numbers["points"]["value"] == 5
    helper.write_text("LENGTH = 6\n", "utf-8")
    figure.write_text(figure.read_text("utf-8").replace("AR(1)", "AR(7)"), "utf-8")
    for path in (helper, figure):
        os.utime(path, stamp)
    picture = builder.build().pictures[ONE]
    assert picture.numbers["points"]["value"] == 6
    assert b"AR(7)" in picture.read("ko.svg")


def damage_truncate(entry: Path) -> None:
    path = entry / "ko.svg"
    path.write_bytes(path.read_bytes()[:100])


def damage_edit(entry: Path) -> None:
    path = entry / "numbers.json"
    path.write_bytes(path.read_bytes().replace(b"5", b"6"))


def damage_delete(entry: Path) -> None:
    (entry / "en.inline.svg").unlink()


def damage_add(entry: Path) -> None:
    (entry / "extra.txt").write_text("extra")


def damage_seal(entry: Path) -> None:
    (entry / "seal.json").write_bytes(b"\xff[")


def damage_empty(entry: Path) -> None:
    for path in entry.iterdir():
        path.unlink()


def damage_replace_by_file(entry: Path) -> None:
    damage_empty(entry)
    entry.rmdir()
    entry.write_text("not a folder")


@pytest.fixture(scope="module")
def one(shared_site):
    shared_site.figure("one")
    return shared_site


@pytest.mark.parametrize(
    "damage", [damage_truncate, damage_edit, damage_delete, damage_add, damage_seal, damage_empty, damage_replace_by_file]
)
def test_a_damaged_entry_is_built_again_to_the_same_bytes(one, damage):
    entry = Builder(one.project).build().pictures[ONE].entry
    before = files(entry)
    damage(entry)
    report = Builder(one.project).build()
    assert report.built == [ONE]
    assert report.pictures[ONE].entry == entry
    assert files(entry) == before
    assert rebuilt(one) == []


@pytest.mark.parametrize(
    "index",
    [
        None,
        b"",
        b"\xff\xfe",
        b"[1, null]",
        b'["\\u0000", "../../etc/passwd"]',
        b"{}",
        b'{"read": {"\\u0000": 1}, "machine": {}}',
        b'{"read": [], "machine": 3}',
        b'"figures"',
        b"5",
    ],
)
def test_a_damaged_index_costs_at_most_one_build(one, index):
    entry = Builder(one.project).build().pictures[ONE].entry
    path = one.project.cache / "index" / f"{ONE}.json"
    path.unlink() if index is None else path.write_bytes(index)
    report = Builder(one.project).build()
    assert not report.faults and report.pictures[ONE].entry == entry
    assert rebuilt(one) == []


def command(site, *arguments: str) -> subprocess.Popen:
    """``python -m sitekit`` in the site, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "sitekit", *arguments],
        cwd=site.root,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": PROGRAM},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_builds_at_once_are_both_right(two):
    before = {figure: files(picture.entry) for figure, picture in two.first.pictures.items()}
    for picture in two.first.pictures.values():
        damage_truncate(picture.entry)
    rivals = [command(two, "figures"), command(two, "figures")]
    for rival in rivals:
        _, errors = rival.communicate(timeout=60)
        assert rival.returncode == 0, errors.decode()
    report = Builder(two.project).build()
    assert report.built == []
    assert {figure: files(picture.entry) for figure, picture in report.pictures.items()} == before
    assert_clean(two)


def assert_clean(site) -> None:
    """No temporary file is left, and every entry is whole."""
    objects = list((site.project.cache / "objects").iterdir())
    assert objects and all(intact(entry) for entry in objects)
    assert not list((site.project.cache / "index").glob(".tmp-*"))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_a_build_killed_at_any_moment_leaves_nothing_wrong(two):
    moments = random.Random(7)
    before = {figure: files(picture.entry) for figure, picture in two.first.pictures.items()}
    started = time.monotonic()
    assert command(two, "figures", "--force").wait(60) == 0
    whole = time.monotonic() - started
    for _ in range(4):
        for picture in two.first.pictures.values():
            damage_delete(picture.entry) if (picture.entry / "en.inline.svg").exists() else None
        victim = command(two, "figures")
        # The first half of a build only starts Python; what can go wrong comes late.
        time.sleep(moments.uniform(0.5, 1.0) * whole)
        os.killpg(victim.pid, signal.SIGKILL)
        victim.communicate()
        report = Builder(two.project).build()
        assert not report.faults
        assert {figure: files(picture.entry) for figure, picture in report.pictures.items()} == before
        assert rebuilt(two) == []


CALLS = ["open", "fsync", "rename", "replace", "mkdir", "close", "unlink", "rmdir", "utime", "scandir", "listdir"]


class Refusal:
    """Lets the store's calls to the system through, except the ``last``-th, which finds no space."""

    def __init__(self, monkeypatch, last: int | None) -> None:
        self.count, self.last = 0, last
        for name in CALLS:
            self._wrap(monkeypatch, os, name, getattr(os, name))
        self._wrap(monkeypatch, cache_module, "open", open)

    def _wrap(self, monkeypatch, module, name, real) -> None:
        def call(*arguments, **options):
            self.count += 1
            if self.count == self.last:
                raise OSError(28, f"No space left on device: {name}")
            return real(*arguments, **options)

        monkeypatch.setattr(module, name, call, raising=False)


@pytest.fixture
def parts(one, tmp_path):
    """A built entry's files and dependencies, to be stored again and again without running the figure."""
    builder = Builder(one.project)
    entry = builder.build().pictures[ONE].entry
    contents = {path.name: path.read_bytes() for path in entry.iterdir() if path.name != "seal.json"}
    return contents, builder.cache.current_dependencies(ONE)


@pytest.mark.slow
@pytest.mark.parametrize("state", ["nothing", "entry", "damaged"])
def test_no_space_at_any_call_leaves_the_next_build_right(site, parts, monkeypatch, state):
    contents, dependencies = parts
    site.figure("one")
    cache = Builder(site.project).cache

    def put() -> Path:
        folder = cache.temporary()
        for name, data in contents.items():
            (folder / name).write_bytes(data)
        return cache.store(ONE, folder, dependencies)

    def prepare() -> None:
        shutil.rmtree(site.project.cache, ignore_errors=True)
        if state != "nothing":
            entry = put()
            if state == "damaged":
                damage_truncate(entry)

    last, refused = 0, 0
    while True:
        prepare()
        last += 1
        with monkeypatch.context() as patch:
            refusal = Refusal(patch, last)
            try:
                put()
            except OSError:
                refused += 1
        if refusal.count < last:
            break
        found = cache.find(ONE)
        assert found is None or (intact(found) and found.name == cache.key(ONE, dependencies))
        assert cache.find(ONE) or put()
        assert {name: (cache.find(ONE) / name).read_bytes() for name in contents} == contents, f"call {last}"
    assert last > 8 and refused > 3


def test_no_space_is_reported_and_is_not_held_against_the_figure(site, monkeypatch):
    site.figure("one")
    builder = Builder(site.project)
    with monkeypatch.context() as patch:
        patch.setattr(cache_module.os, "rename", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        report = builder.build()
    assert "could not be stored" in str(report.faults[ONE]) and "No space left" in str(report.faults[ONE])
    assert not list(builder.cache.objects.iterdir())
    assert builder.build().built == [ONE]


@pytest.mark.parametrize("trouble", ["the store cannot be made", "the worker cannot write"])
def test_a_disk_that_fails_is_not_held_against_the_figure(site, monkeypatch, trouble):
    site.figure("one")
    builder = Builder(site.project)
    with monkeypatch.context() as patch:
        if trouble == "the worker cannot write":
            patch.setattr(builder.cache, "temporary", lambda: builder.cache.objects / "gone")
        else:
            patch.setattr(builder.cache, "temporary", lambda: Path(tempfile.mkdtemp(dir=builder.cache.objects / "gone")))
        assert "could not be stored" in str(builder.build().faults[ONE])
    assert builder.build().built == [ONE]


def test_what_a_killed_build_left_is_pruned_after_an_hour_and_an_unused_entry_after_two_weeks(two):
    objects = two.project.cache / "objects"
    fresh, stale, unused = objects / ".tmp-fresh", objects / ".tmp-stale", objects / ("0" * 64)
    for folder, age in ((fresh, 0), (stale, 2 * 3600), (unused, 15 * 86400)):
        folder.mkdir()
        (folder / "file").write_text("")
        os.utime(folder, (time.time() - age,) * 2)
    two.builder.build(force=True)
    assert fresh.exists() and not stale.exists() and not unused.exists()
    assert rebuilt(two) == []


def test_an_entry_in_use_is_not_pruned(two):
    for picture in two.first.pictures.values():
        os.utime(picture.entry, (1, 1))
    assert rebuilt(two) == []
    two.write(PATH, (two.root / PATH).read_text("utf-8") + "\n")
    assert rebuilt(two) == [ONE]
    assert two.first.pictures[TWO].entry.exists()


def test_the_store_says_why_a_figure_is_stale(two, monkeypatch):
    cache = Builder(two.project).cache
    assert cache.why(ONE) == "" and cache.why(FigureId("article", "three")) == "never built here"
    monkeypatch.setattr(cache_module, "fingerprint", lambda: {**fingerprint(), "numpy": "0"})
    assert cache.why(ONE) == "changed: numpy"
    monkeypatch.undo()
    two.write("figures/article/_length.py", "LENGTH = 6\n")
    two.write("figures/article/two.txt", "1\n")
    assert cache.why(ONE) == "changed: figures/article/_length.py"
    assert cache.why(TWO) == "changed: figures/article/_length.py, figures/article/two.txt"
    Builder(two.project).build()
    shutil.rmtree(cache.find(ONE))
    assert cache.why(ONE) == "its files in the store are gone or damaged" and cache.why(TWO) == ""


@pytest.mark.parametrize(
    "name, text",
    [
        ("page.html", "<script>alert(1)</script>"),
        ("evil.js", "alert(1)"),
        ("en.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("ko.inline.svg", '<svg><g onload="alert(1)"/></svg>'),
        ("en.inline.svg", '<svg><image href="https://elsewhere.org/a.png"/></svg>'),
    ],
)
def test_what_no_figure_writes_is_not_published_whatever_its_seal_says(site, name, text):
    """A store that came from somewhere else, its checksums made to fit."""
    site.figure("one")
    builder = Builder(site.project)
    entry = builder.build().pictures[ONE].entry
    before = files(entry)
    (entry / name).write_text(text, "utf-8")
    seal = {path.name: digest_of(path) for path in entry.iterdir() if path.name != SEAL}
    (entry / SEAL).write_text(json.dumps(seal), "utf-8")
    assert builder.cache.find(ONE) == entry
    assert files(Builder(site.project).build().pictures[ONE].entry) == before
