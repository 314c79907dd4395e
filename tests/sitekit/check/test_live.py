"""What a live figure owes its readers is asked for at the line where it belongs."""

from __future__ import annotations

import pytest

from sitekit.check.live import check

LABELS = """from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={"ko": "선이다.", "en": "A line."},
    hint={"ko": "찾아보자.", "en": "Find it."},
    solved={"ko": "찾았다.", "en": "Found."},
)
"""
SCRIPT = """export const state = {};
export const challenge = { solution: {}, solved: () => true };
export function mount(live) {
  live.set({});
}
"""
WRONG = {
    "no caption": ("live.py", "    live_caption=", "    other=", 3, "live_caption"),
    "nothing said when it is met": ("live.py", "    solved=", "    other=", 3, "solved"),
    "no challenge": ("live.js", "export const challenge", "const challenge", 1, "challenge"),
    "an element of its own": ("live.js", "live.set({})", "document.createElement('p')", 4, "createElement"),
    "a state of its own": ("live.js", "live.set({})", "live.state = {}", 4, "live.state ="),
}


def written(site, case=None):
    name, old, new, *_ = WRONG.get(case, ("", "", ""))
    for file, text in (("live.py", LABELS), ("live.js", SCRIPT)):
        site.write(f"figures/article/line/{file}", text.replace(old, new) if file == name else text)
    return list(check(site.project))


def test_a_live_figure_that_owes_nothing_has_no_fault(site):
    assert written(site) == []


@pytest.mark.parametrize("case", WRONG)
def test_what_is_missing_or_goes_round_the_panel_is_a_fault_with_a_remedy(site, case):
    name, _, _, line, what = WRONG[case]
    (fault,) = written(site, case)
    assert (fault.path, fault.line) == (f"figures/article/line/{name}", line)
    assert what in fault.what and fault.remedy


def test_labels_that_come_from_elsewhere_are_left_to_the_build(site):
    site.write("figures/article/line/live.js", SCRIPT)
    site.write("figures/article/line/live.py", "from figures.article._shared.words import LABELS\n")
    assert list(check(site.project)) == []
