"""What the paper reports as said may be repeated only as said, and only by the one who said it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.values import Role
from retrieval.checking.footing import Footing, Ground
from retrieval.checking.marks import Mark
from retrieval.checking.names import WELL_KNOWN, sequence, spelt_out
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.reported_speech import PRONOUN, Frame, Manner, frames
from retrieval.checking.values import Fault, FaultKind

FEARS = re.compile(
    r"\b(?:concerns?|concerned|worr(?:y|ies|ied)|fear(?:s|ed)?|disappoint(?:ed|ment)|anxious|criticis(?:ed|m|ms)|queries|questions?|"
    r"s(?:ought|eeks|eeking)\s(?:an?\s)?(?:assurances?|clarification|information|confirmation))\b",
    re.IGNORECASE,
)
ATTRIBUTES = re.compile(
    r"\b(?:decided|resolved|agreed)\b|\baccording to\b|\bin (?:the )?(?:\w+[’']s?|his|her|their|"
    r"its) (?:view|opinion|words)\b|\bin the (?:view|opinion|words) of\b|\bview of\b|"
    r"\bin (?:answer|reply|response)\b|\b(?:answer|reply|response) (?:of|from|by)\b|[’']s (?:view|"
    r"opinion|answer|reply|response|question|concern)\b",
    re.IGNORECASE,
)
PAPER = re.compile(
    r"\b(?:papers?|reports?|minutes?|responses?|letter|survey|consultation|respondents?|documents?|handbook|guidance|note|log|table|record|agenda|plan|strategy|statement|policy|"
    r"procedure|figures?|summary|briefing|update|review|regulations?|it|which|appendix|workbook|spreadsheet)$",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\b(?:panel|council|committee|board|members|councillors|meeting)\b", re.IGNORECASE)
CARRIED_WITHIN = 0.5


def speech_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Speech told as fact, or as the speech of another; a question or a worry told as a statement."""
    said = frames(sentence.text)
    spelling = (*spelt_out(ground.texts), *WELL_KNOWN.items())
    reported = [
        (footing, frame)
        for footing in ground.chosen
        for frame, following in pairwise((*frames_of(footing), None))
        if frame is not None and repeats(sentence, footing, frame, following)
    ]
    faults = [list(faults_of(sentence, said, footing, frame, spelling)) for footing, frame in reported]
    # A question and its answer rest on both; the sentence tells the one it is like.
    if said and any(not one for one in faults):
        faults = [one for one in faults if any(fault.words == sentence.text for fault in one)]
    for one in faults:
        yield from one[:1]
    yield from invented(sentence, said, ground, spelling)


def frames_of(footing: Footing) -> tuple[Frame, ...]:
    """The reports of speech in a unit, or in the sentence that announces the list it belongs to."""
    if len(footing.unit.cells) > 1 or footing.unit.heading:
        return ()
    own = frames(footing.reading.text)
    if own or footing.lead is None:
        return own
    return tuple(replace(frame, start=0, end=0) for frame in frames(footing.lead.text)[-1:])


def repeats(sentence: Reading, footing: Footing, frame: Frame, following: Frame | None) -> bool:
    """Whether much of a sentence is what a report of speech reports."""
    stop = footing.reading.text.find(": ", frame.end + 3)
    end = stop if stop >= 0 and frame.end else len(footing.reading.text)
    end = min(end, following.start) if following else end
    reported = [
        mark for mark in footing.reading.marks if frame.end <= mark.start < end and says_something(mark)
    ]
    marks = [mark for mark in sentence.marks if says_something(mark)]
    carried = [mark for mark in marks if any(mark.is_carried_by(one.gives) for one in reported)]
    only_there = [
        mark
        for mark in carried
        if not any(mark.is_carried_by(one.gives) for one in footing.reading.marks if one.end <= frame.start)
    ]
    return len(only_there) >= max(1.0, CARRIED_WITHIN * min(len(marks), len(reported) or 1))


def faults_of(
    sentence: Reading,
    said: Sequence[Frame],
    footing: Footing,
    frame: Frame,
    spelling: Sequence[tuple[str, str]],
) -> Iterator[Fault]:
    """What is wrong with how a sentence repeats reported speech."""
    speaker = who_spoke(footing, frame)
    if frame.hearer and frame.verb.casefold() in (
        "noted",
        "agreed",
        "recognised",
        "proposed",
        "recommended",
        "accepted",
    ):
        return
    attributed = bool(said) or ATTRIBUTES.search(sentence.text) or FEARS.search(sentence.text)
    if not attributed:
        who = f"by “{speaker}”" if speaker else "in the meeting"
        yield Fault(
            FaultKind.SPEECH,
            sentence.text,
            f"The passages report this as {frame.manner} {who}, not as a fact.",
        )
    elif speaker and not tells_hearers(said) and not names_speaker(sentence, speaker, spelling, footing):
        yield Fault(
            FaultKind.SPEECH,
            sentence.text,
            f"The passages report this of “{speaker}”, whom the sentence leaves out.",
        )
    elif (
        frame.manner is not Manner.SAID
        and said
        and all(one.manner is Manner.SAID for one in said)
        and not FEARS.search(sentence.text)
    ):
        yield Fault(
            FaultKind.SPEECH, said[0].verb, f"The passages report this as {frame.manner}, not as said."
        )
    elif (
        frame.manner is Manner.SAID
        and said
        and all(one.manner is not Manner.SAID for one in said)
        and not ATTRIBUTES.search(sentence.text)
    ):
        yield Fault(
            FaultKind.SPEECH,
            said[0].verb,
            "The passages report this as a statement, not as a question or a worry.",
        )


