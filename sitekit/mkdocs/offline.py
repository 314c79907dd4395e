"""A copy of the site that is read from a folder, without any server: ``make offline``.

A browser lets a page of ``file://`` load style sheets, pictures and plain scripts, but no modules, and fetch nothing. So the
scripts that work without either come as one plain script, and the index of the search as another. Live figures stay as measured,
and say so.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.utils import write_file

from sitekit.assets import classic
from sitekit.templates import render
from sitekit.words import word

TABS = re.compile(r'<div class="live-tabs".*?</div>', re.DOTALL)
VARIABLE = "SITEKIT_OFFLINE"
FOLDER = "assets/javascripts/"
WITHOUT = ("page/asked.js", "page/both.js", "page/kept.js")
"""What only asks for modules, live figures or other pages, or needs a server."""
ALSO = ("cite.js", "code.js", "search.js")
"""What pages load besides, or are brought by what is left out, and works without a server."""


def asked() -> bool:
    """Whether this build makes such a copy."""
    return bool(os.environ.get(VARIABLE))


def add_script(files: Files, config) -> None:
    """Add ``offline.js`` to ``files``, made of the others, which are still single."""
    scripts = {
        file.src_uri.removeprefix(FOLDER): file.content_string
        for file in files
        if file.src_uri.startswith(FOLDER) and file.src_uri.endswith(".js")
    }
    first = [*sorted(name for name in scripts if name.startswith("page/") and name not in WITHOUT), *ALSO]
    try:
        files.append(File.generated(config, f"{FOLDER}offline.js", content=classic.bundled(scripts, first)))
    except ValueError as error:
        raise PluginError(str(error)) from None


def published(address: str | None) -> str | None:
    """Where a page of the site that has a server lies, given what it is called in the copy."""
    if not address or not address.endswith(".html"):
        return address
    folder = address.removesuffix(".html")
    return folder.removesuffix("index") if folder.endswith("/index") else f"{folder}/"


def without_live_figures(page: str, language: str) -> str:
    """``page`` with a line in place of the buttons of each live version: it needs a server."""
    note = render("needs-server", text=word("live_offline", language))
    return TABS.sub("", page).replace("</live-figure>", f"{note}</live-figure>")


def finish(folder: Path) -> None:
    """Write each index of the search once more, as a script, and leave out the page that only a server shows."""
    (folder / "404.html").unlink(missing_ok=True)
    for path in sorted((folder / "search").glob("*.json")):
        text = f"(globalThis.searchIndex ??= {{}}).{path.stem} = {path.read_text('utf-8')};\n"
        write_file(text.encode(), str(path.with_suffix(".js")))
