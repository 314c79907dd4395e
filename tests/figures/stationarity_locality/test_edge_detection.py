"""The claims of ``edge_detection``, each also seen to fail when the operator or the way of counting is altered.

Everything here is exact: counts are compared with counts, results bit for bit. Where the crop is made of fractions it is
still exact, since every implementation adds the same two products.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy import signal, sparse

from figures.stationarity_locality import edge_detection
from figures.stationarity_locality._photographs import grey
from figures.stationarity_locality.edge_detection import COLUMNS, KERNEL, NUMBERS, ROWS, as_sparse_matrix, compare, correlate_counted


@pytest.fixture(scope="module")
def result():
    return edge_detection.measure()


@pytest.fixture(scope="module")
def fractions():
    """The crop before it is rounded to whole grey levels: (280, 320), 0..1."""
    return grey("astronaut")[ROWS, COLUMNS]


def by_matrix(image, kernel=KERNEL):
    output = as_sparse_matrix(image.shape, kernel) @ image.ravel()
    return output.reshape(image.shape[0], -1)


def by_correlation(image, kernel=KERNEL):
    return signal.correlate2d(image, np.array([kernel], float), mode="valid")


# --- The result

def edges_are_each_pixel_minus_its_left_neighbour(edges, image):
    return np.array_equal(edges, image[:, 1:] - image[:, :-1])


def test_edges_are_each_pixel_minus_its_left_neighbour(result):
    assert edges_are_each_pixel_minus_its_left_neighbour(result.edges, result.image)


@pytest.mark.parametrize("mutation", ["reversed kernel", "transposed", "shifted by one pixel", "two pixels apart"])
def test_other_operators_give_other_edges(result, mutation):
    image = result.image
    mutated = {
        "reversed kernel": lambda: correlate_counted(image, KERNEL[::-1])[0],
        "transposed": lambda: correlate_counted(image.T, KERNEL)[0].T,
        "shifted by one pixel": lambda: np.roll(result.edges, 1, axis=1),
        "two pixels apart": lambda: correlate_counted(image, (-1, 0, 1))[0],
    }[mutation]()
    assert not edges_are_each_pixel_minus_its_left_neighbour(mutated, image)


def test_slice_sparse_matrix_and_scipy_agree_bit_for_bit(fractions):
    difference = fractions[:, 1:] - fractions[:, :-1]
    assert np.array_equal(difference, by_matrix(fractions))
    assert np.array_equal(difference, by_correlation(fractions))
    assert np.array_equal(difference, correlate_counted(fractions, KERNEL)[0])


@pytest.mark.parametrize("kernel", [(1, -1), (-1, 1 + 2**-52)], ids=["reversed", "one bit off"])
def test_bitwise_agreement_would_notice_a_wrong_weight(fractions, kernel):
    difference = fractions[:, 1:] - fractions[:, :-1]
    assert not np.array_equal(difference, by_matrix(fractions, kernel))
    assert not np.array_equal(difference, by_correlation(fractions, kernel))


# --- Convolution and cross-correlation

def test_true_convolution_with_the_same_kernel_gives_the_negative(fractions):
    edges = by_correlation(fractions)
    assert np.array_equal(signal.convolve2d(fractions, [KERNEL], mode="valid"), -edges)
    assert np.array_equal(np.stack([np.convolve(row, KERNEL, "valid") for row in fractions]), -edges)


def test_true_convolution_with_the_flipped_kernel_gives_the_edges(fractions):
    edges, flipped = by_correlation(fractions), KERNEL[::-1]
    assert np.array_equal(signal.convolve2d(fractions, [flipped], mode="valid"), edges)
    assert np.array_equal(np.stack([np.convolve(row, flipped, "valid") for row in fractions]), edges)


def test_a_symmetric_kernel_would_hide_the_flip(fractions):
    # The mutation of the two tests above: with equal taps convolution and cross-correlation cannot be told apart.
    assert np.array_equal(signal.convolve2d(fractions, [(1, 1)], mode="valid"), by_correlation(fractions, (1, 1)))
    assert not np.array_equal(signal.convolve2d(fractions, [(1, 1)], mode="valid"), -by_correlation(fractions, (1, 1)))


# --- The matrix

def dense_from_identity_basis(shape, kernel):
    """The operator applied to every image with one pixel of 1: (outputs, inputs), by scipy's correlation."""
    basis = np.eye(np.prod(shape)).reshape(-1, *shape)
    return np.stack([by_correlation(image, kernel).ravel() for image in basis], axis=1)


@pytest.mark.parametrize("shape, kernel", [((5, 7), KERNEL), ((4, 6), (1, -2, 1)), ((1, 3), (2, 3, 5))])
def test_the_sparse_matrix_is_the_operator_applied_to_the_identity_basis(shape, kernel):
    assert np.array_equal(as_sparse_matrix(shape, kernel).toarray(), dense_from_identity_basis(shape, kernel))


