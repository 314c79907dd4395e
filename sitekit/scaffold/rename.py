"""A figure or an article gets another name: its files move, and whatever names it names it anew."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from sitekit.project import Article, FigureId, Place, Project
from sitekit.replications.reach import digest
from sitekit.replications.record import Broken, of_processors, parse
from sitekit.scaffold import mentions, naming
from sitekit.scaffold.changes import Changes
from sitekit.scaffold.new import Author


def figure(author: Author, old: FigureId, name: str) -> list[str]:
    """Call the figure ``old`` by another name of the same article; what lines may still speak of it by the old one."""
    project, changes = author.project, author.changes
    article = Article.of(old.article)
    now = naming.new_figure(project, article, name)
    records = _Records(project, [(old, now)])
    known = mentions.Figure(article, old.name)
    at_home = {path: known.is_at_home(changes, path) for path in mentions.sources(changes)}
    mentions.rewrite(changes, lambda text, path: known.renamed(text, path, name, at_home=at_home[path]))
    place, then = project.place(old), replace(project.place(old), figure=now)
    changes.move(*((place.folder, then.folder) if place.is_folder else (place.module, then.module)))
    for before, after in ((place.tests, then.tests), *zip(_records(place), _records(then), strict=True)):
        if changes.exists(before):
            changes.move(before, after)
    for code in author.languages:
        lab = f"{article.labs(code)}/{old.name}.py"
        if changes.is_file(lab):
            changes.move(lab, f"{article.labs(code)}/{name}.py")
    records.seal_again(changes)
    return [*known.mentions(changes)]


def article(author: Author, old: Article, slug: str) -> list[str]:
    """Call the article ``old`` by another name; what lines may still speak of it by the old one."""
    project, changes = author.project, author.changes
    now = naming.new_article(project, author.languages, slug)
    pairs = [(one, FigureId(now.module, one.name)) for one in project.figures() if one.article == old.module]
    records = _Records(project, pairs)
    known = mentions.Whole(old)
    mentions.rewrite(changes, lambda text, path: known.renamed(text, path, now))
    for before, after in ((old.figures, now.figures), (old.tests, now.tests)):
        if changes.exists(before):
            changes.move(before, after)
    for code in author.languages:
        for before, after in ((old.post(code), now.post(code)), (old.labs(code), now.labs(code))):
            if changes.exists(before):
                changes.move(before, after)
    records.seal_again(changes)
    return [*known.mentions(changes)]


def _records(place: Place) -> tuple[str, ...]:
    return place.record, of_processors(place)


class _Records:
    """The records of replications of figures that get new names.

    A record holds a digest of the code that measured, which names its modules. Where it fits before the figure moves, it is made
    anew, since no code but names has changed.
    """

    def __init__(self, project: Project, pairs: list[tuple[FigureId, FigureId]]) -> None:
        self.project = project
        self.fitting: dict[str, tuple[FigureId, FigureId]] = {}
        """The path that each will have → the figure before and after."""
        for old, new in pairs:
            place, then = project.place(old), replace(project.place(old), figure=new)
            for path, after in zip(_records(place), _records(then), strict=True):
                if not (project.root / path).is_file():
                    continue
                try:
                    record = parse((project.root / path).read_text("utf-8"), path)
                except (Broken, UnicodeDecodeError):
                    continue  # It was none before.
                if record.digest == digest(project.root, place):
                    self.fitting[after] = old, new

    def seal_again(self, changes: Changes) -> None:
        """Write the records that fitted with the digests of the code as it will be."""
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for path in changes.files("figures"):
                if path.endswith(".py"):
                    (root / path).parent.mkdir(parents=True, exist_ok=True)
                    (root / path).write_text(changes.read(path), "utf-8")
            then = Project(root)
            for kept, (old, new) in self.fitting.items():
                record = parse(changes.read(kept), kept)
                data = {self._moved(path, old, new): value for path, value in record.data.items()}
                changes.write(kept, replace(record, digest=digest(root, then.place(new)), data=data).text())

    @staticmethod
    def _moved(path: str, old: FigureId, new: FigureId) -> str:
        before, after = (f"figures/{one.article}/{one.name}/" for one in (old, new))
        if path.startswith(before):
            return after + path.removeprefix(before)
        home = f"figures/{old.article}/"
        return f"figures/{new.article}/{path.removeprefix(home)}" if path.startswith(home) else path
