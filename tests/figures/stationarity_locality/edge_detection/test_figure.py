"""One edge filter, four prices: every count is repeated by other means, and seen to change when the operator does.

Counts are exact, and so are the sums: a pixel's difference to its neighbour rounds once, in whichever order it is taken.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import ClassVar

import numpy as np
import pytest
from matplotlib.patches import Polygon, Rectangle
from scipy import signal, sparse

from figures._common.photographs import grey
from figures.stationarity_locality import edge_detection as figure
from figures.stationarity_locality.edge_detection import operators, panels
from sitekit.figure import style
from tests.figures import claims

OUTPUTS, INPUTS = 280 * 319, 280 * 320
OPERATORS = {
    "the photograph": ((280, 320), (-1, 1)),
    "three taps": ((280, 320), (-1, 2, 3)),
    "another size": ((17, 41), (-1, 1)),
    "another size and five taps": ((23, 9), (1, -4, 6, -4, 2)),
    "one tap": ((4, 5), (3,)),
}

each_operator = pytest.mark.parametrize(("shape", "kernel"), OPERATORS.values(), ids=OPERATORS)
each_small_operator = pytest.mark.parametrize(
    ("shape", "kernel"), [((17, 41), (-1, 1)), ((23, 9), (1, -4, 6, -4, 2)), ((12, 8), (-1, 2, 3)), ((4, 5), (3,))]
)


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


mutated = claims.mutated(figure)


@pytest.fixture(scope="module")
def float_crop():
    return grey("astronaut")[figure.ROWS, figure.COLUMNS]


def whole_numbers(shape: tuple[int, int]) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, shape)


class Counting(int):
    """A whole number that numpy does arithmetic with, one at a time, and that counts it by the sign."""

    done: ClassVar[Counter[str]] = Counter()

    def __mul__(self, other):
        Counting.done["×"] += 1
        return Counting(int(self) * int(other))

    def __add__(self, other):
        Counting.done["+"] += 1
        return Counting(int(self) + int(other))

    def __sub__(self, other):
        Counting.done["−"] += 1
        return Counting(int(self) - int(other))


def counting(numbers: np.ndarray) -> np.ndarray:
    """``numbers`` as an array of counting ones, with the tally at nought."""
    Counting.done.clear()
    return np.frompyfunc(Counting, 1, 1)(numbers.astype(object))


# Claims, each of a Result.


def edges_are_left_differences(result):
    x = result.image
    return np.array_equal(result.edges, x[:, 1:] - x[:, :-1])


def kernel_takes_two_products_and_one_sum_per_output(result):
    return (result.multiplications, result.additions) == (2 * OUTPUTS, OUTPUTS) == (178_640, 89_320)


@pytest.mark.claim("sparse-matrix-costs-the-same")
def sparse_matrix_costs_what_the_kernel_does(result):
    operations = result.multiplications + result.additions
    return result.nonzeros == result.multiplications == 178_640 and result.sparse_operations == operations == 267_960


@pytest.mark.claim("entries-are-not-operations")
def dense_matrix_holds_eight_billion_numbers(result):
    gigabytes = OUTPUTS * INPUTS * np.dtype(np.float64).itemsize / 1e9
    return result.dense_entries == OUTPUTS * INPUTS == 8_003_072_000 and result.dense_memory == gigabytes


@pytest.mark.claim("entries-are-not-operations")
def dense_product_takes_sixteen_billion_operations(result):
    # n rows, each with m products and m − 1 sums.
    return result.dense_operations == OUTPUTS * (2 * INPUTS - 1) == 16_006_054_680


@pytest.mark.claim("entries-are-not-operations")
def dense_product_costs_sixty_thousand_times_more(result):
    # 2·280·320 − 1 operations against three, for every output.
    return result.dense_operations / (result.multiplications + result.additions) == (2 * INPUTS - 1) / 3 == 59_733


_correlate_counted, _as_sparse_matrix = operators.correlate_counted, operators.as_sparse_matrix


def with_same_padding(image, kernel):
    return _correlate_counted(np.pad(image, ((0, 0), (0, len(kernel) - 1))), kernel)


def with_a_zero_tap(image, kernel):
    return _correlate_counted(image, (*kernel, 0))


def with_the_kernel_flipped(image, kernel):
    return _correlate_counted(image, kernel[::-1])


def down_the_columns(image, kernel):
    output, multiplications, additions = _correlate_counted(image.T, kernel)
    return output.T, multiplications, additions


def skipping_additions(image, kernel):
    output, multiplications, _ = _correlate_counted(image, kernel)
    return output, multiplications, 0


def skipping_products_with_one(image, kernel):
    output, multiplications, additions = _correlate_counted(image, kernel)
    return output, multiplications // 2, additions


def matrix_with_circular_borders(shape, kernel):
    return _as_sparse_matrix((shape[0], shape[1] + len(kernel) - 1), kernel)


def matrix_of_one_row(shape, kernel):
    return _as_sparse_matrix((1, shape[1]), kernel)


def matrix_with_a_zero_tap(shape, kernel):
    return _as_sparse_matrix(shape, (*kernel, 0))


COUNTER, MATRIX = (operators, "correlate_counted"), (operators, "as_sparse_matrix")
CLAIMS = {
    edges_are_left_differences: [
        (*COUNTER, with_same_padding),
        (*COUNTER, with_a_zero_tap),
        (*COUNTER, with_the_kernel_flipped),
        (*COUNTER, down_the_columns),
    ],
    kernel_takes_two_products_and_one_sum_per_output: [
        (*COUNTER, with_same_padding),
        (*COUNTER, with_a_zero_tap),
        (*COUNTER, skipping_additions),
        (*COUNTER, skipping_products_with_one),
    ],
    sparse_matrix_costs_what_the_kernel_does: [
        (*COUNTER, with_a_zero_tap),
        (*MATRIX, matrix_with_circular_borders),
        (*MATRIX, matrix_of_one_row),
    ],
    dense_matrix_holds_eight_billion_numbers: [
        (*MATRIX, matrix_with_circular_borders),
        (*MATRIX, matrix_of_one_row),
        (*MATRIX, matrix_with_a_zero_tap),
    ],
    dense_product_takes_sixteen_billion_operations: [
        (*MATRIX, matrix_with_circular_borders),
        (*MATRIX, matrix_of_one_row),
        (*MATRIX, matrix_with_a_zero_tap),
    ],
    dense_product_costs_sixty_thousand_times_more: [
        (*COUNTER, with_a_zero_tap),
        (*COUNTER, skipping_additions),
        (*MATRIX, matrix_with_circular_borders),
    ],
}
MUTATIONS = [
    pytest.param(claim, mutation, id=f"{claim.__name__}-{mutation[2].__name__}")
    for claim, mutations in CLAIMS.items()
    for mutation in mutations
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(result, claim):
    assert claim(result)


@pytest.mark.mutation(
    "entries-are-not-operations",
    "circular borders, one row, a zero tap or skipped additions",
    ko="순환 경계를 쓰거나, 입력을 한 줄로 하거나, 가중치를 0으로 하거나, 덧셈을 빠뜨린다",
)
@pytest.mark.mutation(
    "sparse-matrix-costs-the-same",
    "a zero tap, circular borders or one row",
    ko="가중치를 0으로 하거나, 순환 경계를 쓰거나, 입력을 한 줄로 한다",
)
@pytest.mark.parametrize(("claim", "mutation"), MUTATIONS)
def test_claim_is_false_when_what_it_is_about_is_altered(mutated, claim, mutation):
    assert not claim(mutated(mutation))


@pytest.mark.mutation("entries-are-not-operations", "entries counted as operations", ko="원소의 수를 연산 횟수로 센다")
def test_the_claim_about_operations_is_false_of_the_entries(result):
    # The number of entries has been quoted as the number of operations; it is half of it.
    trap = dataclasses.replace(result, dense_operations=result.dense_entries)
    assert 2 * trap.dense_operations > result.dense_operations > 1.999 * trap.dense_operations
    assert not dense_product_takes_sixteen_billion_operations(trap)
    assert not dense_product_costs_sixty_thousand_times_more(trap)


def test_the_claim_about_memory_is_false_of_single_precision(result):
    single = dataclasses.replace(result, dense_memory=result.dense_entries * np.dtype(np.float32).itemsize / 1e9)
    assert not dense_matrix_holds_eight_billion_numbers(single)


def test_the_kernel_stores_four_billion_times_fewer_numbers(result):
    # Goodfellow et al. 2016, figure 9.6.
    assert result.kernel_weights == len(figure.KERNEL) == 2
    assert result.dense_entries // result.kernel_weights == 4_001_536_000


def test_the_numbers_are_written_as_published(result):
    texts = {name: number.text(number.of(result)) for name, number in figure.NUMBERS.items()}
    assert texts["operations"] == "267,960"
    assert texts["dense_memory"] == "64\N{NO-BREAK SPACE}GB"
    assert texts["computation_ratio"] == "59,733"
    assert texts["entries_ratio"] == "29,867"
    assert (texts["input_height"], texts["input_width"], texts["output_width"]) == ("280", "320", "319")


def four_ways(image: np.ndarray) -> dict[str, np.ndarray]:
    return {
        "slices": image[:, 1:] - image[:, :-1],
        "counted": operators.correlate_counted(image, (-1, 1))[0],
        "sparse matrix": (operators.as_sparse_matrix(image.shape, (-1, 1)) @ image.ravel()).reshape(len(image), -1),
        "scipy": signal.correlate2d(image, np.array([[-1, 1]]), "valid"),
    }


@pytest.mark.parametrize("levels", ["whole", "float"])
def test_four_ways_agree_bit_for_bit(result, float_crop, levels):
    image = result.image if levels == "whole" else float_crop
    ways = four_ways(image)
    for name, edges in ways.items():
        assert np.array_equal(edges, ways["slices"]), name
    assert np.ptp(ways["slices"]) > 0


@pytest.mark.parametrize("kernel", [(1, -1), (-1, 1 + 2**-52)], ids=["reversed", "one bit off"])
def test_bitwise_agreement_notices_a_wrong_weight(float_crop, kernel):
    difference = float_crop[:, 1:] - float_crop[:, :-1]
    product = operators.as_sparse_matrix(float_crop.shape, kernel) @ float_crop.ravel()
    assert not np.array_equal(product, difference.ravel())
    assert not np.array_equal(signal.correlate2d(float_crop, np.array([kernel], float), "valid"), difference)


def test_the_whole_crop_is_the_photograph_rounded(result, float_crop):
    assert np.issubdtype(result.image.dtype, np.integer)
    # Half a grey level is all that rounding takes; 255 × 2⁻⁵² that multiplying does.
    assert np.abs(result.image / 255 - float_crop).max() <= 0.5 / 255 + 1e-15


@each_operator
def test_every_count_follows_kernel_and_size(shape, kernel):
    compared = figure.compare(whole_numbers(shape), kernel)
    (height, width), taps = shape, len(kernel)
    outputs = height * (width - taps + 1)
    assert compared.edges.size == outputs
    assert compared.multiplications == compared.nonzeros == outputs * taps
    assert compared.additions == outputs * (taps - 1)
    assert compared.dense_entries == outputs * height * width
    assert compared.sparse_operations == outputs * (2 * taps - 1)
    assert compared.dense_operations == outputs * (height * width) + outputs * (height * width - 1)
    assert compared.dense_memory == outputs * height * width * 8 / 1e9
    assert compared.kernel_weights == taps


@each_small_operator
def test_numpy_counting_for_itself_gets_the_same_edges_and_counts(shape, kernel):
    image = whole_numbers(shape)
    width = shape[1] - len(kernel) + 1
    numbers = counting(image)
    products = [numbers[:, offset : offset + width] * weight for offset, weight in enumerate(kernel)]
    edges = sum(products[1:], start=products[0])
    counted, multiplications, additions = operators.correlate_counted(image, kernel)
    assert np.array_equal(edges.astype(int), counted)
    assert (Counting.done["×"], Counting.done["+"]) == (multiplications, additions)


@each_small_operator
def test_the_sparse_matrix_computes_what_the_kernel_does(shape, kernel):
    image = whole_numbers(shape)
    product = (operators.as_sparse_matrix(shape, kernel) @ image.ravel()).reshape(shape[0], -1)
    assert np.array_equal(product, operators.correlate_counted(image, kernel)[0])
    assert np.array_equal(product, signal.correlate2d(image, np.array([kernel]), "valid"))


def matrix_by_basis(shape: tuple[int, int], kernel: tuple[int, ...]) -> np.ndarray:
    """The operator's dense matrix: what the counted kernel makes of every image with a single one in it."""
    basis = np.eye(shape[0] * shape[1], dtype=int)
    return np.stack([operators.correlate_counted(unit.reshape(shape), kernel)[0].ravel() for unit in basis], axis=1)


