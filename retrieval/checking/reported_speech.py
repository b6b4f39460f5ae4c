"""Where a text reports what somebody said, asked or feared, and who that was."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from retrieval.checking.marks import Mark
from retrieval.checking.reading import Reading


class Manner(StrEnum):
    """How something is said."""

    SAID = "said"
    ASKED = "asked"
    FEARED = "feared"


SURE_TEXT = """
said says stated states told advised commented remarked replied argued claimed
claims asserted maintained reiterated reassured assured emphasised stressed suggested felt believed
believes thought insisted complained contended acknowledged admitted conceded informed outlined
"""
SURE = tuple(SURE_TEXT.split())
WITH_THAT_TEXT = """
reported noted considered confirmed added observed highlighted announced recognised clarified agreed
heard warned hoped indicated mentioned accepted understood expressed pointed opined concluded
recommended proposed promised pledged expected reports notes considers confirms adds announces
responded answered
explained explains
"""
WITH_THAT = tuple(WITH_THAT_TEXT.split())
ASKS = ["asked", "asks", "questioned", "queried", "enquired", "inquired", "wondered"]
ASKED_TO = re.compile(
    r"\s+(?:(?!whether\b|why\b|how\b|if\b|that\b|what\b|when\b|who\b)[\w’']+\s+){0,4}?to\s(?!whom|which)\w+",
    re.IGNORECASE,
)
VERB = re.compile(
    rf"\b(?:(?P<sure>{'|'.join(SURE)})|(?P<asks>{'|'.join(ASKS)})"
    rf"|(?P<that>{'|'.join(WITH_THAT)})(?=\s+(?:[\w’']+\s+){{0,5}}?(?:that|why|how|whether)\b|\s+(?:he|she|they|it|there)\b|:))\b"
    rf"|(?<=[\w.)]\s)\b(?P<last>{'|'.join(WITH_THAT)})(?=\s*[.,]?$|,)",
    re.IGNORECASE,
)
RAISED = re.compile(
    r"\b(?:raised|raises|expressed|expresses|voiced|had|shared|there (?:was|"
    r"were))\s+(?:\w+\s+){0,3}?(?:concerns?|worry|worries|disappointment|fears?|doubts?|"
    r"dissatisfaction|questions?|queries)\b|\b(?:was|were|is|are|remained)\s+(?:\w+\s+)?(?:concerned|worried|disappointed|unhappy|sceptical|anxious)\b",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being)\s+(?:also\s+|then\s+|further\s+)?(?P<verb>\w+)$", re.IGNORECASE
)
PRONOUN = re.compile(r"\b(?:he|she|they|it|who|which)$", re.IGNORECASE)
PLAIN_TEXT = """
said says stated states told explained explains advised reported reports replied responded answered
added commented noted notes informed asked asks questioned queried heard announced
"""
PLAIN = frozenset(PLAIN_TEXT.split())
"""Words of reporting that may stand for one another."""

START = re.compile(
    r"[;:!?\n]\s|(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!Cllr)\.\s|\b(?:and|but|while|whereas|when|as|where|that|after|before|because)\s|,\s|^\W*\(?(?:\d[\d.]*|[a-z]|[ivx]+)[.)]\s",
    re.IGNORECASE,
)
ADVERBIAL = re.compile(
    r"^\W*in (?:answer|reply|response) to (?:[^,]{1,60},|a (?:further )?question\b)\s?", re.IGNORECASE
)
IN_REPLY = re.compile(r"\bin (?:answer|reply|response) to\b", re.IGNORECASE)
LONGEST_SPEAKER = 14


@dataclass(frozen=True, slots=True)
class Frame:
    """Words by which a text reports speech.

    Attributes:
        speaker: who speaks, as printed; "" where the text does not say.
        hearer: True where only those who were told are named: "Members were advised that".
        start, end: where the words of reporting stand; what is said follows them.
    """

    speaker: str
    manner: Manner
    hearer: bool
    verb: str
    start: int
    end: int


def frames(text: str) -> tuple[Frame, ...]:
    """Every report of speech in a text, in order."""
    found = [frame_at(text, match) for match in VERB.finditer(text)]
    found += [
        Frame(
            speaker_before(text, match.start()),
            Manner.FEARED,
            False,
            match.group(),
            match.start(),
            match.end(),
        )
        for match in RAISED.finditer(text)
    ]
    told: list[Frame] = []
    for frame in sorted((one for one in found if one is not None), key=lambda one: one.start):
        is_unnamed = not frame.speaker or bool(PRONOUN.search(frame.speaker))
        goes_on = told and is_unnamed and not frame.hearer
        told.append(replace(frame, speaker=told[-1].speaker) if goes_on else frame)
    return tuple(told)


def frame_at(text: str, match: re.Match[str]) -> Frame | None:
    """The report of speech that a verb makes; None for one that only names a thing ("proposed precept")."""
    before = text[: match.end()]
    passive = PASSIVE.search(before)
    if re.search(
        r"\b(?:the|a|an|this|that|its|their|his|her|as|to|of)\s$", text[: match.start()], re.IGNORECASE
    ):
        return None
    manner = Manner.ASKED if match["asks"] else Manner.SAID
    if manner is Manner.ASKED and ASKED_TO.match(text, match.end()):
        return None
    if passive:
        by = re.match(
            r"\s+by\s+(?P<speaker>[^,;.]{3,60}?)(?=\s+(?:that|to|how|why|if|whether|about|of|on)\b|[,;.]|$)",
            text[match.end() :],
        )
        speaker = by["speaker"] if by else ""
        if not speaker and match.group().casefold() in (
            "felt",
            "considered",
            "proposed",
            "requested",
            "sought",
        ):
            speaker = ""
        return Frame(speaker, manner, not speaker, match.group(), match.start(), match.end())
    return Frame(
        speaker_before(text, match.start()), manner, False, match.group(), match.start(), match.end()
    )


def speaker_before(text: str, end: int) -> str:
    """The words before a verb of speech, back to where its clause begins."""
    # "Mr Tarleton, the head of estates, said": what stands between commas names the speaker again.
    starts = [match.end() for match in START.finditer(text, 0, end) if match.end() < end]
    if starts and text[:end].rstrip().endswith(","):
        starts = starts[:-1]
    words = ADVERBIAL.sub("", text[starts[-1] if starts else 0 : end]).split()
    return " ".join(words[-LONGEST_SPEAKER:])


def is_of_reporting(mark: Mark, sentence: Reading) -> bool:
    """Whether a word only reports speech, which is looked at here and not as a word of its own."""
    spans = [match.span() for match in IN_REPLY.finditer(sentence.text)]
    if mark.printed.casefold() in PLAIN:
        spans += [(frame.start, frame.end) for frame in frames(sentence.text)]
    return any(start <= mark.start < end for start, end in spans)
