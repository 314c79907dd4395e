"""A phrase that sets a live figure: refused at its line where it cannot, and a plain link to the figure otherwise."""

from __future__ import annotations

import shutil

import pytest
from markdown import Markdown

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.pages.names import Names
from sitekit.pages.site import Site
from sitekit.pages.states import StatesExtension
from sitekit.project import Project
from tests.sites import SAMPLE

POST = "docs/{}/blog/posts/straight-lines.md"
CALL = '{{ set("slope", slope=4) }}'


@pytest.fixture
def sample(tmp_path):
    """The sample's sources, none of whose figures is built."""
    for part in ("docs", "figures", "tests"):
        shutil.copytree(SAMPLE / part, tmp_path / part)
    shutil.copy(SAMPLE / "mkdocs.yml", tmp_path)
    return tmp_path


def faults(root) -> list[str]:
    return [str(fault) for fault in check(Site.read(Project(root), Report())) if "set(" in str(fault)]


def replaced(root, new, *codes) -> int:
    """Write ``new`` in place of the call, and say where."""
    for code in codes or ("ko", "en"):
        path = root / POST.format(code)
        text = path.read_text("utf-8")
        assert CALL in text
        path.write_text(text.replace(CALL, new), "utf-8")
    return next(n for n, line in enumerate(text.splitlines(), 1) if CALL in line)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('{{ set("curve", slope=4) }}', "this page shows no figure 'curve'); it shows slope"),
        ('{{ set("slope", steep=4) }}', "has no state 'steep'); it has slope (-4 to 4), points (2 to 9)"),
        ('{{ set("slope", slope=5) }}', "'slope' of 'slope' cannot be 5); it is -4 to 4"),
        ('{{ set("slope") }}', "no state of 'slope' is named); set one of slope (-4 to 4), points (2 to 9)"),
    ],
)
def test_a_call_that_leads_to_no_state_is_a_fault_at_its_line(sample, call, said):
    assert faults(sample) == []
    line = replaced(sample, call)
    found = faults(sample)
    assert [fault.split(": ")[0] for fault in found] == [f"{POST.format(code)}:{line}" for code in ("en", "ko")]
    assert all(said in fault for fault in found)


def test_a_figure_without_a_live_version_cannot_be_set(sample):
    (sample / "figures/straight_lines/slope/live.js").unlink()
    assert any("the figure 'slope' has no live version" in fault for fault in faults(sample))


def test_both_languages_set_the_same(sample):
    replaced(sample, '{{ set("slope", slope=3) }}', "en")
    assert any("quotes 'set(\"slope\", slope=3)' 1×" in fault for fault in faults(sample))


def test_a_call_that_is_no_address_of_a_link_is_a_fault(sample):
    path = sample / POST.format("en")
    path.write_text(path.read_text("utf-8").replace(f"]({CALL})", f"] {CALL}"), "utf-8")
    assert any("set() is not the address of a link; write [words]" in fault for fault in faults(sample))


@pytest.mark.parametrize(
    ("language", "title"),
    [("ko", "이 상태의 그림 1 보기(그림이 있는 곳으로 이동)"), ("en", "Sets Figure 1 to this and goes there")],
)
def test_the_phrase_is_a_link_to_the_figure_and_keeps_what_it_sets_beside_that(sample, language, title):
    site = Site.read(Project(sample), Report())
    page = site.page(POST.format(language).removeprefix("docs/"))
    address = Names(site).prose(page, language).value('set("slope", slope=-4, points=5)', 1)
    html = Markdown(extensions=[StatesExtension()]).convert(f"[*a* phrase]({address}) [b](#figure-slope) [c](x?y=1)")
    assert html == (
        '<p><a class="sets-figure" data-state="slope=-4&amp;points=5" href="#figure-slope" '
        f'title="{title}"><em>a</em> phrase</a> '
        '<a href="#figure-slope">b</a> <a href="x?y=1">c</a></p>'
    )
