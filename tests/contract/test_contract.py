"""What every figure owes the site. The figures are found, never named: a new one is held to this at once."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import json
import math
import re
import warnings
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib
import numpy as np
import pytest

from sitekit.build import figure_job as isolation
from sitekit.build.worker import claim
from sitekit.figure import contract, style
from sitekit.figure.legible import problems
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId, Project

PROJECT = Project.here(Path(__file__).parent)
FIGURES = PROJECT.figures()
SOURCES = sorted((PROJECT.root / "figures").glob("*/**/[!_]*.py"))
MEGABYTES = 1024
LINES = 200
SCIENCES = {"numpy", "scipy", "skimage", "matplotlib", "PIL"}
LIBRARY = {
    "__future__",
    "abc",
    "collections",
    "csv",
    "dataclasses",
    "enum",
    "fractions",
    "functools",
    "gzip",
    "itertools",
    "json",
    "math",
    "operator",
    "pathlib",
    "statistics",
    "string",
    "typing",
}
"""What of the standard library a measurement may need: nothing that knows the time, the system, the network or chance."""
DRAWING = {"Figure", "canvas", "palette", "picture", "matplotlib"}

each_figure = pytest.mark.parametrize("figure", FIGURES, ids=str)
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_source = pytest.mark.parametrize("path", SOURCES, ids=PROJECT.relative)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> dict[FigureId, tuple[Future, Future]]:
    """Two builds of every figure, each in a process and a folder of its own, begun beside the other tests."""

    def build(figure: FigureId) -> tuple[Path, isolation.Outcome]:
        out = tmp_path_factory.mktemp(figure.name)
        return out, isolation.build_isolated(PROJECT.root, figure, out, megabytes=MEGABYTES)

    with ThreadPoolExecutor(1) as pool:
        yield {figure: (pool.submit(build, figure), pool.submit(build, figure)) for figure in FIGURES}
        pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="module", autouse=True)
def importable():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(PROJECT.root))
        yield


@pytest.fixture(scope="module")
def measured(fresh) -> dict[FigureId, Any]:
    """Each figure's result, measured once for all tests that only look at it; filled by :func:`result_of`."""
    return {}


def module_of(figure: FigureId) -> ModuleType:
    return importlib.import_module(f"figures.{figure}")


def result_of(figure: FigureId, measured: dict[FigureId, Any]) -> Any:
    if figure not in measured:
        measured[figure] = module_of(figure).measure()
    return measured[figure]


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def bits(result: Any) -> dict[str, tuple]:
    """Everything in a result, down to the last bit."""
    values: dict[str, Any] = {}
    for field in dataclasses.fields(result):
        value = getattr(result, field.name)
        values |= {f"{field.name}.{key}": v for key, v in value.items()} if isinstance(value, dict) else {field.name: value}
    return {name: (np.asarray(v).dtype.str, np.asarray(v).shape, np.asarray(v).tobytes()) for name, v in values.items()}


def definition(tree: ast.Module, name: str) -> ast.stmt:
    """The one statement at the top level that defines ``name``."""
    found = []
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        if getattr(node, "name", None) == name or name in {getattr(target, "id", None) for target in targets}:
            found.append(node)
    assert len(found) == 1, f"{name} is defined {len(found)} times"
    return found[0]


def test_there_are_figures_to_check():
    assert FIGURES


@each_figure
def test_the_docstring_opens_with_the_claim_as_one_sentence(figure):
    sentence = claim(module_of(figure))
    assert sentence.endswith("."), sentence
    assert not re.search(r"[.?!] +[A-Z]", sentence), f"more than one sentence: {sentence}"


@each_figure
def test_the_parts_stand_in_their_order(figure):
    tree = parse(PROJECT.root / PROJECT.place(figure).module)
    assert ast.get_docstring(tree)
    order = [definition(tree, name).lineno for name in ("LABELS", "Result", "measure", "draw", "NUMBERS")]
    assert order == sorted(order), "the order is LABELS, Result, measure, draw, NUMBERS"
    imports = [node.lineno for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert max(imports) < order[0], "imports come before LABELS"
    constants = [node.lineno for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign))]
    assert all(line < order[1] or line == order[4] for line in constants), "constants come before Result"


