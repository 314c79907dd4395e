"""What figures try that would harm the project, the machine or the truth: it is refused, ended with the process, or followed.

All of it is built in one go. Where Linux can give a process a read-only project, what Python does not see is refused, too.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sitekit.build import process
from sitekit.build.builder import Builder, Report
from sitekit.build.store import state_of
from sitekit.labs.cells import CellFailed, CellsJob
from sitekit.project import FigureId
from tests.conftest import Site

pytestmark = pytest.mark.builds

DEF_MEASURE = "def measure() -> Result:\n"
WRITES = "must not write into the project: "
CHEAP = ("removes", "starts_a_program", "asks_a_host", "splits", "hoards_in_shared_memory")
"""Those that every change must pass; the others are tried by ``make test-all``."""
READS = "from sitekit.figure import reads; reads()\n"

REFUSED: dict[str, tuple[str, str]] = {
    "removes": (WRITES + "docs/page.md", "os.remove('docs/page.md')"),
    "removes_from_a_folder": (WRITES + "docs", "import shutil; os.chdir('docs'); shutil.rmtree('../docs')"),
    "removes_by_a_folder": (WRITES + "docs/page.md", "os.unlink('page.md', dir_fd=os.open('docs', os.O_RDONLY))"),
    "moves_away": (WRITES + "docs/page.md", "os.rename('docs/page.md', os.environ['TMPDIR'] + '/x')"),
    "moves_by_shutil": (WRITES + "docs/page.md", "import shutil; shutil.move('docs/page.md', os.environ['TMPDIR'])"),
    "moves_in": (WRITES + "docs/new.md", "import tempfile; os.replace(tempfile.mkstemp()[1], 'docs/new.md')"),
    "makes_a_folder": (WRITES + "docs/new", "os.makedirs('docs/new/er')"),
    "links": (WRITES + "docs/link", "os.symlink('/etc/hostname', 'docs/link')"),
    "links_away": (WRITES + "docs/page.md", "os.link('docs/page.md', os.environ['TMPDIR'] + '/same')"),
    "allows": (WRITES + "docs/page.md", "os.chmod('docs/page.md', 0)"),
    "touches": (WRITES + "docs/page.md", "os.utime('docs/page.md')"),
    "touches_what_is_new": (WRITES + "docs/new.md", "import pathlib; pathlib.Path('docs/new.md').touch()"),
    "empties": (WRITES + "docs/page.md", "os.truncate('docs/page.md', 0)"),
    "empties_by_reading": (WRITES + "docs/page.md", "os.open('docs/page.md', os.O_RDONLY | os.O_TRUNC)"),
    "appends": (WRITES + "docs/page.md", "open('docs/page.md', 'a')"),
    "maps": (WRITES + "docs/page.md", "np.memmap('docs/page.md', 'u1', 'r+')"),
    "saves": (WRITES + "docs/new.npy", "np.save('docs/new.npy', np.ones(3))"),
    "copies": (WRITES + "docs/copy.md", "import shutil; shutil.copy('docs/page.md', 'docs/copy.md')"),
    "writes_through_a_link": (
        WRITES + "docs/page.md",
        "link = os.environ['TMPDIR'] + '/link'; os.symlink(os.path.abspath('docs'), link); open(link + '/page.md', 'w')",
    ),
    "writes_by_its_process": (WRITES + "docs/page.md", "open('/proc/self/cwd/docs/page.md', 'w')"),
    "writes_into_the_store": (WRITES + ".cache", "open('.cache/figures/index/article.good.json', 'w')"),
    "writes_into_the_history": (WRITES + ".git/config", "open('.git/config', 'w')"),
    "writes_into_the_site": (WRITES + "site", "os.makedirs('site/extra')"),
    "opens_a_database_to_write": ("opens the database docs/data.db to write", "import sqlite3; sqlite3.connect('docs/data.db')"),
    "starts_a_program": ("starts a program, 'cat'", "import subprocess; subprocess.run(['cat', 'docs/page.md'])"),
    "feeds_a_program": ("starts a program, 'cat'", "import subprocess; subprocess.run(['cat'], input=b'x', capture_output=True)"),
    "starts_a_shell": ("starts a program, 'true'", "os.system('true')"),
    "starts_a_program_bare": ("starts a program", "os.posix_spawn('/bin/true', ['true'], {})"),
    "becomes_a_program": ("starts a program", "os.execv('/bin/true', ['true'])"),
    "asks_a_library_of_c": ("starts a program", "import subprocess; subprocess.Popen('true', shell=True)"),
    "splits": ("splits its process", "os.fork()"),
    "splits_with_a_terminal": ("splits its process", "import pty; pty.fork()"),
    "has_children": ("not allowed to have children", "import multiprocessing as m; m.Process(target=print).start()"),
    "asks_a_host": ("asks the network", "import socket; socket.create_connection(('localhost', 9))"),
    "asks_for_a_page": ("network", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')"),
    "listens": ("asks the network", "import socket; socket.socket().bind(('127.0.0.1', 0))"),
    "signals_others": ("a process that is not its own", "os.kill(1, 15)"),
    "asks_for_more": (
        "changes its own limits",
        "import resource as r; r.setrlimit(r.RLIMIT_DATA, (r.RLIM_INFINITY, r.RLIM_INFINITY))",
    ),
    "aborts": ("crashed", "os.abort()"),
    "closes_everything": ("crashed|Bad file descriptor", "os.closerange(3, 400)"),
    "falls_for_ever": ("RecursionError|SystemError|crashed", "import sys; sys.setrecursionlimit(10**9); f = lambda: f(); f()"),
    "hoards_in_shared_memory": (
        "takes more than 400 MB",
        "import mmap, time; hoard = mmap.mmap(-1, 600 << 20); [hoard.write(bytes(1 << 20)) for _ in range(500)]; time.sleep(60)",
    ),
    "fills_the_disk": (
        "File too large",
        "out = open(os.environ['TMPDIR'] + '/x', 'wb'); out.seek(500 << 20); out.write(b'x'); out.flush()",
    ),
    "starts_too_many": (
        "is more than 64 processes",
        f"{READS}    import subprocess, time; all = [subprocess.Popen(['sleep', '60']) for _ in range(80)]; time.sleep(60)",
    ),
    "kills_its_guard": ("crashed", "import ctypes; ctypes.CDLL(None).kill(os.getppid(), 9); import time; time.sleep(60)"),
    "says_what_cannot_be_read": ("E: what it says cannot be read", "E = type('E', (Exception,), {'__str__': None}); raise E"),
    "ends_while_it_says": ("E: what it says cannot", "E = type('E', (Exception,), {'__str__': lambda e: os._exit(3)}); raise E"),
    "says_too_much": ("ValueError: x{500}…", "raise ValueError('x' * 10_000_000)"),
    "says_nothing": ("ValueError", "raise ValueError"),
    "opens_the_project_to_all": (WRITES + "its folder", "os.chmod('.', 0o777)"),
    "leaves_its_root": ("PermissionError", "os.chroot('/tmp')"),
    "becomes_another": ("PermissionError", "os.setuid(65534)"),
    "ignores_signals": (
        "did not finish",
        "import signal, time; [signal.signal(n, signal.SIG_IGN) for n in (2, 15)]; time.sleep(60)",
    ),
}
"""case → what the fault says, and what ``measure()`` does first."""

DRAWN = {
    "draws_too_much": ("draws 60,000 things one by one, 30,000 are the most", 60_000, ""),
    "draws_much": ("draws, in 'ko', [0-9,]+ KB, 300 are the most", 30_000, ""),
    "draws_as_pixels": ("", 60_000, ", rasterized=True"),
}
BY_C = "import ctypes; c = ctypes.CDLL(None); f = c.open(b'docs/page.md', 1); assert c.write(f, b'XX', 2) != 2"
UNSEEN: dict[str, str] = {
    "writes_by_c": BY_C,
    "mounts_it_anew": (
        "import ctypes; c = ctypes.CDLL(None); root = os.fsencode(os.getcwd()); c.unshare(0x20000); "
        "c.mount(None, root, None, 32 | 4096, None); c.umount2(root, 2); " + BY_C.partition("; c = ctypes.CDLL(None); ")[2]
    ),
    "writes_by_a_program": f"{READS}    import subprocess; assert subprocess.run('echo >> docs/page.md', shell=True).returncode",
    "removes_by_a_program": f"{READS}    import subprocess; assert subprocess.run(['rm', 'docs/page.md']).returncode",
}
"""What only a system that can make the project read-only refuses."""
ESCAPES = {
    "leaves_a_daemon": "subprocess.run('setsid sh -c \\'sleep 600 & echo $! > {told}\\' &', shell=True)",
    "leaves_one_that_splits_twice": (
        "subprocess.run(['python3', '-c', 'import os, time; os.fork() and os._exit(0); os.setsid(); os.fork() and os._exit(0); "
        'open("{told}", "w").write(str(os.getpid())); time.sleep(600)\'])'
    ),
    "leaves_one_and_dies": "subprocess.run('setsid sh -c \\'sleep 600 & echo $! > {told}\\' &', shell=True); import ctypes; "
    "import time; time.sleep(0.5); ctypes.string_at(0)",
    "leaves_one_and_waits": "subprocess.run('setsid sh -c \\'sleep 600 & echo $! > {told}\\' &', shell=True); "
    "import time; time.sleep(600)",
}
"""What starts a process that is in no group of its parent's; it writes its number into a file."""


