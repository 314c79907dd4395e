"""What pages load besides themselves: one style sheet and one script made of many, and the font cut to the site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.utils import write_file

from sitekit.assets import font, maths, own_fonts, scripts, sheets
from sitekit.assets.alphabet import alphabet, opening
from sitekit.check.hosts import foreign
from sitekit.fault import Fault
from sitekit.mkdocs.material import narrowed
from sitekit.settings import Settings

MATERIAL = "assets/stylesheets/"
"""Where the style sheets of Material lie."""


class Loaded:
    """The style sheet, the script and the font of one build; the font is kept from build to build."""

    def __init__(self, cache: Path) -> None:
        self.cutter = font.Cutter(cache)
        self.names = ""
        """Of the languages, in their own letters: they stand on every page."""
        self.sheet = ""
        self.files: dict[font.Face, bytes] = {}
        self.own: dict[own_fonts.OwnFont, bytes] = {}
        self.signs: frozenset[str] = frozenset()

    def merge(self, files: Files, config) -> None:
        """Put one style sheet in the place of those of ``extra_css``, and one script in that of the small ones of every page."""
        kept, texts = [], []
        for path in config.extra_css:
            file = _file(path, "extra_css", files, config)
            if file is None or not sheets.stands_alone(text := file.content_string):
                kept.append(path)
                continue
            texts.append(narrowed(text))
            files.remove(file)
        for file in files.css_files():
            if file.src_uri.startswith(MATERIAL) and (text := narrowed(file.content_string)) != file.content_string:
                file.content_string = text
        for script in config.extra_javascript:
            _file(str(script), "extra_javascript", files, config)
        self.sheet = sheets.merged(texts)
        config.extra_css = [sheets.ADDRESS, *kept]
        parts = [file for file in files if file.src_uri.startswith(scripts.FOLDER)]
        for file in parts:
            files.remove(file)
        try:
            merged = scripts.merged({file.src_uri.removeprefix(scripts.FOLDER): file.content_string for file in parts})
        except ValueError as error:
            raise PluginError(str(error)) from None
        files.append(File.generated(config, scripts.ADDRESS, content=merged))

    def write(self, site: Path, sizes: Iterable[str], serving: bool) -> None:
        """Write the fonts for the characters and the formulas of the built ``site``, and the style sheet, which declares them.

        ``sizes`` of the pictures in the pages, too, stand in the sheet.

        Under ``serve`` the font stays as the first build cut it: what is typed since then comes from the slices.
        """
        if not (serving and self.files):
            self.own = {one: one.cut(self.cutter.memo) for one in own_fonts.fonts(site)}
            rest = alphabet(site) - own_fonts.covered(self.own)
            self.files = {face: self.cutter.cut(face) for face in font.faces(rest, set(self.names) & rest, opening(site))}
        for face, data in (*self.files.items(), *self.own.items()):
            write_file(data, str(site / face.address))
        signs = self.signs = self.signs if serving and self.signs else maths.characters(site)
        if signs:
            write_file(maths.cut(signs, self.cutter.memo), str(site / maths.ADDRESS))
        own = "\n" + "".join(one.rule("../") for one in self.own)
        text = font.rules(self.files, "../") + maths.rule(signs, "../") + self.sheet + own + "\n" + sheets.pictures(sizes)
        write_file(text.encode(), str(site / sheets.ADDRESS))


def _file(path: str, setting: str, files: Files, config) -> File | None:
    """The file that ``setting`` names, none if another host has it. What is nowhere is refused: every page would ask for it."""
    file = files.get_file_from_path(path.partition("?")[0])
    if file is None and not foreign(path):
        place = Settings.read(Path(config.config_file_path).parent).place(path)
        raise PluginError(str(Fault(*place, f"{setting} names '{path}', which is not below docs/", "add it, or mend the name")))
    return file
