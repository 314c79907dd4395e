"""Which host runs the machine: MkDocs, or ProperDocs, its fork, which answers to the same name and hands out itself.

What MkDocs calls ``mkdocs`` is there ``properdocs``: its loggers, and the module that is run.
"""

from __future__ import annotations

import logging

import mkdocs

NAME = mkdocs.__name__
"""``mkdocs`` or ``properdocs``."""
VERSION = mkdocs.__version__


def logger() -> logging.Logger:
    """What the host says goes through this, ours included, whose loggers are called ``mkdocs.…`` in both."""
    return logging.getLogger(NAME)
