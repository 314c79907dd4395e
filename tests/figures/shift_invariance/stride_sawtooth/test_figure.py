"""After three stages of stride 2, a network's output moves with its input only for shifts by multiples of eight pixels."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import ndimage, signal
from skimage.measure import block_reduce

from figures.shift_invariance import stride_sawtooth as figure
from figures.shift_invariance.stride_sawtooth import shifts, stages

NAMES = list(stages.POOLINGS)
BLURRED = ["blur_3", "blur_5"]
ROUNDING = 1e-12
"""Far above the rounding of sums of a few hundred doubles, far below any change that a pooling makes."""


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


@pytest.fixture(scope="module")
def image():
    return figure.photograph()


@pytest.fixture(scope="module")
def layers():
    return figure.networks()[0]


def exact_shifts(function, image) -> list[int]:
    """The shifts of the input, 0..16, that move the output of ``function`` by some whole shift, bit by bit."""
    before, found = function(image), []
    for pixels in figure.SHIFTS:
        after = function(np.roll(image, pixels, 1))
        if any(np.array_equal(after, np.roll(before, whole, 2)) for whole in range(before.shape[2])):
            found.append(int(pixels))
    return found


@pytest.mark.claim("equivariant-to-multiples-of-the-stride")
def test_the_error_is_exactly_0_at_multiples_of_8_and_nowhere_else(result):
    for errors in result.errors.values():
        assert (errors[:, [0, 8, 16]] == 0).all()
        assert (np.delete(errors, [0, 8, 16], axis=1) > 100 * ROUNDING).all()


@pytest.mark.claim("equivariant-to-multiples-of-the-stride")
@pytest.mark.parametrize("name", NAMES)
def test_no_whole_shift_of_the_output_makes_up_for_another_shift(name, image, layers):
    assert exact_shifts(lambda x: stages.network(x, layers, stages.POOLINGS[name]), image) == [0, 8, 16]


def adaptive(maps: np.ndarray) -> np.ndarray:
    """Chaman & Dokmanić 2021: of the four grids that a stride of 2 can keep, the one of the largest norm."""
    grids = [maps[:, row::2, column::2] for row in (0, 1) for column in (0, 1)]
    return max(grids, key=lambda grid: math.fsum((grid**2).ravel()))


def other_network(image: np.ndarray, layers, stage) -> np.ndarray:
    """A network whose ``stage`` (maps, weights) -> maps is another one."""
    maps = image[None]
    for weights in layers:
        maps = stage(maps, weights)
    return maps


def zero_padded(maps, weights):
    response = [
        sum(signal.correlate2d(map_, kernel, "same") for map_, kernel in zip(maps, kernels, strict=True)) for kernels in weights
    ]
    return np.maximum(response, 0.0)[:, ::2, ::2]


MUTATIONS = {
    "stride 1": stages.responses,
    "stride 4": lambda maps, weights: stages.responses(maps, weights)[:, ::4, ::4],
    "a grid that follows the picture": lambda maps, weights: adaptive(stages.responses(maps, weights)),
    "zero padding": zero_padded,
}


@pytest.mark.mutation(
    "equivariant-to-multiples-of-the-stride",
    "another stride, a grid that follows the picture, zero padding",
    ko="스트라이드를 바꾸거나, 서브샘플링 격자를 사진과 함께 옮기거나, 제로 패딩을 쓴다",
)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_other_stages_are_exact_at_other_shifts(mutation, image, layers):
    found = exact_shifts(lambda x: other_network(x, layers, MUTATIONS[mutation]), image)
    everywhere = figure.SHIFTS.tolist()
    # After strides of 4 the whole width is two values, which a shift of the picture by 64 would exchange.
    expected = {"stride 1": everywhere, "a grid that follows the picture": everywhere, "stride 4": [0], "zero padding": [0]}
    assert found == expected[mutation] != [0, 8, 16]


def halved(after: np.ndarray, before: np.ndarray) -> bool:
    """Whether the largest values of networks (networks, shifts) fall below a half of what they were, in the median."""
    return np.median(figure.largest(after)) < np.median(figure.largest(before)) / 2


@pytest.mark.claim("blur-before-dropping-helps")
def test_each_pooling_is_better_than_the_one_before(result):
    # In each of the ten networks; were the poolings alike, the chance of one order in all ten would be 24 ** −10.
    assert figure.in_order(result.errors) == figure.in_order(result.changes) == figure.NETWORKS
    for before, after in pairwise(NAMES):
        assert halved(result.errors[after], result.errors[before])


@pytest.mark.claim("blur-before-dropping-helps")
@pytest.mark.parametrize("name", BLURRED)
def test_blur_halves_error_and_change_of_max_pooling(name, result):
    assert halved(result.errors[name], result.errors["max_pool"]) and halved(result.changes[name], result.changes["max_pool"])


@pytest.mark.mutation(
    "blur-before-dropping-helps", "the blur comes after values are dropped", ko="블러를 서브샘플링한 뒤에 적용한다"
)
def test_blur_after_dropping_halves_the_error_but_not_the_change_of_the_average(result):
    assert halved(result.late_errors, result.errors["max_pool"])
    assert not halved(result.late_changes, result.changes["max_pool"])


def late_is_less_than_half_as_good(late: np.ndarray, changes: dict[str, np.ndarray]) -> bool:
    """Whether blur after dropping takes less than a half away of what blur before takes away from the average's change."""
    none, before, after = (np.median(figure.largest(values)) for values in (changes["max_pool"], changes["blur_3"], late))
    return none - after < (none - before) / 2


