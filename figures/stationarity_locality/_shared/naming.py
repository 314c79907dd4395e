"""Names of numbers that are made one for each of several things."""

from __future__ import annotations

from collections.abc import Mapping

Name = Mapping[str, str]


def of_each(words: Mapping[str, Name], ko: str, en: str, *keys: str) -> dict[str, Name]:
    """A name for each of ``keys``, or for all that have one in ``words``; what ``words`` call it goes into the braces."""
    chosen = {key: words[key] for key in keys or words}
    return {key: {"ko": ko.format(word["ko"]), "en": en.format(word["en"])} for key, word in chosen.items()}
