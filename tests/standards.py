"""The pages of this repository's site, held against HTML by the Nu HTML checker, and all else by ``schemas``: ``make standards``.

The tools come from npm and run on Java and Node. Where one of them is missing, this says so in a line; in a workflow that is
a fault.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests import schemas
from tests.sites import ROOT, own_site

PACKAGES = {"vnu-jar": "26.9.27"} | schemas.PACKAGES
HOME = ROOT / ".cache" / "npm"
JAR = HOME / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
MATERIAL = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Bad value “” for attribute “tabindex” on element “label”",
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control.",
)
"""What Material's own templates owe: the boxes that open its menus, and labels for those that a page lacks."""


def installed() -> bool:
    """Whether the checker, and what else :mod:`tests.schemas` uses, is here, once it has been asked for."""
    if not (shutil.which("java") and shutil.which("node") and (_is_there() or shutil.which("npm"))):
        return False
    if not _is_there():
        wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
        command = ["npm", "install", "--silent", "--ignore-scripts", "--no-save", "--legacy-peer-deps", "--prefix", str(HOME)]
        subprocess.run([*command, *wanted], check=False, stdout=subprocess.DEVNULL)
    return _is_there()


def _is_there() -> bool:
    """Whether each package is here in its version."""
    for name, version in PACKAGES.items():
        about = HOME / "node_modules" / name / "package.json"
        if not about.is_file() or json.loads(about.read_text("utf-8"))["version"] != version:
            return False
    return True


def wrong(folder: Path) -> list[Mapping[str, Any]]:
    """Every error of the HTML below ``folder``."""
    command = ["java", "-Xss4m", "-jar", str(JAR), "--errors-only", "--format", "json", "--skip-non-html", str(folder)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)["messages"]


def lines(messages: list[Mapping[str, Any]], folder: Path) -> Iterator[str]:
    """What of it is not Material's, in one line each."""
    for message in messages:
        if not message["message"].startswith(MATERIAL):
            path = message["url"].removeprefix(f"{folder.as_uri()}/")
            extract = " ".join(message.get("extract", "").split())[:100]
            yield f"{path}:{message.get('lastLine', 1)}: {message['message']} {extract}"


def main() -> int:
    if not installed():
        print("make standards is skipped: it needs Java, Node and, the first time, npm", file=sys.stderr)
        return int(bool(os.environ.get("CI")))
    folder = own_site().folder
    found = [*lines(wrong(folder), folder), *schemas.wrong(folder, HOME, JAR)]
    print(*dict.fromkeys(found), sep="\n", end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
