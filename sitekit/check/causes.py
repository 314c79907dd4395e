"""Causes without what follows from them: where a file could not be read, nothing is told that only its absence makes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitekit.fault import Fault, Unread
from sitekit.project import Article
from sitekit.settings import FILE

OF_FIGURES = re.compile(r"(?:tests/)?figures/([a-z][^/]*)/")
OF_PAGE = re.compile(r"docs/[^/]+/(?:(?:.*/)?posts/(?P<post>[^/]+)\.md|labs/(?P<lab>[^/]+)/.*|(?P<rest>.*\.\w+))\Z")


def causes(faults: Iterable[Fault]) -> list[Fault]:
    """``faults`` without those of an article, or of a page in any language, of which a file could not be read.

    What else names such an article, page or file goes, too: it is told again once the file can be read.
    """
    faults = list(dict.fromkeys(faults))
    unread = [fault for fault in faults if isinstance(fault, Unread)]
    if any(fault.path == FILE for fault in unread):
        return [fault for fault in unread if fault.path == FILE]
    topics = {topic for fault in unread for topic in topics_of(fault.path)}
    if not topics:
        return faults
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(topics, key=len, reverse=True)))})(?![\w-])")
    return [
        fault
        for fault in faults
        if isinstance(fault, Unread) or not (topics_of(fault.path) & topics or named.search(f"{fault.what} {fault.remedy}"))
    ]


def topics_of(path: str) -> frozenset[str]:
    """What the file ``path`` is about, as faults name it: an article, in both spellings, or a page in whatever language."""
    if found := OF_FIGURES.match(path):
        article = Article.of(found[1])
        return frozenset({article.slug, article.module})
    if found := OF_PAGE.match(path):
        if slug := found["post"] or found["lab"]:
            return frozenset({slug, Article(slug).module})
        return frozenset({found["rest"]})
    return frozenset({path})
