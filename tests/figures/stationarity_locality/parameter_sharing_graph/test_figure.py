"""What layers store and compute, counted again by brute force. Counts are exact, so no test here needs a tolerance
beyond rounding; random weights differ from one another with probability one."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy import linalg, signal, sparse

from figures.stationarity_locality import parameter_sharing_graph as figure
from figures.stationarity_locality.parameter_sharing_graph import counting, operators

OUTPUTS, INPUTS, TAPS = 278 * 318, 280 * 320, 9


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


def is_toeplitz(matrix: np.ndarray) -> bool:
    return np.array_equal(matrix, linalg.toeplitz(matrix[:, 0], matrix[0]))


def distinct(matrix: np.ndarray) -> int:
    return len(set(matrix[matrix != 0].tolist()))


# Claims, each of a Result.


def convolution_stores_three_weights_along_diagonals(result):
    matrix = result.matrices["shared"]
    return (
        is_toeplitz(matrix)
        and distinct(matrix) == result.weights["shared"] == 3
        and np.count_nonzero(matrix) == result.connections["shared"] == 13
    )


def local_layer_has_the_same_connections_and_no_weight_twice(result):
    shared, local = result.matrices["shared"], result.matrices["local"]
    return (
        np.array_equal(shared != 0, local != 0)
        and not is_toeplitz(local)
        and distinct(local) == result.weights["local"] == result.connections["local"] == 13
    )


@pytest.mark.claim("lower-graph-is-fully-connected")
def dense_layer_connects_everything_and_no_weight_twice(result):
    matrix = result.matrices["dense"]
    return np.all(matrix != 0) and distinct(matrix) == result.weights["dense"] == result.connections["dense"] == 25


@pytest.mark.claim("lower-graph-is-fully-connected")
def one_weight_is_used_five_times_or_once(result):
    by_count = {name: matrix.ravel().tolist().count(matrix[2, 2]) for name, matrix in result.matrices.items()}
    return result.uses == by_count == {"shared": 5, "local": 1, "dense": 1}


def photo_layers_store_as_many_weights_as_stated(result):
    return (
        result.photo_weights
        == {"shared": TAPS, "local": OUTPUTS * TAPS, "dense": OUTPUTS * INPUTS}
        == {"shared": 9, "local": 795_636, "dense": 7_920_998_400}
    )


@pytest.mark.claim("sharing-saves-no-computation")
def computed_directly_sharing_saves_no_operation_and_locality_does(result):
    multiplications, additions = result.photo_multiplications, result.photo_additions
    return multiplications["shared"] == multiplications["local"] == OUTPUTS * TAPS < result.photo_weights["dense"] and additions[
        "shared"
    ] == additions["local"] == OUTPUTS * (TAPS - 1)


@pytest.mark.claim("sharing-saves-no-computation")
def a_kernel_used_again_can_be_applied_with_fewer_multiplications(result):
    # Sixteen products make four outputs, where direct sums take 36. A dozen sums of products of standard normal numbers are
    # far nearer than 1e-12 to one another in double precision.
    counts = result.photo_multiplications
    return 36 * counts["winograd"] == 16 * counts["shared"] and result.winograd_difference < 1e-12


@pytest.mark.claim("a-filter-has-a-slice-per-channel")
def rgb_filter_has_a_sheet_for_every_channel(result):
    return result.rgb_filter_weights == 3 * 3 * 3 == 27


_layers, _pattern = figure.layers, operators.locally_connected_pattern


def layers_with(**replacements):
    return lambda rng: _layers(rng) | {name: make(rng) for name, make in replacements.items()}


def only_one_dense_connection():
    """A reading of Goodfellow's lower graph: the dark arrow as the only connection."""
    return layers_with(dense=lambda rng: operators.fully_connected(np.diag([0, 0, 1.5, 0, 0])))


def dense_with_a_repeated_weight():
    return layers_with(dense=lambda rng: operators.fully_connected(np.round(rng.standard_normal((5, 5))) + 7))


def unshared_convolution():
    return layers_with(shared=lambda rng: operators.locally_connected(rng.standard_normal((5, 3))))


def circular_convolution():
    def layer(rng):
        kernel = rng.standard_normal(3)
        return lambda signal: sum(weight * np.roll(signal, 1 - offset) for offset, weight in enumerate(kernel))

    return layers_with(shared=layer)


