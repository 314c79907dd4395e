"""Matplotlib's SVG renderer, but for texts, which keep their anchor; and a record of what was drawn, for whoever judges it.

Readers see a figure at several widths, and its texts are to be neither small on a phone nor large on a desk. So a text is
written around the point that its author placed it at, and all that leads from there to its letters is in em: whatever size a
style sheet gives it, it hangs below that point, stands on it, or is centred there, as it was drawn.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import matplotlib
import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from sitekit.figure import formula
from sitekit.figure.struck import Mark

NEAR = 0.05
"""Points: a start, a middle or an end this close to the anchor lies on it."""


class Renderer(RendererSVG):
    """``texts`` are the figure's, by the names of their groups; ``halos`` the widths and colours of the halos that some have.
    ``numbers`` gives a text with its numbers as the language writes them.

    ``drawn`` are the names of texts in the order in which they came, ``marks`` everything else that was drawn, in its own.
    """

    def __init__(
        self,
        *arguments,
        texts: Mapping[str, Text],
        halos: Mapping[Text, tuple[float, str]],
        numbers: Callable[[str], str],
        **named,
    ) -> None:
        self.drawn: list[str] = []
        self.marks: list[Mark] = []
        self.texts, self.halos, self.numbers = texts, halos, numbers
        self.groups: list[str] = []
        super().__init__(*arguments, **named)

    def open_group(self, s, gid=None):
        self.groups.append(gid or "")
        if gid:
            self.drawn.append(gid)
        super().open_group(s, gid)

    def close_group(self, s):
        self.groups.pop()
        super().close_group(s)

    @property
    def owner(self) -> str:
        """The name of the text whose letters, box or arrow are being drawn; nothing if it is none's."""
        return next((name for name in reversed(self.groups) if name in self.texts), "")

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        s = s if ismath else self.numbers(s)
        runs = formula.runs(s) if ismath else [formula.Run(s)]
        text = self.texts.get(self.owner)
        if runs is None or text is None:
            with matplotlib.rc_context({"svg.fonttype": "path" if ismath else "none"}):
                super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        clip = self._get_clip_attrs(gc)
        if clip:
            self.writer.start("g", **clip)
        look = self._look(gc, prop) | self._halo(text)
        look |= self._placed(x, y, angle, text, self.get_text_width_height_descent(s, prop, ismath)[0], prop.get_size_in_points())
        plain = len(runs) == 1 and runs[0] == formula.Run(runs[0].text)
        if not plain:
            look["runs"] = json.dumps([[run.text, run.italic, run.shift, run.size] for run in runs])
        self.writer.element("text", runs[0].text if plain else "", attrib=look)
        if clip:
            self.writer.end("g")

    @staticmethod
    def _look(gc, prop) -> dict[str, str]:
        look = {"font-size": f"{prop.get_size_in_points():g}px"}
        if (colour := to_hex(gc.get_rgb())) != "#000000":
            look["fill"] = colour
        alpha = gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]
        if alpha != 1:
            look["opacity"] = f"{alpha:g}"
        if (slant := prop.get_style()) != "normal":
            look["font-style"] = slant
        if (weight := prop.get_weight()) not in ("normal", "regular", 400):
            look["font-weight"] = str(weight)
        return look

    def _halo(self, text: Text) -> dict[str, str]:
        if text not in self.halos:
            return {}
        width, colour = self.halos[text]
        return {"stroke": to_hex(colour), "stroke-width": f"{width:g}", "paint-order": "stroke"}

    def _placed(self, x: float, y: float, angle: float, text: Text, width: float, size: float) -> dict[str, str]:
        """Where a line of text stands that begins at (x, y); and its anchor, and how far it is from there in em."""
        anchor = text.get_transform().transform(text.get_unitless_position())
        turn = np.deg2rad(angle)
        aside, down = x - anchor[0], y - (self.height - anchor[1])
        along, below = aside * np.cos(turn) - down * np.sin(turn), aside * np.sin(turn) + down * np.cos(turn)
        ends = {"start": along, "middle": along + width / 2, "end": along + width}
        name = next((name for name, offset in ends.items() if abs(offset) < NEAR), "start")
        left, top = float(anchor[0]), float(self.height - anchor[1])
        placed = {
            "x": f"{left + ends[name]:.2f}",
            "y": f"{top + below:.2f}",
            "anchor": f"{left:.2f} {top:.2f}",
            "text-anchor": name,
        }
        for key, offset in (("dx", ends[name]), ("dy", below)):
            if abs(offset) >= NEAR:
                placed[key] = f"{offset / size:.3g}em"
        if angle:
            placed["transform"] = f"rotate({-angle:g} {left:.2f} {top:.2f})"
        return placed

    def draw_path(self, gc, path, transform, rgbFace=None):
        super().draw_path(gc, path, transform, rgbFace)
        self._mark(gc, path.to_polygons(transform, closed_only=False), rgbFace)

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)
        shape = marker_path.get_extents(marker_trans).corners()[[0, 1, 3, 2, 0]]
        places = [vertices[-2:] for vertices, _ in path.iter_segments(trans, simplify=False)]
        self._mark(gc, [shape + place for place in places], rgbFace)

    def draw_path_collection(self, gc, master_transform, paths, all_transforms, *rest: Any, **named: Any):
        before = len(self.marks)
        super().draw_path_collection(gc, master_transform, paths, all_transforms, *rest, **named)
        del self.marks[before:]  # It may have drawn one path at a time.
        shapes, each = self._iter_collection_raw_paths, self._iter_collection  # ty: ignore[missing-attribute]  no stubs
        raw = list(shapes(master_transform, paths, all_transforms))
        colours = named.get("hatchcolors")
        for x, y, (path, transform), look, face in each(gc, raw, *rest, hatchcolors=[] if colours is None else colours):
            self._mark(look, [np.add(line, (x, y)) for line in path.to_polygons(transform, closed_only=False)], face)

    def _mark(self, gc, lines, face) -> None:
        whole = gc.get_alpha() if gc.get_forced_alpha() else None
        opacity = gc.get_rgb()[3] if whole is None else whole
        fill = 0.0 if face is None else whole if whole is not None else face[3] if len(face) > 3 else 1.0
        look = gc.get_linewidth(), to_hex(gc.get_rgb()), opacity, fill, gc.get_clip_rectangle(), self.owner, len(self.drawn)
        self.marks += [Mark(np.asarray(line), *look) for line in lines if len(line)]


def without_halos(figure) -> dict[Text, tuple[float, str]]:
    """Take the halos off the texts of ``figure``, which matplotlib would draw as outlines, and say what they were."""
    halos = {}
    for text in figure.findobj(Text):
        effects = text.get_path_effects()
        if len(effects) == 1 and isinstance(effects[0], withStroke):
            look: dict[str, Any] = effects[0]._gc
            halos[text] = float(look["linewidth"]), look["foreground"]
            text.set_path_effects([])
    return halos
