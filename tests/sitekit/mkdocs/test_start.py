"""What stands in the way is said in one line, before anything is built."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from sitekit.disk import refused, unwritable
from sitekit.mkdocs import hooks
from sitekit.mkdocs.start import PUBLISHING, obstacle, taken, unpublished


def test_a_port_that_is_taken_or_is_none():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert taken("127.0.0.1", port).startswith(f"port {port} of 127.0.0.1: Address already in use; ")
    assert taken("127.0.0.1", port) == "" and "65535" in taken("127.0.0.1", 99999)


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / ".cache").write_text("a file", "utf-8")
    with pytest.raises(FileExistsError):  # It is no matter of permission, and whoever made it knows.
        os.mkdir(tmp_path / ".cache")
    closed = PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "site" / "x.html"))
    assert unwritable(closed, tmp_path).startswith("site/x.html: cannot be written (Permission denied); ")
    copied = OSError(errno.ENOSPC, "No space left on device", "a/x.css", None, str(tmp_path / "site" / "x.css"))
    assert unwritable(copied, tmp_path).startswith("site/x.css: cannot be written (No space left on device); ")
    full = OSError(errno.ENOSPC, "No space left on device")
    assert unwritable(full, tmp_path) == "a file: cannot be written (No space left on device); free some space"
    assert unwritable(FileNotFoundError(errno.ENOENT, "No such file"), tmp_path) == "" == unwritable(KeyError("x"), tmp_path)


def test_a_folder_is_tried(tmp_path, monkeypatch):
    assert refused(tmp_path / "new", tmp_path) == "" == obstacle(tmp_path, tmp_path / "site", None)

    def closed(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", closed)
    assert obstacle(tmp_path, tmp_path / "site", None).startswith(".cache: cannot be written (Read-only file system); ")


def test_a_build_that_cannot_write_ends_in_one_line(monkeypatch):
    monkeypatch.setattr(hooks.site, "serving", False)
    with pytest.raises(SystemExit, match="cannot be written"):
        hooks.on_build_error(OSError(errno.ENOSPC, "No space left on device", "x"))
    hooks.on_build_error(KeyError("x"))


@pytest.mark.parametrize(
    ("address", "publishes", "told"),
    [("http://127.0.0.1:8000/", True, True), ("https://a.example/", True, False), ("http://127.0.0.1:8000/", False, False)],
)
def test_a_site_that_is_published_has_an_address(tmp_path, monkeypatch, address, publishes, told):
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nsite_url: {address}\n", "utf-8")
    for name in PUBLISHING:
        monkeypatch.delenv(name, raising=False)
    if publishes:
        monkeypatch.setenv("NETLIFY", "true")
    said = unpublished(tmp_path, SimpleNamespace(site_url=address))
    assert said.startswith("mkdocs.yml:2: ") is told and bool(said) is told