def kernel_with_a_weight_twice():
    return layers_with(shared=lambda rng: operators.shared(rng.standard_normal(2)[[0, 1, 0]]))


def shared_local_layer():
    return layers_with(local=lambda rng: operators.locally_connected(np.tile(rng.standard_normal(3), (5, 1))))


def wider_local_layer():
    return layers_with(local=lambda rng: operators.locally_connected(rng.standard_normal((5, 5))))


def dense_shared_on_diagonals():
    return layers_with(dense=lambda rng: operators.fully_connected(linalg.toeplitz(*rng.standard_normal((2, 5)))))


LAYERS = {
    convolution_stores_three_weights_along_diagonals: [unshared_convolution, circular_convolution, kernel_with_a_weight_twice],
    local_layer_has_the_same_connections_and_no_weight_twice: [shared_local_layer, wider_local_layer, circular_convolution],
    dense_layer_connects_everything_and_no_weight_twice: [
        only_one_dense_connection,
        dense_with_a_repeated_weight,
        dense_shared_on_diagonals,
    ],
    one_weight_is_used_five_times_or_once: [unshared_convolution, shared_local_layer, dense_shared_on_diagonals],
}


def with_same_padding(height, width, size):
    return _pattern(height + size - 1, width + size - 1, size)[:, : height * width]


def with_larger_kernels(height, width, size):
    return _pattern(height + 1, width + 1, size + 1)


def with_a_row_of_two_taps(height, width, size):
    """A row of taps only, without a column of them."""
    return sparse.kron(
        sparse.eye_array(height),
        _pattern(1, width, 1)[: width - size + 1] + sparse.eye_array(width - size + 1, width, k=1, format="csr", dtype=np.int8),
        format="csr",
    )


PATTERNS = {
    photo_layers_store_as_many_weights_as_stated: [with_same_padding, with_larger_kernels, with_a_row_of_two_taps],
    rgb_filter_has_a_sheet_for_every_channel: [with_larger_kernels, with_a_row_of_two_taps],
}


def one_weight_for_all_taps(image, kernels):
    """What connections share is summed first and multiplied once: a layer whose taps at one place are all the same weight."""
    size, _, height, width = kernels.values.shape
    total = image[:height, :width]
    for row, column in list(np.ndindex(size, size))[1:]:
        total = total + image[row : row + height, column : column + width]
    return kernels[0, 0] * total


RUNS = {
    computed_directly_sharing_saves_no_operation_and_locality_does: {
        "shared_layer": counting.winograd_layer,
        "local_layer": one_weight_for_all_taps,
    },
    a_kernel_used_again_can_be_applied_with_fewer_multiplications: {
        "winograd_layer": counting.shared_layer,
        "transformed_kernel": lambda kernel: np.pad(kernel, ((0, 1), (0, 1))),
    },
}


def pairs(claims: dict) -> list:
    return [
        pytest.param(claim, mutation, id=f"{claim.__name__}-{mutation.__name__}")
        for claim, mutations in claims.items()
        for mutation in mutations
    ]


@pytest.mark.parametrize("claim", LAYERS | PATTERNS | RUNS, ids=lambda claim: claim.__name__)
def test_claim_holds(result, claim):
    assert claim(result)


@pytest.mark.mutation(
    "lower-graph-is-fully-connected", "the dark arrow as the only connection", ko="짙은 화살표 하나만 연결로 남긴다"
)
@pytest.mark.mutation("lower-graph-is-fully-connected", "weights that are used again", ko="가중치 하나를 여러 번 쓴다")
@pytest.mark.parametrize(("claim", "mutation"), pairs(LAYERS))
def test_claim_is_false_of_other_layers(monkeypatch, claim, mutation):
    monkeypatch.setattr(figure, "layers", mutation())
    assert not claim(figure.measure())


@pytest.mark.mutation(
    "a-filter-has-a-slice-per-channel", "larger kernels or fewer taps", ko="더 큰 커널을 쓰거나 가중치를 줄인다"
)
@pytest.mark.parametrize(("claim", "mutation"), pairs(PATTERNS))
def test_claim_is_false_of_another_connection_pattern(monkeypatch, claim, mutation):
    monkeypatch.setattr(operators, "locally_connected_pattern", mutation)
    assert not claim(figure.measure())


