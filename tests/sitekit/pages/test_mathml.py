"""What the converter of formulas gets wrong, mended."""

from __future__ import annotations

import pytest

from sitekit.check.formulas import check
from sitekit.pages.maths import mathml, wrong
from sitekit.text.page import Page


@pytest.mark.parametrize(
    ("formula", "markup"),
    [
        (r"\operatorname{Cov}(x)", "<mrow><mi>Cov</mi><mo stretchy"),
        ("a < b", "<mi>a</mi><mo>&#x0003C;</mo><mi>b</mi>"),
        ("T'", "<mrow><mi>T</mi><mo>&#x02032;</mo></mrow>"),
        ("T'_s", "<msub><mrow><mi>T</mi><mo>&#x02032;</mo></mrow><mi>s</mi></msub>"),
        ("T^2", "<msup><mi>T</mi><mn>2</mn></msup>"),
    ],
)
def test_names_have_no_room_around_them_and_primes_stand_beside_their_letter(formula, markup):
    assert markup in mathml(formula)


@pytest.mark.parametrize(
    ("formula", "parts"),
    [
        (r"\begin{aligned} a &= b \\ &= d \end{aligned}", ["<mtable", "<mtr><mtd", "<mi>d</mi>"]),
        (r"\begin{gathered} a \\ b \end{gathered}", ["<mtable", "<mi>b</mi>"]),
        (r"\operatorname*{arg\,max}_x f(x)", ["<munder>", "arg&#x000A0;max"]),
        (r"\operatorname{soft max}_x", ["<msub>", "soft&#x000A0;max"]),
    ],
)
def test_what_the_converter_does_not_know_is_written_as_what_it_knows(formula, parts):
    assert all(part in mathml(formula) for part in parts) and wrong(formula) is None


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (r"\ce{H2O}", r"nothing is known of \ce"),
        (r"a + \unknowncmd{x}", r"nothing is known of \unknowncmd"),
        (r"\begin{foo} a \end{foo}", "nothing is known of {foo}"),
        ("a_{b", "its braces do not match"),
        ("a & b", "& stands in no table"),
        (r"\frac{1}", "something is missing in mfrac"),
        (r"\left( x", "left or missing right"),
        ("x^", "missing super script"),
        ("a_b_c", "double subscripts"),
    ],
)
def test_what_cannot_be_written_is_told(formula, said):
    assert said in (wrong(formula) or "")


def test_it_is_told_at_its_line():
    page = Page(
        "docs/en/a.md", "# A\n\nRight: $x^2$ and `$\\x$`.\n\nOne\n$\\ce{H}$ {{ a.b }} $ {{ a.b }}^2$.\n\n$$\n\\frac{1}\n$$\n"
    )
    assert [fault.line for fault in check(page)] == [6, 8]