def figure(site: Site, name: str, code: str, *more: tuple[str, str]) -> FigureId:
    site.figure(name, (DEF_MEASURE, f"{DEF_MEASURE}    import os\n    {code}\n"), *more)
    return FigureId("article", name)


@pytest.fixture(scope="module")
def files(shared_site) -> Iterator[dict[str, bytes]]:
    """What the project has besides figures, which is the same afterwards."""
    for path in ("docs/page.md", ".git/config", ".cache/figures/index/x.json"):
        shared_site.write(path, f"{path}\n")
    shared_site.write("docs/data.db", "")
    before = {str(path): path.read_bytes() for path in shared_site.root.joinpath("docs").rglob("*")}
    yield before
    assert {str(path): path.read_bytes() for path in shared_site.root.joinpath("docs").rglob("*")} == before


@pytest.fixture(scope="module")
def report(request, shared_site, files) -> Report:
    wanted = {item.callspec.params.get("case") for item in request.session.items if hasattr(item, "callspec")}
    cases = {name: code for name, (_, code) in REFUSED.items()} | (UNSEEN if confine_is_able() else {})
    figures = [figure(shared_site, name, code) for name, code in cases.items() if name in wanted]
    for name in wanted & DRAWN.keys():
        _, count, how = DRAWN[name]
        many = f"    axes.scatter(*np.random.default_rng(0).random((2, {count})), color=palette.INPUT{how})\n"
        figures.append(figure(shared_site, name, "pass", ("    axes.plot(result.line, color=palette.INPUT)\n", many)))
    endless = [one for one in figures if "did not finish" in REFUSED.get(one.name, ("",))[0]]
    first = Builder(shared_site.project, megabytes=400).build([one for one in figures if one not in endless])
    second = Builder(shared_site.project, seconds=2).build(endless)
    return Report(first.pictures | second.pictures, first.faults | second.faults)


