"""A build says how far it is, and for how long it will go on."""

from __future__ import annotations

from types import SimpleNamespace

from sitekit.build.progress import Progress
from sitekit.fault import Fault


def test_a_line_has_count_cost_and_time_left():
    times = iter([0.0, 10.0, 200.0, 300.0])
    said: list[str] = []
    progress = Progress(said.append, lambda: next(times))
    progress.begin(3)
    built = SimpleNamespace(read=lambda name: b'{"cpu_seconds": 3.14}')
    for name, outcome in [("a.one", built), ("a.two", Fault("x.py", 1, "fails", "mend it")), ("a.three", built)]:
        progress.done(name, outcome)
    assert said == [
        "1 of 3 · a.one 3.1 s · about 20 s left",
        "2 of 3 · a.two failed · about 2 min left",
        "3 of 3 · a.three 3.1 s",
    ]
