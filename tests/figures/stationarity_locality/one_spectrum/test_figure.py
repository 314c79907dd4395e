"""The claims of ``one_spectrum``, each also seen to fail when what it is about is altered."""

from __future__ import annotations

import importlib

import numpy as np
import pytest
from scipy import fft
from scipy.ndimage import gaussian_filter

from figures._common.fields import gaussian
from figures._common.photographs import grey, shrunk
from figures.stationarity_locality import one_spectrum as figure
from figures.stationarity_locality._shared.locality import along_axes, partial_correlation, semivariogram, window_matrix
from figures.stationarity_locality.one_spectrum import PHOTOGRAPHS
from tests.figures import claims
from tests.figures.results import assert_same

spectra = importlib.import_module("figures.stationarity_locality.one_spectrum.spectra")
scales = importlib.import_module("figures.stationarity_locality.one_spectrum.scales")


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


mutated = claims.mutated(figure)


def value(result, name):
    return figure.NUMBERS[name].of(result)


@pytest.mark.claim("correlation-is-long-tailed")
def tail_is_longer_than_an_exponential_one(result):
    # At four times the distance an exponential is at its fourth power.
    return value(result, "whole_16th") > value(result, "whole_64th") ** 4


@pytest.mark.claim("correlation-is-long-tailed")
def reach_goes_with_the_frame(result):
    # A correlation with a length of its own would agree better at equal distances in pixels.
    return value(result, "frame_mismatch") < value(result, "pixel_mismatch")


@pytest.mark.claim("one-spectrum-two-kernels")
def power_falls_about_as_one_over_f_squared(result):
    # The margin: f¹ and f³ still have kernels of which 97 % lie within 5×5.
    return abs(result.exponents.mean() - 2) < 1


@pytest.mark.claim("one-spectrum-two-kernels")
def most_of_the_inverse_is_near_and_most_of_the_correlation_is_not(result):
    return result.precision_within > 0.5 > result.correlation_within


@pytest.mark.claim("one-spectrum-two-kernels")
def inverse_changes_sign_as_that_of_the_law_does(result):
    return all(
        along_axes(partial, 2) < 0 < along_axes(partial, 1) for partial in (result.partial, result.half_partial, result.theory)
    )


def with_a_length_of_its_own(name):
    """Noise blurred over four pixels: smooth, and correlated as far as that goes, whatever the frame."""
    return gaussian_filter(np.random.default_rng(PHOTOGRAPHS.index(name)).standard_normal((400, 500)), 8)


def permuted_grey(name):
    image = grey(name)
    return np.random.default_rng(1).permutation(image.ravel()).reshape(image.shape)


