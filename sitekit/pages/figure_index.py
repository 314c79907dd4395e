"""The list of all figures: a small picture, the caption's first sentence, the numbers, and the way to everything behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from sitekit.claims.items import called
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
    """Writes the list in Markdown. ``names`` gives what a caption of a page may call, besides numbers."""

    def __init__(self, site: Site, names: Callable[[Page], dict[str, Any]]) -> None:
        self.site, self.project, self.report, self.names = site, site.project, site.report, names

    def markdown(self, page: Page, language: str) -> str:
        """Every figure that an article in ``language`` shows, by article, for ``page``."""
        up = "../" * (page.path.count("/") - 1)  # From the page to docs/.
        articles = []
        shown = self._shown(language)
        for article in self.site.articles[language]:
            if uses := [use for use in article.figures if shown[figure_id(use.name, article.article)] is article]:
                link = up + article.path.removeprefix("docs/")
                prose = Prose(article, language, self.site.numbers, self.names(article))
                quoted = self._quoted(article)
                cards = [self._card(article, use, prose, link, up, quoted) for use in uses]
                slug = Article.of(article.article).slug
                articles.append(f"## [{title(article)}]({link}) {{ #{slug} }}\n\n" + "\n".join(cards))
        if not articles:
            return render("nothing-yet", key="no_figures", language=language)
        return "\n" + "\n".join(articles)

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
        parts = [f'<div class="figure-card" id="{anchor(use.name)}" markdown>']
        if figure in self.report.pictures:
            alt = re.sub(r"([\[\]\\*_`])", r"\\\1", _filled(use.alt, prose, use))
            thumb = up + asset_url(figure, f"{language}.thumb.png")
            parts.append(f"[![{alt}]({thumb}){{ loading=lazy }}]({place})\n{{ .figure-thumb }}")
        parts.append(f"**[{prose.label(use.name)}]({place})** {caption}")
        parts.append(self._links(figure, language, place, up))
        if numbers := self._numbers(figure, quoted.get(figure, set()), language):
            parts.append(numbers)
        return "\n\n".join([*parts, "</div>\n"])

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
        return "\n".join(links) + "\n{ .figure-files }"

    def _quoted(self, page: Page) -> Mapping[FigureId, set[str]]:
        found: dict[FigureId, set[str]] = defaultdict(set)
        for figure, name in quoted(page):
            found[figure].add(name)
        return found

    def _numbers(self, figure: FigureId, quoted: set[str], language: str) -> str:
        """The numbers that the article quotes, folded."""
        shown = [
            (called(text, language), name, text) for name, text in self.site.numbers.get(figure, {}).items() if name in quoted
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
