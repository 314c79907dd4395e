"""The figures of this site: one folder an article, one place a figure, ``<name>.py`` or ``<name>/figure.py``."""

from sitekit.figure.importing import install

install()
