"""Max-pooling hides a shift only while the maximum stays in the same windows; with stride 2 only even shifts are equivariant."""

import numpy as np
import pytest
from scipy import ndimage, signal
from skimage.measure import block_reduce

from figures._common.photographs import grey
from figures._common.pooling import (
    feature_maps,
    max_pool,
    random_kernels,
    relative_error,
    running_max,
    share_changed,
    shift,
    subsample,
)
from figures.stationarity_locality import max_pooling as figure
from figures.stationarity_locality.max_pooling import detectors, turned


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


@pytest.fixture(scope="module")
def responses():
    kernels = random_kernels(figure.KERNELS, figure.KERNEL_SIZE, np.random.default_rng(figure.SEED))
    return feature_maps(grey("astronaut")[figure.CROP], kernels, rectified=False)


@pytest.mark.claim("max-pooling-within-a-window")
def test_one_window_gives_1_wherever_the_1_stands(result):
    assert result.one_window.tolist() == [1, 1]


def test_two_windows_tell_the_two_places_apart(result):
    assert result.two_windows.tolist() == [[1, 0], [0, 1]]


def test_goodfellows_row_is_the_books(result):
    # Deep Learning, figure 9.8, top and bottom.
    assert result.toy_detected.tolist() == [[0.1, 1, 0.2, 0.1], [0.3, 0.1, 1, 0.2]]
    assert result.toy_pooled.tolist() == [[1, 1, 1, 0.2], [0.3, 1, 1, 1]]


@pytest.mark.claim("max-pooling-within-a-window")
def test_a_shift_changes_all_four_detected_and_half_of_the_pooled_values(result):
    assert (result.toy_detected[0] != result.toy_detected[1]).sum() == 4
    assert (result.toy_pooled[0] != result.toy_pooled[1]).sum() == 2


def test_what_lies_beyond_the_row_does_not_matter_up_to_its_neighbours(result):
    for left in (0.0, 0.2, 0.3):
        for right in (0.0, 0.05, 0.1):
            row = np.array([left, *detectors.ROW[1:-1], right])
            pooled = [running_max(shift(row, pixels), detectors.WIDTH)[2:6] for pixels in (0, 1)]
            # After the shift, the leftmost window sees what lay beyond on the left.
            assert np.array_equal(pooled, result.toy_pooled)


@pytest.mark.claim("max-pooling-within-a-window")
def test_pooling_hides_about_half_of_the_changes_on_a_photograph(result):
    assert result.changed[0] > 0.95
    assert (np.diff(result.changed) < 0).all()
    # Nearer to what theory gives for this width than for the widths beside it.
    assert 2 / (detectors.WIDTH + 2) < result.changed[detectors.WIDTH - 1] < 2 / detectors.WIDTH


def test_the_share_in_random_order_is_2_over_width_plus_1():
    values = np.random.default_rng(3).standard_normal((20, 5000))
    for width in figure.WIDTHS:
        expected = 2 / (width + 1)
        # 1e5 values, about width of them dependent: five standard errors.
        error = np.sqrt(expected * (1 - expected) * (width + 1) / values.size)
        assert share_changed(values, width) == pytest.approx(expected, abs=5 * error + 1e-12)


