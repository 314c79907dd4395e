"""The page for maintainers, ``sitekit/HOSTS.md``, names all that the machine takes from its host, and nothing else."""

from __future__ import annotations

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from sitekit.mkdocs import hooks, rendered

SITEKIT = Path(hooks.__file__).parents[1]
PAGE = (SITEKIT / "HOSTS.md").read_text("utf-8")
ROOM = sorted((SITEKIT / "mkdocs").glob("*.py"))
SHOWN = sorted(path for ending in ("css", "js", "html") for path in SITEKIT.rglob(f"*.{ending}"))
OF_STYLE = re.compile(r"--md-[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")
CLASSES = re.compile(r"(?<![\w-])md-[a-z]+(?:[-_]{1,2}[a-z]+)*")
MEETING = re.compile(r"data-md-[a-z]+(?:-[a-z]+)*|__(?:palette|search|drawer|toc|md)_?[a-z]*")


def section(begin: str, end: str) -> set[str]:
    """What stands between backticks, from the words ``begin`` to the words ``end``."""
    text = PAGE.partition(begin)[2].partition(end)[0]
    assert text
    return set(re.findall(r"`([^`\n]+)`", text))


def first_cells(begin: str, end: str) -> set[str]:
    """The same in the first cells of a table."""
    rows = PAGE.partition(begin)[2].partition(end)[0].splitlines()
    return {name for row in rows if row.startswith("|") for name in re.findall(r"`([^`]+)`", row.split("|")[1])}


def imported() -> set[str]:
    found: set[str] = set()
    for path in ROOM:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] in ("mkdocs", "material")}


def private() -> set[str]:
    """The attributes with an underscore that the room asks of others than itself."""
    nodes = (node for path in ROOM for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute))
    others = (node for node in nodes if not isinstance(node.value, ast.Name) or node.value.id not in ("self", "cls", "os"))
    return {node.attr for node in others if re.match(r"_[a-z]", node.attr)}


def named(pattern: re.Pattern[str], paths: list[Path]) -> set[str]:
    return {name for path in paths for name in pattern.findall(path.read_text("utf-8"))}


def test_the_events():
    assert first_cells("## Events of MkDocs", "## Modules") == set(hooks.__all__)


def test_the_modules():
    assert first_cells("## Modules of MkDocs", "Attributes that are private") == imported()


def test_the_private_attributes():
    assert {name for name in section("Attributes that are private", "Besides these") if name != "serve"} == private()


def test_the_plugins():
    assert first_cells("## Plugins", "## Templates") == rendered.PLUGINS - {"hooks"}


@pytest.mark.parametrize(
    ("package", "begin", "end"), [("material", "Ours that cover hers:", "MkDocs' own"), ("mkdocs", "MkDocs' own:", "Hers that")]
)
def test_the_templates_that_are_covered(package, begin, end):
    theirs = Path(find_spec(package).origin).parent / "templates"
    ours = {path.relative_to(SITEKIT / "theme").as_posix() for path in (SITEKIT / "theme").rglob("*.html")} | {"sitemap.xml"}
    assert section(begin, end) == {path for path in ours if (theirs / path).is_file()}


def test_the_templates_that_are_used():
    texts = [path.read_text("utf-8") for path in (SITEKIT / "theme").rglob("*.html")]
    used = {name for text in texts for name in re.findall(r'{% (?:extends|include|import) "([^".][^"]*)"', text)}
    assert {name for name in section("Hers that ours", "All others") if name.endswith(".html")} == {
        name for name in used if not (SITEKIT / "theme" / name).is_file()
    }


def test_style_and_scripts():
    own = [*SHOWN, *(path for path in SITEKIT.rglob("*.py"))]
    assert section("Custom properties of CSS", "Classes of her pages") == named(OF_STYLE, own)
    assert section("Classes of her pages", "Attributes and ids") == named(CLASSES, SHOWN)
    assert section("Attributes and ids", "\n## ") == named(MEETING, SHOWN)


def test_what_stands_in_a_page_names_no_part_of_the_theme():
    ours = sorted((SITEKIT / "theme" / "partials" / "sitekit").glob("*.html"))
    assert ours and named(OF_STYLE, ours) | named(MEETING, ours) == set()
