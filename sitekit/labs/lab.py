"""A lab: a Python file in jupytext's percent format that readers see with the outputs of its cells.

Its Markdown cells are prose like any other page's; its code cells run in one Jupyter kernel when the code, or anything
of ours that it imports, has changed. What a run gave is remembered on disk, under the code alone: the languages of one
lab share a run, and a change of prose runs nothing. Comments and the messages of assertions are prose too.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import platform
import re
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import Any

from sitekit.fault import Fault
from sitekit.languages import LANGUAGES

SECONDS = 60
"""How long one cell may run."""
PACKAGES = ("numpy", "scipy", "scikit-image", "matplotlib", "pillow", "ipykernel")
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
TEXTS = (".py", ".pyc", ".js", ".toml", ".bib")
"""What lies beside figures and is no data."""
LANGUAGE = "SITEKIT_LANGUAGE"
"""The environment variable that tells :func:`sitekit.figure.show.show` which language to draw; ``*`` for all of them."""
IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#;]+)|import[ \t]+([\w.]+))", re.M)
ALT = re.compile(r'\balt="([^"]*)"')
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
PLACE = re.compile(r'<div data-lab-cell="(\d+)"></div>')

Outputs = list[dict[str, Any]]
"""The outputs of one cell, as the notebook format 4 has them."""


@dataclass(frozen=True)
class Cell:
    """A code cell, or the Markdown of one: the line of the file on which it starts, and its text.

    ``alt`` says what is seen on the picture that the cell shows: ``# %% alt="…"``, since it is prose.
    """

    line: int
    source: str
    is_code: bool = True
    alt: str = ""

    @cached_property
    def code(self) -> str:
        """The code without what is prose: comments, layout, the messages of assertions."""
        try:
            tree = ast.parse(self.source)
        except (SyntaxError, ValueError):
            return self.source
        for node in ast.walk(tree):
            if isinstance(node, ast.Assert):
                node.msg = None
        return ast.unparse(tree)


class Sources:
    """What lies behind labs: the files of ours that they import. Each file is read once, so this is for one build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._imports: dict[Path, set[Path]] = {}
        self._digests: dict[Path, str] = {}
        self._beside: dict[Path, set[Path]] = {}

    def behind(self, start: Path) -> set[Path]:
        """The files of ours that ``start`` imports, directly or not, the data files beside its figures, and our fonts."""
        found: set[Path] = set()
        waiting = [start]
        while waiting:
            new = self._imported(waiting.pop()) - found
            found |= new
            waiting += new
        folders = {path.parent for path in found if self.root / "figures" in path.parent.parents}
        if self.root / "sitekit" / "style.py" in found:
            folders.add(self.root / "sitekit" / "fonts")
        return found.union(*map(self._data, folders))

    def digest(self, path: Path) -> str:
        """SHA-256 of a file."""
        if path not in self._digests:
            self._digests[path] = hashlib.sha256(path.read_bytes()).hexdigest()
        return self._digests[path]

    def _data(self, folder: Path) -> set[Path]:
        if folder not in self._beside:
            files = folder.iterdir() if folder.is_dir() else ()
            self._beside[folder] = {path for path in files if path.suffix not in TEXTS and path.is_file()}
        return self._beside[folder]

    def _imported(self, path: Path) -> set[Path]:
        """The files of ours that ``path`` itself imports."""
        if path in self._imports:
            return self._imports[path]
        found = self._imports[path] = set()
        for base, names, plain in IMPORT.findall(path.read_text("utf-8")):
            module = (base or plain).split(".")
            if base.startswith("."):
                dots = len(base) - len(base.lstrip("."))
                module = [*path.relative_to(self.root).parts[:-dots], *filter(None, base.lstrip(".").split("."))]
            if not self.root.joinpath(module[0]).exists() and not self.root.joinpath(f"{module[0]}.py").exists():
                continue
            candidates = [module[:end] for end in range(1, len(module) + 1)]
            candidates += [[*module, name] for name in re.findall(r"\w+", names)]
            for candidate in candidates:
                files = self.root.joinpath(*candidate).with_suffix(".py"), self.root.joinpath(*candidate, "__init__.py")
                found.update(file for file in files if file.is_file())
        return found


