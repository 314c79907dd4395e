"""A TOML file's values are found at their lines, in every way that TOML has to write them."""

from __future__ import annotations

import tomllib

import pytest

from sitekit.records import Records, form

TEXT = '''# A file. [[not.a.table]]
title = "a # b [[c]]" # [[d]]
"quoted key" = 'x'
a.b . c = 1
date = 1979-05-27 07:32:00
float = 1.5

  [[ term ]]
id = "one"
words = [
  "x",  # ]
  """y
z""", [1,
  2],
]
define = { ko = "곡선", en.long = [ { a = 1 }, { a = 2 } ] }

[[term]]
id = \'\'\'
two
[[term]]
\'\'\'
define.ko = "\\"]"
define.en = ""
[term.more]
x = true
[[term.more.deep]]
y = 1
[[term.more.deep]]
y = 2

[other."a.b"]
z = []
'''
LINES = {
    ("title",): 2,
    ("quoted key",): 3,
    ("a",): 4,
    ("a", "b", "c"): 4,
    ("date",): 5,
    ("float",): 6,
    ("term",): 8,
    ("term", 0): 8,
    ("term", 0, "id"): 9,
    ("term", 0, "words", 1): 12,
    ("term", 0, "words", 2, 1): 14,
    ("term", 0, "define", "ko"): 16,
    ("term", 0, "define", "en", "long", 1, "a"): 16,
    ("term", 1): 18,
    ("term", 1, "id"): 19,
    ("term", 1, "define"): 23,
    ("term", 1, "define", "en"): 24,
    ("term", 1, "more", "x"): 26,
    ("term", 1, "more", "deep", 1, "y"): 30,
    ("other", "a.b", "z"): 33,
}


def leaves(value, way=()):
    """Every way through ``value``, to tables and lists too."""
    yield way
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in children:
        yield from leaves(inner, (*way, key))


def test_everything_has_the_line_on_which_it_begins():
    records = Records.read("a.toml", TEXT)
    assert records.table == tomllib.loads(TEXT) and records.faults == []
    assert {way: records.lines[way] for way in LINES} == LINES


def test_there_is_a_line_for_every_value_and_for_nothing_else():
    ways = set(leaves(tomllib.loads(TEXT))) - {()}
    assert set(Records.read("a.toml", TEXT).lines) == ways - {("other",)}


def test_every_text_is_known_as_it_is_written():
    written = Records.read("a.toml", TEXT).written
    assert written["term", 0, "words", 1] == (12, '"""y\nz"""')
    assert written["term", 1, "define", "ko"] == (23, '"\\"]"')
    assert {way: tomllib.loads(f"x = {text}")["x"] for way, (_, text) in written.items()} == {
        way: value for way in leaves(tomllib.loads(TEXT)) if isinstance(value := at(tomllib.loads(TEXT), way), str)
    }


def at(value, way):
    for key in way:
        value = value[key]
    return value


def test_what_is_not_there_is_at_the_table_it_would_stand_in():
    records = Records.read("a.toml", TEXT)
    assert records.line("term", 1, "define", "fr") == 23
    assert records.line("term", 1, "missing", 3) == 18
    assert records.line("nothing") == 1


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = \n", 2), ("a = 1\na = 2\n", 2), ('a = """\n\n', 2), ("[a\n", 1)])
def test_what_is_no_toml_is_one_fault_and_no_value(text, line):
    records = Records.read("a.toml", text)
    (fault,) = records.faults
    assert (fault.path, fault.line, dict(records.table)) == ("a.toml", line, {})


def test_windows_line_ends_count_once():
    assert Records.read("a.toml", TEXT.replace("\n", "\r\n")).lines == Records.read("a.toml", TEXT).lines


@pytest.mark.parametrize("text", ["\nterm = 3\n", "\nterm = [3]\n", "\n[term]\nid = 1\n"])
def test_entries_that_are_no_tables_are_one_fault(text):
    records = Records.read("a.toml", text)
    assert [*records.entries("term")] == []
    assert [str(fault) for fault in records.faults] == ["a.toml:2: 'term' is no list of tables; begin each with [[term]]"]


def test_the_form_of_a_table_is_checked_at_its_lines():
    records = Records.read("a.toml", '[[term]]\nid = 3\n\n[[term]]\nid = "a"\nidd = "b"\n\n[[term]]\n')
    said = [
        str(fault)
        for _, entry, locate in records.entries("term")
        for fault in form("it", entry, {"id": str, "use": str}, ("id", "use"), locate)
    ]
    assert said == [
        "a.toml:2: it has something else than a text as 'id'; write a text",
        "a.toml:1: it has no 'use'; add use",
        "a.toml:6: it has the unknown key 'idd'; use id, use",
        "a.toml:8: it has no 'id'; add id",
        "a.toml:8: it has no 'use'; add use",
    ]
