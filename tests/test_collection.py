"""Every file of tests is collected: pytest passes over some names of folders, such as ``build``, without a word."""

from __future__ import annotations

from fnmatch import fnmatch

from tests.sites import ROOT, SAMPLE


def test_no_folder_with_tests_has_a_name_that_is_passed_over(request):
    passed_over = request.config.getini("norecursedirs")
    files = [path for path in (ROOT / "tests").rglob("test_*.py") if SAMPLE not in path.parents]
    folders = {part for path in files for part in path.relative_to(ROOT).parts[:-1]}
    assert "build" in folders
    assert [(folder, name) for folder in sorted(folders) for name in passed_over if fnmatch(folder, name)] == []
