"""The code cells of one notebook, run in IPython in a process of its own (:mod:`sitekit.build.process`).

Their outputs are those of the notebook format 4. No kernel, no server and no file is between the cells and us: the shell's
streams, its display hook and its publisher write into the list of outputs of the cell that runs.
"""

from __future__ import annotations

import base64
import io
import os
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from sitekit.build.process import Death, Failed
from sitekit.build.watch import HardExit, NotAllowed

LANGUAGE = "SITEKIT_LANGUAGE"
"""The environment variable that tells :func:`sitekit.figure.show.show` which language to draw; ``*`` for all of them."""
INLINE = "module://matplotlib_inline.backend_inline"
ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
NAME = re.compile(r'File "<code cell (\d+)>", line (\d+)')
MAY_RAISE = "raises-exception"
"""The tag, known from Jupyter, of a cell whose error is part of what it shows."""

Outputs = list[dict[str, Any]]
"""The outputs of one cell, as the notebook format 4 has them."""


class CellFailed(Exception):
    """A cell, counted from 0, went wrong on a line of its own, counted from 0."""

    def __init__(self, cell: int, line: int, what: str, remedy: str) -> None:
        self.cell, self.line, self.what, self.remedy = cell, line, what, remedy
        super().__init__(cell, line, what, remedy)


@dataclass(frozen=True)
class CellsJob:
    """Runs ``cells``, each its code and its tags, in ``folder``, relative to the root. Fails with :class:`CellFailed`."""

    cells: tuple[tuple[str, tuple[str, ...]], ...]
    folder: str = "."
    writes: tuple[Path, ...] = ()

    def run(self, root: Path, stage: Callable[[str], None], note: Callable[[Path], None]) -> list[Outputs]:
        os.environ[LANGUAGE] = "*"
        os.chdir(root / self.folder)
        recorder = Recorder()
        shell = _shell(recorder)
        outputs: list[Outputs] = []
        for number, (source, tags) in enumerate(self.cells):
            stage(str(number))
            outputs.append(_run(shell, recorder, number, source, MAY_RAISE in tags))
        return outputs

    def died(self, root: Path, death: Death) -> CellFailed:
        cell, line = int(death.stage or 0), 0
        for match in NAME.finditer(death.trace):
            if int(match[1]) == cell + 1:
                line = int(match[2]) - 1
        if death.out_of_time:
            return CellFailed(cell, line, f"runs longer than {death.seconds:g} s", "let it do less")
        if death.verdict:
            return CellFailed(cell, line, death.verdict, "let it do less at once, or in one process")
        return CellFailed(cell, line, "ends its process", "find the call that brings Python down")


class Recorder:
    """Gathers what the running cell puts out."""

    def __init__(self) -> None:
        self.outputs: Outputs = []
        self._displays: dict[str, Outputs] = {}

    def stream(self, name: str, text: str) -> None:
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        elif text:
            self.outputs.append({"output_type": "stream", "name": name, "text": text})

    def bundle(self, kind: str, data: dict[str, Any], metadata: dict[str, Any] | None, display: str | None = None) -> None:
        """A new output, which a later :meth:`update` of ``display`` changes."""
        output = {"output_type": kind, **_content(data, metadata)}
        self.outputs.append(output)
        if display is not None:
            self._displays.setdefault(display, []).append(output)

    def update(self, display: str | None, data: dict[str, Any], metadata: dict[str, Any] | None) -> None:
        """Other content for every output of ``display``, in whichever cell; nothing, as in Jupyter, if there is none."""
        for output in self._displays.get(display or "", []):
            output.update(_content(data, metadata))


def _content(data: dict[str, Any], metadata: dict[str, Any] | None) -> dict[str, Any]:
    encoded = {mime: base64.b64encode(value).decode() if isinstance(value, bytes) else value for mime, value in data.items()}
    return {"data": encoded, "metadata": metadata or {}}


class _Stream(io.TextIOBase):
    def __init__(self, recorder: Recorder, name: str) -> None:
        self._recorder, self._name = recorder, name

    def write(self, text: str) -> int:
        self._recorder.stream(self._name, text)
        return len(text)

    def writable(self) -> bool:
        return True


