"""Networks that see objects at all positions learn what the architecture of others gives them for fewer images."""

import numpy as np
import pytest

from figures._common import networks, scenes
from figures.shift_invariance import invariance_from_data as figure
from figures.shift_invariance.invariance_from_data import training


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


@pytest.fixture(scope="module")
def everywhere():
    return training.data_of(2000, scenes.GRID)


def standard_errors(first: np.ndarray, second: np.ndarray) -> float:
    """By how many standard errors accuracy on the same objects differs."""
    difference, error = figure.paired(first, second)
    return difference / error


def known_in_upper_rows(result, key: str) -> bool:
    """As good in the top two rows as in the bottom row, within half of what was learnt, two standard errors included."""
    lost, error = figure.drop(result, key)
    return abs(lost) + 2 * error < (result.right[key][:, -1].mean() - figure.CHANCE) / 2


@pytest.mark.claim("data-can-teach-invariance")
@pytest.mark.parametrize("size", (500, 1000, 2000))
def test_a_fully_connected_head_that_saw_all_positions_knows_them(result, size):
    key = f"conv_fc_{size}"
    assert known_in_upper_rows(result, key)
    assert figure.top_rows(result, key) > figure.CHANCE + 3 * result.top_errors[key]


@pytest.mark.claim("data-can-teach-invariance")
@pytest.mark.mutation("data-can-teach-invariance", "objects in the bottom row only", ko="물체를 맨 아랫줄에만 놓는다")
def test_the_same_network_that_saw_the_bottom_row_knows_only_that(result):
    right = result.right["conv_fc_bottom"]
    assert not known_in_upper_rows(result, "conv_fc_bottom")
    learnt = right[:, -1].mean() - figure.CHANCE
    assert abs(right[:, :2].mean() - figure.CHANCE) + 2 * result.top_errors["conv_fc_bottom"] < learnt / 2
    # It did learn: 60 objects spread by √(0.25 / 60) = 6.5 % by chance.
    assert learnt > 4 * np.sqrt(0.25 / 60)


def dearer(result, right: np.ndarray) -> bool:
    """Whether a network with ``right`` from 250 images is worse than convolution + maximum, by two standard errors."""
    return standard_errors(result.right["conv_max_250"], right) > 2


@pytest.mark.claim("architecture-saves-images")
def test_the_fully_connected_head_needs_several_times_as_many_images(result):
    assert dearer(result, result.right["conv_fc_250"])
    # At equal images the price would be 1.
    assert figure.price(result) > 4


