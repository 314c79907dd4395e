"""A plain notebook becomes a page: its prose keeps its lines, its outputs are shown, and a broken one is located."""

from __future__ import annotations

import base64
import io
import json

import pytest
from PIL import Image

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.fault import Fault
from sitekit.labs.convert import Converter
from sitekit.labs.html import LabHtml
from sitekit.labs.plain import PlainLab
from sitekit.labs.run import Labs
from sitekit.pages.maths import mathml
from sitekit.pages.site import Site
from sitekit.project import Project

PATH = "docs/en/notes/first.ipynb"
PNG = base64.b64encode(b"\x89PNG rest").decode()
FOREIGN = (
    '<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<style>*{fill:red}</style><rect width="9" height="9"/></svg>'
)


def cell(kind: str, source: str, **more) -> dict:
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True), **code, **more}


def shown(data: dict) -> dict:
    return {"output_type": "display_data", "metadata": {}, "data": data}


def notebook(*cells: dict, **metadata) -> str:
    """As Jupyter writes it."""
    return json.dumps(
        {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, indent=1, ensure_ascii=False, sort_keys=True
    )


CELLS = (
    cell("markdown", "# A notebook\n\nProse with {{ braces }} of its own.\n\n## Part\n\n```\n## no part\n```"),
    cell("code", "import math\n\nmath.pi", outputs=[{"output_type": "stream", "name": "stdout", "text": ["kept ", "text\n"]}]),
    cell("markdown", "## 둘째 { #second }\n\n![A dot.](attachment:dot.png)", attachments={"dot.png": {"image/png": PNG}}),
    cell("raw", "not shown"),
    cell("code", ""),
)


@pytest.fixture
def write(tmp_path):
    def written(text: str, path: str = PATH) -> PlainLab:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
        return PlainLab(tmp_path, tmp_path / path)

    return written


def page(lab: PlainLab, language: str = "en") -> tuple[str, Fault | None, dict[str, bytes]]:
    labs, folder = Labs(lab.root / ".cache/labs"), lab.root / ".cache/cells"
    html = LabHtml(labs, Converter(folder, lambda code: f"<pre>{code}</pre>", mathml, ()))
    return (*html.fill(lab.markdown, lab, language), html.rasters)


def test_its_prose_keeps_the_lines_of_the_file(write):
    lab = write(notebook(*CELLS))
    lines, file = lab.markdown.split("\n"), lab.text.split("\n")
    for text in ("# A notebook", "Prose with {{ braces }} of its own.", "## 둘째 { #second }"):
        assert text in file[lines.index(text)]
    assert "math.pi" in file[lines.index('<div data-lab-cell="0"></div>')] and "not shown" not in lab.markdown


def test_a_heading_without_an_id_gets_one_by_its_number(write):
    assert "## Part { #section-1 }" in write(notebook(*CELLS)).markdown
    assert "## no part\n" in write(notebook(*CELLS)).markdown


def test_a_notebook_of_one_line_keeps_its_paragraphs(write):
    lab = write(json.dumps(json.loads(notebook(*CELLS))))
    assert "# A notebook\n\nProse with" in lab.markdown and "```\n\n<div data" in lab.markdown


def test_its_outputs_are_kept_and_its_attachments_are_files(write):
    text, fault, rasters = page(write(notebook(*CELLS)))
    assert fault is None and ">kept text\n</pre>" in text and "<pre>import math\n\nmath.pi</pre>" in text
    ((address, data),) = rasters.items()
    assert data == b"\x89PNG rest" and f'<img src="{address}" alt="A dot.">' in text


@pytest.mark.builds
def test_it_is_run_in_its_folder_where_it_says_so(write, tmp_path):
    source = cell("code", "print(open('data.txt').read())")
    (tmp_path / "docs/en/notes").mkdir(parents=True)
    (tmp_path / "docs/en/notes/data.txt").write_text("fresh")
    assert ">fresh\n</pre>" in page(write(notebook(source, sitekit={"execute": True})))[0]
    assert ">fresh\n</pre>" not in page(write(notebook(source)))[0]
    _, fault, _ = page(write(notebook(cell("code", "x = 1\n1 / 0"), sitekit={"execute": True})))
    assert (fault.path, write(notebook(cell("code", "x = 1\n1 / 0"))).text.split("\n")[fault.line - 1].strip()) == (
        PATH,
        '"1 / 0"',
    )


def test_a_foreign_picture_is_painted(write):
    output = {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": FOREIGN.splitlines(keepends=True)}}
    text, fault, rasters = page(write(notebook(cell("code", "draw()", outputs=[output]))))
    assert fault is None and "<style" not in text and "<svg" not in text
    ((address, data),) = rasters.items()
    assert address.endswith(".png") and data.startswith(b"\x89PNG") and f'src="{address}"' in text


@pytest.mark.parametrize("name", ["href", "xlink:href"])
@pytest.mark.parametrize("entity", [False, True])
def test_a_foreign_picture_shows_no_file_of_this_computer(write, tmp_path, name, entity):
    file = tmp_path / "private.png"
    Image.new("RGB", (9, 9), "lime").save(file)
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    kinds = f'<!DOCTYPE svg [<!ENTITY file "{file}">]>' if entity else ""
    image = f'<image width="9" height="9" {name}="{"&file;" if entity else file}"/><style/>'
    dot = f'<use {name}="#dot"/><defs><rect id="dot" width="2" height="2" fill="red"/></defs>'
    markup = f'{kinds}<svg {spaces} width="9" height="9">{image}{dot}</svg>'
    _, fault, rasters = page(write(notebook(cell("code", "draw()", outputs=[shown({"image/svg+xml": markup})]))))
    (picture,) = rasters.values()
    colours = {colour for _, colour in Image.open(io.BytesIO(picture)).convert("RGB").getcolors()}
    assert fault is None and (255, 0, 0) in colours and (0, 255, 0) not in colours


def test_its_links_are_of_a_notebook(write):
    lab = write(notebook(*CELLS))
    html = LabHtml(Labs(lab.root / ".cache/labs"), Converter(lab.root / ".cache/cells", lambda code: code, mathml, ()))
    filled, _ = html.fill("<h1>A</h1>", lab, "en", links=[("lab_download", "a.ipynb")])
    assert 'aria-label="Where to run this notebook"' in filled


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('{\n "cells": [\n<<<<<<< HEAD\n', 3, "is no notebook: Expecting value"),
        ("[]", 1, "is no notebook of format 4"),
        ('{"nbformat": 3, "worksheets": []}', 1, "is no notebook of format 4"),
        ('{"nbformat": 4, "cells": [\n{"cell_type": "code"}]}', 1, "cell 1 is not written as the format has it"),
        (notebook(cell("code", "1", outputs=[{"data": {}}])), 1, "cell 1 is not written as the format has it"),
        (notebook(cell("code", "1", outputs=[{"output_type": "stream", "text": 1}])), 1, "cell 1 is not written"),
        (notebook(cell("code", "1", outputs=[shown({"text/html": 5})])), 1, "cell 1 is not written"),
        (notebook(cell("code", "1", outputs=[shown({"image/png": {"a": 1}})])), 1, "cell 1 is not written"),
    ],
)
def test_a_broken_notebook_is_located(write, tmp_path, text, line, what):
    with pytest.raises(Fault) as caught:
        write(text)
    assert (caught.value.path, caught.value.line) == (PATH, line) and what in caught.value.what
    assert str(caught.value) in map(str, check(Site.read(Project(tmp_path), Report())))


