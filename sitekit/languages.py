"""The languages a project is written in, as ``extra.languages`` in ``mkdocs.yml`` lists them, and what differs between them.

What a language's block does not say, the machine knows of well-known languages, and takes from what is usual of others. A process
works for one project: :func:`use` says which, and without it the project around the working directory counts. A process that
another one starts is told by :func:`chosen` and :func:`take`, for it must not read ``mkdocs.yml`` again.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from sitekit.fault import Fault
from sitekit.settings import FILE, Settings

TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")
"""A BCP 47 tag, as folders and front matter write it."""
DEFAULT = ("ko", "en")
"""The languages of a project that names none."""
NEEDED = ("site_name", "site_description", "not_found")
"""What ``mkdocs.yml`` says in every language."""
CHOICES: Mapping[str, type] = {
    "name": str,
    "figure": str,
    "font": str,
    "unit": str,
    "a_minute": int,
    "point": list,
    "decimal": str,
}
"""What it may say of a language besides."""

HANGUL, KANA, HAN = "가-힣", "ぁ-ゖァ-ヺ", "㐀-䶿一-鿿\uf900-\ufaff"
CYRILLIC, GREEK, ARABIC, HEBREW = "Ѐ-ԯ", "Ͱ-Ͽἀ-῿", "؀-ۿݐ-ݿ", "א-ת"
DEVANAGARI, THAI = "ऀ-ॿ", "ก-๎"
LATIN = "A-Za-zÀ-ɏḀ-ỿ"
UNITS: Mapping[str, tuple[tuple[tuple[str, float], ...], int]] = {
    "syllables": (((f"[{HANGUL}0-9]", 1.0), ("[A-Za-z]", 0.5)), 500),
    "characters": (((f"[{KANA}{HAN}{HANGUL}0-9]", 1.0), ("[A-Za-z]", 0.5)), 500),
    "words": (((r"\S*\w\S*", 1.0),), 265),
}
"""What can be counted in a text → what counts as how much of it, and how much is read in a minute."""


@dataclass(frozen=True)
class Language:
    """One language of the site.

    ``code`` is the folder below ``docs/`` and the BCP 47 tag; ``figure`` is the word before a figure's number;
    ``unit`` says what of a text is counted, and ``a_minute`` how much of it is read in a minute.
    ``point`` stands behind a number of percentage points: behind 1, and behind any other.
    ``decimal`` is the sign before decimals.
    ``letters`` are those it is written in, as in a regular expression's brackets. ``font`` is the file that its figures, cards
    and pages are set in before the site's own, if ``mkdocs.yml`` names one.
    """

    code: str
    name: str
    figure: str
    letters: str
    unit: str
    a_minute: int
    point: tuple[str, str]
    font: Path | None = None
    decimal: str = "."

    @cached_property
    def script(self) -> re.Pattern[str]:
        """A character that every caption and alt text in this language must contain."""
        return re.compile(f"[{self.letters}]")

    @cached_property
    def foreign(self) -> re.Pattern[str] | None:
        """A character of another language of the site that no text inside a figure in this one may contain, if there is any.

        Whoever writes another script writes names and symbols in Latin letters, and Korean knows Chinese ones.
        """
        own = self.letters + (HAN if self.letters == HANGUL else "")
        blocks = {block for other in LANGUAGES.values() for block in _blocks(other.letters)} - {LATIN, *_blocks(own)}
        return re.compile(f"[{''.join(sorted(blocks))}]") if blocks else None

    @cached_property
    def _units(self) -> tuple[tuple[re.Pattern[str], float], ...]:
        return tuple((re.compile(pattern), weight) for pattern, weight in UNITS[self.unit][0])

    def numbers(self, text: str) -> str:
        """``text`` with the numbers in it as the language writes them: ``1,234.5`` with a decimal comma is ``1 234,5``."""
        return text if self.decimal == "." else NUMBER.sub(self._number, text)

    def _number(self, found: re.Match[str]) -> str:
        whole, point, decimals = found[0].partition(".")
        return whole.replace(",", "\u00a0") + (self.decimal if point else "") + decimals

    def amount(self, text: str) -> float:
        """How much there is to read in ``text``, without any markup: words or syllables."""
        return sum(weight * len(pattern.findall(text)) for pattern, weight in self._units)


def _blocks(letters: str) -> tuple[str, ...]:
    known = (HANGUL, KANA, HAN, CYRILLIC, GREEK, ARABIC, HEBREW, DEVANAGARI, THAI, LATIN)
    return tuple(block for block in known if block in letters)


KNOWN: Mapping[str, tuple[str, str, str, str, tuple[str, str]]] = {
    "ko": ("한국어", "그림", HANGUL, "syllables", ("%p", "%p")),
    "en": ("English", "Figure", LATIN, "words", ("\u00a0point", "\u00a0points")),
    "ja": ("日本語", "図", KANA + HAN, "characters", ("ポイント", "ポイント")),
    "zh": ("中文", "图", HAN, "characters", ("个百分点", "个百分点")),
    "zh-Hant": ("繁體中文", "圖", HAN, "characters", ("個百分點", "個百分點")),
    "de": ("Deutsch", "Abbildung", LATIN, "words", ("\u00a0Prozentpunkt", "\u00a0Prozentpunkte")),
    "fr": ("français", "Figure", LATIN, "words", ("\u00a0point", "\u00a0points")),
    "es": ("español", "Figura", LATIN, "words", ("\u00a0punto", "\u00a0puntos")),
    "it": ("italiano", "Figura", LATIN, "words", ("\u00a0punto", "\u00a0punti")),
    "pt": ("português", "Figura", LATIN, "words", ("\u00a0ponto", "\u00a0pontos")),
    "nl": ("Nederlands", "Figuur", LATIN, "words", ("\u00a0procentpunt", "\u00a0procentpunten")),
    "pl": ("polski", "Rysunek", LATIN, "words", ("\u00a0p.p.", "\u00a0p.p.")),
    "ru": ("русский", "Рисунок", CYRILLIC, "words", ("\u00a0п.п.", "\u00a0п.п.")),
    "uk": ("українська", "Рисунок", CYRILLIC, "words", ("\u00a0в.п.", "\u00a0в.п.")),
    "el": ("Ελληνικά", "Σχήμα", GREEK, "words", ("\u00a0π.μ.", "\u00a0π.μ.")),
    "ar": ("العربية", "الشكل", ARABIC, "words", ("\u00a0%p", "\u00a0%p")),
    "he": ("עברית", "איור", HEBREW, "words", ("\u00a0%p", "\u00a0%p")),
    "hi": ("हिन्दी", "चित्र", DEVANAGARI, "words", ("\u00a0%p", "\u00a0%p")),
    "th": ("ไทย", "รูปที่", THAI, "characters", ("\u00a0%p", "\u00a0%p")),
    "vi": ("Tiếng Việt", "Hình", LATIN, "words", ("\u00a0điểm", "\u00a0điểm")),
    "tr": ("Türkçe", "Şekil", LATIN, "words", ("\u00a0puan", "\u00a0puan")),
    "sv": ("svenska", "Figur", LATIN, "words", ("\u00a0procentenhet", "\u00a0procentenheter")),
}
"""Name, word before a figure's number, letters, what of a text is counted, and what stands behind percentage points."""
COMMA = frozenset(("de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "el", "vi", "tr", "sv"))
"""Those of them that write a comma before decimals, and room between thousands."""
NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\.?\d)")
"""A number in a text, as code writes it; neither 1.2.3 nor v1.2."""
ANY_LETTER = r"^\W\d_"


def _language(code: str, said: Mapping[str, Any], root: Path) -> Language:
    """The language ``code``: what its block says, else what is known of it or of the language that its tag begins with."""
    primary = code.partition("-")[0]
    known = KNOWN.get("-".join(code.split("-")[:2])) or KNOWN.get(primary)
    name, figure, letters, unit, point = known or (_name(code), "Figure", ANY_LETTER, "words", ("\u00a0%p", "\u00a0%p"))
    said = {key: value for key, value in said.items() if _fits(key, value)}
    unit = said.get("unit", unit)
    return Language(
        code,
        said.get("name", name if code in KNOWN or not known else _name(code)),
        said.get("figure", figure),
        letters,
        unit,
        said.get("a_minute", UNITS[unit][1]),
        tuple(said.get("point", point)),
        _font(said["font"], root) if "font" in said else None,
        said.get("decimal", "," if primary in COMMA else "."),
    )


def _name(code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code


def _font(name: str, root: Path) -> Path:
    """The file that ``font: name`` means: one of the project's or of an installed package's; the former, if there is none."""
    return next((Path(folder, name) for folder in (root, *sys.path) if Path(folder, name).is_file()), root / name)


def locale(code: str) -> str:
    """``code`` with a country, as services and dates want it: ``ja_JP``."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    parts = code.split("-")
    full = likely.get("_".join(parts)) or likely.get(parts[0]) or ""
    country = next((part for part in (*parts[1:], *full.split("_")[:0:-1]) if len(part) in (2, 3) and part.isupper()), "")
    return f"{parts[0]}_{country}" if country else parts[0]


Tables = Mapping[str, Mapping[str, Any]]
"""``extra.languages`` as far as it is well-formed: code → block."""


class Languages(Mapping[str, Language]):
    """code → language of the project that this process works for, in the order of ``mkdocs.yml``: the first comes first."""

    def __init__(self) -> None:
        self._taken: tuple[Tables, Path] | None = None
        self._made: dict[str, Language] = {}

    def __getitem__(self, code: str) -> Language:
        return self._now()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    @property
    def first(self) -> str:
        """The code of the first language."""
        return next(iter(self))

    @property
    def is_one(self) -> bool:
        """Whether there is one language, so that there is nothing to translate, to switch to and to compare."""
        return len(self) == 1

    def taken(self) -> tuple[Tables, Path]:
        """The blocks, and the folder of the project they are of."""
        if self._taken is None:
            self.take(*_around(Path.cwd()))
        assert self._taken
        return self._taken

    def take(self, tables: Tables, root: Path) -> None:
        """From now on, these are the blocks."""
        if self._taken != (tables, root):
            self._taken, self._made = (tables, root), {}

    def forget(self) -> None:
        """From now on, the project around the working directory counts again."""
        self._taken, self._made = None, {}

    def _now(self) -> dict[str, Language]:
        if not self._made:
            tables, root = self.taken()
            self._made = {code: _language(code, said, root) for code, said in tables.items()}
        return self._made


LANGUAGES = Languages()


def use(root: Path, tables: object = None) -> None:
    """From now on, this process works for the project at ``root``; ``tables`` is its ``extra.languages`` where that is known."""
    if tables is None:
        tables = Settings.sound(root).extra.get("languages")
    LANGUAGES.take(_formed(tables), root)


def chosen() -> tuple[Tables, Path]:
    """What another process gives to :func:`take` in order to know the same languages: it can be pickled."""
    return LANGUAGES.taken()


def take(given: tuple[Tables, Path]) -> None:
    """Know the languages that another process has :func:`chosen`."""
    LANGUAGES.take(*given)


def shaping() -> str:
    """What of the languages shapes a figure: which there are, the fonts, and how numbers are written."""
    looks = [[code, _digest(language.font) if language.font else "", language.decimal] for code, language in LANGUAGES.items()]
    return hashlib.sha256(json.dumps(looks).encode()).hexdigest()


def table(value: object) -> object:
    """``value``, or if it is one text and there is one language, the table by language that it stands for."""
    return {LANGUAGES.first: value} if isinstance(value, str) and LANGUAGES.is_one else value


def lacking(table: Mapping[str, Any]) -> list[str]:
    """The languages of the project for which ``table`` has no text."""
    return [code for code in LANGUAGES if not isinstance(text := table.get(code), str) or not text.strip()]


def is_language(key: str) -> bool:
    """Whether ``key`` is one of the project's languages, or another known here: texts may be there in more."""
    return key in LANGUAGES or (bool(TAG.match(key)) and key.partition("-")[0] in KNOWN)


def strange(keys: Iterable[str]) -> list[str]:
    """Those of ``keys`` that are no language."""
    return [key for key in keys if not is_language(key)]


def wrong(root: Path) -> list[Fault]:
    """What is wrong with ``extra.languages`` of the project at ``root``; nothing, where it names none."""
    settings = Settings.sound(root)
    return [*faults(settings.extra["languages"], settings)] if "languages" in settings.extra else []


def faults(tables: object, settings: Settings) -> Iterator[Fault]:
    """What is wrong with ``tables``, the setting ``extra.languages`` of which pages, feeds and cards are made."""
    if tables is not None and not isinstance(tables, dict):
        what, remedy = "extra.languages is no table", "write extra: {languages: {ko: {site_name: …}, en: {site_name: …}}}"
        yield Fault(*settings.place("languages:"), what, remedy)
        return
    given = tables or dict.fromkeys(DEFAULT)
    for code, said in given.items():
        said = said if isinstance(said, dict) else {}
        if not isinstance(code, str) or not TAG.match(code):
            what = f"extra.languages has the language {code!r}, which is no tag of one"
            yield Fault(*settings.place("languages:", f"{code}:"), what, "write it as BCP 47 does: ko, en, ja, zh-Hant, pt-BR")
            continue
        if code == "id":
            what = "the language 'id' is called as the key of every term and claim is"
            yield Fault(*settings.place("languages:", "id:"), what, "write id-ID, here and as the folder below docs/")
        if missing := [key for key in NEEDED if not isinstance(said.get(key), str)]:
            remedy = f"write extra: {{languages: {{{code}: {{{', '.join(f'{key}: …' for key in NEEDED)}}}}}}}"
            what = f"extra.languages does not say {' and '.join(missing)} in '{code}'"
            yield Fault(*settings.place("languages:", f"{code}:"), what, remedy)
        if not isinstance(said.get("categories") or {}, dict):
            what = f"the categories in '{code}' are no table"
            yield Fault(*settings.place("languages:", f"{code}:", "categories:"), what, "write categories: {공부: study}")
        for key in CHOICES:
            if key in said and not _fits(key, said[key]):
                what = f"extra.languages.{code}.{key} is {said[key]!r}"
                yield Fault(*settings.place("languages:", f"{code}:", f"{key}:"), what, f"write {EXAMPLES[key]}")
        font = LANGUAGES[code].font if code in LANGUAGES else None
        if font and not font.is_file():
            what = f"extra.languages.{code}.font names no file, '{said['font']}'"
            remedy = "name one of the project, or of an installed package: package/File.otf"
            yield Fault(*settings.place("languages:", f"{code}:", "font:"), what, remedy)


EXAMPLES = {
    "name": "name: 日本語",
    "figure": "figure: 図",
    "font": "font: overrides/fonts/Mine-Regular.otf",
    "unit": f"unit: {' or '.join(UNITS)}",
    "a_minute": "a_minute: 500",
    "point": 'point: [" point", " points"]',
    "decimal": 'decimal: ","',
}


def _fits(key: str, value: Any) -> bool:
    if key not in CHOICES or type(value) is not CHOICES[key]:
        return False
    if key == "decimal":
        return value in (".", ",")
    if key == "unit":
        return value in UNITS
    if key == "a_minute":
        return value > 0
    if key == "point":
        return len(value) == 2 and all(isinstance(text, str) for text in value)
    return bool(value.strip())


def _formed(tables: object) -> Tables:
    """``tables`` without what :func:`faults` finds no language; those of a project that names none, where nothing is left."""
    given = tables.items() if isinstance(tables, Mapping) else ()
    found = {code: said if isinstance(said, dict) else {} for code, said in given if isinstance(code, str) and TAG.match(code)}
    return found or {code: {} for code in DEFAULT}


def _around(start: Path) -> tuple[Tables, Path]:
    """The blocks of the project around ``start``, and its folder."""
    root = next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), start)
    return _formed(Settings.sound(root).extra.get("languages")), root


def _digest(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:
        return "absent"
    return _digest_of(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _digest_of(path: Path, changed: int, size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
