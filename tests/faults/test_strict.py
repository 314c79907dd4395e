"""A strict build stops at every fault of the catalogue, and says of it what ``check`` says: the same line, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.faults.catalogue import Case, cases
from tests.faults.strict import PAGES
from tests.sites import ROOT, copy_sample, sample_site

pytestmark = pytest.mark.slow

WRONG = [case for case in cases() if case.faults and not case.is_slow]
LINE = re.compile(r"(?:^|\s)((?:docs|figures|tests|overrides|mkdocs\.yml|site\.yml)[^:\n]*):(\d+): ([^\n]*; [^\n]*)")


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> dict[str, tuple[int, str]]:
    """What a build says of each."""
    root = copy_sample(tmp_path_factory.mktemp("strict") / "표본")
    shutil.copytree(sample_site().project.root / ".cache" / "figures", root / ".cache" / "figures")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1/some/base/", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.strict", str(root)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
        timeout=1800,
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in WRONG])
def test_a_strict_build_says_what_check_says(said, case: Case):
    code, text = said[PAGES if case.stands_alone else case.id]
    assert code and "Traceback" not in text, text[-3000:]
    if host := case.given.get("host"):
        assert re.search(host, text), text
        return
    told = {(path, line, what) for path, line, what in LINE.findall(text)}
    if case.stands_alone:
        told = {one for one in told if one[0].endswith(f"/{case.page}")}
    assert len(told) == len(case.faults), text[-3000:]
    for path, line, what in case.faults:
        assert any(path == p and line in ("*", n) and what in w for p, n, w in told), text[-3000:]
