"""Which constants of a figure are its chance and its sample, and how one of them is exchanged."""

from __future__ import annotations

import ast

import pytest

from sitekit.fault import Fault
from sitekit.project import FigureId
from sitekit.replications import declared as module
from sitekit.replications.declared import declared, exchanged

LINE = FigureId("article", "line")


def found(site):
    return declared(site.root, site.project.place(LINE))


@pytest.mark.parametrize("text", ["SEED = 7\n", '"""Chance."""\n\nSEED: int = 7\n'])
def test_a_seed_is_found_in_the_figure(site, text):
    site.write("figures/article/line.py", text)
    seed = found(site).seed
    assert seed and (seed.path, seed.value, seed.line) == ("figures/article/line.py", 7, text.count("\n"))


def test_a_seed_and_photographs_are_found_beside_a_figure_that_is_a_folder(site):
    site.write("figures/article/line/figure.py", "from figures.article.line.training import SEED\n")
    site.write("figures/article/line/training.py", "SEED = 3\nPHOTOGRAPHS = ('a', 'b')\n")
    site.write("figures/article/other.py", "SEED = 5\n")
    known = found(site)
    assert known.seed and known.photographs
    assert (known.seed.path, known.seed.value) == ("figures/article/line/training.py", 3)
    assert (known.photographs.line, known.photographs.value) == (2, ("a", "b"))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "SEED = 'a'\n",
            "SEED = True\n",
            "SEED, SIDE = 0, 96\n",
            "SEED = 1 + 1\n",
            "def f():\n    SEED = 0\n",
            "SEED = (\n",
        ),
        *("PHOTOGRAPHS = ALL\n", "PHOTOGRAPHS = ()\n", "PHOTOGRAPHS = ('a', 1)\n", "PHOTOGRAPHS = ['a']\n", "seed = 1\n"),
    ],
)
def test_anything_else_declares_nothing(site, text):
    site.write("figures/article/line.py", text)
    assert not found(site).varies


def test_two_seeds_are_a_fault_at_the_second(site):
    site.write("figures/article/line/figure.py", "SEED = 0\n")
    site.write("figures/article/line/training.py", "\nSEED = 1\n")
    with pytest.raises(Fault, match=r"training.py:2: declares SEED, as does figures/article/line/figure.py:1"):
        found(site)


def test_nothing_but_the_one_declaration_is_exchanged():
    source = b"SEED = 0\nTWICE = SEED * 2\n\n\ndef seeds(SEED=0):\n    SEED = 0\n    return SEED\n"
    expected = source.replace(b"SEED = 0\nTWICE", b"SEED = 4000\nTWICE")
    assert ast.unparse(exchanged(source, "SEED", 4000)) == ast.unparse(ast.parse(expected))
    assert ast.unparse(exchanged(b"PHOTOGRAPHS = ('a', 'b')", "PHOTOGRAPHS", ("c",))) == "PHOTOGRAPHS = ('c',)"


def test_what_a_module_declares_is_read_once(site, monkeypatch):
    site.write("figures/article/line.py", "SEED = 7\n")
    assert found(site) == found(site)
    module._known.cache_clear()  # As another process begins.
    monkeypatch.setattr(module.ast, "parse", lambda source: pytest.fail("it is read again"))
    seed = found(site).seed
    assert seed and seed.value == 7
    monkeypatch.undo()
    for text, value in (("SEED = 8\n", 8), ("\n\nSEED = 9\n", 9)):
        site.write("figures/article/line.py", text)
        seed = found(site).seed
        assert seed and (seed.value, seed.line) == (value, text.count("\n"))
    for entry in (site.root / ".cache" / "replications").iterdir():
        entry.write_bytes(entry.read_bytes()[:-2])
    module._known.cache_clear()
    again = found(site).seed
    assert again and again.value == 9
