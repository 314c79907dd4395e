"""Zero padding writes an address: d layers give the places of an empty picture (2d + 1)² different feature vectors."""

import numpy as np
import pytest
from scipy import signal

from figures.shift_invariance import padding_writes_an_address as figure
from figures.shift_invariance.padding_writes_an_address import padding, probe

DEPTHS = np.arange(1, figure.DEPTH + 1)
ADDRESSES = (2 * DEPTHS + 1) ** 2
EMPTY = np.full((figure.SIDE, figure.SIDE), figure.VALUE)


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


@pytest.fixture(scope="module")
def layers():
    return figure.networks()[0]


@pytest.fixture(scope="module")
def pieces():
    return figure.pieces()[0]


def counts(image, layers, kind="zero") -> list[int]:
    return [len(padding.distinct(maps)[0]) for maps in padding.features(image, layers, kind)]


@pytest.mark.claim("zero-padding-writes-an-address")
def test_every_network_has_as_many_addresses_as_theory_allows(result):
    assert ADDRESSES.tolist() == [9, 25, 49, 81, 121, 169, 225, 289]
    assert (result.counts["zero"] == ADDRESSES).all()


@pytest.mark.claim("zero-padding-writes-an-address")
def test_no_other_padding_tells_two_places_of_an_empty_picture_apart(result):
    for kind in ("circular", "replicate", "reflect"):
        assert (result.counts[kind] == 1).all()


def test_an_address_is_how_far_the_borders_are_up_to_the_depth(layers):
    for depth, maps in zip(DEPTHS, padding.features(EMPTY, layers, "zero"), strict=True):
        places = np.arange(figure.SIDE)
        near = np.minimum(places, depth) * 100 + np.minimum(places[::-1], depth)
        address = (near[:, None] * 10_000 + near).ravel()
        vectors = [vector.tobytes() for vector in maps.reshape(len(maps), -1).T.copy()]
        pairs = len(set(zip(address.tolist(), vectors, strict=True)))
        assert pairs == len(set(address.tolist())) == len(set(vectors))


def test_4_d_squared_addresses_belong_to_one_pixel(result):
    assert (result.single == 4 * DEPTHS**2).all()


def test_different_vectors_differ_by_far_more_than_rounding(result):
    # Sums of 144 products, eight layers deep: rounding is below 1e-12.
    assert result.nearest.min() > 1e-6


def test_the_count_does_not_depend_on_the_size_of_the_picture(layers):
    for side in (17, 64):
        assert counts(np.full((side, side), figure.VALUE), layers[:5]) == ADDRESSES[:5].tolist()


def test_the_lines_drawn_separate_the_first_and_last_rows_and_columns(result):
    for depth, rows, columns in zip(figure.SHOWN, result.rows_differ, result.columns_differ, strict=True):
        expected = np.zeros(figure.SIDE - 1, bool)
        expected[:depth] = expected[-depth:] = True
        assert np.array_equal(rows, expected) and np.array_equal(columns, expected)


def test_vectors_far_from_the_border_are_the_one_in_the_middle(result):
    for depth, distance in zip(figure.SHOWN, result.distances, strict=True):
        assert (distance[depth:-depth, depth:-depth] == 0).all()
        assert np.count_nonzero(distance == 0) == (figure.SIDE - 2 * depth) ** 2


@pytest.mark.parametrize("kind", ["zero", "circular"])
def test_features_agree_with_scipy(kind, layers, pieces):
    maps = pieces[0, 0][None]
    for weights, found in zip(layers, padding.features(pieces[0, 0], layers, kind), strict=True):
        boundary = {"zero": "fill", "circular": "wrap"}[kind]
        maps = np.array(
            [
                sum(signal.correlate2d(map_, kernel, "same", boundary) for map_, kernel in zip(maps, kernels, strict=True))
                for kernels in weights
            ]
        )
        maps = np.where(maps > 0, maps, 0)
        assert found == pytest.approx(maps, abs=1e-12)


def mirrored(layers) -> list[np.ndarray]:
    """Kernels that are their own mirror images, in whole numbers, so that sums in mirrored order are equal to the last bit."""
    whole = [np.rint(8 * weights) for weights in layers]
    return [weights + weights[..., ::-1] for weights in whole]


MUTATIONS = {
    "a picture of zeros": (lambda layers: counts(0 * EMPTY, layers), [1, 1, 1]),
    "kernels of one pixel": (lambda layers: counts(EMPTY, [weights[:, :, 1:2, 1:2] for weights in layers]), [1, 1, 1]),
    "mirrored kernels": (lambda layers: counts(EMPTY, mirrored(layers)), [6, 15, 28]),
    "circular padding": (lambda layers: counts(EMPTY, layers, "circular"), [1, 1, 1]),
}


@pytest.mark.mutation(
    "zero-padding-writes-an-address",
    "another padding, a picture of zeros, one-pixel or mirrored kernels",
    ko="다른 패딩, 값이 모두 0인 이미지, 한 픽셀짜리 커널, 대칭인 커널을 쓴다",
)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_other_networks_have_other_counts(mutation, layers):
    found, expected = MUTATIONS[mutation]
    # Mirrored kernels cannot tell left from right: (d + 1)(2d + 1) addresses.
    assert found(layers[:3]) == expected != ADDRESSES[:3].tolist()


