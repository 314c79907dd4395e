"""A content-addressed store of built figures that no crash, race or edit can make wrong.

``objects/<key>/`` holds a figure's files and ``seal.json`` with their checksums; ``index/<figure>.json`` remembers
which files a figure read and by what machine, so that its key can be computed without running it, and a rebuild be
explained. Nothing is ever written in place: an entry is filled under a temporary name and moved. What fails its checksum is
a miss, whatever became of it: a store that can be built anew need not wait for the disk.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sysconfig
import tempfile
import time
from collections.abc import Mapping
from importlib.machinery import PathFinder
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sitekit.build.machine import fingerprint
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId, Project
from sitekit.text.articles import languages_of_figure

SEAL = "seal.json"
PUBLISHED = "languages that it is published in"
STALE_TEMPORARY = 3600.0
UNUSED_ENTRY = 14 * 86400.0


FOLDER = "./"
"""The root as a folder that was listed; every other has its path, with a slash at its end."""


def module_name(module: str) -> str:
    """What a module of a library is called among the things that code read."""
    return f"<{module}>"


def state_of(root: Path, name: str) -> str:
    """The state of something that code read: of a file its digest, of a folder its names', of a library its version.

    ``"absent"`` if there is none, as code may have found out.
    """
    if name.startswith("<"):
        return _version(name.strip("<>"))
    if not name.endswith("/"):
        return digest_of(root / name)
    try:
        names = sorted(one for one in os.listdir(root / name) if not one.startswith((".", "__pycache__")))
    except OSError:
        return "absent"
    if name == FOLDER:
        names = [one for one in names if one != "site"]
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def _version(module: str) -> str:
    """The version of a library; if it is called otherwise than its package, the digest of its first file, which often has it."""
    with contextlib.suppress(PackageNotFoundError):
        return version(module)
    with contextlib.suppress(ImportError, ValueError):
        folders = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
        if spec := PathFinder.find_spec(module, folders):
            return digest_of(Path(spec.origin)) if spec.origin else "there"
    return "absent"


def digest_of(path: Path) -> str:
    """SHA-256 of a file; ``"folder"``, or ``"absent"``."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except IsADirectoryError:
        return "folder"
    except (OSError, ValueError):  # A name with a null byte is a ValueError.
        return "absent"


class Cache:
    """The store of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.objects = project.cache / "objects"
        self.index = project.cache / "index"

    def key(self, figure: FigureId, dependencies: Mapping[str, str]) -> str:
        """The key of ``figure`` built from ``dependencies`` (path → SHA-256) by this machine."""
        return hashlib.sha256(
            json.dumps([str(figure), self._fingerprint(figure), dependencies], sort_keys=True).encode()
        ).hexdigest()

    def _fingerprint(self, figure: FigureId) -> dict[str, str]:
        """What the figure depends on besides files; one that is not seen in all languages also on in which it is."""
        needed = languages_of_figure(self.project, figure)
        fewer = {PUBLISHED: " ".join(needed)} if len(needed) < len(LANGUAGES) else {}
        return {**fingerprint(), **fewer}

    def current_dependencies(self, figure: FigureId) -> dict[str, str]:
        """What the figure read last time (its own file at least), with the digests of today."""
        paths = {self.project.place(figure).module, *self._known(figure)["read"]}
        return {path: state_of(self.project.root, path) for path in sorted(paths)}

    def why(self, figure: FigureId) -> str:
        """Why the figure is to be built, in a few words; nothing if it is up to date."""
        if self.find(figure):
            return ""
        known = self._known(figure)
        changed = [path for path, digest in known["read"].items() if state_of(self.project.root, path) != digest]
        if changed:
            return f"changed: {', '.join(changed)}"
        if not known["read"]:
            return "never built here"
        others = [name for name, digest in self._fingerprint(figure).items() if known["machine"].get(name) != digest]
        return f"changed: {', '.join(others)}" if others else "its files in the store are gone or damaged"

    def _known(self, figure: FigureId) -> dict[str, dict[str, str]]:
        """What the index says of the figure's last build: path → digest as ``read``, the fingerprint as ``machine``."""
        with contextlib.suppress(OSError, ValueError):
            known = json.loads((self.index / f"{figure}.json").read_text("utf-8"))
            parts = [known.get(part) for part in ("read", "machine")] if isinstance(known, dict) else []
            if parts and all(isinstance(part, dict) for part in parts):
                return {"read": parts[0], "machine": parts[1]}
        return {"read": {}, "machine": {}}

    def find(self, figure: FigureId) -> Path | None:
        """The entry for the figure as it is now, if there is an undamaged one."""
        entry = self.objects / self.key(figure, self.current_dependencies(figure))
        if not intact(entry):
            return None
        with contextlib.suppress(OSError):
            os.utime(entry)
        return entry

    def temporary(self) -> Path:
        """A fresh folder to build in, on the same file system as the entries."""
        self.objects.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".tmp-", dir=self.objects))

    def store(self, figure: FigureId, built: Path, dependencies: Mapping[str, str], *, replace: bool = False) -> Path:
        """Seal the folder ``built`` and make it the entry for ``dependencies``. Safe against a rival doing the same.

        An undamaged entry that is there already stays, unless ``replace`` says that this one is wanted.
        """
        seal = {path.name: digest_of(path) for path in sorted(built.iterdir())}
        with open(built / SEAL, "w", encoding="utf-8") as out:
            json.dump(seal, out, indent=1)
        entry = self.objects / self.key(figure, dependencies)
        if replace:
            self._discard(entry)
        for last in (False, False, True):
            try:
                os.rename(built, entry)
                break
            except OSError:
                if intact(entry):
                    shutil.rmtree(built, ignore_errors=True)
                    break
                if last or not os.path.lexists(entry):
                    raise
                self._discard(entry)
        self.index.mkdir(parents=True, exist_ok=True)
        _replace(
            self.index / f"{figure}.json",
            json.dumps({"read": dict(sorted(dependencies.items())), "machine": self._fingerprint(figure)}),
        )
        return entry

    def prune(self) -> None:
        """Delete what a killed build left behind, and entries that no build has asked for in two weeks."""
        for path in [*self.objects.glob("*"), *self.index.glob(".tmp-*")]:
            limit = STALE_TEMPORARY if path.name.startswith(".tmp-") else UNUSED_ENTRY
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > limit:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _discard(self, entry: Path) -> None:
        grave = Path(tempfile.mkdtemp(prefix=".tmp-", dir=self.objects))
        with contextlib.suppress(FileNotFoundError):  # A rival was faster.
            os.rename(entry, grave / "entry")
        shutil.rmtree(grave, ignore_errors=True)


def intact(entry: Path) -> bool:
    """Whether an entry has exactly the files its seal names, each with its checksum."""
    try:
        seal = json.loads((entry / SEAL).read_text("utf-8"))
        return (
            isinstance(seal, dict)
            and {p.name for p in entry.iterdir()} == {SEAL, *seal}
            and all(digest_of(entry / name) == digest for name, digest in seal.items())
        )
    except (OSError, ValueError):
        return False


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=".tmp-", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8") as out:
            out.write(text)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
