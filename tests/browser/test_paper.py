"""An article on paper: what stands around it, what is left out, what is whole, and the PDF that is made of it."""

from __future__ import annotations

import re
import shutil

import pytest

from sitekit import cli
from sitekit.paper import pdf

GONE = """.md-header, .md-tabs, .md-footer, .md-sidebar, .ways, .report, .comments, .languages, .headerlink, .figure-about,
.next-section"""


@pytest.fixture(params=["ko", "en"])
def article(request) -> str:
    """The sample's article that has details, a note and a live figure."""
    return f"{request.param}/blog/round-things/"


@pytest.fixture(scope="session")
def printed(site, browser, tmp_path_factory) -> dict[str, bytes]:
    """The sample's articles as PDF, by the name of the file."""
    folder = tmp_path_factory.mktemp("pdf")
    written = [*pdf.write(site.folder, folder, browser, "A4")]
    return {path.name: path.read_bytes() for path in written}


def on_paper(browser, address: str, **options):
    """The page at ``address`` as it is printed, in a tab as wide as A4 without its margins."""
    page = browser.new_context(viewport={"width": 643, "height": 900}, reduced_motion="reduce", **options).new_page()
    page.goto(address, wait_until="load")
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_only_the_article_is_printed_in_light_colours(site, browser, article, scheme, scripts):
    page = on_paper(browser, site.url + article, color_scheme=scheme, java_script_enabled=scripts)
    assert page.locator(GONE).count() > 5
    assert [element for element in page.locator(GONE).all() if element.is_visible()] == []
    ink = page.locator("article > p").first.evaluate("p => getComputedStyle(p).color")
    assert ink == "rgb(31, 35, 40)"
    assert page.locator("article").bounding_box()["x"] == 0
    page.context.close()


def test_a_live_figure_is_printed_as_it_was_measured(site, browser, article):
    page = on_paper(browser, site.url + article + "#figure-slope")
    page.emulate_media(media="screen")
    page.locator("live-figure .live-tab").first.click()
    page.locator("live-figure .live").wait_for()
    assert not page.locator("live-figure .figure-static").is_visible()
    page.emulate_media(media="print")
    assert page.locator("live-figure .figure-static svg").is_visible()
    assert not page.locator("live-figure .live, live-figure .live-tabs").first.is_visible()
    page.context.close()


def test_a_link_that_leads_elsewhere_says_where_to(site, browser, article):
    page = on_paper(browser, site.url + article)
    page.locator("article > p").first.evaluate("""(p) => {
      p.innerHTML = '<a href="https://example.org/x">x</a><a href="#y">y</a><a href="https://doi.org/10.1/z">doi:10.1/z</a>';
    }""")
    said = (
        page.locator("article > p")
        .first.locator("a")
        .evaluate_all("links => links.map(a => getComputedStyle(a, '::after').content)")
    )
    assert said[1:] == ["none", "none"] and "(" in said[0]
    page.context.close()


def test_nothing_is_broken_that_must_be_whole(site, browser, article):
    page = on_paper(browser, site.url + article)
    inside = "elements => [...new Set(elements.map(element => getComputedStyle(element).breakInside))]"
    assert page.locator("figure.figure, .in-detail table, a.finding").evaluate_all(inside) == ["avoid"]
    after = inside.replace("breakInside", "breakAfter")
    assert page.locator("article :is(h1, h2, h3), .in-detail > summary").evaluate_all(after) == ["avoid"]
    page.context.close()


def test_a_page_names_itself_around_what_is_printed(site, browser, article):
    page = on_paper(browser, site.url + article)
    assert page.evaluate("document.documentElement.style.getPropertyValue('--page-title')") == "", "the screen has no use for it"
    page.pdf()
    title, address = page.evaluate(
        "['--page-title', '--page-address'].map(name => JSON.parse(document.documentElement.style.getPropertyValue(name)))"
    )
    assert title == page.locator("h1").evaluate("h1 => h1.firstChild.textContent.trim()")
    assert address == site.url + article
    page.context.close()


def test_a_picture_that_nobody_came_to_is_printed(site, browser, article):
    page = on_paper(browser, site.url + article)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("img[loading=lazy]").count() == 0
    page.context.close()


def test_every_article_becomes_a_pdf_in_every_language(site, printed):
    articles = {page.split("/")[2] for page in site.pages if re.fullmatch(r"en/blog/(?!archive|category)[^/]+/", page)}
    assert set(printed) == {f"{article}.{language}.pdf" for article in articles for language in ("ko", "en")}


def test_a_pdf_is_tagged_named_in_its_language_and_has_an_outline(site, printed):
    for name, data in printed.items():
        language = name.split(".")[-2]
        assert data.startswith(b"%PDF") and b"/StructTreeRoot" in data and b"/Outlines" in data
        assert re.search(rb"/Lang \(" + language.encode(), data)
        assert b"/Title" in data
        assert site.url.encode() in data, "a link to another page leads to the published site"


def test_what_cannot_be_printed_is_said_in_a_line(site, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(site.project.root)
    assert cli.main(["pdf", "--site", str(tmp_path)]) == 2
    assert "no built article" in capsys.readouterr().err
    monkeypatch.setenv("CHROMIUM", "nowhere/to-be-found")
    assert cli.main(["pdf", "--site", str(site.folder), "--to", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_pdf_is_not_made_of_half_a_site(site, browser, tmp_path):
    half = tmp_path / "half"
    shutil.copytree(site.folder, half)
    (half / "assets" / "site.min.css").unlink()
    with pytest.raises(LookupError, match=r"site\.min\.css"):
        next(pdf.write(half, tmp_path, browser, "A4"))
