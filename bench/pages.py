"""Print what every article of a built site weighs, and what it loads on a phone: ``python -m bench.pages [site]``."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from bench.browser import browser, served
from sitekit.assets.load import KINDS, OTHER, PACKED, REQUESTS, Load, loads
from sitekit.pages.weight import ARTICLE, weigh

PHONE: ViewportSize = {"width": 412, "height": 823}
PATIENCE = 2000
"""Milliseconds after which a page that nobody touches asks for nothing more."""


def main() -> None:
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    pages = articles(site)
    print(f"{'article':44}{'raw':>10}{'gzip':>10}{'elements':>10}")
    print(f"{'(at most)':44}{ARTICLE.raw:>10,}{ARTICLE.packed:>10,}{ARTICLE.elements:>10,}")
    for page in pages:
        weight = weigh((site / page / "index.html").read_text("utf-8"))
        print(f"{page:44}{weight.raw:>10,}{weight.packed:>10,}{weight.elements:>10,}")
    with browser() as chromium, served(site) as base:
        if chromium is None:
            return
        print(f"\n{f'first load on a phone, KB (at most {REQUESTS} requests)':60}{'all':>6}{'at most':>9}", end="")
        print("".join(f"{kind:>9}" for kind in (*KINDS, OTHER)) + f"{'requests':>10}")
        for page in pages:
            by_kind = loads(site, first_load(chromium, base, page))
            whole = sum(by_kind.values(), Load())
            most = PACKED.get(page.split("/")[0], 0)
            print(f"{page:60}{whole.packed / 1000:>6.0f}{most / 1000:>9.0f}", end="")
            print("".join(f"{load.packed / 1000:>9.1f}" for load in by_kind.values()) + f"{whole.requests:>10}", flush=True)


def articles(site: Path) -> list[str]:
    """The addresses of the articles that show a figure."""
    pages = (path for path in sorted(site.glob("*/blog/*/index.html")) if "data-figure=" in path.read_text("utf-8"))
    return [path.parent.relative_to(site).as_posix() for path in pages]


def first_load(chromium: Browser, base: str, page: str) -> list[str]:
    """The addresses below ``base`` that ``page`` asks for on a phone whose reader does nothing."""
    asked: list[str] = []
    with chromium.new_context(viewport=PHONE) as context:
        tab = context.new_page()
        tab.on("response", lambda answer: asked.append(answer.url))
        tab.goto(f"{base}/{page}/")
        tab.wait_for_timeout(PATIENCE)
    return [url.removeprefix(f"{base}/").split("#")[0].split("?")[0] for url in asked if url.startswith(f"{base}/")]


if __name__ == "__main__":
    main()
