"""What holds on every page, in both languages and themes, on a telephone and on a desk."""

from __future__ import annotations

import pytest

from sitekit.text.films import KNOWN
from tests.browser.fixtures import AXE_WAYS, THEMES, WIDTHS, Visits, nothing_wrong

EVERYWHERE = pytest.mark.parametrize("theme", THEMES)
BOTH_WIDTHS = pytest.mark.parametrize("width", WIDTHS)


def everywhere(visits, theme, width, read) -> None:
    """Fail where ``read`` finds something wrong with a page."""
    nothing_wrong({page or "/": wrong for page in visits.pages(theme, width) if (wrong := read(visits(page, theme, width)))})


@EVERYWHERE
@BOTH_WIDTHS
def test_every_page_answers_and_all_it_asks_for_is_there(visits, theme, width):
    everywhere(visits, theme, width, lambda visit: visit.failures or (visit.status != 200 and visit.status))


@EVERYWHERE
@BOTH_WIDTHS
def test_no_request_goes_to_another_host_or_above_the_base_path(site, visits, theme, width):
    def foreign(visit):
        return [url for url in visit.requests if not url.startswith((site.url, "data:", "blob:" + site.url.split("/some/")[0]))]

    everywhere(visits, theme, width, foreign)


@EVERYWHERE
@BOTH_WIDTHS
def test_the_content_security_policy_refuses_nothing(visits, theme, width):
    everywhere(visits, theme, width, lambda visit: visit.violations)


@EVERYWHERE
@BOTH_WIDTHS
def test_the_console_is_silent(visits, theme, width):
    everywhere(visits, theme, width, lambda visit: visit.console)


@pytest.mark.parametrize(("theme", "width"), AXE_WAYS)
def test_axe_finds_nothing(visits, theme, width):
    everywhere(visits, theme, width, lambda visit: visit.accessibility)


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "width"), AXE_WAYS)
def test_axe_finds_nothing_in_any_text_of_any_language(browser, site, theme, width):
    """Not only in the first and the last of each kind, and in all languages at each width."""
    everywhere(Visits(browser, site, every=True), theme, width, lambda visit: visit.accessibility)


@EVERYWHERE
@BOTH_WIDTHS
def test_nothing_scrolls_sideways(visits, theme, width):
    everywhere(visits, theme, width, lambda visit: max(visit.overflow, 0))


def test_every_page_states_a_strict_policy(site):
    for page in site.pages:
        html = site.html(page)
        assert html.count('http-equiv="Content-Security-Policy"') == 1, page
        policy = html.partition('http-equiv="Content-Security-Policy"')[2].partition(">")[0]
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy and "unsafe-eval" not in policy, page
        if "data-embed=" in html:  # Nothing but the frames of films, which a reader asks for.
            policy = policy.replace("frame-src 'self' " + " ".join(f"https://{host}" for host in KNOWN), "")
        assert "http:" not in policy and "https:" not in policy and "*" not in policy, page


def test_no_page_shows_what_python_calls_an_object_nobody_has_described(site):
    assert [page for page in site.pages if " object at 0x" in site.html(page)] == []
