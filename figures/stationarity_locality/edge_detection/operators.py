"""One operator twice: as a kernel that slides and counts what it does, and as the sparse matrix that does the same."""

from __future__ import annotations

import numpy as np
from scipy import sparse


class Tally:
    """A number that counts the operations done with it and its kind."""

    multiplications = 0
    additions = 0

    def __init__(self, value: int) -> None:
        self.value = value

    def __mul__(self, other: Tally) -> Tally:
        Tally.multiplications += 1
        return Tally(self.value * other.value)

    def __add__(self, other: Tally) -> Tally:
        Tally.additions += 1
        return Tally(self.value + other.value)


def correlate_counted(image: np.ndarray, kernel: tuple[int, ...]) -> tuple[np.ndarray, int, int]:
    """Slide ``kernel`` along the rows of ``image`` (H, W), "valid", and count.

    Returns the output (H, W−k+1), the multiplications and the additions, as they were executed.
    """
    Tally.multiplications = Tally.additions = 0
    taps = [Tally(weight) for weight in kernel]
    output = []
    for row in image.tolist():
        pixels = [Tally(value) for value in row]
        line = []
        for start in range(len(pixels) - len(taps) + 1):
            total = taps[0] * pixels[start]
            for offset in range(1, len(taps)):
                total = total + taps[offset] * pixels[start + offset]
            line.append(total.value)
        output.append(line)
    return np.array(output), Tally.multiplications, Tally.additions


def as_sparse_matrix(shape: tuple[int, int], kernel: tuple[int, ...]) -> sparse.csr_array:
    """The same operator as a matrix on flattened images: (H·(W−k+1), H·W), k non-zeros in each row."""
    height, width = shape
    one_row = sparse.diags_array(
        [float(weight) for weight in kernel], offsets=range(len(kernel)), shape=(width - len(kernel) + 1, width)
    )
    return sparse.kron(sparse.eye_array(height), one_row, format="csr")
