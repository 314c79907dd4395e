"""The claims of ``conditional_locality``, each also seen to fail when what it is about is altered."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from figures._common.photographs import grey
from figures.stationarity_locality import conditional_locality
from figures.stationarity_locality._shared.locality import (
    explained,
    partial_correlation,
    radial_mean,
    semivariogram,
    window_matrix,
)
from figures.stationarity_locality.conditional_locality import CENTRE, PHOTOGRAPHS, RADIUS, along_axes, largest_from
from tests.figures import claims
from tests.figures.results import assert_same

PIXELS = sum(grey(name).size for name in PHOTOGRAPHS)


@pytest.fixture(scope="module")
def result(measured):
    return measured(conditional_locality).result


mutated = claims.mutated(conditional_locality)


def correlation_falls_more_slowly_than_an_exponential(result):
    # At four times the distance an exponential is at its fourth power.
    radial = result.radial["photographs"]
    return radial[32] > radial[8] ** 4


def correlation_in_grass_is_short(result):
    return result.radial["grass"][8] < result.radial["grass"][1] / 3 < result.radial["photographs"][8]


@pytest.mark.claim("conditionally-local")
def partial_correlation_is_local(result):
    # The four neighbours stand out: five times anything at least four pixels away, a factor of 25 in shares of variance.
    partial = result.partial["photographs"]
    return along_axes(partial, 1) > 5 * largest_from(partial, 4)


def partial_correlation_is_local_in_each_photograph(result):
    return all(along_axes(one, 1) > 2 * largest_from(one, 4) for one in result.each)


@pytest.mark.claim("conditionally-local")
def far_rings_know_much_and_add_nothing(result):
    # Each ring alone explains most of the variance; beyond the eight neighbours all rings together add less than 1 %.
    return result.ring.min() > 0.5 and result.within[-1] - result.within[0] < 0.01


@pytest.mark.claim("conditionally-local")
def most_of_what_eight_neighbours_leave_is_left_by_eighty(result):
    # More than half of what 3×3 pixels do not explain, 9×9 do not explain either.
    return 1 - result.within[3] > (1 - result.within[0]) / 2


def eight_neighbours_of_an_unseen_photograph_beat_its_far_rings(result):
    return result.left_out[:, 0].min() > result.ring[1:].max()


def permuted_pixels_keep_neither_correlation(result):
    # The largest of the independent entries of either: 84 shifts, 1.6 million pairs; five standard errors leave room for that.
    # The photographs count equally, so the smallest, a third of the mean size, weighs more: another factor of sqrt(3) at most.
    bound = 5 * np.sqrt(3 / PIXELS)
    return largest_from(result.partial["permuted"], 1) < bound and np.abs(result.radial["permuted"][1:]).max() < bound


def pooling_the_photographs_changes_little(result):
    # No more than the photographs differ among themselves.
    scatter = np.std([along_axes(one, 1) for one in result.each])
    return abs(along_axes(result.pooled_partial, 1) - along_axes(result.partial["photographs"], 1)) < scatter


def permuted_grey(name):
    image = grey(name)
    return np.random.default_rng(1).permutation(image.ravel()).reshape(image.shape)


def photographs_for_grass(name):
    return grey("camera" if name == "grass" else name)


def with_a_ghost(name):
    """The picture with a second one of itself five pixels to the right, as a bad aerial makes it: real far dependence."""
    return grey(name) + np.roll(grey(name), 5, axis=1)


def interleaved(name):
    """The photograph and its mirror images, pixel by pixel in turn: the eight neighbours of a pixel belong to other pictures."""
    image = grey(name)
    return np.stack([np.stack([image, image[::-1]], 2), np.stack([image[:, ::-1], image[::-1, ::-1]], 2)], 1).reshape(
        2 * image.shape[0], 2 * image.shape[1]
    )


def with_a_length_of_its_own(name):
    """Noise blurred over eight pixels, correlated as far as that goes, and a little white noise: matrices have inverses."""
    noise, white = np.random.default_rng(len(name)).standard_normal((2, 300, 400))
    return gaussian_filter(noise, 8) + 0.01 * white


def only_the_least_alike(single, images):
    """The correlation of one photograph in place of all: of the one whose neighbours depend on one another the least."""
    return min(single, key=lambda one: along_axes(conditional_locality.partial_map(one), 1))


def scrambled(correlation):
    """The same partial correlations at other places: one fixed permutation of the window's pixels, the centre apart."""
    order = np.random.default_rng(2).permutation(np.delete(np.arange(169), CENTRE))
    partial = partial_correlation(window_matrix(correlation, 13), CENTRE)
    return np.insert(partial[order], CENTRE, 1.0).reshape(13, 13)


