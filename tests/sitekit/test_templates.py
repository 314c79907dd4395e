"""The HTML that the machine writes: escaped, strict about what it is given, and a project's own template first."""

from __future__ import annotations

import jinja2
import pytest

from sitekit import overrides
from sitekit.templates import FOLDER, render

TEMPLATES = sorted(path.stem for path in (overrides.THEME / FOLDER).glob("*.html"))
HOSTILE = """<b>&"'"""


@pytest.fixture
def project(site):
    """An empty project whose overrides are read first, for as long as the test runs."""
    overrides.use(site.root)
    yield site
    overrides._folder.clear()


def test_values_are_escaped():
    assert render("failure", line=HOSTILE) == (
        '<div class="figure-failed" role="alert"><pre>&lt;b&gt;&amp;&#34;&#39;</pre></div>'
    )
    tip = render(
        "tip", name="a", kind="cite", href=HOSTILE, text="<i>a</i>", lines=[{"kind": "k", "text": HOSTILE, "language": ""}]
    )
    assert tip.count("&lt;b&gt;&amp;&#34;&#39;") == 2 and "<i>a</i>" in tip and "<b>" not in tip


def test_a_value_that_is_not_given_is_an_error():
    with pytest.raises(jinja2.UndefinedError, match="line"):
        render("failure")


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_says_what_it_is_for(template):
    source = (overrides.THEME / FOLDER / f"{template}.html").read_text("utf-8")
    assert source.startswith("{# ")


def test_layout_between_tags_is_left_out_and_spaces_within_a_line_stay(project):
    project.write(f"overrides/{FOLDER}/failure.html", "<p>\n  <b>{{ line }}</b> <i>two\n  lines</i>\n</p>\n")
    assert render("failure", line="one") == "<p><b>one</b> <i>two\n  lines</i></p>"


def test_a_project_s_template_comes_first_and_may_use_the_machine_s(project):
    assert "<mark" in render("fault", written="x")
    project.write(f"overrides/{FOLDER}/fault.html", '<em>{{ written }}</em>{% include "partials/sitekit/failure.html" %}')
    assert render("fault", written="x", line="y").startswith("<em>x</em><div")
    project.write(f"overrides/{FOLDER}/fault.html", '<b>{% include "theme/partials/sitekit/fault.html" %}</b>')
    assert render("fault", written="x") == '<b><mark class="fault">x</mark></b>'
    project.write(f"overrides/{FOLDER}/fault.html", "<s>{{ written }}, changed</s>")
    assert render("fault", written="x") == "<s>x, changed</s>", "it is read again when it changes"


def test_a_template_that_the_project_gets_between_two_builds_replaces_the_machine_s(project):
    project.write("overrides/own.css", "")
    assert "<mark" in render("fault", written="x")
    project.write(f"overrides/{FOLDER}/fault.html", "<em>{{ written }}</em>")
    overrides.use(project.root)
    assert render("fault", written="x") == "<em>x</em>"


def test_a_template_is_compiled_once_and_again_when_its_text_is_another(project, monkeypatch):
    compiled = []
    compile_source = jinja2.Environment.compile
    monkeypatch.setattr(
        jinja2.Environment, "compile", lambda *given, **named: compiled.append(1) or compile_source(*given, **named)
    )
    for text, times in (("one", 1), ("one", 1), ("two", 2), ("one", 2)):
        project.write(f"overrides/{FOLDER}/failure.html", f"<p>{text} {{{{ line }}}}</p>")
        overrides.use(project.root)
        assert (render("failure", line="a"), len(compiled)) == (f"<p>{text} a</p>", times)
