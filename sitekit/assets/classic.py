"""Modules as one plain script, for pages that no server delivers: browsers load no module from a folder.

It knows the forms that the scripts of this site have, and refuses others: ``import { a, b as c } from "./x.js"``,
``import("./x.js")``, ``import.meta.url``, and ``export`` before a function, a class or a ``const``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"([^"]+)";', re.M)
ASKED = re.compile(r'\bimport\("([^"]+)"\)')
EXPORT = re.compile(
    r"^export\s+(?:(?:async\s+)?function\*?\s+(\w+)|class\s+(\w+)|const\s+(?:(\w+)|[\[{]([^\]}]+)[\]}])\s*=)", re.M
)
LEFT = re.compile(r"^\s*(?:import\b|export\b)|\bimport(?:\(|\.meta)", re.M)
HEAD = """const here = document.currentScript.src;
const address = (name) => new URL(name, here).href;
const made = {};
const need = (name) => (made[name] ??= makers[name]());
const ask = async (name) => need(name);"""


def bundled(scripts: Mapping[str, str], first: Iterable[str]) -> str:
    """One script that runs those of ``scripts`` (path → text) named ``first``, each once, with whatever they import.

    Paths are seen from the folder in which the script will lie. What is in a folder ``page/`` is seen from there as well.
    """
    first, texts, waiting = [*first], {}, [*first]
    while waiting:
        name = waiting.pop(0)
        if name not in texts:
            texts[name], imported = _converted(name, scripts)
            waiting += imported
    makers = ",\n".join(f'"{name}": () => {{\n{text}\n}}' for name, text in texts.items())
    runs = "\n".join(f'need("{name}");' for name in first)
    return f"(() => {{\n{HEAD}\nconst makers = {{\n{makers}\n}};\n{runs}\n}})();\n"


def _converted(name: str, scripts: Mapping[str, str]) -> tuple[str, list[str]]:
    """The body of a function that runs the module ``name`` and returns what it exports; and what it imports."""
    if name not in scripts:
        raise ValueError(f"no script is called {name}")
    folder = "" if name.startswith("page/") else posixpath.dirname(name)
    imported: list[str] = []

    def path(way: str) -> str:
        imported.append(posixpath.normpath(posixpath.join(folder, way)))
        return imported[-1]

    def static(found: re.Match[str]) -> str:
        return f'const {{{found[1].replace(" as ", ": ")}}} = need("{path(found[2])}");'

    text = IMPORT.sub(static, scripts[name])
    text = ASKED.sub(lambda found: f'ask("{path(found[1])}")', text)
    seen = posixpath.join(folder, posixpath.basename(name))
    text = text.replace("import.meta.url", f'address("{seen}")').replace("document.currentScript.src", f'address("{seen}")')
    names: list[str] = []
    for found in EXPORT.finditer(text):
        names += [part.strip() for group in found.groups() if group for part in group.split(",")]
    text = EXPORT.sub(lambda found: found[0].removeprefix("export").lstrip(), text)
    if left := LEFT.search(text):
        raise ValueError(f"{name}: '{left[0].strip()}' is in a form that no plain script can be made of")
    return f"{text.strip()}\nreturn {{ {', '.join(names)} }};", imported
