"""The command line: exit codes, what goes to which stream, and help."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sitekit
from sitekit.cli import main

pytestmark = pytest.mark.builds

PROGRAM = str(Path(sitekit.__file__).parents[1])
NOISY = (
    "    return Result(np.arange(5.0))",
    """    import os, sys
    from sitekit.figure import reads
    reads()
    print("noise 1")
    print("noise 2", file=sys.__stdout__)
    os.write(1, b"noise 3")
    os.system("echo noise 4")
    return Result(np.arange(5.0))""",
)


@pytest.fixture
def here(site, monkeypatch):
    """A project with one figure, as the working directory."""
    site.figure("good")
    monkeypatch.chdir(site.root)
    return site


def test_figures_builds_what_is_stale_and_only_that(here, capfd):
    assert main(["figures"]) == 0
    assert capfd.readouterr().err.startswith("1 of 1 · article.good ")
    assert main(["figures"]) == 0
    assert capfd.readouterr() == ("", "")
    assert main(["figures", "--force", "--jobs", "1"]) == 0
    assert capfd.readouterr().err.startswith("1 of 1 · article.good ")


def test_list_says_what_is_stale_and_what_the_rest_cost_and_builds_nothing(here, capsys):
    assert main(["figures", "--list"]) == 0
    assert capsys.readouterr().out == "article.good\tstale\tnever built here\n"
    assert not (here.root / ".cache").exists()
    assert main(["figures"]) == 0
    capsys.readouterr()
    assert main(["figures", "--list"]) == 0
    name, state, cpu, memory = capsys.readouterr().out.strip().split("\t")
    assert (name, state) == ("article.good", "up to date")
    assert float(cpu.removesuffix(" CPU s")) >= 0 and int(memory.removesuffix(" MB")) > 0


@pytest.mark.parametrize("name", ["other", "article.other"])
def test_a_name_chooses_one_figure_with_or_without_its_article(here, capsys, name):
    here.figure("other")
    assert main(["figures", name]) == 0
    assert capsys.readouterr().err.startswith("1 of 1 · article.other ")


@pytest.mark.parametrize("name", ["nothing", "article", "article.good.py", "", "../good"])
def test_an_unknown_name_is_an_error_of_one_line(here, capsys, name):
    assert main(["figures", name]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and f"'{name}'" in err and "--list" in err


def test_a_fault_is_one_line_and_exit_code_1_and_the_rest_is_built(here, capsys):
    here.figure("bad", ("    return figure\n", ""))
    assert main(["figures"]) == 1
    err = capsys.readouterr().err
    assert "· article.good " in err and "· article.bad failed" in err
    assert err.endswith("\nfigures/article/bad.py:28: draw() returned NoneType; return a matplotlib Figure\n")
    assert main(["figures", "good"]) == 0


def test_outside_of_a_project_is_an_error_of_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["figures"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "mkdocs.yml" in err


def test_a_project_is_found_from_a_folder_inside_it(here, monkeypatch, capsys):
    monkeypatch.chdir(here.root / "figures" / "article")
    assert main(["figures", "--list"]) == 0
    assert capsys.readouterr().out == "article.good\tstale\tnever built here\n"


def test_a_project_without_figures_is_fine(site, monkeypatch, capsys):
    monkeypatch.chdir(site.root)
    assert main(["figures"]) == 0
    assert main(["numbers"]) == 0
    assert json.loads(capsys.readouterr().out) == {}


@pytest.mark.parametrize(
    "arguments", [[], ["paint"], ["figures", "--jobs", "0"], ["figures", "--jobs", "many"], ["numbers", "good"]]
)
def test_wrong_usage_is_exit_code_2(here, capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["figures"], ["numbers"], ["check"]])
def test_every_command_explains_itself(capsys, command):
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    out = capsys.readouterr().out
    assert stop.value.code == 0 and out.startswith("usage: python -m sitekit") and len(out.split("\n\n")) >= 3


def test_numbers_prints_nothing_but_json_whatever_a_figure_prints(here):
    here.figure("noisy", NOISY)
    run = subprocess.run(
        [sys.executable, "-m", "sitekit", "numbers"],
        cwd=here.root,
        env={**os.environ, "PYTHONPATH": PROGRAM},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    numbers = {"points": 5, "mean": 2.0}
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {"article": {"good": numbers, "noisy": numbers}}
    assert all(f"noise {number}" in run.stderr for number in (1, 2, 3, 4))


def test_a_script_without_a_main_guard_may_build(here):
    """A process of a figure does not run the caller's script again."""
    script = here.write("build.py", "from sitekit.cli import main\nprint('once')\nraise SystemExit(main(['figures']))\n")
    run = subprocess.run(
        [sys.executable, str(script)],
        cwd=here.root,
        env={**os.environ, "PYTHONPATH": PROGRAM},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert (run.returncode, run.stdout) == (0, "once\n") and run.stderr.startswith("1 of 1 · article.good ")


def test_a_slip_that_spoils_every_figure_is_said_once(here, capsys):
    here.figure("other")
    here.write("figures/palette.toml", "[LOW]\n")
    for command in ("figures", "check"):
        assert main([command]) == 1
        assert capsys.readouterr().err.count("'LOW' needs light and dark") == 1


def test_only_a_release_asks_for_records_of_replications(here, capsys):
    here.figure("chance", ("LABELS = Labels(\n", "SEED = 0\n\nLABELS = Labels(\n"))
    missing = "figures/article/replications/chance.toml:1: is missing"
    main(["check"])
    assert missing not in capsys.readouterr().err
    assert main(["check", "--release"]) == 1
    assert missing in capsys.readouterr().err


def test_check_tells_how_long_articles_take_to_read(here, capsys):
    post = "---\ndate: 2026-11-22\n---\n\n# A 글\n\n{}\n\n/// details | 자세히 More\n{}\n///\n"
    here.write("docs/en/blog/posts/one.md", post.format("word " * 265, "word " * 530))
    here.write("docs/ko/blog/posts/one.md", post.format("글" * 500, "글" * 500))
    main(["check", "--reading"])
    out = capsys.readouterr().out
    assert "docs/en/blog/posts/one.md: main line 265 words, 1.0 minutes; with details 795 words, 3.0 minutes" in out
    assert "docs/ko/blog/posts/one.md: main line 500 syllables, 1.0 minutes; with details 1,000 syllables, 2.0 minutes" in out
    main(["check"])
    assert "minutes" not in capsys.readouterr().out


def test_a_reader_who_has_enough_ends_a_command_in_silence(here):
    """As ``python -m sitekit figures --list | head -1`` does."""
    run = subprocess.Popen(
        [sys.executable, "-m", "sitekit", "figures", "--list"],
        cwd=here.root,
        env={**os.environ, "PYTHONPATH": PROGRAM},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdout and run.stderr
    run.stdout.close()
    assert (run.stderr.read(), run.wait(60)) == (b"", 141)
    run.stderr.close()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("extra:\n  languages: {ko: [}\n", "mkdocs.yml:2: is not YAML"),
        ("extra:\n  languages:\n    ja: {site_name: A}\n", "mkdocs.yml:3: extra.languages does not say site_description"),
    ],
)
def test_settings_that_are_wrong_are_told_alone(here, capfd, settings, said):
    here.write("mkdocs.yml", settings)
    assert main(["check"]) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith(said)


def test_a_library_of_tests_that_is_not_installed_is_one_line(here, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    assert main(["pdf"]) == 2
    err = capsys.readouterr().err
    assert err == "playwright.sync_api is not installed; pip install -r requirements-test.txt, as make quick does\n"
