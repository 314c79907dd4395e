"""Finding objects in a picture with one of them as the template, and keeping the score.

The score of a window is its normalised cross-correlation with the template: Pearson's correlation of their pixels, −1..1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import fft, ndimage
from skimage import filters, measure, segmentation
from skimage.feature import peak_local_max


@dataclass(frozen=True)
class Objects:
    """The true objects of a picture, by segmentation: ``centres`` (N, 2) row and column of the centroids, ``diameters`` (N,)
    of discs of equal area, both in pixels, ``boxes`` (N, 4) top, left, bottom, right (exclusive), ``mask`` (H, W) bool."""

    centres: np.ndarray
    diameters: np.ndarray
    boxes: np.ndarray
    mask: np.ndarray


@dataclass(frozen=True)
class Detections:
    """The peaks of a response, strongest first: ``centres`` (K, 2) pixels, ``scores`` (K,), ``right`` (K,) bool: whether the
    peak is the first near an object."""

    centres: np.ndarray
    scores: np.ndarray
    right: np.ndarray

    @property
    def before_false_alarm(self) -> int:
        """How many objects are found before the first false alarm, if the threshold is lowered step by step."""
        return int(np.argmin(self.right)) if not self.right.all() else len(self.right)

    def best_f1(self, objects: int) -> float:
        """The highest F1 over all thresholds, 0..1: the harmonic mean of precision and recall."""
        if len(self.right) == 0:
            return 0.0
        found = np.cumsum(self.right)
        # F1 = 2·TP / (detections + objects).
        return float((2 * found / (np.arange(1, len(found) + 1) + objects)).max())


def segment(image: np.ndarray, background: float, foreground: float, smallest: int) -> Objects:
    """Bright objects on dark ground in ``image`` (H, W) by watershed.

    Pixels below ``background`` and above ``foreground`` are the markers that flood the gradient; holes are filled, and
    regions of at most ``smallest`` pixels dropped.
    """
    markers = np.where(image < background, 1, np.where(image > foreground, 2, 0))
    flooded = segmentation.watershed(filters.sobel(image), markers) == 2
    labels = measure.label(ndimage.binary_fill_holes(flooded))
    regions = [region for region in measure.regionprops(labels) if region.area > smallest]
    return Objects(
        centres=np.array([region.centroid for region in regions]),
        diameters=np.array([region.equivalent_diameter_area for region in regions]),
        boxes=np.array([region.bbox for region in regions]),
        mask=np.isin(labels, [region.label for region in regions]),
    )


def widened(box: np.ndarray, margin: int, shape: tuple[int, int]) -> np.ndarray:
    """``box`` (top, left, bottom, right) with ``margin`` pixels more on each side, as far as a picture of ``shape`` has them."""
    return np.clip(box + np.array([-margin, -margin, margin, margin]), 0, [*shape, *shape])


def cut(image: np.ndarray, box: np.ndarray) -> np.ndarray:
    """The part of ``image`` (H, W) inside ``box`` (top, left, bottom, right)."""
    top, left, bottom, right = box
    return image[top:bottom, left:right]


def disc(diameter: int, margin: int) -> np.ndarray:
    """A bright disc on dark ground, with nothing on it: (h, h), 0 or 1, ``margin`` pixels of ground around ``diameter`` ones."""
    reach = np.arange(diameter + 2 * margin) - (diameter + 2 * margin - 1) / 2
    return (np.hypot(reach[:, None], reach) <= diameter / 2).astype(float)


def square(side: int, margin: int) -> np.ndarray:
    """As :func:`disc`, of a square: (h, h), 0 or 1."""
    return np.pad(np.ones((side, side)), margin)


def inside(image: np.ndarray, centre: np.ndarray, side: int) -> np.ndarray:
    """The square of ``image`` (H, W) around ``centre`` (row, column), about ``side`` pixels wide: (h, h), h odd."""
    half, (row, column) = side // 2, np.rint(centre).astype(int)
    return image[row - half : row + half + 1, column - half : column + half + 1]


class TemplateMatcher:
    """Normalised cross-correlation of one picture with many templates.

    The picture's Fourier transform and integral images do not depend on the template, so they are computed once. Beyond the
    border the picture's edge is repeated.
    """

    def __init__(self, image: np.ndarray, largest: tuple[int, int]) -> None:
        """``image`` (H, W); no template may exceed the shape ``largest``."""
        self.shape, self.largest = image.shape, largest
        padded = np.pad(image, [(extent // 2, extent - extent // 2) for extent in largest], mode="edge")
        self.transform_shape = [fft.next_fast_len(extent, real=True) for extent in padded.shape]
        self.spectrum = fft.rfft2(padded, self.transform_shape)
        self.sums, self.squares = (np.pad(part, ((1, 0), (1, 0))).cumsum(0).cumsum(1) for part in (padded, padded**2))

    def correlation(self, template: np.ndarray) -> np.ndarray:
        """The correlation of ``template`` (h, w) with the window around every pixel: (H, W), −1..1, 0 for a flat window."""
        centred = template - template.mean()
        products = fft.irfft2(self.spectrum * np.conj(fft.rfft2(centred, self.transform_shape)), self.transform_shape)
        top, left = (extent // 2 - size // 2 for extent, size in zip(self.largest, template.shape, strict=True))
        products = products[top : top + self.shape[0], left : left + self.shape[1]]
        sums, squares = (self._window_sums(table, top, left, template.shape) for table in (self.sums, self.squares))
        energy = (squares - sums**2 / template.size) * (centred**2).sum()
        # A flat window leaves rounding errors of this order.
        return np.where(energy > 1e-9, products / np.sqrt(np.maximum(energy, 1e-9)), 0.0)

    def _window_sums(self, table: np.ndarray, top: int, left: int, size: tuple[int, int]) -> np.ndarray:
        """The sum over every window of ``size``, from an integral image: (H, W)."""
        (height, width), (h, w) = self.shape, size
        return (
            table[top + h : top + h + height, left + w : left + w + width]
            - table[top : top + height, left + w : left + w + width]
            - table[top + h : top + h + height, left : left + width]
            + table[top : top + height, left : left + width]
        )


def detect(response: np.ndarray, truth: np.ndarray, tolerance: float, separation: int, lowest: float) -> Detections:
    """The local maxima of ``response`` above ``lowest``, no two within ``separation`` pixels, judged against ``truth`` (N, 2).

    Going down the scores, a peak is right if it lies within ``tolerance`` pixels of an object that none has found before.
    """
    centres = peak_local_max(response, min_distance=separation, threshold_abs=lowest, exclude_border=False)
    scores = response[tuple(centres.T)]
    order = np.argsort(-scores, kind="stable")
    centres, scores = centres[order], scores[order]
    distances = np.hypot(*(centres[:, None] - truth[None]).transpose(2, 0, 1))
    right = np.zeros(len(centres), dtype=bool)
    for peak, to_objects in enumerate(distances):
        nearest = int(np.argmin(to_objects))
        if to_objects[nearest] <= tolerance:
            right[peak] = True
            distances[peak + 1 :, nearest] = np.inf
    return Detections(centres, scores, right)


def background_patches(
    image: np.ndarray, mask: np.ndarray, shape: tuple[int, int], count: int, rng: np.random.Generator
) -> list[np.ndarray]:
    """``count`` random patches of ``shape`` that lie inside ``image`` and whose centre pixel is off ``mask`` (H, W)."""
    height, width = shape
    rows, columns = image.shape[0] - height + 1, image.shape[1] - width + 1
    ground = ~mask[height // 2 : height // 2 + rows, width // 2 : width // 2 + columns]
    corners = rng.choice(np.argwhere(ground), count, replace=False)
    return [image[row : row + height, column : column + width] for row, column in corners]
