"""A page that has been through its template before does not go through it again.

Jinja has no word of what a template read, so all that those of Material and of the machine can read is written down: the page,
the navigation as seen from it, the settings, what the machine's functions say of it. Whatever else one asks for while it renders,
of a plugin's or of an author's own making, is noticed, and then nothing is kept. Nor is anything where a project sets whole
templates against them, or where plugins are at work that nobody knows. Lists of articles always go through theirs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.defaults import DEFAULT_NAMESPACE
from material import templates as material

from sitekit import edition, overrides
from sitekit.memo import Memo
from sitekit.mkdocs import host
from sitekit.mkdocs.finished import digest
from sitekit.mkdocs.rendered import AT, are_plugins_known, heard, hears, written
from sitekit.templates import FOLDER

if TYPE_CHECKING:
    from sitekit.mkdocs.site import Site

GIVEN = frozenset(
    ("nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "build_date_utc", "config", "page", "tags")
)
"""What MkDocs gives to the template of a page; ``tags`` is Material's. Where there is more, something else is made of it."""
TEMPLATES = ("main.html", "blog-post.html")
"""Those of articles, labs and other texts."""
OF_PAGES = ("alternates", "changed_on", "kept_at", "reading_of", "shared", "ways")
"""What the machine's templates may call for a page, and what each says of a page is written down; see ``hooks.on_env``."""
OF_ARTICLES = ("kept_at", "reading_of")
FREE = ("is_local", "word")
"""What they may call besides, which says the same for the same words."""
SETTINGS = ("copyright", "repo_url", "site_author", "site_description", "site_name", "mdx_configs", "extra")
READ = {
    "MkDocsConfig": {*SETTINGS, "extra_css", "extra_javascript", "plugins", "theme"},
    "Navigation": {"homepage", "items"},
    "Page": {"active", "canonical_url", "categories", "children", "config", "content", "encrypted", "file", "is_homepage"}
    | {"is_index", "is_link", "meta", "pages", "parent", "title", "toc", "typeset", "url"},
    "Section": {"active", "children", "encrypted", "is_index", "meta", "pages", "title", "typeset", "url"},
    "Link": {"active", "children", "encrypted", "is_index", "meta", "pages", "title", "typeset", "url"},
    "AnchorLink": {"children", "level", "title", "typeset", "url"},
    "File": {"src_uri"},
    "SearchPlugin": {"config"},
}
"""class → what of its things is written down, that of a subclass included. Of settings and values it is all."""
WHOLE = {
    "AnchorLink": (),
    "DateDict": ("created",),
    "LegacyConfig": None,
    "Licence": None,
    "PluginCollection": ("material/search", "search"),
    "PostConfig": None,
    "Reading": ("rounded",),
    "SearchConfig": None,
    "Shared": None,
    "TagReference": ("hidden", "name", "url"),
    "Tag": ("hidden", "name"),
    "Theme": None,
    "Way": None,
}
"""The other classes whose things are written down: whole, or in these."""
PLAIN = ("builtins", "jinja2", "markupsafe", "datetime", "functools", "collections")