class CellFailed(Exception):
    """A cell, counted from 0, went wrong on a line of its own, counted from 0."""

    def __init__(self, cell: int, line: int, what: str, remedy: str) -> None:
        self.cell, self.line, self.what, self.remedy = cell, line, what, remedy
        super().__init__(what)


class Lab:
    """One lab file. ``path`` is absolute, ``root`` the project's folder; labs read at once share ``sources``."""

    def __init__(self, root: Path, path: Path, sources: Sources | None = None) -> None:
        self.root, self.path, self.sources = root, path, Sources(root) if sources is None else sources
        self.name = path.relative_to(root).as_posix()
        self.text = path.read_text("utf-8")
        self.parts: list[Cell] = []
        self._markdown: list[str] = []
        self._split()
        self.cells = [part for part in self.parts if part.is_code]

    def _split(self) -> None:
        lines = self.text.splitlines()
        starts = [number for number, line in enumerate(lines) if line.startswith("# %%")]
        self._markdown = [""] * len(lines)
        count = 0
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            body, is_code = lines[start + 1 : end], "[markdown]" not in lines[start]
            if not is_code:
                body = self._markdown[start + 1 : end] = [re.sub(r"^# ?", "", line) for line in body]
            if source := "\n".join(body).strip("\n"):
                first = start + 1 + next(number for number, line in enumerate(body) if line.strip())
                alt = ALT.search(lines[start])
                self.parts.append(Cell(first + 1, source, is_code, alt[1] if alt else ""))
                if is_code:
                    self._markdown[first + source.count("\n")] = f'<div data-lab-cell="{count}"></div>'
                    count += 1

    @property
    def markdown(self) -> str:
        """The prose, with a place for every code cell; a line here is the same line of the file."""
        return "\n".join(self._markdown)

    @cached_property
    def key(self) -> str:
        """A digest of all that decides what a run gives: the code, our modules it imports, and the machine."""
        digest = hashlib.sha256("\0".join([*_machine(), *(cell.code for cell in self.cells)]).encode())
        for path in sorted(self.sources.behind(self.path) - {self.path}):
            digest.update(f"{path.relative_to(self.root).as_posix()}\0{self.sources.digest(path)}\0".encode())
        return digest.hexdigest()

    def fault(self, failure: CellFailed) -> Fault:
        """Where in this file a run of its code failed."""
        cell = self.cells[failure.cell]
        line = cell.line + min(failure.line, cell.source.count("\n"))
        return Fault(self.name, line, f"code cell {failure.cell + 1} {failure.what}", failure.remedy)

    def run(self) -> list[Outputs]:
        """Execute the cells. Raises :class:`CellFailed`."""
        import nbformat
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell.source) for cell in self.cells])
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(self.root)}},
            extra_arguments=["--IPKernelApp.log_level=40"],
        )
        with tempfile.TemporaryDirectory() as profile:  # The author's own IPython start-up files must not run.
            paths = filter(None, [str(self.root), os.environ.get("PYTHONPATH")])
            environment = {
                **os.environ,
                **dict.fromkeys(THREADS, "1"),
                LANGUAGE: "*",
                "PYTHONPATH": os.pathsep.join(paths),
                "IPYTHONDIR": profile,
                "PYTHONDONTWRITEBYTECODE": "1",
            }
            try:
                client.execute(env=environment)
            except CellExecutionError as error:
                what = ESCAPE.sub("", f"{error.ename}: {error.evalue}").splitlines()[0]
                cell, line = _place(ESCAPE.sub("", error.traceback or ""), notebook)
                raise CellFailed(cell, line, f"fails ({what})", "mend the cell, or the code it calls") from error
            except CellTimeoutError as error:
                raise CellFailed(*_place("", notebook), f"runs longer than {SECONDS} s", "let it do less") from error
            except DeadKernelError as error:
                raise CellFailed(*_place("", notebook), "ends its process", "find the call that brings Python down") from error
        outputs = [json.loads(json.dumps(cell.outputs)) for cell in notebook.cells]
        for number, given in enumerate(outputs):
            _refuse_complaints(number, given)
        return outputs


