"""The files that are in the site besides the pages: pictures, numbers, arrays, notebooks, scripts, the palette's style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mkdocs.structure.files import File

from sitekit import overrides
from sitekit.assets import maths, sheets
from sitekit.build import brand
from sitekit.figure.palette import Palette
from sitekit.labs.notebook import figure_notebooks, lab_notebook, lab_url, repository
from sitekit.mkdocs import told
from sitekit.mkdocs.bitmaps import bitmap_files
from sitekit.mkdocs.colours import SCHEMES
from sitekit.mkdocs.manifest import ICON
from sitekit.mkdocs.serve import RELOAD, RELOAD_URL
from sitekit.mkdocs.site import Site
from sitekit.pages.code import asset_url
from sitekit.pages.front import PICTURES
from sitekit.reading import read
from sitekit.settings import Settings

STEMMERS = "assets/javascripts/lunr/"
"""What Material's search would need for languages: ours needs none of it."""


def add_files(files, config, site: Site) -> None:
    """Put them among ``files``, take out what is no reader's, the project's words, and give the icon the site's colour."""
    for file in [file for file in files if overrides.is_words(file.src_uri) or (site.index and STEMMERS in file.src_uri)]:
        files.remove(file)
    if (colour := brand.of(Settings.sound(site.root))) != brand.OWN:
        for file in files:
            if file.src_uri == ICON and file.abs_src_path and Path(file.abs_src_path).is_relative_to(overrides.THEME):
                file.content_string = file.content_string.replace(brand.ICON, colour)
    for file in (*bitmap_files(config, site.report.pictures.values(), site.bitmaps, site.serving), *_made(config, site)):
        files.append(file)


def _made(config, site: Site) -> Iterator[File]:
    def copied(address, path) -> File:
        return File.generated(config, address, abs_src_path=str(path))

    def written(address, content) -> File:
        return File.generated(config, address, content=content)

    if site.serving:
        for address, path in {RELOAD_URL: RELOAD, **told.FILES}.items():
            yield copied(address, path)
    yield copied(f"assets/fonts/{maths.LICENCE.name}", maths.LICENCE)
    yield written("assets/figures.css", Palette.sound(site.root).stylesheet(SCHEMES))
    if colour := brand.given(Settings.sound(site.root)):
        yield written(brand.SHEET, brand.sheet(colour, SCHEMES))
    for figure, picture in site.report.pictures.items():
        for path in picture.files:
            yield copied(asset_url(figure, path.name), path)
        source = read(site.root, site.root / site.project.place(figure).module)
        for code, notebook in figure_notebooks(site.root, figure, source, repository(config.repo_url)).items():
            yield written(asset_url(figure, f"{code}.ipynb"), notebook)
    if site.front.pair:
        for name in PICTURES:
            yield written(f"assets/front/{name}.webp", site.front.pair.picture(name))
    figures = site.root / "figures"
    for path in (*figures.rglob("*.js"), *figures.rglob("*.css")):
        address = f"assets/figures/{path.relative_to(figures).as_posix()}"
        is_of_one = path.name == "live.css"
        yield written(address, sheets.within(path.parent.name, read(site.root, path))) if is_of_one else copied(address, path)
    for source, lab in site.lab_pages.items():
        code = source.split("/")[0]
        render = partial(site.prose, site.source.page(source), code)
        yield written(lab_url(lab), lab_notebook(lab, render, code, repository(config.repo_url)))
    for address, path in site.code.raw():
        yield copied(address, path)
