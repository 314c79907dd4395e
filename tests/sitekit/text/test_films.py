"""The address of a film, in whatever form a reader copies it."""

from __future__ import annotations

import pytest

from sitekit.text.films import KNOWN, film

YOUTUBE = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?"


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("https://youtu.be/aqz-KE-bpKQ", f"{YOUTUBE}autoplay=1"),
        ("https://youtu.be/aqz-KE-bpKQ?si=x&t=90", f"{YOUTUBE}start=90&autoplay=1"),
        ("https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=1m30s", f"{YOUTUBE}start=90&autoplay=1"),
        ("https://m.youtube.com/watch?list=x&v=aqz-KE-bpKQ", f"{YOUTUBE}autoplay=1"),
        ("https://www.youtube.com/shorts/aqz-KE-bpKQ", f"{YOUTUBE}autoplay=1"),
        ("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ", f"{YOUTUBE}autoplay=1"),
        ("https://vimeo.com/1084537", "https://player.vimeo.com/video/1084537?dnt=1&autoplay=1"),
        ("https://vimeo.com/channels/staff/1084537", "https://player.vimeo.com/video/1084537?dnt=1&autoplay=1"),
        ("https://vimeo.com/1084537/0a1b2c", "https://player.vimeo.com/video/1084537?dnt=1&autoplay=1&h=0a1b2c"),
    ],
)
def test_is_known(address, frame):
    found = film(address)
    assert found and found.frame == frame and found.host in KNOWN and f"https://{found.host}/" in frame


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/aqz-KE-bpKQ",
        "https://youtu.be/",
        "https://www.youtube.com/@somebody",
        "https://vimeo.com/",
        "javascript://youtu.be/aqz-KE-bpKQ",
        "https://youtu.be.example.org/aqz-KE-bpKQ",
        'https://youtu.be/aqz-KE-"pKQ',
    ],
)
def test_any_other_is_none(address):
    assert film(address) is None
