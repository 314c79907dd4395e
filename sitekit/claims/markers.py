"""Which tests speak for which claim, read off their markers without importing them.

``@pytest.mark.claim("id")`` stands on a test that verifies the claim, or on a predicate that a test of the same module is
parametrised by; ``@pytest.mark.mutation("id", "what is altered", ko="바꾼 것")`` on a test that sees the claim fail: the second
argument is in English, what other languages say of it is a keyword each (``zh_Hant=``).
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

from sitekit.fault import Fault, Unread
from sitekit.languages import LANGUAGES, is_language
from sitekit.memo import Memo
from sitekit.project import Project
from sitekit.reading import read

KINDS = {kind.__name__: kind for kind in (Fault, Unread)}
MAKER = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
"""Part of the key of what is remembered: who read it."""
ARGUMENTS = {"claim": 1, "mutation": 2}
CODE = "en"
"""The language of what a test says of itself."""


@dataclass(frozen=True)
class Marker:
    """One marker: ``kind`` is "claim" or "mutation", ``function`` carries it on ``line``, ``mutation`` is its second argument.

    ``others``: language → the mutation in that language.
    """

    path: str
    line: int
    function: str
    kind: str
    claim: str
    mutation: str = ""
    others: Mapping[str, str] = field(default_factory=dict, hash=False)

    def altered(self, language: str) -> tuple[str, str]:
        """What is altered, and the language that says so: ``language`` if the test speaks it."""
        return (self.others[language], language) if language in self.others else (self.mutation, CODE)


@dataclass(frozen=True)
class ClaimTests:
    """Every marker in the tests of the figures, and what is wrong with some of them."""

    markers: tuple[Marker, ...]
    faults: tuple[Fault, ...]

    @classmethod
    def read(cls, project: Project) -> ClaimTests:
        markers: list[Marker] = []
        faults: list[Fault] = []
        memo = Memo(project.root / ".cache" / "markers")
        for path in sorted((project.root / "tests" / "figures").glob("**/test_*.py")):
            try:
                source = read(project.root, path)
            except Fault as fault:
                faults.append(fault)
                continue
            for one in _remembered(memo, path.relative_to(project.root).as_posix(), source):
                if isinstance(one, Fault):
                    faults.append(one)
                else:
                    markers.append(one)
        return cls(tuple(markers), tuple(faults))

    def of(self, claim: str, kind: str) -> list[Marker]:
        """The markers of one kind that name ``claim``."""
        return self._by_claim.get((claim, kind), [])

    @cached_property
    def _by_claim(self) -> dict[tuple[str, str], list[Marker]]:
        found: dict[tuple[str, str], list[Marker]] = {}
        for marker in self.markers:
            found.setdefault((marker.claim, marker.kind), []).append(marker)
        return found


def _remembered(memo: Memo, path: str, source: str) -> tuple[Marker | Fault, ...]:
    """What :func:`_read` finds, remembered on disk by path and content: a syntax tree takes its time."""
    key = "\0".join((MAKER, *LANGUAGES, path, source))
    if (known := memo.get(key)) is not None:
        return tuple(Marker(**one) if isinstance(one, dict) else KINDS[one[0]](*one[1:]) for one in json.loads(known))
    found = tuple(_read(path, source))
    memo.put(key, json.dumps([_told(one) if isinstance(one, Fault) else asdict(one) for one in found], ensure_ascii=False))
    return found


def _told(fault: Fault) -> tuple:
    return type(fault).__name__, *fault.args


def _read(path: str, source: str) -> Iterator[Marker | Fault]:
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        yield Unread(path, error.lineno or 1, f"cannot be read: {error.msg}", "mend the syntax")
        return
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        for call in (node for decorator in function.decorator_list for node in ast.walk(decorator) if isinstance(node, ast.Call)):
            kind = _kind(call.func)
            if not kind:
                continue
            values = [node.value for node in call.args if isinstance(node, ast.Constant)]
            texts = [value for value in values if isinstance(value, str) and value]
            others = _others(call) if kind == "mutation" else {}
            if len(others) < len(call.keywords) or not len(texts) == len(call.args) == ARGUMENTS[kind]:
                usage = 'claim("id")' if kind == "claim" else 'mutation("id", "what is altered", ko="바꾼 것")'
                yield Fault(path, call.lineno, f"the marker '{kind}' is not written as it is read", f"write @pytest.mark.{usage}")
            elif not function.name.startswith("test_") and (kind == "mutation" or not _in_a_table(tree, function.name)):
                yield Fault(
                    path,
                    call.lineno,
                    f"the marker '{kind}' stands on '{function.name}', which is no test",
                    "put it on a test, or, for a claim, on a predicate that a test is parametrised by",
                )
            else:
                yield Marker(path, call.lineno, function.name, kind, *texts, others=others)


def _others(call: ast.Call) -> dict[str, str]:
    """The keywords of a marker that are a language and a text in it."""
    return {
        code: keyword.value.value
        for keyword in call.keywords
        if (code := (keyword.arg or "").replace("_", "-")) != CODE
        and is_language(code)
        and isinstance(keyword.value, ast.Constant)
        if isinstance(keyword.value.value, str) and (code not in LANGUAGES or LANGUAGES[code].script.search(keyword.value.value))
    }


def _kind(function: ast.expr) -> str | None:
    """ "claim" or "mutation" for ``pytest.mark.claim`` and ``pytest.mark.mutation``."""
    match function:
        case ast.Attribute(value=ast.Attribute(value=ast.Name(id="pytest"), attr="mark"), attr=kind) if kind in ARGUMENTS:
            return kind
    return None


def _in_a_table(tree: ast.Module, name: str) -> bool:
    """Whether a statement at the top level, other than a function, or a decorator of a test names the function."""
    for statement in tree.body:
        places = [statement]
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            places = statement.decorator_list if statement.name.startswith("test_") else []
        if any(isinstance(node, ast.Name) and node.id == name for place in places for node in ast.walk(place)):
            return True
    return False
