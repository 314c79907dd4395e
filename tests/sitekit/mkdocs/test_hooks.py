"""What the events of MkDocs do to a page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.files import Files as AllFiles

from sitekit.mkdocs.hooks import _slug, spelled
from sitekit.mkdocs.loaded import Loaded
from sitekit.mkdocs.notebooks import NotebookFile, become_pages
from sitekit.mkdocs.site import Site, in_article
from sitekit.project import FigureId


def test_only_the_text_of_a_page_is_changed_not_what_stands_around_it():
    page = '<nav>a</nav><article class="md-content__inner md-typeset" data-x>a<b>a</b></article><footer>a</footer>'
    assert in_article(page, str.upper) == page.replace("a<b>a</b>", "A<B>A</B>")
    assert in_article("<article>a</article>", str.upper) == "<article>a</article>"


class Files(dict):
    """What MkDocs' collection of files answers: source → file."""

    get_file_from_path = dict.get


def test_an_address_is_seen_from_the_page_at_hand_and_nothing_leads_to_what_is_not_there():
    site = Site()
    site.files = Files({"en/claims.md": SimpleNamespace(url="en/claims/"), "en/index.md": SimpleNamespace(url="en/")})
    assert site.address("en/claims.md", "en/blog/a/") == "../../claims/"
    assert site.address("en/index.md", "en/") == "./"
    assert site.address("en/claims.md", "assets/x.html") == "../en/claims/"
    assert site.address("en/nothing.md", "en/") is None


def test_a_lab_belongs_to_the_figure_of_its_name_and_a_plain_notebook_to_none():
    site = Site()
    site.lab_pages = {
        "en/labs/straight-lines/slope.py": SimpleNamespace(is_plain=False),
        "en/notes/table.ipynb": SimpleNamespace(is_plain=True),
    }
    files = Files({source: SimpleNamespace(url=f"url of {source}") for source in site.lab_pages})
    assert site.labs_of_figures(files) == {(FigureId("straight_lines", "slope"), "en"): "url of en/labs/straight-lines/slope.py"}


def test_a_category_has_one_address_in_every_language_that_names_it():
    slugs = {"공부": "study", "Study": "study"}
    otherwise = lambda name, separator: name.lower().replace(" ", separator)  # noqa: E731
    assert {_slug(slugs, otherwise, name, "-") for name in slugs} == {"study"}
    assert _slug(slugs, otherwise, "Other Things", "-") == "other-things"


def test_only_what_is_read_as_a_page_becomes_one():
    files = AllFiles(
        [File(path, "/docs", "/site", True) for path in ("a.ipynb", "en/labs/a/b.py", "en/x/labs/a/b.py", "en/a.md")]
    )
    config = SimpleNamespace(docs_dir="/docs", site_dir="/site", use_directory_urls=True)
    become_pages(files, config, {"en/labs/a/b.py", "en/a.md"}.__contains__)
    assert [file.src_uri for file in files if isinstance(file, NotebookFile)] == ["en/labs/a/b.py"]


@pytest.mark.parametrize(
    ("setting", "line"), [("extra_css: [own.css, gone.css]", 1), ("extra_css: []\nextra_javascript:\n  - gone.js", 3)]
)
def test_a_style_sheet_or_script_that_is_nowhere_is_told_and_one_that_is_there_is_not(tmp_path, setting, line):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"{setting}\n", "utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"), site_name="A")
    config.plugins._current_plugin = None
    files = AllFiles([File.generated(config, "own.css", content="a { color: red }")])
    with pytest.raises(PluginError, match=rf"^mkdocs\.yml:{line}: extra_\w+ names 'gone\.\w+', which is not below docs/; add it"):
        Loaded(tmp_path / "cache").merge(files, config)
    texts = {"own.css": "a { color: red }", "gone.css": "b { background: url(b.png) }", "gone.js": ""}
    files = AllFiles([File.generated(config, name, content=text) for name, text in texts.items()])
    Loaded(tmp_path / "cache").merge(files, config)
    assert config.extra_css == ["assets/site.min.css", *(["gone.css"] if line == 1 else [])]


def test_tags_that_differ_in_signs_alone_have_addresses_of_their_own():
    assert [spelled(name) for name in ("C++", "C#", "C", "R&D", "선형 대수")] == [
        "C plus plus",
        "C sharp",
        "C",
        "R and D",
        "선형 대수",
    ]
