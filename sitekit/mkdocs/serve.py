"""``mkdocs serve`` outlives every error: MkDocs itself answers no request any more once an exception has left a build."""

from __future__ import annotations

import atexit
import functools
import logging
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sitekit.fault import Fault
from sitekit.source import in_traceback
from sitekit.templates import render

log = logging.getLogger("mkdocs.sitekit")


def located(error: BaseException, root: Path) -> str:
    """One line that says what went wrong, and where in the project."""
    if isinstance(error, Fault):
        return str(error)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    frame = in_traceback(error, root)
    if frame is None or frame[0] == Path(__file__):  # Only this guard is ours; what failed is not.
        return what
    return f"{frame[0].relative_to(root).as_posix()}:{frame[1]}: {what}"


def survives(serving: Callable[[], bool], root: Callable[[], Path], instead: Callable[..., Any] | None = None) -> Callable:
    """Decorate a MkDocs event: under ``serve``, an error is logged and ``instead`` decides what the event returns.

    ``instead`` is called with the error's line and the event's arguments; without it the event changes nothing.
    """

    def decorate(event: Callable) -> Callable:
        @functools.wraps(event)
        def guarded(*arguments: Any, **named: Any) -> Any:
            try:
                return event(*arguments, **named)
            except Exception as error:
                if not serving():
                    raise
                line = located(error, root())
                log.error("%s", line)
                log.debug("%s", event, exc_info=error)
                return instead(line, *arguments, **named) if instead else (arguments[0] if arguments else None)

        return guarded

    return decorate


def card(line: str) -> str:
    """What a page says of an error, as HTML."""
    return render("failure", line=line)


def with_card(line: str, page: str) -> str:
    """``page`` with the error at the top of its text."""
    return re.sub(r"<article\b[^>]*>", lambda tag: tag[0] + card(line), page, count=1)


RELOAD = Path(__file__).with_name("reload.js")
"""The client of the reload server, and where it lies in the site while that runs."""
RELOAD_URL = "assets/javascripts/reload.js"


def reload_by_file(server: Any) -> None:
    """Let the reload server name its client as a file: a page's policy, the same as the built one's, refuses an inline script."""

    def with_client(content: bytes, epoch: int) -> bytes:
        script = (
            f'<script src="{server.mount_path}{RELOAD_URL}" data-epoch="{epoch}" data-request="{time.monotonic_ns()}"></script>'
        )
        head, body, rest = content.rpartition(b"</body>")
        return head + script.encode() + body + rest if body else content + script.encode()

    server._inject_js_into_html = with_client


class Rebuild:
    """The builder of the reload server: a build that fails leaves the last good site, and says on every page what failed."""

    def __init__(self, builder: Callable[[], None], site_dir: Path, root: Path) -> None:
        self.builder, self.site_dir, self.root = builder, site_dir, root
        self.good = Path(tempfile.mkdtemp(prefix="sitekit_"))
        atexit.register(shutil.rmtree, self.good, ignore_errors=True)
        self._copy(site_dir, self.good)

    def __call__(self) -> None:
        errors = _LastError()
        logging.getLogger("mkdocs").addHandler(errors)
        try:
            self.builder()
            self._copy(self.site_dir, self.good)
        except (Exception, SystemExit) as error:
            line = errors.line or located(error, self.root)
            log.error("The last good site stays up: %s", line)
            log.debug("rebuild", exc_info=error)
            self._copy(self.good, self.site_dir)
            for page in self.site_dir.rglob("*.html"):
                text = with_card(line, page.read_text("utf-8"))
                page.unlink()  # It is the same file as in the last good site.
                page.write_text(text, "utf-8")
        finally:
            logging.getLogger("mkdocs").removeHandler(errors)

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        """Make ``target`` the same as ``source``, by links where the system has them."""
        shutil.rmtree(target, ignore_errors=True)
        try:
            shutil.copytree(source, target, copy_function=os.link, dirs_exist_ok=True)
        except OSError:
            shutil.copytree(source, target, dirs_exist_ok=True)


class _LastError(logging.Handler):
    """Remembers what was logged last before MkDocs gave up: its own exception says no more than "Aborted"."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.line = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.line = " ".join(record.getMessage().split())
