"""What a large site costs: ``python -m bench.scale 1 10 50 200`` writes sites of so many articles and builds them.

Every article has three figures, each with ten numbers of which the text quotes four, a claim and its test, a bibliography, and
some two thousand words in each of two languages. Their figures are drawn alike and by one script: one is built, the others are
stored as if they had been. What is measured is seconds of processor: a build without and with what was remembered, after one line
of prose and after one figure; from a save to the served page under ``serve``; the check; next to it MkDocs alone on the same
pages, in the same run.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import plain
from bench.copies import ENVIRONMENT
from sitekit.build.store import Cache, digest_of
from sitekit.project import Article, FigureId, Project

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
MACHINE = ("sitekit", "mkdocs_hooks.py", "mkdocs.yml")
FIGURES, NUMBERS, QUOTED, PARAGRAPHS = 3, 10, 4, 40
SENTENCES = {
    "ko": "정상성이란 신호의 통계가 어느 자리에서나 같다는 성질이고 합성곱은 그 성질을 쓰는 연산이다. ",
    "en": "A signal is stationary where its statistics are the same everywhere, and a convolution makes use of it. ",
}
CATEGORY = {"ko": "공부", "en": "Study"}
TITLE = {"ko": "글", "en": "Article"}
MODULE = '''"""Heights that are measured ({place})."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sitekit.figure import Figure, Labels, Number, canvas, palette

LABELS = Labels(across={{"ko": "가로", "en": "across"}}, up={{"ko": "세로", "en": "up"}})


@dataclass(frozen=True)
class Result:
    """``heights`` (10,)."""

    heights: np.ndarray


def measure() -> Result:
    """The heights."""
    return Result(np.arange(1.0, 11.0))


def draw(result: Result, labels) -> Figure:
    """A line."""
    figure = canvas(2.5)
    axes = figure.subplots()
    axes.plot(result.heights, color=palette.INPUT)
    axes.set_xlabel(labels.across)
    axes.set_ylabel(labels.up)
    return figure


def height(place: int):
    """What gives the height at ``place``."""
    return lambda result: float(result.heights[place])


