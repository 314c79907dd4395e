"""Markdown that has been rendered before is not rendered again, neither a page nor its excerpt in a list of articles.

What was made is remembered under all that it was made of: the text with its numbers, the settings of Markdown, the language,
the machine. Which files a page's links lead to is noted while it is rendered, and must be the same when it is taken from memory.
Where somebody's own extension may have read what nobody knows of, or something was said while the page was rendered, nothing is
remembered.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.toc import AnchorLink, TableOfContents

from sitekit import edition
from sitekit.memo import Memo
from sitekit.mkdocs import host

PURE = frozenset(
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html meta nl2br "
    "sane_lists smarty tables toc wikilinks".split()
)
"""Python-Markdown's own extensions by their short names."""
KNOWN = ("markdown", "pymdownx", "sitekit", "builtins", "functools", "material")
"""The packages whose extensions and functions make a page of nothing but its text."""
UNKNOWN = frozenset(("pymdownx.snippets", "pymdownx.b64", "material.extensions.preview"))
"""Those of them that read other files."""
PLUGINS = frozenset(("blog", "search", "tags", "offline", "meta", "hooks"))
"""The plugins, Material's and MkDocs', of which it is known what they keep of a page."""
AT = re.compile(r" at 0x[0-9a-fA-F]+")
"""Where in memory a thing lies, as Python writes it."""


class Looked:
    """MkDocs' ``files``, and what a page that was rendered with them asked for: path → what the answer was."""

    def __init__(self, files: Files) -> None:
        self.files, self.asked, self.is_known = files, {}, True

    def get_file_from_path(self, path: str) -> Any:
        file = self.files.get_file_from_path(path)
        self.asked[path] = _said(file)
        return file

    def __getattr__(self, name: str) -> Any:
        self.is_known = False  # Whoever asks for more may depend on all of them.
        return getattr(self.files, name)


