"""Words that say the same in papers and in answers about them, and words that writing an answer adds.

Written by hand from how minutes and reports are retold. A line holds words that may stand for one another;
words that only might are left out, since a sentence let out wrongly is worse than one mended needlessly.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.analysis import stem
from retrieval.everyday_words import official_terms

SAME = """
increase rise raise grow growth up climb upward rose risen grew grown higher uplift
decrease fall reduce reduction decline drop down fell fallen lower fewer downward dropped cut
approve approval endorse authorise sanction
agree agreement agreed accept
resolve resolution decide decision
reject refuse turned rejection refusal
propose proposal proposed put moved
second seconded seconder
buy purchase bought acquire acquisition procure
begin start commence began begun launch
end finish conclude conclusion complete completion close
stop cease discontinue
give provide supply supplier provider supplied supplies provision gave given offer
payee recipient received receive
get receive obtain receipt got gain
need require necessary requirement must requires needs
help assist support aid
use using utilise usage
make made create making produce creation
show display demonstrate shown illustrate
allow permit enable let
choose select pick chosen chose selection
hold held host take place took
hear heard told tell informed inform advised advise notify
send sent forward submit submitted
write wrote written writing letter author
pay paid payment
spend spent expenditure spending spends
cost price costs costing
funds funding fund money finance financed funded
job post role position appointment
employee staff employ employed
replace replacement substitute
build construct construction built
near close nearby vicinity
big large major
small minor little
main chief principal key primary
important significant
further additional extra more another
about approximately around roughly some circa
almost nearly
each every per
whole entire all full total overall
total sum altogether overall combined
yearly annual annually
publish publication published
meet meeting met
join joined joining
leave left leaver leaving departure
appoint appointment named appointee
resign resignation
elect election elected
discuss discussion discussed debate
ask asked question enquire query queried
answer reply respond response replied answered
explain explanation set out
say said state stated tell told report reported comment commented remark
think thought believe believed feel felt view opinion consider considered
note noted
ensure make sure
carry perform undertake undertaken conduct conducted
happen occur occurred arise
include including included comprise consist contain cover
people person persons individual
child children
resident household
home house housing dwelling
vehicle car
area district locality
street road
member councillor
chair chairman chairwoman chairperson chaired chairing
vice deputy
clerk secretary
body organisation
attend present attendance attended
absent apology apologies
vacant vacancy
wait waiting waited
call phoned
delay late overdue delayed
due deadline expected
soon shortly
previous earlier former prior previously before
current currently now present presently today
next following
last final
later subsequently afterwards after
initial first
independent independence
criterion criteria
outcome result
aim objective goal purpose intend intention intended
plan planned planning
reason because why
show record recorded
request requested
circulate distribute circulated
monitor track
review reviewed
check examine
keep retain kept retained maintain
remain stay continue continued
mean average
majority most
maximum most
minimum least
limit cap ceiling
award grant awarded
worth value valued
charge levy
amount figure number
list listed
scheme programme project
work works working worked
run operate run ran operated operating
lead led leading headed head
new newly
responsible responsibility charge
own owner owned belong
owe owed
set fixed
rate level
estimate estimated forecast predict predicted projected expected anticipated expectation
find found finding identify identified
choice option
view opinion
want wish wanted
try attempt
live reside
close shut closed closure
open opened
sell sold sale
lend lent loan
know known aware
bring brought
speak spoke spoken talk talked chat chatted speech
oversee oversight overseen oversees supervise
investigate investigation
sign signed
thank thanked thanks
welcome welcomed
express expressed voice voiced raise raised
concern concerned worry worried
highlight emphasise stress emphasised stressed
confirm confirmed confirmation
add added adding
recruit recruitment recruited hire hired
train training trained
reach reached
visit visited
test tested
share proportion percentage
part some portion
return returned back
amend amendment change alter alteration altered
improve improvement improved better
error mistake fault
wrong incorrect
right correct
hard difficult difficulty
easy simple straightforward
quick fast rapid quickly rapidly
often frequently regularly
usually normally generally
enough sufficient adequate
happy content satisfied pleased glad
endeavour attempt try
problem issue difficulty
topic subject matter
site venue location place
pupil student
handle deal manage
commend praise compliment
female women woman
male men man
shut closed
rely depend reliance
pandemic covid
finish finished
signify mean indicate
submit submitted submission
respond respondent
cover coverage
seek sought seeking
think thought
bring brought
catch caught
teach taught
fight fought
stand stood
understand understood
undertake undertook undertaken
lead led
feed fed
meet met
lose lost loss
keep kept
mean meant
deal dealt
feel felt
sit sat
win won
become became
begin began
break broke broken
drive drove driven
fall fell fallen
forget forgot forgotten
grow grew grown
know knew known
rise rose risen
see saw seen
take took taken
wear wore worn
draw drew drawn
withdraw withdrew withdrawn withdrawal
throw threw thrown
lie lay lain
lay laid
shrink shrank shrunk
strike struck
steal stole stolen theft
hide hid hidden
arise arose arisen
hurt injure injury
die died death dead
fly flew flight
teach taught
shortage shortfall
assess assessment
qualify eligible eligibility
via through
monthly month
weekly week
daily day
quarterly quarter
hourly hour
year yearly annual annum
""".strip()
"""One group a line; the words of a group say the same."""

ADDED_BY_WRITING_TEXT = """
also according both however therefore while whereas then thus only during within between among under
over paper papers document documents passage source report reports compared comparison after before
there here one ones thing things same other others such certain various several been being become
becomes became was were is are has have had do does did done will would shall may might can could
must should not no nor none never without neither unless if whether though although but yet
respectively including included namely e.g i.e that which who whom whose where when up out off down
on onto upon per via than more less least most very just still already again too much many any every
each all some few enough well way ways able relate relates related regarding concerning respect
terms case basis now item items agenda against number numbers people person persons because unable
cannot totalled totals amounting mention mentioned describe described list listed refer refers
referred stand stands stood amount amounts amounted come comes came go goes went going take takes
taken took place held follow follows followed following serve serves served make makes made set sets
put puts call called named name rather instead except
"""
ADDED_BY_WRITING = frozenset(ADDED_BY_WRITING_TEXT.split())
"""Words that writing adds and that say nothing themselves; what they turn round is looked at elsewhere."""


@lru_cache(maxsize=1)
def groups() -> dict[str, frozenset[str]]:
    """For each stem, the names of the groups it belongs to."""
    found: dict[str, set[str]] = {}
    for number, line in enumerate(SAME.splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(f"same:{number}")
    return {word: frozenset(names) for word, names in found.items()}


ENDINGS = re.compile(
    r"(?:ations?|ements?|ments?|tions?|sions?|ions?|ances?|ences?|ants?|ents?|als?|ing|ed|ers?|ors?|ive|able|ly|ity|es|e|s|y|i)$"
)
SHORTEST_ROOT = 5
TAKEN_APART = frozenset(
    ("officer", "officers", "official", "officials", "office", "offices", "policies", "policy")
)
"""Words whose stems are alike though they say different things."""


def senses(word: str, terms: tuple[str, ...]) -> frozenset[str]:
    """Everything that a word stands for when it is compared: its stems, its root, its groups."""
    if word in TAKEN_APART:
        return frozenset((f"word:{word.rstrip('s')}",))
    found = set(terms)
    for term in terms:
        found |= groups().get(term, frozenset())
        root = ENDINGS.sub("", term)
        if len(root) >= SHORTEST_ROOT:
            found.add(f"root:{root}")
    return frozenset(found)


def everyday_senses(text: str) -> dict[str, frozenset[str]]:
    """For the stems of everyday expressions in a text, what papers say instead."""
    return {term: frozenset(instead) for term, instead in official_terms(text).items()}
