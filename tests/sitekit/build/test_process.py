"""A job's process is gone when its outcome is known, and so is whatever it has started."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from sitekit.build import process
from sitekit.build.figure_job import build_isolated
from sitekit.project import FigureId

pytestmark = pytest.mark.builds

FIGURE = FigureId("article", "good")


def measuring(site, statement: str) -> None:
    site.figure("good", ("def measure() -> Result:", f"def measure() -> Result:\n    {statement}"))


def is_alive(pid: int) -> bool:
    """Whether a process runs: one that ended and is not yet waited for does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    return False


@pytest.mark.parametrize("leaves", ["no", "time; time.sleep(60)"], ids=["finishes", "is killed"])
def test_what_a_figure_starts_does_not_outlive_it(site, tmp_path, leaves):
    told = tmp_path / "pid"
    declared = "from sitekit.figure import reads; reads(); import subprocess, pathlib"
    start = f"{declared}; p = subprocess.Popen(['sleep', '600']); pathlib.Path({str(told)!r}).write_text(str(p.pid))"
    measuring(site, start if leaves == "no" else f"{start}; import {leaves}")
    outcome = build_isolated(site.root, FIGURE, tmp_path, seconds=60 if leaves == "no" else 3)
    assert (outcome.failure is None) is (leaves == "no")
    deadline = time.monotonic() + 10
    while is_alive(int(told.read_text())):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_what_a_job_puts_away_for_a_while_is_put_away_with_it(site, tmp_path):
    told = tmp_path / "folder"
    measuring(site, f"import tempfile, pathlib; pathlib.Path({str(told)!r}).write_text(tempfile.mkdtemp())")
    build_isolated(site.root, FIGURE, tmp_path)
    assert told.read_text() and not os.path.exists(told.read_text())


def test_all_processes_end_at_once(site, tmp_path):
    measuring(site, f"open({str(tmp_path / 'begun')!r}, 'w').close(); import time; time.sleep(600)")
    found: list[process.Outcome] = []
    waiting = threading.Thread(target=lambda: found.append(build_isolated(site.root, FIGURE, tmp_path)))
    waiting.start()
    while not (tmp_path / "begun").exists():
        time.sleep(0.01)
    process.end_all()
    waiting.join(10)
    assert not waiting.is_alive() and "crashed its process" in str(found[0].failure)


def test_what_was_read_is_told_of_a_failure_too(site, tmp_path):
    site.write("figures/article/data.csv", "1\n")
    measuring(site, "np.loadtxt('figures/article/data.csv'); open('figures/article/none.csv')")
    outcome = build_isolated(site.root, FIGURE, tmp_path)
    assert outcome.failure and {"figures/article/good.py", "figures/article/data.csv"} <= outcome.read.keys()
    assert outcome.read["figures/article/none.csv"] == "absent"


def test_ctrl_c_does_not_wait_for_a_figure(site, tmp_path):
    begun = tmp_path / "begun"
    measuring(site, f"open({str(begun)!r}, 'w').write(str(__import__('os').getpid())); import time; time.sleep(600)")
    command = subprocess.Popen(
        [sys.executable, "-m", "sitekit", "figures"],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        stderr=subprocess.DEVNULL,
    )
    while not (begun.exists() and begun.read_text()):
        time.sleep(0.01)
    command.send_signal(signal.SIGINT)
    command.wait(10)
    assert command.returncode == 130 and not is_alive(int(begun.read_text()))


def test_what_a_job_prints_is_told_up_to_a_bound():
    out = io.StringIO()
    bounded = process.Bounded(out, most=10)
    for _ in range(1000):
        print("가나다라마", file=bounded)
    assert out.getvalue() == "가나다라마\n가나다라\n… and more, which is left out\n"


def test_what_an_error_says_is_told_in_one_line_whatever_it_says():
    from sitekit.build.worker import LONGEST, _said

    class Mute(Exception):
        def __str__(self) -> str:
            raise SystemExit

    assert _said(Mute()) == "what it says cannot be read"
    assert _said(ValueError("x" * 10**6)) == "x" * LONGEST + "…"
    assert _said(ValueError("a\nb")) == "a" and _said(ValueError()) == ""
