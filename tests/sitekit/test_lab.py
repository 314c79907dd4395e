"""Labs: a cell that fails is located, what ran is remembered until something it depends on changes."""

from __future__ import annotations

import pytest

from sitekit.fault import Fault
from sitekit.lab import Lab, Labs
from sitekit.lab_html import LabHtml

TEXT = """# %% [markdown]
# # A lab
#
# Prose with `code`.

# %%
from figures.lines.line import POINTS

POINTS + 1

# %% [markdown]
# ## More { #more }

# %%
print("<b>")
"""


@pytest.fixture
def root(tmp_path):
    for path, text in (("figures/__init__.py", ""), ("figures/lines/__init__.py", ""), ("figures/lines/_helper.py", "POINTS = 4\n"),
                       ("figures/lines/line.py", "from figures.lines._helper import POINTS\n"), ("figures/lines/other.py", "1\n"),
                       ("docs/en/labs/lines/line.py", TEXT)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def lab(root) -> Lab:
    return Lab(root, root / "docs/en/labs/lines/line.py")


def test_the_prose_keeps_its_lines(root):
    lines = lab(root).markdown.splitlines()
    assert lines[1] == "# A lab" and lines[3] == "Prose with `code`." and lines[11] == "## More { #more }"
    assert [cell.line for cell in lab(root).cells] == [7, 15]
    assert lines[8] == '<div data-lab-cell="0"></div>' and lines[14] == '<div data-lab-cell="1"></div>'


@pytest.mark.parametrize(("path", "changes"), [
    ("docs/en/labs/lines/line.py", True), ("figures/lines/line.py", True), ("figures/lines/_helper.py", True), ("figures/lines/other.py", False),
])
def test_the_key_follows_what_the_lab_imports(root, path, changes):
    before = lab(root).key
    with open(root / path, "a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert (lab(root).key != before) is changes


def test_a_lab_runs_once_and_its_outputs_are_shown(root, monkeypatch):
    labs = Labs(root / ".cache/labs")
    labs.start([lab(root)])
    page, fault = LabHtml(labs, lambda code: f"<pre>{code}</pre>").fill(lab(root).markdown, lab(root), "en")
    assert fault is None and ">5</pre>" in page and "&lt;b&gt;" in page and "data-lab-cell" not in page
    monkeypatch.setattr(Lab, "run", lambda self: pytest.fail("ran again"))
    again = Labs(root / ".cache/labs")
    again.start([lab(root)])
    assert again.outputs(lab(root)) == labs.outputs(lab(root))


def test_a_broken_entry_is_run_again(root):
    labs = Labs(root / ".cache/labs")
    labs.start([lab(root)])
    outputs = labs.outputs(lab(root))
    (entry,) = (root / ".cache/labs").iterdir()
    entry.write_text("broken", "utf-8")
    again = Labs(root / ".cache/labs")
    again.start([lab(root)])
    assert again.outputs(lab(root)) == outputs


@pytest.mark.parametrize(("statement", "what"), [("1 / 0", "ZeroDivisionError"), ("if", "SyntaxError"), ("import os; os._exit(1)", "ends its process")])
def test_a_failing_cell_is_located(root, statement, what):
    path = root / "docs/en/labs/lines/line.py"
    path.write_text(f"{TEXT}\n# %%\n{statement}\n", "utf-8")
    with pytest.raises(Fault, match=what) as caught:
        lab(root).run()
    assert (caught.value.path, caught.value.line) == ("docs/en/labs/lines/line.py", len(TEXT.splitlines()) + 3)


def test_a_failed_lab_shows_its_fault_and_its_code(root):
    path = root / "docs/en/labs/lines/line.py"
    path.write_text(f"{TEXT}\n# %%\n1 / 0\n", "utf-8")
    labs = Labs(root / ".cache/labs", patient=False)
    labs.start([lab(root)])
    page, fault = LabHtml(labs, lambda code: f"<pre>{code}</pre>").fill(lab(root).markdown, lab(root), "en")
    assert fault and "ZeroDivisionError" in page and "<pre>1 / 0</pre>" in page
