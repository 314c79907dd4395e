"""An article that a reader keeps: all of it is there without a network, until they remove it; nothing else is ever stored."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from playwright.sync_api import Error

from tests.browser.fixtures import AT_REST, LISTEN
from tests.browser.searching import Searching
from tests.browser.waiting import until

ARTICLE = "en/blog/straight-lines/"
OTHER = "en/blog/round-things/"
STORED = """async () => [
  ...(await Promise.all((await caches.keys()).map(async (name) => `${name} ${(await (await caches.open(name)).keys()).length}`))),
  ...(await navigator.serviceWorker.getRegistrations()).map((worker) => worker.scope),
]"""
GIVEN_WAY = "net::ERR_ABORTED"
"""What becomes of a request when its page gives way to another."""
SAID = "said => document.querySelector('.keep-status').textContent.startsWith(said)"
DRAWN = """() => {
  const pictures = [...document.querySelectorAll("article img")];
  for (const picture of pictures) picture.loading = "eager";
  return pictures.length > 0 && pictures.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
}"""


@pytest.fixture
def heard(page) -> list[str]:
    """What the page has said on its console, has had refused or has asked for in vain."""
    found: list[str] = []
    page.add_init_script(LISTEN)
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(request.url) if request.failure != GIVEN_WAY else None)
    return found


def keep(page) -> None:
    page.locator(".keep").click()
    until(page, SAID, "Saved")


def test_a_kept_article_is_whole_without_a_network_and_nothing_else_is_stored(site, page, heard):
    page.goto(site.url + ARTICLE)
    page.evaluate(AT_REST)
    assert page.evaluate(STORED) == []
    keep(page)
    stored = page.evaluate(STORED)
    assert len(stored) == 2 and stored[1] == site.url
    page.goto(site.url + OTHER)
    page.evaluate(AT_REST)
    assert page.evaluate(STORED) == stored  # Nor is what a reader only looks at.

    page.context.new_cdp_session(page).send("Network.clearBrowserCache")  # What it remembers anyway is no merit of ours.
    page.context.set_offline(True)
    page.goto(f"{site.url}{ARTICLE}?h=line#figure-slope")
    page.evaluate(AT_REST)
    until(page, DRAWN)
    page.locator("live-figure .live-tab").first.click()
    until(page, "() => document.querySelector('live-figure.live-on')?.panel")
    assert page.locator("mark").count()
    assert page.evaluate("[...document.fonts].some(({ family, status }) => /Sitekit Sans/.test(family) && status === 'loaded')")
    assert page.locator(".keep").text_content().startswith("Remove")
    assert page.evaluate("window.__violations") == []

    page.goto(site.url + ARTICLE.rstrip("/"))  # As a reader may type it.
    assert page.url == site.url + ARTICLE
    assert any(address.startswith(ARTICLE) for address in Searching(page, site, ARTICLE).for_("slope"))
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    until(page, "() => document.querySelector('.other-language')")
    page.locator("a[data-same-page][hreflang=ko]").click()
    page.wait_for_url("**/ko/blog/straight-lines/**")
    page.evaluate(AT_REST)
    assert page.locator("h1").is_visible()
    page.goto(f"{site.url}en/")  # With which an installed site begins.
    page.evaluate(AT_REST)
    assert heard == []

    with pytest.raises(Error):
        page.goto(f"{site.url}en/glossary/")
    page.context.set_offline(False)
    page.goto(site.url + ARTICLE)
    page.locator(".keep", has_text="Remove").click()
    until(page, SAID, "The offline copy has been removed")
    assert page.evaluate(STORED) == []
    assert page.locator(".keep").text_content().startswith("Keep")


@pytest.fixture
def changing(site, server, tmp_path):
    """The sample's site, whose files a test may change."""
    folder = shutil.copytree(site.folder, tmp_path / "site", ignore=shutil.ignore_patterns("lunr", "pretendard"))
    return server.serve(replace(site, folder=folder, url=site.url.replace("sample.", "changing.")))


def test_what_fails_is_said_and_leaves_nothing(changing, page):
    lost = changing.folder / "assets/figures/straight_lines/slope/live.json"
    lost.rename(lost.with_suffix(".lost"))
    page.goto(changing.url + ARTICLE)
    page.locator(".keep").click()
    until(page, SAID, "It could not be saved")
    assert page.evaluate(STORED) == []
    assert page.locator(".keep").text_content().startswith("Keep")
    lost.with_suffix(".lost").rename(lost)
    keep(page)


def test_a_changed_article_is_kept_anew_and_has_what_belongs_to_it(changing, page):
    for article in (OTHER, ARTICLE):
        page.goto(changing.url + article)
        keep(page)
    before = page.evaluate(STORED)
    for name, old, new in (
        (f"{ARTICLE}index.html", "<h1", "<p id=newer>Newer</p><h1"),
        ("assets/site.min.css", "", "#newer{opacity:.5}"),
    ):
        path = changing.folder / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    path = changing.folder / "assets/kept/blog/posts/straight-lines.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"version": "newer"}), "utf-8")
    page.reload()
    until(page, SAID, "The offline copy has been brought up to date")
    after = page.evaluate(STORED)
    assert len(after) == len(before) and set(after) & set(before) == {before[0], before[-1]}

    page.context.set_offline(True)
    page.reload()
    assert page.locator("#newer").evaluate("newer => getComputedStyle(newer).opacity") == "0.5"  # Of the two there are, its own.
    page.evaluate("""async () => {
      const name = (await caches.keys()).find((name) => name.endsWith(" newer"));
      await (await caches.open(name)).delete(name.split(" ").at(-2));
    }""")
    with pytest.raises(Error):  # What is not complete is no copy.
        page.reload()


@pytest.mark.parametrize("without", ["scripts", "caches"])
def test_where_nothing_can_be_kept_there_is_no_button(site, browser, without):
    with browser.new_context(java_script_enabled=without != "scripts") as context:
        page = context.new_page()
        page.add_init_script("Object.defineProperty(window, 'caches', { value: undefined })")
        page.goto(site.url + ARTICLE)
        assert page.locator(".keep").count() == 1 and not page.locator(".keep").is_visible()


@pytest.mark.parametrize("code", ["ko", "en"])
def test_a_browser_finds_nothing_that_keeps_it_from_installing_the_site(site, page, code):
    page.goto(f"{site.url}{code}/blog/straight-lines/")
    devtools = page.context.new_cdp_session(page)
    found = devtools.send("Page.getAppManifest")
    said = json.loads(found["data"])
    assert found["errors"] == [] and found["url"] == f"{site.url}{code}/manifest.json"
    assert (said["lang"], said["display"]) == (code, "minimal-ui")
    wrong = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in wrong] in ([], ["in-incognito"])
