"""What the sample's pages say of other seeds: a number's range, where its record is of the versions at hand."""

from __future__ import annotations

import pytest

from sitekit.build.builder import Builder
from sitekit.languages import LANGUAGES
from sitekit.pages.particles import with_particles_kept
from sitekit.project import FigureId
from sitekit.replications.record import kept
from sitekit.replications.standing import spread
from tests.sites import Site

CIRCLE = FigureId("round_things", "circle")
SENTENCE = {"en": "It fills {} of a square.", "ko": "원은 정사각형의 {}를 채운다."}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_stands_with_its_range_in_the_sentence(sample_site: Site, language):
    project = sample_site.project
    number = Builder(project).build([CIRCLE]).pictures[CIRCLE].numbers["inside"]
    record = kept(project.root, project.place(CIRCLE))
    expected = spread(record, "inside", number, language) if record.is_fresh else number["text"]
    assert record.record and ("20" in expected) == record.is_fresh
    assert with_particles_kept(SENTENCE[language].format(expected)) in sample_site.html(f"{language}/blog/round-things/")
