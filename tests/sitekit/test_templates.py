"""The HTML that the machine writes: escaped, strict about what it is given, and a project's own template first."""

from __future__ import annotations

import jinja2
import pytest

from sitekit import overrides
from sitekit.memo import Memo
from sitekit.templates import FOLDER, Compiled, render

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


@pytest.fixture
def compile_with(tmp_path, monkeypatch):
    """What compiles a template in an environment that a process has just made, and says how often Jinja had to by now."""
    compiled = []
    compile_source = jinja2.Environment.compile
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *a, **named: compiled.append(1) or compile_source(*a, **named))

    def compile_it(text="<p>{{ 1 }}</p>", **filters):
        kept = Compiled()
        kept.memo = Memo(tmp_path)
        environment = jinja2.Environment(loader=jinja2.DictLoader({"a": text}), bytecode_cache=kept)
        environment.filters |= filters
        return environment.get_template("a").render(), len(compiled)

    return compile_it


def test_what_a_template_was_compiled_to_stays_for_the_next_process(compile_with, tmp_path):
    assert compile_with() == compile_with() == ("<p>1</p>", 1)
    assert compile_with("<b>{{ 1 }}</b>") == ("<b>1</b>", 2)
    for entry in tmp_path.iterdir():
        entry.write_bytes(entry.read_bytes()[:-40])
    assert compile_with() == ("<p>1</p>", 3), "what was cut short is none"


def test_a_filter_that_nobody_knows_may_have_said_what_a_template_says(compile_with):
    for number in (1, 2):
        assert compile_with('<p>{{ "a" | own }}</p>', own=lambda text, number=number: f"{text}{number}")[0] == f"<p>a{number}</p>"
