"""The machine that turns ``docs/`` and ``figures/`` into a bilingual site.

Nothing here knows what the articles are about, and nothing but :mod:`sitekit.mkdocs.hooks` knows MkDocs.
"""
