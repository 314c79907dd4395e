"""The digest of what measures: it knows what ``measure()`` reaches, and nothing else."""

from __future__ import annotations

import pytest

from sitekit.project import FigureId
from sitekit.replications.reach import digest

LINE = FigureId("article", "line")
FIGURE = '''"""A line is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import figures.article._shared.far as far_away
from figures._common import noise
from figures.article.line.helper import SEED, scaled
from sitekit.figure import Figure, Labels, Number, canvas, fixed, over_seeds, palette, unquoted

LABELS = Labels(across={"ko": "가로", "en": "across"})
WIDTH, POINTS = 3, 5


@dataclass(frozen=True)
class Result:
    """``line`` (5,): heights."""

    line: np.ndarray

    def top(self) -> float:
        """The highest."""
        return self.line.max()


def measure() -> Result:
    """Heights."""
    points = POINTS  # As many as there are.
    return Result(scaled(noise.heights(points, SEED)) + far_away.LEVEL)


def draw(result: Result, labels) -> Figure:
    """The line."""
    figure = canvas(WIDTH)
    figure.subplots().plot(shown(result.line), color=palette.INPUT)
    return figure


def shown(line):
    """What is seen of it."""
    return line - 1


def rise(result: Result) -> float:
    """How much it rises."""
    return result.line[-1] - result.line[0]


NUMBERS = (
    {"rise": Number(rise, ".2f", unit="px"), "top": Number(lambda r: r.top(), ".1f")}
    | Number.each((0, 1), "at_{}", lambda r, at: r.line[at], ".2f")
    | Number.fields(".3f", "level", unit="m")
    | unquoted(fixed(".0%", share=0.25))
    | over_seeds("rise", rise_low=(np.min, ".1f"))
)
'''
HELPER = '''"""What the line is made with."""

SEED = 0
FACTOR = 2
UNUSED = 9


def scaled(line):
    """``line``, larger."""
    return FACTOR * moved(line)


def moved(line):
    return line + 1


def other(line):
    return line
'''
NOISE = '''"""Chance."""

import numpy as np

TABLE = {}
TABLE["width"] = 2
np.errstate(divide="ignore")


def heights(points, seed):
    """Random ones."""
    from figures._common import inner

    return inner.draw(points, seed) * TABLE["width"]


def more(points):
    """Others."""
    return points
'''
FILES = {
    "figures/article/line/figure.py": FIGURE,
    "figures/article/line/helper.py": HELPER,
    "figures/article/line/live.py": '"""Live."""\nWORDS = 1\n',
    "figures/article/_shared/far.py": '"""Far."""\nLEVEL = 1\nOTHER = 2\n',
    "figures/_common/noise.py": NOISE,
    "figures/_common/inner.py": '"""Inner."""\n\n\ndef draw(points, seed):\n    """Draws."""\n    return points + seed\n',
}
OWN, HELPERS, COMMON = "figures/article/line/figure.py", "figures/article/line/helper.py", "figures/_common/noise.py"
FAR, INNER = "figures/article/_shared/far.py", "figures/_common/inner.py"

