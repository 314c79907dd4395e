"""The site's icon as pixels, for systems that install a site and read no SVG."""

from __future__ import annotations

import io
from functools import lru_cache

from sitekit.build.card import PAPER

INNER = 0.66
"""A system may cut an icon to a circle of four fifths of its width: a square of this share lies within."""


@lru_cache(maxsize=8)  # ``serve`` asks for the same with every change of a page.
def icon(svg: str, size: int, *, is_cut: bool = False) -> bytes:
    """``svg`` as a PNG ``size`` pixels wide and high, on paper; small enough in the middle where the system cuts it."""
    import resvg_py
    from PIL import Image

    width = round(size * INNER) if is_cut else size
    drawn = Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))).convert("RGBA")
    paper = Image.new("RGBA", (size, size), PAPER)
    paper.alpha_composite(drawn, ((size - drawn.width) // 2, max(0, (size - drawn.height) // 2)))
    buffer = io.BytesIO()
    paper.convert("RGB").quantize(64).save(buffer, "png", optimize=True)
    return buffer.getvalue()
