"""Texts as their authors save them: in UTF-8, with lines that only a line feed or a carriage return ends.

Letters are composed, as every keyboard but a Mac's file system writes them: two forms of 곡선 are one word.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from sitekit.fault import Unread

END = re.compile(r"\r\n?|\n")
"""What ends a line to an editor, to Git and to Python; U+2028 or a form feed, which editors let in, does not."""


def read(root: Path, path: Path) -> str:
    """The text of ``path``, without the mark that some editors begin a file with.

    Raises :class:`Unread` if it is not UTF-8, or cannot be read at all.
    """
    name = os.path.relpath(path, root).replace(os.sep, "/")
    try:
        text = composed(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Unread(name, 1, *unreadable(error)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8{_guess(error.object)}"
        raise Unread(name, line, what, "save it as UTF-8") from error
    if text.count("\0") > len(text) // 4:  # Latin letters in UTF-16 are UTF-8, too, with zeros between them.
        raise Unread(name, 1, "is not UTF-8, but looks like UTF-16", "save it as UTF-8")
    return text


def data(path: Path) -> bytes:
    """The bytes of ``path``; none of a file that cannot be read, of which whoever reads it as a text tells why."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def composed(text: str) -> str:
    """``text`` with every letter in its composed form (NFC)."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def unreadable(error: OSError) -> tuple[str, str]:
    """What is wrong with a file that could not be opened, and the remedy."""
    if isinstance(error, IsADirectoryError):
        return "is a folder where a file is looked for", "rename it, or put the file there"
    if isinstance(error, FileNotFoundError):
        return "is a link that leads nowhere", "mend the link, or remove it"
    return f"cannot be read ({os.strerror(error.errno or 0)})", "let this user read it"


def invisible(text: str) -> str:
    """The first character of ``text`` that editors do not show and nobody types, as ``U+2028``; nothing if there is none."""
    found = INVISIBLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def lines(text: str) -> list[str]:
    """The lines of ``text``, without what ends them; the end of the last line begins no other."""
    found = END.split(text)
    return found if found[-1] else found[:-1]


INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe]")
"""Controls, separators of lines and paragraphs, turns of direction, marks of the order of bytes."""


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ", but looks like UTF-16"
    try:
        data.decode("cp949")
    except UnicodeDecodeError:
        return ""
    return ", but looks like CP949"
