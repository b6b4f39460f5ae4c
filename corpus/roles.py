"""What blocks of minutes and reports do: resolve, vote, move, recommend, set an action, list names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.acronyms import words_before
from corpus.places.headings import STAMPED
from corpus.places.items import PlacedBlock
from corpus.values import Block, BlockKind, Role

RESOLVED = re.compile(
    r"^(?:\(?\w{1,4}[.)]\s+)?(?:(?:it was |the (?:panel|board|committee|council|cabinet) )?"
    r"(?:unanimously |therefore |further )*(?:resolved|agreed)\b\s*(?:unanimously)?\s*(?::|[-–]|that\b|"
    r"to\b|$)"
    r"|(?:it was )?RESOLVED\b|AGREED\b|(?:committee|council|members|councillors|panel|board) "
    r"(?:unanimously )?resolved\b"
    r"|the councillors resolved\b|penderfynwyd\b)",
    re.IGNORECASE,
)
RESOLVED_INSIDE = re.compile(
    r"\b(?:it was (?:therefore |further |unanimously |also )*(?:resolved|agreed)|RESOLVED|unanimously agreed|"
    r"(?:council|committee|panel|board|members|councillors) (?:unanimously )?resolved|motion was carried|"
    r"motion carried)\b"
)
RESOLVED_HEAD = re.compile(
    r"^\W*(?:it was )?(?:resolved|agreed|decision|decisions?)\b\W*(?:that)?\W*$", re.IGNORECASE
)
TITLES = "Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Cllrs?|Councillors?|Cyng|[Tt]he (?:Vice-)?Chair(?:man)?"
PERSON = rf"(?:(?:{TITLES})\b\.?\s*)"
NAME = rf"(?:{PERSON}?(?:[A-Z][\w’'\-]*\.?\s?){{1,5}}(?:,\s(?:O|M|C)BE)?|{PERSON})"
MOVED_BY = re.compile(
    rf"\b(?:moved|proposed)\s+by\s+(?P<mover>{NAME})\s*(?:,|and|"
    rf"\s)*\s*(?:and\s+)?seconded\s+by\s+(?P<seconder>{NAME})",
)
PERSON_MOVED = re.compile(
    rf"(?P<mover>{NAME})\s+(?:moved|proposed)\b.{{0,200}}?(?:and|"
    rf",)\s+(?:(?P<seconder>{NAME})\s+(?:[Ss]econded)|seconded\s+by\s+(?P<second>{NAME}))",
    re.DOTALL,
)
PROPOSER_LABEL = re.compile(
    rf"\bProposer\s*:\s*(?P<mover>{NAME}).{{0,60}}?\bSeconder\s*:\s*(?P<seconder>{NAME})", re.DOTALL
)
VOTE_CALLED = re.compile(
    r"\bput\b.{0,200}\bto the vote\b.{0,120}\bas follows\W*$|\brecorded vote\b.{0,80}:\W*$", re.IGNORECASE
)
VOTES = re.compile(
    r"^\W*(?:(?:those )?(?:voting )?(?:for|in favour|against|abstain(?:ed|ing)?|abstentions?))\s*"
    r"(?:\(\s*\d{1,3}\s*\)|:\s*\d{1,3}\b|[-–]\s*\d{1,3}\b)",
    re.IGNORECASE,
)
VOTE_ENDS = re.compile(
    r"^\W*(?:the )?(?:(?:substantive|original|amended) )?(?:motion|amendment)\b.{0,40}"
    r"\b(?:carried|lost|agreed|fell|defeated)\b\W*$",
    re.IGNORECASE,
)
NOT_A_NAME = re.compile(r"\b(?:was|were|that|this|is|are|had|would|asked|said|noted|proposed)\b")
RECOMMEND_HEAD = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?recommendations?\W*$", re.IGNORECASE)
RECOMMEND = re.compile(
    r"^(?:\(?\w{1,4}[.)]\s+)?(?:recommendations?\s*(?:\(s\))?\s*:\s*\S|(?:it is|the .{3,60} (?:is|are)) "
    r"(?:therefore )?(?:recommended|asked|invited) "
    r"(?:that|to)\b)|\b(?:council|panel|committee|board|cabinet) is (?:recommended|asked) to\b",
    re.IGNORECASE,
)
ACTION_LINE = re.compile(
    r"^\W*actions?(?:\s+(?:point|arising|for))?\s*\d*\s*[:\-–]\s*(?P<words>\S.*)$", re.IGNORECASE | re.DOTALL
)
ACTION_HEAD = re.compile(r"\bactions?(?: (?:arising|points?|list|log|tracker))?\b", re.IGNORECASE)
TO_DO = re.compile(
    r"^(?:the\s+)?(?P<owner>(?:assistant |town |parish |deputy )?clerk|chair(?:man)?|secretariat|secretary|"
    r"treasurer|"
    r"(?:Cllrs?|Councillors?)\.?\s[A-Z][\w.’'\- ]{1,30}?)\s+(?:to|will|would)\s+(?P<verb>[a-z]{2,})",
    re.IGNORECASE,
)
# "The report to be brought back" names a thing, not a person.
OWNER_TO = re.compile(r"^(?P<owner>[A-Z][\w.’'&/\- ]{0,60}?)\s+(?:to|will)\s+(?!be\b)[a-z]{2,}")
OWNER_LAST = re.compile(r"\((?P<owner>[A-Z][\w.’'&/, \-]{1,60})\)\W*$")
STATE = re.compile(
    r"[-–:,(]\s*(?P<state>completed?|closed|ongoing|in progress|outstanding|carried forward|open|done|"
    r"discharged|overdue|not started|superseded)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
CLAUSE_START = re.compile(
    r"\W*(?:that\b|to\b|[“\"]|\(?[ivxlc\d]{1,5}[.)]|\(?[a-z][.)])|\W*(?:For|Against|Abstain)\b", re.IGNORECASE
)
NARRATIVE = re.compile(
    r"^\W*(?:\(?\w{1,4}[.)]\s*)?(?:The Chair(?:man)?|Mr|Mrs|Ms|Miss|Dr|Cllrs?|Councillors?|Following|In "
    r"response|"
    r"A Member|Members)\b"
)
ATTENDANCE = re.compile(
    r"^\W*(?:p\s?r\s?e\s?s\s?e\s?n\s?t|also present|in attendance|members present|attendees?|other "
    r"attendees|apologies|"
    r"attendance|officers present|presennol|panel|officials|guests|secretariat|members)\W*(?::|$)|"
    r"^\W*(?:P\s?R\s?E\s?S\s?E\s?N\s?T|Present|In attendance|IN ATTENDANCE|ALSO PRESENT|APOLOGIES|"
    r"Apologies)\b(?!.{0,20}\b(?:for absence were|were received)\b)",
    re.IGNORECASE,
)
OWNER_COLUMN = re.compile(
    r"\b(?:owner|who|lead|responsib\w+|officer|assigned|by whom|action (?:by|for)|responsible)\b",
    re.IGNORECASE,
)
STATE_COLUMN = re.compile(r"\b(?:status|progress|state|update|outcome|complete[d]?|rag)\b", re.IGNORECASE)
ACTION_COLUMN = re.compile(r"\bactions?\b|\btasks?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The role of a block, and the people and state that go with it."""

    role: Role = Role.NONE
    owner: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """The role that runs on into the blocks below, and the number of the paragraph that opened it."""

    role: Role = Role.NONE
    number: str = ""


