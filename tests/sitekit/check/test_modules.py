"""What the source of a figure owes is said with the line of it, and remembered until the file changes."""

from __future__ import annotations

import pytest

from sitekit.check import modules

DOC = '"""A straight line is straight."""'
LABELS = "LABELS = Labels(\n"
RESULT = "@dataclass(frozen=True)\nclass Result:"
MEASURE = "def measure() -> Result:\n"
NUMBERS = "NUMBERS = {\n"

FAULTS = {
    "two sentences": ((DOC, '"""A line is straight. It is long."""'), DOC, "more than one sentence"),
    "no sentence": ((DOC, '"""A straight line"""'), DOC, "no sentence"),
    "the clock": (("import numpy as np", "import time\n\nimport numpy as np"), "import numpy", "imports time"),
    "the machine": (("import numpy as np", "import numpy as np\n\nfrom sitekit.project import Project"), None, "sitekit.project"),
    "another figure": (("import numpy as np", "import numpy as np\n\nfrom figures.article import other"), None, "another figure"),
    "another's helper": (
        ("import numpy as np", "import numpy as np\nfrom figures.b._shared import x"),
        None,
        "figures.b._shared",
    ),
    "a relative name": (("import numpy as np", "import numpy as np\nfrom . import other"), None, "relative"),
    "pyplot": (("import numpy as np", "import numpy as np\nfrom matplotlib import pyplot"), None, "pyplot"),
    "a seed for all": (("    return Result(", "    np.random.seed(1)\n    return Result("), "    return Result(", "seed"),
    "a style": (
        ("    figure = canvas(1.5)", "    matplotlib.rcParams['x'] = 1\n    figure = canvas(1.5)"),
        "    figure =",
        "rcParams",
    ),
    "measure draws": (("    return Result(", "    canvas(1.0)\n    return Result("), "    return Result(", "reaches canvas"),
    "measure reaches a colour": (
        (MEASURE, 'def helper():\n    """Nothing."""\n    return palette.INK\n\n\n' + MEASURE + "    helper()\n"),
        None,
        "reaches palette",
    ),
    "a late import": ((RESULT, f"import math\n\n\n{RESULT}"), "@dataclass", "import stands after LABELS"),
    "a late constant": ((NUMBERS, f"STEPS = 3\n{NUMBERS}"), NUMBERS, "constant stands after Result"),
    "twice": ((NUMBERS, f"def measure():\n    pass\n\n\n{NUMBERS}"), NUMBERS, "defines measure again"),
    "a label nobody reads": ((LABELS, f'{LABELS}    idle=same("x"),\n'), "    across=", "label 'idle' is never read"),
    "an undocumented function": ((MEASURE, f"def line():\n    return 1\n\n\n{MEASURE}"), "def measure", "line has no docstring"),
    "long": ((MEASURE, MEASURE + "    x = 1\n" * modules.LINES), None, "180 is the most"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_rule_is_found_with_its_line_and_a_remedy(site, name):
    replacement, before, what = FAULTS[name]
    good = site.good.splitlines()
    site.figure("figure", replacement)
    (fault,) = modules.check(site.project)
    assert what in fault.what and fault.remedy and fault.path == "figures/article/figure.py"
    if before is not None:
        assert fault.line == 1 + next(number for number, line in enumerate(good) if line.startswith(before.rstrip("\n")))


def test_the_parts_in_another_order_are_found(site):
    head, measure = site.good.split(MEASURE)
    body, rest = measure.split("\n\n\n", 1)
    site.write("figures/article/figure.py", f"{head}{rest}\n\n{MEASURE}{body}\n")
    assert "draw stands before measure" in {fault.what for fault in modules.check(site.project)}


def test_a_sound_figure_and_its_own_helpers_have_no_fault(site):
    site.write("figures/article/_shared/tool.py", '"""A tool."""\n\nfrom figures._common import other\n')
    site.write("figures/_common/other.py", '"""Another."""\n')
    site.write("figures/article/grown/helper.py", '"""A helper."""\n\nfrom figures.article._shared import tool\n')
    site.write(
        "figures/article/grown/figure.py",
        site.good.replace("import numpy as np", "import numpy as np\n\nfrom figures.article.grown import helper"),
    )
    site.figure("simple", ("import numpy as np", "import numpy as np\n\nfrom figures.article._shared import tool"))
    assert list(modules.check(site.project)) == []


def test_a_helper_of_all_articles_imports_from_none(site):
    site.write("figures/_common/other.py", '"""Another."""\n\nfrom figures.article._shared import tool\n')
    (fault,) = modules.check(site.project)
    assert (fault.path, fault.line) == ("figures/_common/other.py", 3)


def test_what_was_found_is_forgotten_when_the_file_changes(site):
    for _ in range(2):
        site.figure("figure", (DOC, '"""A straight line"""'))
        assert len(list(modules.check(site.project))) == 1
    site.figure("figure")
    assert list(modules.check(site.project)) == []


def test_what_was_found_is_forgotten_when_another_science_is_there(site, monkeypatch):
    site.figure("figure", ("import numpy as np", "import time\n\nimport numpy as np"))
    assert len(list(modules.check(site.project))) == 1
    monkeypatch.setitem(modules.SCIENCES, "time", "time")
    assert list(modules.check(site.project)) == []


@pytest.mark.parametrize("path", ["figures/article/_tool.py", "figures/_common/_tool.py", "figures/article/line/_tool.py"])
def test_a_helper_whose_name_begins_with_an_underscore_is_held_to_the_rules(site, path):
    site.write(path, '"""A tool."""\n\nimport time\n')
    site.write("figures/article/.ipynb_checkpoints/a.py", "import time\n")
    (fault,) = modules.check(site.project)
    assert (fault.path, fault.line) == (path, 3) and "imports time" in fault.what


def test_a_form_feed_ends_no_line(site):
    site.figure("figure", (MEASURE, "\f\n" + MEASURE + "    x = 1\n" * modules.LINES))
    (fault,) = modules.check(site.project)
    source = (site.root / fault.path).read_text("utf-8").split("\n")
    assert fault.line == [n for n, line in enumerate(source, 1) if line.strip()][modules.LINES + 1]


LIBRARIES = '[photographs]\nnames = ["china"]\nlibraries = {sklearn = "scikit-learn"}\n'
WITHIN = ("    return Result(np.arange(5.0))", "    import sklearn.datasets\n\n    return Result(np.arange(5.0))")
ABOVE = ("import numpy as np", "import sklearn.datasets\nimport numpy as np")


def test_what_reads_other_photographs_is_imported_within_a_function_alone(site):
    site.figure("figure", WITHIN)
    assert ["imports sklearn.datasets" in fault.what for fault in modules.check(site.project)] == [True]
    site.write("figures/replications.toml", LIBRARIES)
    assert list(modules.check(site.project)) == []
    site.figure("figure", ABOVE)
    assert ["imports sklearn.datasets" in fault.what for fault in modules.check(site.project)] == [True]


def test_a_list_of_other_photographs_that_cannot_be_read_is_located(site):
    site.write("figures/replications.toml", "[photographs]\nnames = 3\n")
    assert [str(fault).partition(";")[0] for fault in modules.check(site.project)] == [
        "figures/replications.toml:1: names no photographs"
    ]
