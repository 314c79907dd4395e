"""What cannot be written, in one line: a checkout that is read only, a folder that is somebody else's, a disk that is full."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def unwritable(error: BaseException, root: Path) -> str:
    """What is said of ``error`` if a file of the project at ``root`` could not be written; nothing of other errors."""
    if not isinstance(error, OSError) or error.errno not in FULL | CLOSED:
        return ""
    name = error.filename2 or error.filename  # Of a copy, the second is what is written.
    path = os.path.relpath(name, root) if isinstance(name, str) else "a file"
    path = name if path.startswith("..") else path.replace(os.sep, "/")
    remedy = "free some space" if error.errno in FULL else "let this user write there, or work in a copy that is yours"
    return f"{path}: cannot be written ({os.strerror(error.errno or 0)}); {remedy}"


def refused(folder: Path, root: Path) -> str:
    """Why nothing can be written into ``folder``, which is made if it is not there; nothing if something can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"0")
    except OSError as error:
        error.filename = str(folder)
        return unwritable(error, root)
    return ""