def recognise(placed: Sequence[PlacedBlock]) -> list[Recognised]:
    """The role of each block, in order.

    A role that runs on, such as the clauses under RESOLVED, ends at the next item or heading and at the
    first paragraph that is not a clause of it.
    """
    roles: list[Recognised] = []
    running = Running()
    for position, one in enumerate(placed):
        if position and placed[position - 1].item_index != one.item_index:
            running = Running()
        own, running = role_of(one, running)
        roles.append(own)
    return roles


def role_of(one: PlacedBlock, running: Running) -> tuple[Recognised, Running]:
    """The role of a block given the role that runs on from above, and the role that runs on below it."""
    block, ends = one.block, Running()
    words = " ".join(block.text.split())
    if block.kind is BlockKind.TABLE_ROW:
        return action_row(block), running
    if is_vote(block, words, running):
        return Recognised(Role.VOTE), ends if VOTE_ENDS.match(words) else Running(Role.VOTE)
    motion = motion_of(words)
    if motion:
        listed = words.endswith((":", "-", "–")) or bool(re.search(r"that\W*$", words))
        return motion, Running(Role.MOTION, one.section.paragraph) if listed else ends
    if RESOLVED_HEAD.match(words) or RESOLVED.match(words):
        listed = opens_list(words)
        return Recognised(Role.RESOLUTION), Running(
            Role.RESOLUTION, one.section.paragraph
        ) if listed else ends
    if running.role is Role.MOTION and goes_on(block, words, running, one.section.paragraph):
        return Recognised(Role.MOTION), running
    if RECOMMEND_HEAD.match(words) or RECOMMEND.search(words):
        return Recognised(Role.RECOMMENDATION), Running(Role.RECOMMENDATION, one.section.paragraph)
    if ATTENDANCE.match(words) and len(words.split()) <= 250:
        return Recognised(Role.ATTENDANCE), Running(Role.ATTENDANCE)
    action = action_of(words, one)
    if action:
        return action, running if running.role is Role.ACTION else ends
    if block.kind is BlockKind.HEADING:
        return Recognised(), ends
    if running.role is not Role.NONE and goes_on(block, words, running, one.section.paragraph):
        return Recognised(running.role), running
    if RESOLVED_INSIDE.search(words) and len(words.split()) <= 120:
        return Recognised(Role.RESOLUTION), ends
    return Recognised(), ends


