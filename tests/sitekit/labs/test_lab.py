"""Labs: a cell that fails is located, what ran is remembered until something it depends on changes."""

from __future__ import annotations

import base64
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import pytest

from sitekit.build import process
from sitekit.build.progress import Progress
from sitekit.fault import Fault
from sitekit.figure.show import MIME
from sitekit.labs.cells import CellFailed
from sitekit.labs.convert import Converter
from sitekit.labs.html import LabHtml
from sitekit.labs.lab import Lab
from sitekit.labs.run import Labs
from sitekit.pages.maths import sound

pytestmark = pytest.mark.builds

TEXT = """# %% [markdown]
# # A lab
#
# Prose with `code`.

# %%
from figures.lines.line import POINTS

POINTS + 1

# %% [markdown]
# ## More { #more }

# %% alt="A bold letter."
print("<b>")
"""
PATH = "docs/en/labs/lines/line.py"


@pytest.fixture
def root(tmp_path):
    for path, text in (
        ("figures/__init__.py", ""),
        ("figures/lines/__init__.py", ""),
        ("figures/lines/_helper.py", "POINTS = int(open('figures/lines/data/deep/points.csv').read())\n"),
        ("figures/lines/data/deep/points.csv", "4\n"),
        ("figures/lines/line.py", "from figures.lines._helper import POINTS\n"),
        ("figures/lines/other.py", "1\n"),
        ("figures/lines/data/other.csv", "1\n"),
        ("figures/lines/claims.toml", ""),
        (PATH, TEXT),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def lab(root) -> Lab:
    return Lab(root, root / PATH)


def filled(root, outputs, language="en") -> tuple[str, Fault | None, dict[str, bytes]]:
    """The page of the lab whose last cell put ``outputs`` out, what is wrong with it, and the rasters that it shows."""

    class Given:
        def outputs(self, lab):
            return [[], outputs]

    html = pages(root, Given())
    return (*html.fill(lab(root).markdown, lab(root), language), html.rasters)


def pages(root, labs) -> LabHtml:
    return LabHtml(labs, Converter(root / ".cache/lab-cells", lambda code: f"<pre>{code}</pre>", sound, ()))


def data(**kinds) -> list[dict]:
    bundle = {key.replace("__", "/"): value for key, value in kinds.items()}
    return [{"output_type": "display_data", "metadata": {}, "data": bundle}]


def test_the_prose_keeps_its_lines(root):
    lines = lab(root).markdown.splitlines()
    assert lines[1] == "# A lab" and lines[3] == "Prose with `code`." and lines[11] == "## More { #more }"
    assert [cell.line for cell in lab(root).cells] == [7, 15] and lab(root).cells[1].alt == "A bold letter."
    assert lines[8] == '<div data-lab-cell="0"></div>' and lines[14] == '<div data-lab-cell="1"></div>'


def test_a_line_of_the_file_ends_where_an_editor_ends_it(root):
    (root / PATH).write_text("# %% [markdown]\n# # A\u2028lab\f\n\n# %%\nx = 1\n", "utf-8")
    (cell,) = lab(root).cells
    assert cell.line == 5 and lab(root).markdown.split("\n")[4] == '<div data-lab-cell="0"></div>'


def test_a_memory_that_can_only_be_read_stops_nobody(root, monkeypatch):
    shown = outputs(root)
    (root / ".cache/labs-done").rmdir()

    def refuse(path, *arguments, **more):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr(Path, "write_text", refuse)
    assert outputs(root) == shown


@pytest.fixture
def runs(monkeypatch) -> list[str]:
    """A mark for every process that was started since the test began."""
    run, started = process.run, []
    monkeypatch.setattr(process, "run", lambda *arguments: started.append("run") or run(*arguments))
    return started


def outputs(root) -> list:
    """What a build that has just begun shows of the lab."""
    labs = Labs(root / ".cache/labs")
    labs.start([lab(root)])
    return labs.outputs(lab(root))


@pytest.mark.parametrize(
    ("path", "old", "new", "again"),
    [
        ("figures/lines/line.py", "import POINTS", "import POINTS  # changed", True),
        ("figures/lines/_helper.py", "POINTS", "MORE = POINTS", True),
        ("figures/lines/data/deep/points.csv", "4", "5", True),
        ("figures/lines/data/other.csv", "1", "2", False),
        ("figures/lines/other.py", "1", "2", False),
        ("figures/lines/claims.toml", "", "# changed", False),
        (PATH, "POINTS + 1", "POINTS + 2", True),
        (PATH, "# Prose with", "# Other prose with", False),
        (PATH, "POINTS + 1", "POINTS + 1  # one more", False),
        (PATH, "POINTS + 1", "assert POINTS, 'none'\nPOINTS + 1", True),
        (PATH, "A bold letter.", "A letter.", False),
    ],
)
def test_a_lab_runs_again_when_its_code_or_what_it_read_has_changed(root, runs, path, old, new, again):
    outputs(root)
    text = (root / path).read_text("utf-8")
    (root / path).write_text(text.replace(old, new, 1), "utf-8")
    outputs(root)
    assert len(runs) == 1 + again


def test_the_message_of_an_assertion_is_prose(root):
    (root / PATH).write_text(TEXT + "\n# %%\nassert POINTS == 4, 'four'\n", "utf-8")
    before = [cell.code for cell in lab(root).cells]
    (root / PATH).write_text(TEXT + "\n# %%\nassert POINTS == 4, (\n    f'vier, {POINTS}'\n)\n", "utf-8")
    assert [cell.code for cell in lab(root).cells] == before


def test_a_lab_runs_once_for_all_languages_and_its_outputs_are_shown(root, runs):
    other = root / PATH.replace("/en/", "/ko/")
    other.parent.mkdir(parents=True)
    other.write_text(TEXT.replace("Prose", "글"), "utf-8")
    both = [lab(root), Lab(root, other)]
    labs = Labs(root / ".cache/labs")
    labs.start(both)
    for one in both:
        page, fault = pages(root, labs).fill(one.markdown, one, "en")
        assert fault is None and ">5</pre>" in page and "&lt;b&gt;" in page and "data-lab-cell" not in page
    assert outputs(root) == labs.outputs(lab(root)) and len(runs) == 1


def test_a_lab_that_failed_for_what_it_reads_runs_again_when_that_is_mended(root, runs):
    labs = Labs(root / ".cache/labs", patient=False)
    data = root / "figures/lines/data/deep/points.csv"
    for text, fails in (("four", True), ("four", True), ("4", False)):
        data.write_text(text, "utf-8")
        labs.start([lab(root)])
        wait(labs)
        if fails:
            with pytest.raises(Fault, match="ValueError"):
                labs.outputs(lab(root))
        else:
            assert labs.outputs(lab(root))[0][0]["data"]["text/plain"] == "5"
    assert len(runs) == 2


@pytest.mark.parametrize(
    ("cell", "path", "mended"),
    [
        ("from figures.lines.fresh import POINTS", "figures/lines/fresh.py", "POINTS = 4\n"),
        ("import ctypes; from figures.lines.line import POINTS", "figures/lines/line.py", "POINTS = 4\n"),
    ],
    ids=["for a module that was missing", "in a process that died"],
)
def test_a_lab_that_failed_runs_again_under_serve_when_that_is_mended(root, runs, cell, path, mended):
    (root / PATH).write_text(f"# %%\n{cell}\n\nPOINTS\n", "utf-8")
    (root / "figures/lines/line.py").write_text("import ctypes\n\nctypes.string_at(0)\n", "utf-8")
    labs = Labs(root / ".cache/labs", patient=False)
    for _ in range(2):  # Once only, since nothing has changed: a rebuild after every failure would never end.
        labs.start([lab(root)])
        wait(labs)
        with pytest.raises(Fault, match="code cell 1"):
            labs.outputs(lab(root))
    assert len(runs) == 1
    (root / path).write_text(mended, "utf-8")
    labs.start([lab(root)])
    wait(labs)
    assert labs.outputs(lab(root))[0][0]["data"]["text/plain"] == "4" and len(runs) == 2


def test_what_a_lab_gave_while_its_files_changed_is_not_remembered(root, monkeypatch):
    run, points = process.run, root / "figures/lines/data/deep/points.csv"

    def hasty(*arguments):
        outcome = run(*arguments)
        points.write_text(f"{int(points.read_text('utf-8')) + 1}\n", "utf-8")
        return outcome

    outputs(root)
    points.write_text("6\n", "utf-8")
    monkeypatch.setattr(process, "run", hasty)
    outputs(root)
    monkeypatch.setattr(process, "run", run)
    assert outputs(root)[0][0]["data"]["text/plain"] == str(int(points.read_text("utf-8")) + 1)


def wait(labs: Labs) -> None:
    for run in list(labs._runs.values()):
        run.exception()


def test_a_thread_ends_when_another_has_taken_the_last_lab(root):
    class Emptied(SimpleQueue):
        def empty(self) -> bool:
            return False

    thread = Thread(target=Labs(root / ".cache/labs")._work, args=(Emptied(),), daemon=True)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()


def test_a_broken_entry_is_run_again(root, runs):
    before = outputs(root)
    for entry in (root / ".cache/labs").iterdir():
        entry.write_text("broken", "utf-8")
    assert outputs(root) == before and len(runs) == 2


BAD = {
    "raises": ("1 / 0", "fails .ZeroDivisionError"),
    "is no Python": ("if", "fails .SyntaxError"),
    "ends its process": ("import os; os._exit(1)", "ends its process"),
    "exits": ("import sys; sys.exit(1)", "ends its process"),
    "brings Python down": ("import ctypes; ctypes.string_at(0)", "ends its process"),
    "writes into the project": ("open('docs/new.md', 'w')", "must not write into the project"),
    "hoards": ("hoard = [bytes(10_000_000) for _ in range(1000)]", "fails .MemoryError"),
    "fails in what it calls": ("import json; json.loads('{')", "fails .JSONDecodeError"),
    "hangs": ("import time; time.sleep(60)", "runs longer than 5 s"),
    "prints a traceback": (
        "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    print(traceback.format_exc())",
        "prints a traceback .ZeroDivisionError: division by zero",
    ),
    "loses an error in a thread": (
        "import threading\nthread = threading.Thread(target=lambda: 1 / 0)\nthread.start()\nthread.join()",
        "prints a traceback",
    ),
    "warns": ("import warnings\nwarnings.warn('old')", "writes to stderr"),
    "asserts in vain": ("assert POINTS == 5, f'{POINTS}, not 5'", "AssertionError: 4, not 5"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_cell_that_goes_wrong_is_located(root, case):
    statement, what = BAD[case]
    (root / PATH).write_text(f"{TEXT}\n# %%\n{statement}\n", "utf-8")
    labs = Labs(root / ".cache/labs", seconds=5)
    labs.start([lab(root)])
    with pytest.raises(Fault, match=f"code cell 3 {what}" if case != "asserts in vain" else what) as caught:
        labs.outputs(lab(root))
    assert (caught.value.path, caught.value.line) == (PATH, len(TEXT.splitlines()) + 3)


@pytest.mark.parametrize("ending", ["", " failed"])
def test_it_is_said_how_many_labs_are_done(root, monkeypatch, ending):
    def ran(labs, lab, run=None) -> list:
        if ending:
            raise CellFailed(0, 0, "fails", "mend it")
        return []

    monkeypatch.setattr(Labs, "_run", ran)
    monkeypatch.setattr(process, "preload", lambda *modules: None)
    lines: SimpleQueue[str] = SimpleQueue()
    Labs(root / ".cache/labs").start([lab(root)], Progress(lines.put))
    assert lines.get(timeout=20) == f"1 of 1 · {PATH}{ending}"


def test_a_failed_lab_shows_its_fault_and_its_code(root):
    (root / PATH).write_text(f"{TEXT}\n# %%\n1 / 0\n", "utf-8")
    labs = Labs(root / ".cache/labs", patient=False)
    labs.start([lab(root)])
    wait(labs)
    page, fault = pages(root, labs).fill(lab(root).markdown, lab(root), "en")
    assert fault and "ZeroDivisionError" in page and "<pre>1 / 0</pre>" in page


@pytest.mark.slow
def test_nobody_waits_for_a_lab_under_serve(root):
    (root / PATH).write_text(f"{TEXT}\n# %%\nimport time; time.sleep(3)\n", "utf-8")
    labs = Labs(root / ".cache/labs", patient=False)
    labs.start([lab(root)])
    page, fault = pages(root, labs).fill(lab(root).markdown, lab(root), "en")
    assert fault is None and 'role="status"' in page and "<pre>print" in page
    wait(labs)
    deadline = time.monotonic() + 10
    while not list(labs.done.iterdir()):  # This brings the rebuild that shows:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    page, _ = pages(root, labs).fill(lab(root).markdown, lab(root), "en")
    assert 'role="status"' not in page and ">5</pre>" in page


# What a cell may put out to get something into the page that acts.
GOOD_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path id="a" d="M 0 0 L 9 9" fill="var(--fig-ink)"/></svg>'
ATTACKS = {
    "a script": "<script>alert(1)</script>",
    "a handler": '<path onclick="alert(1)" d="M 0 0"/>',
    "a handler that begins at once": '<animate onbegin="alert(1)" attributeName="x" dur="1s"/>',
    "HTML within": '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml" onclick="alert(1)">x</b></foreignObject>',
    "a link": '<a href="javascript:alert(1)"><text>x</text></a>',
    "an address that acts": '<use href="javascript:alert(1)"/>',
    "another file": '<use href="https://example.org/x.svg#a"/>',
    "another host's picture": '<image href="https://example.org/x.png"/>',
    "a picture that is SVG": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "a style sheet": "<style>* { display: none }</style>",
    "a style": '<path style="fill: url(https://example.org/)" d="M 0 0"/>',
    "an address in a colour": '<path fill="url(https://example.org/x)" d="M 0 0"/>',
    "an escaped address in a colour": '<path fill="\\75rl(https://example.org/x)" d="M 0 0"/>',
    "a title, where a parser changes its mind": "<title><style><img src=x onerror=alert(1)></style></title>",
    "CDATA": "<text><![CDATA[<script>alert(1)</script>]]></text>",
    "a comment": "<!--><img src=x onerror=alert(1)>-->",
}


@pytest.mark.parametrize("case", ATTACKS)
@pytest.mark.parametrize("kind", ["image/svg+xml", MIME])
def test_a_picture_that_acts_is_a_located_fault_and_never_text(root, case, kind):
    markup = GOOD_SVG.replace("</svg>", f"{ATTACKS[case]}</svg>")
    value = {"en": markup} if kind == MIME else markup
    page, fault, _ = filled(root, data(**{kind.replace("/", "__"): value, "text__plain": "a picture"}))
    assert "<svg" not in page and "<script" not in page and ">a picture</pre>" not in page
    assert (fault.path, fault.line) == (PATH, 15) and fault.what.startswith("code cell 2 shows a picture that ")


def test_of_html_only_text_and_tables_are_shown(root):
    rows = "<tr><th></th><th>n</th></tr><tr><td>7</td></tr>"
    table = f"<style>td {{color: red}}</style><table class='x' onclick='alert(1)'>{rows}</table>"
    page, fault, _ = filled(root, data(text__html=table, text__plain="<x>"))
    assert fault is None and "<tr><td></td><th>n</th></tr><tr><td>7</td></tr>" in re.sub(r"\s+<", "<", page)
    assert "alert" not in page and "color: red" not in page and "&lt;x&gt;" not in page


@pytest.mark.parametrize(
    "markup", ["<input type='checkbox'>x", "<script>draw()</script><div id='plot'></div>", "<iframe src='//a.b'>"]
)
def test_of_html_that_is_nothing_without_what_acts_the_text_is_shown(root, markup):
    page, *_ = filled(root, data(text__html=markup, text__plain="<x>"))
    assert ">&lt;x&gt;</pre>" in page and "draw()" not in page and "<iframe" not in page and "<input" not in page


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("text__latex", r"$\displaystyle x^{2}$", "<msup><mi>x</mi>"),
        ("text__latex", r"Words, $x^2$ and $y$.", '<p>Words, <math display="inline"'),
        ("text__latex", r"\begin{align} a &= b \end{align}", "<mtable"),
        ("text__markdown", "# Big *words*", "<p>Big <em>words</em></p>"),
        ("text__markdown", "An $x^2$ in words", 'An <math display="inline"'),
        ("text__markdown", "$$x^2$$", '<math display="block"'),
        ("text__markdown", "$5 and $7, `$x$`", "<p>$5 and $7, <code>$x$</code></p>"),
        ("text__html", "<details><summary>a</summary>b</details>", "<summary>a</summary>b</details>"),
        ("application__vnd.jupyter.widget-view+json", {"model_id": "a"}, "An interactive widget"),
        ("application__javascript", "alert(1)", "IntSlider()"),
        ("text__plain", "<Line2D at 0x7f72aabbccdd>", "&lt;Line2D&gt;"),
    ],
)
def test_each_kind_of_output_is_shown_as_what_it_is(root, kind, text, shown):
    page, fault, _ = filled(root, data(**{"text__plain": "IntSlider()", kind: text}))
    assert fault is None and shown in page and "alert" not in page and "<h1" not in page and " at 0x" not in page


def test_a_terminal_s_last_word_is_shown(root):
    stream = {"output_type": "stream", "name": "stdout", "text": "10 %\r50 %\r100 %\n1/2\n\x1b[1A\x1b[2Kdone\x1b[0m\n"}
    page, *_ = filled(root, [stream])
    assert ">100 %\ndone\n</pre>" in page


def test_an_error_is_shown_as_text(root):
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\x1b[31mE\x1b[0m: v", "<b>"]}
    page, *_ = filled(root, [error])
    assert '<pre class="lab-text lab-error" tabindex="0">E: v\n&lt;b&gt;</pre>' in page


def test_nothing_is_converted_twice(root, monkeypatch):
    before = filled(root, data(text__html="<table><tr><td>7</td></tr></table>"))
    monkeypatch.setattr("sitekit.labs.convert._nb2html", lambda notebook: pytest.fail("converted again"))
    assert filled(root, data(text__html="<table><tr><td>7</td></tr></table>")) == before


def test_an_output_is_converted_again_when_the_site_says_it_in_other_words(root, monkeypatch):
    given = data(application__javascript="x()")
    assert "This output can be seen only in the notebook." in filled(root, given)[0]
    monkeypatch.setattr("sitekit.labs.convert.word", lambda key, language: f"other {key}")
    page, *_ = filled(root, given)
    assert ">other lab_not_shown</pre>" in page and 'aria-label="other output"' in page


def test_code_is_converted_again_by_another_maker(root):
    for maker in ("one", "two"):
        converter = Converter(root / ".cache/lab-cells", lambda code, maker=maker: f"<pre>{maker}</pre>", sound, (maker,))
        assert converter.convert(lab(root), [[], []], "en").cells[0].count(f"<pre>{maker}</pre>") == 1


def test_what_is_converted_is_not_told_of(root, caplog):
    caplog.set_level("INFO")
    filled(root, data(text__plain="7"))
    assert not caplog.records


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("text__html", '<img src="https://example.org/a.png">', "This output can be seen only in the notebook."),
        ("image__gif", "R0lGODlh", "This output can be seen only in the notebook."),
        ("application__javascript", "alert(1)", "This output can be seen only in the notebook."),
        ("text__markdown", "![](https://example.org/a.png)", "This output can be seen only in the notebook."),
        ("application__json", {"a": [1]}, '{\n "a": [\n  1\n ]\n}'),
    ],
)
@pytest.mark.parametrize("text", ["<IPython.core.display.Thing object>", "<IPython.lib.display.IFrame at 0x7f72aabbccdd>"])
def test_a_text_that_says_only_what_class_an_output_has_is_not_shown(root, kind, value, shown, text):
    page, fault, _ = filled(root, data(**{kind: value, "text__plain": text}))
    assert fault is None and f">{shown}</pre>" in page and "IPython" not in page


def test_a_formula_that_cannot_be_written_is_told(root):
    _, fault, _ = filled(root, data(text__latex=r"$\nosuch{a}$", text__plain="<IPython.core.display.Math object>"))
    assert "code cell 2 shows a formula that cannot be written: nothing is known of \\nosuch" in str(fault)
    page, fault, _ = filled(root, data(text__latex=r"$\nosuch{a}$", text__plain="a formula"))
    assert fault is None and ">a formula</pre>" in page


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text__markdown", "![](data:image/png;base64,iVBORw0KGgo=)"),
        ("application__vnd.plotly.v1+json", {"data": []}),
        ("application__geo+json", "{}"),
        ("text__html", 5),
    ],
)
def test_an_output_of_no_kind_that_a_page_shows_says_so(root, kind, value):
    page, fault, _ = filled(root, data(**{kind: value}))
    assert fault is None and ">This output can be seen only in the notebook.</pre>" in page
    page, fault, _ = filled(root, data(**{kind: value, "text__plain": "its text"}))
    assert fault is None and ">its text</pre>" in page


