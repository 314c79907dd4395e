"""What the live version of ``parameter_sharing_graph`` is given, and what it must agree with."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.stationarity_locality.parameter_sharing_graph import operators
from sitekit.figure import Labels, Live

LABELS = Labels(
    hint={
        "ko": "선을 가리키거나 눌러 가중치를 고르면 그 가중치가 쓰이는 선이 모두 굵어진다. 아래에서 층의 크기도 바꿀 수 있다.",
        "en": "Point at a line, or tap it, to pick a weight: every line where it is used turns heavy. "
        "Change the layers with the sliders.",
    },
    set_inputs={"ko": "입력의 수", "en": "inputs"},
    set_taps={"ko": "커널 크기", "en": "kernel size"},
    set_stride={"ko": "스트라이드", "en": "stride"},
    set_weight={"ko": "커널의 몇째 가중치", "en": "which weight of the kernel"},
    set_output={"ko": "몇째 출력에서", "en": "at which output"},
    row_inputs={"ko": "입력", "en": "inputs"},
    outputs={"ko": "출력", "en": "outputs"},
    counts={"ko": "가중치 {weights}개, 곱셈 {multiplications}번", "en": "{weights} weights, {multiplications} multiplications"},
    counts_one={
        "ko": "가중치 {weights}개, 곱셈 {multiplications}번",
        "en": "{weights} weight, {multiplications} multiplications",
    },
    used={"ko": "{times}곳에 쓰인다", "en": "used in {times} places"},
    used_once={"ko": "한 곳에 쓰인다", "en": "used in one place"},
    unused={"ko": "이 연결이 없다", "en": "no such connection"},
    chosen_uses={"ko": "고른 가중치가 쓰이는 곳(위부터)", "en": "places of the chosen weight (from the top)"},
)

INPUTS, TAPS, STRIDES = range(4, 13), range(1, 6), range(1, 4)
CASES, SEED = 60, 0


def strided(operator: operators.Operator, stride: int) -> operators.Operator:
    """Every ``stride``-th output of ``operator``, from the first on."""
    return lambda signal: operator(signal)[::stride]


def numbered(inputs: int, taps: int, stride: int) -> dict[str, np.ndarray]:
    """The three layers as matrices (outputs, inputs) of whole numbers: weight number 1, 2, … at each of its connections."""
    kernel = np.arange(1, taps + 1)
    full = len(operators.shared(kernel)(np.zeros(inputs)))
    outputs = len(range(0, full, stride))
    kernels = np.zeros((full, taps))
    kernels[::stride] = np.arange(1, outputs * taps + 1).reshape(outputs, taps)
    layers = {
        "shared": strided(operators.shared(kernel), stride),
        "local": strided(operators.locally_connected(kernels), stride),
        "dense": operators.fully_connected(np.arange(1, outputs * inputs + 1).reshape(outputs, inputs)),
    }
    return {name: np.rint(operators.matrix_of(layer, inputs)).astype(int) for name, layer in layers.items()}


def data(result: Any) -> dict[str, Any]:
    """Nothing: the layers are made of what the reader sets."""
    return {}


def golden(result: Any) -> dict[str, list]:
    """Matrices by ``_operators.matrix_of``; counts read off them. The first case is the measured figure, and agrees with it."""
    rng = np.random.default_rng(SEED)
    sizes = [(5, 3, 1)] + [tuple(int(rng.choice(span)) for span in (INPUTS, TAPS, STRIDES)) for _ in range(CASES - 1)]
    written, counted, used = [], [], []
    for inputs, taps, stride in sizes:
        layers = numbered(inputs, taps, stride)
        written.append(
            (
                {"inputs": inputs, "taps": taps, "stride": stride},
                {"outputs": len(layers["dense"]), **{name: matrix.ravel() for name, matrix in layers.items()}},
            )
        )
        matrix = layers[str(rng.choice(list(layers)))]
        counted.append(
            (
                {"matrix": matrix.ravel()},
                {"weights": len(np.unique(matrix[matrix != 0])), "multiplications": np.count_nonzero(matrix)},
            )
        )
        number = int(rng.choice(matrix.ravel()))
        used.append(({"matrix": matrix.ravel(), "number": number}, np.count_nonzero(matrix == number) if number else 0))
    for name, matrix in numbered(*sizes[0]).items():
        counts = {"weights": result.weights[name], "multiplications": result.connections[name]}
        counted.append(({"matrix": matrix.ravel()}, counts))
        used.append(({"matrix": matrix.ravel(), "number": matrix[2, 2]}, result.uses[name]))
    return {"matrices": written, "count": counted, "uses": used}


LIVE = Live(LABELS, data, golden)
