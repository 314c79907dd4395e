"""A figure that is another the second time is a fault, and so is not published."""

from __future__ import annotations

import re
import shutil
import threading

import pytest

from sitekit.build.builder import Builder
from sitekit.build.twice import differing
from sitekit.project import FigureId

pytestmark = pytest.mark.builds

MEASURE = "    return Result(np.arange(5.0))\n"
RANDOM = {
    "clock": (
        "measure",
        "'mean' is [0-9.e+]+, and [0-9.e+]+ the second time",
        "import time; return Result(np.full(5, time.time()))",
    ),
    "chance": ("measure", "'mean' is", "return Result(np.random.default_rng().random(5))"),
    "hashes": ("measure", "'mean' is", "return Result(np.full(5, float(hash('a') % 1000003)))"),
    "order_of_a_set": ("measure", "Result.line", "return Result(np.array([float(x[1:]) for x in {f'x{n}' for n in range(30)}]))"),
    "process": ("measure", "'mean' is", "import os; return Result(np.full(5, float(os.getpid())))"),
    "day": ("measure", "'mean' is", "import datetime as d; return Result(np.full(5, float(d.date.today().toordinal())))"),
    "order_of_a_folder": (
        "measure",
        "Result.line",
        "import os; return Result(np.array([float(len(n)) for n in os.listdir('figures/data')]))",
    ),
    "order_of_threads": (
        "measure",
        "Result.line",
        "import threading; got = []; threads = [threading.Thread(target=got.append, args=(float(i),)) for i in range(40)]; "
        "[t.start() for t in threads]; [t.join() for t in threads]; return Result(np.array(got))",
    ),
    "processors": ("measure", "'mean' is", "import os; return Result(np.full(5, float(os.cpu_count())))"),
    "picture": ("draw", "another picture each time: 'en' and 'ko'", ""),
}
"""case → the function at fault, what is said, and what ``measure()`` does."""
CHEAP = ("hashes", "picture", "order_of_a_folder")
SOUND = """    import datetime, os, threading
    class Counted(threading.Thread):
        def run(self):
            self.files = len(sorted(os.listdir("figures/data")))
    thread = Counted()
    thread.start()
    thread.join()
    then = datetime.datetime(2020, 1, 1) + datetime.timedelta(days=thread.files)
    assert isinstance(then, datetime.datetime) and isinstance(then.date(), datetime.date)
    return Result(np.arange(5.0) + then.day)
"""
"""What asks for dates, a folder and a thread, and depends on nothing that surrounds it."""


@pytest.fixture(scope="module")
def faults(request, shared_site) -> dict[FigureId, str]:
    cases = {item.callspec.params.get("case") for item in request.session.items if hasattr(item, "callspec")}
    shared_site.figure("good", (MEASURE, SOUND))
    for name in ("a", "bcd", "ef"):
        shared_site.write(f"figures/data/{name}", "1")
    for case in cases & RANDOM.keys():
        body = RANDOM[case][2]
        changes = [(MEASURE, f"    {body}\n")] if body else []
        if not body:
            changes = [("axes.plot(result.line,", "axes.plot(result.line, linewidth=1 + hash('a') % 1000003 / 1e6,")]
        shared_site.figure(case, *changes)
    builder = Builder(shared_site.project)
    report = builder.build()
    assert not report.faults
    found = builder.twice.check(report.pictures.values())
    assert Builder(shared_site.project).build().faults == found, "what is known is said by every build"
    good = FigureId("article", "good")
    assert good not in found and builder.twice.memo.get(report.pictures[good].entry.name) == ""
    return {figure: str(fault) for figure, fault in found.items()}


@pytest.mark.parametrize("case", [one if one in CHEAP else pytest.param(one, marks=pytest.mark.slow) for one in RANDOM])
def test_what_differs_is_named_where_it_comes_from(shared_site, faults, case):
    where, said, _ = RANDOM[case]
    source = (shared_site.root / f"figures/article/{case}.py").read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(source, 1) if text.startswith(f"def {where}("))
    fault = faults[FigureId("article", case)]
    assert re.search(rf"^figures/article/{case}\.py:{line}: .*{said}.*; make every random number from SEED", fault), fault


def test_of_what_was_edited_meanwhile_nothing_is_remembered(site, monkeypatch):
    source = site.figure("one")
    builder = Builder(site.project)
    report = builder.build()

    def make(figures, folder, jobs):
        again = shutil.copytree(report.pictures[figures[0]].entry, folder / str(figures[0]))
        (again / "en.svg").write_text("another")
        source.write_text(source.read_text("utf-8").replace("across", "along"), "utf-8")

    with monkeypatch.context() as patch:
        patch.setattr(builder.twice, "_make", make)
        assert builder.twice.check(report.pictures.values()) == {}
    assert [builder.twice.known(one) for one in report.pictures.values()] == [None]
    assert [builder.twice.memo.get(one.entry.name) for one in report.pictures.values()] == [None]


def test_numbers_are_compared_by_name():
    one = {"a": {"value": 1.0}, "b": {"value": 2.0}, "c": {"value": 3}}
    assert differing(one, one) == ""
    assert differing(one, one | {"b": {"value": 2.5}, "c": {"value": 4}}) == "'b' is 2, and 2.5 the second time, and 1 more"


@pytest.mark.slow
def test_under_serve_it_is_looked_at_when_nothing_else_is_to_do(site):
    site.figure("hashes", (MEASURE, f"    {RANDOM['hashes'][2]}\n"))
    builder, told = Builder(site.project), threading.Event()
    report = builder.build()
    builder.twice.later(report.pictures.values(), told.set, seconds=600)
    assert not report.faults and not builder.build().faults, "nobody has looked yet"
    builder.twice.later([], told.set, seconds=0)
    assert told.wait(60), "what waited before waits no longer"
    assert [*builder.build().faults] == [FigureId("article", "hashes")]