def test_with_few_channels_some_addresses_are_lost():
    rng = np.random.default_rng(0)
    found = np.array([counts(EMPTY, padding.random_layers(5, 2, 3, rng)) for _ in range(5)])
    assert (found <= ADDRESSES[:5]).all() and (found < ADDRESSES[:5]).any()


def read(explained: np.ndarray) -> np.ndarray:
    """What is explained of (networks, depths, groups) after the last layer, in the median of the groups, by network."""
    return np.median(explained[:, -1], axis=1)


def reads_the_row(explained: np.ndarray, control: np.ndarray) -> bool:
    """Whether each of ten networks tells more than its control does: by chance in 1 of 1024 cases."""
    return bool((read(explained) > read(control)).all())


def reads_nothing(explained: np.ndarray) -> bool:
    """Whether the mean over the networks is within .05 of chance, two standard errors included.

    A twentieth of the variance is the least that would be called reading: a sixth of what zeros betray. What a probe of 17
    weights explains of random crops by chance is a few hundredths at most.
    """
    values = read(explained)
    return bool(abs(values.mean()) + 2 * values.std(ddof=1) / np.sqrt(len(values)) < 0.05)


@pytest.mark.claim("padding-shows-on-photographs")
def test_a_probe_reads_the_row_off_photographs_in_each_of_ten_networks(result):
    assert reads_the_row(result.explained["zero"], result.explained["circular"])
    assert not reads_nothing(result.explained["zero"])


@pytest.mark.claim("padding-shows-on-photographs")
@pytest.mark.parametrize("kind", ["circular", "replicate", "reflect"])
def test_a_probe_reads_nothing_under_another_padding(kind, result):
    assert reads_nothing(result.explained[kind])


@pytest.mark.mutation("padding-shows-on-photographs", "circular padding in place of zeros", ko="제로 패딩 대신 순환 패딩을 쓴다")
def test_zeros_that_are_not_there_betray_nothing(monkeypatch):
    layer = probe.layer
    monkeypatch.setattr(probe, "layer", lambda maps, weights, kind: layer(maps, weights, "circular"))
    explained = figure.measure().explained
    assert not reads_the_row(explained["zero"], explained["circular"]) and reads_nothing(explained["zero"])


@pytest.mark.mutation(
    "padding-shows-on-photographs", "only places that do not see the border", ko="가장자리의 영향이 없는 위치만 쓴다"
)
def test_a_probe_reads_nothing_where_the_border_is_not_seen():
    depth, side, shares = 4, probe.CROP_SIDE, []
    for images, layers in zip(figure.pieces(), figure.networks(), strict=True):
        maps = images.reshape(-1, side, side, 1)
        for weights in layers[:depth]:
            maps = probe.layer(maps, weights, "zero")
        inner = maps[:, depth:-depth, depth:-depth].reshape(*images.shape[:2], side - 2 * depth, side - 2 * depth, -1)
        row = np.mgrid[: inner.shape[2], : inner.shape[3]][0] - (inner.shape[2] - 1) / 2
        shares.append([probe.explained(inner, row)])
    assert reads_nothing(np.array(shares))


@pytest.mark.parametrize("kind", padding.MODES)
def test_the_probe_sees_the_features_that_are_counted(kind, layers, pieces):
    maps = pieces[2, :2, ..., None]
    for level, weights in enumerate(layers):
        maps = probe.layer(maps, weights, kind)
        for number, piece in enumerate(pieces[2, :2]):
            # The same products, added in another order.
            expected = padding.features(piece, layers[: level + 1], kind)[-1]
            assert maps[number].transpose(2, 0, 1) == pytest.approx(expected, abs=1e-12)


def test_with_one_photograph_all_groups_are_of_it(monkeypatch):
    monkeypatch.setattr(figure, "PHOTOGRAPHS", ("camera",))
    groups = figure.pieces()[0]
    assert groups.shape == (probe.GROUPS, 2 * probe.PLACES, probe.CROP_SIDE, probe.CROP_SIDE)
    assert len({group.tobytes() for group in groups}) == probe.GROUPS


def test_the_probe_agrees_with_least_squares_on_the_whole_table(result, layers, pieces):
    table = []
    for piece in pieces.reshape(-1, *pieces.shape[2:]):
        maps = padding.features(piece, layers[:2], "zero")[-1]
        table += [[*maps[:, row, column], 1, row - 11.5] for row in range(24) for column in range(24)]
    table = np.reshape(table, (8, -1, figure.CHANNELS + 2))
    for held_out in (0, 5):
        fitted = np.delete(table, held_out, axis=0).reshape(-1, figure.CHANNELS + 2)
        fit = np.linalg.pinv(fitted[:, :-1]) @ fitted[:, -1]
        residual = table[held_out, :, -1] - table[held_out, :, :-1] @ fit
        exact = 1 - (residual**2).mean() / table[held_out, :, -1].var()
        assert result.explained["zero"][0, 1, held_out] == pytest.approx(exact, rel=1e-6)


def test_each_piece_is_there_upside_down_too(pieces):
    assert np.array_equal(pieces[:, 1::2], pieces[:, ::2, ::-1])
