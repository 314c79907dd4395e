"""Source code as highlighted HTML, remembered on disk by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from html import escape
from importlib.metadata import version
from pathlib import Path

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.css import CssLexer
from pygments.lexers.javascript import JavascriptLexer
from pygments.lexers.python import PythonLexer

from sitekit.memo import Memo
from sitekit.reading import lines

LEXERS = {".py": PythonLexer, ".js": JavascriptLexer, ".css": CssLexer}
"""How a file is read, by its ending."""

MAKER = hashlib.sha256(Path(__file__).read_bytes()).hexdigest() + version("pygments")
"""Who makes the HTML: it is made again when either has changed."""


class Highlighter:
    """Highlights and remembers in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.memo = Memo(folder)
        self.python = lru_cache(maxsize=None)(self._python)

    def _python(self, code: str) -> str:
        """``code`` as ``<div class="highlight">…</div>``, in Pygments' classes."""

        def make() -> str:
            html = highlight(code, PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True))
            return html.replace("<pre>", '<pre tabindex="0">')

        return self._known(code, make)

    def listing(self, code: str, ending: str, prefix: str, name: str) -> str:
        """``code`` of a file with ``ending``, every line with a number that leads to it: ``#L12`` for the ``prefix`` ``L``.

        ``name`` is what the listing is called where only a screen reader says it. A number is no text of the page, so that
        neither a selection nor a search finds it.
        """

        def make() -> str:
            rows_of_code = lines(highlight(code, LEXERS[ending](stripnl=False), HtmlFormatter(nowrap=True)))
            rows = (
                f'<span class="code-line" id="{prefix}{number}">'
                f'<a href="#{prefix}{number}" data-line="{number}" aria-label="{number}" tabindex="-1"></a>{line}\n</span>'
                for number, line in enumerate(rows_of_code, 1)
            )
            label = escape(name)
            named = f'tabindex="0" role="group" aria-label="{label}"'
            return f'<div class="highlight"><pre {named}><code>{"".join(rows)}</code></pre></div>'

        return self._known("\0".join((ending, prefix, name, code)), make)

    def _known(self, content: str, make: Callable[[], str]) -> str:
        return self.memo.once(f"{MAKER}\0{content}", make)
