"""A figure's live version: what Python hands to ``figures/<article>/<name>.js``, and what it must agree with.

The reader's browser runs the experiment that Python measured. A figure that has a live version defines ``LIVE``, a
:class:`Live`; the build writes ``live.json`` (labels and data, which the page loads when the figure is seen) and
``golden.json`` (inputs and what Python makes of them, which the tests hold the JavaScript to).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sitekit.figure.labels import Labels

DTYPES = frozenset("u1 i1 u2 i2 u4 i4 f4 f8".split())
CASES = 20
"""How many inputs, at least, every operation is checked on."""


@dataclass(frozen=True)
class Live:
    """``labels`` are the words of the controls; the label ``hint``, one sentence, says what there is to do.

    ``data(result)`` is what the script needs: numbers, texts, lists, dicts and arrays (of at most 64 bits, real).
    ``golden(result)`` maps each operation that the script exports to pairs (input, output): the input a dict, the
    output what Python computes from it. Whole numbers and truth values must be met exactly, other numbers to 1e−5 of
    the largest. Raises ``ValueError`` if there is no hint.
    """

    labels: Labels
    data: Callable[[Any], Mapping[str, Any]]
    golden: Callable[[Any], Mapping[str, Sequence[tuple[Mapping[str, Any], Any]]]]

    def __post_init__(self) -> None:
        if "hint" not in self.labels.texts:
            raise ValueError("LIVE has no label 'hint': say in a sentence what the reader can do")

    def files(self, result: Any, labels: Labels) -> dict[str, bytes]:
        """``live.json`` and ``golden.json``; the script also gets ``labels``, those of the figure itself.

        Raises ``ValueError`` if a value cannot be written, or an operation has too few cases.
        """
        golden = self.golden(result)
        for operation, cases in golden.items():
            if len(cases) < CASES:
                raise ValueError(f"LIVE.golden has {len(cases)} cases of '{operation}', {CASES} are needed")
        words = {code: {**vars(labels[code]), **vars(self.labels[code])} for code in labels}
        cases = {name: [[_plain(given), _plain(made)] for given, made in pairs] for name, pairs in golden.items()}
        return {"live.json": _json({"labels": words, "data": _packed(self.data(result))}), "golden.json": _json(cases)}


def unpaired(name: str, has_script: bool, has_data: bool) -> Iterator[tuple[str, str]]:
    """What is wrong, and the remedy, if a figure has half a live version."""
    if has_script and not has_data:
        yield f"'{name}.js' has no LIVE beside it", "define LIVE = Live(labels, data, golden), from sitekit.figure"
    if has_data and not has_script:
        yield f"LIVE has no '{name}.js' beside it", "write the script, or delete LIVE"


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
    return _scalar(value)


def _plain(value: Any) -> Any:
    """``value`` with every array as nested lists."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    return value.item() if isinstance(value, (np.generic, np.ndarray)) else value


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False) + "\n").encode()
