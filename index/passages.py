"""A structured paper to passages: pieces of one item, on one page, of a size that answers well.

A passage is prose or table rows, never both. Prose blocks are packed up to the size; a heading goes with
what follows it and a list with the paragraph that leads it in. A block larger than the size is cut between
sentences. Rows of one table are packed likewise, each row a unit that carries its column headers; where the
table's header stands on the page, the first passage of the table there begins with it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise

from corpus.dates import written
from corpus.sentences import split_sentences
from corpus.values import BlockKind, Cell, Paper, Role, Section, StructuredBlock, StructuredPaper
from index.settings import IndexSettings
from index.values import Passage, PassageKind, Unit

# About one token of a word-piece model each: a longer word is several pieces, a sign is one.
TOKEN = re.compile(r"[^\W\d_]{1,7}|\d{1,3}|[^\w\s]|_")
LONG_LIST_ITEM_WORDS = 60
LONG_ROW_WORDS = 80
LONGEST_LABEL = 20
# A line of a vote with more words is a list of names.
LONGEST_COUNT = 30
# Paragraphs right above a table that have no more words, and no full stop, go with it.
LONGEST_CAPTION = 30
CAPTION = re.compile(r"(?:table|figure|fig|chart|graph)\.?\s*\d", re.IGNORECASE)
# "a." or "iv)" before a point of a list, which is no sentence going on.
ENUMERATED = re.compile(r"[a-z]{1,4}[.)]\s")
WHOLE = frozenset({Role.RESOLUTION, Role.VOTE})
"""What is kept in one passage where it fits, so that an answer can quote it whole."""

# A heading opens a new passage once the one before it has this share of the size.
FULL_ENOUGH = 0.4
# Pieces of a cut text are tried at these multiples of equal length, until there are no more than needed.
EVEN_SHARES = (1.05, 1.15, 1.3, 1.5)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or part of a block too large for one passage.

    Attributes:
        text: verbatim.
        cells: of a row, those that stand in this piece.
        tokens: estimated.
        is_header: True for the header of the table, `of` being the first row below it.
        is_caption: True for what names the table below it.
    """

    of: StructuredBlock
    text: str
    cells: tuple[Cell, ...]
    tokens: int
    is_header: bool = False
    is_caption: bool = False

    @property
    def is_heading(self) -> bool:
        """True for a heading, and for a table's header or caption."""
        return self.is_header or self.is_caption or is_heading(self.of)


def cut_paper(structured: StructuredPaper, settings: IndexSettings) -> tuple[Passage, ...]:
    """Every passage of a paper, in reading order.

    Passage ids are the paper's id, the page and the position on that page; where a format has no pages,
    the item takes the page's place.
    """
    passages: list[Passage] = []
    places: dict[str, int] = {}
    for position, pieces in enumerate(groups_of_pieces(structured, settings)):
        first = pieces[0].of
        page = first.block.page
        place = f"i{first.item_index}" if page is None else f"p{page}"
        places[place] = places.get(place, 0) + 1
        passage_id = f"{structured.paper.paper_id}:{place}:{places[place]}"
        label = structured.page_labels[page - 1] if page and page <= len(structured.page_labels) else ""
        passages.append(passage_of(structured.paper, pieces, passage_id, position, label))
    return tuple(passages)


def groups_of_pieces(structured: StructuredPaper, settings: IndexSettings) -> Iterator[list[Piece]]:
    """The pieces of each passage, in reading order."""
    for run in runs_of_blocks(structured.blocks):
        if is_row(run[-1]):
            yield from pack_rows(run, settings)
        else:
            yield from pack_prose(run, settings)


