"""The machine that turns ``docs/`` and ``figures/`` into a bilingual site.

Nothing here knows what the articles are about, and nothing outside :mod:`sitekit.mkdocs` knows MkDocs. ``README.md`` beside
this file is the map.
"""

__version__ = "2.0.0"
