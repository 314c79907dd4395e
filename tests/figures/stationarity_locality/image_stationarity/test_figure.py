"""The claims of ``image_stationarity``, each also seen to fail when what it is about is altered."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from figures._common.photographs import faces, grey
from figures.stationarity_locality import image_stationarity
from figures.stationarity_locality.image_stationarity import IMAGES, MARGIN, PHOTOGRAPHS, TEXTURES, pictures
from figures.stationarity_locality.image_stationarity import patch_statistics as patch
from figures.stationarity_locality.image_stationarity.pictures import SIDE, TRUTH, field_crops, gaussian_field, randomly_shifted
from tests.figures import claims


@pytest.fixture(scope="module")
def result(measured):
    return measured(image_stationarity).result


mutated = claims.mutated(image_stationarity)


def nothing_is_left(result, name) -> bool:
    """The mean of the further draws, with two standard errors, lies within the margin: −.0097, the least that the index can be,
    and as far on the other side. The inequality of the claim."""
    values = result.redrawn[name]
    error = 2 * values.std(ddof=1) / np.sqrt(len(values))
    return values.mean() - error > -MARGIN and values.mean() + error < MARGIN


@pytest.mark.claim("stationarity-belongs-to-the-ensemble")
def random_crops_are_stationary(result):
    return nothing_is_left(result, "crops")


@pytest.mark.claim("stationarity-belongs-to-the-ensemble")
def randomly_shifted_faces_are_stationary(result):
    return nothing_is_left(result, "shifted")


@pytest.mark.claim("stationarity-belongs-to-the-ensemble")
def what_is_stationary_by_construction_is_so_by_the_index(result):
    return nothing_is_left(result, "fields")


@pytest.mark.claim("stationarity-belongs-to-the-ensemble")
def aligned_faces_are_not_stationary(result):
    # Every statistic shows it alone: each explains more than the margin, and than chance gives to their mean, ten times over.
    return result.omega["aligned"].min() > 10 * max(result.null["aligned"][1], MARGIN / 10)


@pytest.mark.claim("stationarity-belongs-to-the-ensemble")
def shifting_takes_away_what_position_explains(result):
    return result.index["aligned"] - result.redrawn["shifted"].mean() > 10 * MARGIN


def mean_of_aligned_faces_is_a_picture_and_that_of_shifted_faces_is_flat(result):
    # Averaging 100 independent pictures divides the variance of a pixel by 100; four times that is not reached by
    # chance even by the strongly correlated pixels of a mean. The mean of aligned faces keeps most of its contrast.
    pixel_variance = faces().var()
    return result.mean["shifted"].var() < 4 * pixel_variance / 100 < 16 * pixel_variance / 100 < result.mean["aligned"].var()


@pytest.mark.claim("position-explains-more-in-photographs")
def every_photograph_scores_above_every_texture(result):
    return min(result.index[n] for n in PHOTOGRAPHS) > max(result.index[n] for n in TEXTURES)


def every_photograph_scores_above_its_twins_and_the_null(result):
    return all(result.index[n] > max(result.twins[n].max(), result.null[n][1]) for n in PHOTOGRAPHS)


@pytest.mark.claim("one-picture-does-not-tell-whether-the-law-changes")
def twins_of_photographs_score_although_they_are_stationary(result):
    return all(result.twins[n].min() > result.null[n][1] for n in PHOTOGRAPHS)


@pytest.mark.claim("one-picture-does-not-tell-whether-the-law-changes")
def dead_leaves_score_above_their_twins_although_they_are_stationary(result):
    # Each would with probability 1/20 if it were one of twenty alike: more than 3 of 10 come in 1 of 1,000 cases.
    return result.truth_above["leaves"].sum() > 3


def gaussian_fields_do_not_score_above_their_twins(result):
    # Their phases are as random as their twins', so that 1/20 is exact.
    return result.truth_above["noise"].sum() <= 3


def order_hardly_depends_on_patches_and_regions(result):
    # Of ten ranks, chance exceeds a rank correlation of .794 in 1 of 100 orders (two-sided table).
    return min(result.rank_correlation.values()) > 0.794


@pytest.mark.claim("position-explains-more-in-photographs")
def halves_of_textures_agree_and_those_of_a_photograph_do_not(result):
    # 1/255 is one grey level. A patch's mean scatters by less than .2; 512 patches a half leave an error of .009 each.
    gap = {name: abs(np.subtract(*halves)) for name, halves in result.halves.items()}
    return max(gap["grass"], gap["brick"]) < 1 / 255 and gap["camera"] > 4 * np.sqrt(2) * 0.009


def same_light_on_all(rng):
    """Crops of 1/f fields, darker towards the bottom as if lit from above."""
    return field_crops(rng) * np.linspace(1, 0.5, SIDE)[:, None]


def crops_at_one_place(images, rng):
    """Crops that all show the top left corner of their photograph, darker towards the bottom as if lit from above."""
    light = np.linspace(1, 0.5, SIDE)[:, None]
    return np.stack([images[i % len(images)][:25, :25] * light for i in range(100)])


def twins_of_white_noise(image, count, rng):
    return (image.mean() + image.std() * rng.standard_normal(image.shape) for _ in range(count))


def textures_from_photographs(name):
    """The photograph where a texture is asked for, and a texture where a photograph is."""
    others = (*PHOTOGRAPHS[: len(TEXTURES)], *TEXTURES, *TEXTURES)
    pairs = dict(zip((*TEXTURES, *PHOTOGRAPHS), others, strict=True))
    return grey(pairs.get(name, name))


def leaves_without_edges(rng):
    """Gaussian fields where dead leaves are asked for: as far-reaching, and nothing but their spectrum."""
    return gaussian_field(rng)


def lit_from_one_side(rng):
    """A Gaussian field whose mean is another at each of the sixteen regions."""
    return gaussian_field(rng) + 0.3 * np.arange(TRUTH)[:, None] / TRUTH * np.arange(TRUTH) / TRUTH


def nothing_is_shifted(pictures, rng):
    return pictures


def always_shifted_alike(pictures, rng):
    return np.roll(pictures, (5, 5), axis=(1, 2))


NOISE = np.random.default_rng(12)


def index_of_noise(groups):
    return NOISE.standard_normal()


# What a claim on ensembles or halves does without, so that it is measured in a fifth of the time.
SHORT = ((image_stationarity, "TWINS", 1), (image_stationarity, "TRUTHS_DRAWN", 1))
# Claim → what to replace, as (module, name, replacement), so that it becomes false.
FIGURE, HELPER = image_stationarity, patch
CLAIMS = {
    random_crops_are_stationary: (FIGURE, "random_crops", crops_at_one_place),
    randomly_shifted_faces_are_stationary: (FIGURE, "randomly_shifted", nothing_is_shifted),
    what_is_stationary_by_construction_is_so_by_the_index: (pictures, "field_crops", same_light_on_all),
    aligned_faces_are_not_stationary: (FIGURE, "faces", lambda: randomly_shifted(faces(), np.random.default_rng(1))),
    shifting_takes_away_what_position_explains: (FIGURE, "randomly_shifted", always_shifted_alike),
    mean_of_aligned_faces_is_a_picture_and_that_of_shifted_faces_is_flat: (FIGURE, "randomly_shifted", nothing_is_shifted),
    every_photograph_scores_above_every_texture: (FIGURE, "grey", textures_from_photographs),
    every_photograph_scores_above_its_twins_and_the_null: (HELPER, "phase_randomised", lambda image, count, rng: [image] * count),
    twins_of_photographs_score_although_they_are_stationary: (HELPER, "phase_randomised", twins_of_white_noise),
    dead_leaves_score_above_their_twins_although_they_are_stationary: (pictures, "dead_leaves", leaves_without_edges),
    gaussian_fields_do_not_score_above_their_twins: (pictures, "gaussian_field", lit_from_one_side),
    halves_of_textures_agree_and_those_of_a_photograph_do_not: (FIGURE, "grey", textures_from_photographs),
    order_hardly_depends_on_patches_and_regions: (HELPER, "index", index_of_noise),
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(result, claim):
    assert claim(result)


@pytest.mark.mutation("stationarity-belongs-to-the-ensemble", "no face is shifted", ko="얼굴을 이동시키지 않는다")
@pytest.mark.mutation("stationarity-belongs-to-the-ensemble", "all faces are shifted alike", ko="얼굴을 모두 똑같이 이동시킨다")
@pytest.mark.mutation(
    "stationarity-belongs-to-the-ensemble",
    "crops of one place, lit from above",
    ko="사진의 위쪽을 밝게 하고 한 위치에서만 조각을 자른다",
)
@pytest.mark.mutation(
    "one-picture-does-not-tell-whether-the-law-changes", "twins of white noise", ko="대조 이미지를 백색 잡음으로 만든다"
)
@pytest.mark.mutation("stationarity-belongs-to-the-ensemble", "fields lit from above", ko="확률장의 위쪽을 밝게 한다")
@pytest.mark.mutation(
    "one-picture-does-not-tell-whether-the-law-changes",
    "Gaussian fields in place of dead leaves",
    ko="낙엽 모형 대신 가우스 확률장을 쓴다",
)
@pytest.mark.mutation(
    "position-explains-more-in-photographs", "textures and photographs exchanged", ko="텍스처와 사진을 맞바꾼다"
)
@pytest.mark.parametrize("claim", claims.one_each(CLAIMS), ids=lambda claim: claim.__name__)
def test_claim_is_false_when_what_it_is_about_is_altered(mutated, claim):
    of_twins = "twins" in claim.__name__
    assert not claim(mutated(CLAIMS[claim], *(() if of_twins else SHORT)))


def test_omega_squared_follows_from_the_f_statistic_of_scipy():
    """Hays: omega² = (k−1)(F−1) / ((k−1)(F−1) + N)."""
    groups = np.random.default_rng(2).standard_normal((6, 11, 3)) + np.arange(6)[:, None, None] * [0, 0.1, 1]
    k, n, _ = groups.shape
    f = np.array([stats.f_oneway(*groups[:, :, column]).statistic for column in range(3)])
    expected = (k - 1) * (f - 1) / ((k - 1) * (f - 1) + k * n)
    np.testing.assert_allclose(patch.omega_squared(groups), expected, rtol=1e-10)


def test_eta_squared_would_be_inflated_and_omega_squared_is_not():
    groups = np.random.default_rng(3).standard_normal((200, 25, 4, 5))
    omega = np.array([patch.index(one) for one in groups])
    # Mean of 200 draws, known to its standard error. The plain share of variance is (k−1)/(N−1) = .24 by chance.
    assert abs(omega.mean()) < 4 * omega.std() / np.sqrt(200)
    means = groups.mean(axis=2, keepdims=True)
    eta = means.var(axis=(1, 2)) / groups.var(axis=(1, 2))
    assert abs(eta.mean() - 24 / 99) < 0.01


def statistics_by_loops(pixels):
    """The four statistics of one patch, pixel by pixel: one-sided differences on its rim, central ones within."""
    p = len(pixels)
    flat = [value for row in pixels for value in row]
    mean = sum(flat) / p**2
    variance = sum((value - mean) ** 2 for value in flat) / p**2
    down = across = 0.0
    for i in range(p):
        for j in range(p):
            above, below = max(i - 1, 0), min(i + 1, p - 1)
            left, right = max(j - 1, 0), min(j + 1, p - 1)
            down += ((pixels[below][j] - pixels[above][j]) / (below - above)) ** 2 / p**2
            across += ((pixels[i][right] - pixels[i][left]) / (right - left)) ** 2 / p**2
    log_variance, log_gradient = np.log(variance + 1e-5), np.log(down + across + 1e-5)
    return [mean, log_variance, log_gradient - log_variance, (across - down) / (across + down + 1e-5)]


@pytest.mark.parametrize("size", [5, 16])
def test_patch_statistics_equal_those_of_direct_loops(size):
    image = grey("coffee")[100 : 100 + 2 * size, 200 : 200 + 3 * size]
    measured = patch.statistics(patch.patches_of(image, size))
    for row in range(2):
        for column in range(3):
            one = image[row * size : (row + 1) * size, column * size : (column + 1) * size]
            np.testing.assert_allclose(measured[row, column], statistics_by_loops(one.tolist()), rtol=1e-9, atol=1e-12)


def test_orientation_tells_vertical_from_horizontal_stripes():
    stripes = np.tile(np.sin(np.arange(16.0)), (16, 1))
    vertical, horizontal = patch.statistics(np.stack([stripes, stripes.T]))[:, patch.STATISTICS.index("orientation")]
    assert vertical > 0.99 and horizontal < -0.99


def test_patches_keep_their_place_in_regions_and_positions():
    rows, columns = np.mgrid[:8, :8]
    values = np.stack([rows, columns], axis=-1)
    for region, group in enumerate(patch.by_region(values, 4)):
        assert {tuple(v) for v in group} == {(2 * (region // 4) + i, 2 * (region % 4) + j) for i in (0, 1) for j in (0, 1)}
    stacked = np.stack([values, values + 100])
    positions = patch.by_position(stacked)
    assert positions.shape == (64, 2, 2)
    np.testing.assert_array_equal(positions[9], [[1, 1], [101, 101]])


def test_all_shifts_of_one_face_are_exactly_stationary():
    """The orbit under every shift is invariant, so position explains nothing: omega² is at most 0, up to rounding."""
    face = faces()[0]
    orbit = np.stack([np.roll(face, (i, j), axis=(0, 1)) for i in range(25) for j in range(25)])
    groups = image_stationarity.groups_of_ensemble(orbit)
    np.testing.assert_allclose(groups.mean(axis=1), np.broadcast_to(groups.mean(axis=(0, 1)), (25, 4)), rtol=1e-9, atol=1e-12)
    assert patch.omega_squared(groups).max() <= 0


def test_no_index_of_an_ensemble_is_below_minus_the_margin():
    same = np.tile(np.random.default_rng(8).standard_normal((100, 4)), (25, 1, 1))
    assert patch.index(same) == pytest.approx(-MARGIN, rel=1e-12)
    assert patch.index(same[:, :99] + np.random.default_rng(9).standard_normal((25, 99, 4))) > -MARGIN


def test_moving_patches_round_the_torus_keeps_neighbours_and_gives_the_width_that_their_likeness_does():
    """The 95 % of chance hold the index of about 95 % of stationary ensembles, whose patches are alike; swaps hold fewer."""
    rng = np.random.default_rng(10)
    held = {"moved": 0, "swapped": 0}
    for _ in range(60):
        groups = image_stationarity.groups_of_ensemble(randomly_shifted(faces(), rng))
        swapped = [patch.index(rng.permuted(groups, axis=0)) for _ in range(100)]
        for name, null in (("moved", patch.null_of_ensemble(groups, 100, rng)), ("swapped", swapped)):
            low, high = patch.central(null)
            held[name] += bool(low < patch.index(groups) < high)
    # Of 60 at 95 %, fewer than 50 in 1 of 10,000 cases.
    assert held["moved"] >= 50 > held["swapped"]


def test_a_twin_keeps_the_spectrum_and_the_mean_and_loses_the_place():
    image = grey("camera")[:128, :192]
    (twin,) = patch.phase_randomised(image, 1, np.random.default_rng(4))
    np.testing.assert_allclose(np.abs(np.fft.fft2(twin)), np.abs(np.fft.fft2(image)), rtol=1e-3, atol=2e-3)
    assert twin.mean() == pytest.approx(image.mean(), rel=1e-5)
    # Independent phases: correlation with the original is zero, with a standard error that its spectrum sets.
    power = np.abs(np.fft.fft2(image - image.mean())) ** 2
    error = np.sqrt((power**2).sum()) / power.sum()
    assert abs(np.corrcoef(image.ravel(), twin.ravel())[0, 1]) < 4 * error


def test_the_permutation_nulls_keep_every_patch_and_break_every_tie():
    groups = np.random.default_rng(5).standard_normal((25, 40, 4)) + np.arange(25)[:, None, None]
    values, moved = (null(groups, 50, np.random.default_rng(6)) for null in (patch.null_of_image, patch.null_of_ensemble))
    assert patch.index(groups) > 0.9
    # Under the null omega² has mean 0 and, to first order, standard deviation sqrt(2 (k−1)) / N; averaging the
    # statistics, here driven by the same trend, does not reduce it.
    assert abs(values).max() < 5 * np.sqrt(2 * 24) / 1000
    # Moved as a whole, the trend stays one within each image: 40 offsets are left to chance, not 1,000 patches.
    assert abs(moved.mean()) < 4 * moved.std() / np.sqrt(50) and abs(moved).max() < 5 * np.sqrt(2 * 24) / 40


def test_white_noise_is_stationary_as_image_and_as_ensemble():
    rng = np.random.default_rng(7)
    image = patch.index(image_stationarity.groups_of_image(0.5 + 0.1 * rng.standard_normal((512, 512))))
    ensemble = patch.index(image_stationarity.groups_of_ensemble(0.5 + 0.1 * rng.standard_normal((100, 25, 25))))
    # Standard deviation sqrt(2 (k−1)) / N for one statistic, an upper bound for their mean.
    assert abs(image) < 4 * np.sqrt(2 * 15) / 1024
    assert abs(ensemble) < 4 * np.sqrt(2 * 24) / 2500


def test_the_faces_are_only_shown_as_a_mean(result):
    assert set(result.thumbnail) == {*IMAGES, "noise", "leaves"}
    assert set(result.mean) == {"fields", "crops", "aligned", "shifted"}
    np.testing.assert_allclose(result.mean["aligned"], faces().mean(axis=0))


def test_numbers_quote_the_result(result):
    value = {name: number.of(result) for name, number in image_stationarity.NUMBERS.items()}
    assert value["grass_index"] == result.index["grass"] == pytest.approx(result.omega["grass"].mean())
    assert value["twins_max"] == max(result.twins[name].max() for name in PHOTOGRAPHS)
    assert value["leaves_above_all_twins"] == sum(result.truth_above["leaves"])
    assert value["crops_redrawn_error"] == pytest.approx(stats.sem(result.redrawn["crops"]))
    assert value["images_above_all_twins"] == sum(result.index[n] > max(result.twins[n]) for n in IMAGES)
