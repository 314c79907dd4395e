"""What a build writes for readers who keep an article, or install the site."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError
from PIL import Image

from sitekit.mkdocs import kept, manifest

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path fill="red" d="M0 0h10v10H0z"/></svg>'
BUTTON = '<button type="button" class="keep" data-keep="Keep (0.0 MB)">Keep (0.0 MB)</button> 0.0 MB'
WORDS = {
    "ko": {"site_name": "선과 원", "site_description": "두 글"},
    "en": {"site_name": "Lines", "site_description": "Two articles"},
}


def page(source: str, url: str) -> SimpleNamespace:
    return SimpleNamespace(file=SimpleNamespace(src_uri=source), url=url)


def written(site, **texts: str) -> None:
    for name, text in texts.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")


@pytest.mark.parametrize("ending", ["/", ".html"])
def test_an_article_has_one_list_for_its_languages_and_each_of_its_pages_says_the_size(tmp_path, ending):
    file = "/index.html" if ending == "/" else ".html"
    picture = f'<img src="{"../" if ending == "/" else ""}no.png">'
    written(tmp_path, **{f"ko/선{file}": BUTTON, f"en/line{file}": BUTTON + picture, "en/big": "x" * 1_234_567})
    articles = {
        "ko": [page("ko/blog/posts/line.md", f"ko/%EC%84%A0{ending}")],
        "en": [page("en/blog/posts/line.md", f"en/line{ending}")],
    }
    (fault,) = kept.write(tmp_path, "https://example.org/", articles)
    assert fault.path == f"en/line{file}" and "'en/no.png'" in fault.what
    (name,) = {kept.address(one) for pages in articles.values() for one in pages}
    assert json.loads((tmp_path / name).read_text("utf-8"))["files"] == [f"ko/%EC%84%A0{ending}", f"en/line{ending}"]
    for path in (f"ko/선{file}", f"en/line{file}"):
        text = (tmp_path / path).read_text("utf-8")
        assert text.startswith(BUTTON.removesuffix(" 0.0 MB").replace("0.0 MB", "0.1 MB")) and text.count("0.0 MB") == 1


def test_a_manifest_is_at_home_at_any_path_and_its_icons_are_what_it_says(tmp_path):
    written(tmp_path, **{manifest.ICON: SVG})
    manifest.write(tmp_path, WORDS, "#00695c")
    for code, words in WORDS.items():
        said = json.loads((tmp_path / code / "manifest.json").read_text("utf-8"))
        assert (said["name"], said["lang"], said["start_url"], said["scope"]) == (words["site_name"], code, "./", "../")
        for icon in said["icons"]:
            data = (tmp_path / code / icon["src"]).resolve().read_bytes()
            if icon["type"] == "image/png":
                drawn = Image.open(io.BytesIO(data)).convert("RGB")
                assert "{}x{}".format(*drawn.size) == icon["sizes"]
                assert drawn.getpixel((drawn.width // 2, drawn.height // 2)) == (255, 0, 0)
                is_cut = drawn.getpixel((4, 4)) != (255, 0, 0)
                assert is_cut == (icon["purpose"] == "maskable")


def test_an_icon_that_cannot_be_drawn_is_a_fault(tmp_path):
    written(tmp_path, **{manifest.ICON: "<svg"})
    with pytest.raises(PluginError, match=r"assets/icon\.svg:1: "):
        manifest.write(tmp_path, WORDS, "#00695c")
