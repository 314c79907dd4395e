"""Check the texts: what a machine can say about two languages agreeing, and about names that lead nowhere.

Every check yields faults with file and line. None of them builds anything; what pages say is taken from the site as it was
read, and the source of figures is read as syntax.
"""

from __future__ import annotations

from functools import partial

from sitekit import words
from sitekit.check import (
    addresses,
    budgets,
    categories,
    claims,
    colours,
    diagrams,
    figures,
    files,
    formulas,
    hosts,
    languages,
    licences,
    links,
    live,
    loose,
    marks,
    markup,
    meta,
    modules,
    places,
    processors,
    quotations,
    replications,
    scripts,
    settings,
    shown,
    strings,
    syntax,
    texts,
    tree,
    ways,
)
from sitekit.check.causes import causes
from sitekit.fault import Fault
from sitekit.pages.front import Front
from sitekit.pages.names import Names
from sitekit.pages.site import Site
from sitekit.references import citations, sources
from sitekit.text import glossary
from sitekit.text.page import Page
from sitekit.text.placeholders import stray


def check(site: Site, names: Names | None = None, allowed: hosts.Allowed | None = None, *, release: bool = False) -> list[Fault]:
    """Every fault of the site's texts, sorted by file and line. ``names`` are those that its pages will be made with.

    ``release`` asks for whole records of replications, too.
    """
    names = names or Names(site)
    faults: list[Fault] = [*site.forbidden.faults, *words.check(site.project.root)]
    faults += tree.check(site.project.root)
    faults += places.check_places(site.project)
    faults += places.check_sources(site)
    faults += live.check(site.project)
    faults += modules.check(site.project)
    faults += colours.check(site.project)
    faults += modules.check_encoding(site.project)
    faults += languages.check(site)
    faults += links.check(site)
    budget = budgets.allowed(site.project.root)
    faults += budgets.setting(site.project.root)
    allowed = allowed or hosts.Allowed.read(site.project.root)
    extensions = syntax.listed(hosts.Settings.sound(site.project.root))
    for code, page in site.all_pages():
        if page.meta_fault:
            faults.append(page.meta_fault)
            continue
        faults += meta.check(page)
        faults += markup.check(page)
        faults += files.check(site.project.root, page)
        faults += formulas.check(page)
        faults += ways.check(site.project.root, page)
        faults += loose.check(page)
        faults += marks.check(page, called(site, page))
        faults += diagrams.check(site.project.root, page)
        faults += shown.check(site.project.root, page, allowed)
        faults += syntax.check(page, extensions) if extensions is not None else ()
        faults += texts.check(site, page, code, names.prose(page, code))
        faults += figures.check_page(site, page, code)
        faults += quotations.check(page, code)
        faults += budgets.check(page, names.prose(page, code), partial(names.reading, page, code), budget)
    for code in site.pages:
        for page in (file.texts(code) for file in site.claims.files):
            faults += [*figures.literals(site, page), *site.forbidden.check(page, code), *site.glossary.misnamed(page, code)]
            faults += [stray(page, placeholder) for placeholder in page.strays]
    faults += strings.check(site.project, site.forbidden)
    faults += hosts.check(site, allowed)
    faults += scripts.check(site.project.root)
    faults += addresses.check(site)
    faults += settings.check(site.project.root)
    faults += licences.check(site.project.root)
    faults += categories.check(site)
    faults += claims.check(site)
    faults += replications.check(site, release=release)
    faults += processors.check(site, release=release)
    faults += citations.check(site.bibliographies, [page for _, page in site.all_pages()], site.literature)
    faults += sources.check(site.works, site.bibliographies)
    faults += glossary.check(site.glossary, site.pages, site.forbidden)
    faults += figures.check(site)
    faults += Front(site, names).faults
    return sorted(causes(faults), key=lambda fault: (fault.path, fault.line, fault.what))


def called(site: Site, page: Page) -> frozenset[str]:
    """How the sentences of ``page`` may call the numbers that figures measure."""
    names = {f"{figure.article}.{figure.name}.{name}" for figure, found in site.report.pictures.items() for name in found.numbers}
    own = f"{page.article}."
    return frozenset({*names, *(name.removeprefix(own) for name in names if name.startswith(own))})
