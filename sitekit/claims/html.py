"""What pages show of the claims: a badge in the text, the corrections of an article, and the list of all claims.

Lists are part of a page's text, so that the search finds them. Badges, and where every link leads, are put in last: a
badge is no word of the sentence it follows, and an excerpt lies elsewhere than its article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from sitekit.claims.claims import VERDICTS, Claim, Claims, filled
from sitekit.claims.markers import ClaimTests, Marker
from sitekit.project import Project
from sitekit.references.citations import Bibliography
from sitekit.text.page import Page
from sitekit.text.placeholders import Numbers, Prose, anchor
from sitekit.words import word

BADGE = re.compile(r'<span data-claim="([^"]+)"></span>')
LINK = re.compile(r' data-page="([^"#]+)(#[^"]*)?"')
CLAIMS_PAGE = "claims.md"
"""The page with the list, below each language's folder."""

DISC = "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Z"
SHAPES = {
    "holds": "M3.6 8.2 5 6.8l2 2 4-4 1.4 1.4L7 11.6Z",
    "holds-with-limits": "M8 2a6 6 0 0 1 0 12Z",
    "does-not-hold": "M5.9 4.5 8 6.6l2.1-2.1 1.4 1.4L9.4 8l2.1 2.1-1.4 1.4L8 9.4l-2.1 2.1-1.4-1.4L6.6 8 4.5 5.9Z",
}
"""What is cut out of the disc: a tick, its right half, a cross. Colour repeats what the shape says."""


def article_page(article: str) -> str:
    """The source of an article's page, below a language's folder."""
    return f"blog/posts/{article.replace('_', '-')}.md"


