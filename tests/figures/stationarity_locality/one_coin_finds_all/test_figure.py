"""One coin, used as a template, finds all the coins of its picture without a false alarm."""

import numpy as np
import pytest
from scipy import ndimage
from skimage import filters
from skimage.feature import match_template

from figures.stationarity_locality import one_coin_finds_all as figure
from figures.stationarity_locality.one_coin_finds_all import searching
from figures.stationarity_locality.one_coin_finds_all.template_matching import (
    Detections,
    TemplateMatcher,
    background_patches,
    detect,
    disc,
    inside,
    square,
)


def correlation_map(image: np.ndarray, template: np.ndarray) -> np.ndarray:
    return TemplateMatcher(image, template.shape).correlation(template)


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


def by_chance(result) -> float:
    """More right detections among 24 random points than this: five standard deviations above the binomial's mean."""
    count, p = len(result.centres), figure.chance_precision(result)
    return count * p + 5 * np.sqrt(count * p * (1 - p))


def finds_all(detections: Detections, count: int) -> bool:
    return detections.right.sum() == count and detections.before_false_alarm == count


@pytest.mark.claim("one-coin-finds-the-others")
def test_one_coin_finds_all_24_without_a_false_alarm(result):
    assert len(result.centres) == result.found[result.shown] == 24
    assert result.peak_right[:24].all() and not result.peak_right[24:].any()


def test_any_threshold_in_the_interval_is_perfect_and_no_other_is(result):
    low, high = result.peak_scores[24], result.peak_scores[23]
    for threshold in (low + 1e-9, (low + high) / 2, high):
        assert result.peak_right[result.peak_scores >= threshold].sum() == (result.peak_scores >= threshold).sum() == 24
    for threshold in (low, high + 1e-9):
        assert (result.peak_scores >= threshold).sum() != 24
    assert result.margins[result.shown] == pytest.approx(high - low)


@pytest.mark.claim("one-coin-finds-the-others")
def test_not_every_coin_is_a_perfect_template_and_every_one_beats_chance(result):
    assert 1 < (result.found == 24).sum() < 24
    assert ((result.margins > 0) == (result.found == 24)).all()
    assert (result.found > by_chance(result)).all()


@pytest.mark.claim("one-coin-finds-the-others")
def test_background_finds_no_coins(result):
    assert len(result.control_found) == 24
    assert (result.control_found < by_chance(result)).all()
    # The best F1 a random order of detections is expected to reach is about the chance precision; allow for the maximum.
    assert np.median(result.control_f1) < figure.chance_precision(result)
    assert result.control_f1.max() < result.f1.min()


@pytest.mark.claim("one-coin-finds-the-others")
def test_a_blank_disc_finds_all_24_as_well(result):
    assert result.disc_found[figure.DISCS.index(figure.DISC)] == 24
    # As a template it is above the middle one of the coins, at half of the diameters at least.
    assert np.median(result.disc_f1) > np.median(result.f1)


@pytest.mark.claim("one-coin-finds-the-others")
def test_the_inside_of_a_coin_finds_little_but_itself(result):
    assert np.median(result.inside_found) == 1
    assert (result.inside_found < by_chance(result)).all()


def detections_of(result, template) -> Detections:
    return figure.search(TemplateMatcher(result.image, template.shape), template, result.centres)


@pytest.mark.claim("one-coin-finds-the-others")
def test_it_need_not_be_round(result):
    assert result.square_found == detections_of(result, square(figure.DISC, figure.MARGIN)).before_false_alarm == 24