def confine_is_able() -> bool:
    """Whether this system gives a process mounts of its own."""
    code = "import pathlib, sys; from sitekit.build import confine; sys.exit(not confine.read_only(pathlib.Path.cwd(), []))"
    return subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False).returncode == 0


def cases(names) -> list:
    return [pytest.param(name, marks=[] if name in CHEAP else [pytest.mark.slow]) for name in names]


@pytest.mark.parametrize("case", cases(REFUSED | DRAWN))
def test_it_is_one_fault_in_the_figure(report, files, case):
    said, code, *_ = (REFUSED | DRAWN)[case]
    fault = str(report.faults.get(FigureId("article", case), ""))
    line = r":\d+: [^\n]*" if said else ""
    assert re.fullmatch(rf"figures/article/{case}\.py{line}({said})[^\n]*; [^\n]+" if said else "", fault), (code, fault)


@pytest.mark.slow
@pytest.mark.parametrize("case", UNSEEN)
def test_what_python_does_not_see_does_not_change_the_project_either(report, files, case):
    assert report.faults.get(FigureId("article", case)) is None


LABS = ("removes", "moves_in", "saves", "writes_into_the_store", "opens_a_database_to_write", "starts_a_program", "splits")
LABS += ("asks_a_host", "signals_others", "asks_for_more", "hoards_in_shared_memory")


@pytest.mark.slow
@pytest.mark.parametrize("case", LABS)
def test_a_cell_of_a_lab_is_held_to_the_same(shared_site, files, case):
    said, code = REFUSED[case]
    job = CellsJob((("import os\nimport numpy as np", ()), (code, ("raises-exception",))))
    outcome = process.run(shared_site.root, job, process.Limits(60, 400, each_stage=True))
    assert isinstance(outcome.failure, CellFailed)
    assert outcome.failure.cell == 1 and re.search(said, outcome.failure.what), outcome.failure


def is_alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    return False


