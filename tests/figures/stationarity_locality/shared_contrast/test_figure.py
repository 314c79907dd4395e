"""The claims of ``shared_contrast``, each also seen to fail when what it is about is altered."""

from __future__ import annotations

import importlib

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from figures._common.photographs import grey
from figures.stationarity_locality import shared_contrast as figure
from tests.figures import claims
from tests.figures.results import assert_same

residuals = importlib.import_module("figures.stationarity_locality.shared_contrast.residuals")

MARGIN = 0.05
"""A correlation below it, a share of .25 % of the variance, counts as none."""


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


mutated = claims.mutated(figure)


@pytest.mark.claim("linear-locality-misses-shared-contrast")
def residuals_are_uncorrelated_a_few_pixels_on(result):
    return np.abs(result.correlation["residual"][:, [4, 8, 16, 32]]).max() < MARGIN


@pytest.mark.claim("linear-locality-misses-shared-contrast")
def magnitudes_stay_correlated(result):
    return result.correlation["magnitude"][:, 8].min() > MARGIN


@pytest.mark.claim("linear-locality-misses-shared-contrast")
def dividing_by_contrast_takes_most_of_it_away(result):
    return np.abs(result.correlation["divided"][:, 8]).max() < result.correlation["magnitude"][:, 8].min() / 2


@pytest.mark.claim("linear-locality-misses-shared-contrast")
def random_phases_leave_none_of_it(result):
    return np.abs(result.correlation["control"][:, [8, 16, 32]]).max() < MARGIN


def wider_contrast_takes_it_away_as_well(result):
    return np.abs(result.correlation["divided_wide"][:, 8]).max() < result.correlation["magnitude"][:, 8].min() / 2


def divided_residuals_are_nearly_gaussian(result):
    # The excess over 3 falls to a tenth in every photograph.
    return ((result.divided_kurtosis - 3) < (result.kurtosis - 3) / 10).all()


def unpredicted(image, radius=2):
    return (image - image.mean())[radius:-radius, radius:-radius]


def gaussian(name):
    """A field with the photograph's spectrum and no other statistics, in its place."""
    return residuals.random_phases(grey(name), np.random.default_rng(1))


def undivided(field, radius=2):
    return field[radius:-radius, radius:-radius]


