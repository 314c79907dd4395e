"""Shared filters and pooling together carry a detector to rows it has never seen; neither does it alone."""

import numpy as np
import pytest

from figures._common import networks, scenes
from figures._common.photographs import faces
from figures.stationarity_locality import unseen_positions as figure
from figures.stationarity_locality.unseen_positions import compared, live, training

CARRY = ("conv_average", "conv_max")
FAIL = ("full_fc", "local_fc", "local_max", "conv_fc")


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


@pytest.fixture(scope="module")
def repetitions():
    return [figure.data_of(repetition) for repetition in range(figure.REPETITIONS)]


def learnt(result, name: str) -> float:
    """Accuracy above chance in the bottom row."""
    return figure.accuracy(result, name, -1) - figure.CHANCE


def carries_over(result, name: str) -> bool:
    """Nothing is lost in the top two rows, within a quarter of what was learnt, two standard errors on either side included."""
    lost, error = figure.drop(result.right[name])
    return abs(lost) + 2 * error < learnt(result, name) / 4


def stays_behind(result, name: str) -> bool:
    """In the top two rows accuracy is that of chance, within half of what was learnt, two standard errors included."""
    above = figure.accuracy(result, name, slice(figure.TOP_ROWS)) - figure.CHANCE
    return abs(above) + 2 * result.top_errors[name] < learnt(result, name) / 2


def same_on_flat_ground(result, name: str) -> bool:
    """Moved over flat ground, no object's log odds change by more than rounding: single precision, sums of 361 windows."""
    return result.flat_change[name] < 1e-4


def paired(difference: np.ndarray) -> float:
    """The mean of ``difference`` (N,), one value an object, in units of its standard error."""
    return difference.mean() / (difference.std(ddof=1) / np.sqrt(len(difference)))


def top(right: np.ndarray) -> np.ndarray:
    return right[:, : figure.TOP_ROWS].mean(axis=(1, 2))


@pytest.mark.claim("sharing-and-pooling-generalise-together")
@pytest.mark.mutation(
    "sharing-alone-does-not-generalise",
    "a global maximum in place of the fully connected layer",
    ko="완전 연결층 대신 전역 최댓값을 쓴다",
)
@pytest.mark.mutation("pooling-alone-does-not-generalise", "one filter for all places", ko="모든 위치에서 필터를 공유한다")
def test_shared_filters_and_a_maximum_carry_what_was_learnt_to_unseen_rows(result):
    assert carries_over(result, "conv_max")
    assert not stays_behind(result, "conv_max")


@pytest.mark.claim("average-is-invariant-and-learns-slowly")
@pytest.mark.claim("sharing-and-pooling-generalise-together")
@pytest.mark.mutation(
    "fully-connected-head-is-not-invariant",
    "a global maximum, or average, in place of the layer",
    ko="완전 연결층 대신 전역 최댓값이나 전역 평균을 쓴다",
)
@pytest.mark.parametrize("name", CARRY)
def test_on_flat_ground_the_answers_do_not_depend_on_the_place(result, name):
    assert same_on_flat_ground(result, name)


@pytest.mark.claim("fully-connected-head-is-not-invariant")
@pytest.mark.mutation(
    "average-is-invariant-and-learns-slowly",
    "filters not shared, or a fully connected head",
    ko="필터를 공유하지 않거나 헤드를 완전 연결층으로 바꾼다",
)
@pytest.mark.parametrize("name", FAIL)
def test_on_flat_ground_the_answers_of_the_others_change_more_than_from_object_to_object(result, name):
    assert not same_on_flat_ground(result, name)
    assert result.flat_change[name] > 1


@pytest.mark.mutation(
    "average-is-invariant-and-learns-slowly",
    "a scene so small that windows at the border are cut off",
    ko="장면을 줄여 가장자리에서 창이 잘리게 한다",
)
@pytest.mark.mutation(
    "sharing-and-pooling-generalise-together",
    "a scene so small that windows at the border are cut off",
    ko="장면을 줄여 가장자리에서 창이 잘리게 한다",
)
@pytest.mark.parametrize("name", CARRY)
def test_cut_off_windows_would_make_the_answers_depend_on_the_place(monkeypatch, result, repetitions, name):
    network = live.revived(name, result.trained[name])
    monkeypatch.setattr(scenes, "CANVAS", 40)
    monkeypatch.setattr(scenes, "GRID", (6, 10, 14, 18, 22))
    changed = figure.flat_change({name: network}, figure.NETWORKS, repetitions[0].objects)[name]
    assert changed > 1e-3


