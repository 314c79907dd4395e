"""The same pages built by MkDocs alone: this site's plug-ins, theme options and assets, without its hooks and templates."""

from __future__ import annotations

import shutil
from pathlib import Path

import material
import yaml
from mkdocs.utils.yaml import yaml_load


def configure(project: Path, folder: Path) -> Path:
    """Write a configuration for ``project`` without the machine into ``folder``; returns its path."""
    with open(project / "mkdocs.yml", "rb") as file:
        configuration = yaml_load(file)
    theme = project / configuration["theme"]["custom_dir"]
    shutil.copytree(theme / "assets", folder / "theme" / "assets")
    for template in theme.glob("*.html"):
        if not (Path(material.__file__).parent / "templates" / template.name).exists():
            (folder / "theme" / template.name).write_text('{% extends "main.html" %}')
    for plugin in configuration["plugins"]:
        if "mkdocs-jupyter" in plugin:  # The machine remembers what a lab gave, so the floor must not run it either.
            plugin["mkdocs-jupyter"]["execute"] = False
    del configuration["hooks"]
    configuration["docs_dir"] = str(project / configuration["docs_dir"])
    configuration["theme"]["custom_dir"] = str(folder / "theme")
    (folder / "theme" / "assets" / "figures.css").touch()  # The machine generates it.
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(configuration, allow_unicode=True), "utf-8")
    return path
