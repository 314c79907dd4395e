"""What the record of large sites says, and what it would say if the template worked otherwise."""

import re

import numpy as np
import pytest

from figures.how_fast import cost_by_articles as figure
from figures.how_fast._shared import records
from tests.figures import claims


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


def column(name: str) -> list[float]:
    """The values of ``name`` in the record, as they stand in the file."""
    text = (records.FOLDER / "scale.toml").read_text("utf-8").partition("[[row]]")[2]
    return [float(value) for value in re.findall(rf"^{name} = (\S+)$", text, re.M)]


@pytest.mark.claim("a-saved-line-is-shown-within-a-second")
def a_saved_line_is_shown_within_a_second(result) -> bool:
    ours, plain = (result.costs[kind][-1] for kind in ("save_line", "plain_save"))
    return ours < 1 and 10 * ours < plain


@pytest.mark.claim("nothing-grows-faster-than-the-articles")
def nothing_grows_faster_than_a_straight_line(result) -> bool:
    """The same by polynomials: that of degree one through two points, at the third."""
    few, most = result.articles[[0, -2]], result.articles[-1]
    lines = {kind: np.polyfit(few, np.maximum(result.costs[kind][[0, -2]], result.costs[kind][0]), 1) for kind in figure.WAITED}
    return all(result.costs[kind][-1] < 1.25 * (np.polyval(line, most) + figure.NOISE) for kind, line in lines.items())


@pytest.mark.claim("memory-stays-below-a-gigabyte")
def memory_stays_below_a_gigabyte(result) -> bool:
    return all((result.memory[kind] < 1000).all() for kind in ("build_mb", "serve_mb"))


@pytest.mark.claim("a-first-build-costs-more-than-mkdocs-alone")
def a_first_build_costs_more_than_mkdocs_alone(result) -> bool:
    return bool((result.costs["cold"] > result.costs["plain_build"])[[0, -1]].all())


@pytest.mark.claim("a-small-site-costs-more-than-mkdocs-alone")
def every_build_of_a_small_site_costs_more_than_mkdocs_alone(result) -> bool:
    return all(result.costs[kind][0] > result.costs["plain_build"][0] for kind in figure.BUILDS)


def altered(change):
    """What reads a record whose rows ``change`` has altered."""

    def read(name: str) -> dict:
        record = KEPT(name)
        return record | {"row": [row | change(row) for row in record["row"]]}

    return read


KEPT = records.read
CLAIMS = {
    a_saved_line_is_shown_within_a_second: altered(lambda row: {"save_line": row["plain_save"]}),
    nothing_grows_faster_than_a_straight_line: altered(lambda row: {"one_line": row["one_line"] + row["articles"] ** 2 / 10}),
    memory_stays_below_a_gigabyte: altered(lambda row: {"serve_mb": row["serve_mb"] + 100 * row["articles"]}),
    a_first_build_costs_more_than_mkdocs_alone: altered(lambda row: {"cold": row["save_line"]}),
    every_build_of_a_small_site_costs_more_than_mkdocs_alone: altered(lambda row: {"one_line": row["save_line"]}),
}
mutated = claims.mutated(figure)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_it_is_so(claim, result):
    assert claim(result)


@pytest.mark.mutation(
    "a-saved-line-is-shown-within-a-second", "a save builds the whole site", ko="저장할 때마다 사이트 전체를 빌드한다"
)
@pytest.mark.mutation(
    "nothing-grows-faster-than-the-articles", "each article is compared with every other", ko="모든 글을 서로 비교한다"
)
@pytest.mark.mutation(
    "memory-stays-below-a-gigabyte", "each article keeps 100 MB in memory", ko="글마다 메모리에 100 MB를 남겨 둔다"
)
@pytest.mark.mutation(
    "a-first-build-costs-more-than-mkdocs-alone", "a first build makes one page", ko="처음 빌드에서 페이지 하나만 만든다"
)
@pytest.mark.mutation(
    "a-small-site-costs-more-than-mkdocs-alone", "a build makes one page", ko="빌드할 때 바뀐 페이지 하나만 만든다"
)
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_it_is_not_so_of_another_template(claim, mutated):
    assert not claim(mutated((records, "read", CLAIMS[claim])))


def test_the_result_is_the_record(result):
    assert result.articles.tolist() == column("articles")
    for table in (result.costs, result.memory, result.sizes):
        assert all(values.tolist() == column(name) for name, values in table.items())
    assert (np.diff(result.articles) > 0).all()


def test_a_cost_on_a_straight_line_adds_its_slope_and_does_not_grow_faster():
    articles = np.array([1, 10, 50, 200])
    costs = {"straight": 3 + 0.02 * articles, "square": 3 + 0.02 * articles**2}
    result = figure.Result(articles, costs, {}, {}, 2, "")
    assert figure.slope(result, "straight") == pytest.approx(20)
    assert figure.growth(result, "straight") == pytest.approx(7 / (7 + figure.NOISE))
    assert figure.growth(result, "square") > 3


def test_a_cost_that_fell_by_chance_is_not_expected_to_fall_further():
    result = figure.Result(np.array([1, 50, 200]), {"even": np.array([0.6, 0.5, 0.6])}, {}, {}, 2, "")
    assert figure.growth(result, "even") < 1
