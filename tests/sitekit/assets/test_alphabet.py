"""The characters that readers see."""

from __future__ import annotations

from sitekit.assets.alphabet import ARTICLE, USUAL, alphabet, is_hangul, opening


def test_it_has_what_stands_in_pages_in_live_figures_and_in_the_words_of_scripts(tmp_path):
    figure = tmp_path / "assets" / "figures" / "article" / "one"
    figure.mkdir(parents=True)
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "index.html").write_text('<p title="뜻">값 &#xAC12; &sigma;</p><script>{"a": "\\ucc3e"}</script>', "utf-8")
    (figure / "live.json").write_text('{"labels": {"ko": {"hint": "끌어"}}}', "utf-8")
    (figure / "live.js").write_text('text = "≡"', "utf-8")
    (figure / "numbers.json").write_text('{"a": "꽃"}', "utf-8")
    assert alphabet(tmp_path) - USUAL == set("뜻값σ찾끌어≡") | {"\n"} - USUAL - {"\n"}


def test_what_an_article_begins_with_is_its_text_to_the_paragraph_after_its_first_figure(tmp_path):
    term = '<span class="tip"><a>라</a><span class="tip-card"><span>마</span></span></span>'
    below = f'<figure title="갑">나</figure><div>하</div><p>다{term}</p><p>바</p>'
    body = f"<nav>아</nav><article><p>자</p>{below}</article><script>차</script>"
    page = f"<head><title>사</title>{ARTICLE}</head><body>{body}</body>"
    (tmp_path / "ko" / "blog").mkdir(parents=True)
    (tmp_path / "ko" / "blog" / "index.html").write_text(page, "utf-8")
    assert {one for one in opening(tmp_path) if is_hangul(one)} == set("아자나하다라")
    (tmp_path / "ko" / "index.html").write_text("<head></head><body><p>카</p></body>", "utf-8")
    (tmp_path / "ko" / "blog" / "list.html").write_text("<head></head><body><p>파</p></body>", "utf-8")
    assert {one for one in opening(tmp_path) if is_hangul(one)} == set("아자나하다라카")


def test_hangul_is_syllables_and_letters():
    assert all(map(is_hangul, "가힣ㄱㅣ")) and not any(map(is_hangul, "a1 ·漢あ"))
