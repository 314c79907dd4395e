"""Faces hang from their hills where these have their centre, so that how far they are apart is how far the scores are."""

import numpy as np
import pytest
from matplotlib.patches import Polygon

from figures.stationarity_locality import scrambled_face as figure
from sitekit.figure import style


@pytest.fixture(scope="module")
def sheet(measured):
    """Centres of the pictures, from above, and of the two large pairs of hills, both (4,), in inches from the left."""
    with style.applied():
        (axes,) = figure.draw(measured(figure).result, figure.LABELS["en"]).axes
    pictures = sorted(((low + high) / 2, (left + right) / 2) for left, right, low, high in (i.get_extent() for i in axes.images))
    hills = sorted((patch.get_xy() for patch in axes.patches if isinstance(patch, Polygon)), key=_height)[-4:]
    return np.array([across for _, across in pictures]), np.array([across for _, across in sorted(map(_centre, hills))])


def _height(corners: np.ndarray) -> float:
    return np.ptp(corners[:, 1])


def _centre(corners: np.ndarray) -> tuple[float, float]:
    """The height and the distance from the left of a polygon's centre of mass."""
    (x, y), (u, v) = corners.T, np.roll(corners, -1, axis=0).T
    cross = x * v - u * y
    return ((y + v) * cross).sum() / (3 * cross.sum()), ((x + u) * cross).sum() / (3 * cross.sum())


def test_faces_hang_where_their_hills_have_their_centre(sheet):
    pictures, hills = sheet
    assert len(pictures) == 4
    # Hills are drawn with few corners, and cut off where there is next to nothing: a twentieth of a score.
    assert pictures == pytest.approx(hills, abs=0.02)


def test_scrambling_moves_the_face_only_where_places_count(sheet):
    (strict_intact, strict_scrambled, loose_intact, loose_scrambled), _ = sheet
    assert strict_intact - strict_scrambled > 5 * abs(loose_intact - loose_scrambled)
