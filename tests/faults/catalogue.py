"""The catalogue of faults: what is written into a copy of the sample, and what is right then.

``*.toml`` beside this file hold the cases. A ``[[case]]`` has a name, ``input``, and says what is written: ``page``, the text of
a page in every language (``ko`` and ``en`` where they differ), ``write`` and ``append`` (path → text), ``replace`` (lists of a
path, old, new), ``remove`` and ``folder`` (paths), ``link`` (path → where it leads), ``save`` (path → form), ``closed`` (paths
that nobody may read).

``fault`` is what is told, and nothing else: ``"3: what"`` of the case's page in each language, or ``"path:3: what"``; several are
a list; ``host`` is a pattern of what MkDocs says, where it cannot read its settings and loads nothing. ``works`` is a pattern
that the built page of the case has, or ``true`` where nothing is to be told.

``files.toml`` lists files, and every one of them is saved in all the ways of ``FORMS``.
"""

from __future__ import annotations

import builtins
import io
import re
import shutil
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CODES = ("ko", "en")
FORMS: Mapping[str, str | bool] = {
    "bom": True,
    "crlf": True,
    "nfd": True,
    "cp949": "is not UTF-8, but looks like CP949",
    "utf-16": "is not UTF-8, but looks like UTF-16",
    "utf-16-le": "looks like UTF-16",
    "empty": "is empty",
    "folder": "is a folder where a file is looked for",
    "closed": "cannot be read (Permission denied)",
    "dangling": "is a link that leads nowhere",
}
"""Every way in which a file may be saved, and what is right then, where ``files.toml`` says nothing else."""
QUICK = ("bom", "cp949", "empty", "folder", "dangling")
"""The ways that make test tries, of the files that are ``quick``; make test-all tries all."""
LINE = re.compile(r"(?P<path>[^:]*?):?(?P<line>\d+|\*): (?P<what>.*)", re.S)


@dataclass(frozen=True)
class Case:
    """One input and what is right."""

    kind: str
    input: str
    given: Mapping[str, Any] = field(hash=False)

    @property
    def id(self) -> str:
        return f"{self.kind}: {self.input}"

    @property
    def slug(self) -> str:
        """The name of its page."""
        return re.sub(r"[^a-z0-9]+", "-", self.id.lower()).strip("-")

    @property
    def page(self) -> str:
        """Its page, below a language's folder."""
        return self.given.get("at", f"notes/{self.slug}.md")

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """(path, line or ``*``, what) of every fault that is to be told."""
        told = self.given.get("fault", [])
        found = []
        for text in [told] if isinstance(told, str) else told:
            match = LINE.match(text)
            assert match, text
            path = match["path"] or f"docs/{{code}}/{self.page}"
            codes = [code for code in CODES if "page" in self.given or code in self.given] if "{code}" in path else [""]
            found += [(path.replace("{code}", code), match["line"], match["what"].replace("{code}", code)) for code in codes]
        return found

    @property
    def is_slow(self) -> bool:
        return bool(self.given.get("slow"))

    @property
    def works(self) -> str | bool:
        return self.given.get("works", False)

    @property
    def stands_alone(self) -> bool:
        """Whether it is one page of its own, which may lie beside all others."""
        return not self.given.keys() - {"input", "page", "ko", "en", "works", "fault", "title", "without"}

    def write(self, root: Path) -> None:
        """Write it into the project at ``root``."""
        for code in CODES:
            text = self.given.get(code, self.given.get("page"))
            if text is not None:
                whole = text if self.given.get("whole") else f"# {self.given.get('title', 'Case')} {{ #case }}\n\n{text}\n"
                _put(root / "docs" / code / self.page, whole)
        for path, text in self.given.get("write", {}).items():
            _put(root / path, text)
        for path, old, new in self.given.get("replace", ()):
            text = (root / path).read_text("utf-8")
            assert old in text, f"{self.id}: {path} has no {old!r}"
            _put(root / path, text.replace(old, new, 1))
        for path, text in self.given.get("append", {}).items():
            _put(root / path, (root / path).read_text("utf-8") + text)
        for path in self.given.get("remove", ()):
            shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()
        for path in self.given.get("folder", ()):
            (root / path).unlink(missing_ok=True)
            (root / path).mkdir()
        for path, target in self.given.get("link", {}).items():
            (root / path).unlink(missing_ok=True)
            (root / path).symlink_to(target)
        for path, form in self.given.get("save", {}).items():
            (root / path).write_bytes(saved((root / path).read_text("utf-8"), form))

    @property
    def closed(self) -> list[str]:
        """The files that nobody may read."""
        return self.given.get("closed", [])


