"""How a measured number is written in a sentence."""

from __future__ import annotations

import math
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from sitekit.figure.numbers import Number, fixed, unquoted


@pytest.mark.parametrize(
    ("value", "form", "unit", "text"),
    [
        (267_960, ",d", "", "267,960"),
        (64.06, ".0f", "GB", "64\N{NO-BREAK SPACE}GB"),
        (0.7801, ".0%", "", "78%"),
        (0.5, ".2f", "", "0.50"),
        (-0.5, ".2f", "", "\N{MINUS SIGN}0.50"),
        (-1234567, ",d", "", "\N{MINUS SIGN}1,234,567"),
        (-0.004, ".2f", "", "0.00"),
        (-0.0, ".1f", "", "0.0"),
        (-0.0001, ".1%", "", "0.0%"),
        (-0.005001, ".2f", "", "\N{MINUS SIGN}0.01"),
        (-3.25, ".1f", "px", "\N{MINUS SIGN}3.2\N{NO-BREAK SPACE}px"),
        (0.25, "+.2f", "", "+0.25"),
    ],
)
def test_a_number_is_written_as_the_site_writes_numbers(value, form, unit, text):
    assert Number(lambda _: value, form, unit).text(value) == text


@pytest.mark.parametrize(
    ("value", "plain"), [(np.int64(3), 3), (np.float32(0.5), 0.5), (np.array(2.5), 2.5), (7, 7), (np.array([4]), 4)]
)
def test_a_value_is_a_plain_python_number(value, plain):
    found = Number(lambda result: result, "d").of(value)
    assert found == plain and type(found) is type(plain)


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, -math.inf, np.nan, np.float32("inf"), True, np.True_, None, "3", 1j, Fraction(1, 2)]
)
def test_what_is_not_a_finite_number_is_refused(value):
    with pytest.raises(ValueError, match="not a finite number"):
        Number(lambda result: result, ".2f").of(value)


def test_an_array_of_several_values_is_refused():
    with pytest.raises(ValueError):
        Number(lambda result: result, ".2f").of(np.ones(2))


def test_a_number_for_the_record_differs_in_nothing_else():
    number = Number(len, ",d", "px")
    (record,) = unquoted({"sizes": number}).values()
    assert number.quoted and not record.quoted
    assert (record.value, record.format, record.unit) == (number.value, number.format, number.unit)


def test_constants_need_no_lambda_and_are_written_with_the_digits_they_have():
    numbers = fixed(seed=0, pixels=40_000, noise=0.01, far=10.0) | fixed(".0%", chance=0.5) | fixed("d", "px", side=1024)
    texts = {name: number.text(number.of(None)) for name, number in numbers.items()}
    assert texts == {
        "seed": "0",
        "pixels": "40,000",
        "noise": "0.01",
        "far": "10",
        "chance": "50%",
        "side": "1024\N{NO-BREAK SPACE}px",
    }


def test_a_family_of_numbers_takes_its_names_and_values_from_its_keys():
    result = SimpleNamespace(error={"first": 0.5, "second": 0.25}, table={("a", 1): 3, ("b", 2): 4}, slope=1.5)
    numbers = Number.each(result.error, "{}_error", lambda r, name: r.error[name], ".2f")
    numbers |= Number.each(result.table, "{}_{}", lambda r, letter, place: r.table[letter, place], "d", "px")
    numbers |= Number.fields(".1f", "slope")
    texts = {name: number.text(number.of(result)) for name, number in numbers.items()}
    space = "\N{NO-BREAK SPACE}"
    assert texts == {"first_error": "0.50", "second_error": "0.25", "a_1": f"3{space}px", "b_2": f"4{space}px", "slope": "1.5"}


def test_a_family_whose_names_are_not_different_is_refused():
    with pytest.raises(ValueError, match=r"'all_\{\}' is not different"):
        Number.each([("a", 1), ("a", 2)], "all_{}", lambda r, letter, place: place, "d")