@pytest.mark.claim("sharing-alone-does-not-generalise")
@pytest.mark.claim("pooling-alone-does-not-generalise")
@pytest.mark.mutation(
    "sharing-and-pooling-generalise-together",
    "filters not shared, or a fully connected head",
    ko="필터를 공유하지 않거나 헤드를 완전 연결층으로 바꾼다",
)
@pytest.mark.parametrize("name", FAIL)
def test_the_claim_is_false_of_unshared_filters_and_of_a_fully_connected_head(result, name):
    # The mutations: "local_max" unshares the filters of "conv_max", "conv_fc" replaces its maximum.
    assert not carries_over(result, name)
    assert stays_behind(result, name)


@pytest.mark.claim("fully-connected-head-is-not-invariant")
def test_a_fully_connected_head_loses_what_it_learnt(result):
    lost, error = figure.drop(result.right["conv_fc"])
    assert lost > 3 * error


@pytest.mark.claim("sharing-alone-does-not-generalise")
@pytest.mark.claim("pooling-alone-does-not-generalise")
@pytest.mark.parametrize("name", [name for name in figure.NETWORKS if name != "conv_average"])
def test_every_network_but_the_slow_average_learns_the_bottom_row(result, name):
    # 180 objects: by chance the accuracy spreads by √(0.25 / 180) = 3.7 %, even if the five columns add nothing.
    assert figure.accuracy(result, name, -1) > figure.CHANCE + 4 * np.sqrt(0.25 / 180)


@pytest.mark.mutation(
    "average-is-invariant-and-learns-slowly", "the maximum in place of the average", ko="평균 대신 최댓값을 취한다"
)
def test_the_maximum_is_better_than_the_average_everywhere(result):
    for row in range(5):
        difference = result.right["conv_max"][:, row].mean(axis=1) - result.right["conv_average"][:, row].mean(axis=1)
        assert paired(difference) > 3


@pytest.mark.claim("average-is-invariant-and-learns-slowly")
def test_the_average_is_slow_rather_than_blind(result):
    short = result.right["conv_average"][: len(result.longer)]
    assert paired(result.longer.mean(axis=(1, 2)) - short.mean(axis=(1, 2))) > 2


def test_the_numbers_of_weights_follow_from_the_shapes(result):
    windows, inputs, channels, hidden, pixels = 19**2, 11**2, 8, 32, 48**2
    shared, unshared = inputs * channels + channels, windows * (inputs * channels + channels)
    every_place, one_place = windows * channels + 1, channels + 1
    assert result.weights == {
        "full_fc": pixels * hidden + hidden + hidden + 1,
        "local_fc": unshared + every_place,
        "local_max": unshared + one_place,
        "conv_average": shared + one_place,
        "conv_fc": shared + every_place,
        "conv_max": shared + one_place,
    }


def test_faces_of_the_test_are_unseen_and_each_is_tested_once(repetitions):
    tested = np.concatenate([repetition.objects[repetition.is_face] for repetition in repetitions])
    assert len(np.unique(tested.reshape(len(tested), -1), axis=0)) == 90
    for repetition in repetitions:
        row = scenes.GRID[-1]
        learnt = [
            scene[row : row + 12, column : column + 12]
            for scene in repetition.training[repetition.truth == 1]
            for column in scenes.GRID
        ]
        for face in repetition.objects[repetition.is_face]:
            assert not any(np.array_equal(face, other) or np.array_equal(face[:, ::-1], other) for other in learnt)


def test_no_two_of_the_100_face_images_are_equal():
    assert len(np.unique(faces().reshape(100, -1), axis=0)) == 100


