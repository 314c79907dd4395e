"""Make a figure's SVG light for the page it stands in; it looks the same afterwards.

Matplotlib writes for a program that edits: a group around everything, an element for each marker of a curve and for each
tick, a clip path on whatever is drawn in axes. A page has eighteen figures, so what says nothing is left out.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from sitekit.figure import path_data
from sitekit.figure.path_data import Box, number

SVG = "{http://www.w3.org/2000/svg}"
INHERITED = frozenset(
    {
        "fill",
        "fill-opacity",
        "fill-rule",
        "font-size",
        "font-style",
        "font-weight",
        "stroke",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
    }
)
"""Attributes that a group can say for everything in it."""

NUMBERS = ("x", "y", "width", "height")
DEFAULTS = {"stroke-dashoffset": "0", "text-anchor": "start", "fill-opacity": "1", "stroke-opacity": "1", "opacity": "1"}
"""What an element has that says nothing. Matplotlib never sets one of them on a group to anything else."""

IDEOGRAPHS = "\u2e80"
"""Where the letters begin that are as wide as they are high: Hangul, kana, Chinese."""

MANY = 4
"""Markers of one kind from which on a path that carries them is shorter than an element for each."""


def slim(root: Element, prefix: str) -> None:
    """Make the tree of one figure lighter, in place; its ids begin with ``prefix`` afterwards as before."""
    shapes = _definitions(root)
    for element in list(root.iter()):
        _attributes(element)
    _drop_unseen(root)
    _unclip(root, shapes)
    _ungroup(root)
    _draw_ticks(root, shapes)
    _merge_lines(root)
    _carry_markers(root, shapes)
    _keep_used(root, shapes)
    for element in root.iter():
        _numbers(element)
    for element in list(root.iter()):
        if element.tag in (f"{SVG}svg", f"{SVG}g"):
            _factor(element)
    short_ids(root, prefix)


def _definitions(root: Element) -> dict[str, Element]:
    """id → what is defined by it; taken out of the tree, each once."""
    shapes: dict[str, Element] = {}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{SVG}defs":
                parent.remove(child)
                shapes |= {shape.attrib["id"]: shape for shape in child if "id" in shape.attrib}
    for shape in shapes.values():
        for element in shape.iter():
            _attributes(element)
    return shapes


def _attributes(element: Element) -> None:
    """Leave out what is the default, and a rotation by nothing."""
    for key, default in DEFAULTS.items():
        if element.get(key) == default:
            del element.attrib[key]
    if "transform" not in element.attrib:
        return
    transform = re.sub(r"rotate\(-?0(?:[ ,][^)]*)?\)", "", element.attrib["transform"]).strip()
    moved = re.fullmatch(r"translate\((\S+)[ ,](\S+)\)", transform)
    if moved and element.tag in (f"{SVG}text", f"{SVG}use") and not {"x", "y"} & element.attrib.keys():
        element.set("x", moved[1])
        element.set("y", moved[2])
        transform = ""
    element.set("transform", transform)
    if not transform:
        del element.attrib["transform"]


def _drop_unseen(parent: Element) -> None:
    """Take out shapes that have neither a fill nor a stroke, and groups with nothing in them."""
    for child in list(parent):
        if child.tag == f"{SVG}g":
            _drop_unseen(child)
        unseen = child.tag == f"{SVG}path" and child.get("fill") == "none" and child.get("stroke", "none") == "none"
        if unseen or (child.tag == f"{SVG}g" and not len(child)):
            parent.remove(child)


def _unclip(root: Element, shapes: dict[str, Element]) -> None:
    """Clip only what reaches beyond its axes."""
    clips = {name: clip for name, shape in shapes.items() if (clip := _clip_box(shape))}
    for element in list(root.iter()):
        clip = clips.get(_reference(element.get("clip-path", "")))
        if clip and "transform" not in element.attrib:
            parts = list(element) if element.tag == f"{SVG}g" else [element]
            if all(_fits(part, clip, shapes) for part in parts):
                del element.attrib["clip-path"]


def _clip_box(shape: Element) -> Box | None:
    if shape.tag != f"{SVG}clipPath" or len(shape) != 1 or shape[0].tag != f"{SVG}rect":
        return None
    x, y, width, height = (float(shape[0].attrib[key]) for key in NUMBERS)
    return Box(x, y, x + width, y + height)


def _fits(element: Element, clip: Box, shapes: dict[str, Element]) -> bool:
    """Whether ``element`` certainly lies within ``clip``. A picture that fills its axes is as large, but for rounding."""
    if element.tag == f"{SVG}image":
        extent = _image_box(element)
        return extent is not None and clip.holds(extent, -0.05)
    shape = shapes.get(element.get("href", "")[1:]) if element.tag == f"{SVG}use" else element
    if shape is None or shape.tag != f"{SVG}path" or "transform" in {**shape.attrib, **element.attrib}:
        return False
    extent = path_data.box(path_data.read(shape.get("d", "")))
    if extent is None:
        return True
    if shape is not element:
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        extent = Box(extent.left + x, extent.top + y, extent.right + x, extent.bottom + y)
    stroke = {**element.attrib, **shape.attrib}
    # A mitred corner reaches out by at most twice the width of the stroke.
    return clip.holds(extent, 2 * float(stroke.get("stroke-width", 1)) if stroke.get("stroke", "none") != "none" else 0.0)


def _image_box(image: Element) -> Box | None:
    """Where an image lies that is only scaled and moved."""
    a, d, e, f = 1.0, 1.0, 0.0, 0.0
    for name, arguments in re.findall(r"(\w+)\(([^)]*)\)", image.get("transform", "")):
        values = [float(value) for value in re.split(r"[ ,]+", arguments.strip())]
        if name == "matrix" and values[1] == values[2] == 0:
            sx, sy, tx, ty = values[0], values[3], values[4], values[5]
        elif name == "scale":
            sx, sy, tx, ty = values[0], values[-1], 0.0, 0.0
        elif name == "translate":
            sx, sy, tx, ty = 1.0, 1.0, values[0], values[1]
        else:
            return None
        a, d, e, f = a * sx, d * sy, a * tx + e, d * ty + f
    x, y, width, height = (float(image.get(key, 0)) for key in NUMBERS)
    xs, ys = sorted((a * x + e, a * (x + width) + e)), sorted((d * y + f, d * (y + height) + f))
    return Box(xs[0], ys[0], xs[1], ys[1])


def _ungroup(parent: Element) -> None:
    """Put what a group that says nothing holds in its place, and let a lone child say what its group says."""
    children: list[Element] = []
    for child in parent:
        if child.tag == f"{SVG}g":
            _ungroup(child)
        if child.tag == f"{SVG}g" and not child.attrib:
            children += list(child)
        elif child.tag == f"{SVG}g" and len(child) == 1 and _can_take(child[0], child):
            for key, value in child.attrib.items():
                child[0].attrib.setdefault(key, value)
            children.append(child[0])
        else:
            children.append(child)
    parent[:] = children


def _can_take(element: Element, group: Element) -> bool:
    """Whether ``element`` may carry the attributes of the ``group`` around it. What clips a ``use`` would move with it."""
    separate = {"opacity", "transform", "clip-path"}
    moved = element.tag == f"{SVG}use" and "clip-path" in group.attrib
    return not moved and not (separate & element.attrib.keys() and separate & group.attrib.keys())


def _draw_ticks(parent: Element, shapes: dict[str, Element]) -> None:
    """Draw a marker that is a mere line, as ticks are, where it stands, so that it can be merged with others."""
    for child in parent:
        if child.tag == f"{SVG}g":
            _draw_ticks(child, shapes)
        shape = shapes.get(child.get("href", "")[1:]) if child.tag == f"{SVG}use" else None
        if shape is None or shape.tag != f"{SVG}path" or "transform" in {**shape.attrib, **child.attrib}:
            continue
        segments = path_data.read(shape.get("d", ""))
        if [command for command, _ in segments] != ["M", "L"]:
            continue
        x, y = float(child.attrib.pop("x", 0)), float(child.attrib.pop("y", 0))
        data = " ".join(f"{command} {a + x} {b + y}" for command, ((a, b),) in segments)
        own = {key: value for key, value in shape.attrib.items() if key != "id"}
        attributes = {**child.attrib, **own, "fill": "none", "d": data}
        del attributes["href"]
        child.tag = f"{SVG}path"
        child.attrib.clear()
        child.attrib.update(attributes)


def _merge_lines(parent: Element) -> None:
    """Draw lines of one look in one path: ticks, a grid, the edges of a graph.

    A line is drawn earlier so, and only where nothing lies that it was drawn over. Lines that cover each other look the
    same in one path as in many only where they are opaque.
    """
    first: dict[tuple, Element] = {}
    painted: list[tuple[Element, Box | None]] = []
    for child in parent:
        if child.tag == f"{SVG}g":
            _merge_lines(child)
        look, extent = _look(child), _extent(child)
        if look is not None and extent is not None and look in first:
            at = next(index for index, (element, _) in enumerate(painted) if element is first[look])
            if all(box is not None and not box.meets(extent) for _, box in painted[at + 1 :]):
                painted[at] = (first[look], _around(painted[at][1], extent))
                first[look].set("d", f"{first[look].get('d')} {child.get('d')}")
                continue
        if look is not None:
            first[look] = child
        painted.append((child, extent))
    parent[:] = [element for element, _ in painted]


def _extent(element: Element) -> Box | None:
    """The rectangle that a line or a text covers at most; ``None`` for anything else."""
    if element.tag == f"{SVG}text" and "x" in element.attrib:
        return _text_box(element)
    extent = path_data.box(path_data.read(element.get("d", ""))) if _look(element) is not None else None
    if extent is None:
        return None
    half = float(element.get("stroke-width", 1)) / 2
    return Box(extent.left - half, extent.top - half, extent.right + half, extent.bottom + half)


def _text_box(text: Element) -> Box | None:
    """About what a text covers: a letter is at most as wide as it is high, a digit or a Latin letter seven tenths of that."""
    x, y, size = float(text.attrib["x"]), float(text.attrib["y"]), float(text.get("font-size", "10px").removesuffix("px"))
    width = sum(size if letter >= IDEOGRAPHS else 0.7 * size for letter in "".join(text.itertext()))
    left = {"middle": -width / 2, "end": -width}.get(text.get("text-anchor", ""), 0.0)
    if "transform" not in text.attrib:
        return Box(x + left, y - size, x + left + width, y + 0.3 * size)
    if re.match(r"rotate\(-90[ ,]", text.attrib["transform"]):
        return Box(x - size, y - left - width, x + 0.3 * size, y - left)
    return None


def _around(one: Box | None, other: Box) -> Box:
    return other if one is None else one.around(other)


def _look(element: Element) -> tuple | None:
    """All that is to be said of an opaque line but where it is; ``None`` for anything else."""
    attributes = element.attrib
    opaque = not {"opacity", "stroke-opacity", "transform", "id"} & attributes.keys()
    if element.tag != f"{SVG}path" or attributes.get("fill") != "none" or "stroke" not in attributes or not opaque:
        return None
    return tuple(sorted((key, value) for key, value in attributes.items() if key != "d"))


def _carry_markers(parent: Element, shapes: dict[str, Element]) -> None:
    """Let a path through the places of many equal markers draw them: they come in the same order, each on the one before."""
    runs: list[list[Element]] = []
    for child in parent:
        if child.tag == f"{SVG}g":
            _carry_markers(child, shapes)
        if runs and child.tag == f"{SVG}use" and _kind(child) is not None and _kind(child) == _kind(runs[-1][0]):
            runs[-1].append(child)
        else:
            runs.append([child])
    kept: list[Element] = []
    for run in runs:
        shape = shapes.get(run[0].get("href", "")[1:])
        if len(run) < MANY or shape is None or shape.tag != f"{SVG}path":
            kept += run
            continue
        kind = {key: value for key, value in run[0].attrib.items() if key not in ("x", "y", "href")}
        name = _marker(shape, kind, shapes)
        places = [(float(use.get("x", 0)), float(use.get("y", 0))) for use in run]
        line = Element(f"{SVG}path", {"d": path_data.through(places), "fill": "none"})
        for where in ("start", "mid", "end"):
            line.set(f"marker-{where}", f"url(#{name})")
        kept.append(line)
    parent[:] = kept


def _kind(use: Element) -> tuple | None:
    """What makes two markers equal; ``None`` for a glyph, which is moved by a transform or scaled."""
    if "transform" in use.attrib:
        return None
    return tuple(sorted((key, value) for key, value in use.attrib.items() if key not in ("x", "y")))


def _marker(shape: Element, kind: dict[str, str], shapes: dict[str, Element]) -> str:
    """The name of the marker that draws ``shape`` in a look of its ``kind``; what the shape says itself goes first."""
    drawn = Element(f"{SVG}path", {**kind, **{key: value for key, value in shape.attrib.items() if key != "id"}})
    for name, known in shapes.items():
        if known.tag == f"{SVG}marker" and known[0].attrib == drawn.attrib:
            return name
    name = f"{shape.get('id')}-{len(shapes)}"
    marker = Element(f"{SVG}marker", {"id": name, "markerUnits": "userSpaceOnUse", "overflow": "visible"})
    marker.append(drawn)
    shapes[name] = marker
    return name


def _keep_used(root: Element, shapes: dict[str, Element]) -> None:
    """One list of what the figure refers to, at its beginning; clip paths that are the same become one."""
    same: dict[tuple, str] = {}
    alias = {}
    for name, shape in shapes.items():
        if shape.tag == f"{SVG}clipPath":
            alias[name] = same.setdefault(tuple(shape[0].attrib.items()), name)
    for element in root.iter():
        if name := alias.get(_reference(element.get("clip-path", ""))):
            element.set("clip-path", f"url(#{name})")
    used = {name for element in root.iter() for name in _references(element)}
    if kept := [shape for name, shape in shapes.items() if name in used]:
        definitions = Element(f"{SVG}defs")
        definitions.extend(kept)
        root.insert(0, definitions)


def _numbers(element: Element) -> None:
    for key in NUMBERS:
        if key in element.attrib:
            element.set(key, number(float(element.attrib[key])))
    if "d" in element.attrib and not element.get("marker-mid"):
        element.set("d", path_data.written(path_data.read(element.attrib["d"])))
    if "transform" in element.attrib:
        element.set("transform", re.sub(r"(\w+)\(([^)]*)\)", _transform, element.attrib["transform"]).replace(") ", ")"))
    if "stroke-dasharray" in element.attrib:
        dashes = element.attrib["stroke-dasharray"]
        element.set("stroke-dasharray", re.sub(r"[\d.]+", lambda match: number(float(match[0])), dashes))


def _transform(match: re.Match[str]) -> str:
    """A factor keeps its digits, a length a hundredth of a point; the last two of a matrix's six numbers are lengths."""
    words = re.split(r"[ ,]+", match[2].strip())
    lengths = {"translate": len(words), "rotate": len(words), "matrix": 2}.get(match[1], 0)
    fine = len(words) - lengths
    values = [number(float(word), 6 if index < fine else path_data.DECIMALS) for index, word in enumerate(words)]
    return f"{match[1]}({' '.join(values)})".replace(" -", "-")


