"""Every input of the catalogue has its right outcome: it works, or it is told in one line, where it is, and nothing else is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable

import pytest

from sitekit import languages, overrides
from sitekit.build.builder import Builder, Report
from sitekit.check.all import check
from sitekit.check.causes import causes
from sitekit.cli import wrong
from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.pages.site import Site
from sitekit.project import Project
from tests.faults.catalogue import CODES, Case, Copy, cases, closed
from tests.sites import copy_sample, faulty_site, sample_site

CASES = cases()
PAGES = [case for case in CASES if case.stands_alone]
"""They are told together, in one go."""
BUILT = [case for case in PAGES if isinstance(case.works, str)]


def each(among: Iterable[Case]) -> pytest.MarkDecorator:
    """A test for each case."""
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case.id, marks=[pytest.mark.slow] if case.is_slow else []) for case in among]
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Iterable[Copy]:
    """A copy of the sample whose figures are built."""
    root = copy_sample(tmp_path_factory.mktemp("faults") / "표본")
    shutil.copytree(sample_site().project.root / ".cache" / "figures", root / ".cache" / "figures")
    yield Copy(root)
    LANGUAGES.forget()


@pytest.fixture(scope="module")
def report(copy) -> Report:
    """Its figures; a case that touches none of them builds nothing."""
    languages.use(copy.root)
    return Builder(Project(copy.root)).build()


def told(copy: Copy, report: Report) -> list[Fault]:
    """What ``check`` says of the copy as it is."""
    project = Project(copy.root)
    overrides.use(copy.root)
    languages.use(copy.root)
    return wrong(project) or causes([*check(Site.read(project, report)), *report.faults.values()])


def right(found: list[Fault], case: Case) -> None:
    """Fail unless ``found`` is what is right for ``case``, and nothing else."""
    lines = "\n".join(map(str, found)) or "nothing is told"
    wanted = sorted(case.faults)
    assert len(found) == len(wanted), lines
    for fault, (path, line, what) in zip(sorted(found, key=lambda fault: (fault.path, str(fault.line))), wanted, strict=True):
        assert fault.path == path and line in ("*", str(fault.line)), lines
        assert what in str(fault).split(": ", 1)[1], lines
        assert "; " in str(fault) and "\n" not in str(fault), lines


@pytest.fixture(scope="module")
def of_pages(copy, report) -> list[Fault]:
    """What is told when every page of the catalogue lies beside all others."""
    try:
        for case in PAGES:
            case.write(copy.root)
        return told(copy, report)
    finally:
        copy.mend()


@each(PAGES)
def test_a_page_is_told_once_and_where_it_is(of_pages, case):
    places = {f"docs/{code}/{case.page}" for code in CODES}
    right([fault for fault in of_pages if fault.path in places], case)


def test_nothing_is_told_of_other_pages(of_pages):
    places = {f"docs/{code}/{case.page}" for code in CODES for case in PAGES}
    assert [str(fault) for fault in of_pages if fault.path not in places] == []


@each([case for case in CASES if not case.stands_alone])
def test_it_is_told_once_and_where_it_is(copy, report, case):
    try:
        case.write(copy.root)
        with closed(copy.root, case.closed):
            found = told(copy, Builder(Project(copy.root)).build() if case.given.get("builds") else report)
    finally:
        copy.mend()
    right(found, case)


@pytest.fixture(scope="module")
def site():
    return faulty_site()


@each(BUILT)
def test_it_works(site, case):
    page = site.html(f"en/{case.page.removesuffix('.md')}/")
    article = page[page.index("<article") : page.index("</article>")]
    assert re.search(case.works, " ".join(article.split())), article[:3000]


def test_there_are_inputs_enough_and_each_says_what_is_right():
    assert len(CASES) >= 100
    assert all(bool(case.faults) != bool(case.works) for case in CASES)
    assert all(case.stands_alone for case in CASES if isinstance(case.works, str)), "what is built lies beside all others"
