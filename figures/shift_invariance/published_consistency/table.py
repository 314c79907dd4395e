"""The table that is quoted: ImageNet accuracy and shift consistency of nine networks, without and with low-pass filters."""

from __future__ import annotations

import numpy as np

FILTERS = ("without", "rect_2", "tri_3", "tri_4", "bin_5")
# README_IMAGENET.md of adobe/antialiased-cnns at 010c3a8, section "Filter size", one table a network. Percent, in the order of
# FILTERS: accuracy, then consistency.
TABLE = {
    "alexnet": ((56.55, 57.24, 56.90, 56.72, 56.58), (78.18, 81.33, 82.15, 82.54, 82.51)),
    "vgg16": ((71.59, 72.15, 72.20, 72.43, 72.33), (88.52, 89.24, 89.60, 89.92, 90.19)),
    "vgg16_bn": ((73.36, 74.01, 73.91, 74.12, 74.05), (89.24, 90.72, 91.10, 91.22, 91.35)),
    "resnet18": ((69.74, 71.39, 71.69, 71.48, 71.38), (85.11, 86.90, 87.51, 88.07, 88.25)),
    "resnet34": ((73.30, 74.46, 74.33, 74.38, 74.20), (87.56, 89.14, 89.32, 89.53, 89.49)),
    "resnet50": ((76.16, 76.81, 76.83, 77.23, 77.04), (89.20, 89.96, 90.91, 91.29, 91.31)),
    "resnet101": ((77.37, 77.82, 78.13, 78.22, 77.92), (89.81, 91.04, 91.62, 91.85, 91.74)),
    "densenet121": ((74.43, 75.04, 75.14, 75.29, 75.03), (88.81, 89.53, 89.78, 90.29, 90.39)),
    "mobilenet_v2": ((71.88, 72.63, 72.59, 72.72, 72.50), (86.50, 87.33, 87.46, 87.72, 87.79)),
}


def gain(values: np.ndarray, name: str) -> np.ndarray:
    """By how much a filter changes ``values`` (9, 5): (9,)."""
    return values[:, FILTERS.index(name)] - values[:, 0]
