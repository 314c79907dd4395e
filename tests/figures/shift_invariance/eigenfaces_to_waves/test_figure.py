"""The claims of ``eigenfaces_to_waves``, each also seen to fail when what it is about is altered."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from figures._common import fields
from figures._common.photographs import faces
from figures.shift_invariance import eigenfaces_to_waves as figure
from figures.shift_invariance.eigenfaces_to_waves import CROPPED, FIELD, RANDOM, REPEATED, SIDE
from figures.shift_invariance.eigenfaces_to_waves import circulant as helper
from tests.figures import claims

ROUNDING = 1e-9
"""What is exact in theory: a thousandfold of the rounding errors of sums over 25⁴ terms."""


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


mutated = claims.mutated(figure)


@pytest.mark.claim("shifts-make-the-covariance-circulant")
def every_further_pixel_makes_the_covariance_more_circulant(result):
    # Each of the steps, and a last one that theory sets to 1: the mean over all places of the torus.
    return (np.diff(result.circulant) > 0).all() and abs(result.circulant[-1] - 1) < ROUNDING


@pytest.mark.claim("shifts-make-the-covariance-circulant")
def aligned_faces_are_not_stationary_even_without_sampling_error(result):
    # Their sampling error lowers the share; without it, it rises, and stays below that of shifted faces.
    aligned, shifted = result.halved
    return result.circulant[0] < aligned < shifted < 1 - ROUNDING


@pytest.mark.claim("eigenfaces-turn-into-waves")
def eigenfaces_are_no_waves_and_waves_are_what_they_become(result):
    # One half is where one wave outweighs all the others together.
    return result.pure[0] < 0.5 < result.pure[8] and abs(result.pure[-1] - 1) < ROUNDING


@pytest.mark.claim("eigenfaces-turn-into-waves")
def purity_lags_behind_the_covariance(result):
    # At 4 pixels most of the covariance is circulant, and yet most of an eigenvector is more than one wave.
    return result.pure[4] < 0.5 < result.circulant[4] and (result.pure[:-1] < result.circulant[:-1]).all()


@pytest.mark.claim("convolution-keeps-its-waves")
def a_kernel_returns_a_wave_and_mixes_an_eigenface(result):
    # A share lies in 0..1, so the mean over all kernels has a standard error of at most 1/2 over the root of their number.
    return 1 - result.kept[0] > 5 * 0.5 / np.sqrt(figure.KERNELS) and abs(result.kept[-1] - 1) < ROUNDING


@pytest.mark.claim("borders-keep-crops-from-waves")
def random_framing_makes_the_covariance_toeplitz(result):
    # More than half of what aligned faces lack is there.
    return 1 - result.controls[CROPPED][3] < (1 - result.toeplitz[0]) / 2


@pytest.mark.claim("borders-keep-crops-from-waves")
def most_of_what_crops_lack_an_exactly_stationary_field_lacks_too(result):
    # Circulant share without brightness, purity, and the share that convolution keeps: more than half of what crops lack.
    crops = np.array([result.centred[CROPPED], *result.controls[CROPPED][1:3]])
    field = np.array([result.centred[FIELD], *result.controls[FIELD][1:3]])
    return (1 - field > (1 - crops) / 2).all()


@pytest.mark.claim("borders-keep-crops-from-waves")
def with_repeated_borders_the_covariance_stops_short(result):
    circulant, pure, kept, _ = result.controls[REPEATED]
    return result.circulant[0] < circulant < result.circulant[4] and max(pure, kept) < 1 - ROUNDING


def random_covariance_is_at_chance(result):
    # Of a traceless symmetric matrix (dimension P(P+1)/2 − 1), (P−1)/2 dimensions are circulant; its trace always is. The
    # share of these energies follows a beta law: 5 standard deviations. A random direction's energies at (P−1)/2 waves are
    # spacings of uniform points, with the largest at H/n in expectation, and a Gumbel spread of π/√6 of one over twelve.
    pixels, waves = SIDE**2, (SIDE**2 - 1) / 2
    trace = result.variances.sum() ** 2 / pixels / (result.variances**2).sum()
    share = waves / (pixels * (pixels + 1) / 2 - 1)
    expected = trace + (1 - trace) * share
    largest = (1 / np.arange(1, waves + 1)).sum() / (waves + 0.5)
    circulant, pure, *_ = result.controls[RANDOM]
    return abs(circulant - expected) < 5 * (1 - trace) * share * np.sqrt(2 / waves) and abs(pure - largest) < 5 * np.pi / np.sqrt(
        6
    ) / waves / np.sqrt(figure.LEADING)


def aligned_faces_lie_above_chance(result):
    # They are smooth, so few frequencies hold most of their energy: ten times what random directions have.
    return result.circulant[0] > 10 * result.controls[RANDOM][0] and result.pure[0] > 10 * result.controls[RANDOM][1]


SHIFTED, CROPS = helper.shifted_covariance, figure.crops
ORDER = np.random.default_rng(1).permutation(SIDE**2)


def nothing_is_shifted(pictures, most, *, torus=True):
    return SHIFTED(pictures, 0)


def borders_are_repeated(pictures, most, *, torus=True):
    return SHIFTED(pictures, most, torus=False)


def shifted_pictures_with_permuted_pixels(pictures, most, *, torus=True):
    return SHIFTED(pictures, most, torus=torus)[np.ix_(ORDER, ORDER)]


def crops_with_permuted_pixels(photographs, size, count, rng):
    return CROPS(photographs, size, count, rng).reshape(count, -1)[:, ORDER].reshape(count, size, size)


def crops_round_a_torus(photographs, size, count, rng):
    """Of fields, pieces that are a whole torus: each is a field of its own."""
    if any(photograph.min() < 0 for photograph in photographs):
        return np.stack([fields.gaussian((size, size), rng) for _ in range(count)])
    return CROPS(photographs, size, count, rng)


def crops_of_one_place(photographs, size, count, rng):
    """Aligned faces, as they stand, among them."""
    return np.resize(faces(), (count, size, size))


def always_on_a_torus(pictures, most, *, torus=True):
    return SHIFTED(pictures, most)


def waves_for_directions(variances, rng):
    return helper.circulant_part(SHIFTED(faces(), 0))


# Claim → what to replace, as (module, name, replacement), so that it becomes false.
CLAIMS = {
    every_further_pixel_makes_the_covariance_more_circulant: (helper, "shifted_covariance", borders_are_repeated),
    aligned_faces_are_not_stationary_even_without_sampling_error: (helper, "shifted_covariance", nothing_is_shifted),
    eigenfaces_are_no_waves_and_waves_are_what_they_become: (helper, "shifted_covariance", shifted_pictures_with_permuted_pixels),
    purity_lags_behind_the_covariance: (helper, "shifted_covariance", shifted_pictures_with_permuted_pixels),
    a_kernel_returns_a_wave_and_mixes_an_eigenface: (helper, "shifted_covariance", borders_are_repeated),
    random_framing_makes_the_covariance_toeplitz: (figure, "crops", crops_of_one_place),
    most_of_what_crops_lack_an_exactly_stationary_field_lacks_too: (figure, "crops", crops_round_a_torus),
    with_repeated_borders_the_covariance_stops_short: (helper, "shifted_covariance", always_on_a_torus),
    random_covariance_is_at_chance: (helper, "random_covariance", waves_for_directions),
    aligned_faces_lie_above_chance: (helper, "shifted_covariance", shifted_pictures_with_permuted_pixels),
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(claim, result):
    assert claim(result)


@pytest.mark.mutation(
    "shifts-make-the-covariance-circulant",
    "borders repeated in place of the torus, or no shift",
    ko="토러스 대신 가장자리 값을 반복하거나, 얼굴을 이동시키지 않는다",
)
@pytest.mark.mutation(
    "eigenfaces-turn-into-waves", "the pixels of the shifted pictures permuted", ko="이동시킨 이미지의 픽셀 순서를 뒤섞는다"
)
@pytest.mark.mutation(
    "convolution-keeps-its-waves", "borders repeated in place of the torus", ko="토러스 대신 가장자리 값을 반복한다"
)
@pytest.mark.mutation(
    "borders-keep-crops-from-waves",
    "aligned faces in place of crops, fields without borders, every shift on a torus",
    ko="사진 조각 대신 정렬한 얼굴, 가장자리가 없는 확률장, 토러스의 모든 위치로 옮긴 얼굴을 쓴다",
)
@pytest.mark.parametrize("claim", claims.one_each(CLAIMS), ids=lambda claim: claim.__name__)
def test_claim_is_false_when_what_it_is_about_is_altered(claim, mutated):
    assert not claim(mutated(CLAIMS[claim]))


@pytest.mark.parametrize("torus", [True, False])
def test_the_covariance_is_that_of_all_shifted_pictures(torus):
    pictures, most = faces()[:20], 2
    padded = np.pad(pictures, ((0, 0), (most, most), (most, most)), mode="wrap" if torus else "edge")
    shifted = [padded[:, row : row + SIDE, column : column + SIDE] for row in range(5) for column in range(5)]
    expected = np.cov(np.concatenate(shifted).reshape(-1, SIDE**2), rowvar=False, bias=True)
    np.testing.assert_allclose(SHIFTED(pictures, most, torus=torus), expected, atol=1e-12)


def test_the_circulant_share_is_the_diagonal_after_a_fourier_transform():
    covariance = SHIFTED(faces(), 1)
    table = np.fft.fft2(covariance.reshape((SIDE,) * 4), axes=(0, 1))
    table = np.fft.ifft2(table, axes=(2, 3)).reshape(covariance.shape)
    expected = (np.abs(np.diag(table)) ** 2).sum() / (np.abs(table) ** 2).sum()
    assert helper.circulant_share(covariance) == pytest.approx(expected)


def test_the_circulant_part_depends_on_the_displacement_alone():
    part = helper.circulant_part(SHIFTED(faces(), 0))
    rows, columns = np.divmod(np.arange(SIDE**2), SIDE)
    displacement = (rows[:, None] - rows) % SIDE * SIDE + (columns[:, None] - columns) % SIDE
    for place in range(0, SIDE**2, 37):
        entries = part[displacement == place]
        assert entries == pytest.approx(SHIFTED(faces(), 0)[displacement == place].mean())


def test_eigenvectors_are_the_singular_vectors_of_the_centred_faces():
    rows = faces().reshape(100, -1)
    _, _, directions = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    vectors = helper.leading_eigenvectors(SHIFTED(faces(), 0), 12).reshape(12, -1)
    assert np.abs((vectors * directions[:12]).sum(axis=1)) == pytest.approx(1)


def test_a_pair_of_equal_eigenvalues_is_turned_to_a_cosine_and_a_sine(result):
    # The vectors for every place of the torus: 0 and 1 are waves across, 2 is constant, 3 and 4 are waves down.
    turn = 2 * np.pi * (np.arange(SIDE) - SIDE // 2) / SIDE
    for vector, row in ((0, np.cos(turn)), (1, np.sin(turn))):
        assert result.vectors[-1, vector] == pytest.approx(np.tile(row, (SIDE, 1)) * np.sqrt(2) / SIDE, abs=1e-9)
    for vector, column in ((3, np.cos(turn)), (4, np.sin(turn))):
        assert result.vectors[-1, vector] == pytest.approx(np.tile(column, (SIDE, 1)).T * np.sqrt(2) / SIDE, abs=1e-9)


def test_purity_is_the_largest_projection_on_one_wave():
    rng = np.random.default_rng(2)
    vectors = [*rng.standard_normal((2, SIDE, SIDE)), faces()[0] - faces()[1], np.ones((SIDE, SIDE))]
    rows, columns = np.mgrid[:SIDE, :SIDE]
    for vector in vectors:
        shares = []
        for down in range(SIDE):
            for across in range(SIDE):
                turn = 2 * np.pi * (down * rows + across * columns) / SIDE
                waves = [wave / np.linalg.norm(wave) for wave in (np.cos(turn), np.sin(turn)) if np.linalg.norm(wave) > 1e-6]
                shares.append(sum((wave * vector).sum() ** 2 for wave in waves) / (vector**2).sum())
        assert helper.purity(vector[None])[0] == pytest.approx(max(shares))


def test_kept_by_convolution_agrees_with_direct_sums():
    rng = np.random.default_rng(3)
    vectors, kernels = rng.standard_normal((2, SIDE, SIDE)), helper.symmetric_kernels(3, 5, rng)
    for kernel, shares in zip(kernels, helper.kept_by_convolution(vectors, kernels), strict=True):
        for vector, share in zip(vectors, shares, strict=True):
            returned = ndimage.convolve(vector, kernel, mode="wrap")
            expected = (vector * returned).sum() ** 2 / (returned**2).sum() / (vector**2).sum()
            assert share == pytest.approx(expected)


@pytest.mark.claim("borders-keep-crops-from-waves")
def test_much_of_what_is_circulant_in_crops_is_their_brightness(result):
    # Brightness alone, a constant, is circulant, so that taking it away can only lower the share of what is left.
    for name in (CROPPED, FIELD):
        assert result.centred[name] < result.controls[name][0]


def toeplitz(size: int, function) -> np.ndarray:
    """The covariance of ``function`` (rows, columns apart) -> number on a square of ``size`` pixels."""
    rows, columns = np.divmod(np.arange(size**2), size)
    return function(rows[:, None] - rows, columns[:, None] - columns)


def test_the_toeplitz_share_is_1_for_what_depends_on_the_displacement_and_for_nothing_else():
    covariance = toeplitz(7, lambda down, across: np.exp(-np.hypot(down, 2 * across)))
    assert helper.toeplitz_share(covariance) == pytest.approx(1)
    assert helper.toeplitz_share(covariance + 5) == pytest.approx(1)
    assert helper.circulant_share(covariance) < 0.97
    scale = np.linspace(1, 2, 49)
    assert helper.toeplitz_share(scale[:, None] * covariance * scale) < 0.99


def test_the_toeplitz_share_agrees_with_an_analysis_of_variance():
    covariance = np.cov(np.random.default_rng(4).standard_normal((30, 16)), rowvar=False)
    groups = {}
    for one, other in np.ndindex(16, 16):
        apart = (one // 4 - other // 4, one % 4 - other % 4)
        groups.setdefault(apart, []).append(covariance[one, other])
    between = sum(len(group) * (np.mean(group) - covariance.mean()) ** 2 for group in groups.values())
    assert helper.toeplitz_share(covariance) == pytest.approx(between / ((covariance - covariance.mean()) ** 2).sum())


def test_a_covariance_without_brightness_is_that_of_pictures_without_their_means():
    pictures = np.random.default_rng(0).random((40, 9)) * np.arange(1, 10)
    centred = pictures - pictures.mean(axis=1, keepdims=True)
    assert np.allclose(helper.without_brightness(np.cov(pictures, rowvar=False)), np.cov(centred, rowvar=False))
