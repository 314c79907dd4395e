"""What a search finds, however it is written, and how it is seen, heard and handled."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest

from sitekit.words import word
from tests.browser.fixtures import accessibility
from tests.browser.searching import Searching
from tests.browser.waiting import until

SLOPE = {"ko": "ko/glossary/#slope", "en": "en/glossary/#slope"}
POST = "blog/straight-lines/"
CLAIM = "claims/#claim-a-line-is-straight"


@pytest.fixture(scope="module")
def ask(site, browser):
    """``ask(language, query)``: what a search on a page of that language gives, in one tab a language."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        tabs = {code: Searching(context.new_page(), site, f"{code}/") for code in SLOPE}
        yield lambda code, query: tabs[code].for_(query)


@pytest.mark.parametrize(
    ("code", "query"),
    [
        *(("ko", f"기울기{ending}") for ending in ("", "를", "에서는", "들이", "까지도", "이라는", "란?", ":", "…")),
        ("ko", unicodedata.normalize("NFD", "기울기를")),
        ("ko", "기 울기"),
        ("ko", "  기울기  "),
        ("ko", "slope"),
        ("ko", "SLOPE는"),
        ("ko", "SLOPE에는"),
        ("ko", "slope값"),
        ("ko", "경사도"),
        ("ko", "경사도를"),
        ("ko", "gradients"),
        ("ko", "기울기란 무엇인가"),
        ("ko", "기울기의 차이점"),
        ("en", "slope"),
        ("en", "Slopes"),
        ("en", "“slope”,"),
        ("en", "gradient"),
        ("en", "기울기"),
        ("en", "what is the slope?"),
        ("en", "slope-gradient"),
    ],
)
def test_a_term_is_found_however_it_is_written(ask, code, query):
    assert SLOPE[code] in ask(code, query)[:3]


@pytest.mark.parametrize(
    ("code", "query", "address"),
    [
        ("ko", "곧은선", f"ko/{POST}"),
        ("ko", "곧은선은", f"ko/{POST}"),
        ("ko", "둥근것", "ko/blog/round-things/"),
        ("ko", "참고문헌", f"ko/{POST}#references"),
        ("ko", "64개", "ko/blog/round-things/#round"),
        ("ko", "78%", "ko/blog/round-things/#round"),
        ("ko", "78퍼센트를", "ko/blog/round-things/#round"),
        ("ko", "3.14", "ko/blog/round-things/"),
        ("ko", "원점에서", f"ko/{POST}#steepness"),
        ("ko", "그림 1 점", f"ko/{POST}#figure-slope"),
        ("ko", "왼쪽아래", f"ko/{POST}#figure-slope"),
        ("ko", "어디서나 같다", f"ko/{CLAIM}"),
        ("ko", "a_line_is_straight", f"ko/{CLAIM}"),
        ("en", "straight-lines", f"en/{POST}"),
        ("en", "straightline", f"en/{POST}"),
        ("en", "STRAIGHT LINE", f"en/{POST}"),
        ("en", "lines straight", f"en/{POST}"),
        ("en", "references", f"en/{POST}#references"),
        ("en", "euclid", f"en/{POST}#references"),
        ("en", "the same everywhere", f"en/{CLAIM}"),
        ("en", "right-corners", f"en/{POST}#figure-slope"),
        ("en", "lines-straight", f"en/{POST}"),
        ("ko", "원점-점", f"ko/{POST}#steepness"),
        ("en", "upper right corners", f"en/{POST}#figure-slope"),
    ],
)
def test_a_section_a_figure_or_a_claim_is_found_by_its_words(ask, code, query, address):
    assert address in ask(code, query)[:4]


@pytest.mark.parametrize(
    ("code", "query"),
    [("ko", "없는말"), ("ko", "64.5"), ("ko", "4개월"), ("ko", "은는이가"), ("en", "lope"), ("en", "quux"), ("en", "7")],
)
def test_what_is_nowhere_is_not_found(ask, code, query):
    assert ask(code, query) == []


