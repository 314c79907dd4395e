"""The text is in the middle of every page, whatever stands beside it, and code takes the room that is free."""

from __future__ import annotations

import pytest

OFF = """() => {
  const { left, right } = document.querySelector(".md-content__inner").getBoundingClientRect();
  return (left + right - document.documentElement.clientWidth) / 2;
}"""
LONGER = """async (letters) => {
  const code = document.querySelector(".lab-cell pre > code");
  code.textContent = "x".repeat(letters);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { left, right } = code.getBoundingClientRect();
  return { cut: code.scrollWidth - code.clientWidth, left, right, mask: getComputedStyle(code).getPropertyValue("--cut") };
}"""
LAB = "en/labs/straight-lines/slope/"


@pytest.mark.parametrize("width", [1280, 1100])
def test_the_text_keeps_to_the_middle(site, page, width):
    """Wide, beside contents, beside a list of pages, beside nothing; and where no column has room."""
    page.set_viewport_size({"width": width, "height": 700})
    for path in ("", "blog/", "blog/round-things/", "tags/", "glossary/", "labs/", LAB.removeprefix("en/")):
        page.goto(f"{site.url}en/{path}")
        assert abs(page.evaluate(OFF)) <= 1, path


def test_code_reaches_into_the_free_room_before_it_is_cut(site, page):
    page.goto(site.url + LAB)
    text = page.locator("article > p").first.bounding_box()
    short, long, endless = (page.evaluate(LONGER, letters) for letters in (20, 74, 400))
    assert short["cut"] == 0 and short["mask"] == "0px"
    assert long["cut"] == 0 and long["right"] > text["x"] + text["width"] + 20
    assert endless["cut"] > 0 and endless["mask"] != "0px", "what is cut does not fade"
    contents = page.locator(".md-sidebar--secondary").bounding_box()
    assert short["left"] == long["left"] == endless["left"] < text["x"] and endless["right"] <= contents["x"]


def test_cut_code_is_whole_at_its_end(site, page):
    page.goto(site.url + LAB)
    page.evaluate(LONGER, 400)
    page.evaluate("document.querySelector('.lab-cell pre > code').scrollLeft = 1e5")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("getComputedStyle(document.querySelector('.lab-cell pre > code')).getPropertyValue('--cut')") == "0px"
