"""Texts as their authors save them: in UTF-8, with lines that only a line feed or a carriage return ends."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sitekit.fault import Fault

END = re.compile(r"\r\n?|\n")
"""What ends a line to an editor, to Git and to Python; U+2028 or a form feed, which editors let in, does not."""


def read(root: Path, path: Path) -> str:
    """The text of ``path``, without the mark that some editors begin a file with. Raises :class:`Fault` if it is not UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8{_guess(error.object)}"
        raise Fault(os.path.relpath(path, root).replace(os.sep, "/"), line, what, "save it as UTF-8") from error


def lines(text: str) -> list[str]:
    """The lines of ``text``, without what ends them; the end of the last line begins no other."""
    found = END.split(text)
    return found if found[-1] else found[:-1]


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ", but looks like UTF-16"
    try:
        data.decode("cp949")
    except UnicodeDecodeError:
        return ""
    return ", but looks like CP949"
