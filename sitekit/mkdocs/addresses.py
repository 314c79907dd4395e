"""Addresses that are nobody's yet: of a site that only this machine delivers, of the template's repository.

Pages do without them: readers could not follow a link to one, nor cite it.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from sitekit.labs.notebook import repository
from sitekit.references.citations import PAGE_URL

LOCAL = re.compile(r"localhost|127(?:\.\d+){3}|0\.0\.0\.0|::1?")
LINE = re.compile(rf"^.*{re.escape(PAGE_URL)}.*\n", re.M)


def is_local(address: str | None) -> bool:
    """Whether nobody else reaches ``address``."""
    return bool(LOCAL.fullmatch(urlsplit(address or "").hostname or "localhost"))


def with_address(markdown: str, address: str | None) -> str:
    """``markdown`` with the page's ``address`` where it belongs, without the lines for it where that is a local one."""
    return LINE.sub("", markdown) if is_local(address) else markdown.replace(PAGE_URL, address or "")


def without_placeholder(config: Any) -> None:
    """Let ``config`` name no repository where it names the template's placeholder."""
    if config.repo_url and not repository(config.repo_url):
        config.repo_url = config.edit_uri = config.edit_uri_template = None
