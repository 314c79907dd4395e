"""A fault: where it is, what is wrong and what mends it, in one line."""

from __future__ import annotations


class Fault(Exception):
    """One thing that is wrong in one place.

    ``path`` is relative to the project's root, with forward slashes; ``line`` counts from 1.
    """

    def __init__(self, path: str, line: int, what: str, remedy: str) -> None:
        self.path, self.line, self.what, self.remedy = path, line, what, remedy
        super().__init__(path, line, what, remedy)

    def __str__(self) -> str:
        return " ".join(f"{self.path}:{self.line}: {self.what.rstrip('.')}; {self.remedy}".split())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fault) and self.args == other.args

    def __hash__(self) -> int:
        return hash(self.args)


class Unread(Fault):
    """A file that cannot be read, or not understood as a whole: what else is said of what it holds may be no fault at all."""


class Faults(Exception):
    """Several faults found in one go, printed one a line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


class Unresolved(ValueError):
    """A placeholder names something that is not there; ``remedy`` says what to do. The page adds file and line."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy
