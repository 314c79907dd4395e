"""The cases that scripts are held to are read whole, whole numbers as whole numbers, and never too few."""

from __future__ import annotations

import numpy as np
import pytest

from sitekit.build.builder import Builder
from sitekit.project import FigureId
from tests import oracles

pytestmark = pytest.mark.builds

LINE = FigureId("article", "line")
GOLDEN = '''"""What the script must compute."""

import numpy as np


def golden(result):
    """Halves, and the measured line."""
    return {
        "half": [({"x": np.int64(number)}, np.float32(number / 2)) for number in range(COUNT)],
        "line": [({"at": np.arange(2)}, {"value": result.line[:2].astype(int)}) for _ in range(COUNT)],
    }
'''


def read(site, count: int):
    site.figure("line")
    site.write("tests/figures/article/line/golden.py", GOLDEN.replace("COUNT", str(count)))
    [picture] = Builder(site.project).build().pictures.values()
    return oracles.cases(site.project, LINE, picture.entry)


def test_whole_numbers_stay_whole_so_that_they_are_compared_exactly(site):
    cases = read(site, 20)
    assert cases["half"][3] == [{"x": 3}, 1.5] and isinstance(cases["half"][2][1], float)
    assert cases["line"][0] == [{"at": [0, 1]}, {"value": [0, 1]}] and isinstance(cases["line"][0][1]["value"][1], int)


def test_an_operation_that_is_hardly_checked_is_refused(site):
    with pytest.raises(ValueError, match="19 cases of 'half', 20 are needed"):
        read(site, 19)


def test_editing_the_cases_measures_nothing_again(site):
    read(site, 20)
    site.write("tests/figures/article/line/golden.py", GOLDEN.replace("COUNT", "30"))
    assert not Builder(site.project).build().built


def test_a_stored_result_is_the_measured_one(tmp_path):
    np.savez_compressed(tmp_path / "data.npz", **{"line": np.arange(3), "by.one": np.array(1), "by.two": np.ones(2)})
    result = oracles.measured(tmp_path)
    assert result.line.tolist() == [0, 1, 2] and list(result.by) == ["one", "two"] and result.by["one"] == 1