@pytest.mark.claim("blur-before-dropping-helps")
def test_along_the_diagonal_the_order_of_blur_shows_the_more(result):
    errors, changes = result.diagonal_errors, result.diagonal_changes
    assert halved(errors["blur_3"], errors["max_pool"]) and halved(changes["blur_3"], changes["max_pool"])
    assert late_is_less_than_half_as_good(changes["late"], changes)


@pytest.mark.mutation(
    "blur-before-dropping-helps",
    "the late blur comes before values are dropped, as the other does",
    ko="뒤에 적용하던 블러도 서브샘플링하기 전에 적용한다",
)
def test_a_late_blur_that_is_not_late_is_as_good(monkeypatch):
    monkeypatch.setattr(figure, "LATE", stages.POOLINGS["blur_3"])
    changes = figure.measure().diagonal_changes
    assert not late_is_less_than_half_as_good(changes["late"], changes)


@pytest.mark.mutation("blur-before-dropping-helps", "a filter that sharpens", ko="블러 대신 선명하게 하는 필터를 쓴다")
def test_a_filter_that_sharpens_does_not_help(image, layers):
    sharpened, plain = shifts.outputs(image, layers, stages.Pooling(2, (-1 / 4, 3 / 2, -1 / 4)), stages.POOLINGS["max_pool"])
    assert shifts.equivariance_errors(sharpened, 8).max() > shifts.equivariance_errors(plain, 8).max()


def test_a_bare_stride_is_nearer_to_an_unrelated_place_than_to_the_right_one(result):
    assert (figure.largest(result.errors["stride"]) > result.unrelated_errors["stride"] / 2).all()
    for name in BLURRED:
        assert (figure.largest(result.errors[name]) < result.unrelated_errors[name] / 2).all()


@pytest.mark.claim("global-average-still-changes")
def test_the_global_average_changes_at_all_other_shifts_and_at_multiples_not_at_all(result):
    for changes in result.changes.values():
        assert (changes[:, [0, 8, 16]] == 0).all()
        assert (figure.largest(changes) > 100 * ROUNDING).all()
    for name in ("stride", "max_pool"):
        # More than a hundredth in each network.
        assert (figure.largest(result.changes[name]) > 0.01).all()
        assert (np.delete(result.changes[name], [0, 8, 16], axis=1) > 100 * ROUNDING).all()


@pytest.mark.mutation(
    "global-average-still-changes",
    "nothing is dropped, or a grid that follows the picture",
    ko="서브샘플링하지 않거나, 서브샘플링 격자를 사진과 함께 옮긴다",
)
@pytest.mark.parametrize("mutation", ["stride 1", "a grid that follows the picture"])
def test_the_global_average_does_not_change_where_every_shift_is_exact(mutation, image, layers):
    maps = [other_network(np.roll(image, pixels, 1), layers, MUTATIONS[mutation]) for pixels in figure.SHIFTS]
    assert (shifts.average_changes(maps) == 0).all()


def test_a_network_without_stride_is_equivariant_and_its_average_invariant(result):
    assert result.unstrided_error == result.unstrided_change == 0


def test_along_the_diagonal_too_errors_are_0_at_multiples_of_8_and_nowhere_else(result):
    for errors, changes in zip(result.diagonal_errors.values(), result.diagonal_changes.values(), strict=True):
        assert (errors[:, [0, 8]] == 0).all() and (changes[:, [0, 8]] == 0).all()
        assert (errors[:, 1:8] > 100 * ROUNDING).all()


def test_errors_repeat_with_a_period_of_8(result):
    for values in (*result.errors.values(), *result.changes.values()):
        assert values[:, 8:] == pytest.approx(values[:, :9], abs=ROUNDING)


