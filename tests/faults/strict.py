"""Builds a copy of the sample strictly with each fault of the catalogue in it: ``python -m tests.faults.strict FOLDER``.

What takes time, loading MkDocs and the sciences, is done once; each build has a process of its own, copied from that one.
Prints what each says, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from tests.faults.catalogue import Case, Copy, cases, closed

PAGES = "pages"
"""What is said when every page of the catalogue that has a fault lies beside all others."""


def said(root: Path) -> tuple[int, str]:
    """The exit code of a strict build of the project at ``root``, and what it prints."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        code = 70
        with suppress(BaseException):
            os.close(reading)
            os.dup2(writing, 1)
            os.dup2(writing, 2)
            sys.stdout, sys.stderr = (os.fdopen(number, "w", buffering=1, closefd=False) for number in (1, 2))
            os.chdir(root)
            code = build()
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as pipe:
        text = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text


def build() -> int:
    """Build strictly, as the command line does."""
    from mkdocs.__main__ import cli

    try:
        cli(["build", "--strict", "--site-dir", "site"])
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 1
    return 0


def main(root: Path) -> None:
    import matplotlib.figure  # noqa: F401
    import mkdocs.commands.build  # noqa: F401

    import sitekit.mkdocs.hooks  # noqa: F401  Loaded once, for all.

    copy = Copy(root)
    found: dict[str, tuple[int, str]] = {}
    wrong = [case for case in cases() if case.faults and not case.is_slow]
    groups: dict[str, list[Case]] = {PAGES: [case for case in wrong if case.stands_alone]}
    groups |= {case.id: [case] for case in wrong if not case.stands_alone}
    for name, group in groups.items():
        try:
            for case in group:
                case.write(root)
            with closed(root, [path for case in group for path in case.closed]):
                found[name] = said(root)
        finally:
            copy.mend()
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
