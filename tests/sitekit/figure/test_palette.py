"""The palette: the machine's meanings, a project's own, and what is said of a file that is wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_hex

from sitekit.build.builder import Builder
from sitekit.fault import Fault
from sitekit.figure import palette, style
from sitekit.figure.palette import FILE, MACHINE, Palette
from sitekit.languages import LANGUAGES
from sitekit.mkdocs.colours import SCHEMES

pytestmark = pytest.mark.builds

OWN = '[LOW_PASS]\nlight = "#b84a00"\ndark = "#FF9A57"\n'


def written(site, text: str) -> Palette:
    site.write(FILE, text)
    return Palette.read(site.root)


def test_without_a_file_there_are_the_machine_s_colours(site):
    assert list(Palette.read(site.root).colours) == list(MACHINE)


def test_a_project_adds_colours_and_gives_the_machine_s_other_values(site):
    own = written(site, OWN + '[INK]\nlight = "#000011"\ndark = "#eeeeff"\n').colours
    assert own["LOW_PASS"].dark == "#ff9a57" and own["LOW_PASS"].variable == "--fig-low-pass"
    assert own["INK"].light == "#000011"
    assert list(own) == [*MACHINE, "LOW_PASS"]


def test_a_colour_names_its_opposites(site):
    assert written(site, OWN).opposites == palette.OPPOSITES
    assert written(site, OWN + 'opposite = ["WRONG", "INK"]\n').opposites[-2:] == (("LOW_PASS", "WRONG"), ("LOW_PASS", "INK"))


def test_the_style_sheet_gives_every_colour_in_both_themes_and_to_shapes(site):
    css = written(site, OWN).stylesheet(SCHEMES)
    light, dark, printed = css.split("\n")[:3]
    assert "--fig-low-pass:#b84a00" in light and "--fig-low-pass:#ff9a57" in dark and "--fig-low-pass:#b84a00" in printed
    assert ".live svg .filled.low-pass{fill:var(--fig-low-pass)" in css
    for name in MACHINE:
        assert light.count(f"--fig-{name.lower()}:") == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[LOW\n", 1),
        ('\n[low]\nlight = "#b84a00"\ndark = "#ff9a57"\n', 2),
        ('# colours\n[LOW]\nlight = "#b84a00"\n', 2),
        ('[LOW]\nlight = "#b84a00"\ndark = "orange"\n', 3),
        ('[LOW]\nlight = "#b84a0"\ndark = "#ff9a57"\n', 2),
        ('[LOW]\nlight = 7\ndark = "#ff9a57"\n', 2),
        ('LOW = "#b84a00"\n', 1),
        ('LOW = { light = "#b84a00", dark = 1 }\n', 1),
        (OWN + '[INK]\nlight = "#b84a00"\ndark = "#ff9a5g"\n', 6),
        (OWN + '[LOW_PASS.more]\nlight = "#b84a00"\n', 1),
        (OWN + 'opposite = "WRONG"\n', 4),
        (OWN + 'opposite = ["RONG"]\n', 4),
        (OWN + 'opposite = ["LOW_PASS"]\n', 4),
    ],
)
def test_a_wrong_line_is_named_with_what_to_write(site, text, line):
    with pytest.raises(Fault) as raised:
        written(site, text)
    assert (raised.value.path, raised.value.line) == (FILE, line)
    assert raised.value.remedy


def test_a_file_that_is_not_utf_8_is_named(site):
    (site.root / FILE).write_bytes("# 색\n".encode("cp949"))
    with pytest.raises(Fault, match=re.escape(FILE)):
        Palette.read(site.root)


def test_no_mark_is_mixed_from_others_or_in_a_colour_map():
    grey = [(0, 0, 0), (255, 255, 255)]
    maps = {tuple(row) for name in matplotlib.colormaps for row in lookup(matplotlib.colormaps[name]).tolist()}
    for turn in (0, 1):
        marks = [tuple(bytes.fromhex(palette.mark(number, turn)[1:])) for number in range(palette.MOST)]
        assert len(set(marks)) == palette.MOST and not set(marks) & (maps | set(grey))
        weights = np.linspace(0, 1, 257)[1:-1, None]
        for one, other in combinations(marks, 2):
            mixed = np.rint(weights * one + (1 - weights) * other).astype(int)
            assert not ({tuple(row) for row in mixed.tolist()} & set(marks)) - {one, other}


def lookup(colour_map) -> np.ndarray:
    """(n, 3) 0..255."""
    return np.rint(colour_map(np.arange(colour_map.N))[:, :3] * 255).astype(int)


def test_more_colours_than_marks_are_refused(site):
    text = "".join(f'[C{number}]\nlight = "#b84a00"\ndark = "#b84a00"\n' for number in range(palette.MOST))
    with pytest.raises(Fault, match="are the most"):
        written(site, text)


def test_a_name_is_a_colour_only_while_it_is_drawn(site):
    names = set(matplotlib.colors.get_named_colors_mapping())
    chosen = palette.current()
    with style.applied(chosen.light):
        assert to_hex(palette.INK) == chosen.colours["INK"].light
        with style.applied(chosen.dark):
            assert to_hex(palette.INK) == chosen.colours["INK"].dark
        assert to_hex(palette.INK) == chosen.colours["INK"].light
    with pytest.raises(ValueError, match="fig:ink"):
        to_hex(palette.INK)
    assert set(matplotlib.colors.get_named_colors_mapping()) == names


def test_a_figure_draws_with_the_project_s_colour_and_is_rebuilt_when_it_changes(site):
    site.write(FILE, OWN)
    site.figure("own", ("palette.INPUT", "palette.LOW_PASS"))
    for light in ("#b84a00", "#112233"):
        site.write(FILE, OWN.replace("#b84a00", light))
        report = Builder(site.project).build()
        (figure,) = report.built
        for language in LANGUAGES:
            assert "var(--fig-low-pass)" in report.pictures[figure].read(f"{language}.inline.svg").decode()
            assert light in report.pictures[figure].read(f"{language}.svg").decode()


def test_an_unknown_colour_is_located_and_its_file_named(site):
    figure = site.figure("unknown", ("palette.INPUT", "palette.KERNAL"))
    (fault,) = Builder(site.project).build().faults.values()
    assert fault.path == "figures/article/unknown.py"
    assert "palette.KERNAL" in figure.read_text("utf-8").splitlines()[fault.line - 1]
    assert "KERNAL" in fault.what and FILE in fault.what


def test_the_palette_is_read_without_matplotlib():
    code = "import sys; from sitekit.figure import palette; palette.current(); sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_figures_that_are_imported_from_elsewhere_have_their_own_project_s_colours(tmp_path):
    """As in a notebook that cloned the project and stayed in its own folder."""
    clone, away = tmp_path / "clone", tmp_path / "away"
    (clone / "figures").mkdir(parents=True)
    away.mkdir()
    (clone / "figures/__init__.py").touch()
    (clone / FILE).write_text(OWN, "utf-8")
    code = "import figures; from sitekit.figure import palette; palette.LOW_PASS"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(clone), str(Path(palette.__file__).parents[2])))}
    assert subprocess.run([sys.executable, "-c", code], cwd=away, env=env, check=False).returncode == 0
