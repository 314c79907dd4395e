"""Many small files, delivered as one."""

from __future__ import annotations

import pytest

from sitekit.assets import scripts, sheets


def test_a_sheet_loses_its_comments_and_its_indentation_and_nothing_else():
    sheet = '/* why */\n.a {\n  content: "/* kept */";\n  color: red; /* how\n  so */\n}\n/*! licence */\n'
    assert sheets.slim(sheet) == '.a {\ncontent: "/* kept */";\ncolor: red; \n}\n/*! licence */'


def test_sheets_stay_in_order():
    assert sheets.merged([".a {}\n", ".b {}\n"]) == ".a {}\n.b {}"


@pytest.mark.parametrize(
    ("sheet", "alone"),
    [
        ("a { color: red }", True),
        ("a { mask: url(#m); background: url('data:image/png;base64,AA') }", True),
        ("a { background: url(x.png) }", False),
        ('@font-face { src: url( "x.woff2" ) }', False),
        ("@import 'other.css';", False),
        ('a { background: image-set("x.png" 1x) }', False),
        ("@namespace svg url(#x);", False),
        ("a { color: red", False),
        ("a { color: red }}", False),
        ("a { color: red } /* to be", False),
        ("/*! licence { */ a { content: '{' } /* { */", True),
    ],
)
def test_a_sheet_that_names_another_file_stays_where_it_is(sheet, alone):
    assert sheets.stands_alone(sheet) is alone


def test_each_script_keeps_its_names_to_itself():
    merged = scripts.merged({"b.js": "const a = 2;\n", "a.js": "const a = 1;\nimport('./c.js');\n"})
    assert merged == "{\nconst a = 1;\nimport('./c.js');\n}\n{\nconst a = 2;\n}\n"


@pytest.mark.parametrize(
    "line", ['import { a } from "./a.js";', 'import "./a.js";', "import * as a from 'a';", "export const a = 1;"]
)
def test_a_script_of_every_page_imports_only_when_it_must(line):
    with pytest.raises(ValueError, match=r"page/a\.js imports or exports"):
        scripts.merged({"a.js": f"// Why.\n{line}\n"})


def test_a_picture_has_its_place_before_it_is_drawn():
    assert sheets.pictures({"324 216", ""}) == (
        '@media screen{[data-size="324 216"]{width:100%;aspect-ratio:324/216;content-visibility:auto}}\n'
    )


def test_a_high_picture_leaves_room_for_its_caption_on_a_low_screen():
    place, most = sheets.pictures({"324 381.6"}).splitlines()
    assert "aspect-ratio:324/381.6" in place and "min-width:45em" in most
    assert "max-width:max(20rem,(100vh - 10rem)*324/381.6)" in most
