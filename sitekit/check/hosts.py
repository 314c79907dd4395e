"""What pages embed from other hosts: refused where it stands, unless ``mkdocs.yml`` allows the host.

A reader's browser asks no other host for anything. What an author wants to embed all the same is allowed by kind and host::

    extra:
      policy:
        allow: {image: [images.example.org], frame: [example.org], media: ["*.example.org"], script: [a.org], connect: [a.org]}

A script that counts visits is one setting: its host is allowed, and whatever host the addresses among its data name::

    extra:
      analytics: {script: "https://gc.zgo.at/count.js", data: {goatcounter: "https://me.goatcounter.com/count"}}

:mod:`sitekit.mkdocs.policy` writes the same hosts into every page's policy.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitekit.fault import Fault
from sitekit.pages.site import Site
from sitekit.reading import read
from sitekit.settings import FILE, Settings
from sitekit.text.films import film
from sitekit.text.page import CODE, blank, paragraphs

KINDS = {
    "image": "an image",
    "frame": "a frame",
    "media": "a video or sound",
    "script": "a script",
    "connect": "what a script asks for",
}
"""What can be allowed, and how a fault names it."""
OURS = {
    "script": "copy it into docs/ and name that under extra_javascript",
    "frame": "link to it",
    "connect": "ask this site alone",
}
"""What of a kind an author does instead of allowing it."""
NEVER = {
    "style": ("a style sheet, a font or an icon", "copy it into docs/ and name that under extra_css"),
    "object": ("an object", "use <img>, <video> or <iframe>"),
    "form": ("a form's target", "remove it"),
    "base": ("a base address", "remove it, and write addresses in full"),
}
"""What no setting allows, and what to do instead."""

TAG = re.compile(
    r"<(?P<tag>img|image|input|picture|source|iframe|frame|video|audio|track|embed|object|script|link|base|use|form|button|body|table|td|th|a|area|feimage)\b"
    r"""(?P<attributes>(?:[^"'<>]|"[^"]*"|'[^']*')*)>""",
    re.I,
)
ATTRIBUTE = re.compile(r"""([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
LOADING = (
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "preconnect",
    "dns-prefetch",
    "manifest",
    "apple-touch-icon",
)
IMAGE = re.compile(r"!\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?((?<=<)[^<>\n]+(?=>)|[^\s)>]+)")
BY_NAME = re.compile(r"!\[([^\[\]]*)\](?:\[([^\[\]]*)\])?(?!\()")
NAMED = re.compile(r"^ {0,3}\[([^\]]+)\]:\s*<?(\S+?)>?(?:\s|$)", re.M)
LISTED = re.compile(r"""\{:?\s[^{}\n]*?\b(?:src|srcset|poster)\s*=\s*["']?([^"'\s}]+)""")
"""What an attribute list of Markdown names instead of what stands before it."""
FROM_CSS = re.compile(r"""(?:url\(\s*["']?|@import\s+["']|image-set\(\s*["'])([^"')\s]+)""", re.I)
FROM_SCRIPT = re.compile(
    r"""(?P<script>\bfrom\s*["'`]|\bimport\s*\(?\s*["'`]|\bimportScripts\(\s*["'`]|\bWorker\(\s*["'`])|"""
    r"""(?:\bfetch\(\s*|\b(?:EventSource|WebSocket)\(\s*|\bsendBeacon\(\s*)["'`]"""
)
"""What in a script names something that the browser is to fetch; another host's address follows."""
ADDRESS = re.compile(r"(?:https?:|wss?:)?//[^\s\"'`)]+")
HERE = re.compile(r"file:|[a-z]:[\\/]", re.I)
"""What only this machine has."""
HOST = re.compile(r"(?:https://)?((?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?)/?\Z", re.I)


@dataclass(frozen=True)
class Allowed:
    """kind → hosts, ``*.example.org`` standing for all below it; and what is wrong with the setting."""

    hosts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    @classmethod
    def read(cls, root: Path, extra: Mapping[str, Any] | None = None) -> Allowed:
        """What ``extra`` allows, the setting of that name; by default that of ``mkdocs.yml`` at ``root`` and all it inherits."""
        try:
            files = Settings.read(root)
        except Fault as fault:
            return cls({}, (fault,))
        policy = (files.extra if extra is None else extra).get("policy") or {}
        allow = policy.get("allow") if isinstance(policy, dict) else None
        if policy and (not isinstance(allow, dict) or policy.keys() - {"allow"}):
            return cls({}, (_fault(files, "policy", "extra.policy is not written as it is read"),))
        hosts, faults = {}, []
        for kind, entries in (allow or {}).items():
            entries = [entries] if isinstance(entries, str) else entries
            if kind not in KINDS:
                faults.append(_fault(files, str(kind), f"extra.policy.allow has the unknown kind '{kind}'"))
            elif (named := _hosts(entries)) is None:
                faults.append(_fault(files, str(kind), f"extra.policy.allow.{kind} is not a list of hosts"))
            else:
                hosts[kind] = named
        for kind, named in _of_analytics(files, (files.extra if extra is None else extra).get("analytics"), faults).items():
            hosts[kind] = tuple(dict.fromkeys((*hosts.get(kind, ()), *named)))
        return cls(hosts, tuple(faults))

    def allows(self, kind: str, address: str) -> bool:
        """Whether ``address``, on another host, may be embedded."""
        host = _host(address)
        return any(host == allowed or (allowed[0] == "*" and host.endswith(allowed[1:])) for allowed in self.hosts.get(kind, ()))


def _host(address: str) -> str:
    """The host of ``address`` in small letters; nothing if it has none, or none that is secure."""
    match = re.match(r"(?:https:|wss:)?//([^/?#]+)", address, re.I)
    return match[1].lower() if match else ""


def _hosts(entries: Any) -> tuple[str, ...] | None:
    """The names of hosts that ``entries`` is a list of; nothing if it is none."""
    found = [HOST.match(entry) if isinstance(entry, str) else None for entry in entries] if isinstance(entries, list) else [None]
    return None if None in found else tuple(match[1].lower() for match in found if match)


ANYWHERE = ("object", "base")
"""What no page may have, wherever it leads."""

OURS_ALONE = Allowed()
"""No other host at all."""


def embedded(markup: str) -> Iterator[tuple[str, str, int]]:
    """(kind, address, position) of everything in ``markup`` that a browser fetches from another host, or embeds as an object."""
    for tag in TAG.finditer(markup):
        name = tag["tag"].lower()
        attributes = {key.lower(): a or b or c for key, a, b, c in ATTRIBUTE.findall(tag["attributes"])}
        for key, value in attributes.items():
            kind = _kind(name, key, attributes)
            values = [part.split()[0] for part in value.split(",") if part.strip()] if key == "srcset" else [value]
            for address in values:
                if kind and (foreign(address) or kind in ANYWHERE):
                    yield kind, html.unescape(address).strip(), tag.start()


def foreign(address: str) -> bool:
    """Whether a browser asks another host for ``address``, however it is written."""
    plain = re.sub(r"[\t\r\n]", "", html.unescape(address)).strip().replace("\\", "/").lower()
    return plain.startswith("//") or bool(re.match(r"(?!data:|blob:|about:)[a-z][a-z0-9+.-]*:", plain))


def refusal(kind: str, address: str) -> tuple[str, str]:
    """What is wrong with embedding ``address``, and the remedy."""
    host = found[1] if (found := re.match(r"(?:[a-z]+:)?//([^/?#]+)", address, re.I)) else address
    if HERE.match(address):
        return f"embeds {address}, a file of this machine", "put it beside the page, and write its name"
    if kind in NEVER:
        what, remedy = NEVER[kind]
        return f"embeds {what}, {address}" if kind in ANYWHERE else f"embeds {what} from another host, {host}", remedy
    secure = "write https://, and " if address.lower().startswith("http:") else ""
    allow = f"{secure}allow the host in {FILE}: extra: {{policy: {{allow: {{{kind}: [{host}]}}}}}}"
    ours = (
        "write /// embed | with its address instead" if kind == "frame" and film(address) else OURS.get(kind, "put it into docs/")
    )
    return f"embeds {KINDS[kind]} from another host, {host}", f"{ours}, or {allow}"


def check(site: Site, allowed: Allowed | None = None) -> Iterator[Fault]:
    """Everything from another host in pages, in style sheets and in the settings that is not allowed."""
    allowed = allowed or Allowed.read(site.project.root)
    yield from allowed.faults
    for _, page in site.all_pages():
        for line, kind, address in _in_markdown(page.lines):
            if not allowed.allows(kind, address):
                yield Fault(page.path, line, *refusal(kind, address))
    yield from _style_sheets(site.project.root)
    yield from _scripts(site.project.root, allowed)
    yield from _settings(site.project.root, allowed)


def _in_markdown(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """(line, kind, address) of what is embedded by Markdown or by HTML in it."""
    named = {match[1].casefold(): match[2] for _, line in lines if "]:" in line for match in NAMED.finditer(line)}
    for number, written in paragraphs(lines):
        if "![" not in written and "<" not in written:
            continue
        text = CODE.sub(blank, written)
        found = [("image", match[1], match.start()) for match in IMAGE.finditer(text)]
        for match in BY_NAME.finditer(text):
            if address := named.get((match[2] or match[1]).casefold()):
                found.append(("image", address, match.start()))
        found += [("image", match[1], match.start()) for match in LISTED.finditer(text)]
        for kind, address, position in [*((k, a, p) for k, a, p in found if foreign(a)), *embedded(text)]:
            yield number + text.count("\n", 0, position), kind, address


def _style_sheets(root: Path) -> Iterator[Fault]:
    for folder in ("docs", "figures", "overrides"):
        for file in sorted((root / folder).rglob("*.css")):
            try:
                source = read(root, file)
            except Fault as fault:
                yield fault
                continue
            text = re.sub(r"/\*.*?\*/", blank, source, flags=re.S)
            for match in FROM_CSS.finditer(text):
                if foreign(match[1]):
                    what, _ = refusal("style", match[1])
                    line = text.count("\n", 0, match.start()) + 1
                    yield Fault(file.relative_to(root).as_posix(), line, what, "put a copy beside it")


def _scripts(root: Path, allowed: Allowed) -> Iterator[Fault]:
    for folder in ("docs", "figures", "overrides"):
        for file in sorted([*(root / folder).rglob("*.js"), *(root / folder).rglob("*.mjs")]):
            try:
                text = read(root, file)
            except Fault as fault:
                yield fault
                continue
            for match in FROM_SCRIPT.finditer(text):
                address = ADDRESS.match(text, match.end())
                kind = "script" if match["script"] else "connect"
                if address and not allowed.allows(kind, address[0]):
                    line = text.count("\n", 0, match.start()) + 1
                    yield Fault(file.relative_to(root).as_posix(), line, *refusal(kind, address[0]))


def _settings(root: Path, allowed: Allowed) -> Iterator[Fault]:
    files = Settings.sound(root)
    for key, kind in (("extra_css", "style"), ("extra_javascript", "script")):
        entries = files.table.get(key)
        for entry in entries if isinstance(entries, list) else ():
            address = str(entry.get("path", "")) if isinstance(entry, dict) else str(entry)
            if foreign(address) and not allowed.allows(kind, address):
                yield Fault(*files.place(address), *refusal(kind, address))


def _kind(tag: str, attribute: str, attributes: Mapping[str, str]) -> str | None:
    """What the attribute of a tag makes a browser fetch."""
    if tag in ("embed", "object"):
        return "object" if attribute in ("src", "data") else None
    if tag == "link":
        rel = attributes.get("rel", "").lower().split()
        return "style" if attribute == "href" and any(name in LOADING for name in rel) else None
    if attribute in ("action", "formaction"):
        return "form"
    if tag in ("a", "area"):
        return "connect" if attribute == "ping" else None
    if attribute in ("poster", "srcset", "background"):
        return "image"
    if tag in ("image", "use", "feimage"):
        return "image" if attribute in ("href", "xlink:href") else None
    if tag == "base":
        return "base" if attribute == "href" else None
    kinds = {"img": "image", "input": "image", "iframe": "frame", "frame": "frame", "script": "script"}
    kinds |= dict.fromkeys(("video", "audio", "source", "track"), "media")
    return kinds.get(tag) if attribute == "src" else None


def _of_analytics(files: Settings, setting: Any, faults: list[Fault]) -> dict[str, tuple[str, ...]]:
    """The hosts that a script counting visits comes from and sends to. What is wrong with ``setting`` goes to ``faults``."""
    if not setting:
        return {}
    example = 'extra: {analytics: {script: "https://plausible.io/js/script.js", data: {domain: example.org}}}'
    if not isinstance(setting, dict) or "provider" in setting or not isinstance(setting.get("script"), str):
        what = "extra.analytics names no script, and the policy refuses what Material writes into pages for a 'provider'"
        faults.append(Fault(*files.place("analytics:"), what, f"write {example}"))
        return {}
    data = setting.get("data") or {}
    if unknown := [*(setting.keys() - {"script", "data"}), *([] if isinstance(data, dict) else ["data"])]:
        faults.append(Fault(*files.place("analytics:"), f"extra.analytics.{unknown[0]} is not read so", f"write {example}"))
        return {}
    addresses = [setting["script"], *(value for value in data.values() if isinstance(value, str))]
    named = tuple(filter(None, map(_host, addresses)))
    return {"script": named[:1] if _host(setting["script"]) else (), "connect": named}


def _fault(files: Settings, key: str, what: str) -> Fault:
    example = ", ".join(f"{kind}: [example.org]" for kind in KINDS)
    remedy = f"write extra: {{policy: {{allow: {{{example}}}}}}}, with the kinds you need"
    return Fault(*files.place(f"{key}:"), what, remedy)
