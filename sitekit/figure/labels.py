"""The words inside a figure, in every language of the site."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from sitekit.languages import LANGUAGES


class Labels(Mapping[str, SimpleNamespace]):
    """``Labels(input={"ko": "입력", "en": "input"})``; ``LABELS["ko"].input`` is then ``"입력"``.

    Every label needs every language. A label that reads the same in all of them (a formula, a proper name) says so
    with :func:`same`; two equal texts by accident are taken for a forgotten translation.

    Raises ``ValueError`` naming the label and the language.
    """

    def __init__(self, **labels: Mapping[str, str]) -> None:
        for key, texts in labels.items():
            missing = [code for code in LANGUAGES if not texts.get(code, "").strip()]
            if missing:
                raise ValueError(f"label '{key}' has no text for '{missing[0]}'")
            unknown = [code for code in texts if code not in LANGUAGES]
            if unknown:
                raise ValueError(f"label '{key}' names the unknown language '{unknown[0]}'")
            alike = len(set(texts.values())) == 1
            if alike and not isinstance(texts, _Same) and any(c.isalpha() for c in texts["en"]):
                raise ValueError(f"label '{key}' is not translated: write same({texts['en']!r}) if it needs no translation")
        self.texts = {key: dict(texts) for key, texts in labels.items()}

    def __getitem__(self, language: str) -> SimpleNamespace:
        if language not in LANGUAGES:
            raise KeyError(language)
        return SimpleNamespace(**{key: texts[language] for key, texts in self.texts.items()})

    def __iter__(self):
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


class _Same(dict):
    """A label declared to read the same in every language."""


def same(text: str) -> Mapping[str, str]:
    """A label that needs no translation: ``same("AR(1)")``."""
    return _Same(dict.fromkeys(LANGUAGES, text))
