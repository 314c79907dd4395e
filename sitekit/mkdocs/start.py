"""What stands in the way of a build or of ``serve``, said in one line before anything is built."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

from sitekit.disk import refused
from sitekit.settings import Settings

HERE = ("127.0.0.1", "localhost")
PUBLISHING = ("CI", "NETLIFY", "CF_PAGES", "GITHUB_ACTIONS", "GITLAB_CI", "VERCEL")
"""The variables by which a machine says that it builds for others; a published site has an address."""


def obstacle(root: Path, site: Path, address: tuple[str, int] | None) -> str:
    """Why the project at ``root`` cannot be built into ``site`` or served at ``address``; nothing if it can."""
    if address and (line := taken(*address)):
        return line
    return refused(root / ".cache", root) or refused(site, root)


def taken(host: str, port: int) -> str:
    """Why nothing can be served at ``port`` of ``host``; nothing if something can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OverflowError:
        return f"port {port}: there is none above 65535; use another, make serve PORT=8001"
    except OSError as error:
        return f"port {port} of {host}: {os.strerror(error.errno or 0)}; use another, make serve PORT={min(port + 1, 65535)}"
    return ""


def unpublished(root: Path, config: Any) -> str:
    """That a build for others has no address of its own, in a line; nothing if it has one, or if nobody publishes it."""
    address = config.site_url or ""
    if not any(os.environ.get(name) for name in PUBLISHING) or (address and not any(f"//{host}" in address for host in HERE)):
        return ""
    path, line = Settings.sound(root).place("site_url")
    what = f"the site has no address: canonical links, feeds and the site map lead to {address or 'nowhere'}"
    return f"{path}:{line}: {what}; set SITE_URL, or write the address here"