@pytest.mark.mutation(
    "sharing-saves-no-computation",
    "one weight for all taps of a place, multiplied once",
    ko="위치마다 가중치를 하나만 두고 한 번만 곱한다",
)
@pytest.mark.mutation(
    "sharing-saves-no-computation", "the shared layer by another algorithm", ko="공유하는 층을 다른 알고리즘으로 계산한다"
)
@pytest.mark.mutation(
    "sharing-saves-no-computation",
    "Winograd's algorithm replaced by direct sums, or without its transform",
    ko="위노그라드 알고리즘을 직접 계산으로 바꾸거나, 그 변환을 뺀다",
)
@pytest.mark.parametrize(
    ("claim", "layer"), [pytest.param(claim, layer, id=layer) for claim, layers in RUNS.items() for layer in layers]
)
def test_claim_is_false_of_layers_that_run_otherwise(monkeypatch, claim, layer):
    monkeypatch.setattr(counting, layer, RUNS[claim][layer])
    assert not claim(figure.measure())


def test_winograds_products_cannot_serve_a_kernel_for_each_place():
    # Of four outputs made from one tile, those whose kernel is not the tile's come out wrong.
    rng = np.random.default_rng(7)
    image, one, other = rng.standard_normal((10, 12)), *rng.standard_normal((2, 3, 3))
    fast, _ = figure.run("winograd", image, one)
    kernels = np.broadcast_to(one[..., None, None], (3, 3, 8, 10)).copy()
    assert fast == pytest.approx(figure.run("local", image, kernels)[0])
    kernels[..., 1::2, 1::2] = other[..., None, None]
    wrong = ~np.isclose(fast, figure.run("local", image, kernels)[0])
    assert wrong[1::2, 1::2].all() and wrong.sum() == 20


@pytest.mark.mutation("a-filter-has-a-slice-per-channel", "one sheet per feature map", ko="특징 맵마다 가중치를 한 장만 둔다")
def test_the_claim_about_rgb_is_false_of_one_sheet_per_feature_map(result):
    one_sheet = dataclasses.replace(result, rgb_filter_weights=figure.filter_weights(1, 3))
    assert not rgb_filter_has_a_sheet_for_every_channel(one_sheet)


@pytest.mark.parametrize("taps", [1, 3, 5])
@pytest.mark.parametrize("units", [5, 8])
def test_the_shared_layer_is_a_toeplitz_matrix_and_a_correlation(units, taps):
    rng = np.random.default_rng(1)
    kernel, x = rng.standard_normal(taps), rng.standard_normal(units)
    centre = taps // 2
    column, row = np.zeros(units), np.zeros(units)
    column[: centre + 1], row[: centre + 1] = kernel[centre::-1], kernel[centre:]
    layer = operators.shared(kernel)
    assert np.array_equal(operators.matrix_of(layer, units), linalg.toeplitz(column, row))
    # A handful of products: rounding is far below 1e-12.
    assert layer(x) == pytest.approx(np.correlate(x, kernel, "same"), abs=1e-12)


def test_the_local_layer_is_a_direct_sum_over_each_units_neighbours():
    rng = np.random.default_rng(2)
    kernels, x = rng.standard_normal((6, 3)), rng.standard_normal(6)
    expected = np.zeros((6, 6))
    for output in range(6):
        for offset in range(3):
            if 0 <= output + offset - 1 < 6:
                expected[output, output + offset - 1] = kernels[output, offset]
    layer = operators.locally_connected(kernels)
    assert np.array_equal(operators.matrix_of(layer, 6), expected)
    assert layer(x) == pytest.approx(expected @ x, abs=1e-12)


def test_the_dense_layer_is_its_weights():
    weights = np.random.default_rng(3).standard_normal((4, 6))
    layer = operators.fully_connected(weights)
    assert np.array_equal(operators.matrix_of(layer, 6), weights)
    assert layer(np.arange(6.0)) == pytest.approx(
        [sum(w * x for w, x in zip(row, range(6), strict=True)) for row in weights], abs=1e-12
    )


def test_the_graphs_are_the_layers_own_matrices(result):
    # The weights are drawn in the order shared, local, dense.
    rng = np.random.default_rng(figure.SEED)
    kernel, kernels, weights = rng.standard_normal(3), rng.standard_normal((5, 3)), rng.standard_normal((5, 5))
    band = np.arange(5)[None] - np.arange(5)[:, None] + 1
    inside = (band >= 0) & (band < 3)
    expected = {
        "shared": np.where(inside, kernel[np.clip(band, 0, 2)], 0),
        "local": np.where(inside, kernels[np.arange(5)[:, None], np.clip(band, 0, 2)], 0),
        "dense": weights,
    }
    assert result.matrices.keys() == expected.keys()
    for name, matrix in expected.items():
        assert np.array_equal(result.matrices[name], matrix), name


