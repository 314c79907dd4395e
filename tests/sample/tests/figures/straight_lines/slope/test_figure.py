"""The claim of ``slope``, also seen to fail when what it is about is altered."""

from __future__ import annotations

from itertools import pairwise

import pytest
from figures.straight_lines import slope as figure


def straight(heights) -> bool:
    return len({after - before for before, after in pairwise(heights)}) == 1


@pytest.mark.claim("a-line-is-straight")
def test_a_line_is_straight():
    assert straight(figure.measure().heights.tolist())


@pytest.mark.mutation("a-line-is-straight", "a bend in the middle", ko="가운데를 꺾은 선", ja="真ん中で折れた線")
def test_a_bent_line_is_not():
    heights = figure.measure().heights.copy()
    heights[4] += 1
    assert not straight(heights.tolist())
