"""The command line. Exit code 0: all well; 1: faults, one a line on stderr; 2: wrong usage."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec

from sitekit import __version__, languages, overrides
from sitekit.build.builder import Builder, Report
from sitekit.build.pool import Local, Pool, Refused
from sitekit.build.progress import Progress, shown
from sitekit.disk import unwritable
from sitekit.fault import Fault
from sitekit.project import FigureId, Project
from sitekit.scaffold import command
from sitekit.scaffold.changes import Refused as NotWritten
from sitekit.settings import Settings, kinds
from sitekit.update import command as updating

OF_TESTS = ("playwright", "pytest")
"""What only some commands need, and ``requirements-test.txt`` installs."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m sitekit", description="Build the figures and check the texts of this site.")
    parser.add_argument("--version", action="version", version=__version__)
    parts = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    figures = parts.add_parser(
        "figures",
        help="bring figures up to date",
        description="Build every figure that has changed, each in a process of its own, into .cache/figures.",
    )
    figures.add_argument("names", nargs="*", help="figures to build: NAME or ARTICLE.NAME (default: all)")
    figures.add_argument(
        "--list", action="store_true", help="list the figures, whether each is up to date, and if not, why; build nothing"
    )
    figures.add_argument("--force", action="store_true", help="build even what is up to date")
    figures.add_argument("--jobs", type=_positive, metavar="N", help="processes side by side (default: one per core)")
    figures.add_argument("--scheduler", metavar="ADDRESS", help="build on a Dask cluster: tcp://host:8786")

    parts.add_parser(
        "numbers",
        help="print every measured number as JSON",
        description="Print every number the figures measured as JSON: article → figure → name → value.",
    )
    check = parts.add_parser(
        "check",
        help="check figures and texts",
        description="Check that all languages agree in structure, that every figure and number named exists and is "
        "used, front matter, names and terms. Builds what is stale first.",
    )
    check.add_argument("--release", action="store_true", help="also that every record of replications is whole and of today")
    check.add_argument("--reading", action="store_true", help="also print how long every article takes to read")

    replicate = parts.add_parser(
        "replicate",
        help="measure under other seeds and on other photographs",
        description="Run the measurement of every figure that declares a SEED under other seeds, and of every figure that "
        "declares PHOTOGRAPHS on each of the other photographs of figures/replications.toml, hold the claims' inequalities "
        "against what comes out, and write figures/<article>/replications/<name>.toml.",
    )
    replicate.add_argument("names", nargs="*", help="figures or claims: NAME, ARTICLE.NAME or the id of a claim (default: all)")
    replicate.add_argument("--seeds", type=_positive, default=20, metavar="N", help="how many other seeds (default: %(default)s)")
    replicate.add_argument("--jobs", type=_positive, metavar="N", help="processes side by side (default: one per core)")
    replicate.add_argument("--scheduler", metavar="ADDRESS", help="run on a Dask cluster: tcp://host:8786")
    replicate.add_argument("--force", action="store_true", help="run again what is remembered of earlier runs")
    replicate.add_argument(
        "--processors", action="store_true", help="instead measure as other processors do: which digits they agree in"
    )

    test = parts.add_parser(
        "test",
        help="test one figure",
        description="Build one figure and no other, and run what is about it: the tests of its folder in tests/figures, what "
        "every figure owes the site, and whether its script computes what Python computes.",
    )
    test.add_argument("name", help="NAME or ARTICLE.NAME")

    pdf = parts.add_parser(
        "pdf",
        help="print the articles of the built site",
        description="Have Chromium print every article of the built site, in every language, as <article>.<language>.pdf.",
    )
    pdf.add_argument("--site", default="site", metavar="FOLDER", help="the built site (default: %(default)s)")
    pdf.add_argument("--to", default="pdf", metavar="FOLDER", help="where to write (default: %(default)s)")
    pdf.add_argument("--paper", default="A4", choices=("A4", "Letter"), help="(default: %(default)s)")

    stage = parts.add_parser(
        "stage",
        help="write the site for another host",
        description="Write the site into FOLDER as plain files for a host that runs no hooks: a project for each language, "
        "with numbers, figures, formulas, citations and outputs of labs in the texts.",
    )
    stage.add_argument("folder", metavar="FOLDER", help="one that is empty or was staged before")
    stage.add_argument("--url", default="http://127.0.0.1:8000/", help="the address of the site (default: %(default)s)")

    command.add(parts)
    updating.add(parts)

    options = parser.parse_args(arguments)
    try:
        project = Project.here()
        overrides.use(project.root)
        languages.use(project.root)
        if options.command != "update" and (found := wrong(project)):
            print(*found, sep="\n", file=sys.stderr)
            return 1
        return COMMANDS[options.command](project, options)
    except (LookupError, Refused, NotWritten) as error:
        print(error.args[0], file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in OF_TESTS:
            raise
        print(f"{error.name} is not installed; pip install -r requirements-test.txt, as make quick does", file=sys.stderr)
        return 2
    except OSError as error:
        if error.errno is None:  # Said by us, and no system's.
            print(error.args[0], file=sys.stderr)
            return 2
        if not (line := unwritable(error, Project.here().root)):
            raise
        print(line, file=sys.stderr)
        return 1


def wrong(project: Project) -> list[Fault]:
    """What is wrong with the settings that all else follows: whatever comes after it would be told of other languages."""
    try:
        settings = Settings.read(project.root)
    except Fault as fault:
        return [fault]
    return [*kinds(settings)] or languages.wrong(project.root)


def _figures(project: Project, options: argparse.Namespace) -> int:
    chosen = _choose(project, options.names)
    builder = Builder(project)
    if options.list:
        for figure in chosen:
            entry = builder.cache.find(figure)
            cost = json.loads((entry / "cost.json").read_text("utf-8")) if entry else {}
            print(
                f"{figure}\t"
                + (
                    f"up to date\t{cost['cpu_seconds']:.1f} CPU s\t{cost['peak_megabytes']} MB"
                    if entry
                    else f"stale\t{builder.cache.why(figure)}"
                )
            )
        return 0
    pool = _pool(project, options)
    try:
        report = builder.build(chosen, force=options.force, pool=pool, progress=_progress())
    finally:
        pool.end()
    return _end(report)


def _pool(project: Project, options: argparse.Namespace, packages: Iterable[str] = ()) -> Pool:
    """Where jobs run. Raises :class:`Refused`."""
    if not options.scheduler:
        return Local(project.root, options.jobs)
    from sitekit.build.cluster import Cluster

    return Cluster(project.root, options.scheduler, packages)


def _numbers(project: Project, options: argparse.Namespace) -> int:
    report = Builder(project).build(progress=_progress())
    tree: dict[str, dict[str, dict[str, float]]] = {}
    for figure, picture in report.pictures.items():
        tree.setdefault(figure.article, {})[figure.name] = {name: number["value"] for name, number in picture.numbers.items()}
    print(json.dumps(tree, indent=2, ensure_ascii=False))
    return _end(report)


def _check(project: Project, options: argparse.Namespace) -> int:
    from sitekit.check import leftovers, processors
    from sitekit.check.all import check
    from sitekit.check.causes import causes
    from sitekit.pages.names import Names
    from sitekit.pages.site import Site

    builder = Builder(project)
    report = builder.build(progress=_progress())
    if options.release:
        report.faults |= builder.twice.check(report.pictures.values())
    site = Site.read(project, report)
    names = Names(site)
    faults = causes([*check(site, names, release=options.release), *report.faults.values()])
    if options.reading:
        for code, posts in site.articles.items():
            for post in posts:
                print(f"{post.path}: {names.reading(post, code)}")
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"checked {len(report.pictures)} figures and every page: nothing to mend")
    for said in (*site.wanting, *(processors.notes(site) if options.release else ()), *leftovers.notes(project.root)):
        print(said)
    return int(bool(faults))


