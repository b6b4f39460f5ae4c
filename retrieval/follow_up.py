"""From a follow-up to a whole question: "and who pays for it?" says again what was asked before.

Rules, no model: the same words always come out, and a question that stands by itself is left as it is.
Where the rules are not sure they leave a question alone, because a wrong subject misleads more than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.analysis import terms
from retrieval.pronouns import with_demonstrative, with_pronoun
from retrieval.purpose.deciding import outside_purpose, within_purpose
from retrieval.question_parts import (
    AGENT,
    AUXILIARY,
    NEXT_CLAUSE,
    PARTICIPLE,
    REQUEST,
    TIME,
    QuestionParts,
    parts_of,
)
from retrieval.swapping import swapped
from retrieval.understand import MANNER_WORDS

LONGEST_WHOLE = 700
"""Characters of a whole question; a follow-up that would become longer is left as it is."""

OPENING = re.compile(
    r"^(?:(?:and|but|so|ok|okay|also|then|or|right|yes|no|well|thanks|thank you)\b[\s,.]*)+", re.IGNORECASE
)
ASKING = re.compile(
    rf"^(?:who|whom|whose|what|which|when|where|why|how|since when|by whom|{AUXILIARY})\b", re.IGNORECASE
)
INSTEAD = re.compile(
    r"^(?:(?:what|how)\s+(?:about|of)"
    r"|(?:what\s+)?(?:is\s+)?(?:the\s+)?same\s+(?:question\s+)?(?:for|in|at|with|about"
    r"|on))\s+(?P<other>.+)$",
    re.IGNORECASE,
)
BARE = re.compile(
    r"^(?P<asks>why not|why|when|where|who|by whom|whom|how much|how many|how often|how long|how "
    r"come|how so|how"
    r"|since when|what for|which ones?|which|what)(?:\s+(?:exactly|though|then|(?:is|was) (?:that"
    r"|this|it) so|of (?:them|those)))?$"
    r"|^(?P<because>why|when) (?:is|was) (?:that|this|it)$"
    r"|^(?P<counting>how many|how much) (?:were|was|are|is) there$",
    re.IGNORECASE,
)
ELSE = re.compile(r"^(?P<asks>who|what|where|when|anything|anyone|how)\s+else$", re.IGNORECASE)
MORE = re.compile(
    r"^(?:(?:please\s+)?(?:tell me|say|give me)?\s*(?:some\s+)?more(?: please| details?| detail)?"
    r"|go on|(?:in )?more detail"
    r"|(?:please |can you )?(?:explain|expand)(?: on)?)(?:\s*(?:about|on)?\s*(?:it|this|that))?$",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"^(?:what (?:then|next)|then what|what (?:has )?happened(?: next| then| since| (?:after"
    r"|since) (?:that|this|then))?)$",
    re.IGNORECASE,
)
BARE_ASKED = {
    "why": "what was the reason for {subject}",
    "why not": "what was the reason against {subject}",
    "how come": "what was the reason for {subject}",
    "how so": "what explains {subject}",
    "what for": "what was the purpose of {subject}",
    "when": "what was the date of {subject}",
    "since when": "when did {subject} begin",
    "where": "where was {subject}",
    "who": "who was responsible for {subject}",
    "whom": "who was responsible for {subject}",
    "by whom": "who was responsible for {subject}",
    "how": "how was {subject} done",
    "how much": "how much was {subject}",
    "how many": "how many were there of {subject}",
    "how often": "how often is {subject} reported",
    "how long": "how long did {subject} take",
    "which": "which are {subject}",
    "which one": "which one of {subject}",
    "which ones": "which of {subject}",
    "what": "what is said about {subject}",
}
ADVERBS = frozenset({"why", "when", "where", "how", "how often", "how long", "since when"})
THING_DONE = re.compile(
    rf"^what\s+(?:(?P<passive>(?:is|are|was|were)|ha[sd] been)\s+(?P<done>{PARTICIPLE})"
    rf"|(?P<auxiliary>did|does|do|has|had|will|would)"
    rf"\s+(?P<agent>{AGENT.pattern})\s+(?P<doing>[a-z]+))\s+(?P<rest>(?:about|on|for|to)\s.+)$",
    re.IGNORECASE,
)
ADVERB_FIRST = re.compile(
    rf"^(?:when|where|why|how(?: often| long| soon)?)\s+(?P<rest>(?:{AUXILIARY})\s.+)$", re.IGNORECASE
)
COUNTED_FIRST = re.compile(
    rf"^how (?P<quantity>many"
    rf"|much)\s+(?P<thing>(?!(?:{AUXILIARY})\b).+?)\s+(?P<auxiliary>{AUXILIARY})\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
DOING_WORDS = frozenset(
    terms(
        "pay paid pays cost costs spend spent charge resolve decide agree vote votes voted move "
        "moved second "
        "propose proposed object support attend attended speak spoke ask asked present outcome "
        "result decision "
        "recommend recommendation reason date page item report author minutes next step response "
        "reply answer "
        "change changed total number figure conclude conclusion approve reject oppose against "
        "favour carried note "
        "discuss discussed consider considered raise raised pass passed abstain apologies "
        "involved responsible"
    )
)
"""Words of what was done, which say nothing of what it was done about."""
ACTED_ON = re.compile(
    r"\b(?:(?:pay|pays|paid|spent|charged|responsible|voted|votes?) (?:for|against)|pays?|paid|employs?"
    r"|appoint(?:s|ed)?|supports?|supported|opposed?|proposed|seconded|rejected|approved|considered|raised)\s+"
    rf"{AGENT.pattern}$",
    re.IGNORECASE,
)
"""A body or office at the end that something is done to: it is itself what is asked about."""

LONGEST_POINTING = 14
"""Words of a question whose pronouns point to an earlier one; a longer one says itself what it "
"speaks of."""

