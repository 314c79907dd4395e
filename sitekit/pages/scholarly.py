"""An article as schema.org describes one, for machines that collect literature: JSON-LD, a block of data that no browser runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

import yaml

from sitekit.fault import Fault
from sitekit.project import Project
from sitekit.reading import read
from sitekit.references.bibtex import Reference

CITATION = "CITATION.cff"
LINK = re.compile(r'<a href="([^"]+)"')
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""What would end the element around a block of data, or begin another in it."""


@dataclass(frozen=True)
class Article:
    """What is said of an article. ``translations``: language → address; the site's first language has the original."""

    title: str
    description: str
    url: str
    language: str
    image: str
    published: date | None
    modified: date | None
    authors: tuple[Mapping[str, str], ...]
    keywords: tuple[str, ...]
    works: tuple[Reference, ...]
    site: tuple[str, str]
    translations: Mapping[str, str]
    licence: str = ""

    def json_ld(self) -> str:
        """The article as JSON that may stand in a ``<script>``; what is not known is left out."""
        original = next(iter(self.translations), self.language)
        others = {code: url for code, url in self.translations.items() if code != self.language}
        found: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "ScholarlyArticle",
            "headline": self.title,
            "description": self.description,
            "inLanguage": self.language,
            "author": list(self.authors),
            "datePublished": self.published and self.published.isoformat(),
            "dateModified": self.modified and self.modified.isoformat(),
            "license": self.licence,
            "url": self.url,
            "mainEntityOfPage": self.url,
            "image": self.image,
            "keywords": list(self.keywords),
            "isPartOf": {"@type": "WebSite", "name": self.site[0], "url": self.site[1]},
            "isAccessibleForFree": True,
            "citation": [_work(reference) for reference in self.works],
        }
        if original == self.language:
            found["workTranslation"] = [_translation(code, url) for code, url in others.items()]
        else:
            found["translationOfWork"] = _translation(original, self.translations[original])
        return as_data({name: value for name, value in found.items() if value})


def as_data(value: Any) -> str:
    """``value`` as JSON in which nothing looks like a tag."""
    return re.sub("[<>&]", lambda match: ESCAPES[match[0]], json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def authors(project: Project, named: Any = None) -> tuple[Mapping[str, str], ...]:
    """Who wrote an article: whom its front matter names, else those of ``CITATION.cff``."""
    if named:
        names = named if isinstance(named, list) else [named] if isinstance(named, dict) else str(named).split(" and ")
        return tuple(_author(one) if isinstance(one, dict) else {"@type": "Person", "name": str(one).strip()} for one in names)
    try:
        listed = yaml.safe_load(read(project.root, project.root / CITATION)).get("authors") or []
        return tuple(_author(one) for one in listed)
    except (Fault, OSError, AttributeError, TypeError, yaml.YAMLError):
        return ()  # A project need not have the file, and other tools judge it.


def _author(one: Mapping[str, Any]) -> dict[str, str]:
    given = [one.get(key) for key in ("given-names", "name-particle", "family-names", "name-suffix")]
    name = " ".join(str(part) for part in given if part)
    person = {"@type": "Person", "name": name} if name else {"@type": "Organization", "name": str(one.get("name", ""))}
    where = one.get("orcid") or one.get("website")
    return person | ({"url": str(where)} if where else {})


def _work(reference: Reference) -> dict[str, Any]:
    link = LINK.search(reference.html)
    return (
        {
            "@type": "ScholarlyArticle",
            "name": reference.title,
            "author": [{"@type": "Person", "name": name} for name in reference.people],
        }
        | ({"datePublished": reference.year.zfill(4)} if reference.year.isdecimal() else {})
        | ({"url": unescape(link[1])} if link else {})
    )


def _translation(code: str, url: str) -> dict[str, str]:
    return {"@type": "ScholarlyArticle", "inLanguage": code, "url": url}


def sorted_works(entries: Mapping[str, Reference], keys: Iterable[str]) -> tuple[Reference, ...]:
    """The entries that ``keys`` name, each once, in the order of a list of references."""
    return tuple(sorted((entries[key] for key in set(keys) if key in entries), key=lambda reference: reference.order))
