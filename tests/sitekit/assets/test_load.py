"""What a page loads."""

from __future__ import annotations

import gzip

from sitekit.assets.load import PACKED, REQUESTS, Load, beyond, loads


def test_text_counts_as_it_is_sent_and_each_file_under_its_kind(tmp_path):
    texts = {"ko/a/index.html": b"<p>" * 999, "x.css": b"a{}" * 99, "x.js": b"1;" * 99, "y.js": b"2;" * 9, "f.woff2": b"f" * 99}
    for name, data in {**texts, "p.png": b"p" * 50, "feed.txt": b"t" * 7}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = loads(tmp_path, ["ko/a/", "x.css", "x.js", "y.js", "f.woff2", "p.png", "feed.txt"])
    packed = {name: len(gzip.compress(data, mtime=0)) for name, data in texts.items()}
    assert found == {
        "page": Load(1, packed["ko/a/index.html"]),
        "font": Load(1, 99),
        "style": Load(1, packed["x.css"]),
        "script": Load(2, packed["x.js"] + packed["y.js"]),
        "picture": Load(1, 50),
        "other": Load(1, 7),
    }


def test_what_is_beyond_the_budget_is_named():
    assert beyond(Load(REQUESTS, PACKED["en"]), "en") == []
    assert beyond(Load(REQUESTS + 1, PACKED["ko"]), "ko") == [f"requests: {REQUESTS + 1} of {REQUESTS}"]
    assert beyond(Load(1, PACKED["en"] + 1), "en") == ["packed: 350,001 of 350,000"]
