"""What the quoted table says of blur and consistency, and that its numbers are quoted faithfully."""

import numpy as np
import pytest

from figures.shift_invariance import published_consistency as figure

EXCERPT = """
AlexNet 56.55 78.18 57.24 81.33 56.90 82.15 56.58 82.51
VGG16 71.59 88.52 72.15 89.24 72.20 89.60 72.33 90.19
VGG16bn 73.36 89.24 74.01 90.72 73.91 91.10 74.05 91.35
ResNet18 69.74 85.11 71.39 86.90 71.69 87.51 71.38 88.25
ResNet34 73.30 87.56 74.46 89.14 74.33 89.32 74.20 89.49
ResNet50 76.16 89.20 76.81 89.96 76.83 90.91 77.04 91.31
DenseNet121 74.43 88.81 75.04 89.53 75.14 89.78 75.03 90.39
"""
"""Typed a second time from the other file and commit: baseline, Rect-2, Tri-3, Bin-5, accuracy and consistency each."""
NAMES = {"VGG16bn": "vgg16_bn"}


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


def more_consistent(consistency: np.ndarray) -> bool:
    """Whether each network (9, 5) is more consistent with every filter than without, by more than rounding to .01 % could do."""
    return bool((consistency[:, 1:] - consistency[:, :1] > 1e-4).all())