def runs_of_blocks(blocks: Sequence[StructuredBlock]) -> Iterator[list[StructuredBlock]]:
    """Blocks that may share a passage: prose, or the rows of one table under the words that name it."""
    kept = [structured for structured in blocks if structured.block.text.strip()]
    for _, in_place in groupby(kept, key=place_of):
        runs = [list(members) for _, members in groupby(in_place, key=table_of)]
        for before, run in pairwise(runs):
            room = LONGEST_CAPTION
            while is_row(run[-1]) and before and is_caption(before[-1], room):
                room -= len(before[-1].block.text.split())
                run.insert(0, before.pop())
            while is_row(run[-1]) and before and is_heading(before[-1]):
                run.insert(0, before.pop())
        yield from (run for run in runs if run)


def place_of(structured: StructuredBlock) -> tuple[object, ...]:
    """What all blocks of one passage share; a change of any of it ends the passage."""
    return structured.item_index, structured.block.page, structured.block.sheet, structured.section.appendix


def table_of(structured: StructuredBlock) -> int | None:
    """The number of the table that a row stands in; None for prose."""
    return structured.block.table if is_row(structured) else None


def is_heading(structured: StructuredBlock) -> bool:
    """True for a heading."""
    return structured.block.kind is BlockKind.HEADING


def is_caption(structured: StructuredBlock, most_words: int) -> bool:
    """True for a short paragraph that, right above a table, names or announces it."""
    text = structured.block.text.strip()
    plain = structured.block.kind is BlockKind.PARAGRAPH and structured.role is Role.NONE
    return plain and len(text.split()) <= most_words and text[-1] not in ".,;?!"


def is_list_item(structured: StructuredBlock) -> bool:
    """True for a point of a list."""
    return structured.block.kind is BlockKind.LIST_ITEM


def is_row(structured: StructuredBlock) -> bool:
    """True for a table row."""
    return structured.block.kind is BlockKind.TABLE_ROW


# --- Prose


def pack_prose(blocks: Sequence[StructuredBlock], settings: IndexSettings) -> Iterator[list[Piece]]:
    """Pack blocks of prose up to the size; what belongs together is kept together where it fits."""
    size = settings.passage_tokens
    packed: list[list[Piece]] = [[]]
    for group in together(blocks):
        pieces = [piece for block in group for piece in pieces_of_prose(block, settings)]
        held, needed = tokens_in(packed[-1]), tokens_in(pieces)
        opens = pieces[0].is_heading or pieces[0].of.role is Role.VOTE
        opens = (opens and held >= FULL_ENOUGH * size) or follows_vote(packed[-1], pieces[0])
        if packed[-1] and (opens or held + needed > size >= needed):
            packed.append([])
        for piece in pieces:
            if tokens_in(packed[-1]) + piece.tokens > size:
                start_passage(packed)
            packed[-1].append(piece)
    # A heading at the foot of the run has nothing below it here: it ends the passage above it.
    if len(packed) > 1 and all(piece.is_heading for piece in packed[-1]):
        packed[-2:] = [packed[-2] + packed[-1]]
    yield from packed


def follows_vote(pieces: Sequence[Piece], after: Piece) -> bool:
    """True where a vote ends and what follows is neither another line of it nor what it resolved."""
    if not pieces or pieces[-1].of.role is not Role.VOTE or after.of.role is Role.RESOLUTION:
        return False
    return after.of.section.motion != pieces[-1].of.section.motion


def start_passage(packed: list[list[Piece]]) -> None:
    """Begin a new passage, taking along the headings that end the one before."""
    last = packed[-1]
    kept = len(last)
    while kept and last[kept - 1].is_heading:
        kept -= 1
    if kept:
        packed[-1:] = [last[:kept], last[kept:]]


def together(blocks: Sequence[StructuredBlock]) -> Iterator[list[StructuredBlock]]:
    """Blocks to keep in one passage: headings with what follows, a lead-in with its list, a resolution."""
    group: list[StructuredBlock] = []
    for structured in blocks:
        kind = structured.block.kind
        last = group[-1].block.kind if group else None
        goes_on = last is BlockKind.HEADING or (kind is BlockKind.LIST_ITEM and last is not None)
        goes_on = goes_on or (bool(group) and structured.role is group[-1].role in WHOLE)
        if group and structured.section.motion != group[-1].section.motion:
            goes_on = False
        if group and not goes_on:
            yield group
            group = []
        group.append(structured)
    if group:
        yield group


