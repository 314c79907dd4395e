"""The policy of built pages: what a reader's browser would refuse fails the build, and recorded scripts run."""

from __future__ import annotations

import json

import pytest

from sitekit.check.hosts import Allowed
from sitekit.mkdocs import policy as csp

RECORDED = '__md_scope=new URL("{}",location),rest()'
PAGE = '<!doctype html><html><head><meta charset="utf-8"><script>{}</script></head><body></body></html>'


@pytest.fixture(autouse=True)
def recorded(tmp_path, monkeypatch):
    """One recorded script, in place of Material's."""
    file = tmp_path / "allowed.json"
    file.write_text(json.dumps({csp.normalised(RECORDED.format(".")): "test"}), "utf-8")
    monkeypatch.setattr(csp, "ALLOWED", file)
    csp.allowed.cache_clear()
    yield
    csp.allowed.cache_clear()


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color:red">',
        "<p STYLE=color:red>",
        "<style>p{}</style>",
        '<p onclick="x()">',
        "<svg/onload=x()>",
        '<img alt="a"onerror="x()">',
        '<a href="javascript:x()">',
        '<a href=" JavaScript:x()">',
        '<a href="data:text/html,x">',
        "<script>x()</script>",
        "<SCRIPT>x()</SCRIPT>",
        '<script type="module">x()</script>',
        '<script type="application/json-of-mine">x()</script>',
        """<script data-a=' type="application/json"'>x()</script>""",
        '<script type="text/javascript" type="application/ld+json">x()</script>',
        '<script data-type="application/ld+json">x()</script>',
        '<script src="https://example.org/x.js"></script>',
        '<script src="//example.org/x.js"></script>',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        f"<script>{RECORDED.format('https://example.org/')}</script>",
        '<img alt="" src="https://example.org/x.png">',
        "<img src=//example.org/x.png>",
        '<IMG SRC="\\\\example.org/x.png">',
        '<img src="ht&#116;p://example.org/x.png">',
        '<picture><source srcset="a.png, https://example.org/x.png 2x"></picture>',
        '<video poster="https://example.org/x.png"></video>',
        "<audio src='https://example.org/x.ogg'></audio>",
        '<iframe src="https://example.org/"></iframe>',
        '<link rel="preconnect" href="https://example.org">',
        '<form action="https://example.org/"></form>',
        '<object data="x.svg"></object>',
        '<embed src="x.pdf">',
    ],
)
def test_what_the_policy_refuses_is_found(markup):
    assert len(list(csp.violations(f"<body>{markup}</body>"))) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "style = one; onclick = two",
        "<code>&lt;p style=&quot;x&quot;&gt;</code>",
        '<p title="style=x and onclick=y and javascript:z">',
        '<img src="data:image/png;base64,AA">',
        '<script type="application/json">{"a": 1}</script>',
        '<script id="about" type="application/ld+json">{"a": "style=x onclick=y javascript:z"}</script>',
        "<script TYPE=Application/LD+JSON>{}</script>",
        '<script src="../assets/x.js"></script>',
        '<link rel="stylesheet" href="/sub/assets/x.css">',
        '<link rel="canonical" href="https://example.org/">',
        '<a href="https://example.org/"><img src="x.png" alt="https://example.org/x.png"></a>',
        '<iframe src="../x/"></iframe><video src="x.mp4"></video>',
        "<code>&lt;img src=https://example.org/x.png&gt;</code>",
        *(f"<script>{RECORDED.format(path)}</script>" for path in (".", "..", "../../..", "/", "/sub/site/")),
    ],
)
def test_what_it_allows_is_not(markup):
    assert list(csp.violations(f"<body>{markup}</body>")) == []


def test_what_the_project_allows_is_let_in_by_its_kind_and_host_alone():
    hosts = Allowed({"image": ("example.org",), "media": ("*.example.org",), "script": ("s.org",), "connect": ("c.org",)})
    assert not [*csp.violations('<script src="https://s.org/x.js"></script>', hosts)]
    assert [*csp.violations('<script src="https://c.org/x.js"></script>', hosts)]
    assert not [*csp.violations('<img src="https://example.org/x.png"><video src="//a.b.example.org/x.mp4"></video>', hosts)]
    for refused in (
        "https://other.org/x.png",
        "http://example.org/x.png",
        "https://a.example.org/",
        "https://example.org.evil.org/",
    ):
        assert [*csp.violations(f'<img src="{refused}">', hosts)], refused
    assert [*csp.violations('<iframe src="https://example.org/x.png"></iframe>', hosts)]
    page = csp.page_with_policy(PAGE.format(""), hosts)
    assert "img-src 'self' data: https://example.org;" in page and "media-src 'self' https://*.example.org;" in page
    assert "frame-src 'self';" in page and "connect-src 'self' https://c.org;" in page
    assert "script-src 'self' https://s.org" in page


def test_the_policy_comes_before_any_script_and_names_the_script_as_it_stands():
    page = csp.page_with_policy(PAGE.format(RECORDED.format("../..")))
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert csp.digest(RECORDED.format("../..")) in page and "unsafe" not in page
    assert "default-src 'none'" in page and "*" not in page.partition("<script")[0]


def test_a_script_that_is_not_recorded_gets_no_hash():
    assert csp.digest("x()") not in csp.page_with_policy(PAGE.format("x()"))


def test_only_a_page_with_comments_lets_a_frame_of_their_host_in():
    page = PAGE.format("")
    assert csp.COMMENTS not in csp.page_with_policy(page)
    assert f"frame-src 'self' {csp.COMMENTS}" in csp.page_with_policy(
        page.replace("<body>", '<body><section data-giscus-repo="a/b">')
    )
