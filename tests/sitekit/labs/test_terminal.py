"""A text is shown as a terminal would show it in the end."""

from __future__ import annotations

import pytest

from sitekit.labs.terminal import shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\nb\n", "a\nb\n"),
        ("10 %\r50 %\r100 %\n", "100 %\n"),
        ("a long line\rab\n", "ablong line\n"),
        ("a\r\nb\n\rc", "a\nb\nc"),
        ("\x1b[31mred\x1b[0m \x1b[1;38;5;9mbold", "red bold"),
        ("1/2\n\x1b[1A\x1b[2K2/2\n", "2/2\n"),
        ("one\ntwo\x1b[F\x1b[Kthree\n", "three\ntwo"),
        ("abc\x1b[2Dx\x1b[5Gy", "axc y"),
        ("abc\r\x1b[Kd", "d"),
        ("old\nold\x1b[2J\x1b[Hnew", "new"),
        ("a\x1b[99999999999Bb\x1b[A", None),
        ("\x1b]0;title\x07a \x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "a link"),
        ("\x1b(Ba\x1b=b\x1b7c\x1b8", "abc"),
        ("\x9b31ma", "a"),
        ("abc\b\b\bxyz", "xyz"),
        ("a\x00b\x07c\x7fd\x1fe", "abcde"),
        ("a\u202eb\ufeffc", "abc"),
        ("\ud800a", "\ufffda"),
        ("\x1b", ""),
        ("가\t나", "가\t나"),
    ],
)
def test_what_is_seen_in_the_end(text, seen):
    found = shown(text)
    found.encode("utf-8")
    assert len(found) < 20_000 if seen is None else found == seen