@pytest.mark.parametrize("name", BLURRED)
def test_the_last_blur_hides_the_last_stride_from_the_average(name, result):
    # Weights at even and at odd places add up to 1/2 each: the mean of the values kept is the mean of all, up to rounding.
    assert sum(stages.POOLINGS[name].taps[::2]) == sum(stages.POOLINGS[name].taps[1::2]) == 0.5
    assert (result.changes[name][:, [4, 12]] < ROUNDING).all()
    assert (result.changes[name][:, [1, 2, 3]] > 100 * ROUNDING).all()


def test_a_blur_with_other_weights_does_not(image, layers):
    thirds = stages.Pooling(2, (1 / 3, 1 / 3, 1 / 3))
    assert shifts.average_changes(shifts.outputs(image, layers, thirds)[0])[4] > 1e-4


def second_network(image, layers, pooling):
    """By scipy and scikit-image, pooling by pooling."""
    maps = image[None]
    for weights in layers:
        maps = np.stack(
            [
                sum(signal.correlate2d(map_, kernel, "same", "wrap") for map_, kernel in zip(maps, kernels, strict=True))
                for kernels in weights
            ]
        )
        maps = np.where(maps > 0, maps, 0)
        if pooling.window == 2 and pooling.taps == (1.0,):
            maps = block_reduce(maps, (1, 2, 2), np.max)
            continue
        if pooling.window == 2:
            maps = ndimage.maximum_filter(maps, (1, 2, 2), origin=(0, -1, -1), mode="wrap")
        taps = np.array([math.comb(len(pooling.taps) - 1, place) for place in range(len(pooling.taps))], float)
        maps = ndimage.convolve(maps, (np.outer(taps, taps) / taps.sum() ** 2)[None], mode="wrap")[:, ::2, ::2]
    return maps


def moved_by_dft(maps, pixels):
    """``maps`` (…, W), W even, moved by ``pixels``: cosines and sines fitted to the samples, evaluated elsewhere."""
    width = maps.shape[-1]
    places, frequencies = np.arange(width), np.arange(width // 2 + 1)

    def waves(at):
        angles = 2 * np.pi * np.outer(frequencies, at) / width
        # Of the highest frequency the samples show the cosine only.
        return np.concatenate([np.cos(angles), np.sin(angles[1:-1])])

    return maps @ np.linalg.inv(waves(places)) @ waves(places - pixels)


@pytest.mark.parametrize("name", NAMES)
def test_errors_and_changes_agree_with_a_second_implementation(name, result, image, layers):
    pooling = stages.POOLINGS[name]
    before = second_network(image, layers, pooling)
    means = before.mean(axis=(1, 2))
    for pixels in (1, 4, 11):
        after = second_network(np.roll(image, pixels, 1), layers, pooling)
        expected = moved_by_dft(before, pixels / 8)
        error = np.sqrt(((after - expected) ** 2).sum() / (expected**2).sum())
        assert result.errors[name][0, pixels] == pytest.approx(error, rel=1e-9)
        change = np.sqrt(((after.mean(axis=(1, 2)) - means) ** 2).sum() / (means**2).sum())
        assert result.changes[name][0, pixels] == pytest.approx(change, rel=1e-9, abs=ROUNDING)


@pytest.mark.parametrize("name", NAMES)
def test_diagonal_errors_and_changes_agree_with_a_second_implementation(name, result, image, layers):
    before = second_network(image, layers, stages.POOLINGS[name])
    after = second_network(np.roll(image, (3, 3), (0, 1)), layers, stages.POOLINGS[name])
    expected = moved_by_dft(moved_by_dft(before, 3 / 8).swapaxes(1, 2), 3 / 8).swapaxes(1, 2)
    error = np.sqrt(((after - expected) ** 2).sum() / (expected**2).sum())
    assert result.diagonal_errors[name][0, 3] == pytest.approx(error, rel=1e-9)
    means = before.mean(axis=(1, 2))
    change = np.sqrt(((after.mean(axis=(1, 2)) - means) ** 2).sum() / (means**2).sum())
    assert result.diagonal_changes[name][0, 3] == pytest.approx(change, rel=1e-9, abs=ROUNDING)


def test_kernels_have_no_mean_and_with_a_mean_errors_look_smaller(image, layers):
    rng = np.random.default_rng(1)
    for weights in layers:
        assert weights.mean(axis=(1, 2, 3)) == pytest.approx(0, abs=ROUNDING)
    without, kept = [], []
    for _ in range(5):
        raw = [rng.standard_normal((4, channels, 3, 3)) for channels in (1, 4, 4)]
        bare = [weights - weights.mean(axis=(1, 2, 3), keepdims=True) for weights in raw]
        for found, each in ((without, bare), (kept, raw)):
            found.append(shifts.equivariance_errors(shifts.outputs(image, each, stages.POOLINGS["max_pool"])[0], 8).max())
    assert np.median(kept) < np.median(without)
