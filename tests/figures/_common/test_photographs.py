"""Every image the figures may read is byte for byte the one their numbers were measured on."""

import hashlib
from importlib.util import find_spec

import numpy as np
import pytest
from skimage.transform import downscale_local_mean

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
    "china": "d29b1d8f79bc29f35ada883371de01e7eadb6dc3c608baef2a9392d783e704c6",
    "flower": "62562f8d0fcd0b429710f9d676c4a4d8f331cc50c2674d2d671814da6ffad92a",
    "aero": "13c5117ab1b109f99c3240ffad3b5f4b7ed1680ca22213c31a12e05ed1e947eb",
    "ascent": "45f14dc08f297ce591c006f42419cc0002ca13937f1f4e0bf7cd8eec264fdeaf",
    "clock": "3b91a2486d66c59f360f7c8a7002b0676283bc185e110c9d79bdca495f24ad90",
    "hubble_deep_field": "869051c63c062b26c40c9dcbeb2cb95e1dab698be2cdc34e10c6f49afd4397ed",
    "ihc": "3bb6347e46f259696fb796df0bf4adb2b16ba5c923d1fc531416128721b11a29",
    "retina": "336b1eacd6e0d91a8857106a92226d22fd5e18374484bf45e265899cfbf3dad1",
    "lfw_subset": "edcd774c481a242bfba12abbba71f6be1a4c5a8f13763cd54a8aeac9c9de796d",
}
"""Of the text ``"<shape> <dtype> "`` followed by the pixels in C order."""

NAMES = (*photographs.COLOUR_PHOTOGRAPHS, *photographs.GREY_PHOTOGRAPHS, *photographs.TEXTURES, *photographs.OTHERS)
LIBRARIES = {"china": "sklearn", "flower": "sklearn", "aero": "pywt", "ascent": "pywt"}
"""What a photograph ships with that only replications need. Where it is not installed, there is no such photograph to test."""


def here(names) -> list:
    """Those of ``names`` whose library is installed; what needs an optional one is for ``make test-all``."""
    return [
        pytest.param(name, marks=pytest.mark.slow) if name in LIBRARIES else name
        for name in names
        if find_spec(LIBRARIES.get(name, "skimage"))
    ]


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


@pytest.mark.parametrize("name", here(SHA256))
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


@pytest.mark.parametrize("name", here(NAMES))
def test_a_grey_image_has_one_channel_between_0_and_1(name):
    image = photographs.grey(name)
    assert image.shape == photographs.raw(name).shape[:2]
    assert image.dtype == np.float64
    assert 0 <= image.min() < image.max() <= 1


def test_the_other_photographs_are_those_that_no_figure_shows():
    shown = {*photographs.COLOUR_PHOTOGRAPHS, *photographs.GREY_PHOTOGRAPHS, *photographs.TEXTURES}
    assert len(set(photographs.OTHERS)) == 8 and not shown & set(photographs.OTHERS)


@pytest.mark.parametrize("name", here(photographs.OTHERS))
def test_the_other_photographs_are_large_enough_to_stand_in_for_any(name):
    height, width = photographs.raw(name).shape[:2]
    assert height >= 300 and width >= 400


def test_an_unknown_photograph_is_refused():
    with pytest.raises(ValueError, match="mona_lisa"):
        photographs.raw("mona_lisa")


def test_shrinking_is_the_mean_over_areas():
    images = np.random.default_rng(9).random((2, 25, 25))
    np.testing.assert_allclose(photographs.shrunk(images[0, :24, :24], 1, 2), downscale_local_mean(images[0, :24, :24], (2, 2)))
    area = np.array([[max(0.0, min((i + 1) * 5 / 3, j + 1) - max(i * 5 / 3, j)) for j in range(25)] for i in range(15)]) * 3 / 5
    np.testing.assert_allclose(photographs.shrunk(images, 3, 5), area @ images @ area.T)
