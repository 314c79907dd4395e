"""How a measured number is written in a sentence."""

from __future__ import annotations

import math
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from sitekit.figure.numbers import Number, fixed, unnamed, unquoted, written
from sitekit.languages import LANGUAGES


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
        (0.069, ".1%", "%p", "6.9%p"),
        (-0.0001, "+.1%", "%p", "0.0%p"),
    ],
)
def test_a_number_is_written_as_the_site_writes_numbers(value, form, unit, text):
    assert Number(lambda _: value, form, unit).text(value) == text


@pytest.mark.parametrize(
    ("value", "form", "korean", "english"),
    [
        (0.069, ".1%", "6.9%p", "6.9\N{NO-BREAK SPACE}points"),
        (1.63, ".1f", "1.6%p", "1.6\N{NO-BREAK SPACE}points"),
        (-0.01, ".0%", "\N{MINUS SIGN}1%p", "\N{MINUS SIGN}1\N{NO-BREAK SPACE}point"),
        (0.01, ".1%", "1.0%p", "1.0\N{NO-BREAK SPACE}points"),
    ],
)
def test_percentage_points_are_called_as_the_language_calls_them(value, form, korean, english):
    assert (written(value, form, "%p", "ko"), written(value, form, "%p", "en")) == (korean, english)


def test_any_other_unit_is_the_same_in_all_languages():
    assert {written(3.2, ".1f", "px", language) for language in LANGUAGES} == {"3.2\N{NO-BREAK SPACE}px"}


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


def test_readers_call_a_family_of_numbers_by_its_keys_or_by_the_words_for_them():
    numbers = Number.each(
        (("zero", 1), ("circular", 2)),
        "{}_{}",
        lambda r, kind, depth: depth,
        "d",
        names={"ko": "{1}층, {0}", "en": "{} padding, layer {}"},
        words={"zero": {"ko": "0 채우기", "en": "zero"}, "circular": {"ko": "이어 붙이기", "en": "circular"}},
    )
    assert [number.name for number in numbers.values()] == [
        {"ko": "1층, 0 채우기", "en": "zero padding, layer 1"},
        {"ko": "2층, 이어 붙이기", "en": "circular padding, layer 2"},
    ]
    price, size = {"ko": "값", "en": "price"}, {"ko": "크기", "en": "size"}
    assert Number.fields("d", "price", "size", names={"size": size})["size"].name == size
    assert Number.each(("a", "b"), "{}", getattr, "d", names={"a": price})["b"].name == {}
    assert fixed(names={"price": price}, price=3, size=4)["price"].name == price
    assert unquoted({"price": Number(len, "d", name=price)})["price"].name == price


@pytest.mark.parametrize(
    ("names", "words", "said"),
    [
        ({"c": {"ko": "씨", "en": "c"}}, {}, "names speak of 'c', which is none of 'a', 'b'"),
        ({"ko": "{}", "en": "{}"}, {"a": {"ko": "가"}}, "the word for 'a' is missing in 'en'"),
    ],
)
def test_a_name_of_no_number_and_a_word_of_one_language_are_refused(names, words, said):
    with pytest.raises(ValueError, match=said):
        Number.each(("a", "b"), "{}", getattr, "d", names=names, words=words)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ({}, ""),
        ({"ko": "값", "en": "price"}, ""),
        ({"ko": "값"}, "en"),
        ({"ko": " ", "en": "price"}, "ko"),
        ({"ko": "값", "en": "p", "kr": "값"}, "kr"),
        ({"ko": "값", "en": "p", "fr": "prix"}, ""),
    ],
)
def test_a_name_is_in_all_languages_or_in_none(name, code):
    assert unnamed(name) == code
