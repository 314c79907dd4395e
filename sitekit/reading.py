"""Texts as their authors save them: in UTF-8, with lines that only a line feed or a carriage return ends.

Letters are composed, as every keyboard but a Mac's file system writes them: two forms of 곡선 are one word.
"""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from pathlib import Path

from sitekit.fault import Unread

RETYPE = "remove it: delete the characters around it, and type them again"
"""What mends a character that is not seen."""
EMPTY = ("is empty", "write what belongs there, or remove the file")
"""What is wrong with a file that holds nothing, and what mends it."""
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
    if "\0" in text:
        if wide := _wide(text.encode()):  # Latin letters in UTF-16 are UTF-8, too, with zeros between them.
            raise Unread(name, 1, f"is not UTF-8{wide}", "save it as UTF-8")
        line = len(END.findall(text, 0, text.index("\0"))) + 1
        raise Unread(name, line, "holds U+0000, which is not seen and which no text has", RETYPE)
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
    if isinstance(error, FileNotFoundError) or error.errno == errno.ELOOP:
        return "is a link that leads nowhere", "mend the link, or remove it"
    return f"cannot be read ({os.strerror(error.errno or 0)})", "let this user read it"


def invisible(text: str) -> str:
    """The first character of ``text`` that editors do not show and nobody types, as ``U+2028``; nothing if there is none."""
    found = INVISIBLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def unseen(text: str, *, spaces: bool = False) -> str:
    """The first character of ``text`` that takes no room at all, besides those of :func:`invisible`; with ``spaces`` also one
    that looks like a space and is none. Sentences may hold these; names, keys and signs are others with them.
    """
    found = (UNSEEN_SPACES if spaces else UNSEEN).search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def lines(text: str) -> list[str]:
    """The lines of ``text``, without what ends them; the end of the last line begins no other."""
    found = END.split(text)
    return found if found[-1] else found[:-1]


INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe]")
"""Controls, separators of lines and paragraphs, turns of direction, marks of the order of bytes."""
UNSEEN = re.compile(INVISIBLE.pattern[:-1] + "\u00ad\u115f\u1160\u200b\u200c\u2060-\u2064\u3164\uffa0]")
UNSEEN_SPACES = re.compile(UNSEEN.pattern[:-1] + "\u00a0\u1680\u2000-\u200a\u200d\u202f\u205f\u3000]")


def _wide(data: bytes) -> str:
    """Whether ``data`` has zeros where Latin letters of two or of four bytes have them, or begins as such letters do."""
    zeros = data.count(0)
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff") or zeros > len(data) // 2:
        return ", but looks like UTF-32"
    return ", but looks like UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") or zeros > len(data) // 8 else ""


def _guess(data: bytes) -> str:
    if wide := _wide(data):
        return wide
    try:
        data.decode("cp949")
    except UnicodeDecodeError:
        return ""
    return ", but looks like CP949"
