"""MkDocs' configuration in one language, for every form of palette that Material documents."""

from __future__ import annotations

import copy
from types import SimpleNamespace

import pytest

from sitekit.languages import LANGUAGES
from sitekit.mkdocs.languages import speak
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
