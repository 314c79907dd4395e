"""Settings that make a site its author's: its colour, its licence; and what it still has of the template."""

from __future__ import annotations

import pytest

from sitekit import overrides
from sitekit.build import brand
from sitekit.check import leftovers, licences, settings
from sitekit.figure.vision import contrast
from sitekit.mkdocs.colours import SCHEMES
from sitekit.settings import Settings
from sitekit.text import licence


def said(root, text: str) -> list[str]:
    (root / "mkdocs.yml").write_text(text, "utf-8")
    return [str(fault) for fault in settings.check(root)]


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#00796b", "#ffec3d", "#ff0000", *brand.NAMED.values()])
@pytest.mark.parametrize("scheme", brand.PAPERS)
def test_every_colour_can_be_read_on_every_paper(colour, scheme):
    made = brand.shades(colour, scheme)
    for ground in (*brand.PAPERS[scheme], made.faint):
        assert contrast(made.text, ground) >= 4.5 and contrast(made.strong, ground) >= 4.5


def test_a_colour_that_can_be_read_stays_what_it_is():
    assert brand.shades("#00695c", "light").text == "#00695c" and "--brand: #00695c;" in brand.sheet("#00695c", SCHEMES)


@pytest.mark.parametrize(
    ("palette", "own", "found"),
    [
        ("{primary: custom}", '"#00695C"', "#00695c"),
        ("[{primary: deep purple}, {primary: red}]", "", brand.shades("#7e56c2", "light").text),
        ("{scheme: default}", "", brand.OWN),
        ("", "", brand.OWN),
    ],
)
def test_the_colour_of_a_site(tmp_path, palette, own, found):
    assert said(tmp_path, f"theme:\n  palette: {palette}\nextra:\n  x: 1\n" + (f"  brand: {own}\n" if own else "")) == []
    assert brand.of(Settings.read(tmp_path)) == found


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("extra:\n  brand: teal\n", "mkdocs.yml:2: extra.brand is no colour: 'teal'; "),
        ('theme:\n  palette: {primary: teal}\nextra:\n  brand: "#00796b"\n', "mkdocs.yml:4: extra.brand and 'primary: teal'"),
        ("theme:\n  logo: assets/none.svg\n", "mkdocs.yml:2: theme.logo names 'assets/none.svg', which is not below docs/; "),
        ("theme:\n  favicon: https://a.example/x.png\n", "mkdocs.yml:2: theme.favicon is of another host"),
        ("extra:\n  licence: CC BY\n", "mkdocs.yml:2: extra.licence cannot be shown: 'CC BY'; "),
        ("extra:\n  licence: {texts: MIT}\n", "mkdocs.yml:2: extra.licence cannot be shown"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(tmp_path, text, what):
    (line,) = said(tmp_path, text)
    assert line.startswith(what)


def test_pictures_that_are_there_are_no_faults(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "mine.svg").write_text("<svg/>", "utf-8")
    assert said(tmp_path, "theme:\n  logo: mine.svg\n  favicon: assets/icon.svg\n  icon: {logo: material/book}\n") == []


def test_icons_of_a_theme_that_is_not_installed_are_no_faults(tmp_path, monkeypatch):
    monkeypatch.setattr("sitekit.pages.icons.THEMES", ())
    assert said(tmp_path, "theme:\n  icon: {logo: material/bok}\n") == []


def test_a_licence_is_named_as_it_calls_itself():
    address = "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    assert licence.licence("CC-BY-NC-SA-4.0") == licence.Licence("CC BY-NC-SA 4.0", address)
    assert licence.of({})["text"].name == "CC BY 4.0" and licence.of({})["code"].url == "https://opensource.org/license/mit"
    assert licence.of({"licence": False}) == {}
    own = licence.of({"licence": {"text": {"name": "Ask me", "url": "https://a.example/"}}})
    assert own == {"text": licence.Licence("Ask me", "https://a.example/")}


TERMS = "1. Code: the MIT License\n\n2. Texts and figures: Creative Commons (CC BY 4.0)\n\nA photograph is under CC BY-SA 2.0.\n"
CITATION = "cff-version: 1.2.0\nlicense:\n  - MIT\n  - CC-BY-4.0\n"


@pytest.mark.parametrize(
    ("setting", "terms", "citation", "told"),
    [
        ("{text: CC-BY-SA-4.0, code: MIT}", TERMS, None, ["LICENSE:3: does not name CC BY-SA 4.0, which mkdocs.yml has texts"]),
        ("{text: CC-BY-4.0, code: Apache-2.0}", TERMS, None, ["LICENSE:1: does not name Apache-2.0, which mkdocs.yml has code"]),
        (
            "{code: MIT}",
            TERMS,
            None,
            ["LICENSE:3: has texts and figures under CC BY 4.0, and extra.licence in mkdocs.yml does not"],
        ),
        ('{text: {name: "Ask me"}}', TERMS, None, ["LICENSE:3: does not name Ask me"]),
        (
            "{text: CC0-1.0, code: MIT}",
            None,
            CITATION,
            ["CITATION.cff:2: license does not have CC0-1.0", "CITATION.cff:2: license has CC-BY-4.0, which mkdocs.yml does not"],
        ),
        ("{text: CC-BY-4.0, code: BSD-3-Clause}", None, "license: CC-BY-4.0\n", ["CITATION.cff:1: license does not have BSD-3"]),
        ("{text: CC-BY-4.0}", None, "title: a: b\n", ["CITATION.cff:1: is not YAML"]),
    ],
)
def test_what_others_read_of_the_licence_is_what_the_setting_says(tmp_path, setting, terms, citation, told):
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  licence: {setting}\n", "utf-8")
    for name, text in (("LICENSE", terms), ("CITATION.cff", citation)):
        if text:
            (tmp_path / name).write_text(text, "utf-8")
    found = [str(fault) for fault in licences.check(tmp_path)]
    assert [line.startswith(what) for line, what in zip(found, told, strict=True)] == [True] * len(told), found


@pytest.mark.parametrize(
    ("setting", "terms"),
    [
        ("{text: CC-BY-4.0, code: MIT}", TERMS),
        (
            "{text: CC-BY-4.0, code: Apache-2.0}",
            "Apache License\nVersion 2.0\nTexts: https://creativecommons.org/licenses/by/4.0/",
        ),
        ("{code: MIT}", TERMS.replace("Creative Commons (CC BY 4.0)", "all rights reserved")),
        ("false", "Whatever.\n"),
    ],
)
def test_files_that_say_the_same(tmp_path, setting, terms):
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  licence: {setting}\n", "utf-8")
    (tmp_path / "LICENSE.md").write_text(terms, "utf-8")
    assert [*licences.check(tmp_path)] == []
    if terms == TERMS and setting != "false":
        (tmp_path / "CITATION.cff").write_text(CITATION, "utf-8")
        assert [*licences.check(tmp_path)] == []


def test_what_is_left_of_the_template_is_told(tmp_path):
    text = "site_name: x\nrepo_url: https://github.com/OWNER/REPOSITORY\n# http://127.0.0.1/\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    (note,) = leftovers.notes(tmp_path)
    assert note.startswith("mkdocs.yml:2: 'github.com/OWNER/REPOSITORY' is the template's")
    (tmp_path / "mkdocs.yml").write_text("repo_url: https://github.com/me/mine\n", "utf-8")
    assert [*leftovers.notes(tmp_path)] == []


def test_the_icon_is_in_the_colour_that_is_exchanged():
    assert f'fill="{brand.ICON}"' in (overrides.THEME / "assets" / "icon.svg").read_text("utf-8")
