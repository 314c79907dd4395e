"""The claims of ``unshuffled_photo``, each also seen to fail when what it is about is altered."""

from __future__ import annotations

import importlib
from collections import deque
from itertools import permutations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from scipy.spatial import procrustes
from scipy.spatial.distance import cdist
from skimage.util import view_as_blocks

from figures._common.photographs import grey
from figures.stationarity_locality import unshuffled_photo as figure
from figures.stationarity_locality.unshuffled_photo import PICTURES, SHOWN
from tests.figures import claims

# The figure's own function of that name hides the module.
helper = importlib.import_module("figures.stationarity_locality.unshuffled_photo.unshuffle")


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


mutated = claims.mutated(figure)


@pytest.mark.claim("locality-is-in-the-correlations")
def photograph_is_rebuilt(result):
    # Half of the pixels is far above what 200 random placements reach; so is nine in ten within a pixel.
    exact, near = result.exact[SHOWN], result.near[SHOWN]
    return exact > 0.5 > 10 * result.chance_exact.max() and near > 0.9 > 10 * result.chance_near.max()


def error_falls_to_less_than_a_hundredth(result):
    return result.after[SHOWN] - result.before[SHOWN] > 20


def other_secret_orders_serve_as_well(result):
    # The order matters only where slots have the same steps to all others and cannot be told apart; 5 % is 13 slots.
    return abs(result.other_orders - result.exact[SHOWN]).max() < 0.05 and result.other_orders.min() > 0.5


@pytest.mark.claim("locality-is-in-the-correlations")
def most_pictures_are_rebuilt(result):
    return sum(result.exact[name] > 0.5 for name in PICTURES) > len(PICTURES) / 2


@pytest.mark.claim("locality-is-in-the-correlations")
def controls_stay_at_chance(result):
    # 200 random placements: chance exceeds all of them once in 201 times.
    return all(
        result.exact[name] <= result.chance_exact.max() and result.near[name] <= result.chance_near.max()
        for name in figure.CONTROLS
    )


@pytest.mark.claim("locality-is-in-the-correlations")
def moon_and_page_stay_at_chance(result):
    return all(
        result.exact[name] <= result.chance_exact.max() and result.near[name] <= result.chance_near.max()
        for name in ("moon", "page")
    )


def rocket_is_only_roughly_right(result):
    return result.near["rocket"] > 0.5 > result.exact["rocket"] > 5 * result.chance_exact.max()


def graph_of_the_moon_falls_apart_and_that_of_the_photograph_does_not(result):
    return result.parts["moon"] > 1 and result.parts[SHOWN] == 1


def random_placement_puts_one_pixel_in_a_hundred_right(result):
    # In one orientation the number of hits is Poisson with mean 1; the expected highest of eight such counts is 2.8.
    rng = np.random.default_rng(1)
    expected = rng.poisson(1, size=(20_000, 8)).max(axis=1).mean() / 256
    return abs(result.chance_exact.mean() - expected) < 5 * result.chance_exact.std() / np.sqrt(len(result.chance_exact))


def each_tile_its_own_order(tiles, orders):
    rng = np.random.default_rng(2)
    return np.stack([tile[rng.permutation(tile.size)] for tile in tiles])


def always_one_order(count, side, rng):
    return np.tile(rng.permutation(side**2), (count, 1))


def worst_orientation(placed, truth, side):
    cells = helper.grid(side)
    right = [(helper.oriented(cells[placed], number, side) == cells[truth]).all(axis=-1).sum() for number in range(8)]
    return int(np.argmin(right))


def the_astronaut_for_every_failure(name):
    return grey(SHOWN if name in ("moon", "page", "rocket") else name)