def _factor(parent: Element) -> None:
    """Let a group say once what a run of neighbours says each, as long as that is shorter."""
    children, index = list(parent), 0
    kept: list[Element] = []
    while index < len(children):
        common = _sayable(children[index])
        best, end, said = 0, index + 1, {}
        for last in range(index + 1, len(children)):
            sayable = _sayable(children[last])
            common = {key: value for key, value in common.items() if sayable.get(key) == value}
            if not common:
                break
            saved = (last - index) * sum(len(key) + len(value) + 4 for key, value in common.items()) - len("<g></g>")
            if saved > best:
                best, end, said = saved, last + 1, dict(common)
        if best == 0:
            kept.append(children[index])
        else:
            group = Element(f"{SVG}g", said)
            for child in children[index:end]:
                for key in said:
                    del child.attrib[key]
                group.extend(list(child) if child.tag == f"{SVG}g" and not child.attrib else [child])
            _factor(group)
            kept.append(group)
        index = end
    parent[:] = kept


def _sayable(element: Element) -> dict[str, str]:
    """The attributes of ``element`` that a group around it may have in its stead."""
    if element.tag == f"{SVG}defs":
        return {}
    return {
        key: value
        for key, value in element.attrib.items()
        if key in INHERITED or (key == "clip-path" and "transform" not in element.attrib and element.tag != f"{SVG}use")
    }


def short_ids(root: Element, prefix: str) -> None:
    """Number the definitions: the prefix of an id tells the figure, the rest need not be a digest."""
    names = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    short = {name: f"{prefix}{index}" for index, name in enumerate(names)}
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if key == "id":
                element.set(key, short[value])
            elif key == "href" and value.startswith("#"):
                element.set(key, f"#{short[value[1:]]}")
            elif value.startswith("url(#"):
                element.set(key, f"url(#{short[_reference(value)]})")


def _reference(value: str) -> str:
    return value[5:-1] if value.startswith("url(#") else ""


def _references(element: Element) -> set[str]:
    values = [value for key, value in element.attrib.items() if key != "href"]
    names = {_reference(value) for value in values}
    if element.get("href", "").startswith("#"):
        names.add(element.attrib["href"][1:])
    return names - {""}
