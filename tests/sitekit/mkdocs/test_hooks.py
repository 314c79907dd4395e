"""What the events of MkDocs do to a page."""

from __future__ import annotations

from sitekit.mkdocs.site import in_article


def test_only_the_text_of_a_page_is_changed_not_what_stands_around_it():
    page = '<nav>a</nav><article class="md-content__inner md-typeset" data-x>a<b>a</b></article><footer>a</footer>'
    assert in_article(page, str.upper) == page.replace("a<b>a</b>", "A<B>A</B>")
    assert in_article("<article>a</article>", str.upper) == "<article>a</article>"