LONGEST_ELLIPSIS = 7
"""Words of a question that may leave its subject out."""


@dataclass(frozen=True, slots=True)
class WholeQuestion:
    """A question that can be searched by itself.

    Attributes:
        question: in plain English; the follow-up itself, letter for letter, where nothing was carried.
        carried: the words that came from earlier questions, in the order they stand in the whole one.
    """

    question: str
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question asked after another.

    Attributes:
        before: the whole question before it, without its mark.
        parts: what that one speaks of.
        asked: the follow-up without its mark and without "and".
        joined: True where it began with "and" or "but".
    """

    before: str
    parts: QuestionParts
    asked: str
    joined: bool


def whole_question(earlier: Sequence[str], question: str) -> WholeQuestion:
    """Make a follow-up whole with what the questions before it said.

    A question the product is not for is no subject: after "thank you" the one before it goes on, and
    "do you think so?" is left as it is.

    Args:
        earlier: the questions of the conversation so far, the newest last.
        question: the one asked now.
    """
    before = ""
    asked_before = within_purpose(earlier)
    for one in asked_before:
        before = completed(before, one)
    whole = question if outside_purpose(question) else completed(before, question)
    if whole == question:
        return WholeQuestion(question)
    carried = carried_words(whole, question, asked_before)
    return WholeQuestion(whole, carried) if carried else WholeQuestion(question)


def completed(before: str, question: str) -> str:
    """The question made whole by the one before it; itself where it needs nothing."""
    plain = " ".join(question.split()).rstrip(" ?!.")
    opening = OPENING.match(plain)
    asked = plain[opening.end() :] if opening else plain
    if not before or not asked:
        return question
    before = before.rstrip(" ?!.")
    follow_up = FollowUp(before, parts_of(before), asked, joined=opening is not None)
    for form in FORMS:
        whole = form(follow_up)
        if whole:
            return as_sentence(whole) if len(whole) < LONGEST_WHOLE else question
    return question


def as_sentence(question: str) -> str:
    """With a capital and a mark; a request ends in a full stop."""
    text = " ".join(question.split())
    return f"{text[0].upper()}{text[1:]}{'.' if REQUEST.match(text) else '?'}"


def carried_words(whole: str, question: str, earlier: Sequence[str]) -> tuple[str, ...]:
    """The words of the whole question that only the earlier ones had, each once.

    Words that say nothing of a subject are left out, unless there are no others.
    """
    own = {word.casefold() for word in words_of(question)}
    said = {word.casefold() for one in earlier for word in words_of(one)}
    found = [word for word in words_of(whole) if word.casefold() in said - own]
    telling = [word for word in found if set(terms(word)) - MANNER_WORDS]
    found = telling or found
    return tuple({word.casefold(): word for word in reversed(found)}.values())[::-1]


def words_of(text: str) -> list[str]:
    """The words and numbers of a text as they are printed."""
    return re.findall(r"[£\w][\w'’/%.,–-]*[\w%]|\w", text)


def more_of_it(follow_up: FollowUp) -> str:
    """Tell me more; what happened next?"""
    subject = follow_up.parts.subject
    if subject and MORE.match(follow_up.asked):
        return f"what more is said about {subject}"
    if subject and NEXT.match(follow_up.asked):
        return f"what happened next about {subject}"
    return ""


def someone_else(follow_up: FollowUp) -> str:
    """Who else?"""
    match = ELSE.match(follow_up.asked)
    if not match:
        return ""
    asks = match["asks"]
    if follow_up.before.casefold().startswith(f"{asks.casefold()} "):
        return f"{asks} else {follow_up.before[len(asks) + 1 :]}"
    return f"what else is said about {follow_up.parts.subject}" if follow_up.parts.subject else ""


def something_else(follow_up: FollowUp) -> str:
    """What about 2022? And the panel? In March?"""
    match = INSTEAD.match(follow_up.asked)
    other = match["other"] if match else follow_up.asked
    if match and ASKING.match(other):
        return completed(follow_up.before, other).rstrip("?")
    only_time = TIME.fullmatch(other) is not None
    joined = follow_up.joined and not ASKING.match(other) and not REQUEST.match(other)
    if not (match or only_time or (joined and len(other.split()) <= LONGEST_ELLIPSIS)):
        return ""
    if re.search(r"\b(?:it|its|they|them|their|that|this|he|she|him|her)\b", other, re.IGNORECASE):
        return ""
    return swapped(follow_up.before, follow_up.parts, other)


def bare_asking(follow_up: FollowUp) -> str:
    """Why? And how many in 2022?"""
    time = TIME.search(follow_up.asked)
    asked, before = follow_up.asked, follow_up.before
    if time:
        asked = " ".join((asked[: time.start()] + asked[time.end() :]).split())
        before = swapped(before, follow_up.parts, time[0])
    match = BARE.match(asked)
    if not match:
        return ""
    asks = (match["asks"] or match["because"] or match["counting"]).casefold()
    if time and before.casefold().startswith(f"{asks} "):
        return before
    return asked_again(before, asks)


def asked_again(before: str, asks: str) -> str:
    """The question before, asked with another word; "" where it has no subject to ask about."""
    before = NEXT_CLAUSE.sub("", before)
    thing = THING_DONE.match(before)
    if asks in ADVERBS and thing:
        if thing["done"]:
            return f"{asks} {thing['passive']} this {thing['done']} {thing['rest']}"
        return f"{asks} {thing['auxiliary']} {thing['agent']} {thing['doing']} this {thing['rest']}"
    adverb, counted = ADVERB_FIRST.match(before), COUNTED_FIRST.match(before)
    if asks in ADVERBS and adverb:
        return f"{asks} {adverb['rest']}"
    if asks == "why" and counted:
        many = f"so {counted['quantity']} {counted['thing']}"
        return f"why {counted['auxiliary']} {many} {counted['rest']}"
    subject = parts_of(before).subject
    return BARE_ASKED[asks].format(subject=subject) if subject else ""


def subject_left_out(follow_up: FollowUp) -> str:
    """And what was resolved? Who voted against?"""
    asked, subject = follow_up.asked, follow_up.parts.subject
    agent = AGENT.search(asked)
    if not subject or not ASKING.match(asked) or len(asked.split()) > LONGEST_ELLIPSIS:
        return ""
    if agent and (not follow_up.joined or ACTED_ON.search(asked)):
        return ""
    own = set(terms(TIME.sub("", AGENT.sub("", asked)))) - MANNER_WORDS
    if not own or own - DOING_WORDS:
        return ""
    if TIME.search(asked):
        subject = TIME.sub("", subject)
    return f"{asked} {joint(asked)}{subject}"


def joint(asked: str) -> str:
    """What joins a subject to a question that ends without one."""
    last_word = asked.rsplit(" ", 1)[-1].casefold()
    if last_word in (
        "against",
        "for",
        "on",
        "about",
        "of",
        "to",
        "by",
        "discuss",
        "consider",
        "approve",
        "reject",
    ):
        return ""
    if last_word in ("pay", "pays", "paid", "spend", "spent", "charge", "charged"):
        return "for "
    if last_word in ("attend", "attended"):
        return "the meeting about "
    if last_word in ("present", "apologies"):
        return "at the meeting about "
    return "about "


def demonstrative(follow_up: FollowUp) -> str:
    """Who wrote that report?"""
    if len(follow_up.asked.split()) > LONGEST_POINTING:
        return ""
    return with_demonstrative(follow_up.asked, follow_up.parts)


def pronoun(follow_up: FollowUp) -> str:
    """Who pays for it?"""
    if len(follow_up.asked.split()) > LONGEST_POINTING:
        return ""
    return with_pronoun(follow_up.asked, follow_up.before, follow_up.parts)


FORMS: tuple[Callable[[FollowUp], str], ...] = (
    more_of_it,
    someone_else,
    something_else,
    bare_asking,
    demonstrative,
    pronoun,
    subject_left_out,
)
"""The ways a question leans on the one before it, tried in this order."""
