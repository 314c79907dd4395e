"""The lists that the blog makes of articles: what stands in the lead of one works there too, and leads into the article."""

from __future__ import annotations

import re

import pytest
from PIL import Image

ARTICLE = "blog/straight-lines/"
LISTS = ("blog/", "blog/archive/2026/", "blog/category/study/")


@pytest.fixture(params=LISTS)
def excerpt(request, sample_site) -> str:
    """The article's excerpt in one of the lists."""
    page = sample_site.html(f"en/{request.param}")
    (found,) = [text for text in re.findall(r"<article\b.*?</article>", page, re.S) if "slope" in text]
    return found


@pytest.mark.parametrize("anchor", ["ref-euclid300", "figure-slope", "steepness", "next"])
def test_a_link_within_the_article_leads_into_it(excerpt, anchor):
    targets = re.findall(rf'href="([^"]*)#{anchor}"', excerpt)
    assert targets and all(target.endswith("straight-lines/") and target.startswith(("straight", "../")) for target in targets)


def test_numbers_formulas_and_verdicts_are_written_as_in_the_article(excerpt):
    assert "{{" not in excerpt and "arithmatex" not in excerpt and "<math" in excerpt
    assert re.search(r'<a class="claim-badge"[^>]* href="[^"]*claims/#claim-a-line-is-straight"', excerpt)
    assert "data-page" not in excerpt and "data-thumb" not in excerpt


def test_a_finding_stands_beside_its_thumbnail_and_leads_to_the_figure(excerpt, request, sample_site):
    (finding,) = re.findall(r'<a class="finding" href="[^"]*straight-lines/#figure-slope">.*?</a>', excerpt)
    images = re.findall(r"<img [^>]*>", finding)
    assert [re.search(r'class="([^"]+)"', image)[1] for image in images] == ["on-light", "on-dark"]
    assert "A line rises by 2 at every step" in finding
    page = next(page for page in LISTS if request.node.callspec.params["excerpt"] == page)
    for image in images:
        assert 'loading="lazy"' in image and 'alt=""' in image
        source, width, height = (re.search(rf' {name}="([^"]+)"', image)[1] for name in ("src", "width", "height"))
        with Image.open(sample_site.folder / "en" / page / source) as thumbnail:
            assert thumbnail.width == int(width), source
            assert abs(thumbnail.height / int(height) - 1) < 0.01, "the picture would move the text"


def test_in_the_article_the_citation_has_its_card(sample_site):
    page = sample_site.html(f"en/{ARTICLE}")
    assert re.search(r'<a class="cite" href="#ref-euclid300" aria-describedby="cite-1">', page)


def ways(html: str) -> list[tuple[str, str, str]]:
    """(class, address, text) of each way on that a page offers."""
    (navigation,) = re.findall(r'<nav class="ways".*?</nav>', html, re.S) or [""]
    found = re.findall(r'<a class="ways-(\w+)" href="([^"]*)"[^>]*>(.*?)</a>', navigation, re.S)
    return [(kind, address, " ".join(re.sub("<[^>]*>", "", text).split())) for kind, address, text in found]


def test_articles_and_labs_lead_into_one_another_in_the_language_of_the_page(sample_site):
    assert ways(sample_site.html(f"en/{ARTICLE}")) == [
        ("labs", "../../labs/#straight-lines", "Labs for this article (1)"),
        ("next", "../round-things/", "Next article Round things"),
    ]
    assert ways(sample_site.html("ko/labs/straight-lines/slope/")) == [
        ("previous", "../../../blog/straight-lines/", "글 곧은 선"),
        ("next", "../../../blog/round-things/", "다음 글 둥근 것"),
    ]
    assert [kind for kind, *_ in ways(sample_site.html("en/blog/round-things/"))] == ["previous"]


@pytest.mark.parametrize("page", ["", "blog/", "labs/", "notes/notebook/"])
def test_from_other_pages_nothing_leads_on(sample_site, page):
    assert ways(sample_site.html(f"en/{page}")) == []


@pytest.mark.parametrize(("language", "text"), [("ko", "0.0%p"), ("en", "0.0\N{NO-BREAK SPACE}points")])
def test_a_difference_of_percentages_is_in_points_wherever_it_is_shown(language, text, sample_site):
    """In the article's table, and in the lists of numbers of its figure and of its claim."""
    said = {"ko": "0.0%p다", "en": text}[language]
    for page, expected in ((ARTICLE, said), ("figures/", text), ("claims/", text)):
        html = sample_site.html(f"{language}/{page}").replace("&nbsp;", "\N{NO-BREAK SPACE}")
        assert re.findall(r">(0\.0[^<]*)<", html) == [expected], page
