"""The figures of the sample."""

from sitekit.figure.importing import install

install()
