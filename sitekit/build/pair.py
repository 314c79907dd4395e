"""Two pictures that a figure measured, one of which is the other with its pixels in another order."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sitekit import edition
from sitekit.build.builder import Built
from sitekit.memo import Memo

if TYPE_CHECKING:  # MkDocs starts without numpy, which a site without such a pair never needs.
    import numpy as np

QUALITY = {"before": 50, "after": 80}
"""What looks like noise hides what WebP leaves out of it, and would weigh three times as much."""


@dataclass(frozen=True)
class Pair:
    """``before`` and ``after`` (H, W), 0..1. In every tile of ``tile`` × ``tile`` pixels, cell i of ``after``, counted along the
    rows, holds what was in cell ``order[i]`` of ``before``."""

    before: np.ndarray
    after: np.ndarray
    tile: int

    @classmethod
    def of(cls, built: Built, before: str, after: str, tile: int) -> Pair:
        """The arrays of these names among what ``built`` measured. Raises ``ValueError``, in words, for what is no such pair."""
        import numpy as np

        with np.load(io.BytesIO(built.read("data.npz"))) as data:
            for name in (before, after):
                if name not in data:
                    raise ValueError(f"the figure measures no array '{name}'")
            found = cls(data[before], data[after], tile)
        if found.before.ndim != 2 or found.before.shape != found.after.shape:
            raise ValueError(f"'{before}' and '{after}' are no two pictures of one size")
        if tile < 2 or any(length % tile for length in found.before.shape):
            raise ValueError(f"tiles of {tile} pixels do not fill a picture of {found.width}×{found.height}")
        if found.order is None:
            raise ValueError(f"'{after}' does not have the pixels of '{before}', in one order for all tiles")
        return found

    @property
    def height(self) -> int:
        return self.before.shape[0]

    @property
    def width(self) -> int:
        return self.before.shape[1]

    @cached_property
    def order(self) -> list[int] | None:
        """The order, if there is one."""
        places: dict[bytes, list[int]] = {}
        for place, values in enumerate(self._cells(self.before)):
            places.setdefault(values.tobytes(), []).append(place)
        found = [place.pop() if (place := places.get(values.tobytes())) else None for values in self._cells(self.after)]
        return [place for place in found if place is not None] if None not in found else None

    def picture(self, name: str) -> bytes:
        """The WebP of ``before`` or ``after``."""
        import numpy as np
        from PIL import Image

        grey = np.rint(np.clip(getattr(self, name), 0, 1) * 255).astype(np.uint8)
        Image.fromarray(grey).save(buffer := io.BytesIO(), "webp", quality=QUALITY[name], method=6)
        return buffer.getvalue()

    def _cells(self, picture: np.ndarray) -> np.ndarray:
        """(cells of a tile, tiles)."""
        rows, columns = (length // self.tile for length in picture.shape)
        return picture.reshape(rows, self.tile, columns, self.tile).transpose(1, 3, 0, 2).reshape(self.tile**2, -1)


class Known:
    """What a page shows of the pair that :meth:`Pair.of` gives for the same, which is made once. Raises what that raises."""

    def __init__(self, built: Built, before: str, after: str, tile: int, memo: Memo) -> None:
        self.tile, self._memo = tile, memo
        self._key = json.dumps([edition.code(), hashlib.sha256(built.read("data.npz")).hexdigest(), before, after, tile])
        self._made = lambda: Pair.of(built, before, after, tile)
        self.width, self.height, self.order = memo.listed(self._key, self._facts())

    def picture(self, name: str) -> bytes:
        """The WebP of ``before`` or ``after``."""
        return self._memo.data(f"{self._key} {name}", lambda: self._made().picture(name))

    def _facts(self) -> Iterator[Any]:
        pair = self._made()
        yield from (pair.width, pair.height, pair.order)