def starts_that_see(data: scenes.Scenes, row: int, column: int, step: int) -> set[tuple[int, int]]:
    """Rows and columns, from −10 on, at which a window would have to begin to see any of the objects put at a place."""
    rows, columns = np.nonzero(np.abs(data.at(row, column) - data.grounds).max(axis=0) > 0)
    reach = range(-scenes.WINDOW + 1, scenes.CANVAS + scenes.WINDOW)
    return {
        (top, left)
        for top in reach
        for left in reach
        if top % step == 0 and left % step == 0
        if ((top <= rows) & (rows < top + scenes.WINDOW) & (left <= columns) & (columns < left + scenes.WINDOW)).any()
    }


def seen_by_whole_windows_only(data: scenes.Scenes, row: int, column: int, step: int) -> bool:
    """Whether every window, ``step`` pixels from the next, that sees the objects at this place lies whole within the scene."""
    return all(0 <= at <= scenes.CANVAS - scenes.WINDOW for start in starts_that_see(data, row, column, step) for at in start)


@pytest.mark.parametrize("place", [*scenes.GRID, *scenes.BETWEEN])
@pytest.mark.parametrize("step", [scenes.STRIDE, 1])
def test_every_window_that_sees_an_object_lies_whole_within_the_scene(repetitions, place, step):
    # The outermost places are the grid's corners and those beside them; places in between have more room.
    for row, column in ((place, scenes.GRID[0]), (place, scenes.GRID[-1]), (scenes.GRID[0], place), (scenes.GRID[-1], place)):
        assert seen_by_whole_windows_only(repetitions[0], row, column, step)
    # As many windows see it wherever it is.
    counts = {len(starts_that_see(repetitions[0], row, row, scenes.STRIDE)) for row in scenes.GRID}
    assert counts == {11**2}


def test_four_pixels_nearer_to_the_border_windows_would_be_cut_off(repetitions):
    assert not seen_by_whole_windows_only(repetitions[0], scenes.GRID[0] - 4, scenes.GRID[0], scenes.STRIDE)


def test_objects_are_learnt_in_the_bottom_row_only():
    lowest_unseen = scenes.GRID[figure.TOP_ROWS - 1] + scenes.OBJECT - 1
    assert lowest_unseen < scenes.GRID[-1] <= scenes.GRID[figure.TOP_ROWS] + scenes.OBJECT - 1


def test_training_backgrounds_are_untouched_above_the_bottom_row(repetitions):
    above = repetitions[0].training[:, : scenes.GRID[-1]]
    # Backgrounds lie in 0.15..0.75, objects in 0..1: an object higher up would leave this range somewhere.
    assert above.min() >= 0.15 and above.max() <= 0.75


def test_brightness_and_contrast_do_not_tell_faces_from_other_things(repetitions):
    objects = np.concatenate([data.objects for data in repetitions])
    is_face = np.concatenate([data.is_face for data in repetitions])
    # Equal before clipping; clipping may move them by less than one step of 8-bit grey in the mean over a class.
    for statistic in (objects.mean(axis=(1, 2)), objects.std(axis=(1, 2))):
        assert abs(statistic[is_face].mean() - statistic[~is_face].mean()) < 1 / 255


def test_the_bootstrap_agrees_with_the_formula_for_two_groups(result):
    is_face = np.tile(np.arange(60) < 30, 3)
    for name in figure.NETWORKS:
        values = top(result.right[name])
        formula = np.sqrt(sum(values[group].var() / group.sum() for group in (is_face, ~is_face))) / 2
        # A standard error from 1,000 bootstraps has itself a relative one of 1/√2000 = 2.2 %.
        assert result.top_errors[name] == pytest.approx(formula, rel=0.1)


def small(name: str, positions: int, inputs: int) -> networks.Network:
    """A network in double precision, so that differences can be taken."""
    first, head = figure.NETWORKS[name]
    network = networks.network(first, head, positions, inputs, np.random.default_rng(3))
    rng = np.random.default_rng(4)
    for layer in network.layers:
        layer.weights = tuple(array + 0.1 * rng.standard_normal(array.shape) for array in layer.weights)
    return network


def loss(network: networks.Network, x: np.ndarray, truth: np.ndarray) -> float:
    probability = 1 / (1 + np.exp(-network.log_odds(x)))
    return -np.log(np.where(truth == 1, probability, 1 - probability)).mean()


