"""One memory on disk, for whatever is dear to make and made of nothing but its key: text by text, below ``.cache/``.

It is only ever a saving of time. An entry that does not match its checksum is a miss, as is one that lies under another
key's name; entries appear whole or not at all; a folder that cannot be written is a memory that keeps nothing.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

DAY = 24 * 60 * 60
DAYS = 30
"""How long an entry stays that nobody asks for."""


class Memo:
    """Remembers texts in ``folder``. The key holds everything that a text depends on, versions of its maker included."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pruned = False

    def get(self, key: str) -> str | None:
        """What was put under ``key``, or nothing."""
        entry = self._entry(key)
        try:
            seal, _, text = entry.read_bytes().decode("utf-8").partition("\n")
            if seal != _seal(key, text):
                return None
            if time.time() - entry.stat().st_mtime > DAY:
                with contextlib.suppress(OSError):  # What can only be read is as good.
                    os.utime(entry)  # Its age counts from the last day on which somebody asked for it.
        except (OSError, UnicodeDecodeError):
            return None
        return text

    def put(self, key: str, text: str) -> None:
        """Remember ``text``. The first time, what nobody has asked for in ``DAYS`` days is forgotten."""
        with contextlib.suppress(OSError, UnicodeEncodeError):  # Half of a character, which Python lets into a text.
            self.folder.mkdir(parents=True, exist_ok=True)
            if not self._pruned:
                self._pruned = True
                self.prune()
            handle, temporary = tempfile.mkstemp(dir=self.folder)
            try:
                with open(handle, "wb") as out:
                    out.write(f"{_seal(key, text)}\n{text}".encode())
                os.replace(temporary, self._entry(key))
            except BaseException:
                os.unlink(temporary)
                raise

    def once(self, key: str, make: Callable[[], str]) -> str:
        """What was put under ``key``; where nothing was, what ``make`` makes, which is remembered."""
        if (known := self.get(key)) is None:
            self.put(key, known := make())
        return known

    def data(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What :meth:`once` gives, of bytes."""
        return base64.b64decode(self.once(key, lambda: base64.b64encode(make()).decode()))

    def listed(self, key: str, items: Iterable[Any]) -> list[Any]:
        """What :meth:`once` gives, of ``items`` as JSON has them; where they are known, nobody asks for the first."""
        return json.loads(self.once(key, lambda: json.dumps([*items], ensure_ascii=False)))

    def prune(self) -> None:
        """Remove every file that has not been asked for in ``DAYS`` days, those a killed writer left behind included."""
        for entry in self.folder.iterdir():
            with contextlib.suppress(OSError):
                if time.time() - entry.stat().st_mtime > DAYS * DAY:
                    entry.unlink()

    def _entry(self, key: str) -> Path:
        return self.folder / _digest(key)


def _seal(key: str, text: str) -> str:
    return _digest(f"{key}\0{text}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
