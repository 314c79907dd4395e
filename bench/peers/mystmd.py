"""mystmd, which jupyter-book 2 is a shell of: an article is a notebook in MyST's Markdown.

Its theme is no package: it is downloaded from a service of its own when a site is built. So that it is measured where only
registries are reached, no theme is asked for here, and what is built and served is the content that a theme would draw from.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.peers import corpus, notebooks
from bench.peers.corpus import Article, Figure
from bench.peers.tool import Does, Missing, Tool, fill

CONFIGURATION = "version: 1\nproject: {title: Peers}\nsite: {template: ./theme}\n"
THEME = "jtex: v1\ntitle: None\nbuild: {install: 'true', start: 'true'}\n"


class Mystmd(Tool):
    name = "mystmd"
    packages = ("mystmd", "jupyter-server")
    output = "_build/site"
    does = Does(
        runs="in a kernel for each article, its figures in one process",
        again="all of an article one of whose cells has changed; what it imports is not looked at",
        numbers="typed by hand, or an expression evaluated in the sentence",
        besides="content only: its theme, which makes pages of it, is downloaded from elsewhere and not measured",
    )

    def versions(self) -> dict[str, str]:
        found = super().versions()
        if not any((Path(folder) / "node").exists() for folder in os.environ.get("PATH", "").split(os.pathsep)):
            raise Missing("it needs Node")
        return found

    def environment(self, root: Path) -> Mapping[str, str]:
        path = os.pathsep.join([str(self.python.parent), os.environ.get("PATH", "")])
        return {"PATH": path, "JUPYTER_CONFIG_DIR": str(root / "jupyter")}

    def write(self, root: Path, articles: Sequence[Article]) -> None:
        files = {"myst.yml": CONFIGURATION, "theme/template.yml": THEME, "theme/package.json": '{"name": "none"}'}
        files |= {f"{corpus.HELPER}.py": corpus.SIGNALS, "index.md": "# Peers\n"}
        files["jupyter/jupyter_server_config.json"] = json.dumps({"ServerApp": {"allow_root": True}})
        files |= {f"{article.name}.md": notebooks.text(article) for article in articles}
        fill(root, files)

    def build(self) -> list[str]:
        return [self.program("myst"), "build", "--site", "--execute", "--strict"]

    def serve(self, port: int) -> list[str]:
        return [self.program("myst"), "start", "--headless", "--execute", "--server-port", str(port)]

    def address(self, article: Article) -> str:
        return f"content/{article.name}.json"

    def source(self, what: str, article: Article, figure: Figure) -> str:
        return f"{corpus.HELPER}.py" if what == "helper" else f"{article.name}.md"