# Claim → what to replace, as (module, name, replacement), so that it becomes false.
CLAIMS = {
    residuals_are_uncorrelated_a_few_pixels_on: (residuals, "residual", unpredicted),
    magnitudes_stay_correlated: (figure, "grey", gaussian),
    dividing_by_contrast_takes_most_of_it_away: (residuals, "divided", undivided),
    random_phases_leave_none_of_it: (residuals, "random_phases", lambda image, rng: image),
    wider_contrast_takes_it_away_as_well: (residuals, "divided", undivided),
    divided_residuals_are_nearly_gaussian: (residuals, "divided", undivided),
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(result, claim):
    assert claim(result)


@pytest.mark.mutation("linear-locality-misses-shared-contrast", "nothing predicted", ko="예측하지 않고 값을 그대로 쓴다")
@pytest.mark.mutation(
    "linear-locality-misses-shared-contrast", "Gaussian fields in place of the photographs", ko="사진 대신 가우스 확률장을 쓴다"
)
@pytest.mark.mutation("linear-locality-misses-shared-contrast", "nothing divided", ko="잔차를 대비로 나누지 않는다")
@pytest.mark.mutation("linear-locality-misses-shared-contrast", "phases left as they are", ko="위상을 무작위로 바꾸지 않는다")
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_is_false_when_what_it_is_about_is_altered(mutated, claim):
    assert not claim(mutated(CLAIMS[claim]))


def test_the_residual_is_that_of_least_squares():
    image = grey("chelsea")[50:110, 60:130]
    centred = image - image.mean()
    rows, target = [], []
    for i in range(2, 58):
        for j in range(2, 68):
            window = centred[i - 2 : i + 3, j - 2 : j + 3].ravel()
            rows.append(np.delete(window, 12))
            target.append(window[12])
    rows, target = np.array(rows), np.array(target)
    expected = target - rows @ np.linalg.lstsq(rows, target)[0]
    np.testing.assert_allclose(residuals.residual(image).ravel(), expected, atol=1e-9)


def test_the_contrast_and_the_deviation_equal_direct_loops():
    field = np.random.default_rng(2).standard_normal((12, 14))
    contrast, deviation = residuals.contrast(field), residuals.deviation(field)
    for i in range(2, 10):
        for j in range(2, 12):
            window = field[i - 2 : i + 3, j - 2 : j + 3].ravel()
            around = np.mean(np.delete(window, 12) ** 2) + residuals.FLOOR**2
            assert contrast[i - 2, j - 2] == pytest.approx(np.sqrt(around))
            assert deviation[i - 2, j - 2] == pytest.approx(np.sqrt(window.var() + residuals.FLOOR**2))
    np.testing.assert_allclose(residuals.divided(field), field[2:-2, 2:-2] / contrast)


def test_the_correlation_equals_direct_loops():
    field = grey("coffee")[100:117, 200:221]
    centred = field - field.mean()
    by_length = {}
    for dy in range(-4, 5):
        for dx in range(-4, 5):
            pairs = [
                centred[i, j] * centred[i + dy, j + dx]
                for i in range(17)
                for j in range(21)
                if 0 <= i + dy < 17 and 0 <= j + dx < 21
            ]
            by_length.setdefault(round(float(np.hypot(dy, dx))), []).append(np.mean(pairs) / field.var())
    np.testing.assert_allclose(residuals.correlation(field, 4), [np.mean(by_length[length]) for length in range(5)])


def test_random_phases_keep_the_spectrum_and_nothing_else():
    image = grey("camera")
    other = residuals.random_phases(image, np.random.default_rng(3))
    spectrum, twin = (np.abs(np.fft.fft2(each - each.mean())) for each in (image, other))
    np.testing.assert_allclose(twin, spectrum, atol=1e-6 * spectrum.max())
    assert residuals.kurtosis(residuals.residual(image)) > 2 * residuals.kurtosis(residuals.residual(other))


def test_a_scale_mixture_with_a_known_answer():
    """White noise times a slowly varying scale: the model of which this speaks. Its magnitudes are those of the scale.

    For z·|u| with z independent of the Gaussian u, the correlation far apart is that of z times 2/π · var z / var z·|u|.
    """
    rng = np.random.default_rng(4)
    scale = np.exp(0.7 * _standard(gaussian_filter(rng.standard_normal((600, 600)), 24)))
    left = residuals.residual(0.1 * scale * rng.standard_normal(scale.shape))
    scale = scale[2:-2, 2:-2]
    magnitude = residuals.correlation(np.abs(left), 32)
    expected = (
        residuals.correlation(scale, 32) * scale.var() * (2 / np.pi) / np.abs(scale * rng.standard_normal(scale.shape)).var()
    )
    np.testing.assert_allclose(magnitude[[4, 8, 16, 32]], expected[[4, 8, 16, 32]], atol=0.03)
    assert magnitude[8] > 0.2
    assert np.abs(residuals.correlation(left, 8)[1:]).max() < 0.02
    assert np.abs(residuals.correlation(np.abs(residuals.divided(left)), 16)[8:]).max() < 0.02


def _standard(field):
    return (field - field.mean()) / field.std()


def test_one_photograph_is_enough(monkeypatch):
    monkeypatch.setattr(figure, "PHOTOGRAPHS", ("hopper",))
    measured = figure.measure()
    assert all(np.isfinite(number.of(measured)) for number in figure.NUMBERS.values())


def test_what_is_shown_lies_where_the_photograph_does(result):
    top, left = figure.CORNER
    image = grey(figure.PHOTOGRAPHS[0])
    np.testing.assert_array_equal(result.photograph, image[top : top + 160, left : left + 160])
    whole = np.abs(residuals.residual(image))
    assert result.magnitude[10, 20] == pytest.approx(whole[top + 8, left + 18] / residuals.residual(image).std())
    ratio = result.magnitude[10, 20] / result.divided[10, 20]
    around = np.delete(residuals.residual(image)[top + 6 : top + 11, left + 16 : left + 21].ravel(), 12)
    assert ratio == pytest.approx(np.sqrt(np.mean(around**2) + residuals.FLOOR**2) / residuals.residual(image).std())


def test_measuring_twice_gives_the_same(result):
    assert_same(result, figure.measure())
