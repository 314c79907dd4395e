"""``LICENSE`` and ``CITATION.cff`` say of texts and code what ``extra.licence`` says, which stands at the foot of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from sitekit.fault import Fault, Unread
from sitekit.reading import EMPTY, read
from sitekit.settings import FILE, Loader, Settings
from sitekit.text import licence
from sitekit.text.licence import DEFAULT, Licence

CITATION = "CITATION.cff"
TERMS = ("LICENSE*", "LICENCE*", "COPYING*")
NAMED = re.compile(r"CC[- ](?:BY(?:-NC)?(?:-SA|-ND)?[- ]\d\.\d|0[- ]1\.0)(?![\w-])", re.I)
"""A licence of Creative Commons, as its name or its SPDX name says it."""
TEXTS = re.compile(r"^[^a-zA-Z\n]*Texts and figures:.*", re.M)
"""The line of the template's LICENSE that says what texts are under. Other works that are named in it have others."""


def check(root: Path) -> Iterator[Fault]:
    """Where those files of the project at ``root`` say something else. Files that are not there say nothing."""
    settings = Settings.sound(root)
    said = settings.extra.get("licence", DEFAULT)
    if not isinstance(said, Mapping):
        return
    wanted = licence.of(settings.extra)
    terms = sorted({path for pattern in TERMS for path in root.glob(pattern) if path.is_file()})[:1]
    for path in (*terms, *filter(Path.is_file, [root / CITATION])):
        try:
            text = read(root, path)
        except Unread as fault:
            yield fault
            continue
        if not text.strip():
            yield Unread(path.name, 1, *EMPTY)
            continue
        yield from _citation(text, said) if path.name == CITATION else _terms(path.name, text, wanted)


def _terms(name: str, text: str, wanted: Mapping[str, Licence]) -> Iterator[Fault]:
    heading = TEXTS.search(text)
    plain = _same(text)
    for part, what in (("text", "texts and figures"), ("code", "code")):
        within = _same(heading[0]) if heading and part == "text" else plain
        if (one := wanted.get(part)) is None or _same(one.name) in within or (one.url and one.url in text):
            continue
        if part == "code" and _same(one.name).split("-")[0] in re.findall(r"\w+", plain):
            continue  # "Apache License, Version 2.0" is Apache-2.0.
        yield Fault(name, _line(text, part), f"does not name {one.name}, which {FILE} has {what} under", _remedy(name))
    named = NAMED.search(heading[0]) if heading else None
    if heading and named and "text" not in wanted:
        what = f"has texts and figures under {named[0]}, and extra.licence in {FILE} does not"
        yield Fault(name, text.count("\n", 0, heading.start()) + 1, what, _remedy(name))


def _citation(text: str, said: Mapping) -> Iterator[Fault]:
    """What others cite: a licence there has its SPDX name, and one that has none is not asked for."""
    try:
        table = yaml.load(text, Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield Fault(CITATION, mark.line + 1 if mark else 1, "is not YAML", "quote values that hold a colon")
        return
    given = table.get("license") if isinstance(table, dict) else None
    listed = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    if not listed:
        return
    wanted = [one for one in (said.get("text"), said.get("code")) if isinstance(one, str) and one]
    lines = text.splitlines()
    line = next((number for number, one in enumerate(lines, 1) if one.startswith("license")), 1)
    for one in wanted:
        if one.casefold() not in [str(each).casefold() for each in listed]:
            yield Fault(CITATION, line, f"license does not have {one}, which {FILE} says", _remedy(CITATION))
    for one in listed:
        if NAMED.fullmatch(str(one)) and str(one).casefold() not in [each.casefold() for each in wanted]:
            yield Fault(CITATION, line, f"license has {one}, which {FILE} does not say", _remedy(CITATION))


def _line(text: str, part: str) -> int:
    found = TEXTS.search(text) if part == "text" else None
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _same(name: str) -> str:
    """``name`` as it is compared: CC BY 4.0 is CC-BY-4.0."""
    return re.sub(r"\s+", "-", name).casefold()


def _remedy(name: str) -> str:
    return f"say the same in {name} and in extra.licence"
