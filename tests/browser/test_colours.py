"""The colours that mkdocs.yml names reach text, head and buttons of a page, and stay readable."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import nothing_wrong

NAMES = (
    "custom red pink purple deep-purple indigo blue light-blue cyan teal green light-green lime yellow amber orange deep-orange "
    "brown grey blue-grey black white"
).split()
"""Material's, and the site's own."""

READ = """([primary, scheme]) => {
  document.body.dataset.mdColorPrimary = primary;
  document.body.dataset.mdColorAccent = primary;
  document.body.dataset.mdColorScheme = scheme;
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const variable = (name) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(${name})`;
    const colour = rgb(getComputedStyle(probe).color);
    probe.remove();
    return colour;
  };
  const head = getComputedStyle(document.querySelector(".md-header"));
  const made = (classes) => {
    const probe = document.querySelector(".md-typeset").appendChild(document.createElement("a"));
    probe.className = classes;
    probe.style.transition = "none";
    const { color, backgroundColor } = getComputedStyle(probe);
    const colours = { ink: rgb(color), ground: rgb(backgroundColor) };
    probe.remove();
    return colours;
  };
  return {
    brand: variable("--brand"),
    accent: variable("--md-accent-fg-color"),
    paper: variable("--md-default-bg-color"),
    head: rgb(head.backgroundColor),
    ink: rgb(head.color),
    button: made("md-button").ink,
    filled: made("md-button md-button--primary"),
  };
}"""


def contrast(one: list[int], other: list[int]) -> float:
    """The ratio of two colours' luminances, after WCAG 2: 1 to 21."""

    def luminance(colour: list[int]) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in colour)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def colours(sample_site, browser) -> dict[tuple[str, str], dict[str, list[int]]]:
    """(primary, scheme) → what a page makes of it."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(sample_site.url + "en/")
    found = {(name, scheme): page.evaluate(READ, [name, scheme]) for name in NAMES for scheme in ("default", "slate")}
    context.close()
    return found


def test_text_in_the_named_colour_and_in_the_head_is_readable(colours):
    poor = {}
    for key, found in colours.items():
        filled = contrast(found["filled"]["ground"], found["filled"]["ink"])
        ratios = contrast(found["brand"], found["paper"]), contrast(found["head"], found["ink"])
        ratios += contrast(found["button"], found["paper"]), filled
        if min(ratios) < 4.5:
            poor[" ".join(key)] = "text {:.1f}, head {:.1f}, button {:.1f}, filled one {:.1f}".format(*ratios)
    nothing_wrong(poor)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_name_has_its_own_effect(colours, scheme):
    custom = colours["custom", scheme]
    for name in NAMES[1:]:
        found = colours[name, scheme]
        assert found["brand"] != custom["brand"], name
        assert found["accent"] != custom["accent"] or name in ("black", "white", "brown", "grey", "blue-grey"), name
        assert found["head"] != custom["head"] or name == "white", name
    distinct = {tuple(colours[name, scheme]["brand"]) for name in NAMES[1:] if name not in ("black", "white", "indigo")}
    assert len(distinct) == len(NAMES) - 4
