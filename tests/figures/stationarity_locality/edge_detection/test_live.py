"""The reader's kernel and the reader's photograph: what is shown is what is computed, and a bad file changes nothing."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image

from figures.stationarity_locality import edge_detection
from sitekit.project import FigureId

FIGURE = FigureId("stationarity_locality", "edge_detection")
PIXELS = """canvas => {
  const {width, height} = canvas;
  return Array.from(canvas.getContext("2d").getImageData(0, 0, width, height).data).filter((_, at) => at % 4 === 0);
}"""


def whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))


FRAME = """svg => {
  const { x, y, width, height } = svg.querySelector("rect");
  return [x, y, width, height].map((one) => one.baseVal.value);
}"""


@pytest.fixture(scope="module", params=["ko", pytest.param("en", marks=pytest.mark.slow)])
def live(request, live_figure):
    return live_figure(FIGURE, request.param)


@pytest.fixture(autouse=True)
def from_the_beginning(live):
    live.reset()


@pytest.fixture(autouse=True)
def unfolded(live):
    live.unfold()


def prices(live) -> list[list[int]]:
    """What stands beside the bars: what the kernel, the sparse and the dense matrix store, then their operations."""
    live.drawn()
    charts = live.host.locator(".live-chart").all()
    return [[whole(text) for text in chart.locator(".live-named").all_text_contents() if text] for chart in charts]


def frames(live) -> list[list[float]]:
    """Where the kernel's frame and the output's lie."""
    live.drawn()
    return live.host.locator(".live-layers svg").evaluate_all(f"all => all.map({FRAME})")


def test_it_begins_with_the_article_s_numbers(live, labels):
    result = edge_detection.measure()
    assert prices(live) == [
        [result.kernel_weights, result.nonzeros, result.dense_entries],
        [result.multiplications + result.additions, result.sparse_operations, result.dense_operations],
    ]


def test_a_weight_typed_changes_the_output_and_not_the_price(live, labels):
    price, canvas = prices(live), live.host.locator("canvas").nth(1)
    before = canvas.evaluate(PIXELS)
    cell = live.host.get_by_label(labels.kernel_cell.format(row=1, column=2), exact=True)
    cell.focus()
    live.page.keyboard.press("ArrowUp")
    assert cell.input_value() == "2" and prices(live) == price
    assert canvas.evaluate(PIXELS) != before
    live.reset()
    assert prices(live) == price and canvas.evaluate(PIXELS) == before


def test_a_ready_made_kernel_brings_its_own_price(live, labels):
    live.host.locator(".live-choice", has_text=labels.ready).first.locator("select").select_option("sobel")
    image = edge_detection.photograph()
    outputs = (image.shape[0] - 2) * (image.shape[1] - 2)
    assert prices(live) == [
        [9, 6 * outputs, outputs * image.size],
        [outputs * (2 * 9 - 1), outputs * (2 * 6 - 1), outputs * (2 * image.size - 1)],
    ]
    assert live.host.locator(".live-cells input").count() == 9


def test_the_arrow_keys_move_the_kernel_and_the_sum_is_the_output_pixel(live, labels):
    row, column = live.place
    live.host.get_by_role("slider", name=labels.kernel_place, exact=True).focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        live.page.keyboard.press(key)
    assert live.place == (row + 2, column + 1)
    left, right = edge_detection.photograph()[row + 2, column + 1 : column + 3].tolist()
    said = labels.pixel_at.format(row=row + 3, column=column + 2, value=right - left).replace("-", "−")
    assert live.reading(labels.now_pixel) == said
    numbers = [text for text in live.host.locator(".live-equation text").all_text_contents() if re.fullmatch(r"−?\d+", text)]
    assert numbers == [str(left), "−1", str(right), "1", str(right - left).replace("-", "−")]
    live.page.keyboard.press("End")
    assert live.place[1] == edge_detection.photograph().shape[1] - 2


def test_input_and_output_point_at_each_other(live, labels):
    before, frame = live.state, frames(live)
    output = live.host.locator("canvas").nth(1)
    box = output.bounding_box()
    at = {"x": 0.8 * box["width"], "y": 0.6 * box["height"]}
    output.locator("xpath=..").hover(position=at)
    kernel, pixel = frames(live)
    assert live.state == before and kernel != frame[0] and pixel != frame[1]
    assert abs(pixel[0] + pixel[2] / 2 - at["x"]) < 2 and abs(kernel[0] + kernel[2] / 2 - at["x"]) < 3
    live.page.mouse.move(0, 0)
    assert frames(live) == frame
    output.locator("xpath=..").click(position=at)
    assert frames(live) == [kernel, pixel] and live.state != before


def test_a_reader_s_own_photograph_is_shown_and_sent_nowhere(live, labels):
    picture = Image.fromarray(np.random.default_rng(0).integers(0, 256, (30, 40), np.uint8))
    file = io.BytesIO()
    picture.save(file, "PNG")
    sent = []
    live.page.on("request", lambda request: sent.append((request.method, request.url)))
    live.host.locator("input[type=file]").set_input_files({"name": "own.png", "mimeType": "image/png", "buffer": file.getvalue()})
    live.until("document.querySelector('#figure-edge-detection live-figure').panel.state.photograph === 'own'")
    assert live.reading(labels.now_size) == "30 × 40" and prices(live)[1][0] == 30 * 39 * 3
    assert live.host.locator("canvas").nth(0).evaluate(PIXELS) == np.asarray(picture).ravel().tolist()
    # A new address makes the browser ask for the page's icon again.
    assert not [(method, url) for method, url in sent if not (method == "GET" and url.endswith("icon.svg"))]


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ({"name": "a.png", "mimeType": "image/png", "buffer": b"no picture"}, "unreadable"),
        ({"name": "a.svg", "mimeType": "image/svg+xml", "buffer": SVG}, "unreadable"),
        ({"name": "a.png", "mimeType": "image/png", "buffer": bytes(20_000_001)}, "too_large"),
    ],
)
def test_a_bad_file_gets_a_polite_message_and_changes_nothing(live, labels, file, message, tmp_path):
    before = live.state, live.reading(labels.now_size)
    # By its path, since a buffer this large takes Playwright seconds to hand over.
    path = tmp_path / file["name"]
    path.write_bytes(file["buffer"])
    live.host.locator("input[type=file]").set_input_files(path)
    live.host.get_by_text(getattr(labels, message)).wait_for()
    assert (live.state, live.reading(labels.now_size)) == before
    live.reset()
    assert not live.host.get_by_text(getattr(labels, message)).is_visible()
    assert not live.console