def tells_hearers(said: Sequence[Frame]) -> bool:
    """Whether a sentence reports speech by those who heard it: "The Panel was told that"."""
    return bool(said) and all(one.hearer for one in said)


def who_spoke(footing: Footing, frame: Frame) -> str:
    """Who speaks; where the paper says "he", whoever spoke in the sentence before."""
    if not frame.speaker or not PRONOUN.search(frame.speaker):
        return frame.speaker
    for reading in footing.before:
        for earlier in reversed(frames(reading.text)):
            if earlier.speaker and not PRONOUN.search(earlier.speaker):
                return earlier.speaker
    names = (name for reading in footing.before[:1] for name in reading.names)
    subject = next((name for name in names if not PRONOUN.search(name.printed)), None)
    return subject.printed if subject else ""


def names_speaker(
    sentence: Reading, speaker: str, spelling: Sequence[tuple[str, str]], footing: Footing
) -> bool:
    """Whether a sentence has, before what is said or beside it, the one who said it."""
    wanted = told_words(speaker, spelling)
    given = told_words(sentence.text, spelling) | frozenset(
        word.rstrip("s") for word in sequence(sentence.text)
    )
    return not wanted or not wanted.isdisjoint(given)


VAGUE_TEXT = """
the a an of and also then further had has have who which panel council member members response reply
question answer his her
"""
VAGUE = frozenset(VAGUE_TEXT.split())


def told_words(text: str, spelling: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The words that tell who somebody is; short forms with what they stand for."""
    words = set(sequence(text))
    joined = " ".join(sequence(text))
    for short, long in spelling:
        plain_long = " ".join(sequence(long))
        if short in words:
            words |= set(plain_long.split())
        elif plain_long in joined:
            words.add(short)
    telling = frozenset(word.rstrip("s") for word in words - VAGUE if len(word) > 1)
    # Of a panel or its members as a whole nothing more exact is said.
    return telling or frozenset(
        word.rstrip("s") for word in words & {"panel", "council", "member", "members"}
    )


def invented(
    sentence: Reading, said: Sequence[Frame], ground: Ground, spelling: Sequence[tuple[str, str]]
) -> Iterator[Fault]:
    """Speech that the papers do not report of this speaker."""
    for frame in said:
        if (
            decided_by_all(frame, ground)
            or not frame.speaker
            or PAPER.search(frame.speaker)
            or PRONOUN.search(frame.speaker)
            or frame.hearer
        ):
            continue
        wanted = told_words(frame.speaker, spelling)
        verbs = [mark for mark in sentence.marks if frame.start <= mark.start < frame.end]
        if not any(may_have_said(wanted, verbs, footing, spelling) for footing in ground.chosen):
            yield Fault(
                FaultKind.SPEECH,
                frame.speaker,
                f"The passages do not report “{frame.speaker}” as saying this.",
            )


def decided_by_all(frame: Frame, ground: Ground) -> bool:
    """Whether what a body as a whole is said to ask or agree is a resolution of it."""
    return bool(WHOLE.search(frame.speaker)) and any(
        footing.unit.role is Role.RESOLUTION for footing in ground.chosen
    )


def may_have_said(
    wanted: frozenset[str], verbs: Sequence[Mark], footing: Footing, spelling: Sequence[tuple[str, str]]
) -> bool:
    """Whether a unit reports the speech of somebody, or stands in what that person wrote or answered."""
    given = frames_of(footing)
    own = told_words(footing.reading.text, spelling)
    if wanted & own and any(mark.is_carried_by(footing.reading.gives) for mark in verbs) and not given:
        return True
    speakers = [who_spoke(footing, one) for one in given]
    if any(wanted & told_words(speaker, spelling) for speaker in speakers if speaker):
        return True
    if given and all(one.hearer for one in given):
        return not wanted.isdisjoint(told_words(footing.reading.text, spelling))
    before = [one.speaker for reading in footing.before for one in frames(reading.text) if one.speaker]
    section = footing.passage.section
    authors = (section.report_of, section.author, *section.headings, section.item_title)
    written = " ".join(one for one in authors if one)
    if any(wanted & told_words(one, spelling) for one in before):
        return not given
    return not given and len(wanted & told_words(written, spelling)) > len(wanted) / 2