def shuffled(values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Each network's values with its filters confused: (9, 5)."""
    return rng.permuted(values, axis=1)


def test_every_filter_makes_every_network_more_consistent(result):
    assert more_consistent(result.consistency)
    # By chance, were blur of no effect, nine of nine would rise with a probability of 2⁻⁹ = .002.
    assert (figure.gain(result.consistency, "bin_5") > 0).sum() == 9


def test_the_filters_columns_confused_do_not_say_so(result):
    rng = np.random.default_rng(0)
    # One network keeps its lowest value in front with probability 1/5, all nine with 5e-7.
    assert not any(more_consistent(shuffled(result.consistency, rng)) for _ in range(100))


def test_no_filter_makes_a_network_less_accurate(result):
    assert (result.accuracy[:, 1:] > result.accuracy[:, :1]).all()


def test_the_longest_filter_is_not_the_most_accurate(result):
    assert not (result.accuracy[:, -1:] > result.accuracy[:, 1:-1]).any(axis=1).all()


def test_some_pictures_change_their_answer_in_every_network(result):
    # With ImageNet's 50,000 pictures for validation, 5 standard errors of a share of .08 are .006.
    assert (1 - result.consistency).min() > 0.006


def test_blur_brings_more_consistency_than_its_accuracy_explains(result):
    gains, expected = figure.gain(result.consistency, "bin_5"), result.slope * figure.gain(result.accuracy, "bin_5")
    assert (gains > expected).all()
    assert figure.gain(result.consistency, "bin_5").mean() > 3 * figure.explained(result)


def by_definition(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """The slope of y on x and its standard error, from their definitions."""
    _, slope = correlation_by_sums(x, y)
    residuals = y - y.mean() - slope * (x - x.mean())
    return slope, (sum(residuals**2) / (len(x) - 2) / sum((x - x.mean()) ** 2)) ** 0.5


@pytest.mark.parametrize("name", ["all", "without_alexnet"])
def test_how_many_times_is_the_gain_over_slopes_two_standard_errors_apart(name, result):
    kept = np.full(9, fill_value=True) if name == "all" else result.networks != "alexnet"
    accuracy, consistency = result.accuracy[kept], result.consistency[kept]
    slope, error = by_definition(accuracy[:, 0], consistency[:, 0])
    ratio = (consistency[:, -1] - consistency[:, 0]).mean() / (accuracy[:, -1] - accuracy[:, 0]).mean()
    expected = [ratio / (slope + 2 * error), ratio / slope, ratio / (slope - 2 * error)]
    assert result.times[name] == pytest.approx(expected, rel=1e-9)
    # Whatever the slope within two standard errors, the gain is more than accuracy explains.
    assert min(result.times[name]) > 1


def test_a_gain_that_accuracy_explains_is_once_the_explained_one(result):
    accuracy = result.accuracy.copy()
    consistency = 0.4 + 0.6 * accuracy
    consistency[:, 0] += np.resize([0.001, -0.001], 9)
    times = figure.times_explained(accuracy, consistency)
    assert times[0] < 1 < times[2]


def test_a_better_network_is_about_as_consistent_as_its_accuracy_explains(result):
    order = np.argsort(result.accuracy[:, 0])
    accuracy, consistency = result.accuracy[order, 0], result.consistency[order, 0]
    gains, expected = np.diff(consistency), result.slope * np.diff(accuracy)
    assert not (gains > expected).all()
    # AlexNet to ResNet101, all steps together, within a tenth of the straight line.
    assert gains.sum() == pytest.approx(expected.sum(), rel=0.1)


def test_seven_networks_agree_with_the_other_file_digit_by_digit():
    rows = [line.split() for line in EXCERPT.strip().splitlines()]
    assert len(rows) == 7
    for name, *numbers in rows:
        values = [float(number) for number in numbers]
        accuracy, consistency = figure.TABLE[NAMES.get(name, name.lower())]
        assert [accuracy[i] for i in (0, 1, 2, 4)] == values[::2]
        assert [consistency[i] for i in (0, 1, 2, 4)] == values[1::2]


def test_the_result_is_the_table_in_the_order_of_consistency(result):
    assert sorted(result.networks) == sorted(figure.TABLE)
    assert (np.diff(result.consistency[:, 0]) > 0).all()
    for name, accuracy, consistency in zip(result.networks, result.accuracy, result.consistency, strict=True):
        assert (100 * accuracy).tolist() == pytest.approx(figure.TABLE[name][0], abs=1e-9)
        assert (100 * consistency).tolist() == pytest.approx(figure.TABLE[name][1], abs=1e-9)


def correlation_by_sums(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Pearson's correlation and the slope of y on x, from their definitions."""
    across = [(a - sum(x) / len(x)) for a in x]
    along = [(b - sum(y) / len(y)) for b in y]
    product, squares = sum(a * b for a, b in zip(across, along, strict=True)), sum(a * a for a in across)
    return product / (squares * sum(b * b for b in along)) ** 0.5, product / squares


def test_correlations_agree_with_their_definitions(result):
    x, y = result.accuracy[:, 0], result.consistency[:, 0]
    correlation, slope = correlation_by_sums(x, y)
    # Sums of nine doubles: rounding errors of about 1e-15.
    assert result.correlation == pytest.approx(correlation, abs=1e-12)
    assert result.slope == pytest.approx(slope, abs=1e-12)
    kept = result.networks != "alexnet"
    assert result.correlation_without_alexnet == pytest.approx(correlation_by_sums(x[kept], y[kept])[0], abs=1e-12)
    ranks = [np.array([sum(other < value for other in values) for value in values], float) for values in (x, y)]
    assert result.rank_correlation == pytest.approx(correlation_by_sums(*ranks)[0], abs=1e-12)


def test_without_alexnet_accuracy_and_consistency_still_go_together(result):
    # The critical value of Pearson's correlation for eight pairs, one-sided at 1 %, is .789.
    assert result.correlation_without_alexnet > 0.789


def test_the_picture_itself_says_that_its_values_are_quoted():
    for language, word, work in (("ko", "인용", "Zhang(2019)"), ("en", "Quoted", "Zhang (2019)")):
        assert word in figure.LABELS[language].quoted and work in figure.LABELS[language].quoted


def steeper(gained: np.ndarray, accuracy_gained: np.ndarray, slope: float) -> np.ndarray:
    """Whether each arrow rises by more than a line of that slope does over its width: (9,)."""
    return gained > slope * accuracy_gained


def test_every_arrow_is_steeper_than_the_line_and_alexnets_all_but_upright(result):
    gained, accuracy_gained = (figure.gain(values, "bin_5") for values in (result.consistency, result.accuracy))
    assert steeper(gained, accuracy_gained, result.slope).all()
    upright = gained > 20 * accuracy_gained  # Within three degrees.
    assert result.networks[upright].tolist() == ["alexnet"]


def test_arrows_along_the_line_would_not_all_be_steeper(result):
    order = np.argsort(result.accuracy[:, 0])
    assert not steeper(np.diff(result.consistency[order, 0]), np.diff(result.accuracy[order, 0]), result.slope).all()
