"""The Chromium or Chrome of this machine. Nothing is downloaded or installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
)
"""Started so, it has no sandbox, since it may run as root; no traffic of its own; and letters as wide as a window's."""


def find() -> Path | None:
    """The browser named by ``CHROMIUM``, or the first one found."""
    if named := os.environ.get("CHROMIUM"):
        found = shutil.which(named)
        return Path(found) if found else None
    candidates = [*map(shutil.which, NAMES), *(path for path in APPLICATIONS if Path(path).is_file())]
    return next((Path(path) for path in candidates if path), None)


def missing() -> str:
    """Why :func:`find` finds none, and what to do."""
    named = os.environ.get("CHROMIUM")
    why = f"CHROMIUM={named} cannot be run" if named else "there is no Chromium or Chrome"
    return f"{why}: install Chromium, or name one with CHROMIUM=/path/to/chromium"
