"""The icons that Material brings along, all four sets of them."""

from __future__ import annotations

import pytest

from sitekit.check import settings
from sitekit.pages.icons import are_known, icon, is_there


@pytest.mark.parametrize("name", ["octicons/book-24", "material/book-open", "fontawesome/brands/github", "simple/python"])
def test_an_icon_is_found_by_its_path_and_by_its_name(name):
    found = icon(f":{name.replace('/', '-')}:")
    assert found and found.read_text("utf-8").startswith("<svg") and found.as_posix().endswith(f"/.icons/{name}.svg")
    assert are_known() and is_there(name) and not is_there(f"{name}-that-nobody-drew")


def test_one_that_is_not_among_them_is_told_at_its_line(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("theme:\n  icon:\n    logo: material/bok\n", "utf-8")
    (line,) = map(str, settings.check(tmp_path))
    assert line.startswith("mkdocs.yml:3: theme.icon.logo names 'material/bok', and there is no such icon")
