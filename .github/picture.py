"""Makes the picture of the README, ``site.png``: ``python .github/picture.py site en/blog/article/#figure-name``."""

from __future__ import annotations

import functools
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from sitekit.paper.chromium import ARGUMENTS, find, missing

PICTURE = Path(__file__).with_name("site.png")
SIZE: ViewportSize = {"width": 1200, "height": 760}


class Quiet(SimpleHTTPRequestHandler):
    """Delivers files and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def picture(site: str, address: str) -> None:
    """Take the picture of what a reader sees first at ``address``, a page of the folder ``site`` with its fragment."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find() or sys.exit(missing()), args=[*ARGUMENTS])
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        page.goto(f"http://127.0.0.1:{server.server_port}/{address}", wait_until="networkidle")
        page.screenshot(path=PICTURE, animations="disabled")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    picture(*sys.argv[1:])
