"""A small hierarchy: channels for the parts of a face, channels that join parts at given offsets, and two heads.

Everything up to the heads is summed in the same order at every place, so that equal windows give equal bits wherever they lie.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize

from figures.stationarity_locality._shared.eye_filter import offset, windows
from figures.stationarity_locality._shared.face_parts import SHAPES, SIDE, Layout


def part_channels(image: np.ndarray, filters: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The rectified answer of each of ``filters`` (h, w) to every window of ``image`` (H, W): (H−h+1, W−w+1), at least 0."""
    seen = {shape: windows(image, shape) for shape in {kernel.shape for kernel in filters.values()}}
    # Not a matrix product: that may sum in another order at another place.
    return {part: np.maximum((seen[kernel.shape] * kernel.ravel()).sum(axis=-1), 0) for part, kernel in filters.items()}


def join(channels: dict[str, np.ndarray], layout: Layout, side: int) -> np.ndarray:
    """The part ``channels`` of a picture of ``side`` pixels, each displaced by its place in ``layout``, and summed.

    A sparse convolution with one weight 1 for each part. Returns (side−24, side−24): the answer for a face of 25 pixels whose
    top left corner lies there.
    """
    size = side - SIDE + 1
    total = np.zeros((size, size))
    for part, channel in channels.items():
        top, left = layout[part] - offset(SHAPES[part])
        total += channel[top : top + size, left : left + size]
    return total


def framed(channel: np.ndarray, corner: tuple[int, int], side: int) -> np.ndarray:
    """``channel`` with its first pixel at ``corner`` (row, column) of a picture of ``side`` pixels, 0 around: (side, side)."""
    picture = np.zeros((side, side))
    (top, left), (height, width) = corner, channel.shape
    picture[top : top + height, left : left + width] = channel
    return picture


def framed_channels(scene: np.ndarray, filters: dict[str, np.ndarray]) -> np.ndarray:
    """The part channels of ``scene`` (side, side) at their windows' centres, in the order of ``filters``: (P, side, side)."""
    channels = part_channels(scene, filters)
    return np.stack([framed(channels[part], offset(kernel.shape), len(scene)) for part, kernel in filters.items()])


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities of ``logits`` (…, labels): the same shape, positive, summing to 1."""
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def fit(features: np.ndarray, labels: np.ndarray, decay: float) -> np.ndarray:
    """Softmax regression of ``labels`` (N,) 0 or 1 on ``features`` (N, F), with the penalty ``decay``/2 · |weights|².

    Returns the weights (F + 1, 2); the last row is the bias, which is not penalised. A feature that is 0 in every example
    keeps the weight 0.
    """
    truth = np.eye(2)[labels]
    inputs = with_one(features)

    def objective(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, 2)
        probability = softmax(inputs @ weights)
        penalised = np.vstack([weights[:-1], np.zeros((1, 2))])
        loss = -np.log(probability[np.arange(len(labels)), labels]).mean() + decay / 2 * (penalised**2).sum()
        return loss, (inputs.T @ (probability - truth) / len(labels) + decay * penalised).ravel()

    start = np.zeros(inputs.shape[1] * 2)
    return optimize.minimize(objective, start, jac=True, method="L-BFGS-B").x.reshape(-1, 2)


def probabilities(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Of the two labels, for ``features`` (N, F) and ``weights`` (F + 1, 2): (N, 2)."""
    # Not a matrix product, for the same reason as above: equal features give equal bits in every row.
    return softmax((with_one(features)[:, :, None] * weights).sum(axis=1))


def with_one(features: np.ndarray) -> np.ndarray:
    """``features`` (N, F) and a constant 1: (N, F + 1)."""
    return np.column_stack([features, np.ones(len(features))])


def head_inputs(channels: np.ndarray) -> dict[str, np.ndarray]:
    """What each head sees of ``channels`` (N, C, S, S): (N, C) their maxima, (N, C·S²) all their pixels."""
    return {"maximum": channels.max(axis=(2, 3)), "dense": channels.reshape(len(channels), -1)}


@dataclass(frozen=True)
class Network:
    """``filters`` (h, w) by part, the ``layouts`` at which channels join them, by how much these are lowered (``threshold``),
    and the ``heads``' weights (F + 1, 2) by head."""

    filters: dict[str, np.ndarray]
    layouts: tuple[Layout, ...]
    threshold: float
    heads: dict[str, np.ndarray]

    def joined(self, scene: np.ndarray) -> np.ndarray:
        """The channels of ``scene`` (side, side) before they are lowered: (C, side−24, side−24)."""
        channels = part_channels(scene, self.filters)
        return np.stack([join(channels, layout, len(scene)) for layout in self.layouts])

    def channels(self, scenes: np.ndarray | list[np.ndarray]) -> np.ndarray:
        """The channels of each scene (side, side), lowered, at least 0: (N, C, side−24, side−24)."""
        return np.maximum(np.stack([self.joined(scene) for scene in scenes]) - self.threshold, 0)

    def probability(self, scenes: np.ndarray | list[np.ndarray]) -> dict[str, np.ndarray]:
        """Of the first label, by head: (N,), 0..1."""
        seen = head_inputs(self.channels(scenes))
        return {head: probabilities(seen[head], weights)[:, 0] for head, weights in self.heads.items()}


def learn(
    filters: dict[str, np.ndarray],
    layouts: tuple[Layout, ...],
    grounds: np.ndarray,
    scenes: np.ndarray,
    labels: np.ndarray,
    decay: float,
) -> Network:
    """The least threshold at which none of ``grounds`` lights a channel, and heads fitted to ``scenes`` with ``labels``."""
    body = Network(filters, layouts, 0.0, {})
    body = Network(filters, layouts, float(body.channels(grounds).max()), {})
    seen = head_inputs(body.channels(scenes))
    return Network(filters, layouts, body.threshold, {head: fit(values, labels, decay) for head, values in seen.items()})


def peak(channel: np.ndarray) -> tuple[int, int]:
    """Row and column where ``channel`` (H, W) is highest."""
    row, column = np.unravel_index(channel.argmax(), channel.shape)
    return int(row), int(column)
