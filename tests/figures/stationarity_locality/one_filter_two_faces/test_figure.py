"""A filter learnt at one place of aligned faces finds the eyes of two people at places it has never seen."""

import dataclasses

import numpy as np
import pytest
from scipy import ndimage

from figures._common.photographs import faces, grey
from figures.stationarity_locality import one_filter_two_faces as figure
from figures.stationarity_locality._shared import eye_filter
from figures.stationarity_locality.one_filter_two_faces import portraits, searching


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


@pytest.fixture(scope="module")
def aside():
    return eye_filter.evidence_of_photographs(figure.other_photographs(), figure.SHAPE, figure.STEP)


def first_two_are_the_eyes(image: np.ndarray, kernel: np.ndarray, truth: np.ndarray) -> bool:
    return bool(eye_filter.first_two(figure.ranked(image, kernel, truth)))


def above_chance(result, hits: np.ndarray) -> bool:
    """More hits than any of 1,000 filters that know nothing: one in 1,001 by chance."""
    return hits.mean() > result.random_rates.max()


@pytest.mark.claim("one-filter-serves-elsewhere")
def test_the_two_highest_peaks_are_the_two_eye_pairs(result):
    # Two random windows hit both places, in either order, with a probability of about 2 (13 / (38 · 92))²: one in 36,000.
    assert first_two_are_the_eyes(result.composite, result.kernel, result.truth)
    assert {int(np.hypot(*(result.truth - centre).T).argmin()) for centre in result.peak_centres[:2]} == {0, 1}
    assert result.peak_scores[1] > result.peak_scores[2]


@pytest.mark.claim("one-filter-serves-elsewhere")
def test_the_filter_finds_the_eyes_of_faces_it_has_not_seen(result):
    assert len(result.distances) == 100
    assert above_chance(result, result.distances <= figure.TOLERANCE)


@pytest.mark.claim("one-filter-serves-elsewhere")
def test_most_settings_agree(result):
    agreeing = eye_filter.first_two(result.setting_ranks)
    assert agreeing.size == 24
    # A filter that found the eyes by luck of its setting would do so in few; more than half is a majority, not a theorem.
    assert agreeing.mean() > 0.5
    assert not agreeing.all()


def test_portraits_at_a_wrong_scale_can_hide_the_eyes(result):
    found = dict(zip(figure.SIZES, eye_filter.first_two(result.size_ranks), strict=True))
    assert found[1.0] and not found[0.8]


@pytest.mark.claim("one-filter-finds-mouths-less-well")
def test_mouths_are_less_reliable_than_eyes(result):
    eyes, mouths = result.distances <= figure.TOLERANCE, result.mouth_distances <= figure.TOLERANCE
    # Mouths are found, too, more often than by any filter that knows nothing.
    # The same faces serve twice: the standard error is that of the paired differences.
    difference = eyes.astype(float) - mouths
    assert mouths.mean() > result.random_mouth_rates.max()
    assert difference.mean() > 2 * difference.std(ddof=1) / np.sqrt(len(difference))
    assert not eye_filter.first_two(result.mouth_ranks)


@pytest.mark.mutation("one-filter-finds-mouths-less-well", "the eyes in place of the mouths", ko="입 대신 눈을 찾는다")
def test_eyes_in_place_of_the_mouths_fall_in_nothing_short(result):
    with pytest.raises(AssertionError):
        test_mouths_are_less_reliable_than_eyes(
            dataclasses.replace(
                result, mouth_distances=result.distances, mouth_ranks=np.sort(result.setting_ranks.reshape(-1, 2), axis=0)[0]
            )
        )


def test_without_normalised_contrast_the_eyes_are_not_first_and_second(result):
    assert not eye_filter.first_two(result.raw_ranks)
    assert (result.raw_distances <= figure.TOLERANCE).mean() < (result.distances <= figure.TOLERANCE).mean()


def test_the_chance_level_is_the_share_of_hits_among_all_windows(result):
    images = faces()
    rows, columns = images.shape[1] - 7 + 1, images.shape[2] - 17 + 1
    hits = sum((row + 3 - 8) ** 2 + (column + 8 - 11) ** 2 <= 4 for row in range(rows) for column in range(columns))
    assert result.chance == pytest.approx(hits / (rows * columns))


