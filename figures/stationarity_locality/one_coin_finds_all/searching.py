"""The picture of coins, and the search for them with one template."""

from __future__ import annotations

import numpy as np

from figures._common.photographs import grey
from figures.stationarity_locality.one_coin_finds_all import template_matching as matching

BACKGROUND, FOREGROUND = 30 / 255, 150 / 255
"""Grey levels of the segmentation's markers."""
SMALLEST = 300
TOLERANCE = 12.0
SEPARATION = 12
LOWEST = 0.05


def coins() -> tuple[np.ndarray, matching.Objects]:
    """The picture (303, 384) and its coins."""
    image = grey("coins")
    return image, matching.segment(image, BACKGROUND, FOREGROUND, SMALLEST)


def search(matcher: matching.TemplateMatcher, template: np.ndarray, centres: np.ndarray) -> matching.Detections:
    """Where ``template`` finds coins, judged against their ``centres``."""
    return matching.detect(matcher.correlation(template), centres, TOLERANCE, SEPARATION, LOWEST)


def threshold_interval(detections: matching.Detections, objects: int) -> tuple[float, float]:
    """The scores of the strongest peak after the ``objects``-th, and of that one: in between, the threshold is perfect."""
    below = detections.scores[objects] if len(detections.scores) > objects else LOWEST
    return float(below), float(detections.scores[objects - 1])
