"""Modules as one plain script: what each sees of the others, and what is refused."""

from __future__ import annotations

import pytest

from sitekit.assets.classic import bundled


def test_a_module_is_made_once_after_what_it_imports_and_hands_out_what_it_exports():
    scripts = {
        "a.js": 'import { b as c } from "./in/b.js";\nrun(c);\nimport("./in/d.js");',
        "in/b.js": "export function b() {}\nexport const [X, Y] = [1, 2];\nexport class Z {}",
        "in/d.js": 'import { b } from "./b.js";',
        "never.js": "",
    }
    script = bundled(scripts, ["a.js"])
    assert 'const { b : c } = need("in/b.js");'.replace(" :", ":") in script
    assert 'ask("in/d.js");' in script
    assert "return { b, X, Y, Z };" in script
    assert "never.js" not in script
    assert script.count('need("a.js")') == 1


def test_a_module_of_a_page_sees_the_others_from_the_folder_above():
    scripts = {"page/x.js": 'import("./y.js"); import.meta.url;', "y.js": ""}
    script = bundled(scripts, ["page/x.js"])
    assert 'ask("y.js")' in script
    assert 'address("x.js")' in script


@pytest.mark.parametrize("text", ["export default 1;", 'import x from "./y.js";', "import(name);", "export { a };"])
def test_a_form_that_it_does_not_know_is_refused(text):
    with pytest.raises(ValueError, match=r"a\.js"):
        bundled({"a.js": text, "y.js": ""}, ["a.js"])


def test_a_script_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match=r"b\.js"):
        bundled({"a.js": 'import { x } from "./b.js";'}, ["a.js"])