def test_filters_that_know_nothing_do_as_a_random_window_on_average_and_far_better_now_and_then(result):
    # Of all places, the eyes' is one like another; four standard errors. But the same place in all faces makes the spread: for
    # independent answers 95 % would lie below the chance level and two standard errors of 100 faces.
    rates = result.random_rates
    assert len(rates) == len(result.random_mouth_rates) == 1000
    assert abs(rates.mean() - result.chance) < 4 * rates.std() / np.sqrt(1000)
    assert np.quantile(rates, 0.95) > result.chance + 2 * np.sqrt(result.chance * (1 - result.chance) / 100)


def test_the_hit_rates_of_many_filters_agree_with_those_of_one_at_a_time():
    kernels = searching.random_filters((5, 9), 60, np.random.default_rng(3))
    assert abs(kernels.mean(axis=(1, 2))).max() < 1e-12
    distances = [np.hypot(*(eye_filter.strongest(faces(), kernel) - figure.EYES).T) for kernel in kernels]
    np.testing.assert_array_equal(
        searching.hit_rates(faces(), kernels, figure.EYES), [(one <= figure.TOLERANCE).mean() for one in distances]
    )


def test_random_filters_are_blurred_white_noise():
    class Sharp(np.random.Generator):
        def uniform(self, low, high, size):
            return np.full(size, 0.0)

    kernels = searching.random_filters((7, 17), 300, Sharp(np.random.PCG64(4)))
    neighbours = (kernels[:, :, 1:] * kernels[:, :, :-1]).mean(axis=(1, 2)) / kernels.var(axis=(1, 2))
    # White but for the mean taken off, −1/119; blurred, neighbours are alike.
    assert abs(neighbours.mean() + 1 / 119) < 4 * neighbours.std() / np.sqrt(300)
    blurred = searching.random_filters((7, 17), 300, np.random.default_rng(4))
    assert ((blurred[:, :, 1:] * blurred[:, :, :-1]).mean(axis=(1, 2)) / blurred.var(axis=(1, 2))).mean() > 0.3


def window_by_loops(image: np.ndarray, row: int, column: int, shape: tuple[int, int]) -> list[float]:
    """One window freed of brightness and contrast, from the definition."""
    height, width = shape
    values = [image[row + i, column + j] for i in range(height) for j in range(width)]
    mean = sum(values) / len(values)
    centred = [value - mean for value in values]
    length = (sum(value**2 for value in centred) + len(values) * eye_filter.CONTRAST_FLOOR**2) ** 0.5
    return [value / length for value in centred]


def test_the_response_agrees_with_direct_loops(result):
    height, width = result.kernel.shape
    rows, columns = result.composite.shape
    expected = [
        [
            np.dot(window_by_loops(result.composite, row, column, (height, width)), result.kernel.ravel())
            for column in range(columns - width + 1)
        ]
        for row in range(rows - height + 1)
    ]
    # Rounding errors of 119 products only.
    assert result.response == pytest.approx(np.array(expected), abs=1e-10)


def test_the_filter_agrees_with_least_squares_on_the_whole_table_of_windows():
    shape, place, ridge = (5, 7), (8, 11), 0.3
    images, photograph = faces()[:12], grey("chelsea")[100:130, 150:190]
    table, answers = [], []
    for image in [*images, photograph]:
        for row in range(image.shape[0] - shape[0] + 1):
            for column in range(image.shape[1] - shape[1] + 1):
                table.append(window_by_loops(image, row, column, shape))
                answers.append(float(image is not photograph and (row + 2, column + 3) == place))
    table, answers = np.array(table), np.array(answers)
    assert answers.sum() == len(images)
    # Ridge regression is least squares with one more row per weight.
    penalty = ridge * (table**2).sum() / table.shape[1]
    augmented = np.vstack([table, np.sqrt(penalty) * np.eye(table.shape[1])])
    weights = np.linalg.lstsq(augmented, np.concatenate([answers, np.zeros(table.shape[1])]), rcond=None)[0]
    weights /= (table[answers == 1] @ weights).mean()

    evidence = eye_filter.evidence_of_faces(images, place, shape) + eye_filter.evidence_of_photographs(
        [photograph], shape, step=1
    )
    assert eye_filter.learn(evidence, shape, ridge).ravel() == pytest.approx(weights, abs=1e-8)


def test_the_filter_has_zero_mean_and_answers_1_on_average_where_it_learnt(result):
    assert result.kernel.sum() == pytest.approx(0, abs=1e-10)
    answers = eye_filter.respond(faces(), result.kernel)[:, 8 - 3, 11 - 8]
    assert answers.mean() == pytest.approx(1)


