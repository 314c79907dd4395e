"""A reader's hand on the sample's live figure."""

from __future__ import annotations

import json

import pytest

from tests.sites import SAMPLE, Project, live_figures

(SLOPE,) = live_figures(Project(SAMPLE))
SAID = """(spoken, changes) => new Promise((done) => {
  new MutationObserver(() => done(spoken.textContent)).observe(spoken, { childList: true });
  spoken.closest("live-figure").panel.set(changes);
})"""
"""What is said of ``changes``, for which it is listened before they are made."""


@pytest.fixture(scope="module")
def phone(live_figure):
    """The figure on a phone, in English, running; each test begins anew."""
    return live_figure(SLOPE, "en", width=360, touch=True)


@pytest.fixture
def live(phone):
    phone.reset()
    return phone


def slope(live) -> int:
    return json.loads(live.state)["slope"]


@pytest.mark.parametrize(("language", "label"), [("ko", "끝의 높이"), ("en", "height at the end")])
def test_keys_change_what_is_computed_and_read_out(language, label, live_figure):
    live = live_figure(SLOPE, language)
    assert live.reading(label) == "16"
    live.host.locator("input[type=range]").first.focus()
    live.page.keyboard.press("End")
    assert live.reading(label) == "32"
    live.page.keyboard.press("Home")
    assert live.reading(label) == "−32"
    assert not live.console


NODES = """({ panel }) => new Promise((done) => {
  let found = 0;
  const observer = new MutationObserver((records) => { found += records.length; });
  observer.observe(panel.root, { childList: true, subtree: true });
  panel.set({ slope: panel.state.slope - 1 }, { settled: false });
  const look = () => (panel.due ? requestAnimationFrame(look) : done(found + observer.takeRecords().length));
  look();
})"""


def test_no_node_comes_or_goes_while_something_is_dragged(live):
    """Each would have the browser ask anew, of all that encloses the figure, which rules hold for it."""
    before = live.host.locator("dd").first.inner_text()
    assert live.host.evaluate(NODES) == 0
    assert live.host.locator("dd").first.inner_text() != before


def with_more(script: str):
    """A route that adds ``script`` to the figure's own."""
    path = Project(SAMPLE).root / "figures/straight_lines/slope/live.js"
    body = f"{path.read_text('utf-8')}\n{script}"
    return "**/slope/live.js", lambda route: route.fulfill(body=body, content_type="text/javascript")


def test_what_can_be_prepared_is_ready_before_it_is_started(live_figure):
    script = "export function* prepare(data, { slope }) { globalThis.given = data; yield; return slope + 5; }"
    live = live_figure(SLOPE, "en", "?", wait=False, route=with_more(script))
    live.until("'given' in globalThis")
    assert live.host.locator(".live").count() == 0
    live.start()
    live.until("document.querySelector('live-figure.live-on')?.panel.prepared === 7")
    later = (
        "host => new Promise((done) => { host.panel.whenSeen(() => done(true)); host.panel.see(false); host.panel.see(true); })"
    )
    assert live.host.evaluate(later)


def test_the_measured_picture_stays_where_nothing_can_be_prepared(live_figure):
    script = "export const prepare = async () => { throw new Error('none'); };"
    live = live_figure(SLOPE, "en", wait=False, route=with_more(script))
    live.host.locator(".live-failed").wait_for()
    assert live.host.locator(".figure-static").is_visible() and live.host.locator(".live").count() == 0


def test_what_an_address_or_a_motion_sets_is_not_held(live):
    live.go("#figure-slope?slope=3")
    assert slope(live) == 3 and not live.host.evaluate("host => host.panel.moving")
    moves = """({ panel }) => {
      const motion = panel.motion(() => panel.set({ slope: 1 }, { settled: false }));
      motion.play();
      return motion;
    }"""
    motion = live.host.evaluate_handle(moves)
    live.until("document.querySelector('live-figure').panel.moving")
    motion.evaluate("motion => motion.pause()")
    live.drawn()
    assert slope(live) == 1 and not live.host.evaluate("host => host.panel.moving")


def test_its_own_style_sheet_is_there_before_it_is_shown(live):
    assert live.host.locator(".live-chart").evaluate("box => getComputedStyle(box).maxWidth") == "480px"
    sheets = live.page.locator("head link[rel=stylesheet]").evaluate_all("all => all.map((link) => new URL(link.href).pathname)")
    assert sum(sheet.endswith("/straight_lines/slope/live.css") for sheet in sheets) == 1


def test_its_own_style_sheet_leaves_other_figures_alone(live):
    other = "main => { const box = main.appendChild(document.createElement('div')); box.className = 'live-chart'; return box; }"
    box = live.page.locator("main").evaluate_handle(other)
    assert box.evaluate("box => getComputedStyle(box).maxWidth") == "none"
    box.evaluate("box => box.remove()")


def test_nothing_runs_and_the_caption_is_that_of_the_measured_picture_until_it_is_started(live_figure):
    live = live_figure(SLOPE, "en", "?", wait=False)
    caption = live.page.locator("figcaption")
    assert live.host.locator(".live").count() == 0 and live.host.get_by_role("button").all_inner_texts() == ["Try it"]
    assert caption.locator("p").is_visible()
    live.host.locator(".figure-static").click()
    live.host.locator(".live").wait_for()
    assert caption.inner_text().startswith("1 The heights of a line.") and not caption.locator("p").is_visible()
    live.page.emulate_media(media="print")
    assert caption.locator("p").is_visible() and not caption.locator(".live-caption").is_visible()
    live.page.emulate_media(media="screen")
    live.host.get_by_role("button", name="As measured").click()
    assert caption.locator("p").is_visible() and not caption.locator(".live-caption").is_visible()


