"""What stands in a page where a figure block was: the picture, and under its caption the way to code, test and data."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from sitekit.pages.highlight import Highlighter
from sitekit.pages.site import Site
from sitekit.project import FigureId
from sitekit.text.placeholders import anchor
from sitekit.words import word

PICTURE = re.compile(r'<div class="figure-picture"((?: data-[a-z]+="[^"]*")+)></div>')
DATA = re.compile(r'data-([a-z]+)="([^"]*)"')
MENU = re.compile(r'<div class="figure-menu" data-menu="([^"]*)"></div>')


def asset_url(figure: FigureId, file: str) -> str:
    """Where a figure's file lies in the site."""
    return f"assets/figures/{figure.article}/{figure.name}/{file}"


def script_url(figure: FigureId) -> str:
    """Where a figure's live version lies in the site, beside the scripts it shares with others of its article."""
    return asset_url(figure, "live.js")


class FigureHtml:
    """Fills the figure blocks of built pages from one state of the site.

    ``labs`` maps (figure, language) to the URL of the lab page that opens it as an executed notebook.
    """

    def __init__(self, site: Site, labs: Mapping[tuple[FigureId, str], str] = {}) -> None:
        self.project, self.report, self.covers, self.labs = site.project, site.report, site.covers, labs
        self.highlighter = Highlighter(site.project.root / ".cache" / "highlight")

    def fill(self, page: str, language: str, url: Callable[[str], str]) -> str:
        """``page`` with every block filled; ``url`` makes a path within the site relative to the page."""

        def picture(match: re.Match[str]) -> str:
            data = dict(DATA.findall(match[1]))
            if "cover" in data:
                cover = self.covers.get(data["cover"])
                return self._picture(cover.figure, html.escape(cover.alt), data["cover"], url) if cover else ""
            return self._picture(_id(data.get("picture", "")), data.get("alt", ""), data.get("language", language), url)

        page = PICTURE.sub(picture, page)
        return MENU.sub(lambda m: self._menu(_id(m[1]), language, url), page)

    def _picture(self, figure: FigureId, alt: str, language: str, url: Callable[[str], str]) -> str:
        picture = self.report.pictures.get(figure)
        if picture is None:
            fault = self.report.faults.get(figure)
            what = html.escape(str(fault)) if fault else f"<code>{html.escape(str(figure))}</code>"
            return (
                f'<div class="figure-picture figure-failed" role="alert"><strong>{word("failed" if fault else "unknown", language)}'
                f"</strong><pre>{what}</pre></div>"
            )
        svg = picture.read(f"{language}.inline.svg").decode()
        svg = re.sub(r'href="([^"#:/]+\.png)"', lambda m: f'href="{url(asset_url(figure, m[1]))}"', svg)
        svg = svg.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
        if not (picture.is_live and (self.project.root / self.project.place(figure).script).is_file()):
            return f'<div class="figure-picture">{svg}</div>'
        words = "".join(
            f' data-{key}="{word(f"live_{key}", language)}"' for key in ("measured", "live", "reset", "failed", "panel")
        )
        has_sheet = (self.project.root / self.project.place(figure).style).is_file()
        sheet = f' sheet="{url(asset_url(figure, "live.css"))}"' if has_sheet else ""
        return (
            f'<live-figure class="figure-picture" script="{url(script_url(figure))}" data="{url(asset_url(figure, "live.json"))}"'
            f'{sheet}{words}><div class="figure-static">{svg}</div></live-figure>'
        )

    def _menu(self, figure: FigureId, language: str, url: Callable[[str], str]) -> str:
        def link(key: str, target: str, download: bool = True) -> str:
            return f'<li><a href="{html.escape(target)}"{" download" if download else ""}>{word(key, language)}</a></li>'

        def asset(file: str) -> str:
            return url(asset_url(figure, file))

        place = self.project.place(figure)
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
        sources = "".join(self._source(key, path, language) for key, path in (("code", place.module), ("test", place.test)))
        return (
            f'<details class="figure-about"><summary>{word("about", language)}</summary>'
            f'<ul class="figure-links">{"".join(links)}</ul>{sources}</details>'
        )

    def _source(self, key: str, path: str, language: str) -> str:
        file: Path = self.project.root / path
        if not file.is_file():
            return ""
        code = self.highlighter.python(file.read_text("utf-8"))
        return f'<details class="figure-source"><summary>{word(key, language)} <code>{path}</code></summary>{code}</details>'


def _id(text: str) -> FigureId:
    article, _, name = text.rpartition(".")
    return FigureId(article, name)