def test_brightness_and_contrast_do_not_move_the_strongest_answer(result):
    images = faces()
    darker = 0.5 * images + 0.2
    unchanged = (eye_filter.strongest(images, result.kernel) == eye_filter.strongest(darker, result.kernel)).all(axis=1)
    # The contrast floor alone may tip a close race.
    assert unchanged.mean() > 0.95


def test_the_truth_lies_between_the_pupils_whatever_the_scale():
    pictures = {name: grey(name) for name in figure.PUPILS}
    for size in figure.SIZES:
        image, eyes, _ = figure.composite(pictures, size)
        assert abs(np.diff(eyes[:, 1])[0] - image.shape[1] / 2) < 2
        for row, column in eyes:
            left, right = (image[round(row), round(column + side * size * portraits.FACE_EYE_DISTANCE / 2)] for side in (-1, 1))
            assert max(left, right) < image[round(row), round(column)]


def test_ranks_count_from_1_and_a_missing_peak_comes_last():
    centres = np.array([[5, 5], [20, 20], [40, 40]])
    assert eye_filter.ranks(centres, np.array([[21.0, 20.0], [5.0, 6.9], [60.0, 60.0]]), 2.0).tolist() == [2, 1, 4]


def test_held_out_faces_play_no_part_in_their_own_filter(result, aside):
    noise = np.random.default_rng(0).random((50, 25, 25))
    distances = eye_filter.held_out((noise, faces()[50:]), aside, figure.EYES, figure.SHAPE, figure.RIDGE)
    # A filter learnt on noise cannot know where eyes are; one that had seen the faces it is tested on would.
    assert not above_chance(result, distances[50:] <= figure.TOLERANCE)
    whole = eye_filter.held_out((faces()[:50], faces()[50:]), aside, figure.EYES, figure.SHAPE, figure.RIDGE)
    assert above_chance(result, whole[50:] <= figure.TOLERANCE)


def learnt_at_random_places(aside) -> np.ndarray:
    """Each face teaches another place: what is learnt is no longer one thing."""
    rng = np.random.default_rng(0)
    evidence = aside
    for face in faces():
        evidence += eye_filter.evidence_of_faces(face[None], (rng.integers(3, 22), rng.integers(8, 17)), figure.SHAPE)
    return eye_filter.learn(evidence, figure.SHAPE, figure.RIDGE)


MUTATIONS = {
    "upside down": lambda kernel, aside: kernel[::-1],
    "contrast reversed": lambda kernel, aside: -kernel,
    "weights in another order": lambda kernel, aside: np.random.default_rng(0).permutation(kernel.ravel()).reshape(kernel.shape),
    "learnt at random places": lambda kernel, aside: learnt_at_random_places(aside),
    "blurred away": lambda kernel, aside: ndimage.uniform_filter(kernel, 7) - ndimage.uniform_filter(kernel, 7).mean(),
}


@pytest.mark.mutation(
    "one-filter-serves-elsewhere",
    "reversed, permuted or learnt at random places, in the faces that taught it",
    ko="필터의 부호를 뒤집거나, 가중치를 뒤섞거나, 무작위 위치에서 학습한다(학습한 얼굴에서 시험)",
)
@pytest.mark.parametrize("mutation", ["contrast reversed", "weights in another order", "learnt at random places"])
def test_another_filter_finds_no_eyes_even_in_the_faces_that_taught_it(result, aside, mutation):
    mutated = MUTATIONS[mutation](result.kernel, aside)
    distances = np.hypot(*(eye_filter.strongest(faces(), mutated) - figure.EYES).T)
    assert not above_chance(result, distances <= figure.TOLERANCE)


@pytest.mark.mutation(
    "one-filter-serves-elsewhere",
    "upside down, reversed, permuted, blurred, learnt at random places",
    ko="필터의 위아래나 부호를 뒤집거나, 가중치를 뒤섞거나, 블러를 적용하거나, 무작위 위치에서 학습한다",
)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_claim_is_false_of_another_filter(result, aside, mutation):
    mutated = MUTATIONS[mutation](result.kernel, aside)
    assert first_two_are_the_eyes(result.composite, result.kernel, result.truth)
    assert not first_two_are_the_eyes(result.composite, mutated, result.truth)
