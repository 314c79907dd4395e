"""The Content-Security-Policy of built pages.

``page_with_policy`` puts a strict policy into a page as a ``<meta>`` that comes before any script. An inline script is
allowed only if ``policy_allowed.json`` records its hash: hashing whatever stands on a page would allow an injected script
as well. The scripts recorded are Material's own and a line of the theme's; one of them names the way to the site's root, which
differs from page to page, so it is recorded with that path left out and the path is matched strictly.

After an upgrade of Material that changes its inline scripts::

    python -m sitekit.mkdocs.policy --record

builds the site into a temporary folder and records the scripts found there. Read the difference before committing it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from sitekit.check.hosts import OURS_ALONE, Allowed, embedded, refusal
from sitekit.check.markup import remedy
from sitekit.pages.shown import FRAME
from sitekit.text.films import KNOWN

ALLOWED = Path(__file__).with_name("policy_allowed.json")
RECORDING = "SITEKIT_CSP_RECORDING"
COMMENTS = "https://giscus.app"
EMBEDDED = re.compile(rf'{FRAME}="https://([^/"]+)/')
"""A film that a reader may load: a page that has one may hold the frame of its host, if that is a known one."""

TAG = re.compile(r"""<[a-zA-Z][^\s>/]*(?:[^"'>]|"[^"]*"|'[^']*')*>""")
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.S)
SOURCE = re.compile(r"""\ssrc\s*=""", re.I)
ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
DATA = frozenset(("application/json", "application/ld+json"))
"""The types of scripts that hold data, which no browser runs."""
ANY_SCRIPT = re.compile("<script", re.I)
ANY_STYLE = re.compile("<style", re.I)
STYLE = re.compile(r"style\s*=", re.I)
HANDLER = re.compile(r"on[a-z]+\s*=", re.I)
ADDRESS = re.compile(r"""(?:javascript|vbscript|data):[^"'\s>]{0,40}""", re.I)
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.I)
SCOPE = re.compile(r'(?<=__md_scope=new URL\(")(?:\.|\.\.(?:/\.\.)*|/(?:[\w.~%-]+/)*)(?="\s*,\s*location\))')
START = re.compile(r'<head\b[^>]*>\s*(?:<meta charset="?utf-8"?\s*/?>)?')

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "frame-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
DIRECTIVE_OF = {"image": "img-src", "frame": "frame-src", "media": "media-src", "script": "script-src", "connect": "connect-src"}
"""Which of them names the hosts that a project allows."""


def page_with_policy(page: str, allowed_hosts: Allowed = OURS_ALONE) -> str:
    """``page`` (a whole HTML document) with its policy; every page of a site may embed from the same hosts."""
    directives = dict(DIRECTIVES)
    for kind, hosts in allowed_hosts.hosts.items():
        name = DIRECTIVE_OF[kind]
        directives[name] = " ".join([directives[name], *(f"https://{host}" for host in hosts)])
    hashes = [digest(body) for attributes, body in _inline(page) if normalised(body) in allowed()]
    directives["script-src"] = " ".join([directives["script-src"], *(f"'{value}'" for value in dict.fromkeys(hashes))])
    if "data-giscus-" in page:
        directives["frame-src"] += f" {COMMENTS}"
    for host in dict.fromkeys(EMBEDDED.findall(page)):
        if host in KNOWN:
            directives["frame-src"] += f" https://{host}"
    policy = "; ".join(f"{name} {sources}" for name, sources in directives.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return START.sub(lambda start: start[0] + meta, page, count=1)


def violations(page: str, allowed_hosts: Allowed = OURS_ALONE) -> Iterator[tuple[str, str]]:
    """What in ``page`` the policy would refuse, each in a few words, and the text of it by which its source can be searched."""
    if len(ANY_SCRIPT.findall(page)) != len(SCRIPT.findall(page)):
        yield "holds a script that is not written as <script …>…</script>", "<script"
    for attributes, body in SCRIPT.findall(page):
        if not SOURCE.search(attributes) and not _is_data(attributes) and normalised(body) not in allowed():
            what = f"holds an inline script that is not recorded in {ALLOWED.name}: {body.strip()[:60]!r}"
            yield f"{what}; {remedy('script')}", body.strip().split("\n")[0]
    if ANY_STYLE.search(page):
        yield f"holds a <style> element; {remedy('style')}", "<style"
    for kind, address, _ in embedded(page):
        if not allowed_hosts.allows(kind, address):
            yield "; ".join(refusal(kind, address)), address
    for pattern, kind in ((STYLE, "style="), (HANDLER, "on…=")):
        for match in pattern.finditer(page):
            if page[match.start() - 1] in " \t\n\r\f/\"'" and (tag := _tag_around(page, match.start())):
                yield f"holds the attribute {match[0]} in {tag[:80]!r}; {remedy(kind)}", match[0]
    for match in ADDRESS.finditer(page):
        tag = None if PICTURE.match(match[0]) else _tag_around(page, match.start(), quoted=True)
        if tag and re.search(r"""\s(?:xlink:href|href|src|action|formaction)\s*=\s*["']?\s*""" + re.escape(match[0]), tag, re.I):
            yield f"holds the address {match[0]!r} in {tag[:80]!r}", match[0]


def recording() -> bool:
    """Whether this build serves to record scripts, and so gets no policy."""
    return bool(os.environ.get(RECORDING))


@lru_cache(maxsize=1)
def allowed() -> dict[str, str]:
    """hash of a recorded script, its path to the root left out → what script it is."""
    return json.loads(ALLOWED.read_text("utf-8"))


def digest(script: str) -> str:
    """The hash source of a script, as a policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def normalised(script: str) -> str:
    """The hash under which a script is recorded."""
    return digest(SCOPE.sub("", script))


def _inline(page: str) -> list[tuple[str, str]]:
    return [
        (attributes, body)
        for attributes, body in SCRIPT.findall(page)
        if not SOURCE.search(attributes) and not _is_data(attributes)
    ]


def _is_data(attributes: str) -> bool:
    """Whether a script holds data: its type, the first if there are several, is one of :data:`DATA` and nothing else."""
    for name, *values in ATTRIBUTE.findall(attributes):
        if name.lower() == "type":
            return "".join(values).strip().lower() in DATA
    return False


def _tag_around(page: str, position: int, quoted: bool = False) -> str | None:
    """The tag around ``position``; ``None`` if that lies in text or, unless ``quoted``, in an attribute's value."""
    start = position
    while (start := page.rfind("<", 0, start)) >= 0:
        if tag := TAG.match(page, start):
            inside = tag.end() > position and (quoted or page.count('"', start, position) % 2 == 0)
            return tag[0] if inside else None
    return None


def _record() -> None:
    """Build without a policy and write every inline script's hash, keeping the descriptions that exist."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, RECORDING: "1"}
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", folder], env=environment, check=True)
        pages = [path.read_text("utf-8") for path in sorted(Path(folder).rglob("*.html"))]
        scripts = {normalised(body): body for page in pages for _, body in _inline(page)}
    known = allowed() if ALLOWED.exists() else {}
    record = {value: known.get(value) or " ".join(SCOPE.sub("", body).split())[:100] for value, body in sorted(scripts.items())}
    ALLOWED.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"recorded {len(record)} scripts, {len(record.keys() - known.keys())} of them new, in {ALLOWED.name}")


if __name__ == "__main__":
    if sys.argv[1:] != ["--record"]:
        sys.exit("usage: python -m sitekit.mkdocs.policy --record")
    _record()
