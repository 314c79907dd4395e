"""The wall of all figures: a small picture, the caption's first sentence, the verdicts of its claims, and what is behind it.

A filter above leaves some of them (``theme/assets/javascripts/wall.js``); without scripts all are there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from sitekit.claims.claims import VERDICTS, Claim
from sitekit.claims.html import CLAIMS_PAGE
from sitekit.claims.items import Items, called
from sitekit.pages.code import KINDS, asset_url, code_files
from sitekit.pages.site import Site
from sitekit.project import Article, FigureId
from sitekit.templates import render
from sitekit.text.articles import title
from sitekit.text.page import PLACEHOLDER, FigureUse, Page
from sitekit.text.placeholders import Prose, anchor, figure_id, quoted
from sitekit.words import word

SENTENCE = re.compile(r"(.+?(?<!\bal)(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.!?][”’\"')\]]*)(?=\s|\Z)", re.S)


class FigureIndex:
    """Writes the list in Markdown. ``names`` gives what a caption of a page may call, besides numbers; ``items`` are claims."""

    def __init__(self, site: Site, names: Callable[[Page], dict[str, Any]], items: Items | None = None) -> None:
        self.site, self.project, self.report, self.names, self.items = site, site.project, site.report, names, items

    def markdown(self, page: Page, language: str) -> str:
        """Every figure that an article in ``language`` shows, by article, for ``page``."""
        up = "../" * (page.path.count("/") - 1)  # From the page to docs/.
        articles, parts = [], []
        verdicts: Counter[str] = Counter()
        live = total = 0
        shown = self._shown(language)
        for article in self.site.articles[language]:
            if uses := [use for use in article.figures if shown[figure_id(use.name, article.article)] is article]:
                link = up + article.path.removeprefix("docs/")
                prose = Prose(article, language, self.site.numbers[language], self.names(article))
                quoted = self._quoted(article)
                cards = [self._card(article, use, prose, link, up, quoted) for use in uses]
                slug = Article.of(article.article).slug
                wall = '<div class="figure-wall" markdown>\n\n' + "\n".join(cards) + "\n</div>\n"
                articles.append(f"## [{title(article)}]({link}) {{ #{slug} }}\n\n{wall}")
                figures = [figure_id(use.name, article.article) for use in uses]
                verdicts.update(verdict for figure in figures for verdict in {claim.verdict for claim in self._claims(figure)})
                live, total = live + sum(map(self._is_live, figures)), total + len(figures)
                found = {section.id: section.text for use in uses if (section := article.section(use.line))}
                parts.append({"id": slug, "title": title(article), "sections": found})
        if not articles:
            return render("nothing-yet", key="no_figures", language=language)
        counts = {verdict: verdicts[verdict] for verdict in VERDICTS if verdicts[verdict]}
        filter_ = render("figures-filter", parts=parts, counts=counts, live=live, total=total, language=language)
        return "\n".join(["", filter_, "", *articles])

    def _shown(self, language: str) -> Mapping[FigureId, Page]:
        """figure → the article below which it is listed: its own if that shows it, else the first that does."""
        shown: dict[FigureId, Page] = {}
        for article in self.site.articles[language]:
            for use in article.figures:
                figure = figure_id(use.name, article.article)
                if figure not in shown or figure.article == article.article:
                    shown[figure] = article
        return shown

    def _card(self, page: Page, use: FigureUse, prose: Prose, link: str, up: str, quoted: Mapping[FigureId, set[str]]) -> str:
        language, figure = prose.language, figure_id(use.name, page.article)
        place = f"{link}#{anchor(use.name)}"
        caption = _filled(first_sentence(use.caption), prose, use)
        caption = re.sub(r"\]\(#", f"]({link}#", caption)
        claims, section = self._claims(figure), page.section(use.line)
        attributes = {
            "part": Article.of(page.article).slug,
            "section": section.id if section else "",
            "verdicts": " ".join(dict.fromkeys(claim.verdict for claim in claims)),
        }
        data = "".join(f' data-{key}="{value}"' for key, value in attributes.items() if value)
        if self._is_live(figure):
            data += " data-live"
        parts = [f'<div class="figure-card" id="{anchor(use.name)}"{data} markdown>']
        if figure in self.report.pictures:
            alt = re.sub(r"([\[\]\\*_`])", r"\\\1", _filled(use.alt, prose, use))
            light, dark = (f"{up}{asset_url(figure, f'{language}.thumb.{kind}')}" for kind in ("png", "dark.png"))
            # A browser fetches the one that is shown.
            pair = f"![{alt}]({light}){{ .on-light loading=lazy }}![{alt}]({dark}){{ .on-dark loading=lazy }}"
            parts.append(f"[{pair}]({place})\n{{ .figure-thumb }}")
        parts.append(f"**[{prose.label(use.name)}]({place})** {caption}")
        if claims or self._is_live(figure):
            parts.append(self._marks(claims, self._is_live(figure), language))
        parts.append(self._links(figure, language, place, up))
        if numbers := self._numbers(figure, quoted.get(figure, set()), language):
            parts.append(numbers)
        return "\n\n".join([*parts, "</div>\n"])

    def _claims(self, figure: FigureId) -> list[Claim]:
        """The claims that rest on ``figure``, in their order."""
        if self.items is None or figure.article in self.items.elsewhere:
            return []
        return [claim for claim in self.items.claims.of(figure.article) if claim.figure == figure]

    def _is_live(self, figure: FigureId) -> bool:
        return figure in self.report.pictures and self.report.pictures[figure].is_live

    def _marks(self, claims: list[Claim], is_live: bool, language: str) -> str:
        marks = [
            {
                "page": f"{CLAIMS_PAGE}#{claim.anchor}",
                "verdict": claim.verdict,
                "text": f"{word(claim.verdict, language)}: {self.items.text(claim, claim.statement) if self.items else ''}",
            }
            for claim in claims
        ]
        return render("figure-marks", marks=marks, is_live=is_live, language=language)

    def _links(self, figure: FigureId, language: str, place: str, up: str) -> str:
        links = [f"[{word('in_article', language)}]({place})"]
        for kind in KINDS:  # What these lead to is no page with a source, so they are filled in as the figures are.
            if code_files(self.project, figure, kind):
                links.append(f'<a data-code="{kind}:{figure}">{word(f"{kind}_file", language)}</a>')
        files: dict[str, str] = {}
        if figure in self.report.pictures:
            made = {"numbers": "numbers.json", "arrays": "data.npz", "vector": f"{language}.svg", "bitmap": f"{language}.png"}
            files |= {word(key, language): asset_url(figure, name) for key, name in made.items()}
        links += [f"[{text}]({up}{target}){{ download }}" for text, target in files.items()]
        files_ = "\n".join(links) + "\n{ .figure-files }"
        summary = f"<summary>{word('about', language)}</summary>"
        return f'<details class="figure-about" markdown>\n{summary}\n\n{files_}\n\n</details>'

    def _quoted(self, page: Page) -> Mapping[FigureId, set[str]]:
        found: dict[FigureId, set[str]] = defaultdict(set)
        for figure, name in quoted(page):
            found[figure].add(name)
        return found

    def _numbers(self, figure: FigureId, quoted: set[str], language: str) -> str:
        """The numbers that the article quotes, folded."""
        shown = [
            (called(text, language), name, text)
            for name, text in self.site.numbers[language].get(figure, {}).items()
            if name in quoted
        ]
        return render("figure-numbers", numbers=shown, language=language) if shown else ""


def first_sentence(caption: str) -> str:
    """The sentence that says what a figure shows. Placeholders and formulas have points of their own."""
    masked = re.sub(r"\{\{.*?\}\}|\$[^$\n]+\$|`[^`]+`|\[[^\]]*\]\([^)]*\)", lambda match: "x" * len(match[0]), caption)
    match = SENTENCE.match(masked)
    return caption[: match.end(1)] if match else caption


def _filled(source: str, prose: Prose, use: FigureUse) -> str:
    """``source`` on one line, with its numbers; what cannot be resolved is a fault of its own page and left as it is."""

    def value(match: re.Match[str]) -> str:
        try:
            return prose.value(match["expression"], use.line)
        except Exception:
            return match[0]

    return " ".join(PLACEHOLDER.sub(value, source).split())
