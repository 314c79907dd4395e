"""A slow figure under ``serve``: pages do not wait for it, say so, and are built again when it is done."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest

from sitekit.build.builder import Report
from sitekit.fault import Fault
from sitekit.mkdocs.measuring import Measuring
from sitekit.project import FigureId
from sitekit.text.placeholders import Unmeasured, _plain

SLOW, QUICK = FigureId("a", "slow"), FigureId("a", "quick")


class Builder:
    """Builds a figure when it is let to; ``remembers`` what failed, or does not."""

    project = SimpleNamespace(place=lambda figure: SimpleNamespace(module=Path("figures/a/slow.py")))

    def __init__(self) -> None:
        self.let, self.built, self.times, self.fault, self.old = Event(), {}, 0, None, None

    def ready(self, figures=(QUICK, SLOW)):
        here = {QUICK: "quick", **self.built}
        return Report(pictures={f: here[f] for f in figures if f in here}), [f for f in figures if f not in here]

    def before(self, figure):
        return self.old

    def build(self, figures, progress=None):
        self.times += 1
        assert self.let.wait(30)
        if self.fault:
            return Report(faults=dict.fromkeys(figures, self.fault))
        self.built |= dict.fromkeys(figures, "new")
        return Report()


@pytest.fixture
def builder():
    return Builder()


def test_nobody_waits_for_a_slow_figure_and_it_arrives_by_itself(builder):
    done = Event()
    measuring = Measuring(builder, done.set, patience=0)
    report = measuring.report()
    assert (report.waiting, report.pictures) == ({SLOW}, {QUICK: "quick"})
    assert measuring.report().waiting == {SLOW}
    assert builder.times == 1, "it is begun once"
    builder.let.set()
    assert done.wait(30) and measuring.has_news
    report = measuring.report()
    assert not measuring.has_news
    assert (report.waiting, report.pictures) == (set(), {QUICK: "quick", SLOW: "new"})


def test_what_is_done_soon_is_waited_for_and_brings_no_second_build(builder):
    called = []
    builder.let.set()
    report = Measuring(builder, lambda: called.append(1), patience=30).report()
    assert (report.waiting, report.pictures[SLOW], called) == (set(), "new", [])


def test_until_then_a_figure_has_the_numbers_it_had(builder):
    builder.old = "old"
    report = Measuring(builder, lambda: None, patience=0).report()
    builder.let.set()
    assert (report.waiting, report.pictures[SLOW]) == ({SLOW}, "old")


def test_what_it_had_is_what_the_last_site_showed(builder):
    builder.let.set()
    measuring = Measuring(builder, lambda: None, patience=30)
    assert measuring.report().pictures[SLOW] == "new"
    builder.let.clear()
    builder.built, builder.old, measuring.patience = {}, "older", 0
    assert measuring.report().pictures[SLOW] == "new"
    builder.let.set()


def test_a_figure_of_which_nobody_knows_why_it_failed_is_tried_again_at_the_next_save(builder):
    builder.fault = Fault("figures/a/slow.py", 1, "was killed", "")
    builder.let.set()
    measuring = Measuring(builder, lambda: None, patience=30)
    assert measuring.report().faults == {SLOW: builder.fault}
    builder.fault = None
    assert measuring.report().pictures[SLOW] == "new"


def test_a_number_that_was_never_measured_is_an_ellipsis_of_any_name_and_takes_a_particle():
    names = {"slow": Unmeasured()}
    assert [_plain(text, names) for text in ("slow.any", 'slow.any | josa("은/는")')] == ["…", "…은"]
