"""The characters that readers see."""

from __future__ import annotations

from sitekit.assets.alphabet import USUAL, alphabet, is_hangul


def test_it_has_what_stands_in_pages_in_live_figures_and_in_the_words_of_scripts(tmp_path):
    figure = tmp_path / "assets" / "figures" / "article" / "one"
    figure.mkdir(parents=True)
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "index.html").write_text('<p title="뜻">값 &#xAC12; &sigma;</p><script>{"a": "\\ucc3e"}</script>', "utf-8")
    (figure / "live.json").write_text('{"labels": {"ko": {"hint": "끌어"}}}', "utf-8")
    (figure / "live.js").write_text('text = "≡"', "utf-8")
    (figure / "numbers.json").write_text('{"a": "꽃"}', "utf-8")
    assert alphabet(tmp_path) - USUAL == set("뜻값σ찾끌어≡") | {"\n"} - USUAL - {"\n"}


def test_hangul_is_syllables_and_letters():
    assert all(map(is_hangul, "가힣ㄱㅣ")) and not any(map(is_hangul, "a1 ·漢あ"))
