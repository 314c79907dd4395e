"""Bitmaps of figures in the site: a build writes them all, ``mkdocs serve`` makes one when a browser asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from mkdocs.structure.files import File

from sitekit.build.bitmaps import Bitmaps, names
from sitekit.build.builder import Built, Report
from sitekit.pages.code import asset_url

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application."""
Made = Mapping[str, Callable[[], bytes]]
"""The address of a picture below the site → what makes it."""


class Promised(File):
    """A file that pages may link to and that nobody has made yet."""

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it to :func:`on_request`."""


def bitmap_files(config: Any, figures: Iterable[Built], bitmaps: Bitmaps, serving: bool) -> Iterator[File]:
    """The files of the site that are bitmaps of ``figures``; under ``serve`` their places only."""
    if serving:
        for built in figures:
            yield from (Promised.generated(config, asset_url(built.figure, name), content=b"") for name in names())
    else:
        for (built, name), data in bitmaps.all(figures).items():
            yield File.generated(config, asset_url(built.figure, name), content=data)


def on_request(app: App, report: Callable[[], Report], bitmaps: Bitmaps, others: Callable[[], Made] = dict) -> App:
    """``app``, the reload server's, with the bitmaps of every figure in the latest report at their addresses.

    ``others`` are other pictures that are made when asked for.
    """

    def made() -> Iterator[tuple[str, Callable[[], bytes]]]:
        yield from others().items()
        for built in report().pictures.values():
            yield from ((asset_url(built.figure, name), partial(bitmaps.get, built, name)) for name in names())

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        for address, make in made() if path.endswith(".png") else ():
            if path.endswith(f"/{address}"):
                data = make()
                start_response("200 OK", [("Content-Type", "image/png"), ("Content-Length", str(len(data)))])
                return [data]
        return app(environ, start_response)

    return answer
