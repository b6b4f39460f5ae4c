"""A question taken apart into plainly spelled clauses, without what people say before they ask."""

from __future__ import annotations

import re

SAME_SPELLING = """
you: u, yu, ya
your: ur
are: r
what: wat, wot, waht
what's: whats, wats, wots
who: hu, hoo
who's: whos
should: shud, shoud, shuld, shld, sould
would: wud, woud, wld
think: thnk, thinck, tink, thikn
thanks: thnaks, thnx, thx, thanx, tnx, thankyou
hello: helo, hallo, hullo
please: pls, plz, plese
commissioner: comissioner, commisioner, commissoner, comissoner, commissionar, commisoner
councillor: councilor, counciler, counsellor
candidate: canditate, candidat, candiate
opinion: opinon, opinoin, opnion
address: adress, addres
instructions: instuctions, instrutions, intructions
predict: pridict, predikt
going to: gonna, gona
want to: wanna
i'm: im
don't: dont
isn't: isnt
good: gud
""".strip()
"""One line for each word: as it is spelled, then how it is typed in haste."""

SPELLED = {
    typed: spelled
    for line in SAME_SPELLING.splitlines()
    for spelled, _, others in (line.partition(": "),)
    for typed in others.split(", ")
}
HASTY = re.compile(rf"\b(?:{'|'.join(map(re.escape, SPELLED))})\b(?!['’])", re.IGNORECASE)

ASKING = (
    r"who|whom|whose|what|which|when|where|why|how|am|is|are|was|were|do|does|did|has|have|had|can|could"
    r"|will|would|should|shall|may|tell|show|give|list|find|say|print|write|explain|name"
)
BETWEEN = re.compile(
    rf"(?<=[.?!;…])\s+|\s*[;\n]\s*|(?:,|\s-)?\s+(?:and|but|or|also"
    rf"|then)\s+(?:please\s+)?(?=(?:{ASKING})\b)",
    re.IGNORECASE,
)
BEFORE_ASKING = re.compile(
    r"^(?:(?:please|ok|okay|so|well|and|but|right|now|honestly|seriously|frankly|come on|be honest"
    r"|go on|sorry|excuse me|quick question|just (?:curious|wondering)|out of interest|by the way"
    r"|(?:can|could|would|will) you (?:please |just )?(?:tell|let|show) (?:me|us)(?: know)?"
    r"|(?:please )?(?:just )?tell (?:me|us)(?= (?:if|whether|who|whom|whose|what|which|when|where|why"
    r"|how|honestly)\b)"
    r"|i(?: would|'d)? (?:like|want|wish|need) to (?:know|ask)|i (?:wonder|was wondering|am wondering)"
    r"|i'm wondering|can i ask(?: you)?|do you know(?= (?:if|whether|who|what|where|how|when)\b)"
    r"|any idea|whether|if(?= (?:the|he|she|it|they|our)\b.*\b(?:is|was|has|have)\b))\b[\s,.!:–-]*)+",
    re.IGNORECASE,
)
ADDRESSED = re.compile(
    rf"^(?:hello|hi|hey|hiya|good (?:morning|afternoon|evening)|thanks|thank you|cheers|great|perfect)\b"
    rf"(?: there| all| again| very much| so much)?"
    rf"(?:\s*[,.!:–-]\s*(?=\S)|\s+(?=(?:(?:and|but|so|please)\s+)?(?:{ASKING})\b))",
    re.IGNORECASE,
)
INTRODUCED = re.compile(
    rf"^(?:as an?|i'm|i am|i live|i work|we live|we are|we're)\b[^,]{{1,80}},\s+(?=(?:(?:so|and"
    rf"|but)\s+)?(?:{ASKING})\b)",
    re.IGNORECASE,
)
ABOUT_ONESELF = re.compile(
    r"^(?:i'm|i am|i live|i work|i have|i've|i don't|i do not|i can't|my|we live|we are|we're)\b"
    r"(?!.*\b(?:who|what|which|when|where|why|how)\b)",
    re.IGNORECASE,
)


def clauses_of(question: str) -> tuple[str, ...]:
    """The parts of a question that each ask for something, plainly spelled; the whole where none does.

    What the asker tells of themselves is left out, unless they tell nothing else.
    """
    plain = HASTY.sub(lambda found: SPELLED[found[0].casefold()], straight(question))
    every = tuple(clause for part in BETWEEN.split(plain) if (clause := tidied(part)))
    asking = tuple(clause for clause in every if not ABOUT_ONESELF.match(clause))
    return asking or every


def straight(text: str) -> str:
    """The text with plain apostrophes and without spaces at the ends of its lines."""
    return re.sub(r"[^\S\n]+", " ", text.replace("’", "'").replace("‘", "'").replace("`", "'")).strip()


def tidied(part: str) -> str:
    """A clause without its mark and without the words before it asks; a greeting alone stays."""
    clause = part.strip(' \n\t?!.,;:–-"“”…')
    return BEFORE_ASKING.sub("", INTRODUCED.sub("", greeted(clause))) or clause


def greeted(clause: str) -> str:
    """What follows a greeting or thanks; they themselves where nothing does."""
    return ADDRESSED.sub("", clause) or clause
