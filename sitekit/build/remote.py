"""What runs on a cluster's worker: it keeps the project's sources by their digest, and a helper that runs jobs on them.

The worker knows nothing of this package: the functions here come to it by value, and use the standard library alone. The
helper, one a thread, is this module run as a program in the unpacked sources; it reads jobs and writes outcomes, runs each job in
a process of its own, as at home, and ends with the worker.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import IO

MISSING = b"missing"
"""The answer of a worker that has not seen the sources yet."""
SIZE = 8


def differences(expected: Mapping[str, str]) -> str:
    """What of ``expected`` (package → version, and the computer's) is otherwise here, in a few words; nothing if it is alike."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    own = {"python": platform.python_version(), "machine": platform.machine()}
    found = []
    for name, wanted in expected.items():
        try:
            here = own.get(name) or version(name)
        except PackageNotFoundError:
            here = "none"
        if here != wanted:
            found.append(f"{name} {here} there, {wanted} here")
    return ", ".join(found)


def work(folder: str, digest: str, sources: bytes | None, expected: Mapping[str, str], payload: bytes) -> bytes:
    """Run the pickled job ``payload`` on the sources of ``digest``, kept in ``folder`` or in the worker's own.

    Gives its pickled answer: :data:`MISSING` if the sources are not here, a text if versions differ.
    """
    if differing := differences(expected):
        return pickle.dumps(differing)
    if not folder:
        folder = import_module("distributed").get_worker().local_directory
    root = Path(folder) / f"sitekit-{digest}"
    if not root.is_dir():
        if sources is None:
            return MISSING
        fresh = tempfile.mkdtemp(dir=folder)
        with zipfile.ZipFile(io.BytesIO(sources)) as archive:
            archive.extractall(fresh)
        with contextlib.suppress(OSError):  # Another thread was faster.
            os.rename(fresh, root)
    return _ask(root, payload)


def _ask(root: Path, payload: bytes) -> bytes:
    """The answer of this thread's helper in ``root``; a new one is started where there is none, or one of other sources."""
    # Kept with the threads: this module comes by value, and may come more than once.
    helpers: dict[int, tuple[str, subprocess.Popen[bytes]]] = threading.__dict__.setdefault("_sitekit_helpers", {})
    key = threading.get_ident()
    known, helper = helpers.get(key, ("", None))
    if helper is None or known != str(root) or helper.poll() is not None:
        if helper:
            helper.kill()
            helper.wait()
        environment = {**os.environ, "PYTHONPATH": str(root)}
        command = [sys.executable, "-m", "sitekit.build.remote"]
        helper = subprocess.Popen(command, cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        helpers[key] = str(root), helper
    assert helper.stdin and helper.stdout
    try:
        _send(helper.stdin, payload)
        answer = _receive(helper.stdout)
    except OSError:
        answer = b""
    if not answer:
        helper.kill()
        helper.wait()
        raise RuntimeError("a job's helper died")
    return answer


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(SIZE, "big") + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    """The next message; nothing at the end."""
    return stream.read(int.from_bytes(stream.read(SIZE), "big"))


def main() -> None:
    """Answer jobs from the standard input until it ends, which it does with the worker."""
    from sitekit.build import process

    answers, jobs = os.fdopen(os.dup(1), "wb"), os.fdopen(os.dup(0), "rb")
    os.dup2(2, 1)  # What anything here prints is no answer.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def answer(payload: bytes) -> None:
        job, limits = pickle.loads(payload)
        try:
            outcome: object = process.run(Path.cwd(), job, limits)
        except OSError as error:
            outcome = OSError(error.errno, str(error))
        _send(answers, pickle.dumps(outcome))

    while payload := _receive(jobs):
        threading.Thread(target=answer, args=(payload,), daemon=True).start()
    process.end_all()
    os._exit(0)


if __name__ == "__main__":
    main()
