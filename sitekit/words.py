"""What the machine says to readers: ``words.<language>.toml`` beside this file, and the project's own in ``overrides/``.

In a language in which the machine has no words, a project says them all; what it leaves out stands in English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from sitekit import overrides
from sitekit.fault import Fault
from sitekit.languages import LANGUAGES, is_language, locale
from sitekit.records import Records

FILE = "words.{}.toml"
FALLBACK = "en"
LOCALE = "locale"
SHOWN = 5
"""As many missing words are listed."""
FIELD = re.compile(r"\{\w*\}")


def word(key: str, language: str) -> str:
    """One of the machine's own words in ``language``; the project's, where it has one. Raises ``KeyError`` for an unknown one."""
    name = FILE.format(language)
    own = overrides.find(name)
    return (_own(own, own.stat().st_mtime_ns) if own else {}).get(key) or _machine(language)[key]


def check(root: Path) -> Iterator[Fault]:
    """What is wrong with the words of the project at ``root``."""
    folder = root / overrides.NAME
    for file in sorted(folder.glob("words.*.toml")):
        path, language = f"{overrides.NAME}/{file.name}", file.name.split(".")[1]
        if not is_language(language):
            yield Fault(path, 1, f"has words of the unknown language '{language}'", f"name it {_names()}")
        if language not in LANGUAGES:
            continue  # Of which the project may have had pages, or may come to have some.
        records = Records.of(root, path)
        yield from records.faults
        for key, value in records.table.items():
            yield from _wrong(path, records.line(key), key, value, _machine(language))


def lacking(root: Path) -> Iterator[str]:
    """In words, for each language in which the machine has none, how many the project's file leaves out, and which."""
    for language in (code for code in LANGUAGES if _file(code) is None):
        path = f"{overrides.NAME}/{FILE.format(language)}"
        known = _machine(language)
        own = Records.of(root, path).table if (root / path).is_file() else {}
        missing = [key for key in known if key not in own and key != LOCALE]
        if missing:
            shown = ", ".join(missing[:SHOWN]) + (", …" if len(missing) > SHOWN else "")
            yield f"{path} lacks {len(missing)} of {len(known)} words, which stand in English (sitekit/words.en.toml): {shown}"


def _wrong(path: str, line: int, key: str, value: object, known: Mapping[str, str]) -> Iterator[Fault]:
    if key not in known:
        yield Fault(path, line, f"has the unknown word '{key}'", f"sitekit/{Path(path).name} lists the words there are")
    elif not isinstance(value, str) or not value.strip():
        yield Fault(path, line, f"the word '{key}' is no text", f'write {key} = "…"')
    elif sorted(FIELD.findall(value)) != sorted(FIELD.findall(known[key])):
        yield Fault(path, line, f"the word '{key}' has not the places to fill of '{known[key]}'", "write {} where it goes")


def _names() -> str:
    return " or ".join(FILE.format(code) for code in LANGUAGES)


def _file(language: str) -> Path | None:
    """The machine's words in ``language``, or in that which its tag begins with."""
    files = (Path(__file__).with_name(FILE.format(code)) for code in (language, language.partition("-")[0]))
    return next((file for file in files if file.is_file()), None)


@cache
def _machine(language: str) -> dict[str, str]:
    own = _file(language)
    words = tomllib.loads((own or Path(__file__).with_name(FILE.format(FALLBACK))).read_text("utf-8"))
    return words if own and FILE.format(language) == own.name else {**words, LOCALE: locale(language)}


@lru_cache(maxsize=8)
def _own(path: Path, changed: int) -> dict[str, str]:
    """The project's words, read again when the file has changed, without what is a fault of :func:`check`."""
    try:
        own = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {}
    known = _machine(path.name.split(".")[1])
    return {key: value for key, value in own.items() if not [*_wrong(path.name, 1, key, value, known)]}