@pytest.mark.parametrize(("shape", "kernel"), [((4, 6), (-1, 1)), ((5, 7), (2, -3, 5)), ((1, 4), (1, 2, 3, 4))])
def test_the_matrix_of_a_small_operator_is_the_kernel_applied_to_the_identity(shape, kernel):
    dense, matrix = matrix_by_basis(shape, kernel), operators.as_sparse_matrix(shape, kernel)
    assert np.array_equal(matrix.toarray(), dense)
    compared = figure.compare(whole_numbers(shape), kernel)
    assert compared.dense_entries == dense.size
    assert compared.nonzeros == np.count_nonzero(dense)


@pytest.mark.parametrize(
    "mutation",
    [
        matrix_with_circular_borders,
        matrix_of_one_row,
        matrix_with_a_zero_tap,
        lambda shape, kernel: _as_sparse_matrix(shape, kernel[::-1]),
    ],
)
def test_another_matrix_is_not_the_kernel_applied_to_the_identity(mutation):
    assert not np.array_equal(mutation((4, 6), (-1, 1)).toarray(), matrix_by_basis((4, 6), (-1, 1)))


@pytest.mark.parametrize("skip_zeros", [False, True])
def test_a_dense_product_run_and_counted_costs_what_its_shape_says(skip_zeros):
    shape, kernel = (4, 6), (-1, 1)
    image = whole_numbers(shape)
    dense, pixels = matrix_by_basis(shape, kernel), counting(image.ravel())
    output = []
    for row in dense:
        products = [pixel * weight for pixel, weight in zip(pixels, row.tolist(), strict=True) if weight or not skip_zeros]
        output.append(sum(products[1:], start=products[0]))
    operations, compared = Counting.done.total(), figure.compare(image, kernel)
    assert np.array_equal(np.array(output, dtype=int), compared.edges.ravel())
    # Without the zeros it is the sparse product, which costs what the kernel does.
    assert (operations == compared.dense_operations) is not skip_zeros
    assert (operations == compared.multiplications + compared.additions) is skip_zeros


