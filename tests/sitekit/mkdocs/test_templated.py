"""Pages that have been through their template before: whatever that can read decides, and what nobody knows of is not kept."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from material import templates

from sitekit import edition, overrides
from sitekit.memo import Memo
from sitekit.mkdocs import templated
from sitekit.mkdocs.templated import OF_PAGES, SETTINGS, Templated

MATERIAL = next(iter(templates.__path__))
WHOLE = (
    "{{ page.content }}{{ page.meta.hide }}{% for item in nav.items %}{{ item.title }}{{ item.active }}{% endfor %}"
    "{{ config.site_name }}{{ config.theme.language }}{{ ways(page) }}{{ word('go') }}{{ tags }}"
)


class Page(SimpleNamespace):  # noqa: PLW1641  Nothing looks one up.
    """As much of MkDocs' as is read."""

    def __eq__(self, other):
        return self is other


class MkDocsConfig(dict):
    __getattr__ = dict.__getitem__


class Theme(dict):
    dirs = (str(overrides.THEME), MATERIAL)


def a_page(**given: Any) -> Page:
    usual = {"content": "text", "title": "A", "url": "en/a/", "canonical_url": "http://a/en/a/", "meta": {}, "toc": []}
    usual |= {"is_homepage": False, "is_index": False, "active": True, "children": None, "parent": None, "categories": ()}
    return Page(**usual | {"config": None, "file": SimpleNamespace(src_uri="en/a.md")} | given)


@pytest.fixture
def render(tmp_path):
    """What renders a page through ``main.html``, or another: the number of times that Jinja had to by now."""
    rendered = []

    def once(text=WHOLE, template="main.html", page=(), said=(), settings=(), theme=(), nav=(), plugins=(), ends=True, **more):
        env = jinja2.Environment(loader=jinja2.DictLoader({template: text}))
        env.globals |= {name: lambda page, name=name: dict(said).get(name, name) for name in OF_PAGES}
        env.globals |= {"word": str, "stranger": str}
        usual = dict.fromkeys(SETTINGS, "") | {"hooks": ["ours"], "plugins": dict.fromkeys(["tags", *plugins])}
        usual |= {"extra_css": [], "extra_javascript": [], "strict": False, "use_directory_urls": True, "site_url": "/"}
        config = MkDocsConfig(usual | dict(settings), theme=Theme({"language": "en"} | dict(theme)))
        site: Any = SimpleNamespace(serving=False)
        here = a_page(**dict(page))
        given = {"items": [a_page(title="Another", url="en/b/")], "homepage": None} | dict(nav)
        context = {"page": here, "config": config, "nav": type("Navigation", (SimpleNamespace,), {})(**given), "pages": []}
        context |= {"base_url": "..", "extra_css": [], "extra_javascript": [], "mkdocs_version": "1"} | more
        store = Templated(Memo(tmp_path / "pages"), site, config, env)
        wanted = env.from_string("").render  # Whatever is no page passes by.
        assert wanted({}) == ""
        before = jinja2.Template.render

        def counted(self, *given, **named):
            rendered.append(1)
            return before(self, *given, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(jinja2.Template, "render", counted)
            found = env.get_template(template).render(context)
        assert found == before(jinja2.Environment(loader=env.loader).from_string(text, env.globals), context), (
            "as Jinja renders it"
        )
        if ends:
            store.keep()
        return len(rendered)

    return once


def test_the_same_page_goes_through_its_template_once(render):
    assert [render(), render()] == [1, 1]


PAGES = {
    "content": "other",
    "title": "B",
    "url": "en/c/",
    "canonical_url": None,
    "meta": {"hide": ["toc"]},
    "toc": [SimpleNamespace(title="A part", id="a", level=2, children=[])],
    "is_homepage": True,
    "is_index": True,
    "active": False,
    "children": [a_page()],
    "parent": a_page(title="Over it"),
    "categories": [a_page(title="Study")],
    "config": {"draft": True},
    "encrypted": True,
    "typeset": {"title": "<b>A</b>"},
    "pages": [a_page(url="en/page/2/")],
}
OTHERS = [
    *({"page": {name: value}} for name, value in PAGES.items()),
    *(
        {"nav": {"items": [a_page(**{name: value})]}}
        for name, value in PAGES.items()
        if name in ("title", "url", "meta", "active")
    ),
    {"nav": {"homepage": a_page()}},
    *({"settings": {name: "another"}} for name in (*SETTINGS, "extra_css", "site_url", "strict")),
    *({"said": {name: "another"}} for name in OF_PAGES if name not in templated.OF_ARTICLES),
    {"theme": {"language": "ko"}},
    {"theme": {"features": ["toc.follow"]}},
    {"tags": [SimpleNamespace(name="a", url="b")]},
    {"base_url": "../.."},
    {"extra_css": ["a.css"]},
    {"mkdocs_version": "2"},
    {"plugins": ["search"]},
]


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_whatever_it_can_read_decides(render, other):
    assert [render(), render(**other)] == [1, 2]


@pytest.mark.parametrize("name", templated.OF_ARTICLES)
def test_what_is_said_of_an_article_decides(render, name):
    assert [render(template="blog-post.html"), render(template="blog-post.html", said={name: "another"})] == [1, 2]


@pytest.mark.parametrize(
    "given",
    [
        {"text": "{{ page.update_date }}", "page": {"update_date": "today"}},
        {"text": "{{ page['update_date'] }}", "page": {"update_date": "today"}},
        {"text": "{{ nav.items | map(attribute='edit_url') | join }}"},
        {"text": "{{ stranger(page.title) }}"},
        {"text": "{{ ways(nav.items[0]) }}"},
        {"text": "{{ reading_of(page) }}"},
        {"text": "{{ config.docs_dir }}", "settings": {"docs_dir": "docs"}},
        {"posts": []},
        {"plugins": ["macros"]},
        {"settings": {"hooks": ["ours", "another"]}},
        {"template": "landing.html"},
        {"ends": False},
    ],
    ids=str,
)
def test_what_is_not_known_to_be_the_same_is_not_kept(render, given):
    assert [render(**given), render(**given)] == [1, 2]


def test_a_project_with_whole_templates_of_its_own_keeps_nothing(render, tmp_path, monkeypatch):
    folder = tmp_path / "overrides"
    (folder / "partials" / "sitekit").mkdir(parents=True)
    (folder / "partials" / "sitekit" / "tip.html").touch()
    monkeypatch.setattr(overrides, "folders", lambda: (folder, overrides.THEME))
    monkeypatch.setattr(Theme, "dirs", (str(folder), *Theme.dirs))
    assert [render(), render()] == [1, 1]
    (folder / "main.html").touch()
    assert render() == 2
    assert render() == 3


def test_a_theme_of_another_s_is_not_known(render, monkeypatch):
    monkeypatch.setattr(Theme, "dirs", ("/elsewhere", *Theme.dirs))
    assert [render(), render()] == [1, 2]


@pytest.mark.parametrize("of", ["code", "templates"])
def test_another_machine_renders_it_again(render, monkeypatch, of):
    render()
    monkeypatch.setattr(edition, of, lambda: "another")
    assert render() == 2
