"""The font, cut to what a site has."""

from __future__ import annotations

import io
import random

import pytest
from fontTools.ttLib import TTFont

from sitekit.assets import font
from sitekit.assets.font import SOURCE, Cutter, Face, faces, ranges, rules

pytestmark = pytest.mark.builds

TEXT = "The mean, 그림 7: 한국어 −0.5"


@pytest.fixture(scope="module")
def cutter(tmp_path_factory) -> Cutter:
    return Cutter(tmp_path_factory.mktemp("font"))


@pytest.fixture(scope="module")
def cut(cutter) -> dict[str, TTFont]:
    """name → the font in its file."""
    return {face.name: TTFont(io.BytesIO(cutter.cut(face))) for face in faces(TEXT, "한국어")}


def test_a_page_without_hangul_but_for_the_names_of_languages_needs_the_first_file_alone():
    first, second = faces(TEXT, "한국어")
    assert first.characters >= set("The mean 7−한국어") and second.characters == set("그림")
    assert [face.name for face in faces("abc")] == [first.name] and faces("\U0001f600") == []


def test_the_hangul_that_articles_begin_with_is_a_file_of_its_own():
    first, second, third = faces(TEXT, "한국어", "그 시작")
    assert second.characters == {"그"} and third.characters == {"림"} and "한" in first.characters
    assert [face.name for face in faces(TEXT, "", "없")] == [first.name, second.name]


def test_the_files_have_the_characters_and_nothing_else(cut):
    for face in faces(TEXT, "한국어"):
        assert set(map(chr, cut[face.name].getBestCmap())) == face.characters


def test_letters_are_as_wide_as_in_the_whole_font(cut):
    whole = TTFont(SOURCE)
    for part in cut.values():
        for code, name in part.getBestCmap().items():
            assert part["hmtx"][name][0] == whole["hmtx"][whole.getBestCmap()[code]][0]
        assert part["hhea"].ascent == whole["hhea"].ascent and part["head"].unitsPerEm == whole["head"].unitsPerEm


def test_its_weights_are_the_site_s_and_its_name_is_not_the_reserved_one(cut):
    for part in cut.values():
        (axis,) = part["fvar"].axes
        assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", *font.WEIGHTS)
        names = {record.nameID: record.toUnicode() for record in part["name"].names}
        assert "Kil Hyung-jin" in names[0] and "SIL Open Font License" in names[13]
        assert not [text for key, text in names.items() if key not in (0, 13, 14) and "Pretendard" in text]


def test_the_same_characters_give_the_same_bytes_and_are_cut_once(cutter, tmp_path, monkeypatch):
    face = Face("a", frozenset(TEXT))
    shuffled = random.Random(1).sample(TEXT, len(TEXT))
    data = cutter.cut(face)
    assert Cutter(tmp_path).cut(Face("b", frozenset(shuffled))) == data
    monkeypatch.setattr(font, "_cut", lambda characters: pytest.fail("cut again"))
    assert cutter.cut(face) == data


def test_a_range_is_written_as_css_has_it():
    assert list(ranges("cba가Z")) == ["U+5a", "U+61-63", "U+ac00"]
    assert 'url(../assets/fonts/x.woff2) format("woff2")' in rules([Face("x", frozenset("ab"))], "../")
    assert "unicode-range: U+61-62;" in rules([Face("x", frozenset("ab"))])
