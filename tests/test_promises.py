"""Whatever the README and SECURITY.md say is listed; what of it is a promise names tests that are there, and ways to break it.

That these tests fail when the promise is broken is seen by ``make promises``, and by ``make test-all``.
"""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.promises import ROOT, TEXTS, Break, Breaking, Promise, copied, ours, place_of, promises, unaccounted

SAID = promises()
PROMISES = [one for one in SAID if one.of in ours() and one.tests]


@pytest.mark.parametrize(("of", "code"), [(of, code) for of in ours() for code in TEXTS[of]])
def test_all_that_a_text_says_is_listed(of, code):
    assert [*unaccounted(SAID, of, code, (ROOT / TEXTS[of][code]).read_text("utf-8"))] == []


def test_what_is_listed_nowhere_and_what_stands_nowhere_is_found():
    said = [Promise("a", "README.md", {"en": ("It is quick.",)}), Promise("b", "README.md", {"en": ("It is small.",)})]
    found = [*unaccounted(said, "README.md", "en", "# Title\n\n- It is\n  quick. It is cheap.\n\n| - |\n```sh\n```\n")]
    assert found == ["'b' says what does not stand there once: It is small.", "no promise and nothing else: It is cheap."]


@cache
def functions(path: str) -> set[str]:
    return {node.name for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.name)
def test_a_promise_names_tests_that_are_there_and_can_be_broken(promise):
    assert [test for test in promise.tests if place_of(test)[1] not in functions(place_of(test)[0])] == []
    assert promise.breaks
    for one in promise.breaks:
        assert (ROOT / one.file).read_text("utf-8").count(one.text) == 1, one
        assert one.text != one.by and [test for test in promise.tests if one.among in test]


def test_security_names_the_modules_that_keep_it():
    named = {*re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "SECURITY.md").read_text("utf-8"))}
    assert named == {place_of(test)[0] for promise in SAID if promise.of == "SECURITY.md" for test in promise.tests} - {
        "tests/test_promises.py"
    }


TEST = "def test_one():\n    assert __import__('thing').ONE == 1\n\n\ndef test_two():\n    pass\n"


@pytest.mark.slow
def test_what_no_test_notices_is_told(tmp_path):
    (tmp_path / "thing.py").write_text("ONE = 1\nTWO = 2\n")
    (tmp_path / "test_thing.py").write_text(TEST)
    one, two = "test_thing.py::test_one", "test_thing.py::test_two"
    noticed, not_noticed = Break("thing.py", "ONE = 1", "ONE = 3"), Break("thing.py", "TWO = 2", "TWO = 3")
    breaking = Breaking(tmp_path)
    assert breaking.sound([Promise("a", "", {}, (one, two))]) == []
    assert breaking.breaking(Promise("a", "", {}, (one,), (noticed,))).wrong == []
    assert breaking.breaking(Promise("a", "", {}, (one,), (noticed, not_noticed))).wrong == [f"a: {not_noticed}: no test notices"]
    assert breaking.breaking(Promise("a", "", {}, (one, two), (noticed,))).wrong == [f"a: {two} notices nothing"]
    (of_no_python, _) = breaking.breaking(Promise("a", "", {}, (one,), (Break("test_thing.py", "pass", "("),))).wrong
    assert "neither pass nor fail" in of_no_python
    (nowhere,) = breaking.sound([Promise("a", "", {}, ("test_thing.py::test_three",))])
    assert "not found" in nowhere


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Breaking:
    return Breaking(copied(tmp_path_factory.mktemp("promises")))


@pytest.mark.slow
def test_nothing_fails_while_nothing_is_broken(copy):
    assert copy.sound(PROMISES) == []


@pytest.mark.slow
@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.name)
def test_a_promise_that_is_broken_is_noticed(copy, promise):
    assert copy.breaking(promise).wrong == []