# Claim → what to replace, as (module, name, replacement), so that it becomes false.
CLAIMS = {
    tail_is_longer_than_an_exponential_one: (figure, "grey", with_a_length_of_its_own),
    reach_goes_with_the_frame: (figure, "grey", with_a_length_of_its_own),
    power_falls_about_as_one_over_f_squared: (figure, "grey", permuted_grey),
    most_of_the_inverse_is_near_and_most_of_the_correlation_is_not: (spectra, "inverse", spectra.covariance),
    inverse_changes_sign_as_that_of_the_law_does: (spectra, "inverse", spectra.covariance),
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(result, claim):
    assert claim(result)


@pytest.mark.mutation(
    "correlation-is-long-tailed",
    "noise with a length of its own in place of the photographs",
    ko="사진 대신 특성 길이가 있는 잡음을 쓴다",
)
@pytest.mark.mutation("one-spectrum-two-kernels", "permuted pixels", ko="픽셀의 순서를 뒤섞는다")
@pytest.mark.mutation(
    "one-spectrum-two-kernels", "the spectrum itself in place of its inverse", ko="스펙트럼의 역수 대신 스펙트럼을 변환한다"
)
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_is_false_when_what_it_is_about_is_altered(mutated, claim):
    assert not claim(mutated(CLAIMS[claim]))


@pytest.mark.parametrize("alpha", [1.0, 2.0, 3.0])
def test_the_exponent_of_a_field_with_a_known_spectrum_is_found(alpha):
    found = [spectra.exponent(spectra.by_band(gaussian((512, 512), np.random.default_rng([2, i]), alpha))) for i in range(8)]
    # Fields differ by chance; steep spectra leak a little under any window, less than this bound in any of the three.
    assert abs(np.mean(found) - alpha) < 5 * np.std(found, ddof=1) / np.sqrt(8) + 0.05


def test_the_kernel_of_the_law_is_that_of_the_integral():
    """Below the highest frequencies of a grid, f² has the kernel (−1)ⁿ 2 / n² along the axes and 2 π² / 3 in the middle."""
    kernel = spectra.inverse(spectra.power_law(2, 512))
    for lag in (1, 2, 3):
        assert along_axes(spectra.middle(kernel), lag) == pytest.approx((-1) ** lag * 3 / (np.pi * lag) ** 2, abs=1e-4)
    assert abs(kernel[1, 1]) < 1e-12


def test_the_margin_of_the_exponent_is_that_of_kernels_as_short():
    assert spectra.share_within(spectra.inverse(spectra.power_law(1))) == pytest.approx(0.99, abs=0.005)
    assert spectra.share_within(spectra.inverse(spectra.power_law(3))) == pytest.approx(0.97, abs=0.005)


def test_the_spectrum_of_a_laplacian_gives_the_laplacian_back():
    turn = 2 * np.pi * fft.fftfreq(64)
    power = 4 - 2 * np.cos(turn)[:, None] - 2 * np.cos(turn)
    power[0, 0] = 1
    partial = figure.partial_of(1 / power)
    np.testing.assert_allclose(partial, np.pad(figure.LAPLACIAN, 2), atol=2e-3)


def test_the_inverse_spectrum_agrees_with_the_inverse_of_the_matrix_of_correlations(result):
    """Another way to the same: correlations by shift, in a 13×13 window, whose 169×169 matrix is inverted."""
    by_shift = np.mean([1 - semivariogram(image, 12) / image.var() for image in map(grey, PHOTOGRAPHS)], axis=0)
    partial = partial_correlation(window_matrix(by_shift, 13), 84).reshape(13, 13)[3:10, 3:10]
    # Blocks under a window and a window of finite size differ at the borders; the photographs among themselves by .1.
    np.testing.assert_allclose(result.partial, partial, atol=0.03)


def test_the_periodogram_keeps_the_variance():
    noise = np.random.default_rng(3).standard_normal((256, 300))
    assert spectra.periodogram(noise).mean() == pytest.approx(1, abs=0.02)
    image = np.cos(2 * np.pi * (4 * np.arange(64)[:, None] + 6 * np.arange(64)) / 64)
    assert np.unravel_index(np.argmax(spectra.periodogram(image)), (64, 64)) in {(4, 6), (60, 58)}


def test_the_power_by_band_equals_direct_loops():
    image = grey("coffee")[:128, :160]
    power, edges = spectra.periodogram(image), np.geomspace(1 / 64, 1 / 4, 9)
    bands = [[] for _ in range(8)]
    for i, row in enumerate(np.fft.fftfreq(128)):
        for j, column in enumerate(np.fft.fftfreq(160)):
            k = int(np.searchsorted(edges, np.hypot(row, column), side="right")) - 1
            if 0 <= k < 8:
                bands[k].append(power[i, j])
    np.testing.assert_allclose(spectra.by_band(image), [np.mean(band) for band in bands])


def test_correlations_equal_direct_loops_at_whole_distances():
    image = grey("chelsea")[60:81, 100:124]
    expected = {}
    for dy in range(-5, 6):
        for dx in range(-5, 6):
            pairs = [
                (image[i, j] - image[i + dy, j + dx]) ** 2
                for i in range(21)
                for j in range(24)
                if 0 <= i + dy < 21 and 0 <= j + dx < 24
            ]
            expected.setdefault(round(float(np.hypot(dy, dx))), []).append(1 - np.mean(pairs) / 2 / image.var())
    for length in (1, 2, 3, 4):
        found = scales.correlations(image, np.array([float(length)]))[0]
        assert found == pytest.approx(np.mean(expected[length]))


def test_scales_are_what_they_say():
    image = np.arange(48.0).reshape(6, 8)
    np.testing.assert_array_equal(shrunk(image, 1, 2)[0, 0], image[:2, :2].mean())
    np.testing.assert_array_equal(scales.central(image), image[1:4, 2:6])
    assert scales.side(image) == np.sqrt(48)


def test_a_field_without_a_length_goes_with_the_frame_and_one_with_a_length_does_not():
    rng = np.random.default_rng(4)
    gaps = {}
    for name, make in (
        ("1/f²", lambda: gaussian((512, 512), rng, 2.5)),
        ("blur", lambda: gaussian_filter(rng.standard_normal((512, 512)), 12)),
    ):
        views = [figure.seen(make()) for _ in range(6)]
        mean = {view: np.mean([one[view] for one in views], axis=0)[:13] for view in figure.VIEWS}
        gaps[name] = [np.abs(mean["whole"] - mean[view]).mean() for view in ("quarter", "same_pixels")]
    assert gaps["1/f²"][0] < gaps["1/f²"][1] and gaps["blur"][0] > gaps["blur"][1]


def test_one_photograph_is_enough(monkeypatch):
    monkeypatch.setattr(figure, "PHOTOGRAPHS", ("hopper",))
    measured = figure.measure()
    assert all(np.isfinite(number.of(measured)) for number in figure.NUMBERS.values())


def test_measuring_twice_gives_the_same(result):
    assert_same(result, figure.measure())
