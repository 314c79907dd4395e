"""The filter lets through whatever a figure may look like."""

from __future__ import annotations

import numpy as np
import pytest

from sitekit.labs.safe_svg import ATTRIBUTES, Refused, safe
from sitekit.languages import LANGUAGES


def kept(kind: str, data: bytes) -> str:
    return f"kept.{kind}"


@pytest.mark.builds
def test_a_figure_of_every_kind_of_artist_passes(monkeypatch):
    from matplotlib.colors import ListedColormap, to_rgb

    from sitekit.figure import canvas, palette
    from sitekit.figure.show import MIME, show

    def draw(result, labels):
        figure = canvas(2)
        lines, raster = figure.subplots(1, 2)
        lines.fill_between([0, 1, 2], [0, 1, 0], alpha=0.5, color=palette.INPUT)
        lines.plot([0, 1, 2], [0.1, 0.9, 0.1], "o--", alpha=0.3)
        lines.scatter([0, 1], [1, 0], c=[0, 1], alpha=0.4)
        lines.bar([0, 1], [1, 2], hatch="//")
        lines.annotate("$a^2$", (0, 0), (1, 1), arrowprops={"arrowstyle": "->"})
        lines.legend(["a", "b"])
        raster.imshow(np.eye(4), cmap=ListedColormap([palette.PAPER, palette.INPUT]))
        raster.plot([0, 1], color=(*to_rgb(palette.INPUT)[:2], 0.5))
        return figure

    monkeypatch.setenv("SITEKIT_LANGUAGE", "*")
    shown = show(draw, None, dict.fromkeys(LANGUAGES)).bundle[MIME]
    for markup in shown.values():
        assert 'stroke-opacity="' in markup and "light-dark(" in markup
        made = safe(markup, "cell-", "A figure.", kept)
        assert made.count('class="on-light pixels"') == made.count('class="on-dark pixels"') == 1


def test_no_attribute_is_half_a_word():
    assert not [name for name in ATTRIBUTES if name.startswith("-") or name.endswith("-")]


@pytest.mark.parametrize(
    ("inner", "named"),
    [
        ("<script>alert(1)</script>", "the element <script>"),
        ('<path onclick="alert(1)" d="M 0 0"/>', 'the attribute onclick="alert(1)" in <path>'),
        ('<path style="fill: red" d="M 0 0"/>', 'the attribute style="fill: red" in <path>'),
        ('<path class="md-overlay" d="M 0 0"/>', 'the attribute class="md-overlay" in <path>'),
        ('<use href="https://example.org/x.svg#a"/>', "the attribute href="),
    ],
)
def test_what_is_refused_is_named(inner, named):
    with pytest.raises(Refused) as caught:
        safe(f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>', "cell-", "A figure.", kept)
    assert named in str(caught.value)