@pytest.mark.parametrize(
    "case", [name if name == "leaves_a_daemon" else pytest.param(name, marks=pytest.mark.slow) for name in ESCAPES]
)
def test_what_it_leaves_behind_ends_with_it(site, tmp_path, case):
    told = tmp_path / "told"
    code = READS + "    import subprocess, time, pathlib\n    " + ESCAPES[case].format(told=told)
    wait = f"\n    while not pathlib.Path('{told}').exists(): time.sleep(0.01)"
    Builder(site.project, seconds=3).build([figure(site, "escapes", code + ("" if "600)" in code[-12:] else wait))])
    assert told.read_text().strip(), "it did not run"
    deadline = time.monotonic() + 5
    while is_alive(int(told.read_text())):
        assert time.monotonic() < deadline
        time.sleep(0.01)


FOLLOWED: dict[str, tuple[str, str]] = {
    "lists_by_glob": ("import glob; glob.glob('figures/article/data/*.csv')", "figures/article/data/new.csv"),
    "lists_by_path": ("import pathlib; [*pathlib.Path('figures/article/data').rglob('*.csv')]", "figures/article/data/new.csv"),
    "walks": ("[*os.walk('figures/article/data')]", "figures/article/data/new.csv"),
    "lists_what_is_open": ("os.listdir(os.open('figures/article/data', os.O_RDONLY))", "figures/article/data/new.csv"),
    "asks_whether_it_is_there": ("os.path.exists('figures/article/data/new.csv')", "figures/article/data/new.csv"),
    "asks_how_large_it_is": ("os.stat('figures/article/data/a.csv').st_size", "figures/article/data/a.csv"),
    "asks_whether_it_may": ("os.access('figures/article/data/new.csv', os.R_OK)", "figures/article/data/new.csv"),
    "reads_a_database": (
        "import sqlite3; sqlite3.connect('file:figures/article/data/a.csv?mode=ro', uri=True)",
        "figures/article/data/a.csv",
    ),
    "says_what_a_program_reads": (
        "from sitekit.figure import reads; reads('figures/article/data/a.csv'); os.system('true')",
        "figures/article/data/a.csv",
    ),
    "says_a_folder": (
        "from sitekit.figure import reads; reads('figures/article/data'); os.system('true')",
        "figures/article/data/new.csv",
    ),
    "tries_a_helper": ("try:\n        import figures.article._new\n    except ImportError: pass", "figures/article/_new.py"),
    "tries_by_name": (
        "import importlib\n    try: importlib.import_module('figures.article._new')\n    except ImportError: pass",
        "figures/article/_new.py",
    ),
    "reads_from_elsewhere": ("open('{elsewhere}').read()", "{elsewhere}"),
}
"""case → what ``measure()`` reads, and the file with whose change it is built again."""


@pytest.fixture(scope="module")
def read(new_site, tmp_path_factory) -> tuple[Builder, str]:
    folder = tmp_path_factory.mktemp("followed")
    site, elsewhere = new_site(folder / "site"), folder / "elsewhere.csv"
    elsewhere.write_text("1\n", "utf-8")
    site.write("figures/article/data/a.csv", "")
    site.figure("reads_nothing")
    for name, (code, _) in FOLLOWED.items():
        figure(site, name, code.replace("{elsewhere}", str(elsewhere)))
    builder = Builder(site.project)
    report = builder.build()
    assert not report.faults
    return builder, str(elsewhere)


@pytest.mark.slow
@pytest.mark.parametrize("case", FOLLOWED)
def test_what_it_has_asked_for_is_followed(read, case):
    builder, elsewhere = read
    cache, changed = builder.cache, builder.project.root / FOLLOWED[case][1].replace("{elsewhere}", elsewhere)
    before = changed.read_bytes() if changed.exists() else None
    assert cache.find(FigureId("article", case))
    try:
        changed.write_text("2\n", "utf-8")
        assert cache.find(FigureId("article", case)) is None, cache.current_dependencies(FigureId("article", case))
        assert cache.find(FigureId("article", "reads_nothing"))
    finally:
        if before is None:
            changed.unlink()
        else:
            changed.write_bytes(before)


def test_a_library_that_comes_is_another_state(tmp_path, monkeypatch):
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(tmp_path))
    assert state_of(tmp_path, "<not_there_yet>") == "absent"
    (tmp_path / "not_there_yet.py").write_text("VERSION = 1\n")
    first = state_of(tmp_path, "<not_there_yet>")
    (tmp_path / "not_there_yet.py").write_text("VERSION = 2\n")
    assert "absent" != first != state_of(tmp_path, "<not_there_yet>")
    assert state_of(tmp_path, "<numpy>") == __import__("numpy").__version__