# Claim → what to replace, as (module, name, replacement), so that it becomes false.
CLAIMS = {
    correlation_falls_more_slowly_than_an_exponential: (conditional_locality, "grey", with_a_length_of_its_own),
    correlation_in_grass_is_short: (conditional_locality, "grey", photographs_for_grass),
    partial_correlation_is_local: (conditional_locality, "grey", with_a_ghost),
    partial_correlation_is_local_in_each_photograph: (conditional_locality, "partial_map", scrambled),
    most_of_what_eight_neighbours_leave_is_left_by_eighty: (conditional_locality, "grey", interleaved),
    far_rings_know_much_and_add_nothing: (conditional_locality, "grey", permuted_grey),
    eight_neighbours_of_an_unseen_photograph_beat_its_far_rings: (conditional_locality, "grey", permuted_grey),
    permuted_pixels_keep_neither_correlation: (conditional_locality, "permuted", lambda image, rng: image),
    pooling_the_photographs_changes_little: (conditional_locality, "pool", only_the_least_alike),
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(result, claim):
    assert claim(result)


@pytest.mark.mutation(
    "conditionally-local", "a ghost of the picture five pixels away", ko="같은 사진을 다섯 픽셀 옆에 흐릿하게 겹친다"
)
@pytest.mark.mutation(
    "conditionally-local",
    "a photograph and its mirror images pixel by pixel in turn",
    ko="사진과 그 거울상을 픽셀마다 번갈아 놓는다",
)
@pytest.mark.mutation("conditionally-local", "permuted pixels", ko="픽셀의 순서를 뒤섞는다")
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_is_false_when_what_it_is_about_is_altered(mutated, claim):
    assert not claim(mutated(CLAIMS[claim]))


def test_partial_correlation_by_the_inverse_equals_that_of_regression_residuals():
    """Correlate what the other variables leave of two variables, by least squares on the samples themselves."""
    image = grey("chelsea")
    rng = np.random.default_rng(3)
    windows = np.lib.stride_tricks.sliding_window_view(image, (5, 5))
    samples = windows[rng.integers(296, size=3000), rng.integers(447, size=3000)].reshape(3000, 25)
    partial = partial_correlation(np.cov(samples.T), 12)
    for other in (0, 7, 11, 13, 24):
        rest = np.column_stack([np.delete(samples, [12, other], axis=1), np.ones(len(samples))])
        left = [samples[:, i] - rest @ np.linalg.lstsq(rest, samples[:, i])[0] for i in (12, other)]
        assert partial[other] == pytest.approx(np.corrcoef(left)[0, 1], abs=1e-8)


def test_a_long_tail_can_be_exactly_local_given_the_neighbours():
    """The separable first-order autoregression correlates as φ^(|dy| + |dx|), and its partial correlations are known."""
    phi = 0.97
    shift = np.arange(-12, 13)
    correlation = phi ** (np.abs(shift)[:, None] + np.abs(shift))
    partial = conditional_locality.partial_map(correlation)
    expected = np.zeros((13, 13))
    straight = phi / (1 + phi**2)
    taps = np.array([straight, -1.0, straight])
    expected[RADIUS - 1 : RADIUS + 2, RADIUS - 1 : RADIUS + 2] = -np.outer(taps, taps)
    np.testing.assert_allclose(np.abs(partial), np.abs(expected), atol=1e-8)
    assert partial[RADIUS, RADIUS + 1] == pytest.approx(straight)
    assert partial[RADIUS + 1, RADIUS + 1] == pytest.approx(-(straight**2))
    assert correlation.min() > 0.4


def test_the_semivariogram_equals_direct_loops_over_all_pairs():
    image = grey("coffee")[100:117, 200:223]
    measured = semivariogram(image, 6)
    for dy in range(-6, 7):
        for dx in range(-6, 7):
            squares = [
                (image[i, j] - image[i + dy, j + dx]) ** 2
                for i in range(17)
                for j in range(23)
                if 0 <= i + dy < 17 and 0 <= j + dx < 23
            ]
            assert measured[6 + dy, 6 + dx] == pytest.approx(np.mean(squares) / 2, abs=1e-12)


def test_the_window_matrix_puts_each_shift_in_its_place():
    shift = np.arange(-4, 5)
    matrix = window_matrix(10.0 * shift[:, None] + shift, 3)
    for one in range(9):
        for other in range(9):
            assert matrix[one, other] == 10 * (one // 3 - other // 3) + (one % 3 - other % 3)


def test_the_radial_mean_equals_direct_loops():
    values = np.random.default_rng(4).standard_normal((11, 11))
    by_length = {}
    for i in range(11):
        for j in range(11):
            by_length.setdefault(round(float(np.hypot(i - 5, j - 5))), []).append(values[i, j])
    np.testing.assert_allclose(radial_mean(values, 5), [np.mean(by_length[length]) for length in range(6)])


def test_the_explained_share_is_that_of_least_squares():
    rng = np.random.default_rng(5)
    samples, fresh = rng.standard_normal((2, 400, 6)) @ rng.standard_normal((6, 6))
    given = np.array([False, True, True, False, True, False])
    predictors = samples[:, given] - samples[:, given].mean(axis=0)
    target = samples[:, 0] - samples[:, 0].mean()
    weights = np.linalg.lstsq(predictors, target)[0]
    assert explained(np.cov(samples.T), 0, given) == pytest.approx(1 - (target - predictors @ weights).var() / target.var())
    error = fresh[:, 0] - fresh[:, given] @ weights
    assert explained(np.cov(samples.T), 0, given, np.cov(fresh.T)) == pytest.approx(1 - error.var() / fresh[:, 0].var())


def crops(side, count, rng):
    """Windows at random places of the six photographs, each brought to mean 0 and variance 1: (6·count, side²)."""
    images = [(image - image.mean()) / image.std() for image in map(grey, PHOTOGRAPHS)]
    windows = [np.lib.stride_tricks.sliding_window_view(image, (side, side)) for image in images]
    return np.concatenate(
        [view[rng.integers(view.shape[0], size=count), rng.integers(view.shape[1], size=count)] for view in windows]
    ).reshape(-1, side**2)


def test_random_crops_and_least_squares_find_the_same(result):
    """The way with crops: eight independent batches, whose mean must agree within five of its standard errors."""
    rng = np.random.default_rng(6)
    shares, partials = [], []
    for _ in range(8):
        samples = crops(3, 10_000, rng)
        around = np.delete(samples, 4, axis=1)
        error = samples[:, 4] - around @ np.linalg.lstsq(around, samples[:, 4])[0]
        shares.append(1 - error.var() / samples[:, 4].var())
        samples = crops(13, 1_500, rng)
        rest = np.delete(samples, [CENTRE, CENTRE + 1], axis=1)
        solution = np.linalg.lstsq(rest, samples[:, [CENTRE, CENTRE + 1]])[0]
        partials.append(np.corrcoef((samples[:, [CENTRE, CENTRE + 1]] - rest @ solution).T)[0, 1])
    for batches, expected in ((shares, result.within[0]), (partials, result.partial["photographs"][RADIUS, RADIUS + 1])):
        assert abs(np.mean(batches) - expected) < 5 * np.std(batches, ddof=1) / np.sqrt(8)


def test_maps_are_symmetric_about_the_centre(result):
    for partial in (*result.partial.values(), *result.each, result.window):
        np.testing.assert_allclose(partial, partial[::-1, ::-1], atol=1e-6)


def test_numbers_quote_the_result(result):
    value = {name: number.of(result) for name, number in conditional_locality.NUMBERS.items()}
    partial = result.partial["photographs"]
    assert value["partial_1"] == pytest.approx((partial[6, 5] + partial[6, 7] + partial[5, 6] + partial[7, 6]) / 4)
    assert value["partial_3"] == pytest.approx((partial[6, 3] + partial[6, 9] + partial[3, 6] + partial[9, 6]) / 4)
    assert value["explained_9"] == result.within[3] and value["ring_6"] == result.ring[5]
    assert value["correlation_32"] == result.radial["photographs"][32]


def test_measuring_twice_gives_the_same(result):
    assert_same(result, conditional_locality.measure())
