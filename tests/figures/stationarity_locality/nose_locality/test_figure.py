"""The claims of ``nose_locality``, each also seen to fail when what it is about is altered."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from figures._common.photographs import faces
from figures.stationarity_locality import nose_locality
from figures.stationarity_locality._shared.locality import squared_correlation
from figures.stationarity_locality.nose_locality import BLUE, FAR, NOSE, PERMUTATIONS, VARIANTS
from tests.figures import claims
from tests.figures.results import assert_same

CHANCE = 1 / 99
"""The expected squared correlation of 100 independent pairs."""


@pytest.fixture(scope="module")
def result(measured):
    return measured(nose_locality).result


mutated = claims.mutated(nose_locality)


def neighbourhood_of_the_nose_varies_with_it(result):
    # 1 in 1001 is the smallest p-value that 1000 permutations can give.
    return all(result.p_value[name][BLUE] == 1 / (1 + PERMUTATIONS) for name in VARIANTS)


def red_box_is_at_chance(result):
    return result.boxes["raw"][*result.red] < result.bound["raw"][*result.red]


def no_far_box_reaches_the_blue_one(result):
    return all(result.boxes[name][BLUE] > result.boxes[name][result.distance >= FAR].max() for name in VARIANTS)


@pytest.mark.claim("red-box-is-not-independent")
def most_far_boxes_exceed_chance_in_faces_as_they_are(result):
    # Chance puts 5 % there on average; the boxes overlap and are alike, so the share is held against that of each permutation.
    share = nose_locality.above_chance(result, "raw", FAR)
    return share > 0.5 and nose_locality.share_p_value(result, "raw") < 0.01


@pytest.mark.claim("red-box-is-not-independent")
def red_box_is_no_typical_far_box(result):
    # Among the far boxes it is in the lowest twentieth.
    far = result.boxes["raw"][result.distance >= FAR]
    return (far < result.boxes["raw"][*result.red]).mean() < 0.05


@pytest.mark.claim("red-box-is-not-independent")
def normalising_takes_away_most_of_the_far_correlation(result):
    excess = {name: result.boxes[name][result.distance >= FAR].mean() - CHANCE for name in VARIANTS}
    return excess["raw"] > 0 and excess["normalised"] < excess["raw"] / 2


def far_boxes_of_normalised_faces_are_not_told_from_chance(result):
    return nose_locality.share_p_value(result, "normalised") > 0.05


def blue_box_stands_out_wherever_the_nose_is_put(result):
    return all((result.around[name][:, 0] > result.bound[name].max()).all() for name in VARIANTS)


def permutations_have_the_chance_level(result):
    # Exact for every pixel. The mean over 1000 permutations of a box, whose standard deviation is below .02, is known to .0006.
    return all(np.abs(result.permuted[name] - CHANCE).max() < 4 * 0.02 / np.sqrt(PERMUTATIONS) for name in VARIANTS)


def shuffled_by_pixel():
    """The faces shuffled independently for each pixel, so that no two pixels of a picture belong together."""
    return np.random.default_rng(1).permuted(faces(), axis=0)


def under_changing_light():
    """The faces with a random grey level added to each whole picture."""
    return faces() + np.random.default_rng(2).normal(0, 0.3, (100, 1, 1))


def without_means(samples, target):
    """The squared cosine: a correlation that forgets to subtract the means."""
    flat = samples.reshape(len(samples), -1)
    cosine = target @ flat / np.sqrt((flat**2).sum(axis=0) * (target**2).sum(axis=-1, keepdims=True))
    return (cosine**2).reshape(*target.shape[:-1], *samples.shape[1:])


# Claim → what to replace, as (module, name, replacement), so that it becomes false.
CLAIMS = {
    neighbourhood_of_the_nose_varies_with_it: (nose_locality, "faces", shuffled_by_pixel),
    red_box_is_at_chance: (nose_locality, "faces", under_changing_light),
    no_far_box_reaches_the_blue_one: (nose_locality, "faces", shuffled_by_pixel),
    most_far_boxes_exceed_chance_in_faces_as_they_are: (nose_locality, "faces", shuffled_by_pixel),
    red_box_is_no_typical_far_box: (nose_locality, "furthest", lambda distance: np.argwhere(distance == distance.max())[::-1]),
    normalising_takes_away_most_of_the_far_correlation: (nose_locality, "normalised", lambda pictures: pictures),
    far_boxes_of_normalised_faces_are_not_told_from_chance: (nose_locality, "normalised", lambda pictures: pictures),
    blue_box_stands_out_wherever_the_nose_is_put: (nose_locality, "faces", shuffled_by_pixel),
    permutations_have_the_chance_level: (nose_locality, "squared_correlation", without_means),
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(result, claim):
    assert claim(result)


@pytest.mark.mutation("red-box-is-not-independent", "faces shuffled pixel by pixel", ko="픽셀마다 얼굴의 순서를 따로 뒤섞는다")
@pytest.mark.mutation(
    "red-box-is-not-independent",
    "the last of the furthest boxes in place of the first",
    ko="가장 먼 상자 가운데 첫째 대신 마지막 것을 고른다",
)
@pytest.mark.mutation(
    "red-box-is-not-independent", "brightness and contrast not normalised", ko="밝기와 대비를 정규화하지 않는다"
)
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_is_false_when_what_it_is_about_is_altered(mutated, claim):
    assert not claim(mutated(CLAIMS[claim]))


def test_the_maps_equal_numpy_corrcoef(result):
    images = faces()
    scaled = np.stack([(image - np.mean(image)) / np.std(image) for image in images])
    for name, pictures in (("raw", images), ("normalised", scaled)):
        expected = [
            [np.corrcoef(pictures[:, row, column], pictures[:, *NOSE])[0, 1] ** 2 for column in range(25)] for row in range(25)
        ]
        np.testing.assert_allclose(result.squared[name], expected, rtol=1e-9, atol=1e-12)


def test_many_targets_give_what_one_by_one_gives():
    rng = np.random.default_rng(3)
    samples, targets = rng.standard_normal((20, 3, 4)), rng.standard_normal((5, 20))
    together = squared_correlation(samples, targets)
    np.testing.assert_allclose(together, np.stack([squared_correlation(samples, one) for one in targets]))


def test_the_box_means_equal_direct_loops_and_never_count_the_nose(result):
    for name in VARIANTS:
        for row in range(21):
            for column in range(21):
                inside = [
                    result.squared[name][i, j] for i in range(row, row + 5) for j in range(column, column + 5) if (i, j) != NOSE
                ]
                assert len(inside) == (24 if row <= NOSE[0] < row + 5 and column <= NOSE[1] < column + 5 else 25)
                assert result.boxes[name][row, column] == pytest.approx(sum(inside) / len(inside), rel=1e-12)


def test_the_red_box_is_the_first_of_the_furthest_in_reading_order(result):
    away = {(row, column): (row + 2 - NOSE[0]) ** 2 + (column + 2 - NOSE[1]) ** 2 for row in range(21) for column in range(21)}
    furthest = [corner for corner, distance in away.items() if distance == max(away.values())]
    assert furthest == [tuple(result.red), tuple(result.tied)]
    np.testing.assert_allclose(result.distance, np.sqrt(list(away.values())).reshape(21, 21))


def test_the_p_values_are_those_of_an_independent_shuffling(result):
    """Another seed, another implementation: the p-value of the equally far box agrees within four standard errors."""
    images = faces()
    rng = np.random.default_rng(4)
    row, column = result.tied
    pixels = images[:, row : row + 5, column : column + 5].reshape(100, -1).T
    null = [np.mean(np.corrcoef(pixels, rng.permutation(images[:, *NOSE]))[-1, :-1] ** 2) for _ in range(PERMUTATIONS)]
    p_value = np.mean(np.array(null) >= result.boxes["raw"][row, column])
    error = np.sqrt(2 * 0.02 * 0.98 / PERMUTATIONS)
    assert abs(p_value - result.p_value["raw"][row, column]) < 4 * error


def test_shares_by_chance_average_one_in_twenty(result):
    # The bound is each box's own 95 % quantile; at most one permutation in a thousand lies on it.
    for name in VARIANTS:
        assert np.mean(result.chance_shares[name]) == pytest.approx(0.05, abs=0.001)


def test_the_faces_are_only_shown_as_a_mean(result):
    np.testing.assert_allclose(result.mean_face, faces().mean(axis=0))
    shapes = {np.shape(value) for field in dataclasses.fields(result) for value in _values(getattr(result, field.name))}
    assert shapes == {(25, 25), (21, 21), (2,), (9, 2), (PERMUTATIONS,)}


def test_numbers_quote_the_result(result):
    value = {name: number.of(result) for name, number in nose_locality.NUMBERS.items()}
    assert value["blue"] == result.boxes["raw"][10, 9]
    assert value["red"] == result.boxes["raw"][0, 20] == value["top_right_raw"]
    assert value["tied"] == result.boxes["raw"][20, 20]
    assert value["chance"] == CHANCE
    assert value["boxes_below_red"] == sum(box < value["red"] for box in result.boxes["raw"].ravel())


def test_measuring_twice_gives_the_same(result):
    assert_same(result, nose_locality.measure())


def _values(value):
    return value.values() if isinstance(value, dict) else (value,)
