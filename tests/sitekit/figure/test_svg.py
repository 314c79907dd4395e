"""The files of a drawn figure: what a strict page, a search, a dark theme and a reader who saves them need."""

from __future__ import annotations

import hashlib
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from sitekit.figure import Figure, canvas, palette, picture, style, svg

pytestmark = pytest.mark.builds

LANGUAGES = {"ko": "가로 길이", "en": "width"}
SENTINEL = re.compile("|".join(palette.current().marked), re.IGNORECASE)


def drawn(label: str) -> Figure:
    """A figure with everything that matplotlib writes in a way of its own."""
    figure = canvas(4.0)
    axes = figure.subplots(2, 2)
    picture(axes[0, 0], np.linspace(0, 1, 12).reshape(3, 4))
    axes[0, 1].plot([0, 1, 2], [1, 3, 2], "o-", color=palette.INPUT, markeredgecolor=palette.PAPER, alpha=0.5, label=label)
    axes[0, 1].fill_between([0, 1, 2], [1, 2, 1], color=palette.OUTPUT, alpha=0.25)
    axes[0, 1].set_xlabel(label)
    axes[0, 1].set_title("$x^2 + \\alpha$")
    axes[0, 1].legend()
    axes[0, 1].set_xlim(0.2, 1.8)
    axes[1, 0].bar([0, 1], [2, -3], color=palette.THEORY, hatch="//", edgecolor=palette.INK)
    axes[1, 0].annotate(
        label,
        (0, 0),
        (0.5, 1),
        arrowprops={"arrowstyle": "->", "color": palette.WRONG},
        bbox={"facecolor": palette.PAPER, "edgecolor": palette.GRID},
        color=palette.WRONG,
        alpha=0.5,
    )
    axes[1, 1].scatter([0, 1], [0, 1], c=[0.0, 1.0], cmap="viridis", edgecolors=palette.INK)
    axes[1, 1].contour(np.add.outer(np.arange(4.0), np.arange(4.0)), colors=[palette.OUTPUT])
    axes[1, 1].text(0.5, 0.5, "bold", weight="bold", style="italic", rotation=30, color=palette.RIGHT)
    return figure


@pytest.fixture(scope="module")
def rendered() -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with style.applied():
        for language, label in LANGUAGES.items():
            files |= svg.render(drawn(label), "two_words", language)
    return files


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


@pytest.fixture(params=["inline.svg", "svg"])
def tree(request, rendered, language) -> ElementTree.Element:
    return ElementTree.fromstring(rendered[f"{language}.{request.param}"].decode())


def ids(tree: ElementTree.Element) -> list[str]:
    return [element.get("id") for element in tree.iter() if "id" in element.attrib]


def references(tree: ElementTree.Element) -> set[str]:
    text = ElementTree.tostring(tree, encoding="unicode")
    return set(re.findall(r"url\(#([^)]+)\)", text)) | set(re.findall(r'href="#([^"]+)"', text))


def texts(tree: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()).strip() for element in tree.iter(f"{{{svg.SVG}}}text")]


def test_nothing_is_styled_in_a_way_that_a_strict_policy_refuses(tree):
    assert not [element for element in tree.iter() if "style" in element.attrib or element.tag.endswith("}style")]
    assert not [element for element in tree.iter() if element.tag.endswith("}script")]


def test_every_colour_of_the_palette_became_a_variable_in_the_page_and_a_value_in_the_download(rendered, language):
    inline, download = (rendered[f"{language}.{kind}"].decode() for kind in ("inline.svg", "svg"))
    assert not SENTINEL.search(inline) and not SENTINEL.search(download)
    assert "var(" not in download
    used = set(re.findall(r"var\((--[a-z-]+)\)", inline))
    assert {"--fig-input", "--fig-paper", "--fig-wrong", "--fig-theory", "--fig-output", "--fig-ink"} <= used
    assert used <= {colour.variable for colour in palette.current().colours.values()} | {svg.SIZE}
    assert palette.current().colours["INPUT"].light in download


