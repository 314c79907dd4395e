"""Which inputs a unit of a stack of convolution layers is connected to, and which of them it really listens to.

One-dimensional layers, so that whole networks can be written down and differentiated exactly; both axes of an image behave so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np


def dilations(depth: int) -> list[int]:
    """The distance of neighbouring taps in each of ``depth`` layers: plain convolution."""
    return [1] * depth


def convolve(signal: np.ndarray, kernel: np.ndarray, *, stride: int = 1, dilation: int = 1) -> np.ndarray:
    """The cross-correlation of ``signal`` (n,) with ``kernel`` (k,), k odd, zero-padded: (⌈n / stride⌉,)."""
    reach = len(kernel) // 2 * dilation
    padded = np.pad(signal, reach)
    centres = range(0, len(signal), stride)
    return np.array([padded[centre : centre + 2 * reach + 1 : dilation] @ kernel for centre in centres])


def as_matrix(operator: Callable[[np.ndarray], np.ndarray], inputs: int) -> np.ndarray:
    """A linear operator's matrix (outputs, inputs): what it makes of each basis vector, in columns."""
    return np.column_stack([operator(unit) for unit in np.eye(inputs)])


def cone(matrices: Sequence[np.ndarray], unit: int) -> list[np.ndarray]:
    """The units of each layer that one output unit is connected to, from the input up to the output itself.

    ``matrices`` are the layers' (outputs, inputs), input first. Returns one boolean array a layer, one more than matrices.
    """
    reached = [np.arange(len(matrices[-1])) == unit]
    for matrix in reversed(matrices):
        reached.insert(0, (matrix[reached[0]] != 0).any(axis=0))
    return reached


def extent(reached: np.ndarray) -> int:
    """The number of positions from the first to the last that is true in ``reached`` (n,), gaps included."""
    where = np.flatnonzero(reached)
    return int(where[-1] - where[0] + 1)


def gradient_energy(
    dilations: Sequence[int], size: int, channels: int, networks: int, rng: np.random.Generator, *, rectified: bool = True
) -> np.ndarray:
    """How strongly the one output of random networks reacts to each input position: (networks, field), each sums to 1.

    A network has a layer of ``size`` taps for each of the ``dilations``, input side first, with ``channels`` channels
    everywhere, independent normal weights, rectified units (ReLU) unless ``rectified`` is false, and no padding; its input,
    white noise, is as wide as its theoretical field, so that one unit is left. The gradient of that unit's first channel before
    the nonlinearity is taken exactly, by the chain rule, layer by layer from the output down. Its squares are summed over
    the input's channels and divided by their total. Raises ``FloatingPointError`` if a network has no gradient at all.
    """
    field = 1 + (size - 1) * sum(dilations)
    activation = rng.standard_normal((networks, field, channels))
    weights, active = [], []
    for dilation in dilations:
        weight = rng.standard_normal((networks, size, channels, channels)) * np.sqrt(2 / (size * channels))
        outputs = activation.shape[1] - (size - 1) * dilation
        signal = sum(activation[:, tap * dilation : tap * dilation + outputs] @ weight[:, tap] for tap in range(size))
        on = signal > 0 if rectified else np.ones_like(signal, dtype=bool)
        activation = signal * on
        weights.append(weight)
        active.append(on)
    gradient = np.zeros((networks, 1, channels))
    gradient[:, 0, 0] = 1
    active[-1] = np.ones_like(active[-1])
    for dilation, weight, on in zip(reversed(dilations), reversed(weights), reversed(active), strict=True):
        gradient, outputs = gradient * on, gradient.shape[1]
        passed = np.zeros((networks, outputs + (size - 1) * dilation, channels))
        for tap in range(size):
            passed[:, tap * dilation : tap * dilation + outputs] += gradient @ weight[:, tap].transpose(0, 2, 1)
        gradient = passed
    energy = (gradient**2).sum(axis=2)
    total = energy.sum(axis=1, keepdims=True)
    if not total.all():
        raise FloatingPointError("a network's output does not depend on its input at all")
    return energy / total


def path_counts(layers: int, size: int) -> np.ndarray:
    """The share of all paths through ``layers`` layers of ``size`` taps that end at each input: (1 + layers·(size − 1),).

    With independent weights of mean zero this is the expected share of the gradient's energy in a wide network.
    """
    shares = np.ones(1)
    for _ in range(layers):
        shares = np.convolve(shares, np.full(size, 1 / size))
    return shares


def effective_width(energy: np.ndarray, share: float) -> float:
    """The width in pixels of the window around the middle that holds ``share`` of ``energy`` (n,), n odd, which sums to 1.

    A position is taken as one pixel wide, its energy spread evenly, so that the width is not bound to odd numbers.
    """
    middle = len(energy) // 2
    pairs = energy[middle + 1 :] + energy[:middle][::-1]
    held = np.concatenate([[0], np.cumsum([energy[middle], *pairs])])
    return float(np.interp(share, held, [0, *(1 + 2 * np.arange(len(pairs) + 1))]))


def standard_deviation(energy: np.ndarray) -> float:
    """The root mean squared distance from the middle of ``energy`` (n,), n odd, which sums to 1; in pixels."""
    return float(np.sqrt(energy @ (np.arange(len(energy)) - len(energy) // 2) ** 2))
