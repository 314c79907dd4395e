"""Korean breaks between words, in a link as anywhere else."""

from __future__ import annotations

TORN = """links => links.flatMap(link => {
  Object.assign(link.closest("strong").style, { display: "block", width: "8em" });
  const text = link.firstChild;
  return [...text.data.matchAll(/\\S+/g)].filter(word => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(place => place.top)).size > 1;
  }).map(word => word[0]);
})"""
"""The words of links, in narrow lines, that are torn apart."""


def test_a_korean_word_in_a_link_is_not_torn_apart(sample_site, page):
    page.goto(f"{sample_site.url}ko/")
    links = page.locator("article strong a")
    assert links.count() == 2
    links.first.evaluate("link => { link.textContent = '무엇이든지 똑바르게'; }")
    assert links.evaluate_all(TORN) == []
