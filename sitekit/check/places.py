"""What lies where a figure should be, and is none, or two, or half a live version; and what lies in ``docs/`` and is no page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.pages.site import Site
from sitekit.project import RECORDS, Project

OF_PAGE = re.compile(r"\s*(?:\[dir\] )?\.(?!live)[\w-]+\s+(?![&{,])")
"""The beginning of a selector that says where on the page a figure stands, but not where the figure comes."""
NOT_WITHIN = re.compile(r"\s*@(?!media\b|supports\b|container\b)")


def check_places(project: Project) -> Iterator[Fault]:
    """Folders without a ``figure.py``, files and folders of one name, scripts without their data and data without a script."""
    for folder in sorted(filter(_holds_files, (project.root / "figures").glob("[!_.]*/[!_.]*/"))):
        if folder.is_symlink():
            continue  # Of one that leads elsewhere, ``tree`` tells.
        path, name = project.relative(folder), folder.name
        if name == RECORDS:
            continue
        if folder.with_name(f"{name}.py").is_file():
            yield Fault(
                f"{path}.py",
                1,
                f"is the figure '{name}', and so is the folder beside it",
                f"move it to {path}/figure.py, or rename it",
            )
            continue
        if not (folder / "figure.py").is_file():
            yield Fault(
                f"{path}/figure.py",
                1,
                f"is missing, so the folder '{name}' is no figure",
                "write it, or begin the folder's name with an underscore if several figures share what is in it",
            )
        has_script, has_data = ((folder / part).is_file() for part in ("live.js", "live.py"))
        if has_script and not has_data:
            remedy = "write it, with LIVE = Live(labels, data), from sitekit.figure"
            yield Fault(f"{path}/live.js", 1, "has no live.py beside it", remedy)
        if has_data and not has_script:
            yield Fault(f"{path}/live.py", 1, "has no live.js beside it", "write the script, or delete live.py")
        yield from _check_sheet(folder / "live.css", f"{path}/live.css", has_script)


def _check_sheet(file: Path, path: str, has_script: bool) -> Iterator[Fault]:
    """What is wrong with the style sheet of a live figure, which is delivered for that figure alone."""
    if not file.is_file():
        return
    if not has_script:
        yield Fault(path, 1, "has no live.js beside it, with which it is loaded", "write the script, or delete live.css")
    for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
        if OF_PAGE.match(line):
            yield Fault(path, number, "asks for the page within its figure", "say where the figure comes: .of-the-page & .live-…")
        if NOT_WITHIN.match(line):
            yield Fault(
                path,
                number,
                "has a rule that no figure can have for itself",
                "write its rules for what is in the figure; live.js moves things: live.tween",
            )


def check_sources(site: Site) -> Iterator[Fault]:
    """Labs and notebooks below ``docs/`` that become no page, and that readers would get as they are."""
    docs = site.project.root / "docs"
    for path in sorted(path for ending in ("py", "ipynb") for path in docs.rglob(f"*.{ending}")):
        source = path.relative_to(docs).as_posix()
        if site.page(source) is None and not any(part.startswith(".") for part in path.relative_to(docs).parts):
            where = " or ".join(f"docs/{code}/{'labs/<article>/' if path.suffix == '.py' else ''}" for code in LANGUAGES)
            kind = "lab" if path.suffix == ".py" else "notebook"
            yield Fault(
                f"docs/{source}", 1, f"is no {kind} where it lies, and would be published as it is", f"move it to {where}"
            )


def _holds_files(folder: Path) -> bool:
    """Whether there is more in ``folder`` than what Python leaves behind when a figure is moved or deleted."""
    return folder.is_dir() and any(p.is_file() and "__pycache__" not in p.parts for p in folder.rglob("*"))