def test_a_raster_that_is_none_is_not_shown(root):
    page, _, rasters = filled(root, data(image__png='" onerror="alert(1)', text__plain="nothing"))
    assert "<img" not in page and "alert" not in page and not rasters


def test_a_picture_is_shown_under_its_name_with_ids_of_its_own(root):
    page, *_ = filled(root, data(text__plain="") + data(**{MIME.replace("/", "__"): {"en": GOOD_SVG}}))
    assert 'aria-label="A bold letter."' in page and 'id="cell-1-0-a"' in page and 'fill="var(--fig-ink)"' in page


def test_rasters_are_files_of_their_own(root):
    png = b"\x89PNG rest"
    page, _, rasters = filled(root, data(image__png=base64.b64encode(png).decode()))
    (address,) = rasters
    assert rasters[address] == png and f'<img alt="A bold letter." src="{address}"/>' in page


def test_a_page_stays_light(root):
    class Wordy:
        def outputs(self, lab):
            return [[{"output_type": "stream", "name": "stdout", "text": "x" * 150_000}], []]

    _, fault = pages(root, Wordy()).fill(lab(root).markdown, lab(root), "en")
    assert fault and fault.path == PATH and "makes a page of 150 KB" in fault.what


def test_a_failure_is_said_of_the_file_that_shows_it(root):
    fault = lab(root).fault(CellFailed(1, 7, "fails", "mend it"))
    assert (fault.path, fault.line, fault.what) == (PATH, 15, "code cell 2 fails")


