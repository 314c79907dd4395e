"""A badge says what it judges; the page of claims is a map and a list that can be used by keyboard and by all."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import accessibility, nothing_wrong

SHOWN = "badge => getComputedStyle(badge.parentElement.querySelector('.tip-card')).display !== 'none'"


def opened(site, tabs, page: str, **options):
    tab = tabs.take(**options)
    tab.goto(site.url + page, wait_until="load")
    return tab


def article(site, code: str) -> str:
    return next(page for page in site.showing('class="claim-badge"', code) if page.endswith("straight-lines/"))


@pytest.mark.parametrize(
    ("code", "said"), [("ko", "선의 기울기는 어디서나 같다."), ("en", "The slope of a line is the same everywhere.")]
)
def test_a_badge_opens_a_card_that_says_what_it_judges(site, tabs, code, said):
    tab = opened(site, tabs, article(site, code))
    badge = tab.query_selector(".claim-badge")
    assert not badge.evaluate(SHOWN)
    badge.focus()
    assert badge.evaluate(SHOWN)
    assert said in badge.evaluate("badge => badge.parentElement.querySelector('.tip-card').innerText")
    tab.keyboard.press("Tab")
    assert not badge.evaluate("badge => badge.parentElement.contains(document.activeElement)"), "the card is no stop of its own"
    tabs.give(tab)


def test_the_first_tap_opens_the_card_of_a_badge_and_the_second_leads_to_the_claim(site, tabs):
    tab = opened(site, tabs, article(site, "en"), viewport={"width": 360, "height": 800}, has_touch=True)
    badge, before = tab.query_selector(".claim-badge"), tab.url
    badge.tap()
    assert tab.url == before and badge.evaluate(SHOWN)
    badge.tap()
    tab.wait_for_url("**/claims/#claim-a-line-is-straight")
    tabs.give(tab)


def test_a_claim_leads_to_the_sentence_that_makes_it(site, tabs):
    tab = opened(site, tabs, "en/claims/")
    tab.click('#claim-a-line-is-straight a[href*="#said-"]')
    tab.wait_for_url("**/straight-lines/#said-a-line-is-straight")
    assert tab.evaluate("document.querySelector(':target').querySelector('.claim-badge') !== null")
    tabs.give(tab)


def test_a_box_that_is_not_ticked_leaves_out_its_verdict_in_the_map_and_in_the_list_without_a_script(site, tabs):
    tab = opened(site, tabs, "ko/claims/", java_script_enabled=False)
    item, mark, box = (
        tab.locator(f"{one}[data-verdict=holds]") for one in (".claims-list > li", ".claim-mark", ".claims-filter span")
    )
    assert item.first.is_visible() and mark.first.is_visible()
    box.click()
    assert not item.first.is_visible() and not mark.first.is_visible()
    assert not tab.locator(".claims-map li").first.is_visible(), "a section of which no claim is left"
    tabs.give(tab)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", ["ko/claims/", "en/corrections/"])
def test_axe_finds_nothing_where_all_is_unfolded(site, tabs, page, theme):
    tab = opened(site, tabs, page, viewport={"width": 360, "height": 800}, color_scheme=theme)
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    nothing_wrong({f"{page} {theme}": accessibility(tab)})
    tabs.give(tab)
