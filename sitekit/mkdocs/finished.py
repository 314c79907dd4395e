"""A page that has been finished before is not finished again: filled with its figures, cards and badges, and sealed.

One entry is kept for each page, which a newer one replaces. It has the digest of all that the page was finished from in any case,
what was asked of the site on the way with the digest of each answer, and what else came of it. It counts if the one is the same
and the same questions have the same answers today. Where something was said meanwhile, nothing is kept; and what a build made is
kept at its end, if the templates are still those with which it began.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sitekit import edition
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.mkdocs import host
from sitekit.mkdocs.rendered import heard, hears
from sitekit.project import FigureId

if TYPE_CHECKING:
    from sitekit.mkdocs.site import Site


class Asked:
    """Answers what is asked of ``site`` while ``page``, in the language ``code``, is finished, and notes it."""

    def __init__(self, site: Site, page: Any, code: str) -> None:
        self.site, self.page, self.code = site, page, code
        self.answers: dict[tuple[str, ...], str] = {}

    def has_preview(self, attribute: str, way: str) -> bool:
        """Whether there is something to see where a link of the page leads."""
        return self._noted(self.site.has_preview(self.page, self.code, attribute, way), "preview", attribute, way)

    def address(self, source: str) -> str | None:
        """Where the page made from ``source`` lies, as seen from this one."""
        return self._noted(self.site.address(source, self.page.url), "address", source)

    def bibliography(self, article: str) -> Any:
        """The works that an article may cite."""
        found = self.site.source.bibliography(article)
        self._noted([*map(repr, found.entries.values())], "bibliography", article)
        return found

    def glossary(self) -> Any:
        """The terms of the site."""
        self._noted(self.site.terms, "glossary")
        return self.site.source.glossary

    def badge(self, name: str, time: int) -> str:
        """The badge of a claim where it is made for the ``time``-th time."""
        claims = self.site.names.claims
        return self._noted(claims.badge(name, time, claims.items[self.code]), "badge", name, str(time))

    def figure(self, figure: FigureId, language: str) -> None:
        """A figure is shown, or something of it."""
        self._noted(self.site.html.state(figure, language), "figure", figure.article, figure.name, language)

    def cover(self, language: str) -> None:
        """The figure is shown that stands for the site."""
        self._noted(self.site.html.cover(language), "cover", language)

    def _noted(self, answer: Any, *question: str) -> Any:
        self.answers[question] = digest(answer)
        return answer

    def again(self, question: list[str]) -> str | None:
        """The digest of today's answer to a ``question`` that was noted once."""
        kind, *rest = question
        if kind == "figure":
            self.figure(FigureId(*rest[:2]), rest[2])
        elif kind == "badge":
            self.badge(rest[0], int(rest[1]))
        elif kind == "preview":
            self.has_preview(*rest)
        else:
            getattr(self, kind)(*rest)
        return self.answers[tuple(question)]


class Finished:
    """The finished pages of one build of ``site`` with MkDocs' ``config``, kept in ``memo``."""

    def __init__(self, memo: Memo, site: Site, config: Any, *modes: bool) -> None:
        self.memo, self.site = memo, site
        self.templates = edition.templates()
        languages = [config.extra.get("languages"), [*LANGUAGES.values()], site.hosts.hosts]
        self.modes = [site.serving, config.strict, config.use_directory_urls, config.site_url, hears(), *modes]
        self.ground = [host.NAME, edition.code(), self.templates, repr(languages), *self.modes]
        self.made: dict[str, str] = {}

    def page(self, output: str, page: Any, code: str, finish: Callable[[Asked], str]) -> str:
        """What ``finish`` makes of the page ``output``, now or once before."""
        site = self.site
        source = site.source.page(page.file.src_uri)
        about = [page.file.src_uri, page.url, code, "date" in page.meta, page.meta.get("hide"), source and source.article]
        key = digest([*self.ground, *about, output])
        name = json.dumps(["finished", *self.modes, page.file.src_uri])
        if (known := self._known(name, key, Asked(site, page, code))) is not None:
            site.html.sizes.update(known["sizes"])
            site.diagrams.sheets.update(known["sheets"])
            return known["output"]
        asked = Asked(site, page, code)
        sizes, sheets = site.html.sizes, site.diagrams.sheets
        site.html.sizes, site.diagrams.sheets = set(), {}
        try:
            with heard() as said:
                output = finish(asked)
            also = {"sizes": sorted(site.html.sizes), "sheets": site.diagrams.sheets}
        finally:
            site.html.sizes, site.diagrams.sheets = sizes | site.html.sizes, sheets | site.diagrams.sheets
        if not said:
            questions = [[question, answer] for question, answer in asked.answers.items()]
            entry = {"key": key, "asked": questions, **also, "output": output}
            self.made[name] = json.dumps(entry, ensure_ascii=False)
        return output

    def keep(self) -> None:
        """Keep what this build made, since it has come to its end."""
        if self.made and edition.templates() == self.templates:
            for name, entry in self.made.items():
                self.memo.put(name, entry)
        self.made.clear()

    def _known(self, name: str, key: str, asked: Asked) -> dict[str, Any] | None:
        found = json.loads(self.memo.get(name) or "null")
        if found is None or found["key"] != key:
            return None
        return found if all(asked.again(question) == answer for question, answer in found["asked"]) else None


def digest(value: Any) -> str:
    """A digest of what JSON can say of ``value``, and of its class."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return hashlib.sha256(f"{type(value).__name__} {text}".encode("utf-8", "surrogatepass")).hexdigest()
