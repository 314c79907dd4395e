"""The Chromium or Chrome of this machine, or the system's own, installed; nothing is downloaded behind its back.

Run as a module, before the tests, it exits with 1 and one line that says what to do where there is no browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from sitekit.paper.chromium import ARGUMENTS, find, missing

__all__ = ["ARGUMENTS", "find"]

INSTALLERS = (("apt-get", ["apt-get", "install", "--yes", "--no-install-recommends"]), ("dnf", ["dnf", "install", "--assumeyes"]))
PACKAGES = ("chromium-headless-shell", "chromium")
"""The first is Chromium without a window, which tests do not need; not every system has it."""


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
    print(f"The tests need a browser, but {missing()}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
