"""Put what was spoken of in the place of "it", "they", "he" and "that report"."""

from __future__ import annotations

import re

from index.analysis import STOP_WORDS, terms
from retrieval.question_parts import AGENT, AUXILIARY, PARTICIPLE, PREPOSITION, TIME, QuestionParts
from retrieval.swapping import DAY_OF_MONTH, LEADING_PREPOSITION
from retrieval.understand import MANNER_WORDS

PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|that|this|these|those)\b(?!['’])",
    re.IGNORECASE,
)
POINTING = frozenset({"that", "this", "these", "those"})
BEFORE_POINTING = re.compile(
    rf"\b(?:{AUXILIARY}|{PREPOSITION}|approve|agree|say|want|moved|proposed|seconded)\s$", re.IGNORECASE
)
AFTER_POINTING = re.compile(
    rf"^(?:$|\s(?:{PARTICIPLE}|{AUXILIARY}|{PREPOSITION}|cost|mean|happen|change|work|start|begin"
    rf"|end|take|affect|apply|come"
    r"|go|and|or|but|now|then|again|really)\b)",
    re.IGNORECASE,
)
THERE = re.compile(r"\bthere$", re.IGNORECASE)
EXPLETIVE = re.compile(
    r"\b(?:it|that)\s+(?:is\s+|was\s+)?(?:take|takes|took|cost|costs|true|possible|legal|lawful"
    r"|likely|necessary|normal"
    r"|important|safe|right|wrong|usual|common|agreed|resolved|decided|said|reported|noted"
    r"|recommended|asked|the case"
    r"|matter|mean)\b(?:\s+\w+){0,2}?\s+(?:to|that|for)\s+\w|\bis it (?:a|an|the)\b"
    r"|\bit (?:rain|snow|be (?:sunny|cold|hot|warm|windy))",
    re.IGNORECASE,
)
BOUNDARY = re.compile(
    r",|;|\s-\s|\b(?:and|but|when|if|because|that|who|which|after|before|so|while|where|as|than"
    r"|since|whether|or)\b",
    re.IGNORECASE,
)
PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers"})
POSSESSIVE = frozenset({"its", "their", "theirs", "his", "hers"})
SAYING = (
    r"(?:resolve|decide|agree|say|said|think|ask|vote|recommend|conclude|discuss|do|want|note"
    r"|request|propose|respond"
    r"|reply|answer|argue|suggest|promise|approve|reject|consider|feel|report|advise|express"
    r"|debate|support|oppose|veto|block|overrule|override|refuse)"
)
ACTING = re.compile(
    r"\b(?:do|does|did|has|have|had|will|would|can|could|should)\s+(?P<who>it|they)\s+(?:\w+ly\s+)?"
    + SAYING
    + r"d?\b(?P<rest>.*)$",
    re.IGNORECASE,
)
MOVING = re.compile(
    r"\b(?:moved|proposed|seconded|carried|abstained on|abstained from|voted (?:for|against|on"
    r"|down)|vote (?:for|against|on))"
    r"\s+$",
    re.IGNORECASE,
)
MOVABLE = re.compile(r"\b(?:resolution|motion|recommendation|proposal|amendment|vote)s?\b", re.IGNORECASE)
POINTED_NOUN = re.compile(
    r"\b(?:at |in |on |of )?(?P<which>that|this|those|these|the same)\s+(?P<noun>[a-z]+)\b", re.IGNORECASE
)
MEETINGS = frozenset({"meeting", "session", "hearing"})
TIMES = frozenset({"year", "month", "day", "date", "time", "period", "week", "quarter"})
PLACES = frozenset({"area", "place", "district", "town", "village", "borough", "city", "ward"})
SPOKEN_OF = frozenset(
    [
        "report",
        "paper",
        "decision",
        "resolution",
        "recommendation",
        "motion",
        "item",
        "figure",
        "figures",
        "number",
        "numbers",
        "money",
        "cost",
        "costs",
        "plan",
        "scheme",
        "policy",
        "budget",
        "project",
        "action",
        "actions",
        "proposal",
        "subject",
        "issue",
        "matter",
        "question",
        "contract",
        "change",
        "changes",
        "increase",
        "decrease",
        "funding",
        "service",
        "work",
        "review",
        "minutes",
        "vote",
        "case",
        "cases",
        "amount",
        "total",
    ]
)

ALSO_DOING = frozenset(
    {"cost", "change", "work", "increase", "decrease", "matter", "question", "project", "plan", "end"}
)
"""Words that are something done after "did that"."""


def with_demonstrative(asked: str, parts: QuestionParts) -> str:
    """The question with "that meeting" or "those figures" spelled out; "" where it has none."""
    for match in POINTED_NOUN.finditer(asked):
        noun, which = match["noun"].casefold(), match["which"].casefold()
        said_already = re.search(rf"\b{noun}", asked[: match.start()], re.IGNORECASE)
        joins_clauses = noun in STOP_WORDS or (which in ("that", "this") and noun.endswith("s"))
        if said_already or joins_clauses or (which == "this" and noun in TIMES):
            continue
        if noun in ALSO_DOING and re.search(
            r"\b(?:do|does|did|will|would)\s$", asked[: match.start()], re.IGNORECASE
        ):
            continue
        named = named_by(noun, parts)
        if named:
            start = match.start() if noun in TIMES | PLACES else match.start("which")
            return f"{asked[:start]}{named}{asked[match.end() :]}"
    return ""


def named_by(noun: str, parts: QuestionParts) -> str:
    """What a noun pointed at stands for, "" where the question before does not say."""
    if noun in TIMES:
        return parts.time
    if noun in PLACES:
        return parts.place
    if noun in MEETINGS and parts.time:
        led = LEADING_PREPOSITION.match(parts.time)
        day = led["rest"] if led else parts.time
        return f"the {noun} {'of' if DAY_OF_MONTH.search(day) else 'in'} {day}"
    if parts.subject and noun.removesuffix("s") in parts.subject.casefold():
        return parts.subject
    if parts.subject and (noun in SPOKEN_OF or noun in MEETINGS):
        return f"the {noun} about {parts.subject}"
    return ""


def with_pronoun(asked: str, before: str, parts: QuestionParts) -> str:
    """The question with its first pronoun spelled out; "" where it has none that needs it."""
    there = THERE.search(asked)
    if there and not re.search(r"\bhow (?:many|much)\b.*\b(?:is|are|was|were) there$", asked, re.IGNORECASE):
        meeting = named_by("meeting", parts)
        at_meeting = f"at {meeting}" if meeting else ""
        who = asked.casefold().startswith("who")
        where = at_meeting or parts.place if who else parts.place or at_meeting
        if where:
            return f"{asked[: there.start()]}{where}"
    match = first_pronoun(asked)
    if not match or EXPLETIVE.search(asked) or has_own_antecedent(asked, match):
        return ""
    pronoun = match[0].casefold()
    if pronoun in PERSONAL:
        return with_person(asked, match, before, parts)
    acting = ACTING.search(asked)
    if acting and acting.start("who") == match.start():
        return with_agent(asked, acting, parts)
    subject = fitting(asked, parts.subject) or parts.agent
    if not subject:
        return ""
    if MOVING.search(asked[: match.start()]) and not MOVABLE.search(subject):
        subject = f"the resolution about {subject}"
    return put_in(asked, match, subject)


def first_pronoun(text: str, start: int = 0) -> re.Match[str] | None:
    """The first pronoun from a place on; "that" counts where it stands for a thing, not before a noun."""
    for match in PRONOUN.finditer(text, start):
        if match[0] == "IT":
            continue
        if match[0].casefold() not in POINTING:
            return match
        if BEFORE_POINTING.search(text[: match.start()]) and AFTER_POINTING.match(text[match.end() :]):
            return match
    return None


def fitting(asked: str, subject: str) -> str:
    """The subject without its time where the question names its own."""
    return " ".join(TIME.sub("", subject).split()) if TIME.search(asked) else subject


def put_in(asked: str, match: re.Match[str], thing: str) -> str:
    """The thing in the pronoun's place: "its budget" becomes "the budget of the thing"."""
    after = asked[match.end() :]
    if match[0].casefold() in POSSESSIVE or (match[0].casefold() == "her" and after.strip()):
        owned = re.match(r"\s+((?:(?:own|first|last|next|latest|new|annual|total)\s+)*[\w-]+)", after)
        if not owned:
            return f"{asked[: match.start()]}{thing}'s{after}"
        return f"{asked[: match.start()]}the {owned[1]} of {thing}{after[owned.end() :]}"
    return f"{asked[: match.start()]}{thing}{after}"


def with_person(asked: str, match: re.Match[str], before: str, parts: QuestionParts) -> str:
    """The question with "he" or "her" spelled out, by name, office or what the person did."""
    did = re.match(r"who\s+(?!(?:is|are|was|were)\b)(?P<did>.+)$", before, re.IGNORECASE)
    person = parts.person or (f"the person who {did['did']}" if did else "")
    if person:
        return put_in(asked, match, person)
    return f"{asked} about {fitting(asked, parts.subject)}" if parts.subject else ""


def with_agent(asked: str, acting: re.Match[str], parts: QuestionParts) -> str:
    """What did it resolve: what did the panel resolve about what was asked before."""
    start, end = acting.span("who")
    whole = f"{asked[:start]}{parts.agent or acting['who']}{asked[end:]}"
    rest = TIME.sub("", acting["rest"])
    again = first_pronoun(whole, start + len(parts.agent or acting["who"]))
    if again and parts.subject:
        return put_in(whole, again, parts.subject)
    if parts.subject and not set(terms(rest)) - MANNER_WORDS:
        subject = fitting(asked, parts.subject)
        joint = "" if re.search(r"\b(?:about|on|of|for|to)$", whole) else "about "
        return f"{whole} {joint}{subject}"
    return whole if parts.agent else ""


def has_own_antecedent(asked: str, match: re.Match[str]) -> bool:
    """True where the question itself says what its pronoun stands for, or may do."""
    head = asked[: match.start()]
    boundaries = list(BOUNDARY.finditer(head))
    clause_start = boundaries[-1].end() if boundaries else 0
    if boundaries and not head[: boundaries[-1].start()].strip():
        clause_start = 0  # "when did it": the question's own first word
    if content(head[:clause_start], keep_agents=True):
        return True
    clause = re.sub(r"^\s*who\s+\w+", "", head[clause_start:], flags=re.IGNORECASE)
    inner_subject = re.match(rf"\s+(?:{AUXILIARY})\b", asked[match.end() :], re.IGNORECASE)
    pronoun = match[0].casefold()
    if pronoun in POSSESSIVE or inner_subject:
        return bool(content(clause, keep_agents=True))
    if pronoun in PERSONAL:
        return len(content(clause, keep_agents=True)) > 1
    return len(content(clause, keep_agents=False)) > 1


def content(text: str, *, keep_agents: bool) -> set[str]:
    """The words of a text that may be what a pronoun stands for."""
    return set(terms(text if keep_agents else AGENT.sub("", text))) - MANNER_WORDS
