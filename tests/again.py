"""A project is edited at random and built again and again: each time it must be, byte for byte, what a clean build makes of it.

``python tests/again.py FOLDER --steps 30 --seed 1`` edits the copy of the sample that is made in ``FOLDER``. ``--kills 60`` ends
a build of each edit at a random moment before it is built to its end. ``--saves`` has texts shown by themselves, as ``mkdocs
serve`` shows what was saved. Every build runs in a process of its own, a copy of one that has never built anything, so that
nothing goes from one to the next but by the disk. The clean project shares nothing with the other but its sources; of its own
cache it keeps what is dear for some steps.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

KEPT = ("figures", "font", "bitmaps", "cards", "labs")
"""What of the cache a clean build keeps, since it is dear: figures, what is drawn of them, fonts, what cells gave."""
WIPED = 10
"""After so many steps it keeps nothing."""
LANGUAGES = ("ko", "en")
ADDED = {"ko": "곡선도 잰다.", "en": "Curves are measured, too."}
SITE_DIR = "/site"


def child(do: Callable[[], None], log: Path) -> int:
    """The process that does it and ends: a copy of this one."""
    if process := os.fork():
        return process
    code = 1
    try:
        os.setpgid(0, 0)
        with log.open("w") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            do()
        code = 0
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)


def configured(root: Path, out: Path, serving: bool) -> Any:
    """MkDocs' configuration of the project in ``root``."""
    from mkdocs.config import load_config

    os.chdir(root)
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config("mkdocs.yml", site_dir=str(out))
    config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
    return config


def build(root: Path, out: Path, serving: bool = False) -> None:
    """Build the project in ``root`` into ``out``, as ``mkdocs build`` does."""
    from mkdocs.commands import build as command

    config = configured(root, out, serving)
    command.build(config, serve_url=config.site_url if serving else None)


def ended(process: int) -> int:
    """How ``process`` ended: 0 if well."""
    return os.waitpid(process, 0)[1]


def digests(folder: Path) -> dict[str, str]:
    """Path → digest of every file below ``folder``."""
    files = (Path(here) / name for here, _, names in os.walk(folder) for name in names)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def differing(one: Path, other: Path) -> list[str]:
    """The paths that differ between two folders."""
    first, second = digests(one), digests(other)
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))


