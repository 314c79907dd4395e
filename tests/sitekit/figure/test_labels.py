"""Labels: every text in every language, or an error that names the label."""

from __future__ import annotations

import pytest

from sitekit.figure.labels import Labels, same


def test_each_language_reads_its_own_text():
    labels = Labels(across={"ko": "가로", "en": "across"})
    assert (labels["ko"].across, labels["en"].across) == ("가로", "across")
    assert list(labels) == ["ko", "en"] and len(labels) == 2


def test_a_label_declared_the_same_reads_the_same():
    labels = Labels(model=same("AR(1)"))
    assert labels["ko"].model == labels["en"].model == "AR(1)"


def test_a_text_without_letters_needs_no_declaration():
    assert Labels(zero={"ko": "0.5", "en": "0.5"})["ko"].zero == "0.5"


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [
        ({"ko": "가로"}, "label 'across' has no text for 'en'"),
        ({"en": "across"}, "label 'across' has no text for 'ko'"),
        ({"ko": "가로", "en": "  "}, "label 'across' has no text for 'en'"),
        ({"ko": "가로", "en": "across", "kr": "가로"}, "label 'across' names the unknown language 'kr'"),
        ({"ko": "across", "en": "across"}, r"label 'across' is not translated: write same\('across'\)"),
    ],
)
def test_a_label_that_is_not_whole_is_refused_by_name(texts, complaint):
    with pytest.raises(ValueError, match=complaint):
        Labels(down={"ko": "세로", "en": "down"}, across=texts).require(["ko", "en"])


def test_a_language_that_nobody_needs_may_be_missing_and_reads_as_the_first():
    labels = Labels(down={"ko": "세로", "en": "down"}, across={"ko": "가로"})
    labels.require(["ko"])
    assert labels.lacking == {"en": ["across"]} and vars(labels["en"]) == {"down": "down", "across": "가로"}


def test_a_label_without_any_text_is_none():
    with pytest.raises(ValueError, match="label 'across' has no text for 'ko'"):
        Labels(across={})


def test_an_unknown_language_or_label_is_an_error():
    labels = Labels(across={"ko": "가로", "en": "across"})
    with pytest.raises(KeyError):
        labels["fr"]
    with pytest.raises(AttributeError):
        labels["ko"].down