def test_the_line_within_a_long_cell_is_named(root):
    (root / PATH).write_text(f"{TEXT}\n# %%\nx = 1\n\n\ndef call():\n    return x / 0\n\n\ncall()\n", "utf-8")
    with pytest.raises(Fault) as caught:
        outputs(root)
    assert caught.value.line == len(TEXT.splitlines()) + 3 + 7


@pytest.mark.slow
def test_the_line_that_hangs_is_named(root):
    (root / PATH).write_text(f"{TEXT}\n# %%\nx = 1\nwhile x:\n    x += 1\n", "utf-8")
    labs = Labs(root / ".cache/labs", seconds=2)
    with pytest.raises(Fault, match="runs longer than 2 s") as caught:
        labs.outputs(lab(root))
    assert caught.value.line - len(TEXT.splitlines()) - 3 in (1, 2)


def test_every_kind_of_output_is_kept_in_its_order(root):
    code = """
import matplotlib.pyplot as plt
from IPython.display import Markdown, display
print("one")
display(Markdown("*two*"))
print("three", end="")
print("!")
plt.plot([1, 2]);
"""
    (root / PATH).write_text(
        f"{TEXT}\n# %%\n{code.strip()}\n\n# %%\n1 / 0\n".replace("# %%\n1 / 0", '# %% tags=["raises-exception"]\n1 / 0')
    )
    *_, given, raised = outputs(root)
    kinds = [next(iter({"text/markdown", "image/png"} & output.get("data", {}).keys()), output.get("text")) for output in given]
    assert kinds == ["one\n", "text/markdown", "three!\n", "image/png"]
    assert base64.b64decode(given[-1]["data"]["image/png"]).startswith(b"\x89PNG")
    assert raised[0]["ename"] == "ZeroDivisionError" and "Traceback" in "".join(raised[0]["traceback"])


