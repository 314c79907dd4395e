"""Whatever a figure does wrong, the build lives, says where, and builds the other figures.

Every bad figure lies beside a good one, and all are built in one go. The line that the fault must name carries the
marker ``# <- here`` in the figure's source.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import os
import re
import signal
from typing import ClassVar

import pytest

from sitekit.build import figure_job
from sitekit.build.builder import Builder, Report
from sitekit.build.pool import Local
from sitekit.project import FigureId

pytestmark = [pytest.mark.builds, pytest.mark.slow]

HERE = "  # <- here"
MEASURE = "    return Result(np.arange(5.0))\n"
LABEL = '    across={"ko": "가로", "en": "across"},\n'
TITLE = "    axes.set_title(labels.model)\n"
GRIN = "\N{GRINNING FACE}"
LINE_ONE = '"""A straight line is straight."""'


def measuring(code: str) -> tuple[str, str]:
    return MEASURE, f"    {code}{HERE}\n{MEASURE}"


def label(texts: str) -> tuple[str, str]:
    return LABEL, f"    across={texts},{HERE}\n"


DEF_MEASURE = "def measure() -> Result:"
DEF_DRAW = "def draw(result: Result, labels) -> Figure:"
FIELD = "    line: np.ndarray\n"
MEAN = '    "mean": Number(lambda r: r.line.mean(), ".2f"),\n'


def marked(line: str) -> tuple[str, str]:
    """The marker on a line that stays as it is."""
    return line, line.rstrip("\n") + HERE + "\n" * line.endswith("\n")


def titled(title: str) -> tuple[str, str]:
    return TITLE, f'    axes.set_title("{title}"){HERE}\n'


CASES: dict[str, tuple] = {
    "raises": ("KeyError.*lost", measuring("raise KeyError('lost')")),
    "loops": ("did not finish within 2 s", measuring("while True: pass")),
    "sleeps": ("did not finish within 2 s", measuring("import time; time.sleep(1e6)")),
    "stops": (
        "did not finish within 2 s",
        marked(DEF_MEASURE),
        (MEASURE, "    import ctypes, os; ctypes.CDLL(None).kill(os.getpid(), 19)\n" + MEASURE),
    ),
    "exits": ("end its process", measuring("import sys; sys.exit(3)")),
    "exits_at_import": ("end its process", ("NUMBERS = {", f"raise SystemExit{HERE}\nNUMBERS = {{")),
    "exits_hard": ("end its process", measuring("import os; os._exit(0)")),
    "kills_itself": ("end its process", measuring("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")),
    "kills_its_server": ("end its process", measuring("import os, signal; os.kill(os.getppid(), signal.SIGKILL)")),
    "is_killed": (
        "crashed.*-9",
        marked(DEF_MEASURE),
        (MEASURE, "    import ctypes, os; ctypes.CDLL(None).kill(os.getpid(), 9)\n" + MEASURE),
    ),
    "segfaults": ("crashed.*-11.*measure", measuring("import ctypes; ctypes.string_at(0)")),
    "allocates": ("out of memory", measuring("np.ones(1 << 30)")),
    "hoards": ("out of memory", measuring("hoard = [bytes(10_000_000) for _ in range(1000)]")),
    "leaves_a_thread": (
        "alone",
        (
            MEASURE,
            "    import threading, time\n"
            "    threading.Thread(target=time.sleep, args=(1e6,)).start()\n"
            f"    raise ValueError('alone'){HERE}\n",
        ),
    ),
    "asks": ("EOFError", measuring("input()")),
    "writes": ("must not write", measuring("open('docs.md', 'w')")),
    "deletes": ("must not write", measuring("import os; os.remove('mkdocs.yml')")),
    "moves": ("must not write", measuring("import os; os.replace('mkdocs.yml', '/tmp/mkdocs.yml')")),
    "makes_a_folder": ("must not write", measuring("import os; os.mkdir('docs')")),
    "writes_into_the_site": ("must not write", measuring("import os; os.makedirs('site/extra')")),
    "measures_nan": ("Result.line contains NaN", marked(FIELD), ("np.arange(5.0)", "np.full(5, np.nan)")),
    "measures_an_object": ("neither", marked(FIELD), ("np.arange(5.0)", "object()")),
    "quotes_nan": ("number 'mean'.*nan", (MEAN, f'    "mean": Number(lambda r: float("nan"), ".2f"),{HERE}\n')),
    "quotes_nothing": ("number 'mean'.*gone", (MEAN, f'    "mean": Number(lambda r: r.gone, ".2f"),{HERE}\n')),
    "names_a_number_in_one_language": (
        "number 'mean' has no name in 'en'",
        (MEAN, f'    "mean": Number(lambda r: r.line.mean(), ".2f", name={{"ko": "평균"}}),{HERE}\n'),
    ),
    "label_incomplete": ("label 'across' has no text for 'en'", label('{"ko": "가로"}')),
    "label_untranslated": ("label 'across' is not translated", label('{"ko": "across", "en": "across"}')),
    "label_korean_in_english": ("'across 가로' in the en figure", label('{"ko": "가로", "en": "across 가로"}')),
    "label_without_glyph": ("label 'across' cannot be rendered in 'en'", label(f'{{"ko": "가로", "en": "across {GRIN}"}}')),
    "label_without_glyph_in_formula": (
        "label 'across' cannot be rendered in 'ko'",
        label(f'{{"ko": "$x {GRIN}$", "en": "across"}}'),
    ),
    "label_with_broken_formula": ("label 'across' cannot be rendered in 'ko'", label('{"ko": "가로 $x^$", "en": "across"}')),
    "text_hard_coded": ("'hard-coded' in the (ko|en) figure is not translated", titled("hard-coded")),
    "text_korean": ("'제목' in the en figure", titled("제목")),
    "text_without_glyph": (f"'{GRIN}' cannot be rendered", titled(GRIN)),
    "text_with_broken_formula": ("cannot be rendered", titled("$x^$")),
    "warns": ("warns: UserWarning: careful", measuring("import warnings; warnings.warn('careful')")),
    "divides_by_zero": ("warns: RuntimeWarning: divide by zero", measuring("np.ones(3) / np.zeros(3)")),
    "syntax": ("SyntaxError", (DEF_MEASURE, f"def measure( -> Result:{HERE}")),
    "has_a_null_byte": ("null bytes", marked(LINE_ONE), (DEF_MEASURE, DEF_MEASURE + "\0")),
    "no_docstring": ("has no docstring", (LINE_ONE, f"# Nothing.{HERE}")),
    "no_draw": ("has no draw", marked(LINE_ONE), ("def draw(", "def paint(")),
    "draws_nothing": ("draw.. returned NoneType", marked(DEF_DRAW), ("    return figure\n", "")),
    "not_frozen": ("not a frozen dataclass", marked("class Result:"), ("@dataclass(frozen=True)", "@dataclass")),
    "imports_what_is_not_there": ("_absent", ("import numpy as np", f"import numpy as np\nimport figures.article._absent{HERE}")),
}
"""case → what the fault says, and the changes that make the good figure bad."""


def bad(case: str) -> FigureId:
    return FigureId("article", f"bad_{case}")


ENDLESS = [bad(case) for case in CASES if CASES[case][0].startswith("did not finish")]
ENDING = [bad(case) for case in CASES if bad(case) not in ENDLESS]


@pytest.fixture(scope="module")
def builder(shared_site) -> Builder:
    shared_site.figure("good")
    for case in CASES:
        shared_site.figure(f"bad_{case}", *CASES[case][1:])
    return Builder(shared_site.project, megabytes=600)


@pytest.fixture(scope="module")
def impatient(builder) -> Builder:
    """For what never ends; the others get all the time that a busy machine may need."""
    return Builder(builder.project, seconds=2)


@pytest.fixture(scope="module")
def report(builder, impatient) -> Report:
    found, endless = builder.build([FigureId("article", "good"), *ENDING]), impatient.build(ENDLESS)
    return Report(found.pictures | endless.pictures, found.faults | endless.faults, found.built + endless.built)


@pytest.mark.parametrize("case", CASES)
def test_a_bad_figure_gives_one_fault_at_the_right_line(shared_site, report, case):
    lines = (shared_site.root / shared_site.project.place(bad(case)).module).read_text("utf-8").split("\n")
    (line,) = [number for number, text in enumerate(lines, start=1) if HERE in text]
    fault = str(report.faults[bad(case)])
    says = rf"figures/article/bad_{case}\.py:{line}: [^\n]*{CASES[case][0]}[^\n]*; [^\n]+"
    assert re.fullmatch(says, fault), f"line {line}: {fault}"


def test_the_good_figure_is_built_among_forty_bad_ones(report):
    assert set(report.pictures) == set(report.built) == {FigureId("article", "good")}
    assert set(report.faults) == {bad(case) for case in CASES}


def test_nothing_is_left_in_the_cache_by_a_failure(builder, report):
    assert len(list(builder.cache.objects.iterdir())) == 1


@pytest.fixture
def runs(monkeypatch) -> list[FigureId]:
    """The figures that were really run since the test began."""
    run, started = figure_job.build_isolated, []

    def counted(root, figure, *rest):
        started.append(figure)
        return run(root, figure, *rest)

    monkeypatch.setattr(figure_job, "build_isolated", counted)
    return started


def test_a_failed_figure_is_not_run_again_by_the_same_builder(builder, impatient, report, runs):
    assert builder.build(ENDING).faults | impatient.build(ENDLESS).faults == report.faults
    assert not runs


def test_a_failed_figure_is_run_again_by_another_builder(builder, report, runs):
    figure = bad("raises")
    assert Builder(builder.project).build([figure]).faults == {figure: report.faults[figure]}
    assert runs == [figure]


def test_a_repaired_figure_is_built_by_the_same_builder(shared_site, builder, report):
    for case in CASES:
        shared_site.figure(f"bad_{case}", ("    figure = canvas(1.5)\n", "    return canvas(1)\n"))
    repaired = builder.build()
    assert not repaired.faults
    assert set(repaired.built) == {bad(case) for case in CASES}


def test_a_fault_in_a_helper_names_the_line_in_the_helper_and_the_figure(site):
    site.figure("bad", measuring("from figures.article._helper import help_out; help_out()"))
    site.write("figures/article/_helper.py", "def help_out():\n    raise ValueError('helpless')\n")
    builder = Builder(site.project)
    (fault,) = builder.build().faults.values()
    assert str(fault).startswith("figures/article/_helper.py:2: ValueError (building article.bad): helpless; ")
    site.write("figures/article/_helper.py", "def help_out():\n    return 1\n")
    assert builder.build().built == [FigureId("article", "bad")]


def test_a_syntax_error_in_a_helper_names_the_helper_and_is_repaired_there(site):
    site.figure("bad", ("import numpy as np", "import numpy as np\n\nfrom figures.article._helper import help_out"))
    site.write("figures/article/_helper.py", "\n\ndef help_out(:\n    return 1\n")
    builder = Builder(site.project)
    (fault,) = builder.build().faults.values()
    assert str(fault).startswith("figures/article/_helper.py:3: SyntaxError")
    site.write("figures/article/_helper.py", "def help_out():\n    return 1\n")
    assert not builder.build().faults


def test_a_missing_helper_or_data_file_that_appears_is_noticed(site):
    site.figure("data", measuring("np.loadtxt('figures/article/points.csv')"))
    site.figure("helper", ("import numpy as np", "import numpy as np\nimport figures.article._helper"))
    builder = Builder(site.project)
    assert len(builder.build().faults) == 2
    site.write("figures/article/points.csv", "1\n2\n")
    assert builder.build().built == [FigureId("article", "data")]
    site.write("figures/article/_helper.py", "")
    assert builder.build().built == [FigureId("article", "helper")]


def test_an_error_in_the_middle_of_an_edit_is_not_built_from_two_versions(site, monkeypatch):
    file = site.figure("good")
    run, texts = figure_job.build_isolated, [site.good.replace("arange(5.0)", "arange(6.0)")]

    def saved_meanwhile(*arguments):
        built = run(*arguments)
        if texts:
            file.write_text(texts.pop(), "utf-8")
        return built

    monkeypatch.setattr(figure_job, "build_isolated", saved_meanwhile)
    (picture,) = Builder(site.project).build().pictures.values()
    assert picture.numbers["points"]["value"] == 6


def test_another_place_may_run_the_builds(site, runs):
    """As a cluster, where what a job writes is not seen here."""

    class Elsewhere(Local):
        shares_disk = False
        folders: ClassVar[set] = set()

        def run(self, job, limits):
            self.folders.add(job.out)
            return super().run(job, limits)

    site.figure("good")
    site.figure("bad", measuring("raise KeyError('lost')"))
    here, there = Builder(site.project), Builder(site.project)
    first = here.build()
    files = {path.name: path.read_bytes() for path in first.pictures[FigureId("article", "good")].files}
    second = there.build(force=True, pool=Elsewhere(site.root, 2))
    assert second.built == [FigureId("article", "good")] and second.faults == first.faults and Elsewhere.folders == {None}
    assert {path.name: path.read_bytes() for path in second.pictures[FigureId("article", "good")].files} == files
    assert there.build().faults == first.faults


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a fork server")
def test_a_killed_fork_server_is_replaced(site):
    site.figure("good")
    builder = Builder(site.project)
    assert not builder.build().faults
    os.kill(multiprocessing.forkserver._forkserver._forkserver_pid, signal.SIGKILL)
    assert builder.build(force=True).built