class Edits:
    """Random edits of the project in ``root``; each says what it did, and can be taken back."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.random, self.number = root, random.Random(seed), 0
        self.before: list[dict[Path, bytes | None]] = []
        self.texts = (self.prose, self.heading, self.paragraph_less)
        self.all = (
            *(self.texts * 2),
            *(self.figure, self.label, self.helper, self.live, self.style, self.lab, self.claim, self.reference, self.term),
            *(
                self.template,
                self.words,
                self.settings,
                self.draft,
                self.deleted,
                self.renamed,
                self.added,
                self.front,
                self.tags,
            ),
            *(self.picture, self.touched, self.back, self.moved),
            *(self.alt, self.translated, self.title, self.order, self.article, self.date, self.retagged, self.forbidden),
            *(self.record, self.partial, self.page_template, self.own_sheet, self.cited, self.moved_claim),
        )

    def once(self, kinds: tuple[Callable[[], str | None], ...] = ()) -> str:
        """One edit; what it was."""
        while True:
            self.number += 1
            self.changed: dict[Path, bytes | None] = {}
            edit = self.random.choice(kinds or self.all)
            if what := edit():
                if self.changed:
                    self.before.append(self.changed)
                return f"{edit.__name__} {what}"

    def undo(self) -> None:
        """Take the last edit back."""
        for path, data in self.before.pop().items():
            self._put(path, data)

    def _put(self, path: Path, data: bytes | None) -> None:
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def _write(self, path: Path, text: str | None) -> str:
        if path not in self.changed:
            self.changed[path] = path.read_bytes() if path.exists() else None
        self._put(path, None if text is None else text.encode())
        return path.relative_to(self.root).as_posix()

    def _of(self, pattern: str) -> Path | None:
        found = sorted(path for path in self.root.glob(pattern) if "cache" not in str(path.relative_to(self.root)))
        return self.random.choice(found) if found else None

    def _appended(self, pattern: str, text: str) -> str | None:
        return self._write(path, path.read_text() + text) if (path := self._of(pattern)) else None

    def _replaced(self, pattern: str, old: str, new: str) -> str | None:
        path = self._of(pattern)
        if not path or old not in path.read_text():
            return None
        return self._write(path, path.read_text().replace(old, new, 1))

    def _both(self, pattern: str, change: Callable[[str, str], str | None]) -> str | None:
        """The same change in each language: where its file is there."""
        said = []
        path = self._of(pattern.format("en"))
        for code in LANGUAGES if path else ():
            here = self.root / str(path.relative_to(self.root)).replace("docs/en", f"docs/{code}")
            if here.exists() and (text := change(here.read_text(), code)) is not None:
                said.append(self._write(here, text))
        return " ".join(said) or None

    def prose(self) -> str | None:
        code = self.random.choice(LANGUAGES)
        return self._appended(f"docs/{code}/**/*.md", f"\n{ADDED[code]} {self.number}\n")

    def heading(self) -> str | None:
        return self._both(
            "docs/{}/**/*.md", lambda text, code: f"{text}\n## {ADDED[code][:-1]} {{ #h-{self.number} }}\n\n{ADDED[code]}\n"
        )

    def paragraph_less(self) -> str | None:
        path = self._of("docs/*/**/*.md")
        parts = path.read_text().split("\n\n") if path else []
        plain = [i for i, part in enumerate(parts) if i > 1 and part[:1].isalpha() and "///" not in part]
        if not plain:
            return None
        del parts[self.random.choice(plain)]
        return self._write(path, "\n\n".join(parts))

    def figure(self) -> str | None:
        return self._replaced(
            "figures/round_things/circle.py", "POINTS = 64", f"POINTS = {64 + 4 * self.number}"
        ) or self._replaced("figures/straight_lines/slope/figure.py", '"""', f'"""A. {self.number}. ')

    def label(self) -> str | None:
        return self._replaced("figures/round_things/circle.py", "across", f"across{self.number}")

    def helper(self) -> str | None:
        return self._appended("figures/*/__init__.py", f"\nHELPER_{self.number} = {self.number}\n")

    def live(self) -> str | None:
        return self._appended("figures/*/*/live.js", f"\n// {self.number}\n")

    def style(self) -> str | None:
        return self._appended("figures/*/*/live.css", f"\n.a-{self.number} {{ color: red; }}\n")

    def lab(self) -> str | None:
        return self._both("docs/{}/labs/*/*.py", lambda text, code: f"{text}\n# %%\nprint({self.number})\n")

    def claim(self) -> str | None:
        return self._replaced("figures/*/claims.toml", "everywhere", f"everywhere ({self.number})")

    def reference(self) -> str | None:
        return self._replaced("figures/*/references.bib", "title = {", f"title = {{Volume {self.number} of ")

    def term(self) -> str | None:
        return self._replaced("docs/glossary.toml", "How far", f"How far ({self.number})")

    def template(self) -> str | None:
        return self._appended("sitekit/theme/main.html", f"<!-- {self.number} -->\n") and self._appended(
            "sitekit/theme/partials/sitekit/figure*.html", f"<i data-n={self.number}></i>"
        )

    def words(self) -> str | None:
        return self._write(self.root / "overrides" / "words.en.toml", f'search_hint = "Look for it, {self.number}"\n')

    def settings(self) -> str | None:
        return self._replaced("mkdocs.yml", "Lines and circles", f"Lines and circles {self.number}") or self._appended(
            "site.yml", f"copyright: nobody {self.number}\n"
        )

    def draft(self) -> str | None:
        def turned(text: str, code: str) -> str | None:
            return (
                text.replace("draft: true\n", "") if "draft: true\n" in text else text.replace("---\n", "---\ndraft: true\n", 1)
            )

        return self._both("docs/{}/blog/posts/round-things.md", turned)

    def deleted(self) -> str | None:
        path = self._of("docs/*/notes/*.md")
        return self._write(path, None) if path else None

    def renamed(self) -> str | None:
        path = self._of("docs/*/notes/*.md")
        if not path:
            return None
        text = path.read_text()
        self._write(path, None)
        return self._write(path.with_name(f"renamed-{self.number}.md"), text)

    def added(self) -> str | None:
        code = self.random.choice(LANGUAGES)
        other = self._of(f"docs/{code}/notes/*.md")
        link = f"[{ADDED[code]}]({other.name})" if other else ADDED[code]
        return self._write(self.root / "docs" / code / "notes" / f"new-{self.number}.md", f"# {ADDED[code]}\n\n{link}\n")

    def front(self) -> str | None:
        return self._replaced("docs/*/blog/posts/*.md", "description: ", f"description: {self.number} ")

    def tags(self) -> str | None:
        return self._both("docs/{}/blog/posts/*.md", lambda text, code: text.replace("tags: [", f"tags: [t{self.number}, ", 1))

    def picture(self) -> str | None:
        path = self._of("docs/**/*.webm")
        if not path:
            return None
        self.changed[path] = path.read_bytes()
        path.write_bytes(path.read_bytes() + b"\0")
        return path.name

    def touched(self) -> str | None:
        path = self._of("docs/*/**/*.md")
        path.touch()
        return path.name

    def alt(self) -> str | None:
        return self._both("docs/{}/blog/posts/*.md", lambda text, code: text.replace("    alt: ", f"    alt: {self.number} ", 1))

    def translated(self) -> str | None:
        return self._replaced("docs/glossary.toml", 'ko = ["', f'ko = ["{ADDED["ko"][:2]} {self.number}", "')

    def title(self) -> str | None:
        return self._replaced("docs/*/blog/posts/*.md", "\n# ", f"\n# {self.number} ")

    def order(self) -> str | None:
        path = self.root / "mkdocs.yml"
        lines = path.read_text().splitlines(keepends=True)
        places = [i for i, line in enumerate(lines[:-1]) if line.startswith("      - ") and lines[i + 1].startswith("      - ")]
        place = self.random.choice([i for i in places if lines[i].endswith(".md\n")])
        lines[place : place + 2] = reversed(lines[place : place + 2])
        return self._write(path, "".join(lines))

    def article(self) -> str | None:
        said = []
        for code, category in (("ko", "공부"), ("en", "Study")):
            day = f"2026-11-{self.random.randrange(1, 29):02}"
            head = f"---\ndate: {day}\ncategories: [{category}]\ntags: [t]\ndescription: {ADDED[code]}\n---\n\n"
            text = f"{head}# {ADDED[code]} {self.number}\n\n{ADDED[code]}\n\n<!-- more -->\n\n## {ADDED[code]}\n\n{ADDED[code]}\n"
            said.append(self._write(self.root / "docs" / code / "blog" / "posts" / f"added-{self.number}.md", text))
        return " ".join(said)

    def date(self) -> str | None:
        day = f"date: 2026-10-{self.random.randrange(1, 29):02}"
        return self._both("docs/{}/blog/posts/*.md", lambda text, code: re.sub(r"date: [\d-]+", day, text, count=1))

    def retagged(self) -> str | None:
        return self._both("docs/{}/blog/posts/*.md", lambda text, code: text.replace("tags: [", "tags: [re", 1))

    def forbidden(self) -> str | None:
        return self._appended("docs/terms.toml", f'[[en]]\nterm = "nowhere{self.number}"\nuse = "there"\n')

    def record(self) -> str | None:
        return self._appended("figures/*/replications/*.toml", f"# {self.number}\n")

    def partial(self) -> str | None:
        name = self.random.choice(("figure-menu", "permalink", "claim-badge", "tip", "figure-picture"))
        path = self.root / "overrides" / "partials" / "sitekit" / f"{name}.html"
        if path.exists():
            return self._write(path, None)
        own = (self.root / "sitekit" / "theme" / "partials" / "sitekit" / f"{name}.html").read_text()
        return self._write(path, f"{own}<i data-own={self.number}></i>")

    def page_template(self) -> str | None:
        name, text = self.random.choice(
            (
                (
                    "main.html",
                    '{% extends "theme/main.html" %}{% block outdated %}{{ pages | map(attribute="url") | join }}{% endblock %}',
                ),
                ("partials/post.html", "<p>{{ post.title }} N {{ posts | length }}</p>"),
                ("partials/copyright.html", "<p>N {{ nav.items[0].title }} {{ page.meta.description if page }}</p>"),
            )
        )
        path = self.root / "overrides" / name
        return self._write(path, None if path.exists() else text.replace("N", str(self.number)))

    def own_sheet(self) -> str | None:
        path = self.root / "overrides" / "assets" / "article.css"
        return self._write(path, None if path.exists() else f".a-{self.number} {{ color: red; }}\n")

    def cited(self) -> str | None:
        return self._replaced(
            "docs/*/blog/posts/straight-lines.md", "{{ references() }}", f"{ADDED['en']} {{{{ references() }}}}"
        )

    def moved_claim(self) -> str | None:
        path = self._of("docs/*/blog/posts/*.md")
        found = re.search(r" ?\{\{ claim\([^)]*\) \}\}", text := path.read_text()) if path else None
        return self._write(path, f"{text.replace(found[0], '', 1)}\n{ADDED['en']}{found[0]}\n") if path and found else None

    def moved(self) -> str | None:
        path = self._of("docs/**/*.png")
        if not path:
            return None
        self.changed[path] = path.read_bytes()
        path.write_bytes(path.read_bytes() + b"\0")
        return path.name

    def back(self) -> str | None:
        if not self.before:
            return None
        for path, data in self.before.pop(self.random.randrange(len(self.before))).items():
            if path not in self.changed:
                self.changed[path] = path.read_bytes() if path.exists() else None
            self._put(path, data)
        return "to what it was"


class Project:
    """The project that is edited, in ``folder``, and its clean double beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root, self.double = folder, folder / "project", folder / "double"
        self.log = folder / "log"
        self.took: dict[str, float] = {}

    def built(self, out: str, clean: bool, serving: bool = False) -> tuple[int, Path]:
        """How the build ended, and the folder it built into."""
        site = self.folder / out
        shutil.rmtree(site, ignore_errors=True)
        root, start = self.double if clean else self.root, time.monotonic()
        how = ended(child(lambda: build(root, site, serving), self.log.with_suffix(f".{out}")))
        self.took[out] = time.monotonic() - start
        return how, site

    def mirror(self, wipe: bool = False) -> None:
        """Give the double the project's sources, and take its cache but for what it keeps."""
        for path in [*self.double.iterdir()] if self.double.is_dir() else ():
            if path.name != ".cache":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        ignored = shutil.ignore_patterns(".cache", "__pycache__")
        shutil.copytree(self.root, self.double, ignore=ignored, dirs_exist_ok=True)
        for path in [*(self.double / ".cache").iterdir()] if (self.double / ".cache").is_dir() else ():
            if wipe or path.name not in KEPT:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def compared(project: Project, said: str, wipe: bool) -> tuple[bool, list[str]]:
    """Whether the project could be built, and what differs between it and its double."""
    code, site = project.built("warm", clean=False)
    project.mirror(wipe)
    clean, other = project.built("clean", clean=True)
    if code or clean:
        log = project.log.with_suffix(".warm").read_text()[-1500:]
        return False, [] if bool(code) == bool(clean) else [f"{said}: one was built, the other was not: {code} {clean}\n{log}"]
    return True, [f"{said}: {path}" for path in differing(site, other)]