def _shell(recorder: Recorder) -> Any:
    """An IPython shell that knows nothing of the author's profile, history and start-up files, and writes into ``recorder``."""
    from IPython.core.compilerop import CachingCompiler
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets import Type
    from traitlets.config import Config

    class Hook(DisplayHook):
        def write_output_prompt(self) -> None: ...

        def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
            recorder.bundle("execute_result", format_dict, md_dict)

        def finish_displayhook(self) -> None: ...

    class Publisher(DisplayPublisher):
        # ty: ignore[incompatible-method-override]  ipykernel's publisher leaves out the obsolete ``source``, too.
        def publish(self, data: dict[str, Any], metadata: dict[str, Any] | None = None, **kwargs: Any) -> None:
            display = (kwargs.get("transient") or {}).get("display_id")
            if kwargs.get("update"):
                recorder.update(display, data, metadata)
            else:
                recorder.bundle("display_data", data, metadata, display)

        def clear_output(self, wait: bool = False) -> None:
            recorder.outputs.clear()

    class Compiler(CachingCompiler):
        def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
            return f"<code cell {number}>"

    class Shell(InteractiveShell):
        compiler_class = Type(Compiler)  # ty: ignore[incompatible-attribute-override]  a trait, as IPython's own is

        def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
            recorder.outputs.append(
                {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": list(stb)}
            )

        def enable_gui(self, gui: str | None = None) -> None:
            """No window is opened, so none needs a loop of its own: ``%matplotlib inline`` asks for this."""

        def system(self, cmd: str) -> None:
            print(self.getoutput(cmd, split=False))

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.warn_venv = False
    os.environ["MPLBACKEND"] = INLINE
    if matplotlib := sys.modules.get("matplotlib"):
        matplotlib.use(INLINE)
    sys.stdin = open(os.devnull)  # noqa: SIM115  nobody answers a question
    sys.stdout, sys.stderr = _Stream(recorder, "stdout"), _Stream(recorder, "stderr")
    return Shell.instance(config=config, ipython_dir=tempfile.mkdtemp(), displayhook_class=Hook, display_pub_class=Publisher)


def _run(shell: Any, recorder: Recorder, number: int, source: str, may_raise: bool) -> Outputs:
    recorder.outputs = []
    shell.execution_count = number + 1
    result = shell.run_cell(source, store_history=True)
    error = result.error_before_exec or result.error_in_exec
    if isinstance(error, (HardExit, SystemExit)):
        raise Failed(CellFailed(number, _line(error, number), "ends its process", "let the cell run to its end"))
    if isinstance(error, NotAllowed):
        raise Failed(CellFailed(number, _line(error, number), error.what, error.remedy))
    if error is not None and not may_raise:
        what = f"fails ({_first_line(f'{type(error).__name__}: {error}')})"
        raise Failed(CellFailed(number, _line(error, number), what, "mend the cell, or the code it calls"))
    _refuse_complaints(number, recorder.outputs)
    return recorder.outputs


def _line(error: BaseException, number: int) -> int:
    """The line of the cell, counted from 0, on which it went wrong itself or called what did."""
    name = f"<code cell {number + 1}>"
    if isinstance(error, SyntaxError) and error.filename == name:
        return (error.lineno or 1) - 1
    frame: TracebackType | None = error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename == name:
            return frame.tb_lineno - 1
        frame = frame.tb_next
    return 0


def _refuse_complaints(cell: int, outputs: Outputs) -> None:
    """A cell that went through must not have complained: no warning, and no traceback of what it caught or left to a thread."""
    for output in outputs:
        text = ESCAPE.sub("", output["text"]) if output["output_type"] == "stream" else ""
        if "Traceback (most recent call last)" in text:
            what = f"prints a traceback ({text.strip().splitlines()[-1]})"
            raise Failed(CellFailed(cell, 0, what, "let the error rise, or mend it"))
        if text.strip() and output["name"] == "stderr":
            what = f"writes to stderr ({_first_line(text)})"
            raise Failed(CellFailed(cell, 0, what, "mend what it warns of"))


def _first_line(text: str) -> str:
    return ESCAPE.sub("", text).strip().split("\n")[0]
