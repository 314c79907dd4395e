"""What a tool is to the bench: how it wants the corpus written, how it is called, and where its pages lie."""

from __future__ import annotations

import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.peers import corpus
from bench.peers.corpus import Article, Figure

ROOT = Path(__file__).parents[2]
VENVS = ROOT / ".cache" / "venvs"
"""Where peers are installed, each with libraries of its own."""


class Missing(Exception):
    """A tool cannot be had here; the message says why."""


@dataclass(frozen=True)
class Does:
    """How a tool runs figures, what it runs again, where numbers of the text come from, and what else is to be known of it."""

    runs: str
    again: str
    numbers: str
    besides: str = ""


class Tool(ABC):
    """A tool, installed in a place of its own."""

    name: str
    packages: Sequence[str]
    """What its versions are told of, itself first."""
    output: str
    """The folder of its pages."""
    does: Does
    """What it does and does not do for its price."""

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return VENVS / self.name / ("Scripts" if sys.platform == "win32" else "bin") / "python"

    def program(self, name: str) -> str:
        """A program of it."""
        return str(self.python.with_name(name))

    def module(self, *arguments: str) -> list[str]:
        """The command that runs a module of it."""
        return [str(self.python), "-m", *arguments]

    def versions(self) -> dict[str, str]:
        """Package → version, of :attr:`packages`. Raises :class:`Missing`."""
        if not self.python.is_file():
            raise Missing(f"it is not installed in {VENVS.relative_to(ROOT)}/{self.name}; make bench PEERS=1 installs it")
        asked = f"from importlib.metadata import version\nfor name in {[*self.packages]!r}: print(version(name))"
        said = subprocess.run([self.python, "-c", asked], capture_output=True, text=True, check=False)
        if said.returncode:
            raise Missing(f"it is not whole: {said.stderr.strip().splitlines()[-1]}")
        return dict(zip(self.packages, said.stdout.split(), strict=True))

    def environment(self, root: Path) -> Mapping[str, str]:
        """What it needs to be told besides, when it works in ``root``."""
        return {}

    @abstractmethod
    def write(self, root: Path, articles: Sequence[Article]) -> None:
        """Write the corpus into ``root`` as this tool wants it."""

    @abstractmethod
    def build(self) -> list[str]:
        """The command that builds all of it, run in its root."""

    def serve(self, port: int) -> list[str] | None:
        """The command that serves it and watches what it is made of; nothing, if it has none."""
        return None

    @abstractmethod
    def address(self, article: Article) -> str:
        """Where the page of ``article`` is served; with ``index.html``, if it ends in ``/``, where it lies in :attr:`output`."""

    @abstractmethod
    def source(self, what: str, article: Article, figure: Figure) -> str:
        """The file in which ``what`` is edited: the prose of ``article``, its ``figure``, or what all figures import."""


def fill(root: Path, files: Mapping[str, str]) -> None:
    """Write ``files``, path → text, below ``root``."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def caption(figure: Figure) -> str:
    """What stands below a figure, in English: the language of every peer."""
    return f"{corpus.WORDS['en']['caption']}: {figure.calls}."
