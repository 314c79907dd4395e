"""A lab's cells are those that jupytext finds in the file."""

from __future__ import annotations

import jupytext
import pytest

from sitekit.reading import lines
from sitekit.text import percent

FILES = {
    "prose and code": "# %% [markdown]\n# # A\n#\n# b\n\n# %%\nx = 1\n\nx\n",
    "the short word for prose": "# %% [md]\n# a\n# %%\n1\n",
    "what is left as it is": "# %% [raw]\n# a\n# %%\n1\n",
    "prose in a text": '# %% [markdown]\n"""\n# A\n\nb\n"""\n# %%\n1\n',
    "prose in a text on one line": '# %% [markdown]\n"""a"""\n# %%\n1\n',
    "prose in a raw text": "# %% [markdown]\nr'''a $\\alpha$\nb'''\n# %%\n1\n",
    "a mark within a text": "# %%\nx = '''\n# %% [markdown]\n# no cell\n'''\n# %% [markdown]\n# a\n",
    "a mark within a listing": "# %% [markdown]\n# ```\n# %% a comment of LaTeX\n# ```\n# %%\n1\n",
    "an apostrophe in a comment": "# %%\nx = 1  # don't\n# %% [markdown]\n# it's '''\n# %%\n2\n",
    "an escaped quote": "# %%\nx = 'a\\'b' + \"#\" + '\"'\n# %% [markdown]\n# a\n",
    "a title": "# %% A part of the page [markdown]\n# a\n# %% A cell\n1\n",
    "a word of the kind in a value": '# %% alt="see [markdown]"\n1\n# %% tags=["b"] title="[md]"\n2\n',
    "tags and keys": '# %% [markdown] tags=["a"] slideshow={"x": 1}\n# a\n# %% tags=["raises-exception"]\n1 / 0\n',
    "values as JSON": '# %% [markdown] {"tags": ["a"]}\n# a\n# %% {"tags": ["raises-exception"]}\n1 / 0\n',
    "no space": "#%% [markdown]\n#a\n#%%\n1\n",
    "a magic of cells, which begins none": "# %%\n# %%time\nx = 1\n# %%\n2\n",
    "magics in comments": "# %%\n# %matplotlib inline\n# !ls\n# %timeit 1\n# 100 % of it\n#!no\nx = 1\n",
    "magics": "# %%\n%%time\nx = 1\n# %%\n!ls\n",
    "a part of a part": "# %%% [markdown]\n# a\n# %%%%\n1\n# %%% Title\n2\n",
    "indented": "# %%\nif True:\n    x = 1\n    # %%\n    y = 2\n",
    "code before the first": "x = 1\n\n# %% [markdown]\n# a\n",
    "a header": "# ---\n# jupyter:\n#   kernelspec: {name: python3, display_name: Python 3}\n# ---\n\n# %% [markdown]\n# a\n",
    "an encoding": "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# %% [markdown]\n# a\n# %%\n1\n",
    "no line at the end": "# %%\n1\n# %% [markdown]\n# a",
    "Windows' lines": "# %% [markdown]\r\n# a\r\n# b\r\n# %%\r\n1\r\n",
    "marks of other editors": "# <codecell>\n1\n# In[2]:\n2\n",
    "empty ones": "# %%\n\n# %% [markdown]\n\n# %%\n1\n",
}


@pytest.mark.parametrize("name", FILES)
def test_cells_are_those_of_jupytext(name):
    theirs = [(cell.cell_type, cell.source.strip()) for cell in jupytext.reads(FILES[name], fmt="py:percent").cells]
    ours = [(cell.kind, "\n".join(row for _, row in cell.rows).strip()) for cell in percent.cells(lines(FILES[name]))]
    assert [cell for cell in ours if cell[1]] == [cell for cell in theirs if cell[1]]


def test_rows_stand_on_their_lines():
    text = '# %% [markdown]\n\n"""\nA\n\nB\n"""\n# %% alt="C" tags=["d", "e"]\nx = 1\n'
    prose, code = percent.cells(lines(text))
    assert [row for row in prose.rows if row[1].strip()] == [(4, "A"), (6, "B")]
    assert (code.line, code.rows, code.alt, code.tags) == (8, ((9, "x = 1"),), "C", ("d", "e"))
    (given,) = percent.cells(lines('# %% {"alt": "C", "tags": ["d"]}\n1\n'))
    assert (given.alt, given.tags) == ("C", ("d",))
