"""Sweeps: what a run is, what a record says of them, and what goes wrong."""

from __future__ import annotations

import numpy as np
import pytest

from sitekit.build import process
from sitekit.build.pool import Local, Refused
from sitekit.cli import main
from sitekit.replications.record import COST
from sitekit.replications.run import RunJob
from tests.sitekit.replications.conftest import LINE, RECORD, SETTINGS, read

pytestmark = pytest.mark.builds


class Counting(Local):
    """Counts the runs."""

    def __init__(self, root):
        super().__init__(root, 2)
        self.runs = 0

    def run(self, job, limits):
        self.runs += 1
        return super().run(job, limits)


def test_every_number_is_measured_with_other_seeds_and_photographs_and_nothing_else_changes(seeded, replicate):
    assert replicate(seeded) == []
    found = read(seeded.root)
    assert found.seeds.tried == (1000, 2000, 3000)
    expected = [float(f"{np.random.default_rng([seed, 1]).normal(size=7).mean():.9g}") for seed in found.seeds.tried]
    assert found.seeds.numbers == {"mean": tuple(expected), "points": (7, 7, 7)}
    assert found.photographs.tried == ("three", "four", "five")
    assert found.photographs.numbers["points"] == (5, 9)
    expected = [float(f"{np.random.default_rng([0, 1]).normal(size=size).mean():.9g}") for size in (5, 9)]
    assert found.photographs.numbers["mean"] == tuple(expected)
    assert found.declared == 0


def test_what_crashed_is_recorded_with_its_line_and_counts_as_failed(seeded, replicate):
    replicate(seeded)
    found = read(seeded.root)
    line = next(n for n, row in enumerate((seeded.root / "figures/article/line.py").read_text().split("\n"), 1) if "sum(" in row)
    assert found.photographs.crashed["five"].startswith(f"figures/article/line.py:{line}: KeyError: 'five'")
    assert found.photographs.ran == ("three", "four")
    assert found.claims["it-is-short"].failed == {"seeds": (), "photographs": ("four", "five")}


def test_claims_are_decided_for_every_seed(seeded, replicate):
    replicate(seeded, 6)
    found = read(seeded.root)
    low = tuple(seed for seed, mean in zip(found.seeds.ran, found.seeds.numbers["mean"], strict=True) if mean <= 0)
    assert 0 < len(low) < 6
    assert found.claims["it-is-high"].failed["seeds"] == low
    assert found.claims["it-is-high"].rests_on == ("mean > 0", "points > 1")


def test_claims_are_decided_on_numbers_that_are_not_rounded(seeded, replicate):
    text = (seeded.root / "figures/article/line.py").read_text("utf-8")
    seeded.write("figures/article/line.py", text.replace("r.line.mean()", "1 + 1e-12 * (SEED > 1500)"))
    seeded.write("figures/replications.toml", SETTINGS)
    claims = (seeded.root / "figures/article/claims.toml").read_text("utf-8")
    seeded.write("figures/article/claims.toml", claims.replace('"mean > 0"', '"mean > 1"'))
    replicate(seeded, 2)
    assert read(seeded.root).seeds.numbers["mean"] == (1.0, 1.0)
    assert read(seeded.root).claims["it-is-high"].failed["seeds"] == (1000,)


def test_an_inequality_about_numbers_over_seeds_is_not_decided_for_one_seed(seeded, replicate):
    path = "figures/article/line.py"
    text = (seeded.root / path).read_text("utf-8").replace("palette, picture", "over_seeds, palette, picture")
    seeded.write(path, text.rstrip() + ' | over_seeds("mean", low=(np.min, ".1f"))\n')
    claims = (seeded.root / "figures/article/claims.toml").read_text("utf-8")
    seeded.write("figures/article/claims.toml", claims.replace('"mean > 0", "points > 1"', '"low > 5"'))
    assert replicate(seeded) == []
    found = read(seeded.root)
    assert found.claims["it-is-high"].over and found.claims["it-is-high"].failed["seeds"] == ()
    assert "low" not in found.seeds.numbers and not found.claims["it-is-short"].over


