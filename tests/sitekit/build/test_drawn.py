"""What readers could not see or read in a picture is a fault of its figure, with the line of it."""

from __future__ import annotations

import pytest

from sitekit.build.builder import Builder

TITLE = "    axes.set_title(labels.model)"
FAULTS = {
    "wide": (("    figure = canvas(1.5)", "    figure = Figure(figsize=(6, 2))"), "6 in wide", "def draw("),
    "small": ((TITLE, '    axes.text(2, 2, "1 %", fontsize=6)'), "'1 %' is 6 pt high", '    axes.text(2, 2, "1 %"'),
    "out": ((TITLE, '    figure.text(0.99, 0.5, "1 %")'), "'1 %' leaves the canvas", '    figure.text(0.99, 0.5, "1 %")'),
    "one on another": (
        (TITLE, '    axes.text(2, 2, "1 %")\n    axes.text(2, 2, "1 %")'),
        "'1 %' overlaps '1 %'",
        '    axes.text(2, 2, "1 %")',
    ),
    "another style": (
        ("import numpy as np", "import matplotlib\nimport numpy as np"),
        (TITLE, '    matplotlib.rcParams["font.size"] = 20'),
        "changed the style",
        "def draw(",
    ),
}


@pytest.mark.builds
@pytest.mark.parametrize("name", FAULTS)
def test_a_picture_that_nobody_can_read_is_a_located_fault(site, name):
    *replacements, what, line = FAULTS[name]
    site.figure("figure", *replacements)
    (fault,) = Builder(site.project).build().faults.values()
    assert what in fault.what and fault.remedy
    assert (site.root / fault.path).read_text("utf-8").splitlines()[fault.line - 1].startswith(line)
