"""What a question speaks of, read from its words: who acts, the subject, the time and the place.

A few patterns of British English stand in for a grammar: they find the parts that a later question leaves
out, and give an empty part where they are not sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTH = (
    r"(?:(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|january|february|march|april|(?-i:May)"
    r"|june|july|august|september|october|november|december)"
)
YEAR = r"(?:(?:19|20)\d\d(?:\s?[-/–]\s?(?:\d\d){1,2})?)"
DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? {YEAR})?|{MONTH} \d{{1,2}}(?:st|nd|rd"
    rf"|th)?,? {YEAR}"
    rf"|{MONTH}(?:,? {YEAR})?|{YEAR}|(?:last|this|next) (?:year|month|week|spring|summer|autumn|winter))"
)
TIME = re.compile(
    rf"\b(?:(?:from|between) (?:the )?{DAY} (?:to|and|until) (?:the )?{DAY}"
    rf"|(?:(?:in|on|at|for|from|during|since|by|of|before|after|until) (?:the )?)?{DAY})(?![\w/])",
    re.IGNORECASE,
)
YEAR_ALONE = re.compile(rf"(?<![\w/£.,-]){YEAR}(?![\w/])")
MONTH_ALONE = re.compile(rf"\b{MONTH}(?!\w)", re.IGNORECASE)

AGENT = re.compile(
    r"\b(?:(?:the|a|our|their)\s)?(?:(?-i:[A-Z])[\w'’&-]+\s(?:and\s)?){0,5}(?:(?:police and crime"
    r"|chief|district"
    r"|county|city|borough|parish|town|scrutiny|ethics|governance|police|deputy|lead|local)\s){0,3}"
    r"(?:panel|board|committee|council|councils|cabinet|commissioner|constable|chair|chairman"
    r"|officers?|force"
    r"|police|government|members?|councillors?|OPCC|PCC|clerk|mayor)\b(?!\s(?:stations?|cars?|and "
    r"crime|area))",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b(?:(?:[Cc]ouncillor|[Cc]llr|Mrs?|Ms|Miss|Dr|Sir|Lord|Lady|Inspector|Superintendent|Professor)\.?"
    r"(?:\s[A-Z][\w'’-]+){1,3}"
    r"|(?:[Tt]he )?(?:(?:[Dd]eputy|[Vv]ice|[Aa]ssistant|[Pp]olice and [Cc]rime)[ -])?(?:[Cc]hief "
    r"[Cc]onstable"
    r"|[Cc]hief [Ee]xecutive|[Cc]ommissioner|[Cc]hair(?:man)?|[Cc]lerk|[Mm]ayor|[Mm]onitoring "
    r"[Oo]fficer))\b"
    r"(?: of the [a-z]+| of [A-Z]\w+)?"
)
PLACE = re.compile(
    r"\b(?:in|at|for|around|near|across)\s(?:the\s)?[A-Z][\w'’-]*[a-z](?:\s(?:(?:and"
    r"|upon)\s)?[A-Z][\w'’-]+)*"
)
AUXILIARY = "am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must"
PREPOSITION = (
    "about|on|in|at|for|to|from|with|of|by|over|under|against|into|between|during|since|before|after"
)
SPEECH = re.compile(
    r"\b(?:about|regarding|concerning|on the subject of|to do with|in relation to|with regard "
    r"to)\s+(?P<subject>.+)$",
    re.IGNORECASE,
)
REQUEST = re.compile(
    r"^(?:(?:please|can you|could you|would you)\s+)*(?:tell|show|give|list|find|remind|name"
    r"|explain|describe)\s+"
    r"(?:me\s+|us\s+)?(?:(?:all|everything)\s+)?",
    re.IGNORECASE,
)
HOW_MANY = re.compile(
    rf"^(?:how (?:many|much)|which|what)\s+(?P<thing>(?!(?:{AUXILIARY}"
    rf"|about)\b)[^?,]+?)\s+(?:{AUXILIARY})\b\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
WITH_AUXILIARY = re.compile(
    rf"^(?P<asks>(?:how (?:much|many|often|long|far|soon|well)|who|what|which|when|where|why|how"
    rf"|whose|whom)"
    rf"(?: else)?\s+)?(?P<auxiliary>{AUXILIARY})\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
WHO_ACTS = re.compile(r"^(?:who|what)\s+(?:else\s+)?(?P<verb>[a-z]+)\s+(?P<rest>.+)$", re.IGNORECASE)
PARTICIPLE = (
    r"(?:[a-z]{2,}ed|made|set|held|taken|paid|spent|given|built|put|cut|found|told|known|sent"
    r"|left|begun|said"
    r"|written|done|seen|got|met|bought|sold|brought|chosen|led|lost|shut)"
)
PASSIVE = re.compile(
    rf"^(?P<thing>.+?)\s+(?:(?:been|being|last|first|formally"
    rf"|finally)\s+)*(?P<verb>{PARTICIPLE})\b\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    r"^(?:(?:last|first|ever|also|already|next|not|actually|formally|finally|then|originally)\s+)*"
    r"(?P<verb>[a-z]+)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
CHANGING = re.compile(
    r"\s+(?:change|grow|rise|fall|cost|drop|increase|decrease|compare|work|happen|start|begin|end"
    r"|go|mean|stand)\b\s*"
    r"(?:up|down|for)?\s*",
    re.IGNORECASE,
)
NEXT_CLAUSE = re.compile(
    rf"(?:,|;| -)?\s+(?:and|but|or)\s+(?:who|what|when|where|why|how|which|{AUXILIARY})\b.*$|[;?].*$",
    re.IGNORECASE,
)
LEADING_WORDS = re.compile(
    rf"^(?:(?:{PREPOSITION}|that|to|been|being|there|up|out|any|some|all)\s+)+", re.IGNORECASE
)
EMPTY_SUBJECT = re.compile(
    r"^(?:it|this|that|they|them|him|her|he|she|there|one|so|anything|something|the|a|an|be|"
    r"present|there|happen(?:ed)?|say|said)?$",
    re.IGNORECASE,
)
LONGEST_SUBJECT = 160
"""Characters; a longer one is more likely to be a reading gone wrong than a subject."""


@dataclass(frozen=True, slots=True)
class QuestionParts:
    """What a question speaks of; "" for a part that it does not name.

    Attributes:
        agent: the body or office that acts: "the panel".
        subject: what it is about, with its place and time: "the burglaries recorded in 2023".
        time: the last time it names, with its preposition: "in 2023".
        place: the last place it names, with its preposition: "in Harborough".
        person: the person it is about, by name or office.
    """

    agent: str = ""
    subject: str = ""
    time: str = ""
    place: str = ""
    person: str = ""


def parts_of(question: str) -> QuestionParts:
    """Read a whole question."""
    plain = " ".join(question.split()).rstrip(" ?!.")
    clause = NEXT_CLAUSE.sub("", plain)
    return QuestionParts(
        agent=agent_of(clause),
        subject=subject_of(clause),
        time=last(TIME.findall(plain)),
        place=place_of(plain),
        person=last(PERSON.findall(plain)),
    )


def last(found: list[str]) -> str:
    """The last of what was found, "" where nothing was."""
    return found[-1] if found else ""


def place_of(question: str) -> str:
    """The last place a question names: a name after "in" or "at" that is no time and no body."""
    found = (match[0] for match in PLACE.finditer(question))
    return last([place for place in found if not TIME.search(place) and not AGENT.search(place)])


def agent_of(clause: str) -> str:
    """The body or office whose doing is asked about."""
    asked = WITH_AUXILIARY.match(clause) or HOW_MANY.match(clause)
    match = AGENT.match(asked["rest"]) if asked else None
    return match[0] if match else ""


def subject_of(clause: str) -> str:
    """What a question is about, as words that can stand in another question."""
    for read in (spoken_of, counted, asked_of_agent, asked_plainly, acted_on, named):
        subject = tidied(read(clause))
        if subject:
            return subject
    return ""


def spoken_of(clause: str) -> str:
    """What comes after "about" and its like."""
    match = SPEECH.search(clause)
    return match["subject"] if match else ""


def counted(clause: str) -> str:
    """How many burglaries were recorded in 2023: the burglaries recorded in 2023."""
    match = HOW_MANY.match(clause)
    if not match:
        return ""
    thing, rest = match["thing"], match["rest"]
    agent = AGENT.match(rest)
    if agent:
        doing = ACTIVE.match(rest[agent.end() :].strip())
        return doing["rest"] if doing and doing["rest"] and AGENT.fullmatch(thing) is None else f"the {thing}"
    rest = re.sub(r"^(?:(?:been|being|there)\b\s*)+", "", rest)
    rest = re.sub(r"^(?:do|does|get|present)\b\s*", "", rest)
    return with_article(f"{thing} {rest}")


def with_article(thing: str) -> str:
    """The thing with "the" before it, unless it has a word of that kind."""
    if re.match(r"(?:the|a|an|our|their|its|his|her|this|these|those|of)\b", thing, re.IGNORECASE):
        return thing
    return f"the {thing}"


def asked_of_agent(clause: str) -> str:
    """When did the panel last discuss section 106 money: section 106 money."""
    match = WITH_AUXILIARY.match(clause)
    agent = AGENT.match(match["rest"]) if match else None
    if not match or not agent:
        return ""
    after = match["rest"][agent.end() :].strip()
    if not after or re.match(rf"(?:{PREPOSITION})\b", after, re.IGNORECASE):
        return match["rest"]
    doing = ACTIVE.match(after)
    return doing["rest"] if doing and doing["rest"] else ""


def asked_plainly(clause: str) -> str:
    """When was the precept agreed in February: the precept in February."""
    match = WITH_AUXILIARY.match(clause)
    if not match:
        return ""
    rest = match["rest"]
    passive = PASSIVE.match(rest)
    if passive:
        return f"{passive['thing']} {without_doer(passive['rest'])}"
    alone = re.match(rf"^(?:been\s+)?{PARTICIPLE}\s+(?P<rest>.+)$", rest, re.IGNORECASE)
    if alone:
        return alone["rest"]
    if match["auxiliary"].casefold() in ("do", "does", "did", "will", "can", "could", "would", "should"):
        changing = CHANGING.search(rest)
        return f"{rest[: changing.start()]} {rest[changing.end() :]}" if changing else rest
    return rest


def without_doer(rest: str) -> str:
    """The end of a passive clause, without whoever did it."""
    return re.sub(r"^by\s+\S.*?(?=\s(?:in|on|at|for)\s|$)", "", rest).strip()


def acted_on(clause: str) -> str:
    """Who pays for the lamps: the lamps."""
    match = WHO_ACTS.match(clause)
    return match["rest"] if match else ""


def named(clause: str) -> str:
    """What is left of a request or a few words when the asking is taken away."""
    return re.sub(
        r"^(?:who|what|which|when|where|why|how(?: \w+)?)\b\s*",
        "",
        REQUEST.sub("", clause),
        flags=re.IGNORECASE,
    )


def tidied(subject: str) -> str:
    """A subject without loose words at its ends; "" where nothing is left that could be looked for."""
    subject = LEADING_WORDS.sub("", " ".join(subject.split()).strip(" ,;:-"))
    subject = re.sub(
        rf"\s+(?:{PREPOSITION}|{AUXILIARY}|and|there|say|said)$", "", subject, flags=re.IGNORECASE
    )
    if EMPTY_SUBJECT.match(subject) or len(subject) > LONGEST_SUBJECT:
        return ""
    return subject
