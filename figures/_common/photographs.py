"""The photographs that ship with scikit-image and matplotlib, as grey images of any size; and eight others, for replications.

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
OTHERS = ("china", "flower", "aero", "ascent", "clock", "hubble_deep_field", "ihc", "retina")
"""What a replication puts in place of a figure's photographs, one at a time: none is used in a figure. The list was fixed before
anything was measured on it. The first four ship with scikit-learn and PyWavelets, which only replications need."""


def raw(name: str) -> np.ndarray:
    """The photograph as shipped: (H, W) or (H, W, 3), uint8.

    ``motorcycle`` is the left picture of ``stereo_motorcycle``; ``hopper`` is matplotlib's ``grace_hopper.jpg``.
    ``clock`` is the moving one, ``clock_motion.png``; ``ihc`` is a stained section of tissue.
    Raises ``ValueError`` for an unknown name, ``ImportError`` where scikit-learn or PyWavelets is needed and missing.
    """
    if name in ("china", "flower"):
        from sklearn.datasets import load_sample_image

        return load_sample_image(f"{name}.jpg")
    if name in ("aero", "ascent"):
        import pywt.data

        return getattr(pywt.data, name)()
    if name == "ihc":
        return data.immunohistochemistry()
    if name == "hopper":
        with Image.open(f"{matplotlib.get_data_path()}/sample_data/grace_hopper.jpg") as image:
            return np.asarray(image)
    if name == "motorcycle":
        return data.stereo_motorcycle()[0]
    if name not in (*COLOUR_PHOTOGRAPHS, *GREY_PHOTOGRAPHS, *TEXTURES, *OTHERS):
        raise ValueError(f"no photograph is called '{name}'")
    return getattr(data, name)()


def grey(name: str) -> np.ndarray:
    """The photograph's luminance: (H, W), float64 in 0..1 (``skimage.color.rgb2gray`` for colour pictures)."""
    image = raw(name)
    return color.rgb2gray(image) if image.ndim == 3 else image / 255.0


def shrunk(images: np.ndarray, enlarge: int, reduce: int) -> np.ndarray:
    """``images`` (..., H, W) at ``enlarge`` / ``reduce`` times their size, each pixel the mean of the area it covers.

    Rows and columns that do not fill a last pixel are dropped.
    """
    fine = images.repeat(enlarge, axis=-2).repeat(enlarge, axis=-1)
    height, width = fine.shape[-2] // reduce, fine.shape[-1] // reduce
    fine = fine[..., : height * reduce, : width * reduce]
    return fine.reshape(*images.shape[:-2], height, reduce, width, reduce).mean(axis=(-3, -1))


def faces() -> np.ndarray:
    """The 100 aligned faces of ``skimage.data.lfw_subset``: (100, 25, 25), float64 in 0..1 (not uint8, as it says)."""
    return data.lfw_subset()[:100]
