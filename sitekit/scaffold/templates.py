"""The files that commands write: Jinja templates in ``templates/``, each of which is called as what it becomes, and ``.jinja``.

Their values stand in ``<< … >>``, their statements in ``<% … %>``, since braces and brackets are what the files themselves are
full of. A text that is there in several languages is asked for by ``texts(ko="…", en="…")``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

FOLDER = Path(__file__).with_name("templates")
KNOWN = ("ko", "en")
"""The languages that the templates are written in."""
OTHERS = "en"
"""What stands in any other language until somebody has translated it."""


def render(template: str, languages: Iterable[str], **values: Any) -> str:
    """The text of ``template`` for a site in ``languages``, with ``values``, of which none may be missing."""
    return _environment().get_template(f"{template}.jinja").render(languages=[*languages], **values)


def page(template: str, language: str, languages: Iterable[str], **values: Any) -> str:
    """The text of a ``template`` that is written once for every language: ``article/post.md`` is ``article/post.ko.md``.

    In a language that there is none for, the English one, in which the author finds what to translate by its mark.
    """
    stem, _, ending = template.rpartition(".")
    return render(f"{stem}.{spoken(language)}.{ending}", languages, language=language, mark=mark(language), **values)


def spoken(language: str) -> str:
    """The language in which a text for ``language`` is written."""
    primary = language.partition("-")[0]
    return primary if primary in KNOWN else OTHERS


def mark(language: str) -> str:
    """What stands before a text that is to be translated into ``language``: the language, as it calls itself.

    Nothing, if the templates speak it.
    """
    return "" if language.partition("-")[0] in KNOWN else f"({called(language)}) "


def called(language: str) -> str:
    """What a language calls itself; its tag, where nobody knows."""
    try:
        return Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language


def text(language: str, **said: str) -> str:
    """One of ``said`` in ``language``, with its mark if it is to be translated."""
    return mark(language) + said[spoken(language)]


@pass_context
def label(context: Context, **said: str) -> str:
    """A label in Python: a table by language, or where there is one language its text alone."""
    # A figure's font need not have the letters in which the language calls itself.
    texts = {code: f"({code}) {said[OTHERS]}" if mark(code) else said[spoken(code)] for code in context["languages"]}
    if len(texts) == 1:
        return _quoted(next(iter(texts.values())))
    return "{" + ", ".join(f"{_quoted(code)}: {_quoted(words)}" for code, words in texts.items()) + "}"


@pass_context
def keys(context: Context, key: str, **said: str) -> str:
    """A text in TOML: a line for each language."""
    return "\n".join(f"{key}.{code} = {_quoted(text(code, **said))}" for code in context["languages"])


@pass_context
def altered(context: Context, **said: str) -> str:
    """What a mutation alters, as the arguments of its marker behind the claim: in English, and by language."""
    spoken_here = [code for code in context["languages"] if code != OTHERS and code in said]
    others = [f"{code}={_quoted(said[code])}" for code in spoken_here]
    return ", ".join([_quoted(said["en"]), *others])


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"text": text, "label": label, "keys": keys, "altered": altered}  # ty: ignore[unsupported-operator]
    environment.filters["quoted"] = _quoted
    return environment
