"""Texts that a page may make smaller: they stay where their author put them, as they were aligned."""

from __future__ import annotations

import re
from itertools import product
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_hex

from sitekit.figure import Figure, canvas, palette, picture, style, svg

pytestmark = pytest.mark.builds

TEXT = f"{{{svg.SVG}}}text"
PLACES = [*product(("left", "center", "right"), ("top", "center", "baseline", "bottom"), (0, 90))]
ENDS = {"left": "start", "center": "middle", "right": "end"}


def files(figure: Figure) -> dict[str, ElementTree.Element]:
    with style.applied():
        rendered = svg.render(figure, "probe", "en")
    return {name: ElementTree.fromstring(rendered[name].decode()) for name in ("en.inline.svg", "en.svg")}


def em(text: ElementTree.Element, key: str) -> float:
    return float(text.get(key, "0em").removesuffix("em"))


@pytest.mark.parametrize(("ha", "va", "turn"), PLACES)
def test_a_text_is_written_around_its_anchor(ha, va, turn):
    figure = Figure(figsize=(4.5, 2), layout="none")
    with style.applied():
        figure.text(0.5, 0.5, "label", ha=ha, va=va, rotation=turn, rotation_mode="anchor")
        (inline,), (alone,) = (list(tree.iter(TEXT)) for tree in files(figure).values())
    assert (float(inline.attrib["x"]), float(inline.attrib["y"])) == (162, 72)
    assert inline.get("text-anchor", "start") == ENDS[ha] and "dx" not in inline.attrib
    size = 9.5
    assert float(alone.attrib["y"]) == pytest.approx(72 + size * em(inline, "dy"), abs=0.05)
    assert {"dx", "dy", "anchor"}.isdisjoint(alone.attrib)
    sign = {"top": 1, "center": 1, "baseline": 0, "bottom": -1}[va]
    assert np.sign(em(inline, "dy")) == sign


def test_lines_of_one_text_draw_together_as_it_shrinks():
    figure = Figure(figsize=(4.5, 2), layout="none")
    with style.applied():
        figure.text(0.5, 0.5, "two\nlines", ha="center", va="center")
        inline = files(figure)["en.inline.svg"]
    one, two = inline.iter(TEXT)
    assert one.attrib["y"] == two.attrib["y"] and em(one, "dy") < 0 < em(two, "dy")


def test_sizes_follow_the_page_in_it_and_are_fixed_alone():
    figure = canvas(2)
    with style.applied():
        figure.subplots().set_xlabel("label")
        inline, alone = (ElementTree.tostring(tree, "unicode") for tree in files(figure).values())
    assert set(re.findall(r'font-size="([^"]+)"', inline)) == {"calc(9px*var(--fig-type))", "calc(9.5px*var(--fig-type))"}
    assert set(re.findall(r'font-size="([^"]+)"', alone)) == {"9px", "9.5px"}


def test_a_halo_is_paper_around_letters_that_stay_text():
    from matplotlib.patheffects import withStroke

    figure = Figure(figsize=(4.5, 2), layout="none")
    with style.applied():
        figure.text(0.5, 0.5, "label", path_effects=[withStroke(linewidth=2, foreground=palette.PAPER)])
        (text,) = files(figure)["en.inline.svg"].iter(TEXT)
    assert (text.text, text.get("stroke"), text.get("paint-order")) == ("label", "var(--fig-paper)", "stroke")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_diverging_map_has_the_paper_in_its_middle_and_goes_as_far_to_either_side(scheme):
    chosen = palette.current()
    with style.applied(getattr(chosen, scheme)):
        low, middle, high = matplotlib.colormaps["diverging"]([0.0, 0.5, 1.0])
    paper = chosen.colours["PAPER"]
    assert to_hex(middle) == getattr(paper, scheme)
    light = [colour[:3] @ (0.2126, 0.7152, 0.0722) for colour in (low, middle, high)]
    assert (light[0] < light[1] > light[2]) == (scheme == "light") and abs(light[0] - light[2]) < 0.1
    assert "diverging" not in matplotlib.colormaps


def test_a_theme_has_a_raster_of_its_own_colours_and_none_that_it_does_not_need():
    from sitekit.figure import themes

    def draw(cmap: str):
        def drawn(language: str) -> svg.Drawing:
            figure = canvas(2)
            picture(figure.subplots(), np.linspace(-1, 1, 16).reshape(4, 4), vmin=-1, cmap=cmap)
            return svg.draw(figure, "probe", language)

        return themes.drawn(drawn, ["ko", "en"])

    assert sum(name.endswith(".png") for name in draw("gray")) == 1
    both = draw("diverging")
    assert sum(name.endswith(".png") for name in both) == 2
    assert {"on-light", "on-dark"} <= set(re.findall(r'class="([^"]+)"', both["ko.inline.svg"].decode()))