def test_a_sparse_product_run_and_counted_entry_by_entry_costs_what_the_kernel_does():
    image = whole_numbers((6, 8))
    matrix, pixels = operators.as_sparse_matrix(image.shape, (-1, 1)), counting(image.ravel())
    output = []
    for start, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        products = [pixels[matrix.indices[entry]] * matrix.data[entry] for entry in range(start, end)]
        output.append(sum(products[1:], start=products[0]))
    compared = figure.compare(image, (-1, 1))
    assert np.array_equal(np.array(output, dtype=int), compared.edges.ravel())
    assert Counting.done.total() == compared.sparse_operations


def test_counting_starts_afresh_every_time(result):
    image = result.image[:3, :4]
    assert operators.correlate_counted(image, (-1, 1))[1:] == operators.correlate_counted(image, (-1, 1))[1:] == (18, 9)


def test_the_matrix_of_the_photograph_has_a_minus_one_and_a_one_in_every_row():
    matrix = operators.as_sparse_matrix((280, 320), (-1, 1))
    assert isinstance(matrix, sparse.csr_array) and matrix.shape == (OUTPUTS, INPUTS)
    assert (np.diff(matrix.indptr) == 2).all() and set(matrix.data) == {-1.0, 1.0}


@pytest.mark.claim("cross-correlation-not-convolution")
def test_true_convolution_with_the_same_kernel_gives_the_negative(result):
    kernel = np.array([-1, 1])
    for convolve in (
        lambda k: signal.convolve2d(result.image, k[None], "valid"),
        lambda k: np.stack([np.convolve(row, k, "valid") for row in result.image]),
    ):
        assert np.array_equal(convolve(kernel), -result.edges)
        assert np.array_equal(convolve(kernel[::-1]), result.edges)
        assert not np.array_equal(convolve(kernel), result.edges)


