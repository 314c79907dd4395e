"""Lighthouse on every article of a built site, median of five runs: ``python -m bench.lighthouse [site] [--runs N]``.

It needs npx and, the first time, the npm registry. Phone and network are simulated; blocking time still grows with what else
the machine has to do, so it is worth something on an idle one only.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import shutil
import statistics
import subprocess
import sys
import threading
from pathlib import Path

from bench.pages import articles
from sitekit.assets.load import TEXT
from sitekit.paper.chromium import find

VERSION = "12.2.3"
"""The last that runs on Node 20."""
MEASURES = {"FCP s": "first-contentful-paint", "LCP s": "largest-contentful-paint", "TBT ms": "total-blocking-time"}
MEASURES |= {"CLS": "cumulative-layout-shift", "KB": "total-byte-weight"}
SCALE = {"FCP s": 1e-3, "LCP s": 1e-3, "KB": 1e-3}


class Packing(http.server.SimpleHTTPRequestHandler):
    """Serves what is text packed, as hosts do."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".woff2": "font/woff2", ".js": "text/javascript"}

    def log_message(self, format: str, *args) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        if path.suffix in TEXT:
            data = gzip.compress(data, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"))
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Packing, directory=str(arguments.site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(
        f"{f'Lighthouse {VERSION}, a phone, median of {arguments.runs}':44}{'scores':>20}" + "".join(f"{m:>9}" for m in MEASURES)
    )
    for page in articles(arguments.site):
        runs = [_run(f"http://127.0.0.1:{server.server_port}/{page}/") for _ in range(arguments.runs)]
        scores = [statistics.median(run[0][name] for run in runs) for name in runs[0][0]]
        values = [statistics.median(run[1][name] for run in runs) for name in MEASURES]
        line = f"{page:44}{' '.join(f'{score:.2f}' for score in scores):>20}"
        print(line + "".join(f"{value:>9.3g}" for value in values), flush=True)
    server.shutdown()


def _run(url: str) -> tuple[dict[str, float], dict[str, float]]:
    """The scores of the page at ``url``, and its measures."""
    chromium = find()
    if not shutil.which("npx") or not chromium:
        sys.exit("Lighthouse needs npx and Chromium")
    flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
    command = ["npx", "--yes", f"lighthouse@{VERSION}", url, "--quiet", "--output=json", f"--chrome-path={chromium}", flags]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    scores = {name: category["score"] for name, category in found["categories"].items()}
    return scores, {key: found["audits"][audit]["numericValue"] * SCALE.get(key, 1) for key, audit in MEASURES.items()}


if __name__ == "__main__":
    main()
