"""Python source as highlighted HTML, remembered on disk by its content."""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer


class Highlighter:
    """Highlights into ``folder``; an entry that does not match its own checksum is made again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = lru_cache(maxsize=None)(self._python)

    def _python(self, code: str) -> str:
        """``code`` as ``<div class="highlight">…</div>``, in the classes that Material's style sheet colours."""
        entry = self.folder / hashlib.sha256(f"{version('pygments')}\0{code}".encode()).hexdigest()
        try:
            digest, _, html = entry.read_text("utf-8").partition("\n")
            if digest == _digest(html):
                return html
        except (OSError, UnicodeDecodeError):
            pass
        html = highlight(code, PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True)).replace(
            "<pre>", '<pre tabindex="0">'
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder)
        with open(handle, "w", encoding="utf-8") as out:
            out.write(f"{_digest(html)}\n{html}")
        os.replace(name, entry)
        return html


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
