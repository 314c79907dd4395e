"""What the README and SECURITY.md promise, and whether tests notice when it is broken: ``make promises``, or some by name.

``promises.toml`` has every sentence of them. A promise names the tests that keep it and ways to break it, each an exchange of
text in one file. It is broken in a copy of the repository, one way after the other: each time one of its tests must fail, and
each of its tests some time.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = Path(__file__).with_suffix(".toml")
README = {"en": "README.md", "ko": "README.ko.md"}
GUIDE = {code: f"docs/{code}/make/index.md" for code in README}
TEXTS = {"README.md": README, "SECURITY.md": {"en": "SECURITY.md"}, "the guide": GUIDE}
"""A text, and its file in each language in which it is written."""
IN_PART = ("the guide",)
"""Of which only promises are listed; of the others, all that they say."""
TITLE = "# A site whose figures are experiments\n"
UNSAID = re.compile(r"^#.*|^!\[.*|^ *```\w*$|^\|[-| ]*$|`tests/[\w/]+\.py`,?", re.M)
"""What says nothing: headings, pictures, fences, the lines of tables; and the tests that SECURITY.md names."""
CLOCK = 1_000_000_000
"""When a file was changed that a promise was broken in; each time another, or Python would take an older one for it."""


@dataclass(frozen=True)
class Promise:
    """Sentences of one text, by language, as they stand there; ``tests`` and ``breaks`` are empty where they promise nothing."""

    name: str
    of: str
    said: Mapping[str, tuple[str, ...]]
    tests: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Break:
    """In ``file``, ``text`` gives way to ``by``; the tests whose names hold ``among`` are tried."""

    file: str
    text: str
    by: str
    among: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.text!r} → {self.by!r}"


@dataclass
class Seen:
    """What became of the tests of a promise when it was broken: all that was not as it must be."""

    breaks: int = 0
    wrong: list[str] = field(default_factory=list)


def promises() -> list[Promise]:
    """All that is said, in the order of the file."""
    found = []
    for entry in tomllib.loads(FILE.read_text("utf-8"))["said"]:
        of = entry.get("of", "README.md")
        said = {code: tuple(entry[code]) for code in TEXTS[of]}
        breaks = tuple(Break(*one) for one in entry.get("breaks", ()))
        found.append(Promise(entry["name"], of, said, tuple(entry.get("tests", ())), breaks))
    return found


def ours() -> list[str]:
    """The texts that are here: a site of one's own has a README of its own and no guide, and promises nothing of the template."""
    is_template = (ROOT / "README.md").read_text("utf-8").startswith(TITLE)
    there = [of for of, files in TEXTS.items() if all((ROOT / name).is_file() for name in files.values())]
    return [of for of in there if is_template or of == "SECURITY.md"]


def flat(text: str) -> str:
    """``text`` in one line."""
    return " ".join(text.split())


def unaccounted(promised: Iterable[Promise], text: str, language: str, source: str) -> Iterator[str]:
    """What of ``text`` no entry says, and what entries say that does not stand in it, once."""
    left = flat(UNSAID.sub("", source))
    for promise in promised:
        for sentence in promise.said[language] if promise.of == text else ():
            if left.count(flat(sentence)) != 1:
                yield f"'{promise.name}' says what does not stand there once: {sentence}"
            left = left.replace(flat(sentence), "\0", 1)
    rest = [] if text in IN_PART else left.split("\0")
    yield from (f"no promise and nothing else: {one.strip(' |-1234')}" for one in rest if one.strip(" |-1234."))


def place_of(node: str) -> tuple[str, str]:
    """The file and the function of a test."""
    path, _, name = node.partition("::")
    return path, name.partition("[")[0]


def copied(folder: Path) -> Path:
    """The repository as it is, without its history and without what is built of it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
            (folder / name).chmod((ROOT / name).stat().st_mode)
    return folder


def outcome(folder: Path, tests: Iterable[str]) -> tuple[set[str], str]:
    """Which of ``tests`` fail in ``folder``, and what else went wrong."""
    around = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHONPATH"))}
    command = [sys.executable, "-m", "pytest", "-q", "--tb=no", "-rfE", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, check=False)
    failed = {one for one in tests if re.search(rf"^(?:FAILED|ERROR) {re.escape(one)}(?:$|[ \[])", done.stdout, re.M)}
    return failed, "" if done.returncode == bool(failed) else done.stdout[-1500:] + done.stderr[-500:]


class Breaking:
    """Breaks promises in ``folder``, a copy of the repository, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, CLOCK

    def _write(self, file: str, text: str) -> None:
        (self.folder / file).write_text(text, "utf-8")
        self.clock += 10
        os.utime(self.folder / file, (self.clock, self.clock))

    def sound(self, promised: Iterable[Promise]) -> list[str]:
        """What fails although nothing is broken."""
        tests = list(dict.fromkeys(test for promise in promised for test in promise.tests))
        failed, wrong = outcome(self.folder, tests)
        return [f"{test} fails although nothing is broken" for test in sorted(failed)] + ([wrong] if wrong else [])

    def breaking(self, promise: Promise) -> Seen:
        """Break ``promise`` in every way that is known."""
        seen, noticed = Seen(), set()
        for one in promise.breaks:
            text = (self.folder / one.file).read_text("utf-8")
            self._write(one.file, text.replace(one.text, one.by))
            try:
                failed, wrong = outcome(self.folder, [test for test in promise.tests if one.among in test])
            finally:
                self._write(one.file, text)
            seen.breaks += 1
            noticed |= failed
            if wrong:
                seen.wrong.append(f"{promise.name}: {one}: tests neither pass nor fail:\n{wrong}")
            elif not failed:
                seen.wrong.append(f"{promise.name}: {one}: no test notices")
        seen.wrong += [f"{promise.name}: {test} notices nothing" for test in promise.tests if test not in noticed]
        return seen


def main(arguments: list[str] | None = None) -> int:
    """Break all promises, or those of which the name is given."""
    parser = argparse.ArgumentParser(prog="python -m tests.promises", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="promises, by name (default: all)")
    names = parser.parse_args(arguments).names
    here = [promise for promise in promises() if promise.of in ours() and promise.tests]
    chosen = [promise for promise in here if not names or promise.name in names]
    with tempfile.TemporaryDirectory() as folder:
        copy = Breaking(copied(Path(folder)))
        wrong = copy.sound(chosen)
        print(*wrong, sep="\n", end="\n" if wrong else "", flush=True)
        broken = 0
        for promise in chosen:
            seen = copy.breaking(promise)
            broken, wrong = broken + seen.breaks, wrong + seen.wrong
            said = f"{promise.name}: broken in {seen.breaks} ways, {'not all' if seen.wrong else 'all'} noticed"
            print(said, *seen.wrong, sep="\n  ", flush=True)
    tests = {test for promise in chosen for test in promise.tests}
    print(f"{len(chosen)} promises, kept by {len(tests)} tests, broken in {broken} ways: {len(wrong)} faults")
    return int(bool(wrong or not chosen))


if __name__ == "__main__":
    sys.exit(main())
