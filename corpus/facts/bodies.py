"""The name of the panel, board, committee or council whose paper it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.acronyms import find_acronyms
from corpus.facts.opening import Found, Opening, place
from corpus.values import BlockKind

ENDINGS = (
    r"Sub[ -]?Committee|Committee|Panel|Board|Council(?: Cabinet)?|Forum|Commission|Assembly|Working Party|"
    r"(?:Working|User|Steering|Task|Reference|Advisory) Group|Partnership|Authority"
)
WORD = r"[A-Z][\w’'\-]*"
JOIN = r"(?:,| and| of| the| for| &| in|,? and the| on)"
NAME = re.compile(rf"\b(?:{WORD}{JOIN}?\s+){{0,12}}?(?:{ENDINGS})\b(?:\s+for\s+{WORD}(?:\s+{WORD}){{0,2}})?")
UPPER_NAME = re.compile(
    r"\b(?:[A-Z][A-Z’'\-]*(?:,|\s&)?\s+){0,14}?(?:SUB[ -]?COMMITTEE|COMMITTEE|PANEL|BOARD|COUNCIL(?: "
    r"CABINET)?|FORUM|"
    r"COMMISSION|ASSEMBLY|WORKING PARTY|(?:WORKING|USER|STEERING|TASK|REFERENCE|ADVISORY) GROUP|PARTNERSHIP|"
    r"AUTHORITY|CABINET$)\b"
)
WELSH_NAME = re.compile(
    r"\b(?:Cyngor|CYNGOR|Gyngor) (?:Cymuned|Tref|Sir|CYMUNED|TREF|SIR) (?:[A-Z&][\w&]*|a)"
    r"(?: (?!CYFARFOD|Cyfarfod)(?:[A-Z&][\w&]*|a|A|&))*"
)
# Words that lead to the name and are no part of it.
LEADING = re.compile(
    r"^(?:(?:a|an|the|minutes|notes?|agenda|meeting|meetings|of|for|to|report|reports|annual|general|"
    r"ordinary|"
    r"extraordinary|special|budget|full|public|all|members|summons|held|by|from|at|and|in|on|with|copy|"
    r"final|draft|"
    r"printed|update|questions|adopted)\b[\s:,\-–]*)+",
    re.IGNORECASE,
)
SAYS_BODY = (
    (
        re.compile(
            r"\bminutes\s+(?:and actions\s+)?of\s+(?:an?|the)\s.{0,40}?meeting\s+(?:of|for)\s+(?:the\s+)?",
            re.I | re.S,
        ),
        10,
    ),
    (re.compile(r"\bmeeting\s+of\s+(?:the\s+)?", re.I), 9),
    (re.compile(r"\b(?:all|the)\s+members\s+of\s+(?:the\s+)?", re.I), 8),
    (re.compile(r"\bsummon\w+\b.{0,60}?\bmeeting of\s+(?:the\s+)?", re.I | re.S), 9),
    (re.compile(r"\breports?\s+to\s+(?:the\s+)?", re.I), 7),
)
AFTER_FOR = re.compile(r"^.*\b(?:[Ff]or|[Tt]o|[Bb]y)\s+(?:[Tt]he\s+)?")
SMALL = frozenset(("and", "of", "the", "for", "in", "on", "a", "an", "at", "to", "by", "with"))
GENERIC = re.compile(
    r"^(?:the )?(?:(?:county|parish|town|city|district|borough|community|full) )?(?:council|cabinet|board|"
    r"panel|committee|authority)$"
    r"|^police and crime panel$",
    re.IGNORECASE,
)


# A response to a committee's report is not that committee's paper.
ANSWER_TO = re.compile(r"\b(?:response|reply|evidence|submission) to\b", re.IGNORECASE)
# A weight, a name, and where it was found.
Scored = tuple[float, str, str]
# Names in titles weigh less than any that the paper states as its own.
NAMES_WEIGHT = 5.0
CONFIRMS = re.compile(r"\bminutes of the (?:\w+ )?meeting of (?:the )?(?P<name>[A-Z].{3,100}?),? held on\b")


def find_body(opening: Opening) -> Found[str]:
    """The body's name; "" where the paper does not say.

    The line that says whose meeting it is counts most, then a title block's "To", a line that is only the
    name, the document's title, the file's name, the minutes it confirms, and last the folder's. A name
    that many bodies share, such as "County Council", is made full from the paper's own words or the
    folder's where they have it.
    """
    scored = [*from_opening(opening), *from_names(opening)] or from_text(opening)
    if not scored:
        name = folder_name(opening.source_folder)
        return Found(name, opening.in_folder) if name else Found("")
    _, name, found_in = max(scored, key=lambda one: one[0])
    stated = [one for weight, one, _ in scored if weight > NAMES_WEIGHT]
    return Found(full_name(name, opening, stated), found_in)


def from_opening(opening: Opening) -> list[Scored]:
    """The names that the opening states."""
    scored: list[Scored] = []
    blocks = [*opening.blocks, *opening.running[:4]]
    for position, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE_ROW:
            # A table's title is often read as the header of one of its columns.
            columns = [cell.column for cell in block.cells[:6]] if position < 4 else []
            scored.extend(
                (6.5, name, place(block)) for words in columns for _, name in names_stated(words, "")
            )
            if len(block.cells) > 3:
                continue
        following = blocks[position + 1].text if position + 1 < len(blocks) else ""
        for weight, name in names_stated(block.text, following):
            scored.append((weight - position * 0.15, name, place(block)))
    for title_block in opening.title_blocks[:1]:
        name = whole_name(title_block.to) or name_at_start(title_block.to)
        if name:
            scored.append((8.5, name, place(blocks[title_block.start])))
    for block in [*opening.blocks[:3], *opening.running[:4]]:
        if len(block.text.split()) <= 14 and not ANSWER_TO.search(block.text):
            scored.extend((NAMES_WEIGHT, name, place(block)) for name in names_in(block.text)[:1])
    return scored


def from_names(opening: Opening) -> list[Scored]:
    """The names in the document's title and the file's, also by a short form that the paper spells out."""
    scored: list[Scored] = []
    spelt = dict(find_acronyms(opening.text.blocks))
    sources = (
        (NAMES_WEIGHT - 0.2, opening.document_title, opening.in_document_title),
        (NAMES_WEIGHT - 0.5, re.sub(r"[\-]+", " ", opening.file_words), opening.in_file_name),
    )
    for weight, words, found_in in sources:
        names = names_in(words)[-1:] if len(words.split()) > 1 else []
        for word in re.findall(r"[A-Za-z]{3,}", words):
            long = spelt.get(word) or spelt.get(word.upper(), "")
            if long and whole_name(long):
                names.append(whole_name(long))
        scored.extend(
            (weight, name, found_in) for name in names if not GENERIC.match(name) or len(names) == 1
        )
    return scored


def from_text(opening: Opening) -> list[Scored]:
    """The name in the minutes that a paper confirms, or the council that it hardly stops naming."""
    counted: Counter[str] = Counter()
    for block in opening.text.blocks:
        match = CONFIRMS.search(" ".join(block.text.split()))
        if match and len(match["name"].split()) <= 14:
            return [(2.0, tidy(match["name"]), place(block))]
        if block.kind is not BlockKind.TABLE_ROW and "Council" in block.text:
            counted.update(name for name in names_in(block.text) if not GENERIC.match(name))
    if not counted:
        return []
    name, times = counted.most_common(1)[0]
    if times >= 3 and times >= 0.7 * sum(counted.values()) and name.endswith("Council"):
        return [(1.0, name, f"named {times} times in the paper")]
    return []


def names_stated(words: str, following: str) -> list[tuple[float, str]]:
    """The names that a block states as its own, each with how plainly it does."""
    found: list[tuple[float, str]] = []
    flat = " ".join(words.split())
    # A heading is often cut over lines: "MEETING OF THE JOINT AUDIT", "AND RISK PANEL".
    longer = f"{flat} {' '.join(following.split())}" if len(flat.split()) <= 20 else flat
    for pattern, weight in SAYS_BODY:
        for match in pattern.finditer(flat):
            rest = longer[match.end() :]
            name = name_at_start(rest)
            if name and "above" not in rest[:8].casefold():
                found.append((weight, name))
    alone = whole_name(flat)
    if alone:
        found.append((7.5, alone))
    elif len(flat.split()) <= 22:
        name = name_at_start(LEADING.sub("", flat))
        rest = flat[flat.casefold().find(name.casefold()) + len(name) :] if name else ""
        if name and re.match(
            r"\s*(?:[\-–|:]|meeting|minutes|held|(?:mon|tues|wednes|thurs|fri|satur|sun)day)", rest, re.I
        ):
            found.append((7.0, name))
    return found


def whole_name(words: str) -> str:
    """A line that is a body's name and nothing more, perhaps with a date; else ""."""
    flat = LEADING.sub("", " ".join(words.split()))
    flat = re.sub(r"[\s,\-–:]*(?:\w+day,?\s+)?\d{1,2}\s?(?:st|nd|rd|th)?\s+[A-Za-z]+,?\s+\d{4}.*$", "", flat)
    flat = flat.strip(" .:-–")
    name = name_at_start(flat)
    return name if name and len(name) >= len(flat) - 1 and len(flat.split()) <= 16 else ""


