"""The same twelve figures and the same text for every tool: four articles of three figures each.

A figure is one call of the helper module and one line that draws what it gave; a text is headings, paragraphs and figures. How a
tool wants them written is its adapter's concern. Three things can be edited, in whatever file a tool keeps them, since each is
written with a number: :func:`edit` puts another in its place.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HELPER = "signals"
"""The module that every figure imports."""
SIGNALS = '''"""What the figures measure."""

from __future__ import annotations

import numpy as np

SCALE = 1.0


def walks(seed: int, steps: int = 300, number: int = 30000) -> tuple[np.ndarray, np.ndarray]:
    """How far walks have come, by their steps."""
    generator = np.random.default_rng(seed)
    places = np.cumsum(generator.choice((-1.0, 1.0), (number, steps)), axis=1)
    return np.arange(1, steps + 1), SCALE * np.sqrt(np.mean(places**2, axis=0))


def means(seed: int, size: int = 400, number: int = 40000) -> tuple[np.ndarray, np.ndarray]:
    """How often samples have which mean."""
    generator = np.random.default_rng(seed)
    drawn = generator.exponential(size=(number, size)).mean(axis=1)
    often, edges = np.histogram(drawn, 60, density=True)
    return (edges[1:] + edges[:-1]) / 2, SCALE * often


def fields(seed: int, size: int = 1024, width: float = 6.0) -> tuple[np.ndarray, np.ndarray]:
    """How alike two places of a smoothed noise are, by their distance."""
    generator = np.random.default_rng(seed)
    frequency = np.fft.fftfreq(size)
    window = np.exp(-2 * (np.pi * width) ** 2 * (frequency[:, None] ** 2 + frequency**2))
    smooth = np.fft.ifft2(np.fft.fft2(generator.standard_normal((size, size))) * window).real
    alike = np.fft.ifft2(np.abs(np.fft.fft2(smooth)) ** 2).real[0, :60]
    return np.arange(60), SCALE * alike / alike[0]
'''
DRAWN = {"walks": "axes.plot(across, up)", "means": "axes.bar(across, up, width=0.01)", "fields": "axes.plot(across, up, 'o-')"}
"""What of the helper module a figure calls → the line that draws it."""
SEED = 1000
FIGURES, ARTICLES, PARAGRAPHS = 3, 4, 12
LANGUAGES = ("ko", "en")
SENTENCES = {
    "ko": (
        "신호의 통계가 어느 자리에서나 같으면 그 신호는 정상성을 갖는다.",
        "합성곱은 모든 자리에 같은 가중치를 쓰므로 이 성질에 잘 맞는다.",
        "자리마다 다른 가중치를 쓰면 같은 것을 자리마다 새로 배워야 한다.",
        "표본이 늘수록 평균의 오차는 표본 수의 제곱근에 반비례해 줄어든다.",
        "가까운 두 자리의 값은 닮았고 멀어질수록 상관이 약해진다.",
    ),
    "en": (
        "A signal is stationary where its statistics are the same at every place.",
        "A convolution uses the same weights everywhere, and so suits a signal of this kind.",
        "With weights of its own, every place would have to learn the same thing again.",
        "The error of a mean falls with the square root of the number of samples.",
        "Values at two places close together are alike, and the farther apart, the less.",
    ),
}
WORDS = {
    "ko": {"article": "글", "section": "측정", "caption": "측정한 값", "largest": "가장 큰 값은", "edited": "고친 횟수"},
    "en": {
        "article": "Article",
        "section": "Measurement",
        "caption": "What was measured",
        "largest": "The largest is",
        "edited": "Edits so far",
    },
}
FORMULA = "E = m c^2"


@dataclass(frozen=True)
class Figure:
    """A figure: its ``name``, what of the helper module it calls, and with which ``seed``."""

    name: str
    calls: str
    seed: int

    @property
    def measured(self) -> str:
        """The line that measures: ``across, up = …``."""
        return f"across, up = {HELPER}.{self.calls}(seed={self.seed})"

    @property
    def drawn(self) -> str:
        """The line that draws ``across`` and ``up`` into ``axes``."""
        return DRAWN[self.calls]

    def script(self, docstring: str = "") -> str:
        """All of it, as a script of its own."""
        return (
            f"{docstring}import matplotlib.pyplot as plt\nimport {HELPER}\n\n{self.measured}\n"
            f"figure, axes = plt.subplots(figsize=(6, 2.5))\n{self.drawn}\n"
            f"axes.set(xlabel='across', ylabel='up')\nplt.show()\n"
        )


@dataclass(frozen=True)
class Article:
    """A text with figures, in every language."""

    name: str
    number: int
    figures: tuple[Figure, ...]

    def title(self, language: str) -> str:
        return f"{WORDS[language]['article']} {self.number}"

    def heading(self, figure: Figure, language: str) -> str:
        return f"{WORDS[language]['section']} {self.figures.index(figure) + 1}"

    def paragraphs(self, figure: Figure, language: str) -> Iterator[str]:
        """What is said of ``figure``; of the last one, also how often the article was edited."""
        sentences = itertools.cycle(SENTENCES[language])
        for _ in range(PARAGRAPHS):
            yield " ".join(itertools.islice(sentences, 4))
        if figure is self.figures[-1]:
            yield f"{WORDS[language]['edited']}: 0."

    def markdown(self, language: str, shown: Callable[[Figure], str], math: str = "${}$") -> str:
        """The text in Markdown; ``shown`` says how a figure is written."""
        parts = [f"# {self.title(language)}", SENTENCES[language][0]]
        for figure in self.figures:
            parts += [f"## {self.heading(figure, language)}", shown(figure), math.format(FORMULA)]
            parts += self.paragraphs(figure, language)
        return "\n\n".join(parts) + "\n"


def articles() -> list[Article]:
    """All of them."""
    kinds = itertools.cycle(DRAWN)
    seeds = itertools.count(SEED)
    return [
        Article(
            f"article-{one}", one, tuple(Figure(f"figure_{one}_{two}", next(kinds), next(seeds)) for two in range(1, FIGURES + 1))
        )
        for one in range(1, ARTICLES + 1)
    ]


EDITS = {"prose": rf"(?<={WORDS['en']['edited']}: )\d+", "figure": r"(?<=\(seed=)\d+", "helper": r"(?<=SCALE = )[\d.]+"}
"""What can be edited → the number that is."""


def edit(path: Path, what: str, number: int) -> None:
    """Put ``number`` where ``what`` says, of several places into the first. Raises ``ValueError`` if there is none."""
    text, found = re.subn(EDITS[what], str(number), path.read_text("utf-8"), count=1)
    if not found:
        raise ValueError(f"{path} has nothing of '{what}' to edit")
    path.write_text(text, "utf-8")


def sentence(number: int) -> str:
    """What readers see of an edited text."""
    return f"{WORDS['en']['edited']}: {number}."
