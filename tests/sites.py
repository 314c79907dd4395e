"""The sites that tests look at: this repository's own, and a small sample of which the tests know every word.

Each is built strictly, once, whatever the number of workers, and not again before something it is made of has changed.
"""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from sitekit.pages.code import KINDS
from sitekit.project import FigureId, Project
from sitekit.scaffold.site import Wanted, settings
from sitekit.settings import Settings

ROOT = Path(__file__).parents[1]
SAMPLE = Path(__file__).parent / "sample"
BASE = "/some/base/"
MACHINE = ("sitekit", "mkdocs_hooks.py", "mkdocs.yml", "requirements.txt")
CONTENT = ("docs", "figures", "tests/figures", "overrides")
CACHE = ROOT / ".cache" / "test-site"
UNUSED = 7 * 86400.0
"""Seconds after which a built site that no test has asked for is deleted."""
AS_SHIPPED = Wanted({"ko": "선과 원", "en": "Lines and circles"}, {"ko": "두 그림과 두 글", "en": "Two figures and two articles"})
"""What of the repository's settings the sample does not take over: names, languages and colours, which are its author's."""
no_leftovers = shutil.ignore_patterns("__pycache__", ".cache")


@dataclass(frozen=True)
class Site:
    """A built site: the folder it lies in, the URL it is served at, and the project it was built from."""

    folder: Path
    url: str
    project: Project

    @functools.cached_property
    def pages(self) -> list[str]:
        """The path of every page below the base path: ``""``, ``"ko/"``, …"""
        return sorted(
            path.parent.relative_to(self.folder).as_posix().replace(".", "", 1) + "/" if path.parent != self.folder else ""
            for path in self.folder.rglob("index.html")
        )

    @functools.cached_property
    def languages(self) -> list[str]:
        """The languages it is written in, in their order."""
        return [*Settings.read(self.project.root).extra["languages"]]

    def html(self, page: str) -> str:
        """The text of a page."""
        return _text(self.folder / page / "index.html")

    @functools.cached_property
    def of_code(self) -> list[str]:
        """The pages of code and of tests."""
        return [page for page in self.pages if page.split("/")[1:2] in [[kind] for kind in KINDS]]

    @functools.cached_property
    def to_look_at(self) -> list[str]:
        """All pages, but of those of code, which are made from one another, only the shortest of each kind and language."""
        shortest: dict[tuple[str, ...], str] = {}
        for page in sorted(self.of_code, key=lambda page: len(self.html(page))):
            shortest.setdefault(tuple(page.split("/")[:2]), page)
        return [page for page in self.pages if page not in self.of_code or page in shortest.values()]

    @functools.cached_property
    def with_figures(self) -> list[str]:
        """The pages that show a figure, those of both languages side by side."""
        return [page for page in self.pages if "data-figure=" in self.html(page)]

    def showing(self, text: str, language: str) -> list[str]:
        """The pages in ``language`` whose HTML holds ``text``."""
        return [page for page in self.pages if page.startswith(f"{language}/") and text in self.html(page)]


@functools.cache
def _text(path: Path) -> str:
    return path.read_text("utf-8")


def live_figures(project: Project) -> list[FigureId]:
    """The figures that have a live version."""
    return [figure for figure in project.figures() if (project.root / project.place(figure).script).is_file()]


def as_shipped() -> str:
    """The repository's settings, but for names, languages and colours, which are its author's: two languages, as the sample."""
    return settings((ROOT / "mkdocs.yml").read_text("utf-8"), AS_SHIPPED)


def copy_sample(folder: Path) -> Path:
    """The sample as a project of its own in ``folder``: with the machine, and set up as the repository's site is."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name != ".cache":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(SAMPLE, folder, ignore=no_leftovers, dirs_exist_ok=True)
    shutil.copytree(ROOT / "sitekit", folder / "sitekit", ignore=no_leftovers)
    shutil.copy(ROOT / "mkdocs_hooks.py", folder)
    (folder / "site.yml").write_text(as_shipped(), "utf-8")
    return folder


def own_site() -> Site:
    """The repository's site."""
    return _built("site", ROOT, [ROOT / part for part in (*MACHINE, *CONTENT)])


def sample_site() -> Site:
    """The sample's site, built in a folder whose name an ASCII-only tool or a shell would trip over."""
    return _built("sample", CACHE / "표본 (1)", [*(ROOT / part for part in MACHINE), SAMPLE])


def offline_site() -> Site:
    """The sample's copy that is read from a folder."""
    sources = [*(ROOT / part for part in MACHINE), SAMPLE]
    return _built("offline", CACHE / "표본 (2)", sources, SITEKIT_OFFLINE="1")


def faulty_site() -> Site:
    """The sample with a page for each input of the catalogue of faults that works."""
    from tests.faults import catalogue

    def copy(folder: Path) -> Path:
        copy_sample(folder)
        for case in catalogue.cases():
            if isinstance(case.works, str):
                case.write(folder)
        return folder

    sources = [*(ROOT / part for part in MACHINE), SAMPLE, *sorted(catalogue.HERE.glob("*.*"))]
    return _built("faults", CACHE / "표본 faults", sources, copy)


def spoken_site(*codes: str) -> Site:
    """The sample's site in other languages than its own two."""
    from tests import spoken

    sources = [*(ROOT / part for part in MACHINE), SAMPLE, spoken.JAPANESE, Path(spoken.__file__)]
    name = "in-" + "-".join(codes)
    return _built(name, CACHE / f"표본 {name}", sources, lambda folder: spoken.copy_spoken(folder, *codes))


def _built(
    name: str, root: Path, sources: Iterable[Path], copy: Callable[[Path], Path] | None = None, **environment: str
) -> Site:
    url = f"http://{name}.localhost{BASE}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / f"{name}.lock"):
        folder = CACHE / f"{name}-{_digest(sources)}"
        if not folder.is_dir():
            if root != ROOT:
                (copy or copy_sample)(root)
            temporary = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=CACHE))
            _build(root, temporary, url, environment)
            temporary.rename(folder)
        os.utime(folder)
        for other in CACHE.glob(f"{name}-*"):
            if time.time() - other.stat().st_mtime > UNUSED:
                shutil.rmtree(other)
    return Site(folder, url, Project(root))


def _build(root: Path, folder: Path, url: str, environment: dict[str, str]) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=root,
        env={**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        shutil.rmtree(folder)
        pytest.fail(f"mkdocs build --strict failed in {root}:\n{built.stdout}{built.stderr}", pytrace=False)


def _digest(sources: Iterable[Path]) -> str:
    """Of the names and bytes of all files that ``sources`` are or hold, and of the Python that reads them."""
    digest = hashlib.sha256(sys.version.encode())
    for source in sources:
        for path in [source] if source.is_file() else sorted(source.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
