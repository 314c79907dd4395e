"""A figure's live version: what Python hands to the script ``live.js`` beside it.

The reader's browser runs the experiment that Python measured. A figure that has a live version is a folder with ``live.js``
and ``live.py``, which defines ``LIVE``, a :class:`Live`; the build writes ``live.json`` (labels and data, which the page loads
when the figure is seen). What the script must compute is no business of the build: it stands in the tests, in ``golden.py``.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sitekit.figure.labels import Labels

DTYPES = frozenset(("u1", "i1", "u2", "i2", "u4", "i4", "f4", "f8"))


@dataclass(frozen=True)
class Live:
    """``labels`` are the words of the controls; the label ``hint``, one sentence, says what there is to do.

    ``data(result)`` is what the script needs: numbers, texts, lists, dicts and arrays (of at most 64 bits, real).
    Raises ``ValueError`` if there is no hint.
    """

    labels: Labels
    data: Callable[[Any], Mapping[str, Any]]

    def __post_init__(self) -> None:
        if "hint" not in self.labels.texts:
            raise ValueError("LIVE has no label 'hint': say in a sentence what the reader can do")

    def json(self, result: Any, labels: Labels) -> bytes:
        """``live.json``; the script also gets ``labels``, those of the figure itself. Raises ``ValueError`` if a value cannot be
        written."""
        words = {code: {**vars(labels[code]), **vars(self.labels[code])} for code in labels}
        made = {"labels": words, "data": _packed(self.data(result))}
        return (json.dumps(made, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False) + "\n").encode()


def _packed(value: Any) -> Any:
    """``value`` with every array as its type, its shape and its bytes in base64, which the page's ``data.js`` unpacks."""
    if isinstance(value, np.ndarray) and value.ndim:
        kind = f"{value.dtype.kind}{value.dtype.itemsize}"
        if kind not in DTYPES:
            raise ValueError(f"LIVE.data holds an array of {value.dtype}; use one of {', '.join(sorted(DTYPES))}")
        data = np.ascontiguousarray(value).astype(value.dtype.newbyteorder("<"))
        return {"dtype": kind, "shape": list(value.shape), "base64": base64.b64encode(data.tobytes()).decode()}
    if isinstance(value, Mapping):
        return {str(key): _packed(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_packed(inner) for inner in value]
    return value.item() if isinstance(value, (np.generic, np.ndarray)) else value
