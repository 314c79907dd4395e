"""A score that only asks whether the parts of a face are there hardly notices when they change places."""

import numpy as np
import pytest
from scipy import ndimage
from scipy.stats import mannwhitneyu, norm

from figures._common.photographs import faces
from figures.stationarity_locality import scrambled_face as figure
from figures.stationarity_locality._shared import face_parts as parts
from figures.stationarity_locality._shared.eye_filter import CONTRAST_FLOOR


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


@pytest.fixture(scope="module")
def held_out():
    return figure.halves()[1]


@pytest.fixture(scope="module")
def filters():
    return parts.learn_filters(figure.halves()[0], parts.photographs())


@pytest.fixture(scope="module")
def scrambled(held_out):
    return [parts.rearranged(held_out, layout) for layout in figure.layouts()]


def error_of_auc(faces_of_each: int) -> float:
    """Standard error of an AUC by chance, for two samples of this size (Mann-Whitney)."""
    return np.sqrt((2 * faces_of_each + 1) / (12 * faces_of_each**2))


@pytest.mark.claim("bag-of-parts-ignores-arrangement")
def test_the_bag_of_parts_hardly_moves(result):
    drops = result.bag_intact.mean() - result.bag_scrambled.mean(axis=1)
    # Less than half a standard deviation over faces, in every layout.
    assert (np.abs(drops) < result.bag_intact.std(ddof=1) / 2).all()


HALF_A_DEVIATION = norm.cdf(0.5 / np.sqrt(2))
"""The AUC of two normal laws half a standard deviation apart, 0.638: less than that counts as hardly telling."""


def hardly_tells(separations: np.ndarray, error: float) -> bool:
    """Whether the mean of ``separations`` lies within the margin around chance, two standard errors from either side."""
    off = separations.mean() - 0.5
    return off - 2 * error > -(HALF_A_DEVIATION - 0.5) and off + 2 * error < HALF_A_DEVIATION - 0.5


@pytest.mark.claim("bag-of-parts-ignores-arrangement")
def test_the_bag_hardly_tells_the_scrambled_and_well_those_without_parts(result):
    assert hardly_tells(result.scrambled[-1], result.errors[-1])
    assert not hardly_tells(result.scrambled[0], result.errors[0])
    # The positive control: the bag looks at parts.
    assert result.erased[-1] - 2 * result.erased_errors[-1] > HALF_A_DEVIATION


def test_an_answer_travels_with_a_part_that_is_pasted_whole(result, held_out, filters):
    # It is the same product of the same pixels, in single precision.
    assert result.answer_difference < 1e-5
    torn = [np.roll(images, 1, axis=2) for images in (parts.rearranged(held_out, layout) for layout in figure.layouts())]
    assert figure.largest_change_of_answers(held_out, torn, filters) > 1e-5


@pytest.mark.mutation(
    "bag-of-parts-ignores-arrangement", "a score that keeps the places of the parts", ko="부위의 위치까지 따지는 점수를 쓴다"
)
def test_an_exact_arrangement_tells_in_every_layout(result):
    assert (result.scrambled[0] > 0.5 + 5 * error_of_auc(50)).all()
    assert result.scrambled[0].mean() - 2 * result.errors[0] > result.scrambled[-1].mean() + 2 * result.errors[-1]


@pytest.mark.claim("bag-of-parts-ignores-arrangement")
def test_separation_falls_with_tolerance_from_1_pixel_on(result):
    means = result.scrambled.mean(axis=1)
    assert (np.diff(means[1:-1]) < 0).all()


@pytest.mark.claim("bag-of-parts-ignores-arrangement")
def test_parts_moved_together_are_still_a_face(result):
    assert (np.abs(result.together - 0.5) < 2 * error_of_auc(50)).all()
    # Among themselves they are told from the scrambled as well as intact faces are, but for two standard errors of the latter.
    assert result.together_scrambled[0] > result.scrambled[0].mean() - 2 * result.errors[0]


def test_pasting_back_in_place_is_the_identity_and_so_no_control(held_out):
    assert np.array_equal(parts.rearranged(held_out, parts.PLACES), held_out)
    assert parts.moved_together(0, 0) == parts.PLACES


def test_erased_faces_have_skin_where_the_parts_were(held_out):
    blank = parts.erased(held_out)
    inside = np.zeros((25, 25), bool)
    for part, place in parts.PLACES.items():
        inside[parts.window(part, place)[1:]] = True
    for face, image in zip(held_out, blank, strict=True):
        assert np.array_equal(image[~inside], face[~inside])
        assert np.unique(image[inside]).tolist() == [np.median(face[11:16, 4:19])]


