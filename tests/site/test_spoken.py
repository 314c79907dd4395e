"""The sample in one language, and in three: what an author sets up in ``mkdocs.yml`` is enough for a strict build."""

from __future__ import annotations

import io
import json
import re

import pytest
from fontTools.ttLib import TTFont

from sitekit.assets import sheets
from sitekit.assets.own_fonts import address
from tests.pages.links import document

SWITCH = re.compile(r'<nav class="languages".*?</nav>', re.S)
ARTICLE = "blog/straight-lines/"


@pytest.fixture(params=["korean", pytest.param("english", marks=pytest.mark.slow)])
def one(request):
    """(the site of one language, its code)."""
    return request.getfixturevalue(f"{request.param}_site"), {"korean": "ko", "english": "en"}[request.param]


def test_one_language_has_no_switch_and_names_no_other(one):
    site, code = one
    assert len(site.pages) > 15 and {page.split("/")[0] for page in site.pages} == {"", code}
    for page in (page for page in site.pages if page):
        text = site.html(page)
        assert not SWITCH.search(text) and "both-languages" not in text and "hreflang" not in text, page
        assert f'<html lang="{code}"' in text, page
    assert "hreflang" not in (site.folder / "sitemap.xml").read_text("utf-8")
    assert [path.name for path in (site.folder / "search").iterdir()] == [f"{code}.json"]
    assert json.loads((site.folder / "search" / f"{code}.json").read_text("utf-8"))["others"] == {}
    assert "<entry>" in (site.folder / code / "feed.xml").read_text("utf-8")


def test_its_figures_are_drawn_in_it_alone_although_their_labels_know_others(one):
    site, code = one
    files = {path.name for path in (site.folder / "assets/figures/straight_lines/slope").iterdir()}
    assert {name.split(".")[0] for name in files if name.endswith(".svg")} == {code}


def test_the_address_of_a_site_without_a_first_page_leads_to_its_language(korean_site):
    page = korean_site.html("")
    assert '<meta http-equiv="refresh" content="0; url=ko/">' in page and "Content-Security-Policy" in page
    assert '<a href="ko/"' in page


@pytest.mark.slow
def test_a_first_page_that_is_kept_leads_to_the_language_as_well(english_site):
    kept = english_site.html("")
    assert 'href="en/"' in kept and "refresh" not in kept and 'lang="ko"' not in kept


def test_the_switch_of_three_has_two_others_and_all_are_alternates(three_site):
    for code in ("ko", "en", "ja"):
        text = three_site.html(f"{code}/{ARTICLE}")
        others = re.findall(r'hreflang="(\w+)"[^>]*data-same-page', SWITCH.search(text)[0])
        assert others == [other for other in ("ko", "en", "ja") if other != code]
        links = [a for tag, a in document(text).attributes if tag == "link" and a.get("hreflang")]
        assert {a["hreflang"]: a["href"] for a in links} == {
            **{other: f"{three_site.url}{other}/{ARTICLE}" for other in ("ko", "en", "ja")},
            "x-default": f"{three_site.url}en/{ARTICLE}",
        }


def test_every_page_of_three_is_there_in_each(three_site):
    pages = {code: {page[3:] for page in three_site.pages if page.startswith(f"{code}/")} for code in ("ko", "en", "ja")}
    listed = {
        code: {page for page in found if not page.startswith(("blog/category", "blog/first-here", "about"))}
        for code, found in pages.items()
    }
    assert listed["ko"] == listed["en"] == listed["ja"] and len(listed["ja"]) > 15


def test_pages_search_feed_and_card_speak_the_third_language(three_site):
    text = three_site.html(f"ja/{ARTICLE}")
    assert '<html lang="ja"' in text and "図 1" in text and "2026年11月22日" in text
    assert 'aria-label="言語"' in text and "min read" in text  # The project's word; and one that it has not.
    index = json.loads((three_site.folder / "search" / "ja.json").read_text("utf-8"))
    assert index["names"] == {"ko": "한국어", "en": "English"} and "まっすぐな線" in str(index["entries"])
    assert "<title>線と円</title>" in (three_site.folder / "ja" / "feed.xml").read_text("utf-8")
    assert (three_site.folder / "assets/cards/ja/straight-lines.png").is_file()
    missing = (three_site.folder / "404.html").read_text("utf-8")
    assert all(f'<p lang="{code}">' in missing for code in ("ko", "en", "ja"))
    assert re.search(r'<span class="tip"[^>]*>.*?傾き|傾き.*?class="tip', text, re.S)


def test_the_font_of_a_language_holds_its_letters_which_the_site_s_own_then_need_not(three_site):
    own = TTFont(io.BytesIO((three_site.folder / address("ja")).read_bytes()))
    letters = set(map(chr, own.getBestCmap()))
    assert set("線傾高さのまっすぐ") <= letters and "선" not in letters
    assert {record.toUnicode() for record in own["name"].names if record.nameID == 1} == {"Sitekit ja"}
    first = TTFont(io.BytesIO((three_site.folder / "assets/fonts/sitekit-sans.woff2").read_bytes()))
    assert not set("さのまっすぐ") & set(map(chr, first.getBestCmap()))
    sheet = (three_site.folder / sheets.ADDRESS).read_text("utf-8")
    assert 'html[lang="ja"]' in sheet and "sitekit-ja.woff2" in sheet
    assert "sitekit-ja.woff2" in three_site.html(f"ja/{ARTICLE}") and "sitekit-ja.woff2" not in three_site.html(f"ko/{ARTICLE}")


def test_a_figure_of_three_names_their_fonts(three_site):
    folder = three_site.folder / "assets/figures/straight_lines/slope"
    assert "Sample Gothic" in (folder / "ja.svg").read_text("utf-8") and "高さ" in (folder / "ja.svg").read_text("utf-8")
    assert "Sample Gothic" not in (folder / "ko.svg").read_text("utf-8")


def test_a_page_in_one_language_first_is_in_no_list_of_another(three_site):
    assert "ko/blog/first-here/" in three_site.pages and "en/blog/first-here/" not in three_site.pages
    for code in ("en", "ja"):
        for page in ("", "blog/", "claims/", "figures/", "corrections/", "tags/"):
            assert not re.search("first-here|a-ring-is-round|고리", three_site.html(f"{code}/{page}")), f"{code}/{page}"
        for file in (f"search/{code}.json", f"{code}/feed.xml"):
            assert not re.search("first-here|a-ring-is-round|고리", (three_site.folder / file).read_text("utf-8")), file
    assert "a-ring-is-round" in three_site.html("ko/claims/") and "first-here" in three_site.html("ko/")


def test_its_switch_leads_home_and_says_so_and_its_head_names_no_translation(three_site):
    text = three_site.html("ko/blog/first-here/")
    assert 'rel="alternate " hreflang' not in text and "both-languages" not in text
    switch = SWITCH.search(text)[0]
    assert '<a href="../../../en/" hreflang="en" class="not-translated"' in switch and "번역이 아직 없어" in switch
    two = [a for tag, a in document(three_site.html("en/about/")).attributes if tag == "link" and a.get("hreflang")]
    assert {a["hreflang"]: a["href"] for a in two} == {
        "ko": f"{three_site.url}ko/about/",
        "en": f"{three_site.url}en/about/",
        "x-default": f"{three_site.url}en/about/",
    }
    sitemap = (three_site.folder / "sitemap.xml").read_text("utf-8")
    entry = next(part for part in sitemap.split("<url>") if "first-here" in part)
    assert "hreflang" not in entry
