"""MkDocs loads this file; everything it does is in :mod:`sitekit.mkdocs.hooks`."""

from sitekit.mkdocs.hooks import *  # noqa: F403  MkDocs takes the events by their names, which the module lists
