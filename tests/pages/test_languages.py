"""Two languages of one site: the same pages with the same headings, each naming the other."""

from __future__ import annotations

from tests.pages.links import document

LANGUAGES = ("ko", "en")


def twin(page: str) -> str:
    language, _, rest = page.partition("/")
    return f"{'en' if language == 'ko' else 'ko'}/{rest}"


def paired(site) -> list[str]:
    """The pages written in both languages: not the blog's lists by category and tag, whose names are words."""
    return [page for page in site.pages if page.startswith("ko/") and twin(page) in site.pages]


def test_every_page_written_has_its_twin(site):
    alone = [
        page for page in site.pages if page.startswith(LANGUAGES) and twin(page) not in site.pages and "/category/" not in page
    ]
    assert alone == []


def test_the_page_says_its_language(site):
    for page in site.pages:
        if page.startswith(LANGUAGES):
            assert f'<html lang="{page[:2]}"' in site.html(page), page


def test_both_languages_have_the_same_headings(site):
    for page in site.with_figures:
        mine, theirs = (document(site.html(p)).headings for p in (page, twin(page)))
        assert [h for h in mine if h[1] and h[0] > 1] == [h for h in theirs if h[1] and h[0] > 1], page


def test_every_list_and_page_has_the_same_heading_ids_in_both_languages(site):
    """Tags are sorted as their language sorts."""
    for page in paired(site):
        mine, theirs = (
            sorted((level, name) for level, name in document(site.html(p)).headings if name) for p in (page, twin(page))
        )
        assert mine == theirs, page


def test_alternates_are_absolute_and_mutual(site):
    for page in paired(site):
        for path in (page, twin(page)):
            links = [
                a
                for tag, a in document(site.html(path)).attributes
                if tag == "link" and "alternate" in a.get("rel", "").split() and a.get("hreflang")
            ]
            found = {a["hreflang"]: a["href"] for a in links}
            for language in LANGUAGES:
                assert found.get(language) == f"{site.url}{language}/{page.partition('/')[2]}", path
