"""Every image the figures may read is byte for byte the one their numbers were measured on."""

import hashlib

import numpy as np
import pytest

from figures._common import photographs

SHA256 = {
    "astronaut": "3add4b16cdb510b8b9046e6947ad489732a68ae7221674c10814e359896b651c",
    "chelsea": "86cfefc234937137c2573ca74cd6df9935c1047f0a967a5179983a550aa89dd7",
    "coffee": "92ccfd11241cf378f28443989352022bdc5f28fe133edfc0e89c4da5d53d28a0",
    "rocket": "1f3b1ba00f5d8aeea409d886836c2587d59ee60173023842358085d2c0400555",
    "motorcycle": "be41528a4af9c753316bce2d187ab2f5d4273a58fe49ff16bb750d4a06afd895",
    "hopper": "31bb76957c9c31fdc991317cae699e24f960e2b7fae27665ac3a0e884dae0f14",
    "camera": "b569f057c91d0f86a945e9b2fd71f4ae93fb5172447210d2ba2679cf085fb42e",
    "coins": "118abe03f68bc866c398be2f5b7076cf2695ea30a0678d9f216a690693197158",
    "moon": "b57545372129682728d3b1f5e9aba3e39ddae8373163cf730a2f33a6c6e96a5c",
    "page": "fa5c7ffa91f78c54c0f0c5eea481694897142bb027eae549152cbfb10a212c52",
    "brick": "568700eec622b144ff29d54f818dd0f796e23902874f6d8f1cde67dd3b64055e",
    "grass": "8df031aec2db638ea8ef426a64e215444ebd6d2430236730e7bedb7db2a56a26",
    "gravel": "fac2fa1b6ca640b92d87408073147b08c026c5eb4a22577d24765142e0ec7b5c",
    "lfw_subset": "edcd774c481a242bfba12abbba71f6be1a4c5a8f13763cd54a8aeac9c9de796d",
}
"""Of the text ``"<shape> <dtype> "`` followed by the pixels in C order."""

NAMES = (*photographs.COLOUR_PHOTOGRAPHS, *photographs.GREY_PHOTOGRAPHS, *photographs.TEXTURES)


def load(name: str) -> np.ndarray:
    return photographs.faces() if name == "lfw_subset" else photographs.raw(name)


def digest(image: np.ndarray) -> str:
    header = f"{image.shape} {image.dtype.newbyteorder('<').str} ".encode()
    return hashlib.sha256(header + np.ascontiguousarray(image).astype(image.dtype.newbyteorder("<")).tobytes()).hexdigest()


def check(name: str, image: np.ndarray) -> None:
    found = digest(image)
    assert found == SHA256[name], (
        f"the image '{name}' has changed: {image.shape} {image.dtype}, SHA-256 {found}, expected {SHA256[name]}. "
        "Every number measured on it may differ; measure again, compare the prose, and record the new checksum here."
    )


def test_every_image_that_a_figure_may_read_has_a_checksum():
    assert set(NAMES) | {"lfw_subset"} == set(SHA256)


@pytest.mark.parametrize("name", SHA256)
def test_the_image_is_the_one_the_numbers_were_measured_on(name):
    check(name, load(name))


@pytest.mark.parametrize("name", ["coins", "lfw_subset"])
def test_a_changed_image_is_named(name):
    one_pixel = load(name).copy()
    one_pixel.flat[0] = one_pixel.flat[0] / 2 + 1
    transposed = np.ascontiguousarray(load(name).swapaxes(-1, -2))
    wider = load(name).astype(np.longdouble if name == "lfw_subset" else np.uint16)
    for changed in (one_pixel, transposed, wider):
        with pytest.raises(AssertionError, match=f"the image '{name}' has changed"):
            check(name, changed)


@pytest.mark.parametrize("name", NAMES)
def test_a_grey_image_has_one_channel_between_0_and_1(name):
    image = photographs.grey(name)
    assert image.shape == photographs.raw(name).shape[:2]
    assert image.dtype == np.float64
    assert 0 <= image.min() < image.max() <= 1


def test_an_unknown_photograph_is_refused():
    with pytest.raises(ValueError, match="mona_lisa"):
        photographs.raw("mona_lisa")
