"""Python source as highlighted HTML, remembered on disk by its content."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from sitekit.memo import Memo


class Highlighter:
    """Highlights and remembers in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.memo = Memo(folder)
        self.python = lru_cache(maxsize=None)(self._python)

    def _python(self, code: str) -> str:
        """``code`` as ``<div class="highlight">…</div>``, in the classes that Material's style sheet colours."""
        key = f"{version('pygments')}\0{code}"
        if (known := self.memo.get(key)) is not None:
            return known
        html = highlight(code, PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True))
        html = html.replace("<pre>", '<pre tabindex="0">')
        self.memo.put(key, html)
        return html