def is_vote(block: Block, words: str, running: Running) -> bool:
    """Whether a block calls a vote, counts it, names who voted so, or says how it ended."""
    if VOTE_CALLED.search(words) or VOTES.match(words) or VOTE_ENDS.match(words):
        return True
    names = block.kind is not BlockKind.HEADING and not NOT_A_NAME.search(words)
    return running.role is Role.VOTE and names


def opens_list(words: str) -> bool:
    """Whether clauses are still to come: "RESOLVED:", "RESOLVED that the Council:"."""
    return words.rstrip().endswith((":", "-", "–", "that", "to")) or len(words.split()) <= 3


def goes_on(block: Block, words: str, running: Running, number: str) -> bool:
    """Whether a block is a clause of the role above it."""
    if running.role is Role.ATTENDANCE:
        names = len(re.findall(r"[A-Za-z]{2,}", words)) >= 2 and not STAMPED.match(words)
        return (
            names and len(words.split()) <= 60 and not re.search(r"\b(?:was|were|the meeting|that)\b", words)
        )
    # "(4) RESOLVED that ..." is followed by "(5)", which is the next paragraph and no clause.
    if NARRATIVE.match(words) or (running.number and follows(running.number, number)):
        return False
    clause = CLAUSE_START.match(words)
    if running.role is Role.RECOMMENDATION:
        return bool(clause) or block.kind is BlockKind.LIST_ITEM
    return bool(clause) or block.kind is BlockKind.LIST_ITEM or words[:1].islower()


def follows(number: str, later: str) -> bool:
    """Whether one paragraph's number is the next after another's, printed in the same way."""
    before, after = re.findall(r"\d+", number), re.findall(r"\d+", later)
    same = re.sub(r"\d+", "", number) == re.sub(r"\d+", "", later)
    return bool(before and after and same) and int(after[-1]) == int(before[-1]) + 1


def motion_of(words: str) -> Recognised | None:
    """A motion with its mover and seconder."""
    if "econde" not in words:
        return None
    for pattern in (MOVED_BY, PERSON_MOVED, PROPOSER_LABEL):
        match = pattern.search(words)
        if match:
            groups = match.groupdict()
            seconder = groups.get("seconder") or groups.get("second") or ""
            return Recognised(Role.MOTION, person(match["mover"]), person(seconder))
    return None


def person(name: str) -> str:
    """A person's name without the words that lead to it or follow it."""
    name = re.sub(r"\s+", " ", name).strip(" ,.")
    name = re.sub(r"^(?:It was|That|The motion was)\s+", "", name)
    return re.sub(r"\s+(?:The|That|It|And|To|Seconder|Proposed)$", "", name)


def action_of(words: str, one: PlacedBlock) -> Recognised | None:
    """An action in a line of its own, with who is to do it and how it stands."""
    labelled = ACTION_LINE.match(words)
    to_do = TO_DO.match(words)
    listed = one.block.kind is BlockKind.LIST_ITEM and any(
        ACTION_HEAD.search(heading) for heading in one.section.headings[-1:]
    )
    if not (labelled or listed or (to_do and len(words.split()) <= 40)):
        return None
    body = labelled["words"] if labelled else re.sub(r"^\W*(?:\(?\w{1,3}[.)])\s*", "", words)
    owner = owner_of(body)
    state = STATE.search(body) if labelled or listed else None
    shown = " ".join((state["state"] + state["rest"]).split()).rstrip(" .)") if state else ""
    return Recognised(Role.ACTION, owner, shown[:120])


def owner_of(words: str) -> str:
    """Who is to do an action: named in brackets at its end, or before "to" at its beginning."""
    last = OWNER_LAST.search(words)
    is_name = last is not None and len(last["owner"].split()) <= 6 and " - " not in last["owner"]
    # "Postcode Address File (PAF)" ends with a short form, not with a name.
    if last is not None and is_name and not words_before(words[: last.start()], last["owner"]):
        return last["owner"].strip(" .:")
    first = TO_DO.match(words) or OWNER_TO.match(words)
    return first["owner"].strip(" .:") if first else ""


def action_row(block: Block) -> Recognised:
    """A row of a table of actions: one column says the action, another who or how it stands."""
    owner = state = ""
    action = False
    for cell in block.cells:
        if ACTION_COLUMN.search(cell.column) and not OWNER_COLUMN.search(cell.column):
            action = True
        elif OWNER_COLUMN.search(cell.column):
            owner = owner or " ".join(cell.text.split())
        elif STATE_COLUMN.search(cell.column):
            state = state or " ".join(cell.text.split())
    return Recognised(Role.ACTION, owner[:120], state[:200]) if action and (owner or state) else Recognised()