@pytest.fixture
def search(page, site):
    return Searching(page, site, "ko/")


def test_nothing_is_fetched_before_a_reader_asks(page, site):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search = Searching(page, site, f"ko/{POST}")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/search/" in url or "search_index" in url]
    assert {path.name for path in (site.folder / "search").iterdir()} == {"ko.json", "en.json"}
    search.for_("기울기")
    assert [url for url in asked if url.startswith(f"{site.url}search/")] == [f"{site.url}search/ko.json"]


def test_a_figure_shows_its_thumbnail_and_a_claim_its_verdict(search):
    search.for_("곧다")
    figure = search.item(f"ko/{POST}#figure-slope")
    assert "점 9개를 지나는 선은 곧다." in figure.inner_text()
    until(search.page, "image => image.naturalWidth > 0", figure.locator("img").element_handle())
    search.for_("어디서나 같다")
    claim = search.item(f"ko/{CLAIM}")
    assert claim.locator('[data-verdict="holds"] svg').count() == 1
    assert "선의 기울기는 어디서나 같다." in claim.inner_text()


def test_how_many_there_are_is_said_in_the_words_of_the_page(search):
    count = len(search.for_("64개"))
    assert count == 1 and search.status.inner_text() == word("search_one", "ko")
    search.for_("기울기")
    assert search.status.inner_text() == word("search_count", "ko").format(search.items.locator("a").count())


def test_the_other_language_comes_below_when_it_is_asked_for(search):
    assert all(link.startswith("ko/") for link in search.for_("기울기"))
    search.page.get_by_role("button", name="English").click()
    search.page.wait_for_selector(".search-language")
    links = search.page.eval_on_selector_all(".md-search-result__link", "links => links.map(({ href }) => href)")
    places = [f"{search.site.url}en/" in link for link in links]
    assert True in places and places == sorted(places)


def test_the_other_language_comes_by_itself_where_the_page_s_own_has_nothing(search):
    links = search.for_("everywhere")
    assert links and all(link.startswith("en/") for link in links)
    assert search.items.first.get_attribute("lang") == "en"


def test_who_finds_nothing_is_helped(search):
    assert search.for_("rldnfrl") == []  # 기울기, with the keys left in English.
    search.page.get_by_role("button", name="기울기").click()
    search.page.wait_for_selector(f'a[href*="{SLOPE["ko"].split("#")[0]}"]')
    assert search.for_("경시도") == []
    assert search.page.get_by_role("button", name="경사도").count() == 1
    assert search.for_("없는말") == []
    assert "없는말" in search.status.inner_text() and word("search_none_hint", "ko") in search.status.inner_text()


AT_REST = """() => document.getAnimations().every(({ playState, timeline }) =>
  playState === "finished" || timeline !== document.timeline)"""
"""Whether nothing moves but what the reader's own scrolling moves."""


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 320)])
def test_results_are_accessible_and_fit(browser, site, theme, width):
    with browser.new_context(color_scheme=theme, viewport={"width": width, "height": 700}, reduced_motion="reduce") as context:
        search = Searching(context.new_page(), site, f"ko/{POST}")
        assert search.for_("어디서나 같다") and search.items.locator(".claim-verdict").count()
        until(search.page, "() => [...document.styleSheets].some(({ href }) => href?.endsWith('assets/search.css'))")
        until(search.page, AT_REST)
        assert accessibility(search.page) == []
        assert search.page.locator(".md-search__output").evaluate("output => output.scrollWidth <= output.clientWidth")


def test_keys_open_it_go_through_it_and_close_it(search):
    page = search.page
    page.locator("body").press("/")
    assert search.field.evaluate("field => field === document.activeElement")
    search.for_("기울기")
    links = search.items.locator("a")
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        assert links.nth(place).evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_checked()
    assert page.locator(".md-search__output").evaluate("output => output.inert")
    page.locator("body").press("/")
    first = links.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(first.split("?")[0] + "*")