class Templated:
    """The pages of one build of ``site`` with MkDocs' ``config``, in the templates of ``env``; kept in ``memo``."""

    def __init__(self, memo: Memo, site: Site, config: Any, env: jinja2.Environment, *modes: bool) -> None:
        self.memo, self.site, self.env = memo, site, env
        self.templates = edition.templates()
        self.modes = [site.serving, config.strict, config.use_directory_urls, config.site_url, hears(), *modes]
        plugins = [repr(plugin.config) for plugin in config.plugins.values() if hasattr(plugin, "config")]
        self.ground = [host.NAME, edition.code(), self.templates, AT.sub("", repr(plugins)), *config.plugins, *self.modes]
        self.is_known = are_plugins_known(config) and _are_known(config.theme.dirs) and not _own_templates()
        self.made: dict[str, str] = {}
        self.strange: set[str] = set()
        self.here: tuple[Any, str] = (None, "")
        """The page that is being rendered, and its template."""
        env.template_class = type("Template", (jinja2.Template,), {"render": _by(self)})
        self._notice(env)

    def page(self, template: jinja2.Template, context: Any, render: Callable[[], str]) -> str:
        """What ``render`` makes of ``template`` in ``context``, now or once before."""
        page = context.get("page")
        if not self.is_known or page is None or template.name not in TEMPLATES or not GIVEN.issuperset(context):
            return render()
        key = digest([*self.ground, template.name, *self._read(context, template.name)])
        name = json.dumps(["templated", *self.modes, page.file.src_uri])
        found = json.loads(self.memo.get(name) or "null")
        if found is not None and found["key"] == key:
            return found["output"]
        self.strange, self.here = set(), (page, template.name)
        with heard() as said:
            output = render()
        if not said and not self.strange:
            self.made[name] = json.dumps({"key": key, "output": output}, ensure_ascii=False)
        return output

    def keep(self) -> None:
        """Keep what this build made, since it has come to its end."""
        if self.made and edition.templates() == self.templates:
            for name, entry in self.made.items():
                self.memo.put(name, entry)
        self.made.clear()

    def _read(self, context: Any, template: str) -> Iterator[Any]:
        """All that the template can read, as text that is the same if it is."""
        page, config, nav = context["page"], context["config"], context["nav"]
        yield [context["base_url"], [*map(str, context["extra_css"])], [*map(str, context["extra_javascript"])]]
        yield context["mkdocs_version"]
        yield AT.sub("", repr([config[name] for name in SETTINGS]))
        yield AT.sub("", repr({name: config.theme[name] for name in config.theme}))
        yield [[*map(str, config.extra_css)], [*map(str, config.extra_javascript)]]
        yield [[_item(item, page) for item in nav.items], nav.homepage and _item(nav.homepage, page)]
        yield [page.content, [*written(page.toc)], page.file.src_uri, _item(page, page), _parents(page), page.canonical_url]
        yield AT.sub("", repr(getattr(page, "config", None)))
        yield [[one.title, one.url] for one in getattr(page, "categories", ())]
        yield [[repr(tag), tag.name, getattr(tag, "url", None)] for tag in context.get("tags", ())]
        called = [name for name in OF_PAGES if name not in OF_ARTICLES or template == "blog-post.html"]
        for name in called:
            said = self.calls[name](page) if name != "shared" or page.canonical_url else None
            yield [name, repr(said), repr(getattr(said, "rounded", None))]

    def _notice(self, env: jinja2.Environment) -> None:
        """Have noticed what a template asks for that is not written down."""
        of, at = env.getattr, env.getitem

        def noticed(answer: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
            def asked(thing: Any, name: Any) -> Any:
                if type(thing).__module__.partition(".")[0] not in PLAIN and not _is_written_down(thing, name):
                    self.strange.add(f"{type(thing).__name__}.{name}")
                return answer(thing, name)

            return asked

        env.getattr, env.getitem = noticed(of), noticed(at)  # ty: ignore[invalid-assignment]  Templates ask the environment.
        self.calls = {name: value for name, value in env.globals.items() if callable(value)}

        def called(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
            def asked(*given: Any, **named: Any) -> Any:
                page, template = self.here
                is_of_page = name in OF_PAGES and given == (page,) and (name not in OF_ARTICLES or template == "blog-post.html")
                if not is_of_page and name not in FREE:
                    self.strange.add(f"{name}()")
                return call(*given, **named)

            return asked

        for name, call in self.calls.items():
            if name not in DEFAULT_NAMESPACE:
                env.globals[name] = called(name, call)  # ty: ignore[invalid-assignment]  As above.


def _by(templated: Templated) -> Callable[..., str]:
    def render(self: jinja2.Template, *given: Any, **named: Any) -> str:
        def make() -> str:
            return jinja2.Template.render(self, *given, **named)

        return templated.page(self, given[0], make) if len(given) == 1 and not named else make()

    return render


def _is_written_down(thing: Any, name: Any) -> bool:
    for kind in type(thing).__mro__:
        if kind.__name__ in READ:
            return str(name) in READ[kind.__name__]
        if kind.__name__ in WHOLE:
            names = WHOLE[kind.__name__]
            return names is None or str(name) in names
    return False


def _item(item: Any, page: Any) -> list[Any]:
    """What a template reads of ``item``, of the navigation, while ``page`` is rendered."""
    pages = getattr(item, "pages", None)
    return [
        type(item).__name__,
        item.title,
        getattr(item, "url", None),
        bool(getattr(item, "active", False)),
        getattr(item, "is_homepage", None),
        getattr(item, "is_index", None),
        AT.sub("", repr(getattr(item, "meta", None))),
        repr(getattr(item, "encrypted", None)),
        AT.sub("", repr(getattr(item, "typeset", None))),
        pages and [_addresses(pages), any(one is page for one in pages)],
        [_item(child, page) for child in item.children or ()],
    ]


def _addresses(pages: list[Any]) -> str:
    """Those of the ``pages`` that a list shows, as one text: each page's key has it."""
    return "\n".join(one.url for one in pages)


def _parents(page: Any) -> list[Any]:
    found, parent = [], page.parent
    while parent is not None:
        found.append([type(parent).__name__, parent.title, getattr(parent, "url", None), len(parent.children or ())])
        parent = parent.parent
    return found


def _are_known(folders: list[str]) -> bool:
    """Whether all templates are the project's, the machine's, Material's and MkDocs'."""
    known = (*map(str, overrides.folders()), *material.__path__)
    return all(folder in known or Path(folder).parts[-2:] == (host.NAME, "templates") for folder in folders)


def _own_templates() -> bool:
    """Whether the project has templates that MkDocs renders: they may read all there is."""
    return any(
        FOLDER not in path.as_posix() for folder in overrides.folders()[:-1] for path in folder.rglob("*.html") if path.is_file()
    )