def by_basis(height: int, width: int, kernel: np.ndarray) -> np.ndarray:
    """The matrix of a "valid" correlation: scipy's, applied to every image with a single one in it."""
    basis = np.eye(height * width).reshape(-1, height, width)
    return np.stack([signal.correlate2d(unit, kernel, "valid").ravel() for unit in basis], axis=1)


@pytest.mark.parametrize(("height", "width", "size"), [(6, 7, 3), (5, 5, 2), (9, 4, 4)])
def test_photo_counts_are_those_of_scipys_correlation_on_the_identity(height, width, size):
    kernel = np.random.default_rng(4).standard_normal((size, size))
    matrix = by_basis(height, width, kernel)
    pattern = operators.locally_connected_pattern(height, width, size)
    assert np.array_equal(pattern.toarray(), matrix != 0)
    weights, multiplications = figure.photo_counts(height, width, size)
    connections = np.count_nonzero(matrix)
    assert weights == {"shared": distinct(matrix), "local": connections, "dense": matrix.size}
    assert multiplications == {"shared": connections, "local": connections}


@pytest.mark.parametrize("name", ["shared", "winograd", "local"])
def test_the_layers_that_count_return_what_loops_return(name):
    rng = np.random.default_rng(5)
    image, one, each = rng.standard_normal((6, 8)), rng.standard_normal((3, 3)), rng.standard_normal((3, 3, 4, 6))
    products, outputs = 0, np.zeros((4, 6))
    for row, column in np.ndindex(4, 6):
        for i, j in np.ndindex(3, 3):
            outputs[row, column] += (each[i, j, row, column] if name == "local" else one[i, j]) * image[row + i, column + j]
            products += 1
    answer, tally = figure.run(name, image, each if name == "local" else one)
    assert answer == pytest.approx(outputs, abs=1e-12)
    # By hand: 4 by 6 outputs of 9 products and 8 sums; or 6 tiles of 16 products, and 32 + 24 sums on the way in and out.
    assert (tally.multiplications, tally.additions) == ((96, 336) if name == "winograd" else (products, products - 24))


def test_numbers_that_count_count_what_is_done_with_each_of_them():
    tally = counting.Tally()
    four, one = counting.Counted(np.ones((2, 2)), tally), counting.Counted(np.array(3.0), tally)
    total = four * one + four - one * one
    assert total.values.tolist() == [[-5, -5], [-5, -5]]
    assert (tally.multiplications, tally.additions) == (5, 8)


@pytest.mark.parametrize("channels", [1, 3, 8])
@pytest.mark.parametrize("size", [1, 3, 5])
def test_a_filter_has_a_weight_for_every_channel_and_tap(channels, size):
    # One unit of one feature map, fed by every pixel of every channel in turn.
    sheets = np.random.default_rng(6).standard_normal((channels, size, size))
    basis = np.eye(channels * (size + 1) ** 2).reshape(-1, channels, size + 1, size + 1)
    unit = [
        sum(signal.correlate2d(channel, sheet, "valid") for channel, sheet in zip(image, sheets, strict=True))[0, 0]
        for image in basis
    ]
    assert np.count_nonzero(unit) == figure.filter_weights(channels, size) == channels * size * size


def test_numbers_quote_the_result(result):
    texts = {name: number.text(number.of(result)) for name, number in figure.NUMBERS.items()}
    assert (texts["shared_weight_uses"], texts["dense_weight_uses"]) == ("5", "1")
    assert (texts["photo_shared_weights"], texts["photo_local_weights"], texts["photo_dense_weights"]) == (
        "9",
        "795,636",
        "7,920,998,400",
    )
    assert texts["photo_shared_multiplications"] == texts["photo_local_multiplications"] == "795,636"
    assert texts["photo_winograd_multiplications"] == "353,616" and texts["winograd_saving"] == "2.25"
    assert (texts["photo_height"], texts["photo_width"], texts["rgb_filter_weights"]) == ("280", "320", "27")