def test_the_photographs_share_agrees_with_loops(result, responses):
    rows = responses[2, ::64]
    for width in (1, 3, 4, 9):
        different = 0
        for row in rows:
            size = len(row)
            first = -(width // 2)
            pooled = [max(row[(i + first + j) % size] for j in range(width)) for i in range(size)]
            different += sum(pooled[i] != pooled[i - 1] for i in range(size))
        assert share_changed(rows, width) == different / rows.size


@pytest.mark.claim("max-pooling-within-a-window")
def test_stride_2_is_exact_at_even_shifts_and_wrong_at_all_odd_ones(result):
    for name in ("strided", "max_pool"):
        assert (result.errors[name][::2] == 0).all()
        # An error below 1 % would be a shift that the next layer can ignore.
        assert (result.errors[name][1::2] > 0.1).all()
    assert (result.errors["convolution"] == 0).all()
    assert (result.errors["max_pool"][1::2] < result.errors["strided"][1::2]).all()


def test_no_shift_by_whole_pixels_repairs_an_odd_one(result, responses):
    image = grey("astronaut")[figure.CROP]
    kernels = random_kernels(figure.KERNELS, figure.KERNEL_SIZE, np.random.default_rng(figure.SEED))
    for name, stage in (("strided", subsample), ("max_pool", max_pool)):
        before, after = (stage(feature_maps(np.roll(image, pixels, 1), kernels)) for pixels in (0, 1))
        best = min(relative_error(after, np.roll(before, pixels, 2)) for pixels in range(-4, 5))
        assert best == pytest.approx(result.whole_errors[name])
        assert best > result.errors[name][1]


def test_pooling_agrees_with_scikit_image(responses):
    assert np.array_equal(max_pool(responses), block_reduce(responses, (1, 2, 2), np.max))


def test_the_filter_responses_agree_with_scipy(responses):
    image = grey("astronaut")[figure.CROP]
    kernels = random_kernels(figure.KERNELS, figure.KERNEL_SIZE, np.random.default_rng(figure.SEED))
    for kernel, response in zip(kernels, responses, strict=True):
        assert response == pytest.approx(signal.correlate2d(image, kernel, mode="same", boundary="wrap"), abs=1e-12)


def test_half_a_pixel_shifts_a_sine_by_half_a_pixel():
    time = np.arange(32)
    for frequency in (1, 5, 12):
        wave = np.cos(2 * np.pi * frequency * time / 32 + 0.4)
        expected = np.cos(2 * np.pi * frequency * (time - 1.5) / 32 + 0.4)
        assert shift(wave, 1.5) == pytest.approx(expected, abs=1e-12)
    assert np.array_equal(shift(wave, 3), np.roll(wave, 3))


@pytest.mark.claim("shape-needs-filters")
def test_pooling_over_position_does_not_cover_another_shape(result):
    assert result.one_filter[0] == pytest.approx(1) and result.four_filters == pytest.approx(1)
    # Half of the variance unexplained: a correlation below the square root of a half. Four filters cover four turns, no more.
    assert result.one_filter[1] < np.sqrt(0.5)
    assert result.four_filters_halfway < np.sqrt(0.5)


@pytest.mark.mutation("shape-needs-filters", "a picture that looks the same when it is turned", ko="돌려도 똑같은 사진을 쓴다")
def test_one_filter_covers_a_picture_that_is_symmetric_under_turns():
    picture = np.random.default_rng(0).random((21, 21))
    picture = sum(np.rot90(picture, turns) for turns in range(4)) / 4
    part = picture[6:15, 6:15]
    assert turned.strongest_match(np.rot90(picture), [part]) == pytest.approx(1)


@pytest.mark.mutation("shape-needs-filters", "a filter for the turn in between", ko="중간 각도의 필터를 더한다")
@pytest.mark.mutation("shape-needs-filters", "a picture of rings", ko="동심원 사진을 쓴다")
@pytest.mark.parametrize("mutation", ["a filter in between", "rings"])
def test_four_filters_cover_another_turn_if_one_fits_or_all_turns_look_alike(monkeypatch, mutation):
    if mutation == "rings":
        distance = np.hypot(*np.mgrid[-79.5:80, -79.5:80])
        image = np.zeros((256, 256))
        image[turned.FACE] = np.sin(distance / 3)
    else:
        image, quarters = grey("astronaut")[figure.CROP], turned.quarter_turns
        between = ndimage.rotate(image[turned.FACE], 45, reshape=False, mode="reflect")[turned.PART]
        monkeypatch.setattr(turned, "quarter_turns", lambda picture, count: [*quarters(picture, count - 1), between])
    # What interpolation leaves of the same pixels: less than a tenth of the variance is lost.
    assert turned.strongest_match_halfway(image) > np.sqrt(0.9)


MUTATIONS = {
    "average pooling": lambda maps: sum(np.roll(maps, step, -1) for step in (-1, 0, 1)) / 3,
    "no pooling": lambda maps: maps,
    "pooling over the whole row": lambda maps: np.broadcast_to(maps.max(axis=-1, keepdims=True), maps.shape),
}


@pytest.mark.mutation(
    "max-pooling-within-a-window",
    "average pooling, no pooling or pooling over the whole row",
    ko="평균 풀링을 쓰거나, 풀링하지 않거나, 한 줄 전체를 풀링한다",
)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_half_of_the_values_change_for_no_other_operator(mutation, responses):
    def claim(pool) -> bool:
        toy = [pool(shift(detectors.ROW, pixels))[2:6] for pixels in (0, 1)]
        share = (pool(responses) != pool(shift(responses, 1))).mean()
        return (toy[0] != toy[1]).sum() == 2 and 2 / 5 < share < 2 / 3

    assert claim(lambda maps: running_max(maps, detectors.WIDTH))
    assert not claim(MUTATIONS[mutation])


STAGES = {
    "stride 1": (lambda maps: running_max(maps, 2), 1),
    "stride 3": (lambda maps: maps[..., :255:3], 3),
    "stride 2 that starts at the brightest pixel": (lambda maps: np.roll(maps, -(maps[0, 0].argmax() % 2), -1)[..., ::2, ::2], 2),
}


@pytest.mark.mutation(
    "max-pooling-within-a-window",
    "another stride, or a grid that follows the picture",
    ko="스트라이드를 바꾸거나, 서브샘플링 격자를 사진과 함께 옮긴다",
)
@pytest.mark.parametrize("mutation", STAGES)
def test_even_shifts_only_is_true_of_no_other_stage(mutation, responses):
    def claim(stage, stride) -> bool:
        before, exact = stage(responses), []
        for pixels in range(5):
            moved = stage(np.roll(responses, pixels, -1))
            nearest = {pixels // stride, -(-pixels // stride)}
            exact.append(any(np.array_equal(moved, np.roll(before, step, -1)) for step in nearest))
        return exact == [True, False, True, False, True]

    assert claim(max_pool, 2) and claim(subsample, 2)
    assert not claim(*STAGES[mutation])