def test_a_display_that_is_updated_is_shown_once_as_it_is_in_the_end(root):
    cells = (
        "from IPython.display import display\nhandle = display('one', display_id='a')\nhandle.update('two')",
        "handle.update('three')\ndisplay('four', display_id='b', update=True);",
    )
    (root / PATH).write_text("".join(f"# %%\n{cell}\n\n" for cell in cells), "utf-8")
    assert [[output["data"]["text/plain"] for output in cell] for cell in outputs(root)] == [["'three'"], []]


def test_pictures_may_be_asked_for_inline(root):
    (root / PATH).write_text("# %%\n%matplotlib inline\nimport matplotlib.pyplot as plt\n\nplt.plot([1, 2]);\n", "utf-8")
    ((output,),) = outputs(root)
    assert "image/png" in output["data"]


@pytest.mark.slow
def test_ctrl_c_does_not_wait_for_a_lab(root):
    """A command whose lab loops, interrupted."""
    (root / PATH).write_text("# %%\nwhile True: pass\n", "utf-8")
    script = root / "command.py"
    script.write_text(
        "import sys, time\nfrom pathlib import Path\n"
        "if __name__ == '__main__':\n"
        "    from sitekit.labs.lab import Lab\n    from sitekit.labs.run import Labs\n"
        f"    root = Path({str(root)!r})\n    lab = Lab(root, root / {PATH!r})\n"
        "    labs = Labs(root / '.cache/labs')\n    labs.start([lab])\n    print('begun', flush=True)\n    labs.outputs(lab)\n",
        "utf-8",
    )
    command = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        text=True,
    )
    assert command.stdout.readline() == "begun\n"
    time.sleep(3)
    command.send_signal(signal.SIGINT)
    command.wait(10)