def _replicate(project: Project, options: argparse.Namespace) -> int:
    from sitekit.claims.claims import Claims
    from sitekit.replications.others import Others
    from sitekit.replications.sweep import Sweep

    claims = Claims.read(project)
    named = (claims.by_id.get(name) for name in options.names)
    wanted = [str(claim.figure) if claim and claim.figure else name for name, claim in zip(options.names, named, strict=True)]
    chosen = _choose(project, wanted, claims=True)
    if options.processors:
        return _as_other_processors(project, options, chosen)
    try:
        packages = Others.read(project).libraries.values()
    except Fault as fault:
        raise Refused(str(fault)) from fault
    pool = _pool(project, options, packages)
    try:
        faults = Sweep(project, pool, claims.inequalities, options.seeds, force=options.force).replicate(chosen)
    except OSError as error:
        print(f"replicate stopped: {error}; what has run is remembered, so run it again", file=sys.stderr)
        return 1
    finally:
        pool.end()
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults))


def _as_other_processors(project: Project, options: argparse.Namespace, chosen: Sequence[FigureId]) -> int:
    from sitekit.replications import processors

    report = Builder(project).build(chosen, progress=_progress())
    numbers = {figure: picture.numbers for figure, picture in report.pictures.items()}
    faults = processors.replicate(project, numbers, options.jobs, lambda line: print(line, file=sys.stderr))
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(_end(report) or faults))