REACHED = {
    "measure itself": (OWN, "points = POINTS", "points = POINTS + 1"),
    "a constant that it names": (OWN, "WIDTH, POINTS = 3, 5", "WIDTH, POINTS = 3, 6"),
    "a helper": (HELPERS, "return FACTOR * moved(line)", "return FACTOR + moved(line)"),
    "what the helper calls": (HELPERS, "return line + 1", "return line + 2"),
    "a constant of the helper": (HELPERS, "FACTOR = 2", "FACTOR = 3"),
    "the declared seed": (HELPERS, "SEED = 0", "SEED = 1"),
    "a function of another module": (COMMON, '* TABLE["width"]', '- TABLE["width"]'),
    "what that is told": (COMMON, 'TABLE["width"] = 2', 'TABLE["width"] = 3'),
    "what a module does when it is imported": (COMMON, 'divide="ignore"', 'divide="raise"'),
    "what is imported within a function": (INNER, "return points + seed", "return points - seed"),
    "an attribute of a module of another name": (FAR, "LEVEL = 1", "LEVEL = 2"),
    "a method of the result": (OWN, "return self.line.max()", "return self.line.min()"),
    "the function of a number": (OWN, "result.line[-1] - result.line[0]", "result.line[-1] - result.line[1]"),
    "the expression of a number": (OWN, "lambda r: r.top()", "lambda r: 2 * r.top()"),
    "the keys of numbers": (OWN, "Number.each((0, 1)", "Number.each((0, 2)"),
    "the field that a number is": (OWN, '"level"', '"depth"'),
    "the value of a fixed number": (OWN, "share=0.25", "share=0.5"),
    "an index of each number": (OWN, "r.line[at]", "r.line[-at]"),
}
BESIDE = {
    "a label": (OWN, '"en": "across"', '"en": "along"'),
    "a colour": (OWN, "palette.INPUT", "palette.KERNEL"),
    "what only draw calls": (OWN, "return line - 1", "return line - 2"),
    "a constant of drawing, in one statement": (OWN, '"ko": "가로"', '"ko": "너비"'),
    "the module's docstring": (OWN, "A line is drawn.", "A line is seen."),
    "a function's docstring": (HELPERS, "``line``, larger.", "Larger."),
    "a class's docstring": (OWN, "``line`` (5,): heights.", "Heights."),
    "a comment": (OWN, "  # As many as there are.", ""),
    "the name of a number": (OWN, '"rise": Number', '"climb": Number'),
    "a number's format": (OWN, '".2f", unit="px"', '".3f", unit="px"'),
    "a number's unit": (OWN, 'unit="px"', 'unit="m"'),
    "the name of each number": (OWN, '"at_{}"', '"height_{}"'),
    "what readers call a number": (OWN, 'unit="px")', 'unit="px", name={"ko": "오름", "en": "rise"})'),
    "what readers call each number": (OWN, 'r.line[at], ".2f")', 'r.line[at], ".2f", names={"ko": "{}", "en": "at {}"})'),
    "the words for the keys of numbers": (OWN, 'r.line[at], ".2f")', 'r.line[at], ".2f", words={0: LABELS})'),
    "what readers call fields": (OWN, 'unit="m")', 'unit="m", names={"ko": "수위", "en": "level"})'),
    "what readers call a fixed number": (OWN, "share=0.25)", 'share=0.25, names={"share": {"ko": "비율", "en": "share"}})'),
    "what readers call a number over seeds": (OWN, '(np.min, ".1f")', '(np.min, ".1f"), names={"rise_low": NAME}'),
    "the format of fields": (OWN, 'fields(".3f"', 'fields(".4f"'),
    "the format of a fixed number": (OWN, 'fixed(".0%"', 'fixed(".1%"'),
    "the name of a fixed number": (OWN, "share=0.25", "part=0.25"),
    "a number over seeds": (OWN, "(np.min", "(np.max"),
    "the last number over seeds": (OWN, '    | over_seeds("rise", rise_low=(np.min, ".1f"))\n', ""),
    "another number over seeds": (
        OWN,
        '.2f")\n    | Number.fields',
        '.2f")\n    | over_seeds("top", t=(np.max, "d"))\n    | Number.fields',
    ),
    "a number over seeds among others": (OWN, '"top": Number', '**over_seeds("top", t=(np.max, "d")), "top": Number'),
    "an unquoted number over seeds": (
        OWN,
        "    | unquoted(",
        '    | unquoted(over_seeds("top", t=(np.max, "d")))\n    | unquoted(',
    ),
    "a constant that nothing reaches": (HELPERS, "UNUSED = 9", "UNUSED = 8"),
    "a function that nothing reaches": (HELPERS, "def other(line):\n    return line", "def other(line):\n    return -line"),
    "another part of a shared module": (FAR, "OTHER = 2", "OTHER = 3"),
    "another function of a shared module": (COMMON, "return points\n", "return -points\n"),
    "the live part": ("figures/article/line/live.py", "WORDS = 1", "WORDS = 2"),
    "how it is laid out": (OWN, "def measure() -> Result:\n", "\n\ndef measure() -> Result:\n\n"),
}


def digest_of(site, changed: tuple[str, str, str] | None = None) -> str:
    for path, text in FILES.items():
        if changed and path == changed[0]:
            assert text.count(changed[1]) == 1, changed
            text = text.replace(*changed[1:])
        site.write(path, text)
    return digest(site.root, site.project.place(LINE))


@pytest.mark.parametrize("change", REACHED)
def test_what_measures_counts(site, change):
    assert digest_of(site) != digest_of(site, REACHED[change])


@pytest.mark.parametrize("change", BESIDE)
def test_what_does_not_measure_does_not(site, change):
    assert digest_of(site) == digest_of(site, BESIDE[change])


@pytest.mark.parametrize("use, is_whole", [("far_away.LEVEL", False), ("getattr(far_away, 'LEVEL')", True)])
def test_a_module_that_is_handed_around_counts_whole(site, use, is_whole):
    before = digest_of(site, (OWN, "far_away.LEVEL", use))
    site.write(FAR, FILES[FAR].replace("OTHER = 2", "OTHER = 3"))
    assert (digest(site.root, site.project.place(LINE)) != before) == is_whole


def test_a_name_that_is_local_reaches_nothing(site):
    local = FILES[HELPERS].replace("    return line + 1", "    UNUSED = line\n    return UNUSED + 1")
    found = []
    for text in (local, local.replace("UNUSED = 9", "UNUSED = 8")):
        digest_of(site)
        site.write(HELPERS, text)
        found.append(digest(site.root, site.project.place(LINE)))
    assert found[0] == found[1] != digest_of(site)
