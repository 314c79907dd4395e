"""Check what an article shows besides figures: ``/// embed`` and ``/// picture``."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

import yaml

from sitekit.check.hosts import Allowed, foreign, refusal
from sitekit.fault import Fault, Unread
from sitekit.settings import Loader
from sitekit.text.films import film
from sitekit.text.page import Page, Shown

OPTIONS = {"embed": (), "picture": ("alt", "credit")}


def check(root: Path, page: Page, allowed: Allowed) -> Iterator[Fault]:
    """Every fault of such a block of ``page``, in the project at ``root`` that embeds what is ``allowed``."""
    for one in page.shown:
        name = f"/// {one.kind}"
        if not one.is_closed:
            yield Unread(page.path, one.line, f"nothing closes this {name}", "end it with /// on a line of its own")
            continue
        yield from _options(page, one)
        yield from _embed(page, one, allowed) if one.kind == "embed" else _picture(root, page, one)


def _embed(page: Page, one: Shown, allowed: Allowed) -> Iterator[Fault]:
    if not one.caption:
        yield Fault(page.path, one.line, "this film has no title", "write it on a line of its own above the closing ///")
    if film(one.target):
        return
    if not one.target.lower().startswith("https://"):
        yield Fault(page.path, one.line, f"'{one.target}' is no address of a film", "write /// embed | https://youtu.be/…")
    elif "youtu" in one.target.split("/")[2] or "vimeo" in one.target.split("/")[2]:
        yield Fault(page.path, one.line, f"'{one.target}' names no film", "copy the address that the film is shown at")
    elif not allowed.allows("frame", one.target):
        yield Fault(page.path, one.line, *refusal("frame", one.target))


def _picture(root: Path, page: Page, one: Shown) -> Iterator[Fault]:
    options, _ = _read(one)
    if not str(options.get("alt") or "").strip():
        remedy = "say in an indented line below what is seen: alt: …"
        yield Fault(page.path, one.line, f"the picture '{one.target}' has no alt text", remedy)
    if foreign(one.target):
        return  # That is a matter of hosts.
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), one.target.partition("?")[0]))
    if not (root / place).is_file():
        yield Fault(page.path, one.line, f"there is no picture {place}", "add the file, or mend its name")


def _options(page: Page, one: Shown) -> Iterator[Fault]:
    options, broken = _read(one)
    known = OPTIONS[one.kind]
    if broken:
        remedy = 'put what holds a colon or begins with a bracket between quotes: credit: "[Name](address)"'
        yield Fault(page.path, one.line + 1, f"the options of this /// {one.kind} cannot be read", remedy)
    for key in options:
        if key not in known:
            remedy = f"write {' or '.join(f'{name}: …' for name in known)}" if known else "begin at the line's beginning"
            yield Fault(page.path, one.line, f"/// {one.kind} has no option '{key}'", remedy)


def _read(one: Shown) -> tuple[dict[str, object], bool]:
    """The options, and whether they are none."""
    try:
        options = yaml.load(one.options, Loader) if one.options.strip() else {}
    except yaml.YAMLError:
        return {}, True
    return (options, False) if isinstance(options, dict) else ({}, True)