class Rendered:
    """Renders the pages of a build, and remembers what it made in ``memo``."""

    def __init__(self, memo: Memo, config: Any, files: Files) -> None:
        self.memo, self.files = memo, files
        level = host.logger().getEffectiveLevel()
        self.is_pure = level > logging.DEBUG and _is_pure(config)
        settings = [
            config.markdown_extensions,
            config.mdx_configs,
            config.validation,
            config.use_directory_urls,
            config.extra.get("languages"),
        ]
        self.ground = [host.NAME, edition.code(), edition.templates(), AT.sub("", repr(settings)), hears()]

    def take_over(self, page: Any) -> None:
        """Let MkDocs render ``page``, which it is about to do, by way of this memory."""
        if self.is_pure and "render" not in vars(page):
            page.render = lambda config, files: self._page(page, config)

    def take_over_excerpt(self, page: Any) -> None:
        """Let Material's blog render the excerpt of ``page``, if it has one, by way of this memory."""
        excerpt = getattr(page, "excerpt", None)
        if excerpt is not None and "render" not in vars(excerpt):
            excerpt.render = lambda view, separator: self._excerpt(excerpt, view, separator)

    def _page(self, page: Any, config: Any) -> None:
        def make() -> dict[str, Any]:
            looked = Looked(self.files)
            type(page).render(page, config, looked)
            return {
                "content": page.content,
                "toc": [*written(page.toc)],
                "title": page._title_from_render,
                "anchors": sorted(page.present_anchor_ids),
                "links": [[file.src_uri, links] for file, links in (page.links_to_anchors or {}).items()],
                "asked": looked.asked if looked.is_known else None,
            }

        key = json.dumps(["page", *self.ground, config.theme["language"], page.file.src_uri, page.file.url, page.markdown])
        if (found := self._known(key, make)) is None:
            return
        page.content, page.toc = found["content"], _toc(found["toc"])
        page._title_from_render = found["title"]
        page.present_anchor_ids = set(found["anchors"])
        page.links_to_anchors = {self.files.get_file_from_path(path): links for path, links in found["links"]}

    def _excerpt(self, excerpt: Any, view: Any, separator: str) -> None:
        relative = excerpt.md.treeprocessors["relpath"]

        def make() -> dict[str, Any]:
            relative.files = looked = Looked(self.files)
            excerpt.md.reset()  # It keeps the notes and the links of the text that it rendered before.
            type(excerpt).render(excerpt, view, separator)
            toc = [*written(excerpt.toc)]
            return {
                "content": excerpt.content,
                "more": excerpt.more,
                "toc": toc,
                "markdown": excerpt.markdown,
                "asked": looked.asked if looked.is_known and self.is_pure else None,
            }

        post = excerpt.post
        parts = [separator, post.markdown, post._title_from_render, post.title, post.url, view.url, post.file.src_uri]
        language = relative.config.theme["language"]
        key = json.dumps(["excerpt", *self.ground, AT.sub("", repr(relative.config.mdx_configs)), language, *parts])
        if (found := self._known(key, make)) is not None:
            excerpt.content, excerpt.more, excerpt.markdown = found["content"], found["more"], found["markdown"]
            excerpt.toc = _toc(found["toc"])

    def _known(self, key: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
        """What is remembered under ``key``; if nothing is, it is made, and ``None`` is returned."""
        found = json.loads(self.memo.get(key) or "null")
        if found is not None and all(_said(self.files.get_file_from_path(p)) == said for p, said in found["asked"].items()):
            return found
        with heard() as said:
            made = make()
        if made["asked"] is not None and not said:
            self.memo.put(key, json.dumps(made, ensure_ascii=False))
        return None


def _said(file: Any) -> list[Any] | None:
    return None if file is None else [file.src_uri, file.url, file.inclusion.is_excluded()]


def written(items: Any) -> Iterator[list[Any]]:
    """``items`` of a page's contents as JSON has them."""
    for item in items:
        yield [item.title, item.id, item.level, [*written(item.children)]]


def _toc(items: list[list[Any]]) -> TableOfContents:
    links = [_link(*item) for item in items]
    if links:
        links[0].active = True  # ty: ignore[missing-attribute]  as MkDocs marks the first.
    return TableOfContents(links)


def _link(title: str, anchor: str, level: int, children: list[list[Any]]) -> AnchorLink:
    link = AnchorLink(title, anchor, level)
    link.children = [_link(*child) for child in children]
    return link


def are_plugins_known(config: Any) -> bool:
    """Whether of all plugins it is known what they keep of a page and add to it, and there are no hooks but the machine's."""
    names = (name for name in config.plugins if not name.endswith(".py"))
    return len(config.hooks) == 1 and all(name.rpartition("/")[2].split(" ")[0] in PLUGINS for name in names)


def _is_pure(config: Any) -> bool:
    """Whether all that renders Markdown is known to make a page of its text alone."""
    for extension in config.markdown_extensions:
        name = extension if isinstance(extension, str) else type(extension).__module__
        if name in UNKNOWN or (name not in PURE and name.split(".")[0].split(":")[0] not in KNOWN):
            return False
    return all(_package(function) in KNOWN for function in _functions(config.mdx_configs))


def _functions(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _functions(inner)
    elif isinstance(value, list | tuple | set):
        for inner in value:
            yield from _functions(inner)
    elif callable(value):
        yield value


def _package(function: Any) -> str:
    inner = getattr(function, "func", function)  # That of a partial.
    return str(getattr(inner, "__module__", None) or type(inner).__module__).split(".")[0]


def hears() -> bool:
    """Whether :func:`heard` hears all that would be said: else nobody knows."""
    return host.logger().getEffectiveLevel() <= logging.INFO


@contextmanager
def heard() -> Generator[list[str]]:
    """Whatever is said to the log meanwhile, if :func:`hears`."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    listener = Listener(logging.INFO)
    loggers = [logging.getLogger(), host.logger()]
    for logger in loggers:
        logger.addHandler(listener)
    try:
        yield said
    finally:
        for logger in loggers:
            logger.removeHandler(listener)
