"""Things done side by side: never more than a pool is wide, each told as soon as it is done, and ended together."""

from __future__ import annotations

import threading

import pytest

from sitekit.build.pool import Local, each


class Pool(Local):
    """Notes that it was ended."""

    ended = False

    def end(self) -> None:
        self.ended = True


def test_never_more_at_once_than_the_pool_is_wide(tmp_path):
    lock, now, most = threading.Lock(), [0], [0]

    def do(item: int) -> int:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        barrier.wait(10)  # Nobody goes on before as many are there.
        with lock:
            now[0] -= 1
        return item * item

    barrier = threading.Barrier(3)
    found = dict(each(Pool(tmp_path, 3), do, range(12)))
    assert found == {item: item * item for item in range(12)} and most == [3]


def test_what_is_done_first_is_told_first(tmp_path):
    second = threading.Event()

    def do(item: str) -> str:
        if item == "slow":
            second.wait(10)
        return item

    results = each(Pool(tmp_path, 2), do, ["slow", "fast"])
    assert next(results) == ("fast", "fast")
    second.set()
    assert list(results) == [("slow", "slow")]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_error_ends_what_is_running_and_begins_nothing_more(tmp_path, error):
    pool, begun = Pool(tmp_path, 1), []

    def do(item: int) -> None:
        begun.append(item)
        raise error

    with pytest.raises(error):
        list(each(pool, do, range(5)))
    assert pool.ended and begun == [0]


def test_without_anything_to_do_nothing_is_done(tmp_path):
    assert list(each(Pool(tmp_path), str, [])) == []
