"""What the record of other tools says, and what it would say if tools worked otherwise."""

import re

import numpy as np
import pytest

from figures.how_fast import cost_beside_peers as figure
from figures.how_fast._shared import records
from tests.figures import claims


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


def rows() -> dict[str, dict[str, str]]:
    """Tool → what the file says of it, as text."""
    blocks = (records.FOLDER / "peers.toml").read_text("utf-8").split("[[row]]")[1:]
    tables = [dict(re.findall(r"^(\w+) = (.+)$", block, re.M)) for block in blocks]
    return {table["tool"].strip('"'): table for table in tables}


def costs(result, act: str) -> dict[str, float]:
    return dict(zip(np.array(figure.TOOLS)[result.places[act]].tolist(), result.costs[act].tolist(), strict=True))


def others(result, act: str) -> list[float]:
    return [cost for tool, cost in costs(result, act).items() if tool not in ("mystmd", *figure.OURS.values())]


@pytest.mark.claim("other-tools-build-figures-for-less")
def others_are_cheaper_where_figures_are_made(result) -> bool:
    ours = "this machine, 1 language"
    return all(other < costs(result, act)[ours] for act in ("cold", "figure") for other in others(result, act))


@pytest.mark.claim("a-save-is-cheapest-here")
def a_save_is_cheapest_here(result) -> bool:
    ours = [costs(result, "served")[tool] for tool in figure.OURS.values()]
    return all(mine < other for mine in ours for other in others(result, "served"))


@pytest.mark.claim("only-here-a-changed-helper-is-seen")
def only_here_a_changed_helper_is_seen(result) -> bool:
    return result.sees_helpers.tolist() == [True] * len(figure.OURS) + [False] * len(figure.PEERS)


def altered(change):
    """What reads a record whose rows ``change`` has altered."""

    def read(name: str) -> dict:
        record = KEPT(name)
        return record | {"row": [row | change(row) for row in record["row"]]}

    return read


KEPT = records.read
CLAIMS = {
    others_are_cheaper_where_figures_are_made: altered(lambda row: {"figure": row["prose"]}),
    a_save_is_cheapest_here: altered(lambda row: {"served": row["prose"]}),
    only_here_a_changed_helper_is_seen: altered(lambda row: {"sees_helpers": True}),
}
mutated = claims.mutated(figure)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_it_is_so(claim, result):
    assert claim(result)


@pytest.mark.mutation(
    "other-tools-build-figures-for-less", "no tool runs the figure that was changed", ko="고친 그림을 어느 도구도 실행하지 않는다"
)
@pytest.mark.mutation("a-save-is-cheapest-here", "a save builds the whole site", ko="저장할 때마다 사이트 전체를 빌드한다")
@pytest.mark.mutation("only-here-a-changed-helper-is-seen", "every tool follows imports", ko="모든 도구가 불러온 모듈까지 살핀다")
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_it_is_not_so_with_other_tools(claim, mutated):
    assert not claim(mutated((records, "read", CLAIMS[claim])))


def test_the_result_is_the_record(result):
    assert [*rows()] == sorted(figure.TOOLS)
    for place, tool in enumerate(figure.TOOLS):
        said = rows()[tool]
        assert str(bool(result.sees_helpers[place])).lower() == said["sees_helpers"]
        for act in figure.ACTS:
            assert costs(result, act).get(tool) == (float(said[act]) if act in said else None)