def _test(project: Project, options: argparse.Namespace) -> int:
    chosen = _choose(project, [options.name])
    if len(chosen) > 1:
        raise LookupError(f"several figures are called '{options.name}': {', '.join(map(str, chosen))}; name the article too")
    (figure,) = chosen
    if find_spec("pytest") is None:
        raise ModuleNotFoundError(name="pytest")
    if failed := _end(Builder(project).build([figure], progress=_progress())):
        return failed
    folders = [path for path in (project.place(figure).tests, "tests/contract") if (project.root / path).is_dir()]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--quiet",
        "--tb=short",
        "-p",
        "no:cacheprovider",
        "--figure",
        str(figure),
        *folders,
    ]
    return int(bool(subprocess.run(command, cwd=project.root, check=False).returncode))


def _stage(project: Project, options: argparse.Namespace) -> int:
    from sitekit.stage.tree import Stage

    folder, mark = project.root / options.folder, project.root / options.folder / ".staged"
    if folder.exists() and not mark.is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise LookupError(f"{folder} holds something else; name a folder that is empty or not there")
    report = Builder(project).build(progress=_progress())
    if failed := _end(report):
        return failed
    shutil.rmtree(folder, ignore_errors=True)
    stage = Stage(project, report, folder, options.url.rstrip("/") + "/")
    stage.write()
    mark.touch()
    for fault in stage.faults:
        print(fault, file=sys.stderr)
    return int(bool(stage.faults))


def _pdf(project: Project, options: argparse.Namespace) -> int:
    from playwright.sync_api import sync_playwright

    from sitekit.paper import chromium, pdf

    site = project.root / options.site
    if not any(pdf.articles(site)):
        raise LookupError(f"there is no built article in {site}; python -m mkdocs build writes a site")
    if (executable := chromium.find()) is None:
        raise LookupError(f"only a browser can print, but {chromium.missing()}")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=[*chromium.ARGUMENTS]) as browser,
    ):
        for path in pdf.write(site, project.root / options.to, browser, options.paper):
            print(path.relative_to(project.root) if path.is_relative_to(project.root) else path)
    return 0


def _choose(project: Project, names: Sequence[str], *, claims: bool = False) -> list[FigureId]:
    known = project.figures()
    if not names:
        return known
    chosen: list[FigureId] = []
    for name in names:
        matches = [figure for figure in known if name in (figure.name, str(figure))]
        if not matches:
            what = f"no {'figure or claim' if claims else 'figure'} is called '{name}'"
            raise LookupError(f"{what}; python -m sitekit figures --list shows all figures")
        chosen += matches
    return sorted(set(chosen))


def _progress() -> Progress:
    return shown(lambda line: print(line, file=sys.stderr))


def _end(report: Report) -> int:
    for fault in dict.fromkeys(report.faults.values()):
        print(fault, file=sys.stderr)
    return int(bool(report.faults))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


COMMANDS = {
    "figures": _figures,
    "numbers": _numbers,
    "check": _check,
    "replicate": _replicate,
    "test": _test,
    "pdf": _pdf,
    "stage": _stage,
    **command.RUN,
    "update": updating.run,
}
