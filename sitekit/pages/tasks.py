"""A task's box says by name whether it is ticked: screen readers find nothing else beside it."""

from __future__ import annotations

import re

from sitekit.words import word

BOX = re.compile(r'(<li class="task-list-item">(?:<p>)?(?:<label[^>]*>)?<input type="checkbox")(?P<rest>(?! aria-label)[^>]*)>')


def with_tasks(content: str, language: str) -> str:
    """``content`` whose tasks are named in ``language``; those that have a name keep it."""
    return BOX.sub(lambda box: f'{box[1]} aria-label="{_said(box["rest"], language)}"{box["rest"]}>', content)


def _said(attributes: str, language: str) -> str:
    return word("task_done" if "checked" in attributes else "task_open", language)
