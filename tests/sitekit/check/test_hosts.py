"""What comes from another host is refused at its line, in whatever way it is written, unless mkdocs.yml allows it."""

from __future__ import annotations

import pytest

from sitekit.build.builder import Report
from sitekit.check.hosts import Allowed, check
from sitekit.pages.site import Site

FAR = "https://example.org/x"


def found(site) -> list[tuple[str, int, str]]:
    return [(fault.path, fault.line, fault.what) for fault in check(Site.read(site.project, Report()))]


@pytest.mark.parametrize(
    ("markdown", "line", "said"),
    [
        (f"![a]({FAR}.png)", 1, "embeds an image from another host, example.org"),
        (f'One.\n\nTwo ![a [b]](<{FAR}.png> "title").', 3, "an image"),
        ("![a](//example.org/x.png)", 1, "an image"),
        ("![a](http://example.org/x.png)", 1, "an image"),
        (f"[![a]({FAR}.png)](index.md)", 1, "an image"),
        (f"![a][far]\n\n[far]: {FAR}.png", 1, "an image"),
        (f"Text.\n![far]\n\n[Far]: <{FAR}.png>", 2, "an image"),
        (f"| a |\n| - |\n| ![a]({FAR}.png) |", 3, "an image"),
        (f"<p>\n<img alt=''\n src='{FAR}.png'></p>", 2, "an image"),
        (f'<img srcset="a.png 1x, {FAR}.png 2x">', 1, "an image"),
        (f'<video controls poster="{FAR}.png"></video>', 1, "an image"),
        (f"<video>\n<source src={FAR}.mp4></video>", 2, "a video or sound"),
        (f'<iframe src="{FAR}"></iframe>', 1, "a frame"),
        (f'<script async src="{FAR}.js"></script>', 1, "a script"),
        (f'<link href="{FAR}.css" rel="stylesheet">', 1, "a style sheet"),
        ('<object data="a.svg"></object>', 1, "an object"),
        ('<base href="/a/">', 1, "a base address"),
        (f'<svg><image href="{FAR}.png"/></svg>', 1, "an image"),
        (f"![a]({FAR}.png){{ width=50% }}", 1, "an image"),
        (f"- a\n\n    > ![a]({FAR}.png)", 3, "an image"),
        (f"/// figure | line\n    alt: a\n\nCaption ![a]({FAR}.png).\n///", 4, "an image"),
    ],
)
def test_it_is_found_at_its_line(site, markdown, line, said):
    site.write("docs/en/index.md", f"# A\n\n{markdown}\n")
    ((path, number, what),) = found(site)
    assert (path, number) == ("docs/en/index.md", line + 2) and said in what


@pytest.mark.parametrize(
    "markdown",
    [
        f"[a]({FAR}.png) and <{FAR}.png> and {FAR}.png",
        "![a](../x.png) ![b](data:image/png;base64,AA)",
        f"`![a]({FAR}.png)`\n\n```html\n<img src='{FAR}.png'>\n```",
        f"![a](x.png '{FAR}')",
        f"[a][far]\n\n[far]: {FAR}.png",
        f"Wow![a]\n\n[b]: {FAR}",
        "<iframe src='../a/'></iframe> <video src='a.mp4'></video>",
        f"<a href='{FAR}'>a</a> <link rel='canonical' href='{FAR}'>",
    ],
)
def test_what_is_no_more_than_a_link_or_our_own_is_not(site, markdown):
    site.write("docs/en/index.md", f"# A\n\n{markdown}\n")
    assert found(site) == []


def test_the_remedy_is_the_setting_that_allows_it(site):
    site.write("docs/en/index.md", f"# A\n\n![a]({FAR}.png) <iframe src='{FAR}'></iframe>\n")
    faults = [*check(Site.read(site.project, Report()))]
    assert len(faults) == 2
    assert all("mkdocs.yml: extra: {policy: {allow: {" in fault.remedy for fault in faults)
    site.write("mkdocs.yml", "site_url: !ENV [A, b]\nextra: {policy: {allow: {image: [example.org]}}}\n")
    assert [what for _, _, what in found(site)] == ["embeds a frame from another host, example.org"]
    site.write("mkdocs.yml", "extra:\n  policy: {allow: {image: [example.org], frame: ['https://example.org/']}}\n")
    assert found(site) == []


@pytest.mark.parametrize(
    ("setting", "line", "said"),
    [
        ("extra:\n  policy:\n    allow: {picture: [example.org]}\n", 3, "unknown kind 'picture'"),
        ("extra:\n  policy:\n    allow:\n      image: ['*']\n", 4, "is not a list of hosts"),
        ("extra:\n  policy:\n    allow:\n      image: {a: b}\n", 4, "is not a list of hosts"),
        ("extra:\n  policy: [image]\n", 2, "is not written as it is read"),
        ("extra:\n  policy: {allows: {}}\n", 2, "is not written as it is read"),
    ],
)
def test_a_setting_that_is_not_understood_allows_nothing_and_is_said(site, setting, line, said):
    site.write("mkdocs.yml", setting)
    ((path, number, what),) = found(site)
    assert (path, number) == ("mkdocs.yml", line) and said in what
    assert not Allowed.read(site.root).allows("image", f"{FAR}.png")


