"""The font of formulas: their signs, the slanted ones that a browser makes of letters, and the table by which they are set."""

from __future__ import annotations

import io
import re

import pytest
from fontTools.ttLib import TTFont

from sitekit.assets import maths
from sitekit.memo import Memo
from sitekit.pages.maths import mathml

pytestmark = pytest.mark.builds

FORMULAS = (r"\gamma(h) = \frac{x_1}{2}", r"\lVert y \rVert")


@pytest.fixture
def site(tmp_path):
    (tmp_path / "index.html").write_text(f"<p>가나다 q</p>{''.join(map(mathml, FORMULAS))}", "utf-8")
    return tmp_path


@pytest.fixture
def font(site) -> TTFont:
    return TTFont(io.BytesIO(maths.cut(maths.characters(site), Memo(site / "memo"))))


def test_it_has_what_stands_in_formulas_and_nothing_of_the_text(site):
    found = maths.characters(site)
    assert found >= set("γ(h)=x12‖y") and not found & set("가나다q")


def test_letters_are_there_as_variables_too(site):
    """A browser sets a single letter as the slanted sign of that name; h's is Planck's constant."""
    assert maths.characters(site) >= {"\U0001d465", "\U0001d466", "\U0001d6fe", "ℎ"}


def test_the_file_has_the_table_of_mathematics_and_brackets_that_grow(site, font):
    assert set(map(chr, font.getBestCmap())) == maths.characters(site)
    table = font["MATH"].table
    assert table.MathConstants.SubscriptShiftDown.Value > 0
    assert table.MathConstants.ScriptPercentScaleDown == maths.SCRIPT
    assert table.MathVariants.VertGlyphCoverage.glyphs
    assert {record.toUnicode() for record in font["name"].names if record.nameID == 1} == {maths.FAMILY}


def test_the_sign_of_a_root_is_there_although_no_page_has_it(site):
    assert "√" in maths.characters(site)


def test_a_browser_takes_it_for_the_first_font_and_sets_formulas_by_its_table(site):
    """The first font is the first that has a space: with another's table there is a gap of three pixels behind every index."""
    assert re.search(r"unicode-range: (U\+[^;]*, )?U\+20[,;-]", maths.rule(maths.characters(site)))


def test_a_site_without_formulas_declares_no_such_font(tmp_path):
    (tmp_path / "index.html").write_text("<p>γ</p>", "utf-8")
    assert maths.characters(tmp_path) == frozenset() and maths.rule(frozenset()) == ""


def test_it_is_declared_for_what_it_has(site):
    rule = maths.rule(maths.characters(site), "../")
    assert 'url(../assets/fonts/sitekit-math.woff2) format("woff2")' in rule and "U+3b3" in rule
