"""Show a figure in a notebook, in the same style and as the same SVG as in the article."""

from __future__ import annotations

import base64
import os
import re
from typing import Any

from sitekit.languages import LANGUAGES

MIME = "application/vnd.sitekit.figure+json"
"""What a lab's page is made from: language → SVG in the page's own colours, its rasters inside it."""


class Shown:
    """A rendered figure: to the machine in every language and theme, to a reader's notebook on white paper."""

    def __init__(self, bundle: dict[str, Any]) -> None:
        self.bundle = bundle

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self.bundle


def show(draw: Any, result: Any, labels: Any) -> Shown:
    """Draw ``result`` with ``draw`` and the reader's language's labels of ``labels``, in the site's style.

    The reader's language is the environment variable ``SITEKIT_LANGUAGE``, by default the site's first; ``*`` stands for all.
    """
    language = os.environ.get("SITEKIT_LANGUAGE", LANGUAGES.first)
    if language == "*":
        from sitekit.figure import svg, themes  # Whoever only asks for MIME needs no matplotlib.

        files = themes.drawn(lambda code: svg.draw(draw(result, labels[code]), "notebook", code), list(LANGUAGES))
        return Shown({MIME: {code: _inline(files, code) for code in LANGUAGES}})
    picture = _on_white(draw, result, labels, language)
    return Shown({"text/html": f'<div style="max-width: 580px; padding: 12px; background: #fff">{picture}</div>'})


def _on_white(draw: Any, result: Any, labels: Any, language: str) -> str:
    from sitekit.figure import palette, style, svg

    with style.applied(palette.current().light, language):
        return svg.render(draw(result, labels[language]), "notebook", language)[f"{language}.svg"].decode()


def _inline(files: dict[str, bytes], language: str) -> str:
    def embed(match: re.Match[str]) -> str:
        return f'href="data:image/png;base64,{base64.b64encode(files[match[1]]).decode()}"'

    return re.sub(r'href="([^"#:]+\.png)"', embed, files[f"{language}.inline.svg"].decode())
