"""Show a figure in a notebook, in the same style and as the same SVG as in the article."""

from __future__ import annotations

import base64
import html
import re
from typing import Any

from sitekit import style, svg


class Shown:
    """A rendered figure that Jupyter displays as SVG; its rasters are inside it."""

    def __init__(self, markup: str) -> None:
        self.markup = markup

    def _repr_html_(self) -> str:
        return self.markup


def show(draw: Any, result: Any, labels: Any, language: str, alt: str = "") -> Shown:
    """Draw ``result`` with ``draw`` and the ``language``'s labels of ``labels``, in the site's style; ``alt`` says what is seen."""
    with style.applied():
        files = svg.render(draw(result, labels[language]), "notebook", language)
    markup = files[f"{language}.inline.svg"].decode()

    def embed(match: re.Match[str]) -> str:
        return f'href="data:image/png;base64,{base64.b64encode(files[match[1]]).decode()}"'

    markup = re.sub(r'href="([^"#:]+\.png)"', embed, markup)
    return Shown(markup.replace("<svg ", f'<svg role="img" aria-label="{html.escape(alt)}" ', 1))