def test_what_a_notebook_may_leave_out_is_no_matter(write):
    text, fault, _ = page(write('{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": null, "source": "1"}]}'))
    assert fault is None and "<pre>1</pre>" in text


def test_data_of_any_shape_gives_way_to_what_can_be_shown(write):
    given = {"application/json": [1, {"a": None}], "application/x": {"y": 1}, "text/plain": ["left"]}
    output = {"output_type": "display_data", "metadata": {}, "data": given}
    text, fault, _ = page(write(notebook(cell("code", "x", outputs=[output, {**output, "data": {}}]))))
    assert fault is None and ">left</pre>" in text and "This output can be seen only in the notebook." in text


def faults(tmp_path) -> list[str]:
    return [str(fault) for fault in check(Site.read(Project(tmp_path), Report())) if "notes" in fault.path]


def test_both_languages_have_it(write, tmp_path):
    write(notebook(*CELLS))
    korean = tmp_path / "docs/ko/index.md"
    korean.parent.mkdir(parents=True)
    korean.write_text("# 처음\n", "utf-8")
    found = faults(tmp_path)
    assert len(found) == 1 and found[0].startswith(f"{PATH}:1: has no page in 'ko'; write docs/ko/notes/first.ipynb")


@pytest.mark.parametrize(
    ("theirs", "what"),
    [
        ('print("둘", x)  # 둘', ""),
        ('print("둘", y)', "code cell 1 is not that of"),
        ("%matplotlib inline", "code cell 1 is not that of"),
    ],
)
def test_both_languages_run_the_same_code_but_for_its_strings(write, tmp_path, theirs, what):
    write(notebook(cell("markdown", "# 하나\n\n글"), cell("code", theirs)), PATH.replace("/en/", "/ko/"))
    write(notebook(cell("markdown", "# One\n\nText"), cell("code", 'print("two", x)')))
    found = faults(tmp_path)
    assert len(found) == bool(what) and all(what in fault and fault.startswith(PATH) for fault in found)


@pytest.mark.parametrize("form", [str, lambda source: source.splitlines(keepends=True)])
def test_what_ends_no_line_of_code_stays_within_its_line(write, form):
    lab = write(notebook({**cell("code", ""), "source": form("x = 'a\u2028b'\n\f\ny = 2")}))
    assert [part.source for part in lab.cells] == ["x = 'a\u2028b'\n\f\ny = 2"]
