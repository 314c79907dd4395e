"""MkDocs loads this file; everything it does is in :mod:`sitekit.adaptor`."""

from sitekit.adaptor import *  # noqa: F403
