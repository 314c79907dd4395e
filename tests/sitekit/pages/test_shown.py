"""The Markdown blocks of a film and of a picture with who made it; films of the site's own."""

from __future__ import annotations

from xml.etree import ElementTree

from markdown import Markdown

from sitekit.mkdocs.policy import page_with_policy, violations
from sitekit.pages.shown import ShownExtension, with_embeds
from sitekit.words import word

EMBED = "/// embed | https://youtu.be/aqz-KE-bpKQ\nA *big* rabbit\n\nMore of it.\n///"


def html(body: str) -> str:
    return Markdown(extensions=[ShownExtension(), "attr_list"]).convert(body)


def tree(body: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<main>{html(body)}</main>")


def test_a_film_is_a_link_until_somebody_asks_for_it():
    figure = tree(EMBED).find("figure")
    assert figure.get("data-embed").startswith("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ")
    assert figure.get("data-title") == "A big rabbit"
    assert [p.text for p in figure.find("figcaption")] == ["A ", "More of it."]
    assert [link.get("href") for link in figure.iter("a")] == ["https://youtu.be/aqz-KE-bpKQ"]
    assert not [*figure.iter("iframe")]


def test_its_page_has_a_button_in_the_page_s_language_and_a_policy_for_that_host_alone():
    page = f"<html><head></head><body>{html(EMBED)}</body></html>"
    for language in ("ko", "en"):
        shown = with_embeds(page, language)
        assert f"hidden>{word('embed_load', language)}</button>" in shown
        assert word("embed_link", language).format("YouTube") in shown
    assert not [*violations(page)]
    assert "frame-src 'self' https://www.youtube-nocookie.com;" in page_with_policy(page)
    assert "frame-src 'self';" in page_with_policy(page.replace("data-embed", "data-other"))
    assert "example.org" not in page_with_policy('<html><head></head><p data-embed="https://example.org/x">').partition("<p")[0]


def test_a_picture_has_its_alt_text_its_caption_and_who_made_it():
    figure = tree(
        '/// picture | a.jpg\n    alt: A hill.\n    credit: "[Kim](https://example.org), CC0"\n\nSeen *far* off.\n///'
    ).find("figure")
    (image,) = figure.iter("img")
    assert (image.get("src"), image.get("alt")) == ("a.jpg", "A hill.")
    caption, credit = figure.find("figcaption")
    assert "".join(caption.itertext()) == "Seen far off." and "".join(credit.itertext()) == "Kim, CC0"
    assert [*tree("/// picture | a.jpg\n    alt: A hill.\n\nSeen.\n///").find("figure/figcaption").itertext()] == [
        "\n",
        "Seen.",
        "\n",
    ]


def test_a_film_of_the_site_s_own_gets_a_player():
    for name, tag in (("a.mp4", "video"), ("A.WEBM", "video"), ("a.ogg?v=1", "audio")):
        (player,) = tree(f"![A *square*]({name})").iter(tag)
        assert player.get("src") == name and player.get("controls") and player.get("alt") is None
        assert player.find("a").get("href") == name and player.get("aria-label") == player.find("a").text
    assert [*tree("![a](a.png)").iter("img")] and not [*tree("![a](a.png)").iter("video")]