@pytest.mark.mutation(
    "architecture-saves-images",
    "a maximum, with other initial weights, in place of the fully connected head",
    ko="완전 연결 헤드 대신 초기 가중치가 다른 최대 풀링을 쓴다",
)
def test_with_a_maximum_there_is_no_price(result, everywhere):
    right = []
    sizes = (32, 62, 125, 250)
    for size in sizes:
        seen = scenes.windows(everywhere.training[:size])
        network = networks.network("conv", "max", *seen.shape[1:], np.random.default_rng(7))
        networks.train(network, seen, everywhere.truth[:size], epochs=figure.PICTURES // size, batch=figure.BATCH)
        right.append(scenes.told_right({"conv_mutated": network}, everywhere)["conv_mutated"])
    assert not dearer(result, right[-1])
    needed = figure.images_needed(sizes, np.array([values.mean() for values in right]))
    assert needed / result.needed["conv_max"] < 4


@pytest.mark.claim("architecture-saves-images")
def test_62_images_with_the_maximum_are_worth_more_than_250_without(result):
    difference, error = figure.paired(result.right["conv_max_62"], result.right["conv_fc_250"])
    assert difference > 2 * error


def closes(result, name: str) -> bool:
    """Less than half of the gap at 250 images is left at 2,000."""
    gaps = [(result.right[f"conv_max_{size}"].mean() - result.right[f"{name}_{size}"].mean()) for size in (250, 2000)]
    return gaps[1] < gaps[0] / 2


@pytest.mark.claim("data-close-the-gap")
def test_the_gap_closes_as_images_grow(result):
    assert closes(result, "conv_fc")
    gaps = [
        (result.right[f"conv_max_{size}"].astype(float) - result.right[f"conv_fc_{size}"]).mean(axis=(1, 2))
        for size in (250, 2000)
    ]
    closed = gaps[0] - gaps[1]
    assert closed.mean() > 2 * closed.std(ddof=1) / np.sqrt(len(closed))


@pytest.mark.mutation(
    "data-close-the-gap", "a fully connected layer in place of the convolution", ko="합성곱 대신 완전 연결층을 쓴다"
)
def test_the_gap_stays_open_for_a_fully_connected_first_layer(result):
    assert not closes(result, "full_fc")


@pytest.mark.claim("pooling-needs-no-positions")
def test_convolution_and_maximum_know_all_positions_from_one_row(result):
    assert known_in_upper_rows(result, "conv_max_bottom")


@pytest.mark.mutation(
    "pooling-needs-no-positions", "a fully connected layer in place of the maximum", ko="최댓값 대신 완전 연결층을 쓴다"
)
def test_positions_matter_to_a_fully_connected_head(result):
    assert standard_errors(result.right["conv_fc_500"], result.right["conv_fc_bottom"]) > 3


def test_accuracy_grows_with_images_where_the_head_must_learn_positions(result):
    for fewer, more in ((125, 250), (250, 1000)):
        assert standard_errors(result.right[f"conv_fc_{more}"], result.right[f"conv_fc_{fewer}"]) > 2


def test_errors_agree_with_the_formula_for_two_groups(result):
    is_face = np.arange(60) < 30
    for key, right in result.right.items():
        values = right.mean(axis=(1, 2))
        formula = np.sqrt(sum(values[group].var() / group.sum() for group in (is_face, ~is_face))) / 2
        # A standard error from 1,000 bootstraps has itself a relative one of 1/√2000 = 2.2 %.
        assert result.errors[key] == pytest.approx(formula, rel=0.1)


def crossing_by_search(sizes, accuracies) -> float:
    """The first number of images, in steps of a ten-thousandth, at which straight lines over its logarithm reach the target."""
    for (small, low), (large, high) in zip(
        zip(sizes, accuracies, strict=True), zip(sizes[1:], accuracies[1:], strict=True), strict=True
    ):
        for share in np.linspace(0, 1, 10_001):
            if low + share * (high - low) >= figure.TARGET:
                return small * (large / small) ** share
    return float(sizes[-1])


def test_the_images_needed_are_found_by_a_search_too(result):
    for name in figure.PRICED:
        sizes = figure.SIZES[name]
        accuracies = np.array([result.right[f"{name}_{size}"].mean() for size in sizes])
        assert result.needed[name] == pytest.approx(crossing_by_search(sizes, accuracies), rel=1e-3)
        assert result.bounded[name] == (result.needed[name] in (sizes[0], sizes[-1]))


def test_a_level_that_is_never_reached_or_always_gives_a_bound():
    assert figure.images_needed((10, 20, 40), np.array([0.5, 0.6, 0.7])) == 40
    assert figure.images_needed((10, 20, 40), np.array([0.9, 0.6, 0.95])) == 10
    # A dip on the way does not undo that the level was reached.
    assert figure.images_needed((10, 20, 40, 80), np.array([0.8, 0.9, 0.84, 0.9])) == pytest.approx(10 * np.sqrt(2))


def test_the_error_of_a_mean_over_seeds_is_that_of_the_normal_distribution():
    values = np.random.default_rng(0).normal(3, 2, 10_000)
    # A standard deviation of n values has a relative error of 1/√(2n) = 0.7 %; three of them.
    assert training.standard_error(values) == pytest.approx(2 / 100, rel=0.022)
    assert training.standard_error(np.array([3.0])) == 0


def window_by_loops(image: np.ndarray, row: int, column: int) -> list[float]:
    values = [float(image[row + i, column + j]) for i in range(11) for j in range(11)]
    mean = sum(values) / len(values)
    contrast = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
    return [(value - mean) / (contrast + scenes.CONTRAST_FLOOR) for value in values]


@pytest.mark.parametrize("name", figure.PRICED)
def test_the_trained_networks_agree_with_direct_loops(everywhere, name):
    picture = everywhere.training[:1]
    network = training.learn(name, scenes.windows(everywhere.training[:62]), everywhere.truth[:62])
    (filters, bias), (head, head_bias) = network.layers[0].weights, network.layers[-1].weights
    places = [(row, column) for row in range(0, 38, 2) for column in range(0, 38, 2)]
    features = [
        [max(float(np.dot(window_by_loops(picture[0], *place), filters[:, channel])) + bias[channel], 0) for channel in range(8)]
        for place in places
    ]
    seen = (
        [max(values) for values in zip(*features, strict=True)]
        if name == "conv_max"
        else [value for place in features for value in place]
    )
    expected = sum(value * weight for value, weight in zip(seen, head[:, 0], strict=True)) + head_bias[0]
    # Windows and weights are kept in single precision: 6e-8 relative, over sums of 2,900 terms at most.
    assert network.log_odds(scenes.windows(picture))[0] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("name", figure.SIZES)
def test_gradients_agree_with_differences_of_the_loss(name):
    rng = np.random.default_rng(6)
    network = networks.network(*name.split("_"), 9 if name != "full_fc" else 1, 16, rng)
    for layer in network.layers:
        layer.weights = tuple(array.astype(float) for array in layer.weights)
    x, truth = rng.standard_normal((7, 9 if name != "full_fc" else 1, 16)), np.arange(7) % 2

    def loss() -> float:
        log_odds = network.log_odds(x)
        return float(np.mean(np.log1p(np.exp(log_odds)) - truth * log_odds))

    for weight, gradient in zip(network.weights, network.gradients(x, truth), strict=True):
        place = tuple(rng.integers(length) for length in weight.shape)
        before = weight[place]
        sides = []
        for step in (1e-5, -1e-5):
            weight[place] = before + step
            sides.append(loss())
        weight[place] = before
        # Central differences err by the step squared and by rounding over the step: about 1e-10 each.
        assert gradient[place] == pytest.approx((sides[0] - sides[1]) / 2e-5, abs=1e-8)


def faces_found(data: scenes.Scenes) -> list[tuple[int, int, int]]:
    """Number of the face, and row and column of the grid, wherever a training scene holds one, mirrored or not."""
    known = {}
    for number, face in enumerate(scenes.face_objects()):
        known |= {face.tobytes(): number, face[:, ::-1].tobytes(): number}
    return [
        (known[piece], row, column)
        for scene in data.training
        for row in range(5)
        for column in range(5)
        if (piece := scene[scenes.GRID[row] :][:12, scenes.GRID[column] :][:, :12].tobytes()) in known
    ]


def test_faces_are_learnt_equally_often_at_all_positions_or_in_the_bottom_row(everywhere):
    found = faces_found(everywhere)
    assert len(found) == everywhere.truth.sum() == 1000
    counts = np.zeros((5, 5))
    for _, row, column in found:
        counts[row, column] += 1
    # Pearson's statistic of 25 equal classes: 24 degrees of freedom, exceeded with a probability of 0.1 % at 51.2.
    assert ((counts - 40) ** 2 / 40).sum() < 51.2
    bottom = faces_found(training.data_of(500, scenes.GRID[-1:]))
    assert len(bottom) == 250 and {row for _, row, _ in bottom} == {4} and {column for *_, column in bottom} == set(range(5))


def test_faces_of_the_test_are_unseen_and_the_same_whatever_was_learnt(everywhere):
    bottom = training.data_of(500, scenes.GRID[-1:])
    tested = [
        {
            number
            for number, face in enumerate(scenes.face_objects())
            if any(np.array_equal(face, test) for test in data.objects[data.is_face])
        }
        for data in (everywhere, bottom)
    ]
    assert tested[0] == tested[1] and len(tested[0]) == figure.TEST_FACES
    for data in (everywhere, bottom):
        assert not tested[0] & {number for number, *_ in faces_found(data)}


def test_every_network_is_trained_on_about_8000_pictures_half_of_them_faces(everywhere):
    for sizes in figure.SIZES.values():
        for size in sizes:
            assert figure.PICTURES - size < figure.PICTURES // size * size <= figure.PICTURES
            assert everywhere.truth[:size].sum() == size // 2


def test_the_numbers_of_weights_follow_from_the_shapes(result):
    windows, inputs, channels, hidden, pixels = 19**2, 11**2, 8, 32, 48**2
    shared = inputs * channels + channels
    assert result.weights == {
        "conv_max": shared + channels + 1,
        "conv_fc": shared + windows * channels + 1,
        "full_fc": pixels * hidden + hidden + hidden + 1,
    }
