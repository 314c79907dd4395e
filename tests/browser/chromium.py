"""Find the Chromium or Chrome of this machine, or install the system's own; nothing is downloaded behind its back.

Run as a script, before the tests, it exits with 1 and one line that says what to do where there is no browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
INSTALLERS = (("apt-get", ["apt-get", "install", "--yes", "--no-install-recommends"]), ("dnf", ["dnf", "install", "--assumeyes"]))
PACKAGES = ("chromium-headless-shell", "chromium")
"""The first is Chromium without a window, which tests do not need; not every system has it."""
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
"""For a browser of a test: no sandbox, since tests may run as root; no traffic of its own, letters as wide as a window's."""


def find() -> Path | None:
    """The browser named by ``CHROMIUM``, or the first one found."""
    if named := os.environ.get("CHROMIUM"):
        found = shutil.which(named)
        return Path(found) if found else None
    candidates = [*map(shutil.which, NAMES), *(path for path in APPLICATIONS if Path(path).is_file())]
    return next((Path(path) for path in candidates if path), None)


def install() -> None:
    """Install the system's package, where that needs no password."""
    manager = next(((program, command) for program, command in INSTALLERS if shutil.which(program)), None)
    if manager is None:
        return
    program, command = manager
    if os.geteuid() != 0:
        if not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode:
            return
        command = ["sudo", "-n", *command]
    print("Installing Chromium for the tests:", " ".join(command), PACKAGES[-1], flush=True)
    if any(_ran([*command, package]) for package in PACKAGES) or program != "apt-get":
        return
    _ran([*command[: command.index(program) + 1], "update"])  # Its lists are empty, or older than the packages.
    any(_ran([*command, package]) for package in PACKAGES)


def _ran(command: list[str]) -> bool:
    """Whether a command of the package manager ended well; what it has to say is not for readers of tests."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    return subprocess.run(command, check=False, env=environment, stdout=quiet, stderr=quiet).returncode == 0


def main() -> int:
    if find() is None and "CHROMIUM" not in os.environ and hasattr(os, "geteuid"):
        install()
    if find():
        return 0
    missing = f"CHROMIUM={os.environ['CHROMIUM']} cannot be run" if "CHROMIUM" in os.environ else "there is no Chromium or Chrome"
    print(
        f"The tests need a browser, but {missing}: install Chromium, or name one with CHROMIUM=/path/to/chromium", file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
