"""MkDocs loads this file; everything it does is in :mod:`sitekit.mkdocs.hooks`."""

from sitekit.mkdocs.hooks import *
