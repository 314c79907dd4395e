"""What a page's head says to who is sent its address: a card of its own or the site's, dates, and an article's JSON-LD."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from PIL import Image

from sitekit.build.card import HEIGHT, WIDTH

ARTICLE, PAGES = "blog/straight-lines/", ("", "blog/", "claims/", "labs/straight-lines/slope/", "blog/archive/2026/")


def metas(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter|article):[^"]*)" content="([^"]*)">', html)
    assert len(found) == len(dict(found)), "something is said twice"
    return {name: unescape(content) for name, content in found}


def data(html: str) -> list[dict]:
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)]


def card(site, address: str):
    assert address.startswith(site.url)
    return Image.open(site.folder / address.removeprefix(site.url))


@pytest.mark.parametrize(("code", "locale", "other"), [("ko", "ko_KR", "en_GB"), ("en", "en_GB", "ko_KR")])
def test_an_article_has_a_card_of_its_own_in_its_language(sample_site, code, locale, other):
    said = metas(sample_site.html(f"{code}/{ARTICLE}"))
    assert said["og:image"] == f"{sample_site.url}assets/cards/{code}/straight-lines.png"
    with card(sample_site, said["og:image"]) as image:
        assert image.size == (WIDTH, HEIGHT) == (int(said["og:image:width"]), int(said["og:image:height"]))
    assert (said["og:locale"], said["og:locale:alternate"]) == (locale, other)
    assert said["og:type"] == "article" and said["article:published_time"] == "2026-11-22"
    assert said["og:image:alt"].startswith(said["og:title"]) and said["twitter:card"] == "summary_large_image"


def test_the_alternative_text_says_what_is_on_the_card(sample_site):
    said = metas(sample_site.html(f"en/{ARTICLE}"))
    assert (
        said["og:image:alt"]
        == said["twitter:image:alt"]
        == "Straight lines. One straight line from the lower left to the upper right."
    )


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", ["ko", "en"])
def test_every_other_page_has_the_card_of_the_site(sample_site, code, page):
    html = sample_site.html(f"{code}/{page}")
    said = metas(html)
    assert said["og:image"] == f"{sample_site.url}assets/cards/{code}.png" and said["og:type"] == "website"
    assert "article:published_time" not in said and data(html) == []
    card(sample_site, said["og:image"]).close()


def test_cards_of_two_languages_and_of_two_articles_differ(sample_site):
    files = [path.read_bytes() for path in (sample_site.folder / "assets/cards").rglob("*.png")]
    assert len(files) == 6 == len(set(files))


@pytest.mark.parametrize("code", ["ko", "en"])
def test_an_article_is_described_for_machines(sample_site, code):
    (found,) = data(sample_site.html(f"{code}/{ARTICLE}"))
    assert found["url"] == f"{sample_site.url}{code}/{ARTICLE}" and found["inLanguage"] == code
    assert found["image"] == f"{sample_site.url}assets/cards/{code}/straight-lines.png"
    assert [work["author"] for work in found["citation"]] == [[{"@type": "Person", "name": "Euclid"}]]
    (other,) = found["workTranslation"] if code == "ko" else [found["translationOfWork"]]
    assert other["url"] == f"{sample_site.url}{'en' if code == 'ko' else 'ko'}/{ARTICLE}"


def test_where_git_knows_nothing_no_page_says_when_it_was_changed(sample_site):
    html = sample_site.html(f"en/{ARTICLE}")
    assert "article:modified_time" not in metas(html) and "dateModified" not in data(html)[0]
    assert "lastmod" not in (sample_site.folder / "sitemap.xml").read_text("utf-8")
