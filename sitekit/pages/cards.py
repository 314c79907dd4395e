"""A link with a card that opens over the page: on hover, on keyboard focus, and by tap (``tips.js``).

The card is put in after the page is built, so that neither the search index nor an excerpt holds it; ``references.css``
shows and hides it, so that it opens without JavaScript as well.
"""

from __future__ import annotations

import html


def tip(name: str, kind: str, href: str, text: str, card: str) -> str:
    """The HTML of one link with its card. ``name`` becomes the card's id; ``text`` and ``card`` are HTML for a sentence."""
    return (
        f'<span class="tip"><a class="{kind}" href="{html.escape(href)}" aria-describedby="{name}">{text}</a>'
        f'<span class="tip-card" role="tooltip" id="{name}">{card}</span></span>'
    )


def line(kind: str, text: str, language: str | None = None) -> str:
    """One line of a card: ``kind`` is its class, ``text`` is plain."""
    lang = f' lang="{language}"' if language else ""
    return f'<span class="tip-{kind}"{lang}>{html.escape(text, quote=False)}</span>'
