"""What Material's script would make of a page is there before it, in a form that costs a browser less."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest

from sitekit.mkdocs.material import later, narrowed, with_tables, without_gaps

OPEN = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table class="plain"'
CLOSED = "</table></div></div>"


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ("<p>1</p><table><tr></tr></table><p>2</p>", f"<p>1</p>{OPEN}><tr></tr>{CLOSED}<p>2</p>"),
        ('<table id="a"\n border=1></table>', f'{OPEN} id="a"\n border=1>{CLOSED}'),
        ('<table class="a"><td><table></table></td></table>', f'<table class="a"><td>{OPEN}>{CLOSED}</td></table>'),
        ('<table><td><table class="a"></table></td></table>', f'{OPEN}><td><table class="a"></table></td>{CLOSED}'),
        ("<script>'<table>'</script><tablet></tablet></table>", "<script>'<table>'</script><tablet></tablet></table>"),
    ],
)
def test_a_table_without_a_class_has_one_and_a_frame_that_scrolls(page, made):
    assert with_tables(page) == made


def test_in_materials_sheet_a_changed_class_concerns_no_element_without_a_name():
    """No rule ends in ``> *`` or ``> :first-child`` below what a class of ``<html>`` decides, or asks for any class."""
    [path] = Path(material.__file__).parent.glob("templates/assets/stylesheets/main.*.min.css")
    sheet = path.read_text("utf-8")
    wide = re.compile(r":not\(\[class\]\)|\.no-js [^{},]*[>~+ ](?::|\*)[^{},>~+ ]*(?=[{},])")
    assert wide.findall(sheet)
    assert wide.findall(narrowed(sheet)) == []


@pytest.mark.parametrize(
    ("script", "made"),
    [
        ('<script src="a.js"></script>', '<template class="later"><script src="a.js"></script></template>'),
        (
            '<script src="a.js" type="module" async></script>',
            '<template class="later"><script src="a.js" type="module" async></script></template>',
        ),
        ('<script id="x" type="application/json">{"src": "a>"}</script>',) * 2,
        ('<script data-src="a.js">b()</script>',) * 2,
    ],
)
def test_a_script_that_is_a_file_waits_until_the_page_is_seen(script, made):
    assert later(script) == made


def test_empty_lines_before_a_text_are_left_out_and_none_in_it():
    page = "<head>\n\n  \n<nav>\n  <a>\n\n</nav><article>\n\n<pre>\n\n</pre>"
    assert without_gaps(page) == "<head>\n<nav>\n  <a>\n</nav><article>\n\n<pre>\n\n</pre>"