class Labs:
    """Runs labs side by side and remembers what they gave in ``folder``; a broken entry is run again.

    A build waits for every run. Under ``serve`` (``patient`` is false) a page shows what its lab gave last, or nothing,
    while the lab runs anew; when the last of them is done, a file in the folder ``done``, which is watched, brings one rebuild.
    """

    def __init__(self, folder: Path, patient: bool = True) -> None:
        self.folder, self.patient = folder, patient
        self._runs: dict[str, Future[list[Outputs]]] = {}
        self._last: dict[Path, list[Outputs]] = {}
        self._pending, self._lock = 0, Lock()
        self.done = folder.parent / "labs-done"
        folder.mkdir(parents=True, exist_ok=True)
        self.done.mkdir(exist_ok=True)

    def start(self, labs: list[Lab]) -> None:
        """Begin to run what is not remembered, and forget what none of ``labs`` needs any more."""
        keys = {lab.key for lab in labs}
        self._runs = {key: run for key, run in self._runs.items() if key in keys}
        stale = {lab.key: lab for lab in labs if lab.key not in self._runs and self._read(lab.key) is None}
        if stale:
            processors = (os.cpu_count() or 1) - (not self.patient)  # One is left to whoever reads and writes meanwhile.
            pool = ThreadPoolExecutor(max(1, min(len(stale), processors)), "lab")
            with self._lock:
                self._pending += len(stale)
            for key, lab in stale.items():
                self._runs[key] = pool.submit(self._run, lab)
                self._runs[key].add_done_callback(self._tell)
            pool.shutdown(wait=False)
        for entry in self.folder.glob("*") if self.patient else ():
            if entry.name not in keys:
                entry.unlink(missing_ok=True)

    def outputs(self, lab: Lab) -> list[Outputs] | None:
        """What each code cell of ``lab`` gave, or gave last if it is running and nobody waits, if ever. Raises :class:`Fault`."""
        run, last = self._runs.get(lab.key), self._last.get(lab.path, [])
        if run and not self.patient and not run.done():
            return last if len(last) == len(lab.cells) else None
        try:
            outputs = run.result() if run else self._read(lab.key) or self._run(lab)
        except CellFailed as failure:
            raise lab.fault(failure) from failure
        self._last[lab.path] = outputs
        return outputs

    def _run(self, lab: Lab) -> list[Outputs]:
        outputs = lab.run()
        self._write(lab.key, json.dumps(outputs))
        return outputs

    def _tell(self, run: Future[list[Outputs]]) -> None:
        with self._lock:
            self._pending -= 1
            if not (self.patient or self._pending):
                (self.done / "last").write_text(str(time.time_ns()))

    def _write(self, name: str, text: str) -> None:
        handle, temporary = tempfile.mkstemp(dir=self.folder.parent)
        with open(handle, "w", encoding="utf-8") as out:
            out.write(f"{_digest(text)}\n{text}")
        os.replace(temporary, self.folder / name)

    def _read(self, key: str) -> list[Outputs] | None:
        try:
            digest, _, text = (self.folder / key).read_text("utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return json.loads(text) if digest == _digest(text) else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _place(traceback: str, notebook: Any) -> tuple[int, int]:
    """The cell and its line that a traceback names, else the start of the first unfinished cell; both counted from 0."""
    if match := re.search(r"Cell In\s?\[(\d+)\], line (\d+)", traceback):
        return int(match[1]) - 1, int(match[2]) - 1
    done = sum("shell.execute_reply" in cell.metadata.get("execution", {}) for cell in notebook.cells)
    return min(done, len(notebook.cells) - 1), 0


def _refuse_complaints(cell: int, outputs: Outputs) -> None:
    """A cell that went through must not have complained: no warning, and no traceback of what it caught or left to a thread."""
    for output in outputs:
        text = ESCAPE.sub("", "".join(output.get("text", ""))) if output["output_type"] == "stream" else ""
        if "Traceback (most recent call last)" in text:
            raise CellFailed(cell, 0, f"prints a traceback ({text.strip().splitlines()[-1]})", "let the error rise, or mend it")
        if text and output["name"] == "stderr":
            raise CellFailed(cell, 0, f"writes to stderr ({text.strip().splitlines()[0]})", "mend what it warns of")


@lru_cache(maxsize=1)
def _machine() -> tuple[str, ...]:
    return *LANGUAGES, sys.platform, platform.machine(), platform.python_version(), *map(_version, PACKAGES)


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package
