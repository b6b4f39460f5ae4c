"""What the paragraph styles of a Word document say: heading level, weight, size and list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.readers.package import Element, attribute, element_at, elements

HEADING_NAME = re.compile(r"heading\s*(\d)", re.I)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One style, with what it takes from the style it is based on.

    Attributes:
        level: 1 to 6 for a heading, otherwise 0.
        size: type size in points, 0 where it is not said.
        list_id, depth: the list its paragraphs are numbered in, "" where they are in none.
    """

    level: int = 0
    bold: bool = False
    size: float = 0.0
    list_id: str = ""
    depth: int = 0


PLAIN = ParagraphStyle()


def paragraph_styles(tree: Element | None) -> dict[str, ParagraphStyle]:
    """Return the styles of a document by their ids; "" is the style of paragraphs that name none."""
    declared = {attribute(style, "styleId"): style for style in elements(tree, "style")}
    styles: dict[str, ParagraphStyle] = {}
    for key in declared:
        _resolve(key, declared, styles, depth=0)
    for key, style in declared.items():
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}:
            styles[""] = styles[key]
    return styles


def is_on(properties: Element | None, name: str) -> bool | None:
    """Return a switch of run properties ("b", "vanish"), None where it is not set."""
    switch = element_at(properties, name)
    if switch is None:
        return None
    return attribute(switch, "val", "1") not in {"0", "false", "off", "none"}


def size_of(properties: Element | None) -> float:
    """Return the type size in points that run properties set, 0 where they set none."""
    half_points = attribute(element_at(properties, "sz"), "val")
    return int(half_points) / 2 if half_points.isdigit() else 0.0


def _resolve(
    key: str, declared: dict[str, Element], styles: dict[str, ParagraphStyle], depth: int
) -> ParagraphStyle:
    if key in styles:
        return styles[key]
    style = declared.get(key)
    if style is None or depth > 20:
        return PLAIN
    base = _resolve(attribute(element_at(style, "basedOn"), "val"), declared, styles, depth + 1)
    paragraph, run = element_at(style, "pPr"), element_at(style, "rPr")
    name = attribute(element_at(style, "name"), "val")
    bold = is_on(run, "b")
    list_id = attribute(element_at(paragraph, "numPr", "numId"), "val")
    list_depth = attribute(element_at(paragraph, "numPr", "ilvl"), "val")
    styles[key] = ParagraphStyle(
        level=_heading_level(name, paragraph) or base.level,
        bold=base.bold if bold is None else bold,
        size=size_of(run) or base.size,
        list_id=list_id or base.list_id,
        depth=int(list_depth) if list_depth.isdigit() else base.depth,
    )
    return styles[key]


def _heading_level(name: str, paragraph: Element | None) -> int:
    named = HEADING_NAME.match(name)
    if named:
        return min(max(int(named.group(1)), 1), 6)
    if name.casefold() == "title":
        return 1
    if name.casefold() == "subtitle":
        return 2
    return outline_level(paragraph)


def outline_level(paragraph: Element | None) -> int:
    """Return the heading level that paragraph properties set, 0 where they set none."""
    outline = attribute(element_at(paragraph, "outlineLvl"), "val")
    return min(int(outline) + 1, 6) if outline.isdigit() and int(outline) < 9 else 0
