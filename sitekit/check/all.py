"""Check the texts: what a machine can say about two languages agreeing, and about names that lead nowhere.

Every check yields faults with file and line. None of them builds anything; what pages say is taken from the site as it was
read, and the source of figures is read as syntax.
"""

from __future__ import annotations

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
    hosts,
    languages,
    licences,
    links,
    live,
    modules,
    places,
    processors,
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
from sitekit.check.alone import Alone, Rules
from sitekit.check.causes import causes
from sitekit.fault import Fault
from sitekit.pages.front import Front
from sitekit.pages.names import Names
from sitekit.pages.site import Site
from sitekit.references import citations, sources
from sitekit.text import glossary
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
    alone = Alone(site, names, Rules(extensions, budget))
    for code, page in site.all_pages():
        if page.meta_fault:
            faults.append(page.meta_fault)
            continue
        faults += alone.check(page, code)
        faults += files.check(site.project.root, page)
        faults += ways.check(site.project.root, page)
        faults += diagrams.check(site.project.root, page)
        faults += shown.check(site.project.root, page, allowed)
        faults += syntax.check_icons(page, extensions or frozenset())
        faults += texts.check_values(site, page, names.prose(page, code))
        faults += figures.check_page(site, page, code)
    for code in site.pages:
        for page in (file.texts(code) for file in site.claims.files):
            measured = site.measured.get(page.article, {})
            faults += [*figures.literals(page, measured), *site.forbidden.check(page, code), *site.glossary.misnamed(page, code)]
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
