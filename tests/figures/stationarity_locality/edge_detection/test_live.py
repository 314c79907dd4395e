"""The reader's kernel and the reader's photograph: what is shown is what is computed, and a bad file changes nothing."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image

from figures.stationarity_locality import edge_detection
from figures.stationarity_locality.edge_detection import live as given
from sitekit.project import FigureId

FIGURE = FigureId("stationarity_locality", "edge_detection")
PIXELS = """canvas => {
  const {width, height} = canvas;
  return Array.from(canvas.getContext("2d").getImageData(0, 0, width, height).data).filter((_, at) => at % 4 === 0);
}"""


def whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))


@pytest.fixture(scope="module", params=["ko", "en"])
def live(request, live_figure):
    return live_figure(FIGURE, request.param)


@pytest.fixture
def labels(live):
    return given.LABELS[live.page.evaluate("document.documentElement.lang")]


@pytest.fixture(autouse=True)
def from_the_beginning(live):
    live.reset()


def test_it_begins_with_the_article_s_numbers(live, labels):
    result = edge_detection.measure()
    assert whole(live.reading(labels.now_operations)) == result.multiplications + result.additions
    assert whole(live.reading(labels.now_entries)) == result.dense_entries


def test_a_weight_typed_changes_the_output_and_not_the_price(live, labels):
    price, canvas = live.reading(labels.now_operations), live.host.locator("canvas").nth(1)
    before = canvas.evaluate(PIXELS)
    cell = live.host.get_by_label(labels.kernel_cell.format(row=1, column=2), exact=True)
    cell.focus()
    live.page.keyboard.press("ArrowUp")
    assert cell.input_value() == "2" and live.reading(labels.now_operations) == price
    assert canvas.evaluate(PIXELS) != before
    live.reset()
    assert live.reading(labels.now_operations) == price and canvas.evaluate(PIXELS) == before


def test_a_ready_made_kernel_brings_its_own_price(live, labels):
    live.host.get_by_label(labels.ready).select_option("sobel")
    image = edge_detection.photograph()
    outputs = (image.shape[0] - 2) * (image.shape[1] - 2)
    assert whole(live.reading(labels.now_operations)) == outputs * (2 * 9 - 1)
    assert whole(live.reading(labels.now_entries)) == outputs * image.size
    assert live.host.locator(".live-cells input").count() == 9


def test_a_reader_s_own_photograph_is_shown_and_sent_nowhere(live, labels):
    picture = Image.fromarray(np.random.default_rng(0).integers(0, 256, (30, 40), np.uint8))
    file = io.BytesIO()
    picture.save(file, "PNG")
    sent = []
    live.page.on("request", lambda request: sent.append((request.method, request.url)))
    live.host.locator("input[type=file]").set_input_files({"name": "own.png", "mimeType": "image/png", "buffer": file.getvalue()})
    live.until("document.querySelector('#figure-edge-detection live-figure').panel.state.photograph === 'own'")
    assert live.reading(labels.now_size) == "30 × 40" and whole(live.reading(labels.now_operations)) == 30 * 39 * 3
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
