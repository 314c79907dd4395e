"""Pictures of known law are what they say: stationary on the torus, with the spectrum, the radii and the greys of their law."""

import numpy as np
import pytest

from figures._common import fields

DRAWS, SIDE = 400, 16


def leaf_by_leaf(shape, rng, largest):
    """Dead leaves by the distance on the torus of every pixel from every centre, from the front to the back."""
    rows, columns = np.indices(shape)
    picture = np.full(shape, np.nan)
    while np.isnan(picture).any():
        radius = 1 / np.sqrt(rng.uniform(largest**-2, fields.SMALLEST**-2))
        row, column = rng.uniform(0, shape[0]), rng.uniform(0, shape[1])
        down, across = abs(rows - row), abs(columns - column)
        distance = np.hypot(np.minimum(down, shape[0] - down), np.minimum(across, shape[1] - across))
        picture = np.where(np.isnan(picture) & (distance <= radius), rng.uniform(), picture)
    return picture


@pytest.mark.parametrize(("shape", "largest"), [((24, 40), 8), ((24, 40), 12), ((32, 32), 16)])
def test_dead_leaves_equal_those_laid_leaf_by_leaf(shape, largest):
    expected = leaf_by_leaf(shape, np.random.default_rng(3), largest)
    np.testing.assert_array_equal(fields.dead_leaves(shape, np.random.default_rng(3), largest), expected)


def test_radii_fall_as_their_third_power():
    """The share of radii beyond r is (r⁻² − R⁻²) / (s⁻² − R⁻²) from s to R: of a density as r⁻³."""

    class Recorded:
        def __init__(self) -> None:
            self.rng, self.radii = np.random.default_rng(1), []

        def uniform(self, low=0.0, high=1.0):
            value = self.rng.uniform(low, high)
            if high == fields.SMALLEST**-2:
                self.radii.append(1 / np.sqrt(value))
            return value

    recorded = Recorded()
    fields.dead_leaves((256, 256), recorded, 64)
    radii = np.array(recorded.radii)
    assert len(radii) > 1000
    for r in (5, 8, 16, 32):
        share = (r**-2 - 64**-2) / (fields.SMALLEST**-2 - 64**-2)
        assert abs((radii > r).mean() - share) < 4 * np.sqrt(share * (1 - share) / len(radii))


def dead_leaves(rng):
    return fields.dead_leaves((SIDE, SIDE), rng, 8)


def gaussian(rng):
    return fields.gaussian((SIDE, SIDE), rng)


def darker_to_the_right(rng):
    return dead_leaves(rng) * np.linspace(1, 0.5, SIDE)


def noisier_below(rng):
    return gaussian(rng) * np.linspace(0.7, 1.3, SIDE)[:, None]


def cut_out_of_a_larger_one(rng):
    return fields.gaussian((2 * SIDE, 2 * SIDE), rng)[:SIDE, :SIDE]


def stationary_on_the_torus(make) -> bool:
    """Mean and variance of no row or column, and no covariance of a row with the next, differs from the rest.

    Five standard errors of their own scatter over the draws, for 16 rows and 16 columns, the seam among them.
    """
    rng = np.random.default_rng(5)
    pictures = np.array([make(rng) for _ in range(DRAWS)])
    centred = pictures - pictures.mean()
    for axis in (1, 2):
        for product in (centred, centred**2, centred * np.roll(centred, 1, axis)):
            lines = product.mean(axis=3 - axis)
            gap = lines - lines.mean(axis=1, keepdims=True)
            if (abs(gap.mean(axis=0)) > 5 * gap.std(axis=0) / np.sqrt(DRAWS)).any():
                return False
    return True


@pytest.mark.parametrize("make", [dead_leaves, gaussian])
def test_the_law_is_the_same_everywhere_on_the_torus(make):
    assert stationary_on_the_torus(make)


@pytest.mark.parametrize("make", [darker_to_the_right, noisier_below, cut_out_of_a_larger_one])
def test_another_law_is_not(make):
    assert not stationary_on_the_torus(make)


def test_the_gaussian_field_has_its_spectrum_and_unit_variance():
    rng = np.random.default_rng(6)
    power = np.mean([abs(np.fft.fft2(fields.gaussian((SIDE, 2 * SIDE), rng))) ** 2 for _ in range(DRAWS)], axis=0)
    assert power[0, 0] == pytest.approx(0, abs=1e-20)
    frequency = np.hypot(np.fft.fftfreq(SIDE)[:, None], np.fft.fftfreq(2 * SIDE))
    flat = (power * frequency**2).ravel()[1:]
    # Each is a chi-square of one or two degrees of freedom, over the draws: a standard error of √(2/draws) at most.
    assert abs(flat / flat.mean() - 1).max() < 5 * np.sqrt(2 / DRAWS)
    # Variance by Parseval; its error is the lowest frequencies', four waves of a fifth of it each.
    assert power.sum() / (2 * SIDE * SIDE) ** 2 == pytest.approx(1, abs=4 * np.sqrt(2 / 5 / DRAWS))


def test_greys_of_leaves_are_uniform():
    rng = np.random.default_rng(7)
    means = np.array([[picture.mean(), (picture**2).mean()] for picture in (dead_leaves(rng) for _ in range(DRAWS))])
    assert (abs(means.mean(axis=0) - (1 / 2, 1 / 3)) < 4 * means.std(axis=0) / np.sqrt(DRAWS)).all()
