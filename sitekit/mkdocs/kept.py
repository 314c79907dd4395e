"""Articles that readers keep for when there is no network: for each a list of all that it needs, which ``kept.js`` reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.structure.files import Files
from mkdocs.utils import write_file

from sitekit.assets.kept import ADDRESS, Finder, megabytes
from sitekit.fault import Fault

WORKER = "sw.js"
"""The service worker: at the root, since it answers for what lies below itself."""
BUTTON = re.compile(r'<button\b[^>]*\sclass="keep".*?</button>', re.S)
UNKNOWN = "0.0 MB"
"""What the button's template writes, which does not know the size."""


def address(page: Any) -> str:
    """Where the list of an article lies: there is one for all its languages, in which the article is kept together."""
    return ADDRESS.format(page.file.src_uri.partition("/")[2].rpartition(".")[0])


def take_out(files: Files) -> None:
    """Take the service worker out of ``files``: what is served while somebody writes, or read from a folder, needs none."""
    if worker := files.get_file_from_path(WORKER):
        files.remove(worker)


def write(site: Path, home: str, articles: Mapping[str, Iterable[Any]]) -> Iterator[Fault]:
    """Write the list of each of ``articles`` (language → pages) of the built ``site``, and its size on their pages.

    Yields what they need and is not there.
    """
    together: dict[str, list[str]] = {}
    for page in (page for pages in articles.values() for page in pages):
        together.setdefault(address(page), []).append(page.url)
    finder = Finder(site, home)
    lists = {name: finder.kept(urls) for name, urls in together.items()}
    for name, kept in lists.items():
        write_file(kept.json().encode(), str(site / unquote(name)))
        for url in together[name]:
            path, size = finder.file(unquote(url)), megabytes(kept.size)
            text = BUTTON.sub(lambda button, size=size: button[0].replace(UNKNOWN, size), path.read_text("utf-8"))
            write_file(text.encode(), str(path))
    yield from dict.fromkeys(fault for kept in lists.values() for fault in kept.faults)
