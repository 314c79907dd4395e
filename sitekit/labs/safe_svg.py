"""An SVG that a notebook put out, made safe for a page: what a plot needs is let through, and nothing that acts.

A cell's output is whatever it likes to print. It is parsed as XML and written out anew, so that nothing is left to how a
browser reads broken markup; an element or attribute that is not listed here refuses the whole picture.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
SHAPES = (
    "svg g defs path rect circle ellipse line polyline polygon text tspan use image clipPath marker pattern linearGradient stop"
)
ELEMENTS = frozenset(f"{{{SVG}}}{tag}" for tag in SHAPES.split())
PLACES = """
    viewBox preserveAspectRatio width height x y x1 y1 x2 y2 dx dy cx cy r rx ry d points offset transform
    clipPathUnits markerUnits gradientUnits patternUnits patternContentUnits patternTransform
"""
LOOKS = """
    opacity color fill fill-opacity fill-rule clip-path clip-rule image-rendering overflow marker-start marker-mid marker-end
    stroke stroke-opacity stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-miterlimit
    stop-color stop-opacity font-size font-style font-weight text-anchor dominant-baseline paint-order
"""
ATTRIBUTES = frozenset([*PLACES.split(), *LOOKS.split(), "{http://www.w3.org/XML/1998/namespace}space"])
VALUE = re.compile(
    r"(?:[^()]|\b(?:url\(#[\w.-]+\)|(?:translate|scale|rotate|matrix|skewX|skewY|var|rgba?|light-dark)\([^()]*\)|calc\([\d.]+px\*var\(--fig-type\)\)))*"
)
THEMES = ("on-light", "on-dark")
"""Classes of rasters that one theme shows."""
RASTER = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/=\s]+)")
SIGNATURES = {"png": b"\x89PNG", "jpeg": b"\xff\xd8\xff"}

Store = Callable[[str, bytes], str]
"""Keeps a raster's bytes, of a kind "png" or "jpeg", and returns its URL."""


class Refused(ValueError):
    """A picture is not shown; the message says which element or attribute of it is the cause."""


def safe(markup: str, prefix: str, name: str, store: Store) -> str:
    """``markup`` under the accessible name ``name``, with ids that begin with ``prefix`` and rasters in ``store``.

    Raises :class:`Refused`.
    """
    if "<!" in markup or "<?" in markup.removeprefix("<?xml"):
        raise Refused("holds a comment, a document type or an instruction")
    try:
        root = ElementTree.fromstring(markup)
    except ElementTree.ParseError as error:
        raise Refused(f"is not XML: {error}") from error
    if root.tag != f"{{{SVG}}}svg":
        raise Refused(f"is <{_plain(root.tag)}>, not <svg> in its namespace")
    for element in root.iter():
        if element.tag not in ELEMENTS:
            raise Refused(f"holds the element <{_plain(element.tag)}>")
        for key, value in list(element.attrib.items()):
            element.set(key, _attribute(element.tag, key, value, prefix, store))
        if element.attrib.pop("image-rendering", "") == "pixelated":  # Which is a property of CSS, and no attribute of SVG's.
            element.set("class", f"{element.get('class', '')} pixels".strip())
    root.set("role", "img")
    root.set("aria-label", name)
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _attribute(tag: str, key: str, value: str, prefix: str, store: Store) -> str:
    """The value of an attribute as it may stand in the page."""
    if key == "id":
        return prefix + value
    if key == "href" and (address := _address(value, prefix, store)):
        return address
    if key == "class" and value in THEMES:
        return value
    if key in ATTRIBUTES and VALUE.fullmatch(value):
        return value.replace("url(#", f"url(#{prefix}")
    raise Refused(f'holds the attribute {_plain(key)}="{value[:40]}" in <{_plain(tag)}>')


def _plain(name: str) -> str:
    return name.rpartition("}")[2]


def raster(kind: str, text: str, store: Store) -> str | None:
    """The URL of a raster given in base64, ``None`` if it is not one."""
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return store(kind, data) if data.startswith(SIGNATURES[kind]) else None


def _address(value: str, prefix: str, store: Store) -> str | None:
    if match := RASTER.fullmatch(value):
        return raster(match[1], match[2], store)
    return f"#{prefix}{value[1:]}" if re.fullmatch(r"#[\w.-]+", value) else None