@pytest.mark.parametrize("mutation", ["transposed image", "kernel reversed", "one row of blocks too few"])
def test_another_matrix_is_not_the_operator(mutation):
    shape = (5, 7)
    mutated = {
        "transposed image": lambda: as_sparse_matrix(shape[::-1], KERNEL),
        "kernel reversed": lambda: as_sparse_matrix(shape, KERNEL[::-1]),
        "one row of blocks too few": lambda: as_sparse_matrix((4, 7), KERNEL),
    }[mutation]()
    assert not np.array_equal(mutated.toarray(), dense_from_identity_basis(shape, KERNEL))


# --- The counts

PUBLISHED = {
    "multiplications": 178_640, "additions": 89_320, "nonzeros": 178_640, "sparse_operations": 267_960,
    "dense_entries": 8_003_072_000, "dense_operations": 16_006_054_680, "kernel_weights": 2,
}
"""Goodfellow et al. 2016, figure 9.6: 319 · 280 · 3 = 267,960 operations and "over eight billion" entries."""


def counts(result):
    return {name: getattr(result, name) for name in PUBLISHED}


def expected_counts(height, width, taps):
    """The same counts from the closed formulas, for a kernel without zeros."""
    outputs, inputs = height * (width - taps + 1), height * width
    return {
        "multiplications": outputs * taps, "additions": outputs * (taps - 1), "nonzeros": outputs * taps,
        "sparse_operations": outputs * (2 * taps - 1), "dense_entries": outputs * inputs,
        "dense_operations": outputs * inputs + outputs * (inputs - 1), "kernel_weights": taps,
    }


def test_the_counts_are_those_of_the_published_figure(result):
    assert counts(result) == PUBLISHED
    assert result.multiplications + result.additions == 267_960
    assert result.edges.shape == (280, 319)


def test_the_ratio_of_operations_is_about_sixty_thousand_and_that_of_entries_half_of_it(result):
    assert NUMBERS["computation_ratio"].of(result) == 16_006_054_680 / 267_960 == 59_733.0
    assert NUMBERS["entries_ratio"].of(result) == pytest.approx(59_733.33 / 2, abs=0.01)
    assert NUMBERS["storage_ratio"].of(result) == 4_001_536_000


def test_the_dense_matrix_needs_64_gigabytes(result):
    # A mutation of the type: in float32 it would be half of that.
    assert result.dense_memory == PUBLISHED["dense_entries"] * np.dtype(np.float64).itemsize / 1e9
    assert NUMBERS["dense_memory"].text(result.dense_memory) == "64\N{NO-BREAK SPACE}GB"
    assert result.dense_memory != PUBLISHED["dense_entries"] * np.dtype(np.float32).itemsize / 1e9


@pytest.mark.parametrize("shape, kernel", [((280, 320), (1, -2, 1)), ((140, 160), KERNEL), ((7, 9), (1, -3, 3, -1))])
def test_the_counts_follow_the_kernel_and_the_image(result, shape, kernel):
    rng = np.random.default_rng(0)
    other = compare(rng.integers(256, size=shape), kernel)
    assert counts(other) == expected_counts(*shape, len(kernel))
    assert counts(other) != counts(result)
    assert np.array_equal(other.edges, by_correlation(other.image, kernel))


def test_counts_that_were_typed_would_not_follow(result):
    typed = dataclasses.replace(result, image=result.image[:140, :160])
    assert counts(typed) != expected_counts(*typed.image.shape, len(KERNEL))


def test_counting_starts_afresh_every_time(result):
    image = result.image[:3, :4]
    assert correlate_counted(image, KERNEL)[1:] == correlate_counted(image, KERNEL)[1:] == (18, 9)


def test_sliding_over_a_sparse_matrix_entry_by_entry_takes_the_operations_claimed():
    operator, image = as_sparse_matrix((6, 8), KERNEL), np.arange(48.0)
    operations, output = 0, []
    for start, end in zip(operator.indptr[:-1], operator.indptr[1:]):
        total, operations = operator.data[start] * image[operator.indices[start]], operations + 1
        for entry in range(start + 1, end):
            total, operations = total + operator.data[entry] * image[operator.indices[entry]], operations + 2
        output.append(total)
    assert operations == compare(image.reshape(6, 8), KERNEL).sparse_operations
    assert np.array_equal(output, operator @ image)


def test_a_dense_product_takes_the_operations_claimed():
    image = np.arange(12).reshape(3, 4)
    operator = as_sparse_matrix(image.shape, KERNEL).toarray()
    counted = compare(image, KERNEL)
    # n(2m − 1): every row of the dense matrix is a kernel as long as the flattened image, at its only position.
    once = [correlate_counted(image.reshape(1, -1), tuple(row)) for row in operator]
    assert sum(multiplied + added for _, multiplied, added in once) == counted.dense_operations
    assert np.array_equal(np.concatenate([output.ravel() for output, _, _ in once]), counted.edges.ravel())


def test_a_stored_zero_would_be_counted_as_a_nonzero():
    # The mutation of the count of non-zeros: three taps with a zero in the middle store more than they need.
    stored = as_sparse_matrix((5, 7), (-1, 0, 1))
    needed = sparse.csr_array(stored.toarray())
    assert stored.nnz > needed.nnz
    assert as_sparse_matrix((5, 7), KERNEL).nnz == sparse.csr_array(as_sparse_matrix((5, 7), KERNEL).toarray()).nnz
