"""The claims of ``receptive_field``, each also seen to fail when what it is about is altered."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage, stats

from figures.stationarity_locality import receptive_field
from figures.stationarity_locality.receptive_field import CHANNELS, NETWORKS, SHARE, SIZE, random_networks
from figures.stationarity_locality.receptive_field import receptive_fields as fields
from tests.figures import claims
from tests.figures.results import assert_same


@pytest.fixture(scope="module")
def result(measured):
    return measured(receptive_field).result


mutated = claims.mutated(receptive_field)


def depths_of(result):
    return sorted(map(int, result.widths))


@pytest.mark.claim("depth-widens-the-view")
def each_drawn_layer_widens_the_view_by_two(result):
    return [fields.extent(reached) for reached in result.cone] == result.cone.sum(axis=1).tolist() == [9, 7, 5, 3, 1]


@pytest.mark.claim("depth-widens-the-view")
def theoretical_field_grows_with_depth(result):
    return all(result.reached[str(depth)] == 1 + depth * (SIZE - 1) for depth in depths_of(result))


def effective_width_is_that_of_the_paths(result):
    # Four standard errors over the networks, and a share of 1 / channels: the theory is that of infinitely wide networks, and at
    # finite width the energy of a position fluctuates about it with a relative variance of that order.
    return all(
        abs(result.widths[str(depth)].mean() - random_networks.theoretical_width(depth))
        < 4 * result.widths[str(depth)].std(ddof=1) / np.sqrt(NETWORKS) + random_networks.theoretical_width(depth) / CHANNELS
        for depth in depths_of(result)
    )


@pytest.mark.claim("depth-widens-the-view")
def effective_width_grows_with_the_square_root_of_depth(result):
    # From 4 layers to 64. The ratio of the two widths is known to 2 %, its logarithm over log 16 therefore to .007, and the
    # theory at these depths is .495; .05 leaves room for finite width, and is far from the 1 of the theoretical field.
    deepest = depths_of(result)[-1]
    return abs(receptive_field.growth(result, 4, deepest) - 0.5) < 0.05


@pytest.mark.claim("depth-widens-the-view")
def share_of_the_field_falls_with_depth(result):
    deepest = depths_of(result)[-1]
    share = {depth: result.widths[str(depth)].mean() / result.reached[str(depth)] for depth in (4, deepest)}
    # The square root halves it with every fourfold depth; half of that is asked for.
    return share[deepest] < share[4] * (4 / deepest) ** 0.25


def energy_is_gaussian_in_deep_networks(result):
    # The largest distance, at any place, between the energy held to the left and that of a Gaussian of variance
    # L (k² − 1) / 12. Kolmogorov's criterion: with 50 networks even single paths, one a network, would exceed
    # 1.95 / sqrt(50) = .28 in 1 of 1000 draws only. A network averages over many paths, so a quarter of that is asked for.
    deepest = depths_of(result)[-1]
    profile = result.profile[str(deepest)]
    edges = np.arange(len(profile)) - len(profile) // 2 + 0.5
    normal = stats.norm(scale=np.sqrt(deepest * (SIZE**2 - 1) / 12)).cdf(edges)
    return np.abs(np.cumsum(profile) - normal).max() < 1.95 / np.sqrt(50) / 4


def five_taps_follow_the_same_law(result):
    theory = {depth: random_networks.theoretical_width(int(depth), 5) for depth in result.wider}
    return all(
        abs(widths.mean() - theory[depth]) < 4 * widths.std(ddof=1) / np.sqrt(NETWORKS) + theory[depth] / CHANNELS
        for depth, widths in result.wider.items()
    )


def the_nonlinearity_does_not_matter(result):
    def error(widths):
        return widths.var(ddof=1) / NETWORKS

    return all(
        abs(result.linear[depth].mean() - result.widths[depth].mean())
        < 4 * np.sqrt(error(result.linear[depth]) + error(result.widths[depth])) + result.linear[depth].mean() / CHANNELS
        for depth in result.linear
    )


def dilated_by_two(depth):
    return [2] * depth


def doubling(depth):
    return [2**layer for layer in range(depth)]


def dilated(signal, kernel):
    return REAL_CONVOLUTION(signal, kernel, dilation=2)


def sharpened_by_the_nonlinearity(dilations, size, channels, networks, rng, *, rectified=True):
    """Gradients whose energy is squared once more where there is a nonlinearity."""
    energy = REAL_ENERGY(dilations, size, channels, networks, rng, rectified=rectified)
    if not rectified:
        return energy
    squared = energy**2
    return squared / squared.sum(axis=1, keepdims=True)


REAL_CONVOLUTION, REAL_ENERGY = fields.convolve, fields.gradient_energy
SHALLOW = (receptive_field, "DEPTHS", (1, 2, 4, 8))
FEW = (receptive_field, "NETWORKS", 8)

# Claim → what to replace, as (module, name, replacement), so that it becomes false.
CLAIMS = {
    each_drawn_layer_widens_the_view_by_two: [(fields, "convolve", dilated)],
    theoretical_field_grows_with_depth: [SHALLOW, (fields, "dilations", dilated_by_two)],
    effective_width_is_that_of_the_paths: [SHALLOW, (fields, "dilations", dilated_by_two)],
    effective_width_grows_with_the_square_root_of_depth: [SHALLOW, FEW, (fields, "dilations", doubling)],
    share_of_the_field_falls_with_depth: [SHALLOW, FEW, (fields, "dilations", doubling)],
    energy_is_gaussian_in_deep_networks: [SHALLOW, FEW, (fields, "dilations", doubling)],
    five_taps_follow_the_same_law: [SHALLOW, (fields, "dilations", dilated_by_two)],
    the_nonlinearity_does_not_matter: [SHALLOW, (fields, "gradient_energy", sharpened_by_the_nonlinearity)],
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(result, claim):
    assert claim(result)


@pytest.mark.mutation("depth-widens-the-view", "dilated layers", ko="팽창(dilated) 합성곱층을 쓴다")
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_is_false_when_what_it_is_about_is_altered(mutated, claim):
    assert not claim(mutated(*CLAIMS[claim]))


def test_the_cone_is_the_support_of_the_product_of_the_matrices(result):
    product = np.eye(15)
    for level, matrix in enumerate(reversed(result.matrices), start=1):
        product = product @ matrix
        np.testing.assert_array_equal(product[7] != 0, result.cone[-1 - level])


@pytest.mark.parametrize(("stride", "dilation", "expected"), [(1, 1, [3, 5, 7]), (2, 1, [3, 7, 15]), (1, 2, [5, 9, 13])])
def test_stride_and_dilation_widen_the_field_by_their_own_law(stride, dilation, expected):
    """Field = 1 + (k − 1) · dilation · Σ stride^l over the layers l = 0 … L − 1, away from the border."""
    kernels = np.random.default_rng(1).standard_normal((3, 3))
    units, matrices, fields_seen = 65, [], []
    for kernel in kernels:
        matrices.append(fields.as_matrix(lambda x, k=kernel: fields.convolve(x, k, stride=stride, dilation=dilation), units))
        units = len(matrices[-1])
        fields_seen.append(fields.extent(fields.cone(matrices, units // 2)[0]))
    assert fields_seen == expected


def test_the_matrix_is_the_operator_and_holds_one_kernel_on_its_diagonals():
    kernel, signal = np.random.default_rng(2).standard_normal((2, 5))
    signal = np.concatenate([signal, signal[::-1], [1.0]])
    matrix = fields.as_matrix(lambda x: fields.convolve(x, kernel), 11)
    np.testing.assert_allclose(matrix @ signal, ndimage.correlate1d(signal, kernel, mode="constant"), rtol=1e-12)
    for tap in range(5):
        diagonal = np.diag(matrix, tap - 2)
        np.testing.assert_array_equal(diagonal, np.full(len(diagonal), kernel[tap]))


def network_by_loops(signal, weights, dilation, rectified):
    """The first channel of the one unit left of ``signal`` (field, channels), before its nonlinearity, unit by unit."""
    for number, weight in enumerate(weights):
        size = len(weight)
        layer = []
        for start in range(len(signal) - (size - 1) * dilation):
            units = np.zeros(weight.shape[2])
            for tap in range(size):
                for source in range(weight.shape[1]):
                    units += signal[start + tap * dilation][source] * weight[tap, source]
            layer.append(np.maximum(units, 0) if rectified and number < len(weights) - 1 else units)
        signal = layer
    return signal[0][0]


@pytest.mark.parametrize(("dilation", "rectified"), [(1, True), (2, True), (1, False)])
def test_the_gradient_equals_the_numerical_jacobian(dilation, rectified):
    """Central differences are exact to rounding, as the network is linear as long as no unit switches."""
    depth, channels, networks, step = 4, 6, 3, 1e-6
    measured = fields.gradient_energy([dilation] * depth, SIZE, channels, networks, np.random.default_rng(3), rectified=rectified)
    rng = np.random.default_rng(3)
    signals = rng.standard_normal((networks, 1 + (SIZE - 1) * dilation * depth, channels))
    weights = [rng.standard_normal((networks, SIZE, channels, channels)) for _ in range(depth)]
    for network in range(networks):
        own = [weight[network] for weight in weights]
        gradient = np.zeros_like(signals[network])
        for place in np.ndindex(gradient.shape):
            nudge = np.zeros_like(gradient)
            nudge[place] = step
            ends = [network_by_loops(signals[network] + sign * nudge, own, dilation, rectified) for sign in (1, -1)]
            gradient[place] = (ends[0] - ends[1]) / (2 * step)
        energy = (gradient**2).sum(axis=1)
        np.testing.assert_allclose(measured[network], energy / energy.sum(), atol=1e-6)


def test_the_gradient_of_one_channel_without_nonlinearity_is_the_product_of_the_matrices():
    depth = 5
    measured = fields.gradient_energy([1] * depth, SIZE, 1, 1, np.random.default_rng(4), rectified=False)[0]
    rng = np.random.default_rng(4)
    rng.standard_normal((1, 1 + 2 * depth, 1))
    product = np.eye(1 + 2 * depth)
    for _ in range(depth):
        kernel = rng.standard_normal((1, SIZE, 1, 1)).ravel()
        product = fields.as_matrix(lambda x, k=kernel: np.correlate(x, k, "valid"), len(product)) @ product
    np.testing.assert_allclose(measured, product[0] ** 2 / (product[0] ** 2).sum(), rtol=1e-9)


@pytest.mark.parametrize(("layers", "size"), [(1, 3), (7, 3), (12, 5), (64, 3)])
def test_paths_have_the_binomial_theory_s_variance(layers, size):
    shares = fields.path_counts(layers, size)
    assert shares.sum() == pytest.approx(1)
    assert fields.standard_deviation(shares) ** 2 == pytest.approx(layers * (size**2 - 1) / 12)


def test_paths_are_counted_as_by_walking_them():
    counts = {0: 1}
    for _ in range(5):
        walked = {}
        for place, number in counts.items():
            for step in (-1, 0, 1):
                walked[place + step] = walked.get(place + step, 0) + number
        counts = walked
    np.testing.assert_allclose(fields.path_counts(5, 3), [counts[place] / 3**5 for place in range(-5, 6)])


def test_the_effective_width_of_known_profiles():
    assert fields.effective_width(np.full(9, 1 / 9), SHARE) == pytest.approx(0.95 * 9)
    assert fields.effective_width(np.eye(9)[4], SHARE) == pytest.approx(0.95)
    places = np.arange(-200, 201)
    gaussian = np.exp(-(places**2) / 2 / 20**2)
    # ±1.959964 standard deviations hold 95 % of a Gaussian.
    assert fields.effective_width(gaussian / gaussian.sum(), SHARE) == pytest.approx(2 * 1.959964 * 20, rel=1e-3)


def test_a_network_without_any_gradient_is_refused():
    with pytest.raises(FloatingPointError, match="does not depend"):
        fields.gradient_energy([1] * 20, SIZE, 1, 20, np.random.default_rng(5))


def test_numbers_quote_the_result(result):
    value = {name: number.of(result) for name, number in receptive_field.NUMBERS.items()}
    assert value["drawn_field"] == 9 and value["field_64"] == 129
    assert value["share_64"] == pytest.approx(result.widths["64"].mean() / 129)
    assert value["growth"] == pytest.approx(np.log(value["width_64"] / value["width_4"]) / np.log(16))


def test_measuring_twice_gives_the_same(result):
    assert_same(result, receptive_field.measure())