def test_enter_that_ends_a_syllable_follows_nothing(search):
    search.for_("기울기")
    search.field.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    search.page.wait_for_timeout(100)
    assert search.page.url == f"{search.site.url}ko/"


def test_what_is_folded_is_found_opened_and_marked(search):
    page = search.page
    search.for_("원점에서")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.searched")
    mark = page.locator("mark.searched").first
    assert mark.inner_text() == "원점" and mark.locator("xpath=ancestor::details").get_attribute("open") is not None
    assert mark.is_visible() and page.url == f"{search.site.url}ko/{POST}#steepness"


def test_a_result_on_the_page_at_hand_is_gone_to_without_loading_it_again(page, site):
    search = Searching(page, site, f"ko/{POST}")
    page.evaluate("window.stayed = true")
    search.for_("원점에서")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.searched")
    assert page.evaluate("window.stayed") and page.url.endswith("#steepness")


def test_on_a_phone_too_a_result_on_the_page_at_hand_is_seen(browser, site):
    with browser.new_context(viewport={"width": 360, "height": 500}) as context:
        page = context.new_page()
        search = Searching(page, site, f"ko/{POST}")
        search.for_("원점에서")
        page.wait_for_selector("body[data-md-scrolllock]")
        page.keyboard.press("Enter")
        page.wait_for_selector("body:not([data-md-scrolllock]) mark.searched")
        page.wait_for_timeout(300)  # Time enough to be sent back to where the page was.
        top = page.locator("mark.searched").first.evaluate("mark => mark.getBoundingClientRect().top")
        assert 0 < top < 500 and not page.locator("#__search").is_checked()


@pytest.mark.parametrize("searched", ['"x"', "x", ".*", "가", "e", "<b>", "점" * 5000, " ".join("점선은에다같기울" * 900)])
def test_a_link_may_ask_for_any_marks_and_gets_a_few(page, site, searched):
    page.goto(f"{site.url}ko/{POST}?h={quote(searched[:6000])}", wait_until="load")
    until(page, "() => !location.search")
    assert page.locator("mark").count() <= 60


def test_a_link_to_no_place_there_can_be_has_its_marks_all_the_same(page, site):
    page.goto(f"{site.url}ko/{POST}?h={quote('기울기')}#%E0%A4", wait_until="load")
    page.wait_for_selector("mark.searched", state="attached", timeout=10_000)


def test_a_word_that_a_page_is_full_of_is_marked_sixty_times(page, site):
    full = site.html(f"ko/{POST}").replace("</article>", f"<p>{'quux ' * 5000}</p></article>", 1)
    page.route(f"**/{POST}*", lambda route: route.fulfill(body=full, content_type="text/html; charset=utf-8"))
    page.goto(f"{site.url}ko/{POST}?h=quux", wait_until="load")
    page.wait_for_selector("mark.searched")
    assert page.locator("mark").count() == 60


def test_an_index_is_fetched_once_however_much_is_typed_on_its_way(page, site):
    waiting = []
    page.route("**/search/ko.json", lambda route: waiting.insert(0, route))
    search = Searching(page, site, "ko/")
    search.field.focus()
    for query in ("기", "기울", "기울기"):
        search.field.fill(query)
        page.wait_for_timeout(100)
    for route in waiting:
        route.continue_()
    assert SLOPE["ko"] in search.for_("기울기를")
    assert len(waiting) == 1


def test_an_index_that_cannot_be_had_is_said_to_be_so(page, site):
    page.route("**/search/ko.json", lambda route: route.abort())
    search = Searching(page, site, "ko/")
    search.field.focus()
    search.field.fill("기울기")
    said = "words => document.querySelector('.md-search [role=status]').textContent === words"
    until(page, said, word("search_failed", "ko"))
    page.unroute("**/search/ko.json")
    assert SLOPE["ko"] in search.for_("기울기를")
