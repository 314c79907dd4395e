"""A text is read if it is UTF-8, and told at its line if it is not; only what ends a line to everybody ends one here."""

from __future__ import annotations

import pytest

from sitekit.fault import Fault
from sitekit.reading import lines, read

TEXT = "one\ntwo 곡선\n"


def test_the_mark_that_some_editors_begin_a_file_with_is_no_part_of_it(tmp_path):
    path = tmp_path / "a.md"
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_text(TEXT, encoding)
        assert read(tmp_path, path) == TEXT


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (TEXT.encode("cp949"), 2, "is not UTF-8, but looks like CP949"),
        (TEXT.encode("utf-16"), 1, "is not UTF-8, but looks like UTF-16"),
        (b"one\n\n\xff\xff", 3, "is not UTF-8"),
    ],
)
def test_another_encoding_is_a_fault_that_says_which(tmp_path, data, line, said):
    (tmp_path / "글.md").write_bytes(data)
    with pytest.raises(Fault) as caught:
        read(tmp_path, tmp_path / "글.md")
    assert (caught.value.path, caught.value.line, caught.value.what) == ("글.md", line, said)


@pytest.mark.parametrize(
    ("text", "found"),
    [("", []), ("\n", [""]), ("a", ["a"]), ("a\r\nb\rc\n\n", ["a", "b", "c", ""]), ("a\f\u2028b\x85\n", ["a\f\u2028b\x85"])],
)
def test_lines_end_where_an_editor_ends_them(text, found):
    assert lines(text) == found