def name_at_start(words: str) -> str:
    """The body's name that a text begins with, "" where it begins with something else."""
    words = LEADING.sub("", words)
    for pattern in (UPPER_NAME, NAME, WELSH_NAME):
        match = pattern.match(words)
        if match:
            longer = pattern.match(words[match.end() :].lstrip()) if pattern is not WELSH_NAME else None
            name = match.group()
            if longer and len(longer.group().split()) <= 4 and words[match.end() : match.end() + 1] == " ":
                # "County Council Scrutiny Committee", "Town Council Planning Committee".
                name = words[: words.index(longer.group(), match.end()) + len(longer.group())]
            return tidy(name)
    return ""


def names_in(words: str) -> list[str]:
    """Every body's name in a text."""
    found = [tidy(LEADING.sub("", match.group())) for match in NAME.finditer(words)]
    found += [tidy(match.group()) for match in WELSH_NAME.finditer(words)]
    return [name for name in found if name]


def tidy(name: str) -> str:
    """A name with a capital to each word but the small ones, and no article before it."""
    flat = LEADING.sub("", " ".join(name.split())).strip(" ,-–")
    shorter = AFTER_FOR.sub("", flat)
    words = (shorter if re.search(rf"(?:{ENDINGS})$", shorter, re.IGNORECASE) else flat).split()
    if " ".join(words).isupper():
        words = [
            word.lower() if word.casefold() in SMALL and place else capital(word)
            for place, word in enumerate(words)
        ]
    # One body has one name, however its "and" is printed.
    return " ".join("and" if word == "&" else word for word in words)