def test_the_same_seeds_give_the_same_bytes(seeded, new_site, tmp_path, replicate):
    replicate(seeded)
    first = (seeded.root / RECORD).read_bytes()
    replicate(seeded, force=True, jobs=1)
    assert (seeded.root / RECORD).read_bytes() == first
    other = new_site(tmp_path / "other")
    for path in ("figures/article/line.py", "figures/article/claims.toml", "figures/replications.toml"):
        other.write(path, (seeded.root / path).read_text("utf-8"))
    replicate(other, jobs=1)
    assert (other.root / RECORD).read_text("utf-8").split(COST)[0] == first.decode().split(COST)[0]
    replicate(other, 4)
    assert (other.root / RECORD).read_text("utf-8").split(COST)[0] != first.decode().split(COST)[0]


def test_what_ran_is_not_run_again_until_what_it_measures_with_changes(seeded, replicate):
    seeded.write("figures/replications.toml", '[photographs]\nnames = ["three", "four"]\n')

    def runs(**options) -> int:
        pool = Counting(seeded.root)
        assert replicate(seeded, 3, pool=pool, **options) == []
        return pool.runs

    path = "figures/article/line.py"
    text = (seeded.root / path).read_text("utf-8")
    assert runs() == 5
    assert runs() == 0
    assert runs(force=True) == 5
    seeded.write(path, text.replace('"across"}', '"along"}'))
    assert runs() == 0
    seeded.write(path, text.replace("[SEED, 1]", "[SEED, 2]"))
    assert runs() == 5
    claims = (seeded.root / "figures/article/claims.toml").read_text("utf-8")
    seeded.write("figures/article/claims.toml", claims.replace("points < 8", "points < 3"))
    assert runs() == 0
    assert read(seeded.root).claims["it-is-short"].failed["seeds"] == (1000, 2000, 3000)


def test_a_data_file_counts_by_its_bytes(seeded, replicate):
    path = "figures/article/line.py"
    text = (seeded.root / path).read_text("utf-8").replace("size=length", 'size=int(open("figures/article/size.txt").read())')
    seeded.write(path, text)
    for size in (3, 4):
        seeded.write("figures/article/size.txt", str(size))
        replicate(seeded, 2)
        assert read(seeded.root).seeds.numbers["points"] == (size, size)
    assert list(read(seeded.root).data) == ["figures/article/size.txt"]


RANDOM = ("    return Result(np.arange(5.0))", "    return Result(np.random.default_rng().normal(size=5))")


def test_a_figure_that_is_random_without_a_seed_is_a_fault(site, replicate):
    site.figure("line", RANDOM)
    site.figure("calm")
    (fault,) = replicate(site)
    assert str(fault).startswith("figures/article/line.py:1: is random, but declares no SEED: 'mean' is ")
    assert not (site.root / "figures/article/replications").exists()


def test_a_figure_that_crashes_without_a_seed_is_a_fault_at_its_line(site, replicate):
    path = site.figure("line", ("    return Result(np.arange(5.0))", "    return Result(1 / 0)"))
    (fault,) = replicate(site)
    line = path.read_text("utf-8").split("\n").index("    return Result(1 / 0)") + 1
    assert f"figures/article/line.py:{line}: ZeroDivisionError" in str(fault)


def test_two_declared_seeds_are_a_fault_and_the_others_are_replicated(seeded, replicate):
    text = (seeded.root / "figures/article/line.py").read_text("utf-8")
    seeded.write("figures/article/twice/figure.py", text)
    seeded.write("figures/article/twice/more.py", '"""More."""\n\nSEED = 1\n')
    assert [str(fault).split("; ")[0] for fault in replicate(seeded, 1)] == [
        "figures/article/twice/more.py:3: declares SEED, as does figures/article/twice/figure.py:"
        + str(line_of(text, "SEED = 0"))
    ]
    assert read(seeded.root).seeds.tried == (1000,)


def line_of(text: str, row: str) -> int:
    return text.split("\n").index(row) + 1


