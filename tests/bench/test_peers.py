"""Other tools are compared on the same figures and text, which can be edited in each; the record is read as it was written."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

from bench import record
from bench.peers import corpus
from bench.peers.__main__ import BY, COLUMNS, TOOLS, behind, row
from bench.peers.measure import Costs, pictures
from bench.peers.tool import ROOT


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_tool_is_given_all_of_the_corpus_and_each_edit_reaches_it(tool, tmp_path):
    articles = corpus.articles()
    tool.write(tmp_path, articles)
    written = {path: path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file() and "sitekit" not in path.parts}
    everything = "\n".join(written.values())
    for article in articles:
        text = (tmp_path / tool.source("prose", article, article.figures[0])).read_text("utf-8")
        assert text.count(corpus.FORMULA) == len(article.figures) and corpus.sentence(0) in text
        assert all(text.count(sentence) >= corpus.PARAGRAPHS for sentence in corpus.SENTENCES["en"][:4])
        assert all(figure.measured in everything and figure.drawn in everything for figure in article.figures)
    for what in corpus.EDITS:
        article = articles[0]
        path = tmp_path / tool.source(what, article, article.figures[0])
        corpus.edit(path, what, 77)
        assert path.read_text("utf-8") != written[path] and "77" in path.read_text("utf-8")


def test_what_cannot_be_edited_is_said(tmp_path):
    (tmp_path / "empty.md").touch()
    with pytest.raises(ValueError, match="nothing of 'prose' to edit"):
        corpus.edit(tmp_path / "empty.md", "prose", 1)


def test_the_corpus_has_twelve_figures_and_none_is_another():
    figures = [figure for article in corpus.articles() for figure in article.figures]
    assert len({figure.name for figure in figures}) == len({figure.measured for figure in figures}) == 12


def test_a_picture_is_another_when_its_file_or_what_stands_in_the_page_is(tmp_path):
    page = '<img src="../images/one.png"><img src="data:image/png;base64,AA==">'
    (tmp_path / "one.png").write_bytes(b"1")
    before = pictures(page, tmp_path)
    assert len(before) == 2
    (tmp_path / "one.png").write_bytes(b"2")
    after = pictures(page, tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"one.png"}
    assert pictures(page.replace("AA==", "AB=="), tmp_path) != after


def test_a_row_of_the_record_has_the_least_of_all_rounds(tmp_path):
    costs = Costs(settled=[3.0, 2.0], helper=False)
    for number, column in enumerate(COLUMNS):
        costs.times[column].cpu += [number + 2.0, number + 1.23456]
        costs.times[column].wall += [number + 9.0]
    tool = TOOLS[0]
    file = tmp_path / "peers.toml"
    about = {**record.here(ROOT, BY), "rounds": 2}
    record.add(file, "tool", row(tool, dict.fromkeys(tool.packages, "1.0"), costs), about, "a test")
    read = tomllib.loads(file.read_text("utf-8"))
    assert read["rounds"] == 2 and read["cores"] >= 1 and read["processor"] and BY
    (kept,) = read["row"]
    assert kept["tool"] == tool.name and kept["version"] == "1.0" and kept["sees_helpers"] is False
    assert kept["cold"] == 1.2346 and kept["cold_wall"] == 9.0 and kept["settled"] == 2.0
    assert {*COLUMNS, *(f"{column}_wall" for column in COLUMNS)} <= {*kept}


def test_it_says_where_another_tool_takes_less():
    costs = {"mine": Costs(), "one": Costs(), "other": Costs()}
    for name, cold, prose in (("mine", 3.0, 1.0), ("one", 4.0, 0.5), ("other", 5.0, 0.75)):
        costs[name].times["cold"].cpu.append(cold)
        costs[name].times["cold"].wall.append(9.0)
        costs[name].times["prose"].cpu.append(prose)
        costs[name].times["prose"].wall.append(9.0)
    assert behind(costs, ["mine"]) == ["not ahead: one line of prose edited, mine 1.00: one 0.50, other 0.75"]
    costs["mine"].times["prose"].cpu.append(0.25)
    costs["mine"].times["prose"].wall.append(9.0)
    assert behind(costs, ["mine"]) == ["ahead of every other tool in every column"]


def test_a_tool_that_is_not_installed_says_so(monkeypatch, tmp_path):
    from bench.peers import tool as tools

    monkeypatch.setattr(tools, "VENVS", tools.ROOT / "nowhere")
    for tool in TOOLS[2:]:
        with pytest.raises(tools.Missing, match="not installed in nowhere/"):
            tool.versions()


FAKE = '''
import sys
from pathlib import Path
from bench.clock import adopt_orphans
from bench.peers import corpus
from bench.peers.measure import Turn
from bench.peers.tool import Tool, fill
from bench.served import descendants
import os

BUILD = """
import subprocess, sys
text = open("text").read()
picture = open("SEEN").read()
open("page.html", "w").write(text + '<img src="data:image/png;base64,' + picture + '">')
subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(20)"], start_new_session=True, stderr=-3)
"""


class Fake(Tool):
    name, packages, output = "fake", (), "."

    def write(self, root, articles):
        fill(root, {"text": corpus.sentence(0), "figure": "(seed=1)", "helper": "SCALE = 1"})

    def build(self):
        return [sys.executable, "-S", "-c", BUILD.replace("SEEN", sys.argv[2])]

    def address(self, article):
        return "page.html"

    def source(self, what, article, figure):
        return {"prose": "text"}.get(what, what)


adopt_orphans()
turn = Turn(Fake(), Path(sys.argv[1]))
turn.round()
print(len(turn.costs.times["figure"].cpu), turn.costs.helper, [*descendants(os.getpid())], turn.costs.failed)
'''


@pytest.mark.builds
@pytest.mark.parametrize(
    ("seen", "found"),
    [
        ("figure", "1 False [] "),
        pytest.param("helper", "1 None [] an edited figure is not another picture", marks=pytest.mark.slow),
    ],
)
def test_an_edit_that_a_tool_does_not_show_is_found_and_what_it_leaves_behind_is_ended(seen, found, tmp_path):
    command = [sys.executable, "-c", FAKE, str(tmp_path / "site"), seen]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout == f"{found}\n"
