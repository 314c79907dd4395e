"""A figure that grows from a file to a folder is the same figure: numbers, pictures, addresses, imports and tests stay."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitekit.build.builder import Builder
from sitekit.project import FigureId, Project
from tests.sites import Site, copy_sample

pytestmark = pytest.mark.builds

CIRCLE = FigureId("round_things", "circle")
FILE, FOLDER = "figures/round_things/circle.py", "figures/round_things/circle/figure.py"
USED = "from figures.round_things import circle; from figures.round_things.circle import around; print(around(circle.measure()))"


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Project:
    """The sample, with its circle in a folder that also holds a helper of its own."""
    root = copy_sample(tmp_path_factory.mktemp("grown") / "자란 그림 (1)")
    (root / FOLDER).parent.mkdir()
    (root / FILE).rename(root / FOLDER)
    (root / "figures/round_things/circle/sides.py").write_text('"""How many sides there are."""\n\nSIDES = 64\n', "utf-8")
    module = (root / FOLDER).read_text("utf-8").replace("POINTS = 64\n", "POINTS = sides.SIDES\n")
    imported = "from figures.round_things.circle import sides\nfrom sitekit.figure import"
    (root / FOLDER).write_text(module.replace("from sitekit.figure import", imported), "utf-8")
    return Project(root)


def contents(project: Project) -> dict[str, bytes]:
    """What the build stores of the circle, apart from what it cost."""
    entry = Builder(project).build([CIRCLE]).pictures[CIRCLE].entry
    return {path.name: path.read_bytes() for path in entry.iterdir() if path.name not in ("seal.json", "cost.json")}


def python(project: Project, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(project.root), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_found_once_and_its_tests_stay_where_they_are(grown, sample_site: Site):
    assert grown.figures() == sample_site.project.figures()
    before, after = sample_site.project.place(CIRCLE), grown.place(CIRCLE)
    assert (before.module, after.module) == (FILE, FOLDER)
    assert before.test == after.test and (grown.root / after.test).is_file()


def test_its_pictures_numbers_and_data_are_the_same_bytes(grown, sample_site: Site):
    before, after = contents(sample_site.project), contents(grown)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


def test_it_is_imported_under_the_same_name(grown, sample_site: Site):
    before, after = python(sample_site.project, "-c", USED), python(grown, "-c", USED)
    assert before.stdout and (after.stdout, after.stderr) == (before.stdout, before.stderr)
    tested = python(grown, "-m", "pytest", "-q", "-p", "no:cacheprovider", grown.place(CIRCLE).test)
    assert tested.returncode == 0, tested.stdout


@pytest.mark.slow
def test_the_site_has_the_same_addresses(grown, sample_site: Site, tmp_path):
    built = python(grown, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path))
    assert built.returncode == 0, built.stdout + built.stderr
    helper = "assets/figures/round_things/circle/sides.py"
    assert files(tmp_path) == sorted([*files(sample_site.folder), helper])


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
