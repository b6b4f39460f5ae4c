"""Where appendices begin, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.places.part import Part, at_top
from corpus.values import Block, BlockKind

APPENDIX = re.compile(
    r"^\W*(?P<name>(?:appendix|annex(?:e)?)\s+(?:[A-Z]{1,2}|\d{1,2}[a-z]?|[IVX]{1,4})|"
    r"appendix)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)


def with_appendices(parts: list[Part], blocks: Sequence[Block]) -> list[Part]:
    """Cut parts where an appendix begins, and name it."""
    result: list[Part] = []
    for part in parts:
        starts = [(part.start, part.section.appendix)]
        for position in range(part.start, part.end):
            name = appendix_name(blocks, position, part)
            if not name or name == starts[-1][1]:
                continue
            if not starts[-1][1] and is_bound(part) and len(starts) == 1:
                # The stamp of a bound appendix may first be printed on one of its later pages.
                starts[0] = (part.start, name)
            else:
                starts.append((position, name))
        for place, (start, name) in enumerate(starts):
            end = starts[place + 1][0] if place + 1 < len(starts) else part.end
            if start < end:
                result.append(
                    replace(part, start=start, end=end, section=replace(part.section, appendix=name))
                )
    return result


def is_bound(part: Part) -> bool:
    """Whether a part is a paper bound behind a report, rather than a report with its own title block."""
    return bool(part.section.item_title) and not part.section.subject and not part.minutes


def appendix_name(blocks: Sequence[Block], position: int, part: Part) -> str:
    """The name of the appendix that a block opens, "" where it opens none."""
    block = blocks[position]
    match = APPENDIX.match(block.text)
    if not match or block.kind is BlockKind.TABLE_ROW or part.minutes:
        return ""
    name = re.sub(r"\s+", " ", match["name"]).strip()
    name = name.split(" ")[0].capitalize() + name[len(name.split(" ")[0]) :]
    rest = match["rest"].strip(" .:-–")
    alone = not rest
    if len(block.text.split()) > 20 or re.match(
        r"(?:to|of|shows?|sets?|is|provides?|contains?|and|outlines)\b", rest
    ):
        return ""
    near = [blocks[place] for place in (position - 1, position + 1) if part.start <= place < part.end]
    near = [one for one in near if one.page == block.page]
    if (
        any(APPENDIX.match(one.text) for one in near)
        or len(re.findall(r"\bappendix\b", block.text, re.I)) > 1
    ):
        return ""
    if block.kind is BlockKind.HEADING or (alone and name.casefold() != "appendix"):
        return name if name.casefold() != "appendix" or block.kind is BlockKind.HEADING else ""
    return name if block.page is not None and at_top(blocks, position) else ""
