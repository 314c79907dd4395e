"""The photographs that ship with scikit-image and matplotlib, as grey images.

No figure reads a photograph from anywhere else, so that ``tests/figures/_common/test_photographs.py``
can hold every one of them to its SHA-256: a new wheel cannot change a number silently.
"""

from __future__ import annotations

import matplotlib
import numpy as np
from PIL import Image
from skimage import color, data

COLOUR_PHOTOGRAPHS = ("astronaut", "chelsea", "coffee", "rocket", "motorcycle", "hopper")
GREY_PHOTOGRAPHS = ("camera", "coins", "moon", "page")
TEXTURES = ("brick", "grass", "gravel")


def raw(name: str) -> np.ndarray:
    """The photograph as shipped: (H, W) or (H, W, 3), uint8.

    ``motorcycle`` is the left picture of ``stereo_motorcycle``; ``hopper`` is matplotlib's ``grace_hopper.jpg``.
    Raises ``ValueError`` for an unknown name.
    """
    if name == "hopper":
        with Image.open(f"{matplotlib.get_data_path()}/sample_data/grace_hopper.jpg") as image:
            return np.asarray(image)
    if name == "motorcycle":
        return data.stereo_motorcycle()[0]
    if name not in (*COLOUR_PHOTOGRAPHS, *GREY_PHOTOGRAPHS, *TEXTURES):
        raise ValueError(f"no photograph is called '{name}'")
    return getattr(data, name)()


def grey(name: str) -> np.ndarray:
    """The photograph's luminance: (H, W), float64 in 0..1 (``skimage.color.rgb2gray`` for colour pictures)."""
    image = raw(name)
    return color.rgb2gray(image) if image.ndim == 3 else image / 255.0


def faces() -> np.ndarray:
    """The 100 aligned faces of ``skimage.data.lfw_subset``: (100, 25, 25), float64 in 0..1 (not uint8, as it says)."""
    return data.lfw_subset()[:100]