def test_a_sweep_that_was_ended_goes_on_where_it_was(seeded, replicate):
    seeded.write("figures/replications.toml", '[photographs]\nnames = ["three"]\n')

    class Ended(Counting):
        def run(self, job, limits):
            if self.runs == 3:
                raise KeyboardInterrupt
            return super().run(job, limits)

    with pytest.raises(KeyboardInterrupt):
        replicate(seeded, 4, pool=Ended(seeded.root))
    assert not (seeded.root / RECORD).exists()
    rest = Counting(seeded.root)
    replicate(seeded, 4, pool=rest)
    assert rest.runs <= 3  # Two were done, one was ended with the sweep.
    assert read(seeded.root).seeds.tried == (1000, 2000, 3000, 4000)


def test_a_library_that_is_missing_is_said_before_anything_runs(seeded, replicate):
    seeded.write("figures/replications.toml", SETTINGS + 'libraries = {nowhere_to_be_found = "Nowhere", json = "JSON"}\n')
    pool = Counting(seeded.root)
    with pytest.raises(Refused, match=r"^replicate needs Nowhere for the other photographs; make replicate installs them$"):
        replicate(seeded, pool=pool)
    assert pool.runs == 0


@pytest.mark.parametrize("text", ["photographs = 3\n", "[photographs]\n", "[photographs]\nnames = [1]\n", "[[[\n"])
def test_settings_that_say_nothing_are_located(seeded, replicate, text):
    seeded.write("figures/replications.toml", text)
    with pytest.raises(Refused, match=r"^figures/replications.toml:1: "):
        replicate(seeded)


def test_a_run_has_a_figures_limit_of_memory(seeded, replicate):
    path = "figures/article/line.py"
    text = (seeded.root / path).read_text("utf-8")
    seeded.write(path, text.replace("size=length)", "size=length + 0 * np.ones(1 << 28).size)"))
    replicate(seeded, 1)
    assert "ran out of memory" in read(seeded.root).seeds.crashed[1000]


@pytest.fixture
def here(seeded, monkeypatch):
    monkeypatch.chdir(seeded.root)
    return seeded


@pytest.mark.parametrize("name", ["line", "article.line", "it-is-high"])
def test_a_figure_or_a_claim_is_chosen_by_name(here, capfd, name):
    here.figure("calm")
    assert main(["replicate", name, "--seeds", "2"]) == 0
    lines = capfd.readouterr().err.split("\n")
    assert lines[0].startswith("article.line: 2 seeds, 3 photographs; ")
    assert lines[1].startswith("  photograph five crashed: figures/article/line.py:")
    assert "  it-is-short: fails with photographs four, five" in lines
    assert read(here.root).seeds.tried == (1000, 2000)


@pytest.mark.parametrize("name", ["nothing", "article", "", "it-is"])
def test_an_unknown_name_is_one_line(here, capsys, name):
    assert main(["replicate", name]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and f"no figure or claim is called '{name}'" in err


@pytest.mark.parametrize("arguments", [["--seeds", "0"], ["--seeds", "-3"], ["--jobs", "0"], ["--seeds", "x"]])
def test_a_number_that_is_none_is_wrong_usage(here, capsys, arguments):
    with pytest.raises(SystemExit) as exit:
        main(["replicate", *arguments])
    assert exit.value.code == 2 and not (here.root / RECORD).exists()


def test_what_is_refused_is_one_line_and_exit_code_2(here, capsys):
    here.write("figures/replications.toml", "[photographs]\n")
    assert main(["replicate"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_what_is_wrong_is_exit_code_1(here, capfd):
    here.figure("random", RANDOM)
    assert main(["replicate", "--seeds", "1"]) == 1
    assert "is random, but declares no SEED" in capfd.readouterr().err


def test_a_terminal_sees_how_far_it_is(seeded, replicate, monkeypatch, capfd):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    replicate(seeded, 2)
    said = capfd.readouterr().err
    assert "\r\x1b[K1 of 5 runs; about " in said and "\r\x1b[K5 of 5 runs" in said


def test_without_another_value_the_figure_is_measured_as_it_is(seeded):
    outcome = process.run(seeded.root, RunJob(LINE), process.Limits())
    assert outcome.value.numbers == {"points": 7, "mean": np.random.default_rng([0, 1]).normal(size=7).mean()}
