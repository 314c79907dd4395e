"""What the placeholders of a page may call besides numbers and ``ref``: citations, the glossary, the lists of figures, articles and labs."""

from __future__ import annotations

from typing import Any

from sitekit.build.builder import Report
from sitekit.claims.claims import Claims
from sitekit.pages.figure_index import FigureIndex
from sitekit.project import Project
from sitekit.references.citations import Bibliography, Citations
from sitekit.text.articles import article_list, lab_list, link
from sitekit.text.glossary import Glossary
from sitekit.text.page import Page


class Vocabulary:
    """The names for one state of the project."""

    def __init__(self, project: Project, report: Report) -> None:
        self.project, self.report = project, report
        self.glossary, self.claims = Glossary.read(project), Claims.read(project)

    def names(self, page: Page, language: str) -> dict[str, Any]:
        """name → what ``page`` may call by it."""
        citations = Citations(Bibliography.read(self.project, page.article), page, language, self.claimed(page.article))
        index = FigureIndex(self.project, self.report, lambda other: self._plain(other, language))
        return citations.names | {
            "glossary": lambda: self.glossary.markdown(language),
            "figure_index": lambda: index.markdown(page, language),
            "articles": lambda: article_list(self.project, page, language),
            "article": lambda slug: link(self.project, page, language, slug),
            "labs": lambda: lab_list(self.project, page, language),
        }

    def claimed(self, article: str) -> list[str]:
        """The keys of the literature that an article's claims name."""
        return [key for claim in self.claims.of(article) for key in claim.literature]

    def _plain(self, page: Page, language: str) -> dict[str, Any]:
        """The names a caption may call where it is quoted on another page: without links into its own."""
        bibliography = Bibliography.read(self.project, page.article)
        return {"cite": lambda key: bibliography.find(key).label(language), "claim": lambda name: ""}
