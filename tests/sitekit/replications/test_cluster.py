"""A Dask cluster of two workers on this machine: the same records, also if one is killed; and clusters that are refused.

Needs what ``make replicate`` installs; ``make test-all`` does so too.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitekit.build import remote
from sitekit.build.builder import Builder
from sitekit.build.cluster import Cluster
from sitekit.build.pool import Refused
from sitekit.build.process import Limits
from sitekit.cli import main
from sitekit.replications.record import COST
from sitekit.replications.run import RunJob
from tests.sitekit.replications.conftest import LINE, RECORD, read

pytestmark = [pytest.mark.builds, pytest.mark.slow]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen]:
    """A program of Dask's, in ``folder``, away from this project."""
    command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
    program = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield program
    finally:
        program.kill()
        program.wait()


@contextmanager
def scheduled(folder: Path) -> Iterator[str]:
    port = free_port()
    with running(folder, "dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"tcp://127.0.0.1:{port}"


def working(folder: Path, address: str):
    arguments = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(folder), "--death-timeout", "60")
    return running(folder, "dask_worker", address, *arguments)


@pytest.fixture
def cluster(tmp_path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """The address of a scheduler with two workers, and these."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    with scheduled(folder) as address, working(folder, address) as first, working(folder, address) as second:
        yield address, [first, second]


SLOW = ("    length = sum(", "    __import__('time').sleep(0.5)\n    length = sum(")


@pytest.fixture
def here(seeded, monkeypatch):
    path = seeded.root / "figures/article/line.py"
    path.write_text(path.read_text("utf-8").replace(*SLOW), "utf-8")
    monkeypatch.chdir(seeded.root)
    return seeded


def test_a_cluster_writes_the_same_record_although_a_worker_is_killed(here, cluster, replicate):
    replicate(here, 8)
    expected = (here.root / RECORD).read_text("utf-8").split(COST)[0]
    (here.root / RECORD).unlink()
    address, workers = cluster
    pool = Cluster(here.root, address)
    started = threading.Event()
    run = pool.run

    def noted(job, limits):
        started.set()
        return run(job, limits)

    def kill():
        started.wait()
        time.sleep(3.0)
        os.kill(workers[0].pid, signal.SIGKILL)

    pool.run = noted
    thread = threading.Thread(target=kill)
    thread.start()
    try:
        assert replicate(here, 8, pool=pool, force=True) == []
    finally:
        thread.join()
        pool.end()
    assert workers[0].wait(10) == -signal.SIGKILL
    assert (here.root / RECORD).read_text("utf-8").split(COST)[0] == expected
    assert read(here.root).photographs.crashed.keys() == {"five"}


def test_figures_are_built_on_a_cluster_as_they_are_here(here, cluster):
    (expected,) = Builder(here.project).build().pictures.values()
    files = {path.name: path.read_bytes() for path in expected.files}
    assert main(["figures", "--force", "--scheduler", cluster[0]]) == 0
    (picture,) = Builder(here.project).build().pictures.values()
    assert {path.name: path.read_bytes() for path in picture.files} == files


def test_sources_that_have_changed_are_sent_again(here, cluster):
    for points in (7, 8):
        pool = Cluster(here.root, cluster[0])
        path = here.root / "figures/article/line.py"
        assert pool.run(RunJob(LINE), Limits()).value.numbers["points"] == points
        pool.end()
        path.write_text(path.read_text("utf-8").replace("size=length", "size=length + 1"), "utf-8")


def test_other_versions_are_refused_and_named(here, cluster, monkeypatch, capsys):
    fingerprint = {"sitekit": "x", "numpy": "0.1", "python": "2.7"}
    monkeypatch.setattr("sitekit.build.cluster.installed", lambda: fingerprint)
    began = time.monotonic()
    assert main(["replicate", "--scheduler", cluster[0]]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "has other versions: numpy " in err and ", 0.1 here, python " in err
    assert time.monotonic() - began < 10 and not (here.root / RECORD).exists()


@pytest.mark.parametrize("command", ["replicate", "figures"])
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{}", "nonsense://x", "tcp://no.such.host.invalid:8786"])
def test_a_scheduler_that_cannot_be_reached_is_one_line_within_ten_seconds(here, capfd, command, address):
    began = time.monotonic()
    address = address.format(free_port())
    assert main([command, "--scheduler", address]) == 2
    assert time.monotonic() - began < 10
    assert capfd.readouterr().err == f"no scheduler answers at {address}; nothing was run\n"


def test_a_cluster_without_workers_is_refused(here, tmp_path):
    with scheduled(tmp_path) as address, pytest.raises(Refused, match="has no worker that answers; nothing was run"):
        Cluster(here.root, address)


def test_a_worker_says_what_is_otherwise_there():
    assert remote.differences({"python": sys.version.split()[0]}) == ""
    assert remote.differences({"nothing-of-this-name": "1", "machine": "pdp11"}).startswith(
        "nothing-of-this-name none there, 1 here"
    )
