"""The face channel moves with the face; a global maximum then forgets the place, and a fully connected layer does not."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.signal import correlate2d
from scipy.special import expit

from figures._common import scenes
from figures._common.photographs import faces
from figures.stationarity_locality import face_hierarchy as figure
from figures.stationarity_locality._shared import face_parts
from figures.stationarity_locality._shared.eye_filter import CONTRAST_FLOOR
from figures.stationarity_locality.face_hierarchy import learning
from figures.stationarity_locality.face_hierarchy import parts as hierarchy


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


@pytest.fixture(scope="module")
def network():
    return figure.learn(np.random.default_rng(figure.SEED))


@pytest.fixture(scope="module")
def unseen_channels(network):
    """Face channels of every unseen face image at both places: (50, 2, 30, 30)."""
    ground = figure.gravel()
    return np.stack(
        [
            network.channels([scenes.paste_one(ground, face, corner) for corner in figure.PLACES.values()])[:, 0]
            for face in faces()[figure.TRAINING_FACES :]
        ]
    )


def finds_the_face(result, network, layout) -> bool:
    """Parts joined by ``layout`` answer above the threshold, most at the face, and alike to the last bit at both places."""
    heights = set()
    for place, corner in figure.PLACES.items():
        joined = hierarchy.join(hierarchy.part_channels(result.scene[place], network.filters), layout, figure.SIDE)
        if np.unravel_index(joined.argmax(), joined.shape) != corner or joined.max() <= network.threshold:
            return False
        heights.add(joined.max())
    return len(heights) == 1


@pytest.mark.claim("global-maximum-is-invariant")
def test_the_highest_answer_is_the_same_to_the_last_bit_in_both_places(result):
    assert result.scores["bottom_left"] == result.scores["top_left"]
    assert result.face["bottom_left"].max() == result.face["top_left"].max() > 0


def test_the_peak_stands_where_the_nose_is(result):
    for place, (row, column) in figure.PLACES.items():
        nose_row, nose_column = face_parts.PLACES["nose"]
        assert hierarchy.peak(result.face[place]) == (row + nose_row, column + nose_column)


def test_the_channel_at_the_face_does_not_depend_on_place_or_surroundings(unseen_channels):
    here, there = (unseen_channels[:, index, row, column] for index, (row, column) in enumerate(figure.PLACES.values()))
    assert np.array_equal(here, there)
    assert (here > 0).sum() > 0


def test_the_rival_stays_dark_for_a_face_and_lights_for_its_own_arrangement(result):
    for place in figure.PLACES:
        assert result.rival[place].max() == 0
    assert (result.rival_answers[:, 1] > 0).all() and (result.rival_answers[:, 0] == 0).all()


def test_neither_channel_lights_without_a_face(result):
    assert result.scores["empty"] < result.threshold


def forgets_the_place(probability) -> bool:
    """The same answer at both places to the last bit, and another one without a face."""
    here, there, empty = probability
    return here == there and there > 0.9 and empty < 0.6


@pytest.mark.claim("global-maximum-is-invariant")
def test_a_global_maximum_gives_the_same_probability_in_both_places(result):
    # Of two labels an undecided network gives each one half; 0.9 is odds of nine to one.
    assert forgets_the_place(result.probability["maximum"])


def test_a_fully_connected_layer_gives_a_face_elsewhere_the_probability_of_an_empty_picture(result):
    here, there, empty = result.probability["dense"]
    assert here > 0.9
    assert there == empty < 0.6


@pytest.mark.mutation(
    "global-maximum-is-invariant", "a fully connected layer in place of the maximum", ko="최댓값 대신 완전 연결층을 쓴다"
)
def test_the_claim_is_false_of_a_fully_connected_layer(result):
    assert not forgets_the_place(result.probability["dense"])


def test_a_fully_connected_layer_that_learns_at_both_places_knows_the_face_at_both(result):
    taught = figure.learn(np.random.default_rng(figure.SEED), tuple(figure.PLACES))
    here, there = taught.probability([result.scene[place] for place in figure.PLACES])["dense"]
    assert here > 0.9 and there > 0.9


def test_a_fully_connected_layer_has_learnt_nothing_at_the_top(network):
    weights = network.heads["dense"][:-1].reshape(2, 30, 30, 2)
    row, column = figure.PLACES["bottom_left"]
    assert np.abs(weights[0, row, column]).min() > 0
    row, column = figure.PLACES["top_left"]
    assert (weights[:, row - 1 : row + 2, column - 1 : column + 2] == 0).all()


def test_the_rearranged_face_is_no_face_for_either_head_where_it_was_learnt(result):
    for head in figure.HEADS:
        assert result.rearranged[head][0] < 0.1
    assert result.rearranged["maximum"][0] == result.rearranged["maximum"][1]


def test_single_unseen_faces_confirm_the_mean_face(result):
    here, there = (result.each["maximum"] > 0.5).T
    # A different answer at the other place is an accident of face and gravel together: rarer than one in ten.
    assert (here != there).mean() < 0.1
    here, there = (result.each["dense"] > 0.5).T
    # Were both places alike, each face lost or won at the top would be a toss: 0.5 ** 10 < 0.001.
    assert (here & ~there).sum() >= 10 and (there & ~here).sum() == 0


def test_many_single_faces_stay_below_the_threshold(result):
    # The article says so: a rigid sum of four rigid parts is a weak detector, and place has nothing to do with it.
    lit = (result.each_score > 0).mean(axis=0)
    assert (lit > 0.25).all() and (lit < 0.75).all()


def test_the_two_places_share_no_pixel_and_the_tested_faces_are_unseen():
    first, second = (np.zeros((figure.SIDE, figure.SIDE), bool) for _ in range(2))
    for mask, (row, column) in zip((first, second), figure.PLACES.values(), strict=True):
        mask[row : row + 25, column : column + 25] = True
        assert mask.sum() == 625
    assert not (first & second).any()
    known, unseen = faces()[: figure.TRAINING_FACES], faces()[figure.TRAINING_FACES :]
    assert not any(np.array_equal(a, b) for a in known for b in unseen)
    assert learning.TEST_PHOTOGRAPH not in (*learning.TRAINING_PHOTOGRAPHS, *face_parts.PHOTOGRAPHS)


def test_the_drawn_mean_face_lies_at_its_place(result):
    mean_face = faces()[figure.TRAINING_FACES :].mean(axis=0)
    for place, (row, column) in figure.PLACES.items():
        assert np.array_equal(result.scene[place][row : row + 25, column : column + 25], mean_face)


def answer_by_definition(window: np.ndarray, kernel: np.ndarray) -> float:
    """The rectified answer to one window freed of brightness and contrast, from the definition."""
    values, weights = window.ravel().tolist(), kernel.ravel().tolist()
    mean = sum(values) / len(values)
    length = (sum((value - mean) ** 2 for value in values) + len(values) * CONTRAST_FLOOR**2) ** 0.5
    return max(sum(weight * (value - mean) / length for weight, value in zip(weights, values, strict=True)), 0.0)


def test_part_channels_agree_with_direct_loops(result, network):
    image = result.scene["bottom_left"][20:]
    for part, channel in hierarchy.part_channels(image, network.filters).items():
        kernel = network.filters[part]
        height, width = kernel.shape
        for row in range(0, channel.shape[0], 3):
            for column in range(channel.shape[1]):
                window = image[row : row + height, column : column + width]
                # Rounding errors of 91 products.
                assert channel[row, column] == pytest.approx(answer_by_definition(window, kernel), abs=1e-10)


def test_the_face_channel_is_a_convolution_with_one_weight_for_each_part(result, network):
    channels = hierarchy.part_channels(result.scene["top_left"], network.filters)
    expected = 0
    for part, channel in channels.items():
        height, width = network.filters[part].shape
        kernel = np.zeros((channel.shape[0] - 29, channel.shape[1] - 29))
        row, column = figure.FACE[part]
        kernel[row - height // 2, column - width // 2] = 1
        expected = expected + correlate2d(channel, kernel, mode="valid")
    assert np.array_equal(hierarchy.join(channels, figure.FACE, figure.SIDE), expected)


def test_the_softmax_regression_is_logistic_regression_with_a_quarter_of_the_penalty():
    rng = np.random.default_rng(0)
    labels = np.arange(60) % 2
    inputs = rng.standard_normal((60, 2)) + labels[:, None]

    def loss(w):
        # Two mirrored weight vectors ±w/2 share the penalty: 2 · |w/2|² = |w|²/2.
        score = inputs @ w[:2] + w[2]
        return np.logaddexp(0, np.where(labels == 0, -score, score)).mean() + learning.DECAY / 4 * (w[:2] ** 2).sum()

    best = minimize(loss, np.zeros(3), method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 5000}).x
    found = hierarchy.probabilities(inputs, hierarchy.fit(inputs, labels, learning.DECAY))
    # Both minimisers stop when the loss, which is quadratic there, changes by less than 1e-8 or so.
    assert found[:, 0] == pytest.approx(expit(inputs @ best[:2] + best[2]), abs=1e-3)
    assert found.sum(axis=1) == pytest.approx(1)


@pytest.mark.claim("global-maximum-is-invariant")
def test_parts_joined_at_their_offsets_find_the_face(result, network):
    assert finds_the_face(result, network, figure.FACE)


MUTATIONS = {
    "all offsets zero": dict.fromkeys(figure.FACE, figure.FACE["nose"]),
    "offsets shuffled": dict(zip(figure.FACE, [*list(figure.FACE.values())[1:], figure.FACE["left_eye"]], strict=True)),
    "upside down": {part: (24 - row, column) for part, (row, column) in figure.FACE.items()},
    "the rival's offsets": figure.RIVAL,
}


@pytest.mark.mutation("global-maximum-is-invariant", "parts joined at other offsets", ko="부위의 응답을 다른 간격으로 결합한다")
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_claim_is_false_of_parts_joined_at_other_offsets(result, network, mutation):
    assert not finds_the_face(result, network, MUTATIONS[mutation])


@pytest.mark.mutation("global-maximum-is-invariant", "filters with their weights in another order", ko="필터의 가중치를 뒤섞는다")
def test_the_claim_is_false_of_filters_with_their_weights_in_another_order(result, network):
    rng = np.random.default_rng(0)
    mutated = hierarchy.Network(
        {part: rng.permutation(kernel.ravel()).reshape(kernel.shape) for part, kernel in network.filters.items()},
        network.layouts,
        network.threshold,
        network.heads,
    )
    assert not finds_the_face(result, mutated, figure.FACE)
