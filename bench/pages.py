"""Print what every article of a built site weighs: ``python -m bench.pages [site]``."""

from __future__ import annotations

import sys
from pathlib import Path

from sitekit.pages.weight import ARTICLE, weigh


def main() -> None:
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    pages = sorted(path for path in site.glob("*/blog/*/index.html") if "data-figure=" in path.read_text("utf-8"))
    print(f"{'article':44}{'raw':>10}{'gzip':>10}{'elements':>10}")
    print(f"{'(at most)':44}{ARTICLE.raw:>10,}{ARTICLE.packed:>10,}{ARTICLE.elements:>10,}")
    for path in pages:
        weight = weigh(path.read_text("utf-8"))
        print(f"{path.parent.relative_to(site)!s:44}{weight.raw:>10,}{weight.packed:>10,}{weight.elements:>10,}")


if __name__ == "__main__":
    main()