def capital(word: str) -> str:
    """A word with its first letter, and each after a hyphen, as a capital."""
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def full_name(name: str, opening: Opening, stated: Sequence[str]) -> str:
    """A name that many bodies share made full, where the paper or its folder has the full one."""
    if not GENERIC.match(name):
        return name
    ending = " " + name.casefold()
    counted = Counter(one for one in stated if one.casefold().endswith(ending))
    if not counted:
        before = re.compile(rf"((?:[A-Z][\w’'\-]+ (?:and |& )?){{1,4}}){re.escape(name)}\b")
        for block in opening.text.blocks:
            counted.update(tidy(match.group()) for match in before.finditer(block.text) if match[1] != "The ")
        counted.pop(name, None)
    fullest = [one for one, _ in counted.most_common(3) if len(one.split()) <= 12]
    if fullest:
        return fullest[0]
    from_folder = folder_name(opening.source_folder)
    return from_folder if from_folder.casefold().endswith(ending) else name


def folder_name(source_folder: str) -> str:
    """The body that a folder is named after: "kent-county-council" is "Kent County Council"."""
    for part in reversed(re.split(r"[/\\]", source_folder)):
        words = re.sub(r"[_\-]+", " ", part).strip().title()
        name = whole_name(words)
        if name:
            return tidy(name.upper()) if name else ""
    return ""
