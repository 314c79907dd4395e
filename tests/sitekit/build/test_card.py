"""The card of a page: whatever its title, it fits; words stay whole where they can; the same card is drawn once."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from sitekit.build import card
from sitekit.build.card import COLUMN, HEIGHT, MARGIN, MORE, WIDTH, Card, broken, draw, fit, undrawable
from sitekit.figure import typefaces
from sitekit.memo import Memo

pytestmark = pytest.mark.builds

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}"><rect width="{0}" height="{1}" fill="#c0262d"/></svg>'
KOREAN = "합성곱은 왜 이미지에 잘 맞는가 "
TITLES = {
    "short": "선",
    "two parts": "CNN의 정상성과 지역성: 합성곱은 왜 이미지에 잘 맞는가",
    "120 characters of Korean": (KOREAN * 8)[:120],
    "120 characters without a space": "합성곱은왜이미지에잘맞는가"[:12] * 10,
    "a very long one": KOREAN * 40,
    "a very long word": "이동불변성" * 100,
    "one Latin word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "of parted letters": "\u1112\u1161\u11ab\u1100\u1173\u11af " * 12,
    "empty": "",
}


def length(text: str, size: int) -> float:
    return card._font(typefaces.SITE, size).getlength(text)


def test_what_the_font_has_not_is_left_out_and_can_be_told():
    text = "선 😀과 漢字 e\u0301 \u1112\u1161\u11ab"
    assert undrawable(text) == "😀漢字"
    assert fit(text, WIDTH, 168).lines == fit("선 과 é 한", WIDTH, 168).lines


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize("height", [168, 330])
def test_a_title_fits_its_box(name, height):
    setting = fit(TITLES[name], COLUMN, height)
    assert setting.height <= height
    assert all(length(line, setting.size) <= COLUMN for line in setting.lines)


@pytest.mark.parametrize("name", [name for name in TITLES if "very long" not in name])
def test_nothing_is_left_out_of_a_title_of_120_characters(name):
    said = "".join(fit(TITLES[name], COLUMN, 330).lines).replace(" ", "")
    assert MORE not in said and len(said) == len(card.unicodedata.normalize("NFC", TITLES[name]).replace(" ", ""))


@pytest.mark.parametrize("name", ["a very long one", "a very long word"])
def test_what_is_left_out_is_said_to_be(name):
    assert fit(TITLES[name], COLUMN, 330).lines[-1].endswith(MORE)


@pytest.mark.parametrize("name", ["two parts", "120 characters of Korean"])
def test_lines_end_between_words(name):
    lines = fit(TITLES[name], COLUMN, 330).lines
    assert " ".join(lines).split() == TITLES[name].split() and len(lines) > 1


def test_a_title_of_two_parts_is_broken_between_them_and_is_smaller_if_that_saves_a_line():
    setting = fit(TITLES["two parts"], COLUMN, 330)
    assert setting.lines[0] == "CNN의 정상성과 지역성:" and setting.size < max(card.TITLE_SIZES)


@pytest.mark.parametrize("seed", range(20))
def test_lines_are_as_few_as_words_allow(seed):
    """Compared with all ways to break the text."""
    rng = random.Random(seed)
    words = ["가" * rng.randint(1, 6) for _ in range(rng.randint(1, 9))]
    width, best = rng.randint(6, 12), [0] + [99] * len(words)
    for end in range(1, len(words) + 1):
        for start in range(end):
            if len(" ".join(words[start:end])) <= width:
                best[end] = min(best[end], best[start] + 1)
    lines = broken(" ".join(words), width, len)
    assert len(lines) == best[-1] and all(len(line) <= width for line in lines)


def painted(png: bytes) -> np.ndarray:
    """(H, W): where the card is not white."""
    image = Image.open(io.BytesIO(png))
    assert image.size == (WIDTH, HEIGHT)
    return (np.asarray(image.convert("RGB")) < 200).any(axis=2)


@pytest.mark.parametrize("name", ["two parts", "120 characters without a space", "a very long one", "empty"])
@pytest.mark.parametrize("picture", ["", SVG.format(72, 72), SVG.format(216, 72), SVG.format(20, 90)])
def test_nothing_is_drawn_outside_or_over_something_else(name, picture, monkeypatch):
    boxes: list[tuple[float, float, float, float]] = []
    text, paste = ImageDraw.ImageDraw.text, card._paste

    def written(pen, place, line, **more):
        boxes.append(pen.textbbox(place, line, font=more["font"], stroke_width=more["stroke_width"]))
        text(pen, place, line, **more)

    def pasted(image, figure, box):
        before = np.asarray(image).copy()
        paste(image, figure, box)
        rows, columns = np.nonzero((np.asarray(image) != before).any(axis=2))
        boxes.append((columns.min(), rows.min(), columns.max(), rows.max()))

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", written)
    monkeypatch.setattr(card, "_paste", pasted)
    sentence = "스트라이드와 패딩을 쓰고 유한한 데이터로 학습하는 신경망에서 이동 불변성이 얼마나 남는지 측정한다."
    painted(draw(Card(TITLES[name], sentence, "사이트의 이름", picture)))
    for left, top, right, bottom in boxes:
        assert left >= 0 and top >= MARGIN // 2 and right <= WIDTH - MARGIN // 2 and bottom <= HEIGHT - MARGIN // 2 + 1
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            # The box of a line has room for accents above and tails below, as its neighbours' have.
            assert right <= other[0] or other[2] <= left or bottom <= other[1] + 4 or other[3] <= top + 4


def test_the_figure_is_on_the_card():
    colour = (
        np.asarray(Image.open(io.BytesIO(draw(Card("선", "글", "집", SVG.format(72, 72))))).convert("RGB")) == (192, 38, 45)
    ).all(2)
    assert colour.sum() > 0.1 * WIDTH * HEIGHT


def test_a_card_is_drawn_once_and_anew_when_anything_on_it_changes(tmp_path, monkeypatch):
    drawn: list[Card] = []
    monkeypatch.setattr(card, "draw", lambda one: drawn.append(one) or b"png")
    cards = [
        Card("선", "글", "집"),
        Card("원", "글", "집"),
        Card("선", "말", "집"),
        Card("선", "글", "방"),
        Card("선", "글", "집", "<svg/>"),
    ]
    for _ in range(2):
        assert [one.png(Memo(tmp_path)) for one in cards] == [b"png"] * len(cards)
    assert drawn == cards
