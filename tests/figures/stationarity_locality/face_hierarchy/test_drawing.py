"""The picture is read along its rows: a face, the peak that it makes, and both answers have to lie level."""

import numpy as np
import pytest
from matplotlib.colors import same_color, to_hex

from figures.stationarity_locality import face_hierarchy as figure
from figures.stationarity_locality.face_hierarchy import parts as hierarchy
from sitekit.figure import palette, style


@pytest.fixture(scope="module")
def dots(measured):
    """The rows of the peaks in the scene, in pixels of the canvas, and (height, probability, whether filled) of every dot."""
    result = measured(figure).result
    with style.applied():
        drawn = figure.draw(result, figure.LABELS["en"])
        drawn.draw_without_rendering()
        scene = drawn.axes[0]
        rows = [hierarchy.peak(channel)[0] for channel in result.face.values()]
        levels = scene.transData.transform([(0, row) for row in rows])[:, 1]
        found = [
            (*line.get_transform().transform(line.get_xydata()[0])[1:], float(line.get_xdata()[0]), _filled(line))
            for axes in drawn.axes[1:]
            for line in axes.lines
            if line.get_marker() == "o"
        ]
    return levels, found


def _filled(line) -> bool:
    return not same_color(line.get_markerfacecolor(), to_hex(palette.PAPER))


def test_every_answer_lies_level_with_the_peak_it_comes_from(dots):
    levels, found = dots
    assert len(found) == 4
    assert all(np.abs(levels - height).min() < 0.5 for height, _, _ in found)
    assert all(sum(abs(level - height) < 0.5 for height, _, _ in found) == 2 for level in levels)


def test_a_dot_is_filled_where_the_head_tells_a_face(dots):
    _, found = dots
    assert [filled for _, _, filled in found] == [probability > 0.5 for _, probability, _ in found]
    assert [filled for _, _, filled in found].count(False) == 1
