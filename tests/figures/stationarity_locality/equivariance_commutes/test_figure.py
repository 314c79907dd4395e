"""The claims of ``equivariance_commutes``, each also seen to fail when the operator is altered.

Where the figure says "exactly", the tests compare bit for bit; other tolerances are stated where they stand.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from figures._common import convolution
from figures.stationarity_locality import equivariance_commutes
from figures.stationarity_locality.equivariance_commutes import KERNEL, SEED, commuting, feature_map, feature_map_by_fft
from figures.stationarity_locality.equivariance_commutes.commuting import (
    CHANNELS,
    DEPTH,
    SHIFT,
    SHIFTS,
    SIZE,
    STACK_SHIFT,
    border_shares,
    largest_difference,
    stride_error,
)


@pytest.fixture(scope="module")
def result(measured):
    return measured(equivariance_commutes).result


@pytest.fixture
def rng():
    return np.random.default_rng(1)


def commutes(operation, image):
    """f(Tx) and Tf(x) are the same bits for every whole circular shift."""
    output = operation(image)
    return all(
        np.array_equal(operation(np.roll(image, by, (0, 1))), np.roll(output, by, (0, 1))) for by in np.ndindex(image.shape)
    )


# --- The two ways round the square


@pytest.mark.claim("equivariance-is-more-than-change")
def test_both_ways_round_the_square_end_at_the_same_feature_map(result):
    assert result.exact_difference == 0.0
    assert np.array_equal(result.shifted_feature_map, np.roll(result.feature_map, SHIFT, axis=(0, 1)))
    assert np.array_equal(result.shifted, np.roll(result.image, SHIFT, axis=(0, 1)))
    assert result.feature_map.max() > 1


@pytest.mark.claim("equivariance-ends-at-borders-and-stride")
def test_convolution_commutes_with_every_shift(result):
    assert commutes(feature_map, result.image[::8, ::8])


def position_dependent(image):
    """A locally connected layer: the kernel grows from left to right."""
    return convolution.correlate_image(image, KERNEL, "wrap") * np.linspace(1, 2, image.shape[1])


MUTATIONS = {
    "zero padding": lambda image: convolution.correlate_image(image, KERNEL, "constant"),
    "reflected borders": lambda image: ndimage.correlate(image, KERNEL, mode="reflect"),
    "a kernel for each position": position_dependent,
    "a mask": lambda image: image * np.linspace(1, 2, image.shape[1]),
    "a transposition": lambda image: image.T,
    "one pixel of its own": lambda image: image + (np.arange(image.size) == 0).reshape(image.shape),
}


@pytest.mark.mutation(
    "equivariance-is-more-than-change",
    "other borders, a kernel for each position, a mask or a transposition",
    ko="경계 처리를 바꾸거나, 위치마다 다른 커널을 쓰거나, 마스크를 곱하거나, 행렬을 전치한다",
)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_another_operator_does_not_commute(result, mutation):
    assert not commutes(MUTATIONS[mutation], result.image[::8, ::8])
    assert largest_difference(MUTATIONS[mutation], result.image) > 0.01


def test_the_direct_sum_is_scipy_s_correlation(rng):
    image, kernel = rng.standard_normal((9, 11)), rng.standard_normal((3, 3))
    for ours, theirs in (("wrap", "wrap"), ("constant", "constant")):
        expected = ndimage.correlate(image, kernel, mode=theirs)
        np.testing.assert_allclose(convolution.correlate_image(image, kernel, ours), expected, rtol=1e-12, atol=1e-14)
        assert not np.allclose(convolution.correlate_image(image, kernel[::-1, ::-1], ours), expected)


def test_the_feature_map_is_scipy_s_and_the_fourier_transform_s(result):
    expected = np.maximum(ndimage.correlate(result.image, KERNEL, mode="wrap"), 0)
    np.testing.assert_allclose(result.feature_map, expected, atol=1e-12)
    np.testing.assert_allclose(feature_map_by_fft(result.image), expected, atol=1e-12)


def only_rounding(difference):
    """Not zero, and within the rounding of a fast Fourier transform: ε · log₂(pixels) · Σ|k|, for grey levels up to 1."""
    return 0 < difference < np.finfo(float).eps * np.log2(128 * 128) * np.abs(KERNEL).sum()


def test_by_fourier_transform_the_difference_is_rounding_and_not_zero(result):
    assert only_rounding(result.fft_difference)
    assert not only_rounding(result.exact_difference)


def test_single_precision_or_a_slight_tilt_is_more_than_rounding(result):
    def single(image):
        return feature_map_by_fft(image).astype(np.float32)

    def tilted(image):
        return feature_map_by_fft(image) + 1e-9 * np.arange(image.shape[1])

    assert not only_rounding(largest_difference(single, result.image.astype(np.float32)))
    assert not only_rounding(largest_difference(tilted, result.image))


# --- Equivariance is more than "the output changes when the input changes"


def output_changes_with_the_input(operation, image):
    """Every whole shift of the input gives an output of its own."""
    outputs = {operation(np.roll(image, by, (0, 1))).tobytes() for by in np.ndindex(image.shape)}
    return len(outputs) == image.size


@pytest.mark.claim("equivariance-is-more-than-change")
def test_an_injective_map_changes_with_its_input_and_does_not_commute(rng):
    image = rng.random((6, 7))
    mask = 1 + np.arange(image.size).reshape(image.shape) / image.size

    def masked(x):
        return x * mask

    np.testing.assert_allclose(masked(image) / mask, image)  # The input can be had back: the map is injective.
    assert output_changes_with_the_input(masked, image) and not commutes(masked, image)
    assert output_changes_with_the_input(feature_map, image) and commutes(feature_map, image)


@pytest.mark.mutation(
    "equivariance-is-more-than-change",
    "the sum of all pixels, which commutes without changing",
    ko="이동해도 변하지 않는, 모든 픽셀의 합을 출력한다",
)
def test_a_map_may_commute_without_changing_with_its_input(rng):
    # The mutation of the test above, and why the one property does not imply the other in either direction.
    image = rng.integers(256, size=(6, 7)).astype(float)

    def total(x):
        return np.full(x.shape, x.sum())

    assert commutes(total, image) and not output_changes_with_the_input(total, image)


# --- Linear maps that commute with every shift are convolutions

HEIGHT, WIDTH = 3, 4
PIXELS = HEIGHT * WIDTH


def shift_matrix(rows, columns):
    """T as a matrix on flattened images: the shift applied to the identity basis."""
    return np.stack([np.roll(unit.reshape(HEIGHT, WIDTH), (rows, columns), (0, 1)).ravel() for unit in np.eye(PIXELS)], axis=1)


def average_over_shifts(matrix, column_step=1):
    """Project ``matrix`` on the maps that commute with the shifts: the mean of T⁻¹MT."""
    shifts = [shift_matrix(rows, columns) for rows in range(HEIGHT) for columns in range(0, WIDTH, column_step)]
    return np.mean([shift.T @ matrix @ shift for shift in shifts], axis=0)


def is_convolution(matrix):
    """Applied to any image, it is the circular convolution with its response to a point at the origin."""
    response = matrix[:, 0].reshape(HEIGHT, WIDTH)
    image = np.random.default_rng(2).standard_normal((HEIGHT, WIDTH))
    expected = sum(response[by] * np.roll(image, by, (0, 1)) for by in np.ndindex(HEIGHT, WIDTH))
    return np.allclose((matrix @ image.ravel()).reshape(HEIGHT, WIDTH), expected)


@pytest.mark.claim("convolution-is-the-equivariant-map")
def test_what_is_left_of_a_random_matrix_averaged_over_all_shifts_is_a_convolution(rng):
    matrix = rng.standard_normal((PIXELS, PIXELS))
    assert is_convolution(average_over_shifts(matrix))
    assert not is_convolution(matrix)


@pytest.mark.mutation("convolution-is-the-equivariant-map", "averaged over even shifts only", ko="짝수 픽셀 이동에서만 평균한다")
def test_averaged_over_even_shifts_only_it_is_not(rng):
    assert not is_convolution(average_over_shifts(rng.standard_normal((PIXELS, PIXELS)), column_step=2))


def test_a_convolution_stays_as_it_is_when_averaged():
    basis = np.eye(PIXELS).reshape(-1, HEIGHT, WIDTH)
    matrix = np.stack([ndimage.correlate(unit, KERNEL, mode="wrap").ravel() for unit in basis], axis=1)
    np.testing.assert_allclose(average_over_shifts(matrix), matrix, atol=1e-12)
    assert is_convolution(matrix)


@pytest.mark.claim("convolution-is-the-equivariant-map")
@pytest.mark.parametrize("columns, dimension", [(1, PIXELS), (2, 2 * PIXELS)])
def test_the_maps_that_commute_with_shifts_have_no_more_dimensions_than_convolutions(columns, dimension):
    # MT = TM for the two shifts that generate all others: linear equations for the PIXELS² entries of M. The convolutions
    # fill their solutions; with even shifts alone there is room for twice as many.
    generators = [shift_matrix(1, 0), shift_matrix(0, columns)]
    identity = np.eye(PIXELS)
    equations = np.concatenate([np.kron(shift.T, identity) - np.kron(identity, shift) for shift in generators])
    assert PIXELS**2 - np.linalg.matrix_rank(equations) == dimension


def only_convolutions_commute_with_shifts(result):
    return result.commuting_dimensions == 3 * 4 and result.averaged_departure < 1e-9 and result.random_departure > 0.1


@pytest.mark.claim("convolution-is-the-equivariant-map")
def test_the_published_dimension_is_that_of_convolutions(result):
    assert only_convolutions_commute_with_shifts(result)
    assert result.commuting_dimensions_by_two == 2 * 12
    # Three rows have no half: shifts by two generate those by one.
    assert commuting.commuting_dimensions([commuting.shift_matrix(2, 0), commuting.shift_matrix(0, 1)]) == 12


@pytest.mark.mutation("convolution-is-the-equivariant-map", "shifts along the rows only", ko="가로로만 이동시킨다")
@pytest.mark.mutation(
    "convolution-is-the-equivariant-map",
    "a picture that is mirrored while it is shifted",
    ko="사진을 이동시키면서 좌우를 뒤집는다",
)
@pytest.mark.parametrize("mutation", ["rows only", "mirrored"])
def test_other_moves_leave_room_for_more_than_convolutions(monkeypatch, mutation):
    shifted = commuting.shift_matrix
    moves = {
        "rows only": lambda rows, columns: shifted(rows, 0),
        "mirrored": lambda rows, columns: shifted(rows, columns) @ np.fliplr(np.eye(12)) if columns else shifted(rows, columns),
    }
    monkeypatch.setattr(commuting, "shift_matrix", moves[mutation])
    assert not only_convolutions_commute_with_shifts(equivariance_commutes.measure())


# --- Borders


def columns_reached_by_borders(depth, width, shift, size):
    """Share of columns that see a border, in one order or the other, after ``depth`` layers of size×size filters."""
    reach = depth * (size // 2)
    near_a_border = {column for column in range(width) if column < reach or column >= width - reach}
    return len(near_a_border | {(column + shift) % width for column in near_a_border}) / width


def bands(shift=STACK_SHIFT, size=SIZE):
    """The share of outputs that see a border after 0..DEPTH layers: (DEPTH + 1,)."""
    return np.array([columns_reached_by_borders(depth, 64, shift, size) for depth in range(DEPTH + 1)])


def grows_as_the_view_of_the_border(shares, **changed):
    """Outputs differ nowhere but in the band. In its newest columns some may agree, where the rectifier silences all
    channels in both orders, so that the band of the layer before is the lower bound."""
    expected = bands(**changed)
    return bool((shares <= expected[1:]).all() and (shares >= expected[:-1]).all() and shares[0] == expected[1])


@pytest.mark.claim("equivariance-ends-at-borders-and-stride")
def test_with_zero_padding_the_share_of_outputs_that_differ_is_the_band_that_sees_a_border(result):
    assert grows_as_the_view_of_the_border(result.border_shares)
    assert result.border_shares[0] == 4 / 64 and result.border_shares[-1] == 24 / 64


def test_without_the_rectifier_the_outputs_that_differ_are_exactly_the_band(result, monkeypatch):
    def linear(feature_maps, filters, padding):
        return np.stack(
            [
                sum(
                    convolution.correlate_image(channel, kernel, padding)
                    for channel, kernel in zip(feature_maps, kernels, strict=True)
                )
                for kernels in filters
            ]
        )

    monkeypatch.setattr(convolution, "layer", linear)
    shares = border_shares(result.image[::2, ::2], "constant", np.random.default_rng(SEED))
    assert np.array_equal(shares, bands()[1:])
    assert not np.array_equal(shares, bands(shift=STACK_SHIFT + 1)[1:])


@pytest.mark.mutation("equivariance-ends-at-borders-and-stride", "circular borders", ko="순환 경계를 쓴다")
def test_circular_borders_have_no_such_band(result):
    shares = border_shares(result.image[::2, ::2], "wrap", np.random.default_rng(SEED))
    assert (shares == 0).all() and not grows_as_the_view_of_the_border(shares)


@pytest.mark.mutation(
    "equivariance-ends-at-borders-and-stride", "another shift or filter size", ko="이동 거리나 필터 크기를 바꾼다"
)
@pytest.mark.parametrize("mutation", ["another shift", "larger filters", "filters of one pixel"])
def test_the_band_follows_the_shift_and_the_filters(result, monkeypatch, mutation):
    name, value = {"another shift": ("STACK_SHIFT", 20), "larger filters": ("SIZE", 5), "filters of one pixel": ("SIZE", 1)}[
        mutation
    ]
    monkeypatch.setattr(commuting, name, value)
    shares = border_shares(result.image[::2, ::2], "constant", np.random.default_rng(SEED))
    assert not grows_as_the_view_of_the_border(shares)
    changed = {"STACK_SHIFT": "shift", "SIZE": "size"}[name]
    assert grows_as_the_view_of_the_border(shares, **{changed: value})


def test_the_band_does_not_depend_on_the_weights_or_the_threshold(result, monkeypatch):
    # Differences that are real are far above the threshold and rounding is far below: a factor of 1000 changes nothing.
    for seed, factor in ((SEED + 1, 1), (SEED, 1e-3), (SEED, 1e3)):
        monkeypatch.setattr(commuting, "TOLERANCE", factor * 1e-9)
        shares = border_shares(result.image[::2, ::2], "constant", np.random.default_rng(seed))
        assert grows_as_the_view_of_the_border(shares)


def test_a_layer_is_scipy_s_sum_over_channels_rectified(rng):
    maps, filters = rng.standard_normal((3, 6, 7)), rng.standard_normal((CHANNELS, 3, SIZE, SIZE))
    for ours, theirs in (("wrap", "wrap"), ("constant", "constant")):
        expected = [
            sum(ndimage.correlate(channel, kernel, mode=theirs) for channel, kernel in zip(maps, kernels, strict=True))
            for kernels in filters
        ]
        np.testing.assert_allclose(convolution.layer(maps, filters, ours), np.maximum(expected, 0), rtol=1e-10, atol=1e-12)
    assert not np.allclose(convolution.layer(maps, filters, "constant"), expected)  # Without the rectifier it is another layer.


# --- Stride


def fails_at_odd_shifts_only(errors):
    """Zero at even shifts; at odd ones, more than a tenth of the output's norm, far above any rounding."""
    return bool((errors[::2] == 0).all() and (errors[1::2] > 0.1).all())