# Claim → what to replace, as (module, name, replacement), so that it becomes false.
CLAIMS = {
    photograph_is_rebuilt: (helper, "shuffle", each_tile_its_own_order),
    error_falls_to_less_than_a_hundredth: (helper, "shuffle", each_tile_its_own_order),
    other_secret_orders_serve_as_well: (helper, "shuffle", each_tile_its_own_order),
    most_pictures_are_rebuilt: (helper, "shuffle", each_tile_its_own_order),
    controls_stay_at_chance: (helper, "secret_orders", always_one_order),
    moon_and_page_stay_at_chance: (figure, "grey", the_astronaut_for_every_failure),
    rocket_is_only_roughly_right: (figure, "grey", the_astronaut_for_every_failure),
    graph_of_the_moon_falls_apart_and_that_of_the_photograph_does_not: (figure, "grey", the_astronaut_for_every_failure),
    random_placement_puts_one_pixel_in_a_hundred_right: (helper, "best_symmetry", worst_orientation),
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(claim, result):
    assert claim(result)


@pytest.mark.mutation("locality-is-in-the-correlations", "an order of its own in every tile", ko="타일마다 다른 순서로 섞는다")
@pytest.mark.mutation(
    "locality-is-in-the-correlations", "one order in the control as well", ko="대조도 타일마다 같은 순서로 섞는다"
)
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_is_false_when_what_it_is_about_is_altered(claim, mutated):
    assert not claim(mutated(CLAIMS[claim]))


def test_tiles_are_those_of_skimage_and_join_again():
    image = np.random.default_rng(3).random((50, 67))
    tiles = helper.tiles_of(image, 16)
    np.testing.assert_array_equal(tiles, view_as_blocks(np.ascontiguousarray(image[:48, :64]), (16, 16)).reshape(-1, 256))
    np.testing.assert_array_equal(helper.image_of(tiles, 4, 16), image[:48, :64])


def test_shuffled_slot_shows_its_cell():
    rng = np.random.default_rng(4)
    tiles, orders = rng.random((5, 9)), helper.secret_orders(5, 3, rng)
    shuffled = helper.shuffle(tiles, orders)
    assert all(shuffled[n, slot] == tiles[n, orders[n, slot]] for n in range(5) for slot in range(9))
    assert all(sorted(order) == list(range(9)) for order in orders)


def test_steps_agree_with_a_breadth_first_search():
    correlation = np.corrcoef(np.random.default_rng(5).random((30, 200)))
    distance, parts = helper.steps(correlation, 3)
    friends = {slot: set(sorted(set(range(30)) - {slot}, key=lambda other: -correlation[slot, other])[:3]) for slot in range(30)}
    joined = {slot: friends[slot] | {s for s in friends if slot in friends[s]} for slot in friends}
    for start in joined:
        seen, queue = {start: 0}, deque([start])
        while queue:
            slot = queue.popleft()
            for other in joined[slot] - seen.keys():
                seen[other] = seen[slot] + 1
                queue.append(other)
        assert parts == 1 and [seen[slot] for slot in range(30)] == list(distance[start])


def test_embedding_is_that_of_an_independent_eigen_solution_and_restores_a_known_plane():
    points = np.random.default_rng(6).standard_normal((40, 2)) * (1, 3)
    distance = cdist(points, points)
    found = helper.embedding(distance)
    # The principal axes of the points themselves, each scaled to variance 1.
    centred = points - points.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[0] * np.sqrt(40)
    assert procrustes(found, axes)[2] < 1e-12
    np.testing.assert_allclose(found.T @ found / 40, np.eye(2), atol=1e-9)


def test_upright_turns_a_square_back_by_the_angle_that_a_search_finds():
    square = helper.grid(16) - 7.5
    for angle in (0.1, 0.5, 0.9, 1.4):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        turned = square @ turn / square.std() + 0.03 * np.random.default_rng(7).standard_normal(square.shape)
        found = helper.upright(turned, 16) - 7.5

        def fourth(points):
            return (points**4).sum()

        tries = np.linspace(0, np.pi / 2, 721)
        least = min(fourth(found @ np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])) for t in tries)
        assert fourth(found) <= least * (1 + 1e-9)
        assert helper.judged(helper.cells(found + 7.5, 16), np.arange(256)[None], 16)[1] == 1.0


def test_cells_have_the_least_sum_of_squares_of_all_assignments():
    points = np.random.default_rng(8).random((4, 2))
    costs = {
        order: sum(((points[i] - helper.grid(2)[cell]) ** 2).sum() for i, cell in enumerate(order))
        for order in permutations(range(4))
    }
    assert tuple(helper.cells(points, 2)) == min(costs, key=costs.get)


def test_fit_agrees_with_loops():
    rng = np.random.default_rng(9)
    correlation, placed = np.corrcoef(rng.random((16, 50))), rng.permutation(16)
    slot = {cell: number for number, cell in enumerate(placed)}
    pairs = [
        (slot[4 * r + c], slot[4 * (r + down) + c + right])
        for r in range(4)
        for c in range(4)
        for down, right in ((0, 1), (1, 0))
        if r + down < 4 and c + right < 4
    ]
    assert helper.fit(correlation, placed, 4) == pytest.approx(np.mean([correlation[pair] for pair in pairs]))


def test_every_quarter_turn_and_mirror_image_is_undone():
    truth = np.random.default_rng(10).permutation(25)
    square = np.arange(25).reshape(5, 5)
    seen = set()
    for mirrored in (square, square.T):
        for quarter in range(4):
            placed = np.rot90(mirrored, quarter).ravel()[truth]
            symmetry, exact, near = helper.judged(placed, truth[None], 5)
            seen.add(symmetry)
            assert exact == near == 1.0
    assert len(seen) == 8


def test_pixels_within_one_pixel_are_counted():
    placed = np.arange(25)
    placed[[0, 1]] = 1, 0
    placed[[24, 18]] = 18, 24
    _, exact, near = helper.judged(placed, np.arange(25)[None], 5)
    assert exact == 21 / 25 and near == 23 / 25


def test_smooth_random_field_with_a_known_answer_is_rebuilt():
    rng = np.random.default_rng(11)
    tiles = gaussian_filter(rng.standard_normal((4000, 12, 12)), (0, 2, 2)).reshape(4000, 64 + 80)
    order = rng.permutation(144)
    placement = helper.unshuffle(tiles[:, order], 12, (4, 5, 6, 8))
    assert helper.judged(placement.cells, order[None], 12)[1] > 0.5


def test_mirrored_photograph_is_rebuilt_as_well():
    # Nothing but the truth tells left from right.
    tiles = helper.tiles_of(grey(SHOWN)[:, ::-1], 16)
    assert figure.rebuild(tiles, helper.secret_orders(1, 16, np.random.default_rng(12)))["exact"] > 0.5


def test_rebuilt_picture_is_the_photograph_where_pixels_are_in_place(result):
    photograph = grey(SHOWN)
    right = (result.rebuilt == photograph).reshape(32, 16, 32, 16).all(axis=(0, 2))
    assert right.mean() == pytest.approx(result.exact[SHOWN])
    assert -10 * np.log10(((result.rebuilt - photograph) ** 2).mean()) == pytest.approx(result.after[SHOWN])
    np.testing.assert_array_equal(np.sort(result.rebuilt.ravel()), np.sort(photograph.ravel()))
