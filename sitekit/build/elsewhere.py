"""A figure made in surroundings that no measurement may depend on: a later clock, folders listed in another order, threads that
begin when they like, memory that holds something else, a machine of another name with other processors.

Of the rest of a process, hashes of texts, chance and addresses, each Python has its own anyway.
"""

from __future__ import annotations

import datetime
import os
import platform
import random
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitekit.build.figure_job import FigureJob

LATER = 400 * 86400 + 5 * 3600 + 7 * 60
"""Seconds: another year, month, day of the week, day and hour."""
ENVIRONMENT = {"MALLOC_PERTURB_": "85"}
"""What the C library of Linux fills memory with that it hands out; others do not know it."""
WAIT = 0.004
"""Seconds that a thread may wait before it begins, at most."""


@dataclass(frozen=True)
class Elsewhere(FigureJob):
    """Builds a figure as its parent does, but elsewhere. The process is its own, and ends with it."""

    def run(self, root: Path, stage: Callable[[str], None], note: Callable[[Path], None]) -> dict[str, bytes]:
        move()
        return super().run(root, stage, note)


def move() -> None:
    """From now on, this process is elsewhere."""
    _clock()
    _folders()
    _threads()
    processors = os.cpu_count() or 1
    _put(os, cpu_count=lambda: processors + 1)
    for module, name in ((platform, "node"), (socket, "gethostname")):
        _put(module, **{name: lambda: "elsewhere"})


def _put(place: Any, **others: Any) -> None:
    """In ``place``, other things under these names."""
    for name, other in others.items():
        setattr(place, name, other)


def _clock() -> None:
    now, nanoseconds = time.time, time.time_ns
    _put(time, time=lambda: now() + LATER, time_ns=lambda: nanoseconds() + LATER * 10**9)
    for name in ("gmtime", "localtime", "ctime"):
        _put(time, **{name: _of_now(getattr(time, name), 0, time.time)})
    for name, others in (("asctime", 0), ("strftime", 1)):
        _put(time, **{name: _of_now(getattr(time, name), others, time.localtime)})

    class Kind(type):
        """Whatever is a date is one."""

        def __instancecheck__(cls, one: object) -> bool:
            return isinstance(one, cls.__mro__[1])

        def __subclasscheck__(cls, other: type) -> bool:
            return issubclass(other, cls.__mro__[1])

    class Later(datetime.datetime, metaclass=Kind):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls) -> Any:
            return cls.now(datetime.UTC).replace(tzinfo=None)

        @classmethod
        def today(cls) -> Any:
            return cls.now()

    class LaterDay(datetime.date, metaclass=Kind):
        @classmethod
        def today(cls) -> Any:
            return cls.fromtimestamp(time.time())

    _put(datetime, datetime=Later, date=LaterDay)


def _of_now(read: Callable, others: int, now: Callable) -> Callable:
    """``read``, which is given ``others`` things and a moment, or means this moment."""

    def moved(*given: Any) -> Any:
        return read(*given) if len(given) > others and given[-1] is not None else read(*given[:others], now())

    return moved


class _Listed:
    """What ``os.scandir`` gives, in another order."""

    def __init__(self, entries: Any) -> None:
        with entries:
            self._entries = iter([*entries][::-1])

    def __enter__(self) -> _Listed:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self._entries)

    def close(self) -> None:
        self._entries = iter(())


def _folders() -> None:
    names, entries = os.listdir, os.scandir
    _put(os, listdir=lambda *given: names(*given)[::-1], scandir=lambda *given: _Listed(entries(*given)))


def _threads() -> None:
    begun, chance = threading.Thread.run, random.Random()
    sys.setswitchinterval(1e-5)

    def run(thread: threading.Thread) -> None:
        time.sleep(chance.random() * WAIT)
        begun(thread)

    _put(threading.Thread, run=run)