def saved(text: str, form: str) -> bytes:
    """``text`` as an editor saves it."""
    if form == "cp949":
        text += "" if re.search("[가-힣]", text) else "# 곡선\n"
    return {
        "bom": lambda: text.encode("utf-8-sig"),
        "crlf": lambda: text.replace("\n", "\r\n").encode(),
        "nfd": lambda: unicodedata.normalize("NFD", text).encode(),
        "empty": lambda: b"",
    }.get(form, lambda: text.encode(form, "replace"))()


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def cases() -> list[Case]:
    """All of the catalogue."""
    found = [
        Case(file.stem, case["input"], case) for file in sorted(HERE.glob("*.toml")) for case in _table(file).get("case", ())
    ]
    found += [case for entry in _table(HERE / "files.toml")["file"] for case in _forms(entry)]
    assert len({case.id for case in found}) == len(found), "two cases have one name"
    return found


def _table(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def _forms(entry: Mapping[str, Any]) -> Iterator[Case]:
    """A file in every form; ``entry`` says where another outcome than the usual one is right."""
    path = entry["path"]
    given: dict[str, Any] = {"write": {path: entry["text"]}} if "text" in entry else {}
    how = {"folder": {"folder": [path]}, "closed": {"closed": [path]}, "dangling": {"link": {path: "nowhere"}}}
    for form, usual in FORMS.items():
        right = entry.get(form, usual)
        outcome = (
            {"works": True}
            if right is True
            else {"fault": right if isinstance(right, list) or ":" in right.split(" ")[0] else f"{path}:*: {right}"}
        )
        slow = {"slow": not (entry.get("quick") and form in QUICK)}
        yield Case("files", f"{path} {form}", {**given, **slow, **how.get(form, {"save": {path: form}}), **outcome})


@contextmanager
def closed(root: Path, paths: Iterable[str]) -> Iterator[None]:
    """Nobody can read some files: root, as whom tests may run, reads all."""
    names, opened = {str(root / path) for path in paths}, io.open

    def opening(file, *arguments, **named):
        if str(file) in names:
            raise PermissionError(13, "Permission denied", str(file))
        return opened(file, *arguments, **named)

    io.open = builtins.open = opening
    try:
        yield
    finally:
        io.open = builtins.open = opened


class Copy:
    """A copy of the sample: each case is written into it, looked at, and taken out again."""

    TREES = ("docs", "figures", "tests", "overrides")

    def __init__(self, root: Path) -> None:
        self.root = root
        self.good = {path: path.read_bytes() for path in self._files()}

    def mend(self) -> None:
        """Every file as it was, and no other."""
        for path in [path for path in self._all() if path not in self.good]:
            if path.is_symlink() or path.is_file():
                path.unlink()
            elif path.is_dir() and not any(good.is_relative_to(path) for good in self.good):
                shutil.rmtree(path, ignore_errors=True)
        for path, data in self.good.items():
            if path.is_symlink() or not path.is_file() or path.read_bytes() != data:
                if path.is_symlink():
                    path.unlink()
                if path.is_dir():
                    shutil.rmtree(path)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def _all(self) -> list[Path]:
        return [
            *(path for tree in self.TREES for path in (self.root / tree).rglob("*") if "__pycache__" not in path.parts),
            *(path for path in self.root.glob("*.*") if path.name != ".cache"),
            *(self.root / name for name in ("LICENSE",) if (self.root / name).exists() or (self.root / name).is_symlink()),
        ]

    def _files(self) -> Iterable[Path]:
        return [path for path in self._all() if path.is_file()]


def summary(tried: Iterable[str]) -> str:
    """In a line: how many inputs the catalogue has, and how many of them the tests named ``tried`` were about."""
    every = cases()
    names = {name.partition("[")[2].removesuffix("]") for name in tried}
    told = sum(1 for case in every if case.faults)
    return f"catalogue of faults: {len(every)} inputs, {told} to be told and {len(every) - told} that work; {len(names)} tried"