NAMES = {{f"n{{place}}": Number(height(place), ".1f") for place in range({numbers})}}
NUMBERS = NAMES
'''
TEST = """import pytest


@pytest.mark.claim("{id}")
def test_it():
    assert True


@pytest.mark.mutation("{id}", "another")
def test_it_fails():
    assert True
"""
CLAIM = """[[claim]]
id = "{id}"
statement.ko = "정상성은 {{{{ n0 }}}}이다."
statement.en = "Stationarity is {{{{ n0 }}}}."
verdict = "holds"
figure = "{figure}"
numbers = ["n0", "n1"]
rests_on = ["n1 > n0 / 2"]
literature = ["euclid1900"]
"""
BIB = "@book{euclid1900, author = {Euclid}, title = {Elements}, year = {1900}, publisher = {Nobody}}\n"
PAGES = {
    "index.md": "---\ntitle: {t}\ndescription: {t}\n---\n\n# {t}\n\n{{{{ articles() }}}}\n",
    "blog/index.md": "---\ntitle: {t}\n---\n\n# {t}\n",
    "tags.md": "# {t}\n\n<!-- material/tags {{ scope: true }} -->\n",
    "claims.md": "# {t}\n\n{{{{ claims() }}}}\n",
    "figures.md": "# {t}\n\n{{{{ figure_index() }}}}\n",
}


def write(root: Path, articles: int) -> None:
    """Write a project with so many articles into ``root``, the machine included, its figures built."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[0]
    nav = "\n".join(f"  - {code}:\n" + "\n".join(f"    - {code}/{page}" for page in PAGES) for code in SENTENCES)
    files = {"mkdocs.yml": f"{settings}\nnav:\n{nav}\n", "figures/__init__.py": ""}
    files |= {"docs/terms.toml": "", "docs/glossary.toml": "", "docs/index.md": "# 글 · Articles\n"}
    figures: list[FigureId] = []
    for number in range(articles):
        article = Article(f"article-{number}")
        here = [FigureId(article.module, f"figure_{number}_{one}") for one in range(FIGURES)]
        figures += here
        files[f"{article.figures}/__init__.py"] = ""
        for figure in here:
            files[f"{article.figures}/{figure.name}.py"] = MODULE.format(place=figure.name, numbers=NUMBERS)
            files[f"{article.tests}/{figure.name}/test_figure.py"] = TEST.format(id=figure.name.replace("_", "-"))
        claims = (CLAIM.format(id=figure.name.replace("_", "-"), figure=figure.name) for figure in here)
        files[article.claims], files[article.bibliography] = "\n".join(claims), BIB
        for code in SENTENCES:
            files[article.post(code)] = _post(here, code, number)
    for code in SENTENCES:
        files |= {f"docs/{code}/{page}": text.format(t=TITLE[code]) for page, text in PAGES.items()}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    shutil.copytree(ROOT / "sitekit", root / "sitekit", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs_hooks.py", root)
    _store(root, figures)


def _store(root: Path, figures: list[FigureId]) -> None:
    """Build the first of ``figures``, and store the others as if they had been."""
    first, *others = figures
    command = [PYTHON, "-m", "sitekit", "figures", str(first)]
    subprocess.run(command, cwd=root, env={**os.environ, **ENVIRONMENT}, check=True, stdout=subprocess.DEVNULL)
    project = Project(root)
    cache = Cache(project)
    entry = cache.find(first)
    if entry is None:
        raise SystemExit("the first figure is not in the store")
    read = cache.current_dependencies(first)
    for figure in others:
        built = cache.temporary()
        for path in entry.iterdir():
            if path.name != "seal.json":
                shutil.copy(path, built)
        paths = {path.replace(first.article, figure.article).replace(first.name, figure.name) for path in read}
        cache.store(figure, built, {path: digest_of(root / path) for path in sorted(paths)})


def _post(figures: list[FigureId], code: str, number: int) -> str:
    head = f"---\ndate: {2000 + number // 300}-01-{number % 28 + 1:02}\ncategories: [{CATEGORY[code]}]\ntags: [b]\n"
    parts = [f"{head}description: {SENTENCES[code]}\n---\n\n# {TITLE[code]} {number}\n\n{SENTENCES[code]}\n\n<!-- more -->\n\n"]
    for position, figure in enumerate(figures):
        quotes = " ".join(f"{{{{ {figure.name}.n{one} }}}}" for one in range(QUOTED))
        block = f"/// figure | {figure.name}\n    alt: 그림 a figure\n\n설명 caption.\n///\n\n"
        parts.append(f"## {TITLE[code]} {position} {{ #part-{position} }}\n\n{quotes} {{{{ ref('{figure.name}') }}}}\n\n{block}")
        parts += [SENTENCES[code] * 3 + "$x = y$\n\n"] * (PARAGRAPHS // FIGURES)
    return "".join(parts) + '{{ cite("euclid1900") }}\n\n{{ references() }}\n'


@dataclass(frozen=True)
class Cost:
    """Seconds of processor, and the most memory in MB."""

    cpu: float
    memory: float = 0.0


def run(root: Path, *command: str) -> Cost:
    """What ``command`` costs with all it starts; it need not succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, cwd=root, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = (process.stderr.read() if process.stderr else b"").decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status and "Traceback" in said:
        raise SystemExit(f"{' '.join(command)} failed:\n{said[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))


def _environment() -> Mapping[str, str]:
    return {**os.environ, **ENVIRONMENT}


def saved(root: Path, article: Path, address: str) -> list[Cost]:
    """From a save of ``article`` to its page under ``serve``, a few times; Linux only."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PYTHON, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=root, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    whole, found = article.read_text("utf-8"), []
    try:
        _until(f"http://127.0.0.1:{port}/{address}", "</article>")
        for number in range(3):
            time.sleep(3)
            before = _cpu(server.pid)
            article.write_text(f"{whole}\n{SENTENCES['en']} Saved: {number}.\n", "utf-8")
            _until(f"http://127.0.0.1:{port}/{address}", f"Saved: {number}.")
            found.append(Cost(_cpu(server.pid) - before, _memory(server.pid)))
    finally:
        article.write_text(whole, "utf-8")
        server.send_signal(signal.SIGINT)
        server.wait()
    return found


def _until(address: str, text: str) -> None:
    while True:
        try:
            with urllib.request.urlopen(address, timeout=600) as page:
                if text in page.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.2)


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def measure(root: Path, articles: int) -> dict[str, float]:
    """What a site of so many ``articles`` costs, by what is done."""
    write(root, articles)
    site = root / "out"
    build = (PYTHON, "-m", "mkdocs", "build", "-q", "-d", str(site))
    folder = root / "plain"
    folder.mkdir()
    alone = (PYTHON, "-m", "mkdocs", "build", "-q", "-d", str(root / "plain-site"), "-f", str(plain.configure(root, folder)))
    found = {"MkDocs alone": run(root, *alone).cpu}
    cold = run(root, *build)
    found |= {"cold": cold.cpu, "cold, MB": cold.memory, "warm": run(root, *build).cpu}
    last = Article(f"article-{articles - 1}")
    article = root / last.post("en")
    whole = article.read_text("utf-8")
    article.write_text(f"{whole}\n{SENTENCES['en']} Once more.\n", "utf-8")
    found["one line"] = run(root, *build).cpu
    article.write_text(whole, "utf-8")
    module = root / f"{last.figures}/figure_{articles - 1}_0.py"
    module.write_text(module.read_text("utf-8").replace("np.arange(1.0, 11.0)", "np.arange(2.0, 12.0)"), "utf-8")
    found["one figure"] = run(root, *build).cpu
    found["check"] = run(root, PYTHON, "-m", "sitekit", "check").cpu
    if sys.platform == "linux":
        costs = saved(root, article, f"en/blog/{last.slug}/")
        found |= {"save to served": min(cost.cpu for cost in costs), "serve, MB": max(cost.memory for cost in costs)}
    found["search, kB"] = sum(path.stat().st_size for path in (site / "search").glob("*.json")) / 1024
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("articles", type=int, nargs="*", default=[1, 10, 50, 200])
    options = parser.parse_args()
    rows: dict[int, dict[str, float]] = {}
    for articles in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            rows[articles] = measure(Path(folder), articles)
        for what, value in rows[articles].items():
            print(f"{articles:>5} articles  {what:<16}{value:>10.2f}", flush=True)
    if len(rows) > 1:
        (least, low), *_, (most, high) = sorted(rows.items())
        for what in low:
            print(f"  each article  {what:<16}{(high[what] - low[what]) / (most - least):>10.4f}")


if __name__ == "__main__":
    main()
