"""A lab: a Python file in jupytext's percent format that readers see with the outputs of its cells.

Its Markdown cells are prose like any other page's; its code cells run in one Jupyter kernel when the lab, or anything
of ours that it imports, has changed. What a run gave is remembered on disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sitekit.fault import Fault

SECONDS = 120
PACKAGES = ("numpy", "scipy", "scikit-image", "matplotlib", "ipykernel")
IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#;]+)|import[ \t]+([\w.]+))", re.M)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
PLACE = re.compile(r'<div data-lab-cell="(\d+)"></div>')

Outputs = list[dict[str, Any]]
"""The outputs of one cell, as the notebook format 4 has them."""


@dataclass(frozen=True)
class Cell:
    """A code cell: the line of the file on which its source starts, and the source."""

    line: int
    source: str


class Lab:
    """One lab file. ``path`` is absolute, ``root`` the project's folder."""

    def __init__(self, root: Path, path: Path) -> None:
        self.root, self.path = root, path
        self.text = path.read_text("utf-8")
        self._markdown: list[str] = []
        self.cells: list[Cell] = []
        self._split()

    def _split(self) -> None:
        lines = self.text.splitlines()
        starts = [number for number, line in enumerate(lines) if line.startswith("# %%")]
        self._markdown = [""] * len(lines)
        for start, end in zip(starts, [*starts[1:], len(lines)]):
            body = lines[start + 1 : end]
            if "[markdown]" in lines[start]:
                self._markdown[start + 1 : end] = [re.sub(r"^# ?", "", line) for line in body]
            elif source := "\n".join(body).strip("\n"):
                first = start + 1 + next(number for number, line in enumerate(body) if line.strip())
                self._markdown[first + source.count("\n")] = f'<div data-lab-cell="{len(self.cells)}"></div>'
                self.cells.append(Cell(first + 1, source))

    @property
    def markdown(self) -> str:
        """The prose, with a place for every code cell; a line here is the same line of the file."""
        return "\n".join(self._markdown)

    @cached_property
    def key(self) -> str:
        """A digest of all that decides what a run gives: the lab, our modules it imports, and the machine."""
        digest = hashlib.sha256("\0".join(_machine()).encode())
        for path in sorted({self.path, *_imported(self.root, self.path)}):
            digest.update(f"{path.relative_to(self.root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def run(self) -> list[Outputs]:
        """Execute the cells. Raises :class:`Fault` on the line of the lab that failed."""
        import nbformat
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

        name = self.path.relative_to(self.root).as_posix()
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell.source) for cell in self.cells])
        client = NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(self.root)}},
                                extra_arguments=["--IPKernelApp.log_level=40"])
        with tempfile.TemporaryDirectory() as profile:  # The author's own IPython start-up files must not run.
            paths = filter(None, [str(self.root), os.environ.get("PYTHONPATH")])
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "IPYTHONDIR": profile, "PYTHONDONTWRITEBYTECODE": "1"}
            try:
                client.execute(env=environment)
            except CellExecutionError as error:
                line = self._line(ESCAPE.sub("", error.traceback or ""), notebook)
                what = ESCAPE.sub("", f"{error.ename}: {error.evalue}").splitlines()[0]
                raise Fault(name, line, f"the cell fails ({what})", "mend the cell, or the code it calls") from error
            except CellTimeoutError as error:
                raise Fault(name, self._line("", notebook), f"the cell runs longer than {SECONDS} s", "let it do less") from error
            except DeadKernelError as error:
                line = self._line("", notebook)
                raise Fault(name, line, "the cell ends its process", "find the call that brings Python down") from error
        return [json.loads(json.dumps(cell.outputs)) for cell in notebook.cells]

    def _line(self, traceback: str, notebook: Any) -> int:
        """The line of this file that a traceback names, else that on which the first unfinished cell starts."""
        if match := re.search(r"Cell In\s?\[(\d+)\], line (\d+)", traceback):
            return self.cells[int(match[1]) - 1].line + int(match[2]) - 1
        done = sum("shell.execute_reply" in cell.metadata.get("execution", {}) for cell in notebook.cells)
        return self.cells[min(done, len(self.cells) - 1)].line


class Labs:
    """Runs labs side by side and remembers what they gave in ``folder``; a broken entry is run again.

    A build waits for every run. Under ``serve`` (``patient`` is false) a page shows what its lab gave last while the
    lab runs anew; the file that the run writes into ``folder``, which is watched, brings the next rebuild.
    """

    def __init__(self, folder: Path, patient: bool = True) -> None:
        self.folder, self.patient = folder, patient
        self._runs: dict[str, Future[list[Outputs]]] = {}
        self._last: dict[Path, list[Outputs]] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def start(self, labs: list[Lab]) -> None:
        """Begin to run what is not remembered, and forget what none of ``labs`` needs any more."""
        keys = {lab.key for lab in labs}
        self._runs = {key: run for key, run in self._runs.items() if key in keys}
        stale = [lab for lab in labs if lab.key not in self._runs and self._read(lab.key) is None]
        if stale:
            pool = ThreadPoolExecutor(min(len(stale), os.cpu_count() or 1), "lab")
            for lab in stale:
                self._runs[lab.key] = pool.submit(self._run, lab)
            pool.shutdown(wait=False)
        for entry in self.folder.glob("*") if self.patient else ():
            if entry.name not in keys:
                entry.unlink(missing_ok=True)

    def outputs(self, lab: Lab) -> list[Outputs]:
        """What each code cell of ``lab`` gave, or gave last if it is running and nobody waits. Raises :class:`Fault`."""
        run, last = self._runs.get(lab.key), self._last.get(lab.path, [])
        if run and not self.patient and not run.done() and len(last) == len(lab.cells):
            return last
        outputs = run.result() if run else self._read(lab.key) or self._run(lab)
        self._last[lab.path] = outputs
        return outputs

    def _run(self, lab: Lab) -> list[Outputs]:
        try:
            outputs = lab.run()
        except Fault:
            self._write(f"{lab.key}.failed", "[]")
            raise
        self._write(lab.key, json.dumps(outputs))
        return outputs

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


@lru_cache(maxsize=1)
def _machine() -> tuple[str, ...]:
    return sys.platform, platform.machine(), platform.python_version(), *map(_version, PACKAGES)


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package


def _imported(root: Path, start: Path) -> set[Path]:
    """The files of ours that ``start`` imports, directly or not, and the data files beside its figures."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        for base, names, plain in IMPORT.findall(path.read_text("utf-8")):
            module = (base or plain).split(".")
            if base.startswith("."):
                dots = len(base) - len(base.lstrip("."))
                module = [*path.relative_to(root).parts[:-dots], *filter(None, base.lstrip(".").split("."))]
            candidates = [module[:end] for end in range(1, len(module) + 1)]
            candidates += [[*module, name] for name in re.findall(r"\w+", names)]
            for candidate in candidates:
                for file in (root.joinpath(*candidate).with_suffix(".py"), root.joinpath(*candidate, "__init__.py")):
                    if file not in found and file.is_file():
                        found.add(file)
                        waiting.append(file)
    folders = {path.parent for path in found if root / "figures" in path.parent.parents}
    beside = {path for folder in folders for path in folder.iterdir() if path.is_file()}
    return found | {path for path in beside if path.suffix not in (".py", ".js", ".pyc")}
