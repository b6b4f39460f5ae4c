"""Words that say the opposite of one another: rose and fell, approved and rejected, more and less."""

from __future__ import annotations

from functools import lru_cache

from index.analysis import stem
from retrieval.checking.marks import Mark

OPPOSITES = """
change: increase increased rise rose risen grew grown growth | decrease decreased fall fell fallen fewer loss
change: higher up above gain | reduced reduction reduce decline declined drop dropped lower down below
decision: agree agreed approve approved approval adopt adopted | reject rejected refuse refused
decision: accept accepted endorse endorsed carried | oppose opposed lost declined
better: improve improved improvement better strong | worsen worsened worse deteriorate deteriorated weak
most: highest largest most maximum longest | lowest smallest least minimum shortest
most: biggest greatest best | fewest worst
order: before earlier previous prior first | after later following subsequent last
motion: propose proposed proposer moved mover | second seconded seconder
going: open opened opening | close closed closure shut
money: income receipts received receive surplus credit | expenditure spent paid pay payment deficit debit
state: confirmed final complete completed done | draft provisional incomplete outstanding overdue
number: include included including inclusive | exclude excluded excluding exclusive omit omitted
presence: present attended attendance attend | absent apologies absence
vote: for favour | against
access: public open | private exempt confidential closed
staff: joined joiner recruit recruited recruitment appointed | left leaver leavers resigned dismissed
place: inside internal internally | outside external externally
duty: mandatory compulsory statutory required | voluntary optional discretionary
temporary: permanent permanently | temporary interim acting
gender: female women woman | male men man
age: young younger youth | old older elderly
area: urban city | rural country
full: full-time | part-time
certain: serious | minor
""".strip()
"""An axis, on a line or more: its name, then words at one end and words at the other."""


@lru_cache(maxsize=1)
def axes() -> dict[str, str]:
    """For each stem, its axis and end: "axis of change+"; one that stands on several keeps the first."""
    found: dict[str, str] = {}
    for line in OPPOSITES.splitlines():
        axis, _, ends = line.partition(": ")
        for sign, words in zip("+-", ends.split(" | "), strict=True):
            for word in words.split():
                found.setdefault(stem(word), f"axis of {axis}{sign}")
    return found


def axis_of(mark: Mark) -> str:
    """The axis that a word stands on, without its end; "" for most words."""
    return end_of(mark)[:-1]


def end_of(mark: Mark) -> str:
    """The axis and end that a word stands at; "" for most words."""
    return axes().get(stem(mark.printed.casefold().replace("’", "'")), "")