@pytest.mark.mutation(
    "one-coin-finds-the-others",
    "a dark disc, one of half the size, half a disc",
    ko="어두운 원판, 크기가 절반인 원판, 반쪽 원판을 쓴다",
)
def test_no_other_shape_finds_all(result):
    whole = disc(figure.DISC, figure.MARGIN)
    assert finds_all(detections_of(result, whole), 24)
    half = whole * (np.arange(len(whole)) < len(whole) / 2)
    for other in (1 - whole, disc(figure.DISC // 2, figure.MARGIN), half):
        assert not finds_all(detections_of(result, other), 24)


@pytest.mark.mutation(
    "one-coin-finds-the-others", "insides so wide that they have the outline", ko="동전 안쪽을 윤곽까지 들어가도록 넓게 자른다"
)
def test_with_the_outline_it_finds_the_others(result):
    rows, columns = result.image.shape
    whole = [
        inside(result.image, centre, round(1.3 * diameter))
        for centre, diameter in zip(result.centres, result.diameters, strict=True)
        if min(*centre, rows - centre[0], columns - centre[1]) > 0.65 * diameter + 1
    ]
    found = [detections_of(result, template).before_false_alarm for template in whole]
    assert len(whole) > 12 and np.median(found) > by_chance(result)


def test_a_disc_is_as_large_as_its_area_and_an_inside_is_centred():
    for diameter in (40, 52):
        blank = disc(diameter, 6)
        assert blank.shape == (diameter + 12, diameter + 12) and set(np.unique(blank)) == {0, 1}
        # Gauss' circle problem: the count of lattice points differs from the area by less than the circumference.
        assert abs(blank.sum() - np.pi * diameter**2 / 4) < np.pi * diameter
        assert (blank == blank.T).all() and (blank == blank[::-1]).all()
    image = np.arange(900.0).reshape(30, 30)
    assert (inside(image, np.array([9.6, 20.2]), 5) == image[8:13, 18:23]).all()


def test_the_control_patches_lie_inside_the_picture_and_off_the_coins():
    image, truth = figure.coins()
    marked = image + 2.0 * truth.mask
    patches = background_patches(marked, truth.mask, (55, 60), 24, np.random.default_rng(figure.SEED))
    assert all(patch.shape == (55, 60) and patch[27, 30] <= 1 for patch in patches)


def test_a_second_segmentation_sees_the_same_coins(result):
    # Otsu's threshold after the ground's brightness is subtracted; no gradient, no watershed.
    smooth = ndimage.gaussian_filter(result.image, 2)
    ground = ndimage.gaussian_filter(ndimage.minimum_filter(smooth, 61), 30)
    bright = result.image - ground
    mask = ndimage.binary_opening(ndimage.binary_fill_holes(bright > filters.threshold_otsu(bright)), iterations=4)
    labels, count = ndimage.label(mask)
    centres = np.array(ndimage.center_of_mass(mask, labels, range(1, count + 1)))
    assert count == len(result.centres)
    distances = np.hypot(*(centres[:, None] - result.centres[None]).transpose(2, 0, 1)).min(axis=0)
    # Half the tolerance, so that neither segmentation decides whether a detection is right.
    assert distances.max() < figure.TOLERANCE / 2


def correlation_by_loops(image: np.ndarray, template: np.ndarray, row: int, column: int) -> float:
    """Pearson's correlation of the template with the window centred on one pixel, from its definition; the edge repeats."""
    height, width = template.shape
    rows = [min(max(row - height // 2 + i, 0), image.shape[0] - 1) for i in range(height)]
    columns = [min(max(column - width // 2 + j, 0), image.shape[1] - 1) for j in range(width)]
    pairs = [(image[y, x], template[i, j]) for i, y in enumerate(rows) for j, x in enumerate(columns)]
    mean_x, mean_y = sum(x for x, _ in pairs) / len(pairs), sum(y for _, y in pairs) / len(pairs)
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return covariance / np.sqrt(sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs))


def test_the_correlation_agrees_with_its_definition(result):
    response = correlation_map(result.image, result.template)
    assert response.shape == result.image.shape
    places = [*result.peak_centres[[0, 3, 23]], (100, 190), (150, 60)]
    for row, column in places:
        # FFT and integral images are exact to about 1e-10 here.
        assert response[row, column] == pytest.approx(correlation_by_loops(result.image, result.template, row, column), abs=1e-6)
    small = result.image[100:130, 80:120]
    window = small[5:12, 6:15]
    whole = correlation_map(small, window)
    for row in range(small.shape[0]):
        for column in range(small.shape[1]):
            assert whole[row, column] == pytest.approx(correlation_by_loops(small, window, row, column), abs=1e-6)


def test_the_correlation_agrees_with_scikit_image(result):
    matcher = TemplateMatcher(result.image, (70, 77))
    for template in (result.template, result.image[:31, :44], result.image[200:270, 300:377]):
        expected = match_template(result.image, template, pad_input=True, mode="edge")
        assert matcher.correlation(template) == pytest.approx(expected, abs=1e-6)


def test_a_flat_window_correlates_with_nothing():
    image = np.zeros((30, 30))
    image[20:, 20:] = np.random.default_rng(0).random((10, 10))
    response = correlation_map(image, image[20:25, 20:25])
    assert (response[:15, :15] == 0).all() and response[22, 22] == pytest.approx(1)


def test_the_template_correlates_perfectly_with_itself(result):
    top, left, bottom, right = result.template_box
    assert np.array_equal(result.image[top:bottom, left:right], result.template)
    assert result.peak_scores[0] == pytest.approx(1.0, abs=1e-6)
    assert tuple(result.peak_centres[0]) == (top + (bottom - top) // 2, left + (right - left) // 2)


def test_a_coin_counts_once_and_f1_is_the_harmonic_mean():
    response = np.zeros((60, 60))
    for (row, column), height in {(10, 10): 0.9, (10, 24): 0.8, (40, 40): 0.7, (10, 50): 0.6}.items():
        response[row, column] = height
    detections = detect(response, np.array([[10.0, 16.0], [42.0, 40.0]]), tolerance=9, separation=5, lowest=0.1)
    assert detections.right.tolist() == [True, False, True, False]
    assert detections.before_false_alarm == 1
    precision, recall = 2 / 3, 2 / 2
    assert detections.best_f1(2) == pytest.approx(2 * precision * recall / (precision + recall))


MUTATIONS = {
    "contrast reversed": lambda image, template: correlation_map(image, -template),
    "pixels in another order": lambda image, template: correlation_map(
        image, np.random.default_rng(0).permutation(template.ravel()).reshape(template.shape)
    ),
    "cut half a coin off": lambda image, template: correlation_map(image, np.roll(template, (27, 30), (0, 1))),
    "not normalised": lambda image, template: ndimage.correlate(image, template, mode="nearest"),
}


@pytest.mark.mutation(
    "one-coin-finds-the-others",
    "the template reversed, permuted, half cut off or not normalised",
    ko="템플릿을 반전하거나, 뒤섞거나, 절반을 자르거나, 정규화하지 않는다",
)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_claim_is_false_of_another_operator(result, mutation):
    arguments = result.centres, figure.TOLERANCE, searching.SEPARATION, searching.LOWEST
    assert finds_all(detect(correlation_map(result.image, result.template), *arguments), 24)
    assert not finds_all(detect(MUTATIONS[mutation](result.image, result.template), *arguments), 24)


@pytest.mark.mutation("one-coin-finds-the-others", "coins expected elsewhere", ko="동전의 정답 위치를 다른 곳으로 바꾼다")
def test_the_claim_is_false_of_another_truth(result):
    moved = result.centres + np.array([0.0, 30.0])
    assert not finds_all(figure.search(TemplateMatcher(result.image, result.template.shape), result.template, moved), 24)
