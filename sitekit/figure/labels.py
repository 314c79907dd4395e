"""The words inside a figure, in every language of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace

from sitekit import languages
from sitekit.languages import LANGUAGES


class Labels(Mapping[str, SimpleNamespace]):
    """``Labels(input={"ko": "입력", "en": "input"})``; ``LABELS["ko"].input`` is then ``"입력"``.

    Every label needs every language that its article is published in, which :meth:`require` sees to; elsewhere it reads as in the
    first language that it has. Where there is one language, a label may be its text alone, and what it is in further languages
    does not matter. A label that reads the same in all of them (a formula, a proper name) says so with :func:`same`; two equal
    texts by accident are taken for a forgotten translation.

    ``lacking``: language → the labels that have no text in it. Raises ``ValueError`` naming a label that is none.
    """

    def __init__(self, **labels: Mapping[str, str] | str) -> None:
        self.texts: dict[str, dict[str, str]] = {}
        self.lacking: dict[str, list[str]] = {}
        for key, label in labels.items():
            texts = languages.table(label)
            if not isinstance(texts, Mapping):
                raise ValueError(f"label '{key}' is {label!r}: write same({label!r}) if it needs no translation")
            if strange := languages.strange(texts):
                raise ValueError(f"label '{key}' names the unknown language '{strange[0]}'")
            for code in (missing := languages.lacking(texts)):
                self.lacking.setdefault(code, []).append(key)
            if len(missing) == len(LANGUAGES):
                self.require(missing)
            self.texts[key] = {code: texts[code] for code in LANGUAGES if code not in missing}
        for key, texts in self.texts.items():
            text = next(iter(texts.values()))
            alike = len(texts) > 1 and len(set(texts.values())) == 1 and any(letter.isalpha() for letter in text)
            if alike and not isinstance(labels[key], _Same):
                raise ValueError(f"label '{key}' is not translated: write same({text!r}) if it needs no translation")

    def require(self, codes: Iterable[str]) -> None:
        """Raise ``ValueError``, naming the labels and the language, unless all have a text in each of the languages ``codes``."""
        for code in codes:
            if keys := [f"'{key}'" for key in self.lacking.get(code, ())]:
                one = f"label {keys[0]} has" if len(keys) == 1 else f"labels {', '.join(keys)} have"
                raise ValueError(f"{one} no text for '{code}'")

    def __getitem__(self, language: str) -> SimpleNamespace:
        if language not in LANGUAGES:
            raise KeyError(language)
        found = {key: texts.get(language) or next(iter(texts.values())) for key, texts in self.texts.items()}
        return SimpleNamespace(**found)

    def __iter__(self):
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


class _Same(dict):
    """A label declared to read the same in every language."""


def same(text: str) -> Mapping[str, str]:
    """A label that needs no translation: ``same("AR(1)")``."""
    return _Same(dict.fromkeys(LANGUAGES, text))
