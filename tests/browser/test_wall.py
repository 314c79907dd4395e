"""The wall of all figures: what the filter leaves, by a mouse and by keys, and what is there without scripts."""

from __future__ import annotations

import pytest

from tests.browser.waiting import until

SHOWN = "[...document.querySelectorAll('.figure-card')].filter((card) => card.checkVisibility()).map((card) => card.id).join()"
HEADS = "[...document.querySelectorAll('article h2')].filter((head) => head.checkVisibility()).length"
BOTH = "figure-circle,figure-slope"
FILTERS = "!document.querySelector('.figures-filter').dispatchEvent(new Event('submit', { cancelable: true }))"
"""Whether the script has run: until then nothing hears of what a reader chooses, or of where a link leads."""
SAYS = {"ko": ("그림 2개", "그림 2개 중 1개"), "en": ("2 figures", "1 of 2 figures")}


@pytest.fixture(params=SAYS)
def wall(request, site, page):
    page.goto(f"{site.url}{request.param}/figures/")
    until(page, FILTERS)
    page.all, page.one = SAYS[request.param]
    return page


def test_a_figure_is_left_for_its_verdict_for_being_live_and_for_its_article(wall):
    both, said = wall.evaluate(SHOWN), wall.locator(".figures-filter [role=status]")
    assert sorted(both.split(",")) == BOTH.split(",") and said.inner_text() == wall.all
    for box in wall.locator(".figures-filter input").all():  # All that is claimed rests on the live one.
        box.focus()
        wall.keyboard.press("Space")
        assert (wall.evaluate(SHOWN), said.inner_text(), wall.evaluate(HEADS)) == ("figure-slope", wall.one, 1)
        box.uncheck()
        assert wall.evaluate(SHOWN) == both
    wall.locator(".figures-filter select").select_option("round-things")
    assert wall.evaluate(SHOWN) == "figure-circle"
    wall.locator(".figures-filter [name=live]").check()
    assert wall.evaluate(SHOWN) == "" and said.inner_text() == wall.one.replace("1", "0")
    wall.locator(".figures-filter [type=reset]").click()
    until(wall, f"{SHOWN} === {both!r}")
    assert said.inner_text() == wall.all and wall.evaluate("document.activeElement.matches('select')")


def test_a_link_to_a_figure_that_is_not_shown_shows_it(wall):
    wall.locator(".figures-filter [name=live]").check()
    wall.evaluate("location.hash = '#figure-circle'")
    until(wall, f"{SHOWN}.includes('figure-circle')")


def test_a_mark_leads_to_its_claim(wall):
    mark = wall.locator("#figure-slope .claim-mark").first
    wall.goto(mark.evaluate("link => link.href"))
    assert wall.locator(".claims-list > :target").count() == 1


def test_without_scripts_all_figures_are_there_and_no_filter(site, browser):
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"{site.url}en/figures/")
        assert not page.locator(".figures-filter").is_visible()
        assert all(card.is_visible() for card in page.locator(".figure-card").all()) and page.locator(".figure-card").count() == 2


def test_the_filter_s_room_is_kept_before_its_script_is_there(site, page):
    page.route("**/wall.js", lambda route: route.abort())
    page.goto(f"{site.url}en/figures/")
    before = page.locator(".figure-wall").first.bounding_box()
    page.unroute_all()
    page.goto(f"{site.url}en/figures/?again")
    until(page, FILTERS)
    assert page.locator(".figure-wall").first.bounding_box() == before