def test_the_halves_are_all_the_faces_once_in_an_order_of_the_seed_s():
    training, test = figure.halves()

    def key(images):
        return sorted(image.tobytes() for image in images)

    assert len(training) == len(test) == 50 and key([*training, *test]) == key(faces())
    assert key(training) != key(faces()[:50])


def test_there_are_several_layouts_and_they_keep_the_rules():
    layouts = figure.layouts()
    assert len(layouts) == figure.LAYOUTS >= 5
    for layout in layouts:
        covered = np.zeros((25, 25), int)
        for part, (row, column) in layout.items():
            height, width = parts.SHAPES[part]
            assert row >= height // 2 and row + height // 2 < 25 and column >= width // 2 and column + width // 2 < 25
            covered[row - height // 2 : row + height // 2 + 1, column - width // 2 : column + width // 2 + 1] += 1
        assert covered.max() == 1 and covered.sum() == 3 * 49 + 91
        names = list(layout)
        changes = [
            max(abs(layout[a][k] - layout[b][k] - parts.PLACES[a][k] + parts.PLACES[b][k]) for k in (0, 1))
            for i, a in enumerate(names)
            for b in names[:i]
        ]
        assert min(changes) == parts.smallest_change(layout) >= figure.CHANGE
    for offset in figure.TOGETHER:
        assert parts.smallest_change(parts.moved_together(*offset)) == 0


def test_the_parts_are_pasted_whole(held_out, scrambled):
    for layout, images in zip(figure.layouts(), scrambled, strict=True):
        for part, (row, column) in parts.PLACES.items():
            height, width = parts.SHAPES[part]
            to_row, to_column = layout[part]
            for i in (-(height // 2), 0, height // 2):
                for j in (-(width // 2), 0, width // 2):
                    assert np.array_equal(images[:, to_row + i, to_column + j], held_out[:, row + i, column + j])


def test_training_and_test_faces_differ_and_the_filters_answer_1_in_training(filters):
    maps = parts.part_maps(figure.halves()[0], filters)
    for part, (row, column) in parts.PLACES.items():
        assert maps[part][:, row, column].mean() == pytest.approx(1, abs=1e-4)


def test_the_maps_agree_with_a_correlation_by_loops(held_out, filters):
    image = held_out[7]
    for part in ("nose", "mouth"):
        kernel = filters[part]
        height, width = kernel.shape
        values = parts.part_maps(held_out[7:8], filters)[part][0]
        for row, column in ((0, 0), (12, 11), (24, 3), (17, 24)):
            pixels = [
                image[min(max(row + i - height // 2, 0), 24), min(max(column + j - width // 2, 0), 24)]
                for i in range(height)
                for j in range(width)
            ]
            mean = sum(pixels) / len(pixels)
            length = sum((pixel - mean) ** 2 for pixel in pixels) + len(pixels) * CONTRAST_FLOOR**2
            answer = sum(weight * (pixel - mean) for weight, pixel in zip(kernel.ravel(), pixels, strict=True)) / length**0.5
            # Single precision, sums of up to 91 products.
            assert values[row, column] == pytest.approx(answer, abs=1e-4)


def arrangement_by_loops(maps: dict[str, np.ndarray], tolerance: int) -> float:
    """The arrangement score of one picture, from its definition."""
    nose, best = parts.PLACES["nose"], -np.inf
    for row in range(25):
        for column in range(25):
            total = 0.0
            for part, values in maps.items():
                r, c = row + parts.PLACES[part][0] - nose[0], column + parts.PLACES[part][1] - nose[1]
                seen = [
                    values[i, j]
                    for i in range(r - tolerance, r + tolerance + 1)
                    if 0 <= i < 25
                    for j in range(c - tolerance, c + tolerance + 1)
                    if 0 <= j < 25
                ]
                total += max(seen, default=-np.inf)
            best = max(best, total)
    return best


def test_the_arrangement_score_agrees_with_loops(scrambled, filters):
    maps = parts.part_maps(scrambled[0][:2], filters)
    for tolerance in (0, 1, 3):
        scores = parts.arrangement_scores(maps, (tolerance,))[0]
        for index, score in enumerate(scores):
            one = {part: values[index] for part, values in maps.items()}
            assert score == pytest.approx(arrangement_by_loops(one, tolerance), abs=1e-5)


def test_growing_step_by_step_agrees_with_one_maximum_filter():
    values = np.random.default_rng(8).standard_normal((2, 12, 9))
    grown = parts.grown(parts.grown(values))
    assert np.array_equal(grown, ndimage.maximum_filter(values, (1, 5, 5), mode="constant", cval=-np.inf))


def test_unlimited_tolerance_is_the_bag(scrambled, filters):
    maps = parts.part_maps(scrambled[1], filters)
    assert np.array_equal(parts.arrangement_scores(maps, (29,))[0], parts.bag_score(maps))


def test_the_auc_is_mann_whitneys(result, held_out, scrambled, filters):
    for layout in (0, 3):
        for row, score in ((0, lambda maps: parts.arrangement_scores(maps, (0,))[0]), (8, parts.bag_score)):
            intact, other = (score(parts.part_maps(images, filters)) for images in (held_out, scrambled[layout]))
            statistic = mannwhitneyu(intact, other).statistic
            assert result.scrambled[row, layout] == pytest.approx(statistic / 2500)
    assert parts.wins(np.array([1.0, 2.0]), np.array([1.0])).tolist() == [[0.5], [1.0]]


def test_the_bootstrap_agrees_with_resampling_one_by_one():
    pairs = np.random.default_rng(0).random((20, 20))
    means = parts.bootstrap_means(pairs, 4000, np.random.default_rng(1))
    rng = np.random.default_rng(2)
    direct = np.array([pairs[np.ix_(drawn, drawn)].mean() for drawn in rng.integers(0, 20, (4000, 20))])
    # Two estimates of a mean and of a standard deviation from 4000 draws each: five standard errors.
    assert means.mean() == pytest.approx(direct.mean(), abs=5 * direct.std() * np.sqrt(2 / 4000))
    assert means.std() == pytest.approx(direct.std(), rel=5 / np.sqrt(4000))


MUTATIONS = {
    "filters of other parts": lambda filters: (
        filters
        | {"left_eye": filters["nose"], "right_eye": filters["nose"], "nose": filters["left_eye"], "mouth": -filters["mouth"]}
    ),
    "contrast reversed": lambda filters: {part: -kernel for part, kernel in filters.items()},
    "weights in another order": lambda filters: {
        part: np.random.default_rng(0).permutation(kernel.ravel()).reshape(kernel.shape) for part, kernel in filters.items()
    },
}


def arrangement_tells(held_out, scrambled, filters, tolerance: int) -> bool:
    """Whether the mean AUC over layouts is five standard errors above chance."""
    intact = parts.arrangement_scores(parts.part_maps(held_out, filters), (tolerance,))[0]
    others = [parts.arrangement_scores(parts.part_maps(images, filters), (tolerance,))[0] for images in scrambled]
    return np.mean([parts.wins(intact, other).mean() for other in others]) > 0.5 + 5 * error_of_auc(50)


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_claim_is_false_of_other_filters(mutation, held_out, scrambled, filters):
    assert arrangement_tells(held_out, scrambled, filters, 0)
    assert not arrangement_tells(held_out, scrambled, MUTATIONS[mutation](filters), 0)


def test_the_claim_is_false_of_a_score_without_places(held_out, scrambled, filters):
    assert not arrangement_tells(held_out, scrambled, filters, 29)


def test_the_claim_is_false_of_parts_that_stay_together(held_out, filters):
    together = [parts.rearranged(held_out, parts.moved_together(*offset)) for offset in figure.TOGETHER]
    assert not arrangement_tells(held_out, together, filters, 0)


@pytest.fixture(scope="module")
def layers():
    """The two layers at three strengths of the penalty: (ridge, shared) → squared changes (2, 3, 50)."""
    training, test = figure.halves()
    crops = parts.random_crops(parts.photographs(), np.random.default_rng([figure.SEED, 2]))
    return {
        (ridge, shared): parts.layer_changes(
            test, parts.learn_layer(training, crops, ridge, shared=shared), figure.SHIFTS, figure.POOLING_WIDTHS
        )
        for ridge in (parts.RIDGE / 10, parts.RIDGE, parts.RIDGE * 10)
        for shared in (False, True)
    }


def gain_bounds(squares: np.ndarray) -> np.ndarray:
    """Bounds (2,) of the pooled change over the unpooled one, two bootstrap standard errors over faces to either side."""
    drawn = np.random.default_rng(4).integers(0, 50, (1000, 50))
    gains = np.sqrt(squares[2][drawn].mean(axis=1) / squares[0][drawn].mean(axis=1))
    return gains.mean() + 2 * gains.std() * np.array([-1, 1])


def test_the_measured_layers_are_those_of_the_middle_penalty(result, layers):
    assert np.array_equal(result.unshared, layers[parts.RIDGE, False])
    assert np.array_equal(result.shared, layers[parts.RIDGE, True])


def test_the_error_of_a_gain_is_that_of_other_draws_of_faces(result):
    ours, bounds = figure.gain_error(result.unshared, 1, 5), gain_bounds(result.unshared[0])
    # Two standard deviations of 1000 draws each.
    assert ours == pytest.approx(np.ptp(bounds) / 4, rel=5 / np.sqrt(1000))


@pytest.mark.mutation("unshared-filters-lose-small-invariance", "one filter for all places", ko="모든 위치에서 필터를 공유한다")
def test_pooling_shared_filters_reduces_the_change_whatever_the_penalty(layers):
    for (_, shared), squares in layers.items():
        for pixels in (0, 1):
            assert not shared or gain_bounds(squares[pixels])[1] < 1


@pytest.mark.claim("unshared-filters-lose-small-invariance")
def test_pooling_trained_unshared_filters_does_not(layers):
    for (_, shared), squares in layers.items():
        for pixels in (0, 1):
            # A tenth is what would be noticed of an effect that is a fifth to a quarter where filters are shared.
            assert shared or gain_bounds(squares[pixels])[0] > 0.9
            assert shared or np.sqrt(squares[pixels, 1].mean() / squares[pixels, 0].mean()) > 0.9


def test_a_small_filter_agrees_with_ridge_regression_by_augmentation():
    rng = np.random.default_rng(6)
    some, others = rng.random((8, 25, 25)), rng.random((9, 25, 25))
    weights = parts.learn_layer(some, others, 0.3, shared=False)
    place = (7, 12)
    rows = [parts.windows(images, parts.SMALL)[(slice(None), *place)] / np.sqrt(len(images)) for images in (some, others)]
    targets = [np.full(8, 1 / np.sqrt(8)), np.full(9, -1 / np.sqrt(9))]
    stacked = np.vstack(rows)
    penalty = np.sqrt(0.3 * (stacked**2).sum() / 25)
    solution = np.linalg.lstsq(np.vstack([stacked, penalty * np.eye(25)]), np.concatenate([*targets, np.zeros(25)]))[0]
    assert weights[place] == pytest.approx(solution / np.linalg.norm(solution))


def test_a_shift_of_nothing_changes_nothing_and_the_change_agrees_with_loops(held_out):
    weights = np.random.default_rng(7).standard_normal((21, 21, 25))
    few = held_out[:6]
    changes = parts.layer_changes(few, weights, (0, 1, 2), (1, 3))
    assert (changes[0] == 0).all() and changes.shape == (3, 2, 6)
    seen = parts.windows(few, parts.SMALL)

    def pooled(image, row, column, moved):
        return max(
            max(0.0, weights[i, j] @ seen[image, i, j - moved])
            for i in range(row - 1, row + 2)
            for j in range(column - 1, column + 2)
        )

    places = [(i, j) for i in range(1, 20) for j in range(3, 20)]
    before, after = (np.array([[pooled(n, i, j, moved) for i, j in places] for n in range(6)]) for moved in (0, 1))
    expected = ((after - before) ** 2).mean(axis=1) / (2 * before.var(axis=0, ddof=1).mean())
    assert changes[1, 1] == pytest.approx(expected)


def test_the_scores_kept_for_the_page_give_the_separations(result):
    assert np.array_equal(result.scores_intact[-1], result.bag_intact)
    assert np.array_equal(result.scores_scrambled[:, -1], result.bag_scrambled)
    for row, tolerance in enumerate(figure.TOLERANCES):
        for layout, scores in enumerate(result.scores_scrambled):
            separation = parts.wins(result.scores_intact[tolerance], scores[tolerance]).mean()
            assert result.scrambled[row, layout] == pytest.approx(separation)


def test_the_layouts_kept_for_the_page_are_the_control_drawn_and_the_scrambled_ones(result):
    control, *others = [
        {part: (row, column) for part, (row, column) in zip(parts.PLACES, layout.tolist(), strict=True)}
        for layout in result.layouts
    ]
    assert control == parts.moved_together(*figure.TOGETHER[0]) and others == figure.layouts()