@pytest.mark.claim("equivariance-ends-at-borders-and-stride")
def test_with_a_stride_of_two_even_shifts_are_exact_and_odd_ones_fail(result):
    assert len(result.stride_errors) == len(SHIFTS) and fails_at_odd_shifts_only(result.stride_errors)


@pytest.mark.mutation(
    "equivariance-ends-at-borders-and-stride", "another stride, picture or border", ko="스트라이드나 사진, 경계 처리를 바꾼다"
)
@pytest.mark.parametrize("mutation", ["stride 1", "stride 3", "stripes two pixels wide", "zero padding"])
def test_another_stride_picture_or_border_does_not_behave_so(result, mutation):
    stripes = np.tile(np.repeat(np.random.default_rng(0).random(8), 2), 2)[None] * np.ones((32, 1))
    operation, image, stride = {
        "stride 1": (feature_map, result.image[:32, :32], 1),
        "stride 3": (feature_map, result.image[:33, :33], 3),
        "stripes two pixels wide": (lambda x: x, stripes, 2),
        "zero padding": (MUTATIONS["zero padding"], result.image[:32, :32], 2),
    }[mutation]
    errors = np.array([stride_error(operation, image, columns, stride) for columns in SHIFTS])
    assert not fails_at_odd_shifts_only(errors)


def test_errors_are_zero_exactly_at_multiples_of_the_stride(result):
    for stride in (1, 2, 3, 4):
        image = result.image[:24, :24]
        exact = [columns for columns in SHIFTS if stride_error(feature_map, image, columns, stride) == 0]
        assert exact == list(range(0, len(SHIFTS), stride))


def test_the_stride_error_is_that_of_columns_between_the_columns(result):
    # After an odd shift the strided output holds the columns that the stride skipped. By expanding the square, the
    # distance to the best whole shift follows from their largest circular cross-correlation, here by Fourier transform.
    fine = np.maximum(ndimage.correlate(result.image, KERNEL, mode="wrap"), 0)
    kept, skipped = fine[::2, ::2], fine[::2, 1::2]
    correlation = np.fft.ifft(np.fft.fft(kept, axis=1).conj() * np.fft.fft(skipped, axis=1), axis=1).real.sum(axis=0)
    expected = np.sqrt((kept**2).sum() + (skipped**2).sum() - 2 * correlation.max()) / np.linalg.norm(kept)
    np.testing.assert_allclose(result.stride_errors[1::2], expected, rtol=1e-9)
