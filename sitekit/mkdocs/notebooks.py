"""Labs and plain notebooks as pages of MkDocs, in place of mkdocs-jupyter's plugin.

The plugin's converter is used (:mod:`sitekit.labs.convert`), when there is something to convert. Loading the plugin itself
costs every build half a second, and what it makes of a notebook's prose has neither our ids nor numbers nor formulas.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

from sitekit.fault import Fault
from sitekit.labs.lab import Lab
from sitekit.labs.plain import PlainLab

LABS = "*/labs/*/*.py"
"""Where labs are, below docs/: <language>/labs/<article>/<figure>.py."""
PLAIN = "*/**/*.ipynb"
"""Plain notebooks may be anywhere below a language's folder."""
SUFFIXES = (".py", ".ipynb")


class NotebookFile(File):
    """A source that MkDocs would copy, and of which we make a page."""

    def is_documentation_page(self) -> bool:
        return True


def read(root: Path, docs: Path, settings: dict[str, Any]) -> dict[str, Lab]:
    """Every lab and plain notebook by its path below ``docs``; the check of the texts tells of those that cannot be read.

    ``settings`` is ``extra.notebooks`` of mkdocs.yml: whether plain notebooks are run, ``execute``.
    """
    found: dict[str, Lab] = {}
    for path in (*sorted(docs.glob(LABS)), *sorted(docs.glob(PLAIN))):
        name = path.relative_to(docs)
        if any(part.startswith(".") for part in name.parts):
            continue
        with contextlib.suppress(Fault):
            is_plain = path.suffix == ".ipynb"
            lab = PlainLab(root, path, bool(settings.get("execute", False))) if is_plain else Lab(root, path)
            found[name.as_posix()] = lab
    return found


def become_pages(files: Files, config: Any, is_page: Callable[[str], bool]) -> None:
    """Let MkDocs make pages of the notebooks among ``files``, instead of copying them: of the sources that ``is_page``."""
    for file in [file for file in files if file.src_uri.endswith(SUFFIXES) and is_page(file.src_uri)]:
        if file.abs_src_path is None or file.generated_by:
            continue
        files.remove(file)
        files.append(
            NotebookFile(file.src_uri, config.docs_dir, config.site_dir, config.use_directory_urls, inclusion=file.inclusion)
        )