@pytest.mark.parametrize("name", figure.NETWORKS)
def test_gradients_agree_with_finite_differences(name):
    rng = np.random.default_rng(0)
    x, truth, step = rng.standard_normal((6, 4, 9)), np.arange(6) % 2, 1e-6
    network = small(name, 4, 36 if name == "full_fc" else 9)
    gradients = [gradient.copy() for gradient in network.gradients(x, truth)]
    for weight, gradient in zip(network.weights, gradients, strict=True):
        assert gradient.shape == weight.shape
        for index in np.ndindex(weight.shape):
            kept = weight[index]
            weight[index] = kept + step
            above = loss(network, x, truth)
            weight[index] = kept - step
            below = loss(network, x, truth)
            weight[index] = kept
            # Central differences err by step² plus rounding, 1e-16 / step.
            assert gradient[index] == pytest.approx((above - below) / (2 * step), abs=1e-8)


def window_by_loops(image: np.ndarray, row: int, column: int, size: int) -> list[float]:
    """One window freed of brightness and contrast, from the definition."""
    values = [float(image[row + i, column + j]) for i in range(size) for j in range(size)]
    mean = sum(values) / len(values)
    contrast = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
    return [(value - mean) / (contrast + scenes.CONTRAST_FLOOR) for value in values]


@pytest.mark.parametrize("name", [name for name in figure.NETWORKS if name != "full_fc"])
def test_networks_of_windows_agree_with_direct_loops(repetitions, name):
    image = repetitions[0].training[0]
    network = small(name, 361, 121)
    (filters, bias), (head, head_bias) = network.layers[0].weights, network.layers[-1].weights
    answers = []
    for position, (row, column) in enumerate((row, column) for row in range(0, 38, 2) for column in range(0, 38, 2)):
        seen = window_by_loops(image, row, column, 11)
        own = filters[position] if name.startswith("local") else filters
        offset = bias[position, 0] if name.startswith("local") else bias
        answers.append(
            [
                max(sum(value * weight for value, weight in zip(seen, own[:, channel], strict=True)) + offset[channel], 0)
                for channel in range(8)
            ]
        )
    by_channel = list(zip(*answers, strict=True))
    features = {
        "fc": [value for place in answers for value in place],
        "max": [max(values) for values in by_channel],
        "average": [sum(values) / 361 for values in by_channel],
    }[figure.NETWORKS[name][1]]
    expected = sum(value * weight for value, weight in zip(features, head[:, 0], strict=True)) + head_bias[0]
    # Windows are kept in single precision: 6e-8 relative, over sums of 2,900 terms at most.
    assert network.log_odds(scenes.windows(image[None]))[0] == pytest.approx(expected, abs=1e-4)


def on_flat_ground(row: int, column: int, stride: int = scenes.STRIDE) -> np.ndarray:
    """An object on a grey scene with its corner at a place, as windows: (361, 121) with a stride of 2."""
    flat = np.full((1, scenes.CANVAS, scenes.CANVAS), training.FLAT)
    return scenes.windows(scenes.paste(flat, scenes.face_objects()[:1], np.array([[row, column]])), stride=stride)[0]


def answer(name: str, seen: np.ndarray) -> float:
    """The log odds, summed in the same order at every window, so that equal windows give equal bits."""
    network = small(name, len(seen), 121)
    filters, bias = network.layers[0].weights
    if name.startswith("local"):
        channels = [(seen * filters[:, :, channel]).sum(axis=1) + bias[:, 0, channel] for channel in range(8)]
    else:
        channels = [(seen * filters[:, channel]).sum(axis=1) + bias[channel] for channel in range(8)]
    x = np.stack(channels, axis=1)[None]
    for layer in network.layers[1:]:
        x = layer.forward(x)
    return float(x[0, 0])


@pytest.mark.claim("sharing-and-pooling-generalise-together")
def test_convolution_and_maximum_answer_the_same_at_all_places_of_the_grid_bit_for_bit():
    answers = {answer("conv_max", on_flat_ground(row, column)) for row in scenes.GRID for column in scenes.GRID}
    assert len(answers) == 1