@pytest.mark.mutation("cross-correlation-not-convolution", "a symmetric kernel", ko="대칭인 커널을 쓴다")
def test_a_symmetric_kernel_would_hide_the_flip(result):
    # The mutation of the test above: with equal taps convolution and cross-correlation cannot be told apart.
    sums = signal.correlate2d(result.image, np.array([[1, 1]]), "valid")
    assert np.array_equal(signal.convolve2d(result.image, np.array([[1, 1]]), "valid"), sums)
    assert not np.array_equal(sums, -sums)


def test_a_plain_subtraction_takes_a_third_of_the_operations(result):
    numbers = counting(result.image)
    edges = numbers[:, 1:] - numbers[:, :-1]
    assert np.array_equal(edges.astype(int), result.edges)
    assert Counting.done == {"−": 89_320}
    assert 3 * Counting.done.total() == result.multiplications + result.additions


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_bars_in_the_picture_are_of_one_scale_and_those_of_the_dense_matrix_are_torn_off(result, language):
    with style.applied():
        patches = [patch for axes in figure.draw(result, figure.LABELS[language]).axes for patch in axes.patches]
    bars = [patch.get_width() for patch in patches if isinstance(patch, Rectangle) and patch.get_height() == panels.BAR]
    torn = [np.ptp(patch.get_xy()[:, 0]) for patch in patches if isinstance(patch, Polygon)]
    operations, scale = result.multiplications + result.additions, max(bars) / (result.multiplications + result.additions)
    assert sorted(bars)[1:] == pytest.approx([result.nonzeros * scale, result.sparse_operations * scale, operations * scale])
    assert len(torn) == 2
    assert max(torn) < result.dense_entries * scale