def test_a_point_of_a_chart_is_moved_by_keys_and_says_where_it_is(live):
    point = live.host.locator("svg").get_by_role("slider", name="height at the end")
    point.focus()
    live.page.keyboard.press("PageDown")
    live.drawn()
    assert slope(live) == 0
    live.host.locator(".live-solved").wait_for()
    assert point.get_attribute("aria-valuetext") == "0" and point.get_attribute("aria-valuemax") == "32"
    live.page.keyboard.press("ArrowRight")
    live.page.keyboard.press("End")
    live.drawn()
    assert slope(live) == 4 and point.evaluate("point => point === document.activeElement")
    assert not live.host.evaluate("host => host.panel.moving")
    live.page.keyboard.press("Home")
    live.drawn()
    assert slope(live) == -4


def test_a_point_of_a_chart_is_dragged_and_its_numbers_are_in_a_table(live):
    dot, chart = (live.host.locator(f".live-chart {part}").bounding_box() for part in (".live-handle circle >> nth=1", "svg"))
    x, y = dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2
    live.page.mouse.move(x, y)
    live.page.mouse.down()
    live.page.mouse.move(x, y + chart["height"], steps=4)
    live.page.mouse.up()
    live.drawn()
    assert slope(live) == -4
    live.until("document.querySelector('.live-table').textContent.includes('−32')")
    rows = live.host.locator(".live-table tr").all_text_contents()
    assert rows[0] == "acrossheight" and rows[-1] == "a line8−32" and len(rows) == 10


def test_a_mouse_near_a_point_is_told_its_numbers(live):
    tip, chart = live.host.locator(".live-tip"), live.host.locator(".live-chart svg")
    line = live.host.locator(".live-chart path.thick").bounding_box()
    live.page.mouse.move(line["x"] + 2, line["y"] + line["height"] - 2)
    assert tip.is_visible() and tip.text_content() == "a line 0, 0"
    live.page.mouse.move(line["x"] + line["width"] / 2, chart.bounding_box()["y"] + 5)
    assert not tip.is_visible()


def test_only_what_has_changed_is_said(live):
    spoken = live.host.locator(".live-spoken")
    assert spoken.evaluate(SAID, {"points": 5}) == "height at the end 8, mean height 4.0 of 5 points"
    assert spoken.evaluate(SAID, {"points": 9, "slope": 1}) == "mean height 4.0 of 9 points"


def test_a_finger_that_moves_up_scrolls_the_page_and_changes_nothing(live):
    live.page.evaluate("document.body.style.paddingBottom = '2000px'")
    live.host.locator(".live-stage").scroll_into_view_if_needed()
    box, before = live.host.locator(".live-chart svg").bounding_box(), live.page.evaluate("scrollY")
    touch = live.page.context.new_cdp_session(live.page)
    for kind, moved in (("touchStart", 0), *(("touchMove", 10 * step) for step in range(1, 10)), ("touchEnd", None)):
        points = [] if moved is None else [{"x": box["x"] + 60, "y": box["y"] + 100 - moved}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    live.until(f"scrollY >= {before + 60}")
    assert slope(live) == 2


def test_on_a_phone_the_picture_stays_in_sight_while_its_controls_are_scrolled(live):
    live.page.evaluate("document.body.style.paddingBottom = '2000px'")
    hint = live.host.locator(".live-hint")
    hint.evaluate("hint => scrollBy({ top: hint.getBoundingClientRect().bottom + 40, behavior: 'instant' })")
    stage = live.host.locator(".live-stage")
    assert hint.bounding_box()["y"] < 0
    assert stage.bounding_box()["y"] == pytest.approx(stage.evaluate("stage => parseFloat(getComputedStyle(stage).top)"), abs=1)


def test_more_controls_are_folded_and_the_way_back_is_the_last_of_all(live):
    points = live.host.get_by_role("slider", name="points")
    assert not points.is_visible()
    live.host.locator(".live-more summary").click()
    assert points.is_visible()
    stops = live.host.locator(":is(button, input, select, summary, [tabindex])").evaluate_all(
        "all => all.map((one) => one.className)"
    )
    assert stops[-1].endswith("live-reset")
    below = live.host.locator(".live-reset").bounding_box()["y"]
    assert points.bounding_box()["y"] < below
    live.host.locator(".live-more summary").click()


def test_it_shows_by_itself_what_there_is_to_do_unless_the_reader_wants_no_motion_or_begins(live_figure):
    live = live_figure(SLOPE, "en", still=False)
    live.until("document.querySelector('live-figure').panel.state.slope === 3")
    assert not live.page.evaluate("location.hash.includes('?')")
    live.until("document.querySelector('live-figure').panel.demonstrates === null")
    assert slope(live) == 2 and live.host.locator(".live-met").count() == 0
    live.page.reload()
    live.start()
    live.until("document.querySelector('live-figure').panel?.state.slope === 3")
    live.page.keyboard.press("Shift")
    live.until("document.querySelector('live-figure').panel.demonstrates === null")
    assert slope(live) == 3
