"""Put another time, place, body or subject in the place of the one a question names."""

from __future__ import annotations

import re

from retrieval.question_parts import (
    AGENT,
    MONTH_ALONE,
    PARTICIPLE,
    PERSON,
    PLACE,
    PREPOSITION,
    TIME,
    YEAR_ALONE,
    QuestionParts,
)

LEADING_PREPOSITION = re.compile(
    rf"^(?P<preposition>{PREPOSITION}|around|near|across)\s+(?P<rest>.+)$", re.IGNORECASE
)
NAME = re.compile(r"(?:[A-Z][\w'’-]*[a-z][\w'’-]*)(?:\s(?:(?:and|upon|of)\s)?[A-Z][\w'’-]+)*")
ARTICLE = re.compile(r"^(?:the|a|an|any|some)\s+", re.IGNORECASE)
DAY_OF_MONTH = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Za-z]|[A-Za-z] \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
)
RELATIVE = re.compile(r"^(?:last|this|next)\b", re.IGNORECASE)
RANGE = re.compile(r"^(?:from|between)\b", re.IGNORECASE)


def swapped(question: str, parts: QuestionParts, other: str) -> str:
    """The question asked of something else.

    Args:
        question: whole, without its question mark.
        parts: what it speaks of.
        other: what to ask it of: "2022", "in Harborough", "the panel", "robberies in March".
    """
    time = TIME.search(other)
    if time:
        question = with_time(question, time[0])
        other = " ".join((other[: time.start()] + other[time.end() :]).split()).strip(" ,")
    if not other:
        return question
    place = PLACE.search(other)
    if place and place[0] != other and not AGENT.search(place[0]):
        question = with_place(question, parts, place[0])
        other = " ".join(other.replace(place[0], "").split()).strip(" ,")
    return with_thing(question, parts, other)


def with_thing(question: str, parts: QuestionParts, other: str) -> str:
    """The question with its body, person, place or subject exchanged, whichever the other is."""
    led = LEADING_PREPOSITION.match(other)
    thing = led["rest"] if led else other
    if PERSON.fullmatch(thing) and parts.person and parts.person in question:
        return question.replace(parts.person, thing, 1)
    if AGENT.fullmatch(thing):
        return with_agent(question, parts, thing)
    if NAME.fullmatch(thing):
        if NAME.fullmatch(parts.subject) and not led:
            return question.replace(parts.subject, thing, 1)
        return with_place(question, parts, other if led else f"in {thing}")
    return with_subject(
        question, parts, thing if led and led["preposition"] in ("about", "on", "of") else other
    )


def with_time(question: str, other: str) -> str:
    """The question about another time; its own month or year stays where the other does not give one."""
    found = list(TIME.finditer(question))
    led = LEADING_PREPOSITION.match(other)
    wanted, preposition = (led["rest"], led["preposition"]) if led else (other, "")
    if not found:
        return f"{question} {preceded(wanted, preposition)}"
    old = found[-1]
    before = LEADING_PREPOSITION.match(old[0])
    years = YEAR_ALONE.findall(old[0])
    exact = bool(DAY_OF_MONTH.search(old[0]))
    if YEAR_ALONE.fullmatch(wanted) and MONTH_ALONE.search(old[0]) and not exact and len(years) < 2:
        month = MONTH_ALONE.search(old[0])
        wanted = f"{month[0]} {wanted}" if month else wanted
    elif MONTH_ALONE.search(wanted) and not YEAR_ALONE.search(wanted) and years:
        wanted = f"{wanted} {years[-1]}"
    same_sort = bool(DAY_OF_MONTH.search(wanted)) == exact and not RANGE.match(old[0])
    if before is None and not RANGE.match(old[0]) and not RELATIVE.match(old[0]):
        new = wanted
    else:
        kept = before["preposition"] if before and same_sort and not RELATIVE.match(wanted) else ""
        new = preceded(wanted, preposition or kept)
    return question[: old.start()] + new + question[old.end() :]


def preceded(time: str, preposition: str) -> str:
    """A time as it stands in a sentence: "in 2022", "on 26 July", "last year"."""
    if preposition:
        return f"{preposition} {time}"
    if RELATIVE.match(time):
        return time
    return f"on {time}" if DAY_OF_MONTH.search(time) else f"in {time}"


def with_place(question: str, parts: QuestionParts, place: str) -> str:
    """The question about another place, in the place of its own or at its end."""
    if parts.place and parts.place in question:
        return question.replace(parts.place, place, 1)
    time = re.search(TIME.pattern + "$", question, re.IGNORECASE)
    if time:
        return f"{question[: time.start()].rstrip()} {place} {time[0]}"
    return f"{question} {place}"


def with_agent(question: str, parts: QuestionParts, agent: str) -> str:
    """The question about another body or office."""
    if parts.agent and parts.agent in question:
        return question.replace(parts.agent, agent, 1)
    return f"{question} for {agent}"


def with_subject(question: str, parts: QuestionParts, subject: str) -> str:
    """The question about another subject; the time and place of its own stay."""
    core = re.sub(rf"\s+{PARTICIPLE}\b.*$", "", parts.subject, flags=re.IGNORECASE)
    for pattern in (TIME, PLACE):
        core = re.sub(rf"\s*(?:{pattern.pattern})\s*$", "", core, flags=pattern.flags)
    core = ARTICLE.sub("", core)
    place = re.search(rf"(?:\b(?P<article>the|a|an)\s+)?{re.escape(core)}", question) if core else None
    if not place:
        return f"{question} for {subject}"
    if not place["article"]:
        subject = ARTICLE.sub("", subject)
    return question[: place.start()] + subject + question[place.end() :]
