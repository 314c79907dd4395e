"""The fonts that figures and cards are set in."""

from __future__ import annotations

from pathlib import Path

from sitekit.languages import LANGUAGES

SITE = Path(__file__).parent / "fonts" / "Pretendard-Regular.otf"
"""The site's font, in which everything is set that a language's own has not."""


def of(language: str = "") -> tuple[Path, ...]:
    """The fonts of what is written in ``language``, its own first if ``mkdocs.yml`` names one."""
    own = LANGUAGES[language].font if language in LANGUAGES else None
    return (own, SITE) if own else (SITE,)
