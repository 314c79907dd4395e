"""Korean breaks between words, in a link as anywhere else."""

from __future__ import annotations

from sitekit.pages.particles import with_particles_kept

WORDS = (
    "98.1%에",
    "(invariance)이다",
    "지역성(locality,",
    "<a>이웃</a>”으로",
    "<math><mi>x</mi></math>이라",
    "[1]은",
    "<code>answer</code>를",
)
NARROW = """(article, html) => {
  article.innerHTML = `<p>${html}</p>`;
  const [paragraph, words] = [article.firstChild, [...article.querySelectorAll(".word")]];
  const torn = new Set();
  for (let width = 120; width < 520; width += 2) {
    paragraph.style.width = `${width}px`;
    for (const word of words) {
      const tops = [...word.getClientRects()].map(({ top }) => top);
      if (Math.max(...tops) - Math.min(...tops) > 20) torn.add(word.textContent);
    }
  }
  return [...torn];
}"""
"""The words that stand on two lines, in a paragraph of one width after the other, none narrower than a word."""

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


def test_no_line_begins_with_a_particle(sample_site, page):
    page.goto(f"{sample_site.url}ko/")
    text = " 이웃의 값 ".join(["", *(f'<span class="word">{word}</span>' for word in WORDS), "이웃의 값이 아니다."])
    article = page.locator("article").first
    assert len(article.evaluate(NARROW, text)) == len(WORDS), "what a browser would do"
    assert article.evaluate(NARROW, with_particles_kept(text)) == []


def test_no_line_begins_with_a_verdict(sample_site, page):
    page.goto(f"{sample_site.url}en/blog/straight-lines/")
    badge = page.locator(".kept:has(> .claim-badge)").first.evaluate("badge => badge.outerHTML")
    article = page.locator("article").first

    def torn(between: str) -> list[str]:
        text = " a value of it ".join(
            f'<span class="word">{end}{between}{badge}</span>' for end in ("line.", "<b>line</b>", "98%")
        )
        return article.evaluate(NARROW, f"some values {text} and another")

    assert len(torn(" ")) == 3, "what a browser would do"
    assert torn("") == []
