"""The figures of this site, one folder an article, one place a figure: ``<name>.py``, or ``<name>/figure.py`` and what belongs to it."""

from sitekit.figure.importing import install

install()
