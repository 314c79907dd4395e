"""Small networks of two layers that answer one question about a picture, yes or no, and how they learn.

Pictures enter as in ``scenes``, whole or as windows. The layers' gradients are written out, so that nothing is hidden in a
library.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CHANNELS, HIDDEN = 8, 32
"""Outputs of the first layer: at each position if it sees windows, in all if it sees the whole picture."""


def gaussian(rng: np.random.Generator, shape: tuple[int, ...], inputs: int) -> np.ndarray:
    """Initial weights, standard deviation 1/√inputs: outputs begin with the spread of the inputs."""
    return (rng.standard_normal(shape) / np.sqrt(inputs)).astype(np.float32)


class Layer:
    """Something with ``forward``, ``backward`` and perhaps weights.

    ``backward`` takes the loss's gradient by the output, leaves that by the weights in ``gradients``, in the order of
    ``weights``, and returns that by the input.
    """

    weights: tuple[np.ndarray, ...] = ()
    gradients: tuple[np.ndarray, ...] = ()


class FullyConnected(Layer):
    """Every output sees every input with a weight of its own: (N, …) → (N, outputs)."""

    def __init__(self, inputs: int, outputs: int, rng: np.random.Generator) -> None:
        self.weights = gaussian(rng, (inputs, outputs), inputs), np.zeros(outputs, np.float32)

    def forward(self, x: np.ndarray) -> np.ndarray:
        """The weighted sums of all inputs, plus biases."""
        self.shape, self.x = x.shape, x.reshape(len(x), -1)
        return self.x @ self.weights[0] + self.weights[1]

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        """See :class:`Layer`."""
        self.gradients = self.x.T @ gradient, gradient.sum(axis=0)
        return (gradient @ self.weights[0].T).reshape(self.shape)


class Convolution(Layer):
    """The same filters for all windows: (N, positions, size²) → (N, positions, channels). It comes first in a network."""

    def __init__(self, positions: int, inputs: int, channels: int, rng: np.random.Generator) -> None:
        self.weights = gaussian(rng, (inputs, channels), inputs), np.zeros(channels, np.float32)

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Each window's products with the filters, plus biases."""
        self.x = x
        return x @ self.weights[0] + self.weights[1]

    def backward(self, gradient: np.ndarray) -> None:
        """As :class:`Layer` says, but nobody asks for the gradient by the input."""
        flat = gradient.reshape(-1, gradient.shape[2])
        self.gradients = self.x.reshape(len(flat), -1).T @ flat, flat.sum(axis=0)


class LocallyConnected(Layer):
    """Filters of its own for each window's position: the same shapes as a convolution's. It comes first in a network."""

    def __init__(self, positions: int, inputs: int, channels: int, rng: np.random.Generator) -> None:
        self.weights = (gaussian(rng, (positions, inputs, channels), inputs), np.zeros((positions, 1, channels), np.float32))

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Each window's products with the filters of its position, plus biases."""
        self.x = x.swapaxes(0, 1)
        return (self.x @ self.weights[0] + self.weights[1]).swapaxes(0, 1)

    def backward(self, gradient: np.ndarray) -> None:
        """As :class:`Layer` says, but nobody asks for the gradient by the input."""
        by_position = gradient.swapaxes(0, 1)
        self.gradients = self.x.swapaxes(1, 2) @ by_position, by_position.sum(axis=1, keepdims=True)


class Rectifier(Layer):
    """max(x, 0)."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        """The positive part of ``x``."""
        self.on = x > 0
        return x * self.on

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        """See :class:`Layer`."""
        return gradient * self.on


class GlobalMaximum(Layer):
    """The largest over all positions: (N, positions, channels) → (N, channels)."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        """The largest, and the first where several are equal."""
        self.shape, self.best = x.shape, x.argmax(axis=1)[:, None]
        return np.take_along_axis(x, self.best, axis=1)[:, 0]

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        """All of the gradient goes to the position that was largest."""
        spread = np.zeros(self.shape, gradient.dtype)
        np.put_along_axis(spread, self.best, gradient[:, None], axis=1)
        return spread


class GlobalAverage(Layer):
    """The mean over all positions: (N, positions, channels) → (N, channels)."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        """The mean."""
        self.shape = x.shape
        return x.mean(axis=1)

    def backward(self, gradient: np.ndarray) -> np.ndarray:
        """The gradient is shared out evenly among the positions."""
        return np.broadcast_to(gradient[:, None] / gradient.dtype.type(self.shape[1]), self.shape)


@dataclass
class Network:
    """Layers in a row; the last has one output, the log odds of "yes"."""

    layers: list[Layer]

    @property
    def weights(self) -> list[np.ndarray]:
        """The arrays that are learnt, biases included; changing one in place changes the network."""
        return [array for layer in self.layers for array in layer.weights]

    @property
    def size(self) -> int:
        """How many numbers are learnt."""
        return sum(array.size for array in self.weights)

    def log_odds(self, x: np.ndarray) -> np.ndarray:
        """The answer to each of the inputs ``x`` (N, …): (N,), above 0 for "yes"."""
        for layer in self.layers:
            x = layer.forward(x)
        return x[:, 0]

    def gradients(self, x: np.ndarray, truth: np.ndarray) -> list[np.ndarray]:
        """Of the mean logistic loss on ``x`` (N, …) with ``truth`` (N,) 0 or 1, in the order of ``weights``."""
        log_odds = self.log_odds(x)
        gradient = ((1 / (1 + np.exp(-log_odds)) - truth) / len(truth)).astype(log_odds.dtype)[:, None]
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient)
        return [array for layer in self.layers for array in layer.gradients]


def network(first: str, head: str, positions: int, inputs: int, rng: np.random.Generator) -> Network:
    """A network of ``first`` "full", "local" or "conv" and ``head`` "fc", "max" or "average".

    ``inputs`` are the pixels it sees at each of ``positions``; for "full" they are the picture's and positions is 1.
    Raises ``KeyError`` for other names.
    """
    if first == "full":
        layers = [FullyConnected(inputs, HIDDEN, rng)]
        features, channels = HIDDEN, HIDDEN
    else:
        layers = [{"local": LocallyConnected, "conv": Convolution}[first](positions, inputs, CHANNELS, rng)]
        features, channels = positions * CHANNELS, CHANNELS
    pool = {"fc": [], "max": [GlobalMaximum()], "average": [GlobalAverage()]}[head]
    return Network([*layers, Rectifier(), *pool, FullyConnected(channels if pool else features, 1, rng)])


def train(
    net: Network, x: np.ndarray, truth: np.ndarray, *, epochs: int, batch: int = 50, rate: float = 3e-3, decay: float = 1e-3
) -> None:
    """Fit ``net`` to ``x`` (N, …) and ``truth`` (N,) 0 or 1, in the order given, with weight decay ``decay``.

    Adam (Kingma & Ba 2015), with memories of 10 steps for the gradients' means and 100 for those of their squares.
    """
    means, squares = ([np.zeros_like(weight) for weight in net.weights] for _ in range(2))
    parts = [slice(start, start + batch) for start in range(0, len(x), batch)]
    for step, part in enumerate(parts * epochs, start=1):
        fresh = np.float32(rate * np.sqrt(1 - 0.99**step) / (1 - 0.9**step))
        for weight, gradient, mean, square in zip(net.weights, net.gradients(x[part], truth[part]), means, squares, strict=True):
            gradient = gradient + np.float32(decay) * weight
            mean += 0.1 * (gradient - mean)
            square += 0.01 * (gradient * gradient - square)
            weight -= fresh * mean / (np.sqrt(square) + np.float32(1e-8))
