"""What the converter of formulas gets wrong, mended."""

from __future__ import annotations

import pytest

from sitekit.pages.maths import mathml


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
