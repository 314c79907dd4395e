"""The claims of ``convolution_emerges``, each also seen to fail when what it is about is altered."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from figures.stationarity_locality import convolution_emerges as figure
from figures.stationarity_locality.convolution_emerges import NOISE_VARIANCE, SIDE, learning
from figures.stationarity_locality.convolution_emerges import denoising as helper
from tests.figures import claims

CHANCE = ((2 * SIDE - 1) ** 2 - 1) / (SIDE**4 - SIDE**2)
"""The off-diagonal Toeplitz share of a Gaussian matrix in expectation: filter weights per free weight."""
CHANCE_ERROR = np.sqrt(2 * CHANCE * (1 - CHANCE) / (SIDE**4 - SIDE**2))
"""Its standard deviation: the energy share of a projection follows a beta law."""


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


mutated = claims.mutated(figure)


@pytest.mark.claim("structure-can-be-learnt")
def most_of_the_layer_is_one_repeated_filter(result):
    # One half is where the repeated part outweighs all the rest; chance lies thirty times lower.
    return min(result.share["crops"][0], result.whole["crops"][0]) > 0.5 > 10 * CHANCE


@pytest.mark.claim("structure-can-be-learnt")
def energy_lies_near_the_pixel(result):
    # Evenly spread energy would put 200 of 225 parts outside the 5×5 neighbourhood; less than a tenth of that is there.
    return 1 - result.near["crops"] < (1 - 25 / SIDE**2) / 10


def order_of_the_pixels_matters(result):
    # Both layers have the same entries, only in other places.
    return result.share["crops"][0] > 0.5 > 5 * result.share["permuted"][0]


def diagonal_alone_gives_permuted_pixels_a_share(result):
    return result.whole["permuted"][0] > 5 * result.share["permuted"][0] > 5 * (CHANCE + 5 * CHANCE_ERROR)


def random_matrix_is_at_chance(result):
    # The mean of ten matrices, five standard errors.
    return abs(result.share["random"].mean() - CHANCE) < 5 * CHANCE_ERROR / np.sqrt(figure.REDRAWS)


@pytest.mark.claim("structure-can-be-learnt")
def few_shared_weights_do_as_well(result):
    # Four standard errors of the paired difference; blocks of 7×7 pixels do not overlap.
    difference = np.diff(result.blocks, axis=1)
    within = difference.mean() < 4 * difference.std() / np.sqrt(len(difference))
    # A tenth: no photograph held out loses more, while doing nothing leaves more than twice the error.
    return within and max(result.losses[name] for name in figure.HELD_OUT) < 0.1 and result.error["shared"] < NOISE_VARIANCE / 2


@pytest.mark.claim("structure-can-be-learnt")
def shifting_the_same_faces_makes_the_layer_more_of_a_convolution(result):
    # At equal sample size, with sampling error removed, no draw of ten reaches any of the other ten.
    return result.halved["few_aligned"].max() < result.halved["few_shifted"].min()


def aligned_faces_stay_below_photo_crops_once_sampling_error_is_removed(result):
    return result.halved["few_aligned"].max() < result.halved["few_crops"].min()


def shifted_faces_give_a_convolution_and_nothing_else(result):
    # The law is stationary by construction, so the expectation is 1: within a twentieth, a fifth of what aligned faces lack,
    # from either side by two standard errors.
    shares = result.halved["few_shifted"]
    error = shares.std(ddof=1) / np.sqrt(len(shares))
    return shares.mean() - 2 * error > 0.95 and shares.mean() + 2 * error < 1.05


def sampling_error_takes_a_large_part_of_a_hundred_pictures(result):
    return result.halved["few_crops"].min() - result.share["few_crops"].max() > np.ptp(result.halved["few_crops"])


def crops_with_permuted_pixels(images, count, side, rng):
    crops = helper.random_crops(images, count, side, np.random.default_rng(1)).reshape(count, -1)
    return crops[:, np.random.default_rng(2).permutation(side**2)].reshape(count, side, side)


def crops_of_white_noise(images, count, side, rng):
    return 0.2 * rng.standard_normal((count, side, side))


def nothing_is_shifted(pictures, times, rng):
    return np.tile(pictures, (times, 1, 1))


def blurring_kernel(covariance, side, size, noise):
    return np.full((size, size), 1 / size**2)


MEAN_FILTER, LAYER = helper.mean_filter, helper.dense_layer

# Claim → what to replace, as (module, name, replacement), so that it becomes false.
CLAIMS = {
    most_of_the_layer_is_one_repeated_filter: (learning, "random_crops", crops_with_permuted_pixels),
    energy_lies_near_the_pixel: (learning, "random_crops", crops_with_permuted_pixels),
    order_of_the_pixels_matters: (learning, "random_crops", crops_with_permuted_pixels),
    diagonal_alone_gives_permuted_pixels_a_share: (
        helper,
        "dense_layer",
        lambda pixels, noise: LAYER(pixels, noise) * ~np.eye(len(pixels), dtype=bool),
    ),
    random_matrix_is_at_chance: (helper, "mean_filter", lambda layer, side: 1.5 * MEAN_FILTER(layer, side)),
    few_shared_weights_do_as_well: (helper, "shared_kernel", blurring_kernel),
    shifting_the_same_faces_makes_the_layer_more_of_a_convolution: (learning, "randomly_shifted", nothing_is_shifted),
    aligned_faces_stay_below_photo_crops_once_sampling_error_is_removed: (learning, "random_crops", crops_with_permuted_pixels),
    shifted_faces_give_a_convolution_and_nothing_else: (learning, "randomly_shifted", nothing_is_shifted),
    sampling_error_takes_a_large_part_of_a_hundred_pictures: (learning, "random_crops", crops_of_white_noise),
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(claim, result):
    assert claim(result)


@pytest.mark.mutation("structure-can-be-learnt", "permuted pixels", ko="픽셀의 순서를 뒤섞는다")
@pytest.mark.mutation(
    "structure-can-be-learnt", "a blurring kernel in place of the shared one", ko="공유한 커널 대신 블러 커널을 쓴다"
)
@pytest.mark.mutation("structure-can-be-learnt", "no face is shifted", ko="얼굴을 이동시키지 않는다")
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_is_false_when_what_it_is_about_is_altered(claim, mutated):
    assert not claim(mutated(CLAIMS[claim]))


def pictures(count, side, rng):
    """Smooth random pictures whose mean is not flat."""
    noise = ndimage.gaussian_filter(rng.standard_normal((count, side, side)), (0, 1, 1)) + np.linspace(0, 1, side)
    return 0.5 + 0.5 * noise


def test_dense_layer_is_the_least_squares_solution_over_many_drawn_noises():
    rng = np.random.default_rng(3)
    clean = pictures(400, 4, rng)
    many = np.tile(clean.reshape(400, -1), (500, 1))
    noisy = many + 0.3 * rng.standard_normal(many.shape)
    solution, *_ = np.linalg.lstsq(np.column_stack([noisy, np.ones(len(noisy))]), many, rcond=None)
    # 200,000 noisy samples leave errors of about 1/√200,000 × (clean SD / noise SD), .004; five of them.
    np.testing.assert_allclose(helper.dense_layer(helper.covariance(clean), 0.09), solution[:-1].T, atol=0.02)


def test_shared_kernel_is_the_least_squares_solution_over_all_windows():
    rng = np.random.default_rng(4)
    clean = pictures(400, 6, rng)
    clean -= clean.mean(axis=0)
    many = np.tile(clean, (60, 1, 1))
    noisy = many + 0.3 * rng.standard_normal(many.shape)
    rows, targets = [], []
    for top in range(4):
        for left in range(4):
            rows.append(noisy[:, top : top + 3, left : left + 3].reshape(len(noisy), 9))
            targets.append(many[:, top + 1, left + 1])
    solution, *_ = np.linalg.lstsq(np.concatenate(rows), np.concatenate(targets), rcond=None)
    np.testing.assert_allclose(helper.shared_kernel(helper.covariance(clean), 6, 3, 0.09).ravel(), solution, atol=0.02)


def projected_by_loops(layer, side):
    """The nearest Toeplitz layer: every entry replaced by the mean of all with its displacement."""
    by_displacement = {}
    for out in range(side**2):
        for into in range(side**2):
            step = (into // side - out // side, into % side - out % side)
            by_displacement.setdefault(step, []).append((out, into))
    projected = np.zeros_like(layer)
    for entries in by_displacement.values():
        for entry in entries:
            projected[entry] = np.mean([layer[other] for other in entries])
    return projected


def test_toeplitz_share_agrees_with_loops():
    layer, other = np.random.default_rng(5).standard_normal((2, 16, 16))
    near, far = projected_by_loops(layer, 4), projected_by_loops(other, 4)
    off = ~np.eye(16, dtype=bool)
    assert helper.toeplitz_share(layer, 4) == pytest.approx((near**2).sum() / (layer**2).sum())
    assert helper.toeplitz_share(layer, 4, diagonal=False) == pytest.approx((near**2)[off].sum() / (layer**2)[off].sum())
    assert helper.toeplitz_share(layer, 4, other=other) == pytest.approx((near * far).sum() / (layer * other).sum())


def test_convolution_has_all_its_energy_in_one_filter():
    kernel = np.random.default_rng(6).standard_normal((3, 3))
    layer = np.stack([ndimage.correlate(unit.reshape(5, 5), kernel, mode="constant").ravel() for unit in np.eye(25)], axis=1)
    assert helper.toeplitz_share(layer, 5) == pytest.approx(1)
    np.testing.assert_allclose(helper.mean_filter(layer, 5)[3:6, 3:6], kernel)


def test_two_halves_remove_independent_errors():
    rng = np.random.default_rng(7)
    truth = helper.mean_filter(rng.standard_normal((49, 49)), 7)[helper.displacements(7) // 13, helper.displacements(7) % 13]
    truth *= 1 / truth.std()
    shares = []
    for _ in range(40):
        one, two = truth + rng.standard_normal((2, 49, 49))
        shares.append((helper.toeplitz_share(one, 7), helper.toeplitz_share(one, 7, other=two)))
    plain, corrected = np.mean(shares, axis=0)
    assert plain < 0.6 and abs(corrected - 1) < 4 * np.std(shares, axis=0)[1] / np.sqrt(40)


def test_energy_within_a_radius_agrees_with_loops():
    layer = np.random.default_rng(8).standard_normal((49, 49))
    inner = total = 0.0
    for row in range(2, 5):
        for column in range(2, 5):
            weights = layer[7 * row + column].reshape(7, 7)
            total += (weights**2).sum()
            inner += sum(weights[r, c] ** 2 for r in range(7) for c in range(7) if (r - row) ** 2 + (c - column) ** 2 <= 1.5**2)
    assert helper.energy_within(layer, 7, 1.5) == pytest.approx(inner / total)


def test_shown_radius_is_the_neighbourhood_of_the_kernel():
    steps = np.arange(-7, 8)
    assert (np.hypot(steps[:, None], steps) <= figure.RADIUS).sum() == figure.KERNEL_SIZE**2


def test_shifted_pictures_are_rolled_by_every_offset_alike():
    picture = np.arange(9.0).reshape(1, 3, 3)
    shifted = helper.randomly_shifted(picture, 9000, np.random.default_rng(10))
    rolled = [np.roll(picture[0], (down, right), axis=(0, 1)) for down in range(3) for right in range(3)]
    counts = [(shifted == one).all(axis=(1, 2)).sum() for one in rolled]
    # A binomial count of 9,000 draws at 1 in 9 has a standard deviation of 30.
    assert sum(counts) == 9000 and max(abs(np.array(counts) - 1000)) < 5 * 30


def test_held_out_errors_agree_with_direct_computation():
    rng = np.random.default_rng(11)
    crops, photograph = pictures(300, 7, rng), pictures(1, 19, rng)[0]
    errors = helper.errors_by_block(photograph, helper.fit(crops, 3, 0.04), 3, 0.04, np.random.default_rng(12))
    noisy = photograph + 0.2 * np.random.default_rng(12).standard_normal(photograph.shape)
    layer, mean = helper.dense_layer(helper.covariance(crops), 0.04), crops.mean(axis=0)
    kernel = helper.shared_kernel(helper.covariance(crops), 7, 3, 0.04)
    block = 0
    for top in range(0, 13, 3):
        for left in range(0, 13, 3):
            truth = photograph[top + 2 : top + 5, left + 2 : left + 5]
            answer = (layer @ (noisy[top : top + 7, left : left + 7] - mean).ravel()).reshape(7, 7) + mean
            assert errors["dense"][block] == pytest.approx(((answer[2:5, 2:5] - truth) ** 2).mean())
            shared = [
                (kernel * (noisy[r - 1 : r + 2, c - 1 : c + 2] - mean.mean())).sum() + mean.mean()
                for r in range(top + 2, top + 5)
                for c in range(left + 2, left + 5)
            ]
            assert errors["shared"][block] == pytest.approx(((np.array(shared) - truth.ravel()) ** 2).mean())
            block += 1
    assert block == len(errors["dense"])


def test_held_out_photographs_do_not_train():
    assert not {*figure.HELD_OUT, figure.REGULAR} & set(figure.PHOTOGRAPHS)


def test_draws_of_faces_are_of_different_people(result):
    # Each is half of the faces: two of them share half of their people on average, and no two are the same fifty.
    rng = np.random.default_rng(13)
    photograph = [rng.random((30, 30))]
    draws = [learning.few_pictures(photograph, rng)["few_aligned"] for _ in range(4)]
    people = [{picture.tobytes() for picture in draw[::2]} for draw in draws]
    assert all(len(group) == learning.FEW // 2 == 50 for group in people)
    assert all(len(one & two) < 40 for n, one in enumerate(people) for two in people[:n])
    assert np.ptp(result.share["few_aligned"]) > 1e-3


def test_no_person_is_in_both_halves():
    few = learning.few_pictures([np.random.default_rng(0).random((30, 30))], np.random.default_rng(1))["few_aligned"]
    one, two = np.split(few, 2)
    distances = [np.abs(two[:, :, ::mirror] - picture).max(axis=(1, 2)).min() for picture in one for mirror in (1, -1)]
    assert min(distances) > 0
    np.testing.assert_array_equal(one[0::2], one[1::2, :, ::-1])
