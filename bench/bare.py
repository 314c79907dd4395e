"""The least that figures can cost: import, measure, draw and save each one, in this process, and nothing else."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

from sitekit.figure import style
from sitekit.languages import LANGUAGES


def main(figures: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures:
            module = importlib.import_module(f"figures.{figure}")
            result = module.measure()
            for language in LANGUAGES:
                with style.applied():
                    module.draw(result, module.LABELS[language]).savefig(Path(folder) / f"{figure}.{language}.svg")


if __name__ == "__main__":
    main(sys.argv[1:])
