"""What a built page weighs before a reader opens anything in it, and what it may weigh at most."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass

ELEMENT = re.compile(r"<[a-zA-Z]")


@dataclass(frozen=True)
class Weight:
    """``raw`` and ``packed`` (by gzip) are bytes of HTML, ``elements`` a count."""

    raw: int
    packed: int
    elements: int

    def beyond(self, budget: Weight) -> list[str]:
        """In words, by what this exceeds ``budget``."""
        return [
            f"{name}: {mine} of {allowed}"
            for name, mine, allowed in zip(vars(self), vars(self).values(), vars(budget).values(), strict=True)
            if mine > allowed
        ]


ARTICLE = Weight(raw=600_000, packed=135_000, elements=6_000)
"""The budget of an article with its figures: it opens on a telephone while the reader still looks at the title."""

CLAIMS = Weight(raw=300_000, packed=60_000, elements=7_000)
"""The budget of the page of all claims."""


def weigh(html: str) -> Weight:
    """The weight of one page."""
    data = html.encode()
    return Weight(len(data), len(gzip.compress(data, mtime=0)), len(ELEMENT.findall(html)))