class ClaimsHtml:
    """Writes claims as HTML, for one state of the project."""

    def __init__(self, project: Project, claims: Claims, tests: ClaimTests, numbers: Numbers) -> None:
        self.project, self.claims, self.tests, self.numbers = project, claims, tests, numbers
        self._articles: dict[tuple[str, str], Prose | None] = {}

    def names(self, page: Page, language: str) -> dict[str, Any]:
        """What a page's placeholders may call: ``claim("id")``, ``corrections()`` and ``claims()``."""
        return {
            "claim": self._claim,
            "corrections": lambda: self._corrections(page.article, language),
            "claims": lambda: self._list(language),
        }

    def fill(self, page: str, language: str, link: Callable[[str], str | None]) -> str:
        """A built page with its badges, and with links to pages named by their source below the language's folder.

        ``link`` gives the address of such a page as seen from this one, or nothing if there is none.
        """

        def target(match: re.Match[str]) -> str:
            address = link(match[1])
            return "" if address is None else f' href="{escape(address)}{match[2] or ""}"'

        return LINK.sub(target, BADGE.sub(lambda match: self._badge(match[1], language), page))

    def _claim(self, name: str) -> str:
        if name not in self.claims.by_id:
            raise ValueError(f"no claims file has a claim '{name}'")
        return f'<span data-claim="{name}"></span>'

    def _badge(self, name: str, language: str) -> str:
        claim = self.claims.by_id.get(name)
        if claim is None:
            return ""
        statement = escape(self._text(claim, claim.statement, language))
        verdict = word(claim.verdict, language)
        return (
            f'<a class="claim-badge" data-verdict="{claim.verdict}" data-page="{CLAIMS_PAGE}#{claim.anchor}" '
            f'title="{statement}" aria-label="{verdict}: {statement}">{_icon(claim.verdict)}{verdict}</a>'
        )

    def _list(self, language: str) -> str:
        """Every claim, with boxes that leave out a verdict. The boxes work without a script."""
        claims = [claim for file in self.claims.files for claim in file.claims]
        counts = Counter(claim.verdict for claim in claims)
        boxes = "".join(
            f'<label><input type="checkbox" value="{verdict}" autocomplete="off" checked>{_verdict(verdict, language)} '
            f"<span>{counts[verdict]}</span></label>"
            for verdict in VERDICTS
        )
        items = "".join(self._item(claim, language) for claim in claims)
        return (
            f'<div class="claims"><fieldset class="claims-filter"><legend>{word("claim_show_verdicts", language)}</legend>'
            f'{boxes}</fieldset><ol class="claims-list">{items}</ol></div>'
        )

    def _item(self, claim: Claim, language: str) -> str:
        rows = [
            self._figure(claim, language),
            self._numbers(claim, language),
            self._inequalities(claim, language),
            self._tests(claim, language),
            self._sources(claim, language),
        ]
        if claim.correction:
            original = escape(self._text(claim, claim.correction.original, language))
            rows.insert(0, (word("claim_original_said", language), f"{original} {_verdict(claim.correction.verdict, language)}"))
        if claim.figure is None:
            rows.insert(0, (word("claim_kind", language), word("claim_quoted", language)))
        cells = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
        return (
            f'<li id="{claim.anchor}" data-verdict="{claim.verdict}"><p class="claim-statement">'
            f"{_verdict(claim.verdict, language)} {escape(self._text(claim, claim.statement, language))} "
            f'<a class="claim-id" href="#{claim.anchor}"><code>{claim.id}</code></a></p><dl>{cells}</dl></li>'
        )

    def _corrections(self, article: str, language: str) -> str:
        """What the text behind the article said otherwise, in the order of the claims file."""
        items = []
        for claim in self.claims.of(article):
            if not claim.correction:
                continue
            original = escape(self._text(claim, claim.correction.original, language))
            corrected = escape(self._text(claim, claim.correction.corrected, language))
            links = [link for link in (self._figure(claim, language)[1], self._sources(claim, language)[1]) if link]
            links.append(f'<a data-page="{CLAIMS_PAGE}#{claim.anchor}">{word("claim_itself", language)}</a>')
            items.append(
                f'<li data-verdict="{claim.correction.verdict}"><p class="correction-original">'
                f"{_verdict(claim.correction.verdict, language)} {word('claim_original_said', language)}: {original}</p>"
                f"<p>{corrected}</p>"
                f'<p class="correction-links">{" · ".join(links)}</p></li>'
            )
        if not items:
            raise ValueError(f"no claim of '{article}' has a correction")
        return f'<ol class="corrections">{"".join(items)}</ol>'

    def _text(self, claim: Claim, table: Mapping[str, str], language: str) -> str:
        """A text of a claim; where a number is missing, since its figure failed, the placeholder stays."""
        try:
            return filled(table[language], self.numbers.get(claim.figure, {}) if claim.figure else {})
        except ValueError:
            return table[language]

    def _figure(self, claim: Claim, language: str) -> tuple[str, str]:
        if not claim.figure:
            return word("claim_figure", language), ""
        prose = self._article(claim.article, language)
        label = prose.label(claim.figure.name) if prose and claim.figure.name in prose.order else claim.figure.name
        target = f"{article_page(claim.article)}#{anchor(claim.figure.name)}"
        return word("claim_figure", language), f'<a data-page="{target}">{label}</a>'

    def _numbers(self, claim: Claim, language: str) -> tuple[str, str]:
        measured = self.numbers.get(claim.figure, {}) if claim.figure else {}
        shown = [f"<li><code>{name}</code> <b>{escape(measured[name])}</b></li>" for name in claim.numbers if name in measured]
        return word("claim_measured", language), f"<ul>{''.join(shown)}</ul>" if shown else ""

    def _inequalities(self, claim: Claim, language: str) -> tuple[str, str]:
        return word("claim_rests_on", language), ", ".join(f"<code>{escape(inequality)}</code>" for inequality in claim.rests_on)

    def _tests(self, claim: Claim, language: str) -> tuple[str, str]:
        verifying, breaking = self.tests.of(claim.id, "claim"), self.tests.of(claim.id, "mutation")
        if not verifying and not breaking:
            return word("claim_tests", language), ""
        path = (verifying or breaking)[0].path
        functions = "".join(f"<li><code>{escape(name)}</code></li>" for name in _functions(verifying))
        mutations = "".join(f"<li>{escape(marker.mutation)}: <code>{escape(marker.function)}</code></li>" for marker in breaking)
        return word("claim_tests", language), (
            f'<details class="claim-tests"><summary><code>{path}</code></summary>'
            f"<p>{word('claim_verified_by', language)}</p><ul>{functions}</ul>"
            f'<p>{word("claim_fails_under", language)}</p><ul lang="en">{mutations}</ul></details>'
        )

    def _sources(self, claim: Claim, language: str) -> tuple[str, str]:
        entries = Bibliography.read(self.project, claim.article).entries
        labels = {key: escape(entries[key].label(language)) if key in entries else key for key in claim.literature}
        return word("claim_sources", language), ", ".join(
            f'<a data-page="{article_page(claim.article)}#ref-{key}">{label}</a>' for key, label in labels.items()
        )

    def _article(self, article: str, language: str) -> Prose | None:
        """The article's page in a language, for the numbers of its figures."""
        if (article, language) not in self._articles:
            path = self.project.root / "docs" / language / article_page(article)
            prose = Prose(Page.read(self.project.root, path), language, {}) if path.is_file() else None
            self._articles[article, language] = prose
        return self._articles[article, language]


def _functions(markers: list[Marker]) -> list[str]:
    return list(dict.fromkeys(marker.function for marker in markers))


def _verdict(verdict: str, language: str) -> str:
    return f'<span class="claim-verdict" data-verdict="{verdict}">{_icon(verdict)}{word(verdict, language)}</span>'


def _icon(verdict: str) -> str:
    return f'<svg viewBox="0 0 16 16" aria-hidden="true"><path fill-rule="evenodd" d="{DISC}{SHAPES[verdict]}"/></svg>'