def pieces_of_prose(structured: StructuredBlock, settings: IndexSettings) -> list[Piece]:
    """A block whole, or cut between sentences where it is larger than a passage."""
    texts = cut_text(structured.block.text.strip(), settings.passage_tokens, settings.passage_overlap)
    return [Piece(structured, text, (), count_tokens(text)) for text in texts]


def cut_text(text: str, size: int, overlap: int = 0) -> list[str]:
    """A text in pieces of like length, none over the size, cut between sentences where possible."""
    tokens = count_tokens(text)
    if tokens <= size:
        return [text]
    fewest = splitter(size, overlap)(text)
    for share in EVEN_SHARES:
        even = int(tokens / len(fewest) * share) + 1
        pieces = splitter(even, min(overlap, even // 2))(text) if even < size else fewest
        if len(pieces) <= len(fewest):
            return pieces
    return fewest


@lru_cache(maxsize=64)
def splitter(size: int, overlap: int) -> Callable[[str], list[str]]:
    """llama-index's sentence splitter with our sentences and our measure of length."""
    from llama_index.core.node_parser import SentenceSplitter

    split: Callable[[str], list[str]] = SentenceSplitter(
        chunk_size=size,
        chunk_overlap=overlap,
        tokenizer=TOKEN.findall,
        chunking_tokenizer_fn=sentence_texts,
        include_metadata=False,
        include_prev_next_rel=False,
    ).split_text
    return split


def sentence_texts(text: str) -> list[str]:
    """The sentences of a text, white space and all."""
    return [text[start:end] for start, end in split_sentences(text)]


# --- Tables


def pack_rows(rows: Sequence[StructuredBlock], settings: IndexSettings) -> Iterator[list[Piece]]:
    """Pack short rows of one table up to the size; a long row has passages of its own.

    Headings above the table, and its header, open its first passage.
    """
    size = settings.passage_tokens
    packed: list[Piece] = []
    for row in rows:
        header, pieces = header_above(row, size), pieces_of_row(row, size)
        is_long = len(pieces) > 1 or pieces[0].tokens > size // 2
        is_full = is_long or tokens_in([*packed, *header, pieces[0]]) > size
        if is_full and any(not held.is_heading for held in packed):
            yield packed
            packed = []
        packed += [*header, pieces[0]]
        if is_long:
            yield packed
            yield from ([piece] for piece in pieces[1:])
            packed = []
    if packed:
        yield packed


def header_above(row: StructuredBlock, size: int) -> list[Piece]:
    """The header that stands right above a row; none where it would fill half a passage or more."""
    text = row.block.header.strip()
    tokens = count_tokens(text)
    return [Piece(row, text, (), tokens, is_header=True)] if 0 < tokens < size // 2 else []


def pieces_of_row(row: StructuredBlock, size: int) -> list[Piece]:
    """A row whole, or cut between cells, and inside a cell between sentences, where it is much too large."""
    text = row.block.text.strip()
    cells = row.block.cells
    if count_tokens(text) <= size + size // 2 or text != joined(cells):
        texts = [text] if cells else cut_text(text, size)
        named = not is_row(row)
        return [Piece(row, part, cells, count_tokens(part), is_caption=named) for part in texts]
    parts = [Cell(cell.column, part.strip()) for cell in cells for part in cut_text(cell.text.strip(), size)]
    packed: list[list[Cell]] = [[]]
    for part in parts:
        if packed[-1] and count_tokens(joined([*packed[-1], part])) > size:
            packed.append([])
        packed[-1].append(part)
    return [Piece(row, joined(some), tuple(some), count_tokens(joined(some))) for some in packed]


def joined(cells: Sequence[Cell]) -> str:
    """The words of cells as a row's text has them."""
    return "\t".join(cell.text for cell in cells)


# --- Passages


def passage_of(
    paper: Paper, pieces: Sequence[Piece], passage_id: str, position: int, page_label: str
) -> Passage:
    """One passage of the pieces given to it."""
    first = pieces[0].of
    units: list[Unit] = []
    start = 0
    text = "\n".join(piece.text for piece in pieces)
    for piece in pieces:
        for unit in units_of(piece, passage_id, len(units), start):
            if units and not is_list_item(piece.of) and is_broken(text, units[-1], unit):
                units[-1] = replace(units[-1], end=unit.end)
            else:
                units.append(replace(unit, unit_id=f"{passage_id}/{len(units)}", position=len(units)))
        start += len(piece.text) + 1
    section = section_of(pieces)
    context = context_of(paper, section, columns_of([cell for piece in pieces for cell in piece.cells]))
    return Passage(
        passage_id=passage_id,
        paper_id=paper.paper_id,
        position=position,
        item_index=first.item_index,
        page=first.block.page,
        page_label=page_label,
        section=section,
        text=text,
        context=context,
        kind=PassageKind.TABLE if is_row(pieces[-1].of) else PassageKind.PROSE,
        ocr=any(piece.of.block.ocr for piece in pieces),
        digest=digest_of(text, context),
        units=tuple(units),
    )


def is_broken(text: str, before: Unit, after: Unit) -> bool:
    """True where one sentence was set as two paragraphs: no full stop, then a small letter."""
    if before.heading or after.heading or before.cells or after.cells:
        return False
    ending, beginning = text[before.start : before.end].rstrip(), text[after.start : after.end].lstrip()
    if not ending or ending[-1] in ".:;!?" or not beginning[:1].islower():
        return False
    return not ENUMERATED.match(beginning)


def section_of(pieces: Sequence[Piece]) -> Section:
    """The section that most of the passage stands in, numbered as its first numbered paragraph.

    It names the motion of a vote that is told in any part of the passage.
    """
    fullest = max(pieces, key=lambda piece: (not piece.is_heading, piece.tokens))
    sections = [piece.of.section for piece in pieces]
    paragraph = next((section.paragraph for section in sections if section.paragraph), "")
    motion = next((section.motion for section in sections if section.motion), "")
    return replace(fullest.of.section, paragraph=paragraph, motion=motion)


def units_of(piece: Piece, passage_id: str, position: int, offset: int) -> Iterator[Unit]:
    """The units of one piece, whose text begins at `offset` of the passage's."""
    structured = piece.of
    if piece.is_header:
        end = offset + len(piece.text)
        yield Unit(f"{passage_id}/{position}", passage_id, position, offset, end, heading=True, header=True)
        return
    for number, (start, end, cells) in enumerate(spans_of(piece), start=position):
        yield Unit(
            unit_id=f"{passage_id}/{number}",
            passage_id=passage_id,
            position=number,
            start=offset + start,
            end=offset + end,
            cells=cells,
            role=structured.role,
            owner=structured.owner,
            state=structured.state,
            paragraph=structured.section.paragraph,
            heading=is_heading(structured) or is_numbered_caption(piece) or is_title_block(structured),
        )


def is_numbered_caption(piece: Piece) -> bool:
    """True for "Table 3: ..." above a table; other words above one may say something."""
    return piece.is_caption and CAPTION.match(piece.text) is not None


def is_title_block(structured: StructuredBlock) -> bool:
    """True for a line such as "Subject: PROPOSED PRECEPT" that the section already carries."""
    label, _, rest = structured.block.text.partition("\t" if structured.block.cells else ":")
    section = structured.section
    carried = (section.report_of, section.subject, section.report_date, section.author)
    return len(label) <= LONGEST_LABEL and bool(rest.strip()) and " ".join(rest.split()) in carried


def spans_of(piece: Piece) -> list[tuple[int, int, tuple[Cell, ...]]]:
    """(start, end, cells) of each unit in a piece's text; white space between them belongs to none."""
    kind = piece.of.block.kind
    words = len(piece.text.split())
    if kind is BlockKind.TABLE_ROW:
        if words > LONG_ROW_WORDS and piece.text == joined(piece.cells):
            return spans_of_cells(piece)
        return [(0, len(piece.text), piece.cells)]
    if kind is BlockKind.HEADING or (kind is BlockKind.LIST_ITEM and words <= LONG_LIST_ITEM_WORDS):
        return [(0, len(piece.text), ())]
    return [(start, end, ()) for start, end in trimmed_sentences(piece.text)]


def spans_of_cells(piece: Piece) -> list[tuple[int, int, tuple[Cell, ...]]]:
    """A long row's short cells whole and its long ones by the sentence, each with its column header."""
    spans: list[tuple[int, int, tuple[Cell, ...]]] = []
    offset = 0
    for cell in piece.cells:
        whole = len(cell.text.split()) <= LONG_LIST_ITEM_WORDS
        for start, end in [(0, len(cell.text))] if whole else trimmed_sentences(cell.text):
            spans.append((offset + start, offset + end, (Cell(cell.column, cell.text[start:end]),)))
        offset += len(cell.text) + 1
    return spans


def trimmed_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end, without the white space around them."""
    for start, end in split_sentences(text):
        sentence = text[start:end]
        if sentence.strip():
            yield start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip())


# --- Context


def columns_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The column headers of the rows in a passage, each once."""
    return tuple(dict.fromkeys(cell.column for cell in cells if cell.column))


def context_of(paper: Paper, section: Section, columns: Sequence[str]) -> str:
    """What a reader would know of a passage from elsewhere, a fact to a line."""
    own = section.meeting_date
    day = date.fromisoformat(own) if own else paper.meeting_date
    title_block = (section.report_of, section.subject, section.report_date, section.author)
    lines = (
        paper.body,
        written(day) if day else "",
        paper.title,
        section.path,
        *title_block,
        ", ".join(columns),
        section.motion,
    )
    return "\n".join(dict.fromkeys(line for line in lines if line))


def in_context_of(passage: Passage, paper: Paper) -> Passage:
    """The same passage after a fact about its paper was corrected."""
    columns = columns_of([cell for unit in passage.units for cell in unit.cells])
    context = context_of(paper, passage.section, columns)
    return replace(passage, context=context, digest=digest_of(passage.text, context))


def digest_of(text: str, context: str) -> str:
    """SHA-256 of all of a passage that is searched, in hexadecimal."""
    return hashlib.sha256(f"{text}\0{context}".encode()).hexdigest()


# --- What is embedded


def embedded_passage(passage: Passage) -> str:
    """The words that a passage is embedded by: where it stands, then its text.

    A vote is embedded by what was voted on; the names of the voters are found by the letter.
    """
    section = passage.section
    if section.motion:
        texts = [passage.unit_text(unit) for unit in passage.units]
        return "\n".join((section.motion, *(text for text in texts if len(text.split()) <= LONGEST_COUNT)))
    where = section.path or passage.context.partition("\n")[0]
    return f"{where}\n{passage.text}" if where else passage.text


def embedded_unit(passage: Passage, unit: Unit) -> str:
    """The words that a unit is embedded by; a line of a vote says what was voted on."""
    if unit.role is Role.VOTE and passage.section.motion:
        return f"{passage.section.motion} {passage.unit_text(unit)}"
    return unit_in_words(passage, unit)


def unit_in_words(passage: Passage, unit: Unit) -> str:
    """A unit as it is read alone; a row says its column headers."""
    if unit.cells:
        return "; ".join(f"{cell.column}: {cell.text}" if cell.column else cell.text for cell in unit.cells)
    return passage.unit_text(unit)


def count_tokens(text: str) -> int:
    """About how many tokens a text has."""
    return len(TOKEN.findall(text))


def tokens_in(pieces: Sequence[Piece]) -> int:
    """About how many tokens the pieces have together."""
    return sum(piece.tokens for piece in pieces)
