"""MkDocs' configuration in one language, for every form of palette that Material documents."""

from __future__ import annotations

import copy
from datetime import datetime
from types import SimpleNamespace

import pytest
import yaml

from sitekit.languages import LANGUAGES, use
from sitekit.mkdocs.languages import dates, fault_of, speak
from sitekit.words import word

SWITCHED = [
    {"media": "(prefers-color-scheme: light)", "scheme": "default", "toggle": {"icon": "a"}},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "teal", "toggle": {"icon": "b"}},
]
AUTOMATIC = [{"media": "(prefers-color-scheme)", "toggle": {"icon": "c"}}, *SWITCHED]
FORMS = {
    "none": None,
    "one mapping": {"scheme": "slate", "primary": "teal"},
    "colours alone": {"primary": "teal", "accent": "lime"},
    "a list without switches": [{"scheme": "default"}, {"scheme": "slate"}],
    "a list of one": [{"primary": "teal"}],
    "a switch": SWITCHED,
    "a switch that follows the system": AUTOMATIC,
    "a switch by name alone": [{"toggle": {"icon": "a"}}, {"scheme": "slate", "toggle": {"icon": "b"}}],
}


def configuration(palette):
    theme = {"language": "ko"} | ({} if palette is None else {"palette": copy.deepcopy(palette)})
    languages = {code: {"site_name": f"name {code}"} for code in LANGUAGES}

    class Config(dict):
        pass

    config = Config()
    config.theme, config.extra = theme, {"languages": languages}
    return config


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_palette_is_left_as_it_is_but_for_the_names_of_switches(form):
    config = configuration(FORMS[form])
    for code in (*LANGUAGES, *LANGUAGES):
        speak(config, code)
        assert config["site_name"] == f"name {code}" and config.theme["language"] == code
        palette = config.theme.get("palette")
        given = FORMS[form]
        for option, was in zip(
            palette if isinstance(palette, list) else [], given if isinstance(given, list) else [], strict=True
        ):
            assert {key: value for key, value in option.items() if key != "toggle"} == {
                key: value for key, value in was.items() if key != "toggle"
            }
            if "toggle" in was:
                to = "light" if was.get("scheme") == "slate" or was.get("media") == "(prefers-color-scheme)" else "dark"
                assert option["toggle"]["name"] == word(to, code) and option["toggle"]["icon"] == was["toggle"]["icon"]


def test_a_switch_that_mkdocs_yml_names_keeps_its_name():
    config = configuration([{"scheme": "default", "toggle": {"icon": "a", "name": "Night"}}])
    speak(config, "ko")
    speak(config, "en")
    assert config.theme["palette"][0]["toggle"]["name"] == "Night"


def test_the_switch_of_languages_leads_to_the_page_where_there_is_one():
    config = configuration(None)
    speak(config, "ko", {"en": SimpleNamespace(url="en/blog/a/")})
    links = {entry["lang"]: (entry["link"], entry["same"]) for entry in config.extra["alternate"]}
    assert links["en"] == ("en/blog/a/", True) and links["ko"] == ("ko/", False)


TABLE = {"site_name": "A", "site_description": "B", "not_found": "C"}


@pytest.mark.parametrize(
    ("languages", "line", "said"),
    [
        (None, 1, "extra.languages does not say site_name and site_description and not_found in 'ko'"),
        ("[ko, en]", 2, "extra.languages is no table"),
        ({"ko": TABLE}, 0, ""),
        ({"ko": TABLE, "en": {**TABLE, "not_found": 3}}, 4, "extra.languages does not say not_found in 'en'"),
        (
            {"ko": TABLE, "en": TABLE, "fr": {}},
            5,
            "extra.languages does not say site_name and site_description and not_found in 'fr'",
        ),
        ({"ko": TABLE, "fr": TABLE, "zh-Hant": TABLE}, 0, ""),
        ({"ko": TABLE, "English": TABLE}, 4, "extra.languages has the language 'English', which is no tag of one"),
        ({"id": TABLE}, 3, "the language 'id' is called as the key of every term and claim is"),
        ({"ko": {**TABLE, "a_minute": "fast"}}, 3, "extra.languages.ko.a_minute is 'fast'"),
        ({"ko": {**TABLE, "unit": "letters"}}, 3, "extra.languages.ko.unit is 'letters'"),
        ({"ko": {**TABLE, "point": ["점"]}}, 3, "extra.languages.ko.point is ['점']"),
        ({"ko": {**TABLE, "font": "none/None.otf"}}, 3, "extra.languages.ko.font names no file, 'none/None.otf'"),
        ({"ko": TABLE, "en": {**TABLE, "categories": "Study"}}, 4, "the categories in 'en' are no table"),
        ({"ko": TABLE, "en": {**TABLE, "categories": None}}, 0, ""),
    ],
)
def test_what_the_settings_do_not_say_in_a_language_is_told_at_its_line(tmp_path, languages, line, said):
    rows = (
        [f"    {code}: {yaml.safe_dump(table, default_flow_style=True, width=200).strip()}" for code, table in languages.items()]
        if isinstance(languages, dict)
        else []
    )
    tail = languages if isinstance(languages, str) else ""
    text = "\n".join([f"extra:\n  languages: {tail}", *rows]) if languages else "site_name: A"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    extra = yaml.safe_load(text).get("extra", {})
    use(tmp_path, extra.get("languages") or {})
    fault = fault_of(SimpleNamespace(extra=extra, config_file_path=str(tmp_path / "mkdocs.yml")))
    assert (fault.line, fault.what) == (line, said) if said else fault is None


def test_a_date_is_written_as_in_the_country_of_the_page_and_in_the_format_of_its_blog():
    config, day = configuration(None), datetime(2026, 11, 22, 23, 30)
    blogs = {
        code: SimpleNamespace(config={"blog_dir": f"{code}/blog", "post_date_format": style})
        for code, style in (("ko", "long"), ("en", "long"))
    }
    config.plugins = blogs | {"search": SimpleNamespace(config={}), "other": SimpleNamespace()}
    written = dates(config)
    found = {code: speak(config, code) or written(day) for code in LANGUAGES}
    assert found == {"ko": "2026년 11월 22일", "en": "22 November 2026"}
    blogs["ko"].config["post_date_format"] = "y. M. d. HH:mm"
    written = dates(config)
    found = {code: speak(config, code) or written(day) for code in LANGUAGES}
    assert found == {"ko": "2026. 11. 22. 23:30", "en": "22 November 2026"}