def steps(project: Project, count: int, seed: int, only_texts: bool) -> Iterator[str]:
    """Edit and build so often; what differed."""
    edits = Edits(project.root, seed)
    kinds = (*edits.texts, edits.claim, edits.term, edits.reference, edits.front, edits.added) if only_texts else ()
    done: list[str] = []
    for number in range(count):
        said = edits.once(kinds) if number or only_texts else "nothing"
        done.append(said.split()[0])
        start = time.time()
        could, found = compared(project, f"step {number}, {said}", number % WIPED == WIPED - 1)
        print(
            f"step {number}: {said}{'' if could else ' (no build)'}: {len(found)} differ, {time.time() - start:.1f} s", flush=True
        )
        yield from found
        if not could and edits.before:
            edits.undo()
    print(f"{count} steps of {len({*done})} kinds of {len({*edits.all})}, seed {seed}: {', '.join(sorted({*done}))}")


def kills(project: Project, count: int, seed: int) -> Iterator[str]:
    """End a build of each edit at a random moment, then build; what differed from a clean one."""
    edits, dice = Edits(project.root, seed), random.Random(seed)
    project.built("warm", clean=False)
    project.built("warm", clean=False)
    for number in range(count):
        said = edits.once((*edits.texts, edits.figure, edits.claim, edits.term, edits.settings, edits.template, edits.added))
        delay = dice.uniform(0, project.took["warm"])  # What the last one took: it was as this one.
        process = child(lambda: build(project.root, project.folder / "killed"), project.log.with_suffix(".killed"))
        time.sleep(delay)
        for end in (os.killpg, os.kill):
            try:
                end(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        how = ended(process)
        could, found = compared(project, f"kill {number}, {said}", wipe=False)
        print(
            f"kill {number} after {delay:.2f} s ({how}), {said}: {len(found)} differ{'' if could else ' (no build)'}", flush=True
        )
        yield from found
        if not could:
            edits.undo()


def saves(project: Project, count: int, seed: int) -> Iterator[str]:
    """Have texts shown by themselves in a process that lives; what differed from what a whole build makes of them."""
    from mkdocs.commands import build as command

    shown, site = project.folder / "shown", project.folder / "living"
    config = configured(project.root, site, serving=True)
    url = config.site_url
    command.build(config, serve_url=url)
    shutil.copytree(site, shown)
    edits = Edits(project.root, seed)
    hooks = sys.modules["sitekit.mkdocs.hooks"]
    for number in range(count):
        before = {path: path.read_bytes() for path in project.root.glob("docs/*/**/*.md")}
        said = edits.once((*edits.texts, edits.front))
        changed = [path for path, data in before.items() if path.read_bytes() != data]
        addresses = hooks.site.last.show(changed, shown)
        code, whole = project.built("whole", clean=False, serving=True)
        found = [path for path in differing(shown, whole) if any(path == f"{address}index.html" for address in addresses or ())]
        print(f"save {number}: {said}: shown {addresses}, {len(found)} differ, ended {code}", flush=True)
        yield from (f"save {number}, {said}: {path}" for path in found)
        if addresses is None:
            edits.undo()
        if code:
            yield f"save {number}, {said}: not built"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--texts", action="store_true", help="in these steps, edit nothing that is measured")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--saves", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.environ |= {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://again.localhost/", "SOURCE_DATE_EPOCH": "0"}
    tempfile.tempdir = None
    project = Project(options.folder.resolve())
    sys.path.insert(0, str(project.root))
    import mkdocs.commands.build  # noqa: F401  Copies of this process are to find all loaded, and nothing built.

    import sitekit.mkdocs.hooks  # noqa: F401

    found = [
        *(steps(project, options.steps, options.seed, options.texts) if options.steps else ()),
        *(kills(project, options.kills, options.seed) if options.kills else ()),
        *(saves(project, options.saves, options.seed) if options.saves else ()),
    ]
    print("\n".join(found) or "nothing differs")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