def test_every_id_is_referred_to_is_there_once_and_carries_the_figure_and_the_language(tree, language):
    assert sorted(ids(tree)) == sorted(references(tree))
    assert ids(tree) and all(name.startswith(f"two-words-{language}-") for name in ids(tree))


def test_words_and_formulas_stay_text_in_the_page_s_font(tree, language):
    found = texts(tree)
    assert found.count(LANGUAGES[language]) == 3  # The axis, the legend and the arrow's text.
    assert "bold" in found and "0.0" in found
    assert "x2\u2009+\u2009α" in found
    assert not [element for element in tree.iter() if "font-family" in element.attrib and element is not tree]
    (bold,) = [e for e in tree.iter(f"{{{svg.SVG}}}text") if "".join(e.itertext()).strip() == "bold"]
    assert bold.get("font-weight") in ("bold", "700") and bold.get("font-style") == "italic" and bold.get("font-size")


def test_the_page_loads_rasters_by_their_content_and_both_languages_share_them(rendered):
    rasters = {name: data for name, data in rendered.items() if name.startswith("two_words-")}
    assert len(rasters) == 1
    for name, data in rasters.items():
        assert name == f"two_words-{hashlib.sha256(data).hexdigest()[:12]}.png"
    for language in LANGUAGES:
        tree = ElementTree.fromstring(rendered[f"{language}.inline.svg"].decode())
        images = list(tree.iter(f"{{{svg.SVG}}}image"))
        assert {image.get("href") for image in images} == set(rasters)
        assert images[0].get("image-rendering") == "pixelated", "a picture of 3 × 4 pixels is about its pixels"


def test_the_download_stands_alone(rendered, language):
    tree = ElementTree.fromstring(rendered[f"{language}.svg"].decode())
    links = {value for element in tree.iter() for key, value in element.attrib.items() if key.endswith("href")}
    assert all(link.startswith(("#", "data:image/png;base64,")) for link in links)
    assert "Pretendard" in tree.get("font-family")
    assert tree.get("viewBox")


def test_spaces_that_keep_a_text_from_its_mark_are_kept():
    figure = canvas(1.0)
    figure.text(0.1, 0.5, "  shift  by one ")
    with style.applied():
        files = svg.render(figure, "probe", "en")
    for kind in ("inline.svg", "svg"):
        (text,) = ElementTree.fromstring(files[f"en.{kind}"].decode()).iter(f"{{{svg.SVG}}}text")
        assert text.text == "\u00a0\u00a0shift\u00a0\u00a0by one\u00a0"


def test_the_figure_scales_with_the_page(tree):
    assert "width" not in tree.attrib and "height" not in tree.attrib and tree.get("viewBox").startswith("0 0 ")


def test_the_same_figure_gives_the_same_bytes(rendered, language):
    with style.applied():
        again = svg.render(drawn(LANGUAGES[language]), "two_words", language)
    assert again == {name: rendered[name] for name in again}
    assert not any(word in rendered[f"{language}.inline.svg"].decode() for word in ("Matplotlib", "<metadata", "<!DOCTYPE"))


def test_no_pixels_are_made_here(rendered):
    """They are made from the SVG, when somebody asks."""
    assert {name.partition(".")[2] for name in rendered if not name.startswith("two_words-")} == {"inline.svg", "svg"}


def test_the_style_does_not_leak():
    import matplotlib

    before = dict(matplotlib.rcParams)
    with style.applied():
        matplotlib.rcParams["font.size"] = 99
    assert dict(matplotlib.rcParams) == before


def test_ids_are_numbers_not_digests_of_the_last_bits_of_a_layout():
    figure = canvas(1.5)
    figure.subplots().plot([0, 1], [0, 1])
    with style.applied():
        files = svg.render(figure, "line", "en")
    ids = re.findall(r'\bid="([^"]+)"', files["en.svg"].decode())
    assert ids and all(re.fullmatch(r"line-en-\d+", one) for one in ids)