@pytest.mark.claim("average-is-invariant-and-learns-slowly")
def test_convolution_and_average_answer_the_same_at_all_places_of_the_grid_but_for_rounding():
    answers = [answer("conv_average", on_flat_ground(row, column)) for row in scenes.GRID for column in scenes.GRID]
    # Single precision: 6e-8 relative, over sums of 361 terms.
    assert np.ptp(answers) < 361 * 6e-8 * max(1, np.abs(answers).max())


@pytest.mark.claim("sharing-and-pooling-generalise-together")
def test_one_pixel_off_the_windows_steps_costs_accuracy(result):
    lost, error = compared.lost_between(result.right["conv_max"], result.between)
    assert lost > 3 * error
    assert not keeps(result, result.between)


def keeps(result, between: np.ndarray) -> bool:
    """Nothing is lost one pixel further on, within a quarter of what was learnt, two standard errors on either side included."""
    lost, error = compared.lost_between(result.right["conv_max"], between)
    return abs(lost) + 2 * error < learnt(result, "conv_max") / 4


@pytest.mark.claim("sharing-and-pooling-generalise-together")
def test_with_windows_at_every_pixel_the_same_weights_keep_their_accuracy_there(result):
    assert keeps(result, result.every_pixel)


def test_off_the_windows_steps_the_answer_changes_unless_they_stand_at_every_pixel():
    assert answer("conv_max", on_flat_ground(11, 11)) != answer("conv_max", on_flat_ground(10, 10))
    here, beside = (on_flat_ground(place, place, stride=1) for place in (10, 11))
    assert answer("conv_max", here) == answer("conv_max", beside)


@pytest.mark.mutation(
    "sharing-and-pooling-generalise-together",
    "filters not shared, or a fully connected head, bit for bit",
    ko="필터를 공유하지 않거나 헤드를 완전 연결층으로 바꾼다(비트 단위로 비교)",
)
@pytest.mark.parametrize("name", ["conv_fc", "local_max", "local_fc"])
def test_the_invariance_is_false_of_unshared_filters_and_of_a_fully_connected_head(name):
    before, after = answer(name, on_flat_ground(10, 10)), answer(name, on_flat_ground(18, 10))
    # Not a rounding error: it would be below 1e-5.
    assert abs(before - after) > 1e-3


def test_every_scene_keeps_its_object_and_background_when_the_object_moves(repetitions):
    data = repetitions[0]
    here, there = data.at(10, 10), data.at(26, 14)
    assert np.array_equal(here[:, 10:22, 10:22], there[:, 26:38, 14:26])
    assert np.array_equal(here[:, :, 30:], there[:, :, 30:])


def test_the_networks_sent_to_the_page_are_those_measured(result, repetitions):
    sent = {name: live.sent(result, name)[1] for name in figure.SMALL}
    assert {name: network.size for name, network in sent.items()} == {name: result.weights[name] for name in figure.SMALL}
    for name, right in scenes.told_right(sent, repetitions[0]).items():
        same = (right == result.right[name][: len(right)]).mean()
        # With 8 bits a weight, answers near one half may tip: not one in a hundred.
        assert same > 0.99 if name == "full_fc" else same == 1


def test_rounding_to_8_bits_errs_by_half_a_step_at_most():
    weights = np.random.default_rng(5).standard_normal((50, 4)).astype(np.float32)
    whole, scale = live.rounded(weights)
    assert whole.dtype == np.int8 and (np.abs(whole).max(axis=0) == 127).all()
    assert (np.abs(whole * scale - weights) <= 0.5001 * scale).all()


def test_answers_everywhere_agree_with_the_scenes_drawn(result):
    places = [
        (row - training.PLACES[0], column - training.PLACES[0])
        for row, column in ((scenes.GRID[-1], scenes.GRID[1]), (scenes.GRID[1], scenes.GRID[3]))
    ]
    for name in figure.SMALL:
        network = live.revived(name, result.trained[name])
        for place, scene in zip(places, (result.training_scene, result.test_scene), strict=True):
            log_odds = network.log_odds(scenes.views(scene[None])[figure.NETWORKS[name][0]])[0]
            # Single precision, sums of up to 2,900 products.
            assert result.answers[name][(0, *place)] == pytest.approx(log_odds, abs=1e-4)
