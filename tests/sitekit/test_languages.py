"""The languages of a project: what ``mkdocs.yml`` says, and what is known of a language that says nothing of itself."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from sitekit import languages
from sitekit.build.builder import Builder
from sitekit.build.store import Cache
from sitekit.fault import Fault
from sitekit.figure.labels import Labels, same
from sitekit.figure.numbers import Number, by_language, fixed, unnamed, written
from sitekit.languages import LANGUAGES, locale, use
from sitekit.project import FigureId
from sitekit.replications.standing import said as reads
from sitekit.settings import Settings
from sitekit.text.glossary import Glossary

FONT = Path(__file__).parents[1] / "sample_ja/fonts/SampleGothic-Regular.otf"
ONE, FIGURE = FigureId("article", "one"), "figures/article/one.py"
MEAN = '"mean": Number(lambda r: r.line.mean(), ".2f", name={"ko": "평균"})'
"""A number that has a name in one language only."""


def test_a_project_s_languages_are_those_of_its_settings_in_their_order(site):
    site.write(
        "mkdocs.yml",
        "site_url: !ENV [NOWHERE, 'x']\nmarkdown_extensions: [a: {b: !!python/name:c.d }]\n"
        "extra:\n  languages:\n    en: {}\n    zh-Hant: {name: 正體中文, a_minute: 300}\n    eo: {figure: Figuro}\n",
    )
    use(site.root)
    assert [*LANGUAGES] == ["en", "zh-Hant", "eo"] and LANGUAGES.first == "en" and not LANGUAGES.is_one
    chinese, esperanto = LANGUAGES["zh-Hant"], LANGUAGES["eo"]
    assert (chinese.name, chinese.figure, chinese.unit, chinese.a_minute) == ("正體中文", "圖", "characters", 300)
    assert (esperanto.name, esperanto.figure, esperanto.unit) == ("esperanto", "Figuro", "words") or esperanto.name
    assert chinese.amount("中文字 ab") == 4 and esperanto.script.search("ĉ")


def test_settings_over_those_they_inherit_and_settings_that_are_none(site):
    site.write("base.yml", "extra: {languages: {ko: {name: A}, en: {}}}\n")
    site.write("mkdocs.yml", "INHERIT: base.yml\nextra: {languages: {ko: {name: B}}}\n")
    use(site.root)
    assert [*LANGUAGES] == ["ko", "en"] and LANGUAGES["ko"].name == "B"
    assert Settings.read(site.root).place("languages:", "ko:") == ("mkdocs.yml", 2)
    site.write("mkdocs.yml", "extra:\n  languages: {ko: [}\n")
    use(site.root)
    assert [*LANGUAGES] == ["ko", "en"]
    with pytest.raises(Fault, match="is not YAML") as raised:
        Settings.read(site.root)
    assert (raised.value.path, raised.value.line) == ("mkdocs.yml", 2)


def test_what_another_process_is_told_is_the_same(site):
    use(site.root, {"ja": {"font": str(FONT)}})
    told = pickle.loads(pickle.dumps(languages.chosen()))
    languages.take((told[0], told[1]))
    assert [*LANGUAGES] == ["ja"] and LANGUAGES["ja"].font == FONT


@pytest.mark.parametrize(
    ("code", "said"), [("ja", "ja_JP"), ("zh-Hant", "zh_TW"), ("pt-BR", "pt_BR"), ("en-AU", "en_AU"), ("eo", "eo")]
)
def test_a_language_has_a_country_for_its_dates(code, said):
    assert locale(code).startswith(said)


def test_one_language_needs_no_table_and_no_other_language(site):
    use(site.root, {"ko": {}})
    labels = Labels(across="가로", up={"ko": "세로", "en": "up"}, model=same("AR(1)"))
    assert vars(labels["ko"]) == {"across": "가로", "up": "세로", "model": "AR(1)"} and [*labels] == ["ko"]
    assert by_language("값") == {"ko": "값"} and unnamed("값") == unnamed({"ko": "값", "en": "value"}) == ""
    assert fixed(names={"runs": "횟수"}, runs=3)["runs"].name == "횟수"
    each = Number.each(("a", "b"), "{}", getattr, "d", names="{}의 값", words={"a": "가", "b": {"ko": "나", "en": "b"}})
    assert [number.name for number in each.values()] == [{"ko": "가의 값"}, {"ko": "나의 값"}]
    with pytest.raises(ValueError, match="label 'across' has no text for 'ko'"):
        Labels(across={"en": "across"})


def test_several_languages_need_all_and_a_figure_names_what_it_lacks_at_once(site):
    use(site.root, {"ko": {}, "en": {}, "ja": {}})
    two = {"ko": "가로", "en": "across"}
    with pytest.raises(ValueError, match="labels 'across', 'up' have no text for 'ja'"):
        Labels(across=two, up=two, wide={**two, "ja": "幅"}, model=same("AR(1)")).require(["ko", "ja"])
    with pytest.raises(ValueError, match=r"label 'across' is 'width': write same\('width'\)"):
        Labels(across="width")
    assert Labels(across={**two, "ja": "横", "fr": "travers"})["ja"].across == "横"
    assert written(6.9, ".1f", "%p", "ja") == "6.9ポイント"


@pytest.mark.builds
def test_a_language_more_is_another_figure_and_one_less_is_the_former_again(site):
    site.figure("one", ('"en": "across"}', '"en": "across", "ja": "横"}'))
    builder = Builder(site.project)
    keys = []
    for tables in ({"ko": {}, "en": {}}, {"ko": {}}, {"ko": {}, "ja": {}}, {"ko": {}, "ja": {"font": str(FONT)}}):
        use(site.root, tables)
        keys.append(Cache(site.project).key(ONE, {}))
    assert len({*keys}) == 4
    (fault,) = _built(builder, site, {"ko": {}, "ja": {}}).faults.values()
    assert (fault.path, fault.line) == (FIGURE, 12)
    assert "Glyph 27178" in fault.what and "extra: {languages: {ja: {font: package/File.otf}}}" in fault.remedy
    report = _built(builder, site, {"ko": {}, "ja": {"font": str(FONT)}})
    assert {path.name for path in report.pictures[ONE].files} == {"ko.svg", "ja.svg", "numbers.json", "data.npz"}
    assert "'Sample Gothic', Pretendard" in report.pictures[ONE].read("ja.svg").decode()
    assert "Sample Gothic" not in report.pictures[ONE].read("ko.svg").decode()
    assert _built(builder, site, {"ko": {}}).built == [ONE]
    assert _built(builder, site, {"ko": {}, "ja": {"font": str(FONT)}}).built == []


@pytest.mark.parametrize(
    ("code", "block", "text", "expected"),
    [
        ("de", {}, "1,234,567.5 GB (0.50), −3.25%", "1\u00a0234\u00a0567,5 GB (0,50), −3,25%"),
        ("de", {}, "1.2.3, v1.2 and 5×5", "1.2.3, v1.2 and 5×5"),
        ("de", {"decimal": "."}, "1,234.5", "1,234.5"),
        ("en", {"decimal": ","}, "12.5배", "12,5배"),
        ("ko", {}, "1,234.5", "1,234.5"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(site, code, block, text, expected):
    use(site.root, {code: block})
    assert LANGUAGES[code].numbers(text) == expected


@pytest.mark.builds
def test_a_decimal_comma_stands_on_the_axes_and_in_sentences(site):
    site.figure("one", ('"en": "across"}', '"en": "across", "de": "quer 0.5"}'), ("xticks=[], yticks=[]", "yticks=[]"))
    (built,) = _built(Builder(site.project), site, {"de": {}, "en": {}}).pictures.values()
    german, english = (built.read(f"{code}.svg").decode() for code in ("de", "en"))
    assert ">quer 0,5<" in german and re.search(r">\d+,\d<", german) and not re.search(r">\d+\.\d<", german)
    assert re.search(r">\d+\.\d<", english) and not re.search(r">\d+,\d<", english)
    assert (reads(built.numbers["mean"], "de"), reads(built.numbers["mean"], "en")) == ("2,00", "2.00")


@pytest.mark.builds
def test_a_figure_needs_words_in_the_languages_in_which_readers_see_it(site):
    tables = {"ko": {}, "en": {}}
    site.figure("one", (', "en": "across"}', "}"), ('"mean": Number(lambda r: r.line.mean(), ".2f")', MEAN))
    builder = Builder(site.project)
    assert "label 'across' has no text for 'en'" in str(_built(builder, site, tables).faults[ONE])
    site.write("docs/ko/blog/posts/article.md", "# 글\n")
    (built,) = _built(builder, site, tables).pictures.values()
    assert "가로" in built.read("ko.svg").decode()
    site.write("docs/en/other.md", "# Other\n\n/// figure | article.one\n")
    assert "label 'across' has no text for 'en'" in str(_built(builder, site, tables).faults[ONE])
    assert unnamed({"ko": "평균"}, ["ko", "en"]) == "en" and unnamed({"ko": "평균"}, ["ko"]) == ""
    assert _built(Builder(site.project), site, {"ko": {}, "fr": {}}).built == [ONE]


def _built(builder, site, tables):
    use(site.root, tables)
    return builder.build(jobs=1)


def test_a_term_of_a_language_without_spaces_is_found_within_a_sentence(site):
    use(site.root, {"ja": {}})
    site.write("docs/glossary.toml", '[[term]]\nid = "slope"\nja = ["傾き"]\nko = ["기울기"]\ndefine = "上がる高さ。"\n')
    glossary = Glossary.read(site.project)
    assert glossary.faults == () and glossary.entries[0].definition == {"ja": "上がる高さ。"}
    assert [found[0] for found in glossary.finders["ja"].pattern.finditer("線の傾きは傾いても傾きだ")] == ["傾き", "傾き"]