def test_a_frame_that_plays_a_film_is_told_of_the_block_that_does(site):
    site.write("docs/en/index.md", "# A\n\n<iframe src='https://www.youtube.com/embed/aqz-KE-bpKQ'></iframe>\n")
    (fault,) = check(Site.read(site.project, Report()))
    assert fault.remedy.startswith("write /// embed | with its address instead, or allow the host in mkdocs.yml")


def test_an_address_that_is_not_secure_is_told_so(site):
    site.write("docs/en/index.md", "# A\n\n![a](http://example.org/x.png)\n")
    (fault,) = check(Site.read(site.project, Report()))
    assert "write https://, and allow the host" in fault.remedy


def test_style_sheets_and_settings_are_looked_at_too(site):
    site.write(
        "overrides/assets/own.css", "/* url(https://example.org/a) */\np {}\nq { background: url('https://example.org/a.png') }\n"
    )
    site.write("docs/own.css", '@import "//example.org/a.css";\n@import url(b.css);\n')
    site.write(
        "mkdocs.yml", f"a: b\nextra_css:\n  - own.css\n  - {FAR}.css\nextra_javascript:\n  - path: {FAR}.js\n    async: true\n"
    )
    assert [(path, line) for path, line, _ in found(site)] == [
        ("docs/own.css", 1),
        ("overrides/assets/own.css", 3),
        ("mkdocs.yml", 4),
        ("mkdocs.yml", 6),
    ]


def test_what_is_inherited_counts_and_is_told_where_it_stands(site):
    site.write("docs/en/index.md", f"# A\n\n![a]({FAR}.png) <iframe src='{FAR}'></iframe>\n")
    site.write("mkdocs.yml", "INHERIT: shared/all.yml\nextra: {policy: {allow: {frame: [example.org]}}}\n")
    site.write("shared/all.yml", f"extra:\n  policy: {{allow: {{image: [example.org]}}}}\nextra_css: [{FAR}.css]\n")
    ((path, line, what),) = found(site)
    assert (path, line) == ("shared/all.yml", 3) and "a style sheet" in what
    site.write("shared/all.yml", "extra:\n  policy:\n    allow: {picture: [example.org]}\n")
    assert [(path, line) for path, line, _ in found(site)] == [("shared/all.yml", 3), ("docs/en/index.md", 3)]


def test_what_mkdocs_has_read_counts_before_the_file(site):
    extra = {"policy": {"allow": {"image": ["example.org"]}}}
    site.write("docs/en/index.md", f"# A\n\n![a]({FAR}.png)\n")
    assert [*check(Site.read(site.project, Report()), Allowed.read(site.root, extra))] == []


COUNTER = '{{script: "{}", data: {{goatcounter: "https://me.goatcounter.com/count", id: 5}}}}'


def test_what_counts_visits_is_allowed_by_its_own_setting(site):
    site.write("mkdocs.yml", f"extra:\n  analytics: {COUNTER.format('https://gc.zgo.at/count.js')}\n")
    allowed = Allowed.read(site.root)
    assert allowed.hosts == {"script": ("gc.zgo.at",), "connect": ("gc.zgo.at", "me.goatcounter.com")} and not allowed.faults
    site.write("mkdocs.yml", f"extra:\n  analytics: {COUNTER.format('assets/count.js')}\n")
    assert Allowed.read(site.root).hosts == {"script": (), "connect": ("me.goatcounter.com",)}


@pytest.mark.parametrize("setting", ["{provider: google, property: G-1}", "{data: {a: b}}", "[a]", "{script: a.js, datum: {}}"])
def test_what_is_no_such_setting_is_told(site, setting):
    site.write("mkdocs.yml", f"extra:\n  analytics: {setting}\n")
    ((path, line, what),) = found(site)
    assert (path, line) == ("mkdocs.yml", 2) and "extra.analytics" in what


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (f'import a from "{FAR}.js";', "embeds a script from another host, example.org; copy it into docs/"),
        (f"await import('{FAR}.js')", "embeds a script"),
        (f"fetch(`{FAR}`)", "embeds what a script asks for from another host, example.org; ask this site alone, or allow"),
        ("new WebSocket('wss://example.org/')", "embeds what a script asks for"),
    ],
)
def test_scripts_are_looked_at_and_can_be_allowed(site, script, said):
    site.write("docs/own.js", f"// One.\n{script}\n")
    (fault,) = check(Site.read(site.project, Report()))
    assert (fault.path, fault.line) == ("docs/own.js", 2) and said in str(fault)
    site.write("mkdocs.yml", "extra: {policy: {allow: {script: [example.org], connect: [example.org]}}}\n")
    assert found(site) == []
