"""When an object moves, its feature map moves with it and the maximum over the map stays."""

import numpy as np
import pytest
from scipy import signal

from figures._common.pooling import feature_map, global_max, global_mean, spread_over_shifts
from figures.stationarity_locality import equivariance_vs_invariance as figure


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


@pytest.fixture(scope="module")
def coin():
    return figure.around(figure.half("coins"), figure.OBJECT)


@pytest.fixture(scope="module")
def kernel():
    return figure.coin_filter(figure.around(figure.half("coins"), figure.FILTER))


@pytest.fixture(scope="module")
def wall():
    return figure.half("brick")[: figure.SIDE, : figure.SIDE]


def peak_follows(scenes, operator) -> bool:
    """Whether the highest response is at the coin's centre, for each of (place, scene)."""
    return all(np.unravel_index(operator(scene).argmax(), scene.shape) == (place, place) for place, scene in scenes)


@pytest.mark.claim("invariance-is-equivariance")
def test_the_peak_moves_exactly_as_the_coin_does(result):
    steps = np.diff(result.shifts)
    assert (np.diff(result.peaks, axis=0) == steps[:, None]).all()
    assert np.array_equal(result.peaks, np.stack([figure.FIRST + result.shifts] * 2, axis=1))


@pytest.mark.claim("invariance-is-equivariance")
def test_the_maximum_stays_to_the_last_bit_and_is_the_coins(result):
    assert (result.maxima == result.maxima[0]).all()
    assert result.wall_maximum < result.maxima[0] / 2


def test_the_mean_changes_as_the_coin_covers_other_bricks(result):
    assert np.ptp(result.means) > 0


def test_a_fully_connected_layer_forgets_the_coin_elsewhere(result):
    # By construction 1 at the first place and 0 on the bare wall; apart is where the two discs no longer touch.
    assert result.connected[0] == pytest.approx(1)
    assert figure.apart(result.shifts).sum() > 10
    assert np.abs(result.connected[figure.apart(result.shifts)]).max() < 0.5


@pytest.mark.claim("invariance-is-equivariance")
def test_on_a_torus_map_maximum_and_mean_agree_to_the_last_bit(result):
    assert result.circular_error == 0
    assert (result.circular_maxima == result.circular_maxima[0]).all()
    assert (result.circular_means == result.circular_means[0]).all()
    assert result.circular_maxima[0] == result.maxima[0] and result.circular_means[0] == result.means[0]


def test_random_fully_connected_heads_spread_as_theory_says(result):
    # The mean square over heads has a standard error estimated from the heads themselves; five of them are allowed.
    squares = result.head_spreads**2
    error = squares.std(ddof=1) / np.sqrt(len(squares))
    assert squares.mean() == pytest.approx(result.head_theory**2, abs=5 * error)
    assert result.head_spreads.min() > 0.5


def test_the_feature_map_agrees_with_the_sum_over_its_taps(wall, coin, kernel):
    scene = figure.laid(coin, wall, 30)
    response = feature_map(scene, kernel, rectified=False)
    radius = figure.RADIUS
    by_rolls = sum(
        kernel[radius + i, radius + j] * np.roll(scene, (-i, -j), (0, 1))
        for i in range(-radius, radius + 1)
        for j in range(-radius, radius + 1)
    )
    # About 400 products of order 0.01: rounding stays below 1e-12.
    assert response == pytest.approx(by_rolls, abs=1e-12)
    inside = signal.correlate2d(scene, kernel, mode="valid")
    assert response[radius:-radius, radius:-radius] == pytest.approx(inside, abs=1e-12)
    assert np.array_equal(feature_map(scene, kernel), np.maximum(response, 0))


def test_the_spread_of_a_head_agrees_with_a_loop_over_all_shifts():
    rng = np.random.default_rng(5)
    values, heads = rng.random((6, 5)), rng.standard_normal((3, 6, 5))
    for head, spread in zip(heads, spread_over_shifts(values, heads), strict=True):
        outputs = [(head * np.roll(values, (i, j), (0, 1))).sum() for i in range(6) for j in range(5)]
        assert spread == pytest.approx(np.std(outputs) / np.sqrt((values**2).sum()))


def test_the_mean_does_not_depend_on_the_order_of_its_terms():
    rng = np.random.default_rng(0)
    values = rng.standard_normal(1000) * 10.0 ** rng.integers(-8, 8, 1000)
    means = {global_mean(rng.permutation(values)) for _ in range(20)}
    assert len(means) == 1
    assert len({rng.permutation(values).cumsum()[-1] for _ in range(20)}) > 1


def test_pasting_touches_the_disc_only(wall, coin):
    scene = figure.laid(coin, wall, 40)
    changed = scene != wall
    rows, columns = np.nonzero(changed)
    assert np.hypot(rows - 40, columns - 40).max() <= figure.RADIUS
    assert scene[40, 40] == coin[figure.RADIUS, figure.RADIUS]


PLACES = (13, 40, 82)
MUTATIONS = {
    "another filter at each place": lambda kernel, rng: lambda scene: feature_map(scene, kernel) * rng.random(scene.shape),
    "the sign reversed": lambda kernel, rng: lambda scene: feature_map(scene, -kernel),
    "mean not removed": lambda kernel, rng: lambda scene: feature_map(scene, kernel + 0.01),
    "taps in another order": lambda kernel, rng: (
        lambda scene: feature_map(scene, rng.permutation(kernel.ravel()).reshape(23, 23))
    ),
}


def claim(scenes, operator) -> bool:
    pooled = {global_max(operator(scene)) for _, scene in scenes}
    return peak_follows(scenes, operator) and len(pooled) == 1


@pytest.mark.mutation(
    "invariance-is-equivariance",
    "a filter for each place, the sign reversed, the mean kept, taps permuted",
    ko="위치마다 다른 필터를 쓰거나, 필터의 부호를 뒤집거나, 평균을 빼지 않거나, 가중치를 뒤섞는다",
)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_claim_is_false_of_another_operator(mutation, wall, coin, kernel):
    scenes = [(place, figure.laid(coin, wall, place)) for place in PLACES]
    assert claim(scenes, lambda scene: feature_map(scene, kernel))
    assert not claim(scenes, MUTATIONS[mutation](kernel, np.random.default_rng(1)))


@pytest.mark.mutation("invariance-is-equivariance", "zero padding", ko="제로 패딩을 쓴다")
def test_zero_padding_is_not_equivariant_on_the_torus(wall, coin, kernel):
    scene = figure.laid(coin, wall, 13)

    def padded(image):
        return signal.correlate2d(image, kernel, mode="same")

    moved = padded(np.roll(scene, (30, 50), (0, 1)))
    assert np.abs(moved - np.roll(padded(scene), (30, 50), (0, 1))).max() > 0.01


@pytest.mark.mutation(
    "invariance-is-equivariance",
    "weights that differ from pixel to pixel in place of the maximum",
    ko="최댓값 대신 픽셀마다 다른 가중치를 곱해 더한다",
)
def test_a_position_dependent_head_is_not_invariant(result):
    # The mutation of global pooling: the same map, read by weights that differ from pixel to pixel.
    weights = np.random.default_rng(2).random((figure.SIDE, figure.SIDE))
    outputs = [(weights * map_).sum() for map_ in result.maps]
    assert np.ptp(outputs) > 0
    assert np.ptp([map_.max() for map_ in result.maps]) == 0
