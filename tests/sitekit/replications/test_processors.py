"""What other processors measured: which numbers they move is recorded, and what hangs on that is said."""

from __future__ import annotations

import numpy as np
import pytest

from sitekit.build.builder import Builder
from sitekit.build.pool import Refused
from sitekit.check import processors as checked
from sitekit.pages.site import Site
from sitekit.replications import processors
from sitekit.replications.processors import Processor
from sitekit.replications.record import PROCESSORS, parse
from tests.sitekit.replications.conftest import LINE, MEASURE

pytestmark = pytest.mark.builds

RECORD = "figures/article/replications/processors/line.toml"
OTHERS = {"as-it-is": Processor("", {}), "other": Processor("plays", {"TRIAL": "1"}), "none": Processor("cannot", {})}
BY_PROCESSOR = MEASURE[0], '    import os\n    return Result(np.arange(5.0) + 1e-3 * ("TRIAL" in os.environ))'


@pytest.fixture
def measured(seeded, monkeypatch, tmp_path):
    """The project, measured as two processors do, of which one moves what is quoted with three digits."""
    seeded.figure("line", BY_PROCESSOR)
    seeded.write("tests/figures/article/line/test_figure.py", "")
    flags = tmp_path / "cpuinfo"
    flags.write_text("flags\t\t: fpu plays\n", "utf-8")
    monkeypatch.setattr(processors, "FLAGS", flags)
    monkeypatch.setattr(processors, "PROCESSORS", OTHERS)
    report = Builder(seeded.project).build()
    assert not report.faults
    numbers = {figure: picture.numbers for figure, picture in report.pictures.items()}
    assert processors.replicate(seeded.project, numbers, 1, lambda line: None) == []
    return seeded, report


def test_what_moves_is_recorded_to_its_last_bit_and_what_hangs_on_it_is_said(measured):
    site, report = measured
    axis = parse((site.root / RECORD).read_text("utf-8")).axes[PROCESSORS]
    assert axis.tried == ("as-it-is", "other")
    assert axis.numbers == {"mean": (2.0, float(np.mean(np.arange(5.0) + 1e-3)))}
    assert [*checked.check(Site.read(site.project, report))] == []
    text = (site.root / "figures/article/claims.toml").read_text("utf-8").replace('"mean > 0"', '"mean <= 2"')
    site.write("figures/article/claims.toml", text)
    (fault,) = checked.check(Site.read(site.project, report))
    assert "'it-is-high' 'holds', but not on other; it hangs on last bits" in str(fault)
    record = (site.root / RECORD).read_text("utf-8")
    site.write("figures/article/line.py", (site.root / "figures/article/line.py").read_text("utf-8").replace("1e-3", "1e-4"))
    assert [str(fault) for fault in checked.check(Site.read(site.project, report))] == [], "the record is of other code"
    (fault,) = checked.check(Site.read(site.project, report), release=True)
    assert fault.path == RECORD and "measure() or what it reaches has changed" in fault.what
    site.write(RECORD.replace("line", "gone"), record)
    assert [fault.what for fault in checked.check(Site.read(site.project, report))] == [
        "is the record of 'article.gone', which is no figure"
    ]


def test_a_machine_that_can_play_no_other_says_so(seeded, monkeypatch, tmp_path):
    monkeypatch.setattr(processors, "FLAGS", tmp_path / "none")
    with pytest.raises(Refused, match="can play no other processor"):
        processors.replicate(seeded.project, {LINE: {}}, 1, print)