def imports_of(tree: ast.Module) -> set[str]:
    """The modules that ``tree`` imports, anywhere."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide what is imported"
            # ``from figures.article import _helper`` imports a module too.
            names |= {
                f"{node.module}.{alias.name}" if node.module.startswith("figures.") else node.module for alias in node.names
            }
    return names


@each_source
def test_a_figure_imports_the_contract_the_sciences_and_helpers(path):
    for name in imports_of(parse(path)):
        top = name.split(".")[0]
        if top == "figures":
            article = path.relative_to(PROJECT.root / "figures").parts[0]
            own = ".".join(path.parent.relative_to(PROJECT.root).parts) if path.parent.name != article else "figures._common"
            shared = (f"figures.{article}._shared", "figures._common", own)
            assert name.startswith(shared), f"{name}: neither its own nor shared"
        elif top == "sitekit":
            assert name == "sitekit.figure", f"{name}: figures see the machine only through sitekit.figure"
        else:
            assert top in SCIENCES | LIBRARY, f"{name} is neither a science nor a harmless part of the library"


@each_source
def test_no_figure_sets_style_saves_files_or_uses_global_state(path):
    for node in ast.walk(parse(path)):
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        assert name not in {"pyplot", "rcParams", "rc_context", "savefig", "seed", "seterr"}, f"line {node.lineno}: {name}"
    assert not {name for name in imports_of(parse(path)) if "pyplot" in name}


@each_figure
def test_measuring_does_not_draw(figure):
    tree = parse(PROJECT.root / PROJECT.place(figure).module)
    functions = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    reached, waiting = set(), ["measure"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        used = {node.id for part in functions[name].body for node in ast.walk(part) if isinstance(node, ast.Name)}
        assert not used & DRAWING, f"{name}, which measure() calls, uses {used & DRAWING}"
        assert "draw" not in used
        waiting += [other for other in used & set(functions) if other not in reached]


@each_figure
def test_measuring_twice_in_one_process_gives_the_same_bits_and_leaves_no_trace(figure, measured):
    chance, settings = repr(np.random.get_state()), dict(matplotlib.rcParams)
    first = result_of(figure, measured)
    before = bits(first)
    second = module_of(figure).measure()
    assert bits(second) == before
    assert bits(first) == before, "the second measurement changed the first one's result"
    assert repr(np.random.get_state()) == chance, "uses numpy's global generator"
    assert dict(matplotlib.rcParams) == settings


@each_figure
@each_language
def test_drawing_is_quiet_legible_and_leaves_the_result_alone(figure, language, measured):
    result, module = result_of(figure, measured), module_of(figure)
    before = bits(result)
    with warnings.catch_warnings(), style.applied():
        warnings.simplefilter("error")
        settings = dict(matplotlib.rcParams)
        drawn = module.draw(result, module.LABELS[language])
        assert dict(matplotlib.rcParams) == settings, "draw() changed the style"
        assert drawn.get_figwidth() == style.WIDTH
        assert problems(drawn) == []
    assert bits(result) == before, "draw() changed the result"


@each_figure
def test_no_text_is_smaller_than_8_points(figure, measured):
    module = module_of(figure)
    with style.applied():
        drawn = module.draw(result_of(figure, measured), module.LABELS["en"])
        small = {text.get_text() for text in contract.texts(drawn) if text.get_fontsize() < 8}
    assert not small


@each_figure
def test_two_builds_give_the_same_bytes_within_the_limits(figure, fresh):
    (first, cost), (second, _) = (future.result() for future in fresh[figure])
    files = {path.name: path.read_bytes() for path in first.iterdir()}
    assert {path.name: path.read_bytes() for path in second.iterdir()} == files
    assert {f"{language}.{kind}" for language in LANGUAGES for kind in ("inline.svg", "svg", "png")} <= set(files)
    assert 0 < cost.peak_megabytes <= MEGABYTES
    assert PROJECT.place(figure).module in cost.read
    numbers = json.loads(files["numbers.json"])
    assert numbers and all(math.isfinite(number["value"]) and number["text"] for number in numbers.values())


@each_figure
def test_every_label_is_used(figure):
    assert contract.unused_labels(module_of(figure), PROJECT.root / PROJECT.place(figure).module) == []


@each_figure
def test_the_figure_has_tests_under_its_name(figure):
    assert (PROJECT.root / PROJECT.place(figure).test).is_file(), PROJECT.place(figure).test


@each_source
def test_everything_public_is_documented(path):
    tree = parse(path)
    assert ast.get_docstring(tree)
    for node in tree.body:
        parts = [node, *(node.body if isinstance(node, ast.ClassDef) else ())]
        for part in parts:
            if isinstance(part, (ast.FunctionDef, ast.ClassDef)) and not part.name.startswith("_"):
                assert ast.get_docstring(part), f"line {part.lineno}: {part.name} has no docstring"


@each_source
def test_a_module_is_short(path):
    source = path.read_text("utf-8")
    docstring = ast.get_docstring(ast.parse(source), clean=False) or ""
    assert len([line for line in source.splitlines() if line.strip()]) - len(docstring.splitlines()) <= LINES
