"""What a page says of itself to who does not open it: the card of its article or of the site, its head, its entry in a feed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sitekit.build import brand
from sitekit.build.card import HEIGHT, WIDTH, Card, undrawable
from sitekit.figure import typefaces
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.mkdocs.feeds import Entry
from sitekit.mkdocs.languages import language_of, translations
from sitekit.mkdocs.site import Site
from sitekit.pages.figure import SIZE
from sitekit.pages.figure_index import first_sentence
from sitekit.pages.full_text import FullText
from sitekit.pages.headings import plain
from sitekit.pages.scholarly import Article, authors, sorted_works
from sitekit.references.citations import cited
from sitekit.settings import Settings
from sitekit.text import licence
from sitekit.text.articles import Cover, is_post, own_cover
from sitekit.text.page import Page
from sitekit.text.placeholders import figure_id
from sitekit.words import word

log = logging.getLogger("mkdocs.sitekit")

PIXELS = 96 / 72
"""To a point, of which a figure's size is told."""


@dataclass(frozen=True)
class Shared:
    """What a page's head says to who is sent its address. ``data`` is the article as JSON-LD, if the page is one."""

    image: str
    alt: str
    locale: str
    others: tuple[str, ...]
    published: date | None = None
    modified: datetime | None = None
    data: str = ""
    width: int = WIDTH
    height: int = HEIGHT


class Sharing:
    """The cards of a run by their addresses, each a way to make it, filled while pages are rendered."""

    config: Any
    memory: Memo

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cards: dict[str, Callable[[], bytes]] = {}

    def begin(self, config: Any) -> None:
        """Forget the cards of the run before."""
        self.config, self.memory = config, Memo(self.site.root / ".cache" / "cards")
        self.cards = {}

    def of(self, page: Any) -> Shared:
        """What the head of ``page``, which is being rendered, says."""
        code = language_of(page) or LANGUAGES.first
        words = self.config.extra["languages"][code]
        found = translations(page, self.site.files)
        source = self.site.source.page(page.file.src_uri)
        post = source if source and is_post(source) and "date" in source.meta else None
        if post:
            title, about = plain(page.title), str(page.meta.get("description") or words["site_description"])
            slug = page.file.src_uri.rsplit("/", 1)[-1].rsplit(".", 1)[0]
            address, cover = f"assets/cards/{code}/{slug}.png", self._cover(post, code)
        else:
            title, about = words["site_name"], words["site_description"]
            address, cover = f"assets/cards/{code}.png", self.site.source.covers.get(code)
        self.cards[address] = partial(self._png, title, first_sentence(about), words["site_name"], cover, code)
        image = f"{self.config.site_url or ''}{address}"
        alt = f"{title}. {cover.alt}" if cover else title
        locale, others = word("locale", code), tuple(word("locale", other) for other in found if other != code)
        if not post:
            return Shared(image, alt, locale, others)
        published, modified = _day(post.meta["date"]), self.site.changed(page)
        addresses = {other: translation.canonical_url or "" for other, translation in found.items()}
        data = Article(
            title=title,
            description=about,
            url=page.canonical_url,
            language=code,
            image=image,
            published=published,
            modified=modified and modified.date(),
            authors=authors(self.site.project, post.meta.get("author")),
            keywords=tuple(str(tag) for tag in post.meta.get("tags") or ()),
            works=self._works(post),
            site=(words["site_name"], f"{self.config.site_url or ''}{code}/"),
            translations=addresses,
            licence=self._licence(),
        )
        return Shared(image, alt, locale, others, published, modified, data.json_ld())

    def entry(self, page: Any, code: str) -> Entry:
        """The entry of ``page``, an article that has been rendered, in the feed of its language."""
        meta, url = page.meta, page.canonical_url or ""
        home = self.config.site_url or ""

        def address(source: str) -> str:
            file = self.site.files.get_file_from_path(f"{code}/{source}")
            return f"{home}{file.url}" if file else url

        def size(name: str) -> tuple[int, int] | None:
            article, _, figure = name.rpartition(".")
            built = self.site.report.pictures.get(figure_id(figure, article))
            found = SIZE.search(built.read(f"{code}.svg")) if built else None
            return (round(float(found[1]) * PIXELS), round(float(found[2]) * PIXELS)) if found else None

        content = self.site.names.claims.fill(page.content, code, address)
        return Entry.of(
            title=plain(page.title),
            url=url,
            summary=str(meta.get("description") or ""),
            content=FullText(home, code, size, Memo(self.site.root / ".cache" / "full-text")).of(content, url),
            date=meta["date"],
            changed=self.site.changed(page),
            authors=tuple(one["name"] for one in authors(self.site.project, meta.get("author"))),
            tags=tuple(str(tag) for tag in meta.get("tags") or ()),
        )

    def all(self) -> Iterator[tuple[str, bytes]]:
        """(address, PNG) of every card that a page has named."""
        return ((address, make()) for address, make in self.cards.items())

    def _cover(self, post: Page, code: str) -> Cover | None:
        return own_cover(post, self.site.names.prose(post, code))

    def _licence(self) -> str:
        """Where the licence of texts can be read, else what it is called."""
        text = licence.of(self.config.extra).get("text")
        return text.url or text.name if text else ""

    def _works(self, post: Page):
        bibliography = self.site.source.bibliography(post.article)
        keys = [key for key, _ in cited(post)] + self.site.source.literature(post.article)
        return sorted_works(bibliography.entries, keys)

    def _png(self, title: str, sentence: str, name: str, cover: Cover | None, code: str) -> bytes:
        built = self.site.report.pictures.get(cover.figure) if cover else None
        picture = built.read(f"{code}.svg").decode() if built else ""
        font, *_ = typefaces.of(code)
        if missing := undrawable(f"{title} {sentence} {name}", font):
            log.info("The card of '%s' leaves out %s: its font has no such characters", title, " ".join(missing))
        return Card(title, sentence, name, picture, font, brand.of(Settings.sound(self.site.root))).png(self.memory)


def _day(value: Any) -> date | None:
    value = value.get("created") if isinstance(value, dict) else value
    value = value.date() if isinstance(value, datetime) else value
    return value if isinstance(value, date) else None
