"""``mkdocs serve`` outlives every error: MkDocs itself answers no request any more once an exception has left a build."""

from __future__ import annotations

import atexit
import contextlib
import functools
import logging
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import Any

from sitekit.fault import Fault
from sitekit.mkdocs import host
from sitekit.mkdocs.idle import Idle
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
TOLD_URL = "assets/javascripts/told.js"
"""What tells of faults (:mod:`sitekit.mkdocs.told`)."""


def reload_by_file(server: Any) -> None:
    """Let the reload server name its client as a file: a page's policy, the same as the built one's, refuses an inline script."""

    def with_client(content: bytes, epoch: int) -> bytes:
        script = (
            f'<script src="{server.mount_path}{RELOAD_URL}" data-epoch="{epoch}" data-request="{time.monotonic_ns()}"></script>'
        )
        script += f'<script src="{server.mount_path}{TOLD_URL}"></script>'
        head, body, rest = content.rpartition(b"</body>")
        return head + script.encode() + body + rest if body else content + script.encode()

    server._inject_js_into_html = with_client


ENOUGH = (".html", ".css", ".js", ".svg", ".png", ".webp", ".woff2")
"""What a reader of a page sees; all else, such as the index of the search, changes without a page being loaded again."""


class Watched:
    """Every file below the folders that are watched, and when it was changed last."""

    def __init__(self, paths: Callable[[], Iterable[str]]) -> None:
        self.paths = paths
        self.known = self._now()

    def changed(self) -> list[Path]:
        """What was written, added or removed since this was last asked."""
        before, self.known = self.known, self._now()
        return sorted(Path(path) for path in before.keys() | self.known.keys() if before.get(path) != self.known.get(path))

    def _now(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        waiting = [*self.paths()]
        while waiting:
            path = waiting.pop()
            with contextlib.suppress(OSError):  # An editor's own, gone by now.
                if os.path.isdir(path):
                    waiting += [entry.path for entry in os.scandir(path) if entry.name != "__pycache__"]
                else:
                    stat = os.stat(path)
                    found[path] = stat.st_mtime_ns, stat.st_size
        return found


class Rebuild:
    """The builder of the reload server.

    What is served is a copy of the last good site, so that pages are served while another is built. A text that was saved is
    shown by itself (``saved``, :mod:`sitekit.mkdocs.saved`), and a whole build follows when nobody waits. A build that fails
    leaves the last good site, and says on every page what failed. ``build(folder)`` builds where nobody looks.
    """

    def __init__(self, server: Any, site_dir: Path, root: Path, saved: Callable[[], Any], build: Callable[[Path], None]) -> None:
        self.server, self.site_dir, self.root, self.saved = server, site_dir, root, saved
        self.builder = server.builder
        self.watched = Watched(lambda: server._watched_paths)
        self.good = self._copied(site_dir)
        self.is_whole_wanted = False
        self.idle = Idle(build, lambda: self.good, self._followed, self.want_all)
        self._lock = Lock()
        atexit.register(self._end)
        self._serve(self.good)

    def __call__(self) -> None:
        self.idle.stop()
        with self._lock:
            changed = self.watched.changed()
            saved, is_good = self.saved(), self.server.root == str(self.good)
            if not changed and is_good and not self.is_whole_wanted:
                return
            try:
                shown = saved.show(changed, self.good) if saved and is_good and not self.is_whole_wanted else None
            except Exception as error:  # A whole build will say what is wrong, if something is.
                log.debug("shown by itself", exc_info=error)
                shown = None
            if shown:
                log.info("Shown: %s. What is made of it follows", ", ".join(shown))
                self.idle.begin()
            else:
                self._all()

    def _all(self) -> None:
        errors = _LastError()
        self._serve_meanwhile()
        self.is_whole_wanted = False
        host.logger().addHandler(errors)
        try:
            self.builder()
            self._replace(self._copied(self.site_dir))
        except (Exception, SystemExit) as error:
            line = errors.line or located(error, self.root)
            log.error("The last good site stays up: %s", line)
            log.debug("rebuild", exc_info=error)
            failed = self._copied(self.good)
            for page in failed.rglob("*.html"):
                text = with_card(line, page.read_text("utf-8"))
                page.unlink()  # It is the same file as in the last good site.
                page.write_text(text, "utf-8")
            self._serve(failed)
        finally:
            host.logger().removeHandler(errors)
            self.server._wanted_epoch = time.monotonic_ns() // 10**6

    def _followed(self, folder: Path, changed: list[str]) -> None:
        """Serve what was built in idle time, and let browsers load it if what they show has changed."""
        with self._lock:
            self._replace(folder)
            if any(name.endswith(ENOUGH) for name in changed):
                log.info("Reloading browsers: %d files follow from what was saved", len(changed))
                with self.server._epoch_cond:
                    self.server._wanted_epoch = self.server._visible_epoch = time.monotonic_ns() // 10**6
                    self.server._epoch_cond.notify_all()

    def want_all(self) -> None:
        """Have all built anew, soon."""
        self.is_whole_wanted = True
        with self.server._rebuild_cond:
            self.server._want_rebuild = True
            self.server._rebuild_cond.notify_all()

    def _serve_meanwhile(self) -> None:
        """Pages are served although a build has begun: nobody is to wait for it."""
        with self.server._epoch_cond:
            self.server._wanted_epoch = self.server._visible_epoch
            self.server._epoch_cond.notify_all()

    def _serve(self, folder: Path) -> None:
        before, self.server.root = self.server.root, str(folder)
        if before not in (str(self.site_dir), str(self.good), str(folder)):
            shutil.rmtree(before, ignore_errors=True)

    def _replace(self, folder: Path) -> None:
        before, self.good = self.good, folder
        self._serve(folder)
        shutil.rmtree(before, ignore_errors=True)

    def _end(self) -> None:
        self.idle.stop()
        for folder in {str(self.good), self.server.root} - {str(self.site_dir)}:
            shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _copied(source: Path) -> Path:
        """A new folder that holds the same as ``source``, by links where the system has them."""
        target = Path(tempfile.mkdtemp(prefix="sitekit_"))
        try:
            shutil.copytree(source, target, copy_function=os.link, dirs_exist_ok=True)
        except OSError:
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target)
        return target


class _LastError(logging.Handler):
    """Remembers what was logged last before MkDocs gave up: its own exception says no more than "Aborted"."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.line = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.line = " ".join(record.getMessage().split())
