"""A page with one live figure and nothing else, made without MkDocs: what a figure's own tests take hold of.

So they need no other figure, and no site. What a live figure owes the page it stands on is tested on the built pages.
"""

from __future__ import annotations

import html
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from sitekit.assets.sheets import within
from sitekit.build.builder import Builder
from sitekit.figure.palette import Palette
from sitekit.languages import LANGUAGES
from sitekit.mkdocs.colours import SCHEMES
from sitekit.pages.figure import FigureHtml, asset_url
from sitekit.project import FigureId, Project
from sitekit.text.placeholders import anchor
from tests.sites import BASE, ROOT, Site

PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{figure}</title>
<link rel="icon" href="../assets/icon.svg">
{styles}<script type="module" src="../assets/javascripts/live.js"></script></head>
<body class="md-typeset" data-md-color-scheme="default"><main>
<figure class="figure" id="{anchor}" data-figure="{figure.name}">{block}
<figcaption><p><a class="figure-number" href="#{anchor}">1</a></p></figcaption></figure>
</main></body></html>
"""
BLOCK = '<div class="figure-picture" data-picture="{figure}" data-alt="{figure}"></div>'


def stage(project: Project, figure: FigureId, folder: Path) -> Site:
    """Write the pages of ``figure``, one a language, into ``folder``. Only that figure is built, if it is not up to date."""
    report = Builder(project).build([figure])
    if report.faults:
        pytest.fail(str(report.faults[figure]), pytrace=False)
    assets = folder / "assets"
    shutil.copytree(ROOT / "sitekit/theme/assets", assets)
    for path in (*(project.root / "figures").rglob("*.js"), *(project.root / "figures").rglob("*.css")):
        target = assets / path.relative_to(project.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".css":
            target.write_text(within(path.parent.name, path.read_text("utf-8")), "utf-8")
        else:
            shutil.copy(path, target)
    (assets / "figures.css").write_text(Palette.sound(project.root).stylesheet(SCHEMES), "utf-8")
    for path in report.pictures[figure].entry.iterdir():
        shutil.copy(path, folder / asset_url(figure, path.name))
    styles = "".join(f'<link rel="stylesheet" href="../assets/{path.name}">\n' for path in sorted(assets.glob("*.css")))
    filler = FigureHtml(SimpleNamespace(project=project, report=report, covers={}), {})
    for language in LANGUAGES:
        block = filler.fill(BLOCK.format(figure=html.escape(str(figure))), language, lambda path: f"../{path}")
        page = PAGE.format(language=language, figure=figure, anchor=anchor(figure.name), styles=styles, block=block)
        (folder / language).mkdir()
        (folder / language / "index.html").write_text(page, "utf-8")
    host = str(figure).replace("_", "-").replace(".", "-of-")
    return Site(folder, f"http://{host}.localhost{BASE}", project)
