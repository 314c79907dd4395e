"""What stands in a page where a figure block was: the picture, and under its caption the way to code, test and data."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from sitekit.build.bitmaps import SMALL_WIDTH
from sitekit.pages.code import KINDS, CodePages, asset_url
from sitekit.pages.site import Site
from sitekit.project import FigureId
from sitekit.templates import render
from sitekit.text.placeholders import anchor

PICTURE = re.compile(r'<div class="figure-picture"((?: data-[a-z]+="[^"]*")+)></div>')
DATA = re.compile(r'data-([a-z]+)="([^"]*)"')
MENU = re.compile(r'<div class="figure-menu" data-menu="([^"]*)"></div>')

THUMB = re.compile(r'<img data-thumb="([^"]*)"[^>]*>')
"""Stands for a figure's thumbnail beside a text that says what it shows: it has no alternative text of its own."""
SIZE = re.compile(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')

IMAGE = re.compile(r"<image ([^>]*?)\s*/>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')

CODE_LINK = re.compile(r'data-code="([a-z]+):([a-z0-9_.]+)"')
"""Stands for the address of a figure's code or tests, which is known when all pages are."""


def script_url(figure: FigureId) -> str:
    """Where a figure's live version lies in the site, beside the scripts it shares with others of its article."""
    return asset_url(figure, "live.js")


class FigureHtml:
    """Fills the figure blocks of built pages from one state of the site.

    ``code`` knows the pages of code and tests; ``labs`` maps (figure, language) to the URL of the lab page that opens it as an
    executed notebook.
    """

    def __init__(self, site: Site, code: CodePages, labs: Mapping[tuple[FigureId, str], str] = {}) -> None:
        self.project, self.report, self.covers, self.labs = site.project, site.report, site.covers, labs
        self.code = code
        self.shows_covers = True
        """Whether the first page shows the covers of articles: it does where it has no picture of its own."""
        self.sizes: set[str] = set()
        """Of the pictures that were put into pages: width and height, for a rule of the style sheet."""

    def state(self, figure: FigureId, language: str) -> list[object]:
        """All that decides what a page shows of ``figure``, wherever it does."""
        picture, place = self.report.pictures.get(figure), self.project.place(figure)
        return [
            picture and [picture.seal, picture.is_live],
            figure in self.report.waiting,
            str(self.report.faults.get(figure)),
            [(self.project.root / path).is_file() for path in (place.script, place.style)],
            self.labs.get((figure, language)),
            [[kind, *map(self.project.relative, self.code.files.get((figure, kind), ()))] for kind in KINDS],
        ]

    def cover(self, language: str) -> list[object]:
        """All that decides which figure stands for the site on its first page."""
        cover = self.covers.get(language)
        return [self.shows_covers, cover and [str(cover.figure), cover.alt]]

    def fill(
        self,
        page: str,
        language: str,
        url: Callable[[str], str],
        shown: Callable[[FigureId, str], None] = lambda *_: None,
        covered: Callable[[str], None] = lambda _: None,
    ) -> str:
        """``page`` with every block filled; ``url`` makes a path within the site relative to the page.

        ``shown`` is told every figure of which something is shown, in which language, ``covered`` whose cover.
        """

        def known(figure: FigureId, language: str) -> FigureId:
            shown(figure, language)
            return figure

        def picture(match: re.Match[str]) -> str:
            data = dict(DATA.findall(match[1]))
            if "cover" in data:
                covered(data["cover"])
                cover = self.covers.get(data["cover"]) if self.shows_covers else None
                return self._picture(known(cover.figure, data["cover"]), cover.alt, data["cover"], url) if cover else ""
            alt = html.unescape(data.get("alt", ""))
            given = data.get("language", language)
            return self._picture(known(_id(data.get("picture", "")), given), alt, given, url)

        page = PICTURE.sub(picture, page)
        page = THUMB.sub(lambda m: self._thumb(known(_id(m[1]), language), language, url), page)
        page = CODE_LINK.sub(lambda m: self._code_link(m[1], known(_id(m[2]), language), language, url), page)
        return MENU.sub(lambda m: self._menu(known(_id(m[1]), language), language, url), page)

    def _picture(self, figure: FigureId, alt: str, language: str, url: Callable[[str], str]) -> str:
        picture = self.report.pictures.get(figure)
        if figure in self.report.waiting:
            return render("figure-waiting", language=language)
        if picture is None:
            return render("figure-failed", fault=self.report.faults.get(figure), figure=figure, language=language)
        data = picture.read(f"{language}.inline.svg")
        svg = IMAGE.sub(lambda m: _when_near(m[1], lambda name: url(asset_url(figure, name))), data.decode())
        svg = svg.replace("<svg ", f'<svg role="img" aria-label="{html.escape(alt)}" ', 1)
        place, live = self.project.place(figure), None
        if picture.is_live and (self.project.root / place.script).is_file():
            sheet = (self.project.root / place.style).is_file()
            live = {
                "script": url(script_url(figure)),
                "data": url(asset_url(figure, "live.json")),
                "sheet": url(asset_url(figure, "live.css")) if sheet else "",
            }
        size = " ".join(part.decode() for part in found.groups()) if (found := SIZE.search(data)) else ""
        self.sizes.add(size)
        return render("figure-picture", svg=svg, size=size, live=live, language=language)

    def _thumb(self, figure: FigureId, language: str, url: Callable[[str], str]) -> str:
        picture = self.report.pictures.get(figure)
        if picture is None or not (size := SIZE.search(picture.read(f"{language}.svg"))):
            return ""
        light, dark = (url(asset_url(figure, f"{language}.small.{kind}")) for kind in ("png", "dark.png"))
        height = round(SMALL_WIDTH * float(size[2]) / float(size[1]))
        return render("thumbnail", light=light, dark=dark, width=SMALL_WIDTH, height=height)

    def _menu(self, figure: FigureId, language: str, url: Callable[[str], str]) -> str:
        def link(key: str, target: str, download: bool = True) -> dict[str, object]:
            return {"word": key, "href": target, "download": download}

        def asset(file: str) -> str:
            return url(asset_url(figure, file))

        links = [link("link", f"#{anchor(figure.name)}", download=False)]
        if figure in self.report.pictures:
            links += [
                link("vector", asset(f"{language}.svg")),
                link("bitmap", asset(f"{language}.png")),
                link("numbers", asset("numbers.json")),
                link("arrays", asset("data.npz")),
            ]
            if lab := self.labs.get((figure, language)):
                links.append(link("lab", url(lab), download=False))
            links.append(link("notebook", asset(f"{language}.ipynb")))
        pages = [
            {"word": kind, "path": self.project.relative(files[0]), "href": url(self.code.address(kind, figure, language))}
            for kind in KINDS
            if (files := self.code.files.get((figure, kind)))
        ]
        return render("figure-menu", language=language, links=links, pages=pages)

    def _code_link(self, kind: str, figure: FigureId, language: str, url: Callable[[str], str]) -> str:
        return f'href="{html.escape(url(self.code.address(kind, figure, language)))}"'


def _when_near(attributes: str, url: Callable[[str], str]) -> str:
    """An ``<image>`` with these attributes, which a browser loads at once, as one that it loads when the reader comes near.

    That needs no script, and paper gets all of them.
    """
    given = dict(ATTRIBUTE.findall(attributes))
    source = given.pop("href")
    if given.pop("image-rendering", "") == "pixelated":  # A property of CSS, and no attribute of HTML's.
        given["class"] = f"{given.get('class', '')} pixels".strip()
    size = " ".join(f'{key}="{max(1, round(float(given[key])))}"' for key in ("width", "height"))
    outer = "".join(f' {key}="{value}"' for key, value in given.items())
    inner = f'<img loading="lazy" alt="" {size} src="{url(source)}">'
    return f"<foreignObject{outer}>{inner}</foreignObject>"


def _id(text: str) -> FigureId:
    article, _, name = text.rpartition(".")
    return FigureId(article, name)
