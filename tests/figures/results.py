"""What can be asked of any figure's ``Result``."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np


def assert_same(one: Any, other: Any) -> None:
    """Two results of one figure agree in every field to the last bit, mappings also in their keys."""
    for field in dataclasses.fields(one):
        values, again = (getattr(result, field.name) for result in (one, other))
        if not isinstance(values, dict):
            values, again = {"": values}, {"": again}
        assert values.keys() == again.keys(), field.name
        for key in values:
            assert np.array_equal(values[key], again[key]), f"{field.name} {key}"
