"""How people say in everyday words what papers say in official ones.

A question's "kids" are a report's "children" and its "shut" the minutes' "closure". Written by hand from
common British usage; the words on the left are looked for as those on the right too, at less weight.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.analysis import terms

SAME_THINGS = """
kids, kid, youngsters, little ones: children, pupils, young people
teenagers, teens, youths, lads: young people, youth
mum, mums, dad, dads: parents, mothers, fathers
pensioners, old people, elderly: older people, elderly
cops, bobbies, coppers: police officers, constables
boss, bosses, top officer, head: chief, director, lead
firm, firms, business, outfit: company, contractor, supplier, provider, ltd
town hall, town halls, county hall: council, local authority, authorities
whitehall, ministers: government, department, secretary of state
cash, money: funding, fund, budget, income
wages, wage, salary, earnings, earn: pay, remuneration, salary
pay rise: pay award, pay increase
job, jobs: post, role, position, appointment, vacancy
hired, taken on, took on: recruited, appointed, appointment
quit, step down, stepped down, stood down: resigned, resignation, leavers
sacked, fired, kicked out: dismissed, dismissal, terminated
standing in, stand in, stood in: interim, acting, temporary
shut, shutting, shuts: closed, close, closure
scrapped, axed, ditched, dropped, binned: removed, ceased, withdrawn, abolished, discontinued
rubbish, bins, bin, trash: waste, refuse, litter, recycling
tip, dump: recycling centre, waste
road, roads, street: highway, highways, carriageway
cars, car, vans, motors: vehicles, vehicle, fleet
turned up, showed up, came along: attended, present, attendance
turnout: attendance, electorate, poll
thrown out, voted down, knocked back: rejected, lost, refused, against
backed, got behind: supported, favour, endorsed
signed off, sign off, green light, go-ahead, waved through: approved, adopted, agreed, authorised
gap, black hole: shortfall, deficit
rulebook, rules, rule: policy, regulations, constitution, standing orders, guidance
remit: terms of reference, responsibilities
blueprint, masterplan: plan, strategy
check, checks, looked over, looked at: audit, review, inspection, assessed
watchdog, inspectors: inspectorate, regulator, inspection, ombudsman
gear, kit: equipment
emergency calls, emergency call: 999
break-ins, break-in, burgled: burglary
mugged, muggings: robbery
shoplifting, shoplifters: retail crime, theft
drunk, drinking: alcohol
crooks, villains, criminals: offenders, suspects
locked up, behind bars, jail, jailed: custody, detained, prison, imprisonment
misbehaving, misbehaviour, yobs: anti-social behaviour, misconduct
spend, spent, spending, shelled out: expenditure, payments, paid, cost
price, priced, bill, fee: cost, charge, quotation, amount
bring in, brought in, takings: income, revenue, receipts
savings, save, saved: efficiencies, reductions, savings
buy, buying, bought: purchase, purchased, procurement, acquisition
sell, selling, sold, flog: sale, disposal, disposed
rent, renting: lease, tenancy, hire
house, houses, homes: dwelling, property, housing
buildings, building, offices: premises, estate, property, accommodation
fix, fixed, mend, mended, mending: repair, repairs, repaired, maintenance
dig out, bail out: deficit, support
share, slice, chunk: proportion, percentage, per cent
went up, go up, gone up, rise, rose, risen, jump: increase, increased, growth
went down, go down, gone down, drop, fell, fallen: decrease, decreased, reduction, reduced
cut, cuts, cut back: reduction, reduced, saving
start, started, kick off, begin: commence, commenced, launched, began
end, ended, wrapped up, finish, finished: completed, completion, concluded, expired
late, running late, behind: delayed, delay, overdue, slippage
deadline, due: target date, due date, submit
yearly, every year, once a year: annual, annually
every three months, every quarter: quarterly
every month: monthly
computer, computers: ict, digital, system, systems
phone, phones: telephone, mobile
doctor, doctors: gp, medical, health
worry, worries, worried: concern, concerns, risk
help, helping: support, assistance, assist
ask, asked: request, requested, invited
talks, chat, chatted: discussion, discussed, consultation
get-together, sit down: meeting
sum, sums: amount, total, calculation
ex: former, past
backlog: outstanding, queue
home-schooled, taught at home, home schooling: elective home education, educated
throwaway, single-use: disposable
e-cigs, e-cigarettes, vapes: vapes, vaping
green, greener: environmental, sustainability, carbon
quarry, quarrying: minerals
locals, residents, villagers, townsfolk: residents, community, parishioners, public
stop-gap, for now: interim, temporary
tweak, tweaks: amendment, amendments
pecking order, ranking: priority, ranked
go wrong, went wrong: failure, error, issue
present, presents, freebies: gift, gifts, hospitality
break up, breaking up, carve up: reorganisation
merge, merging, joined up: merger, combined, joint
handing over, hand over: transfer, handover
look into, looked into, looking into: investigate, investigation, review
told off, warned: warning, reprimand
""".strip()
"""One line for each thing: the everyday words, then what papers say; commas between."""


@lru_cache(maxsize=1)
def everyday() -> tuple[tuple[re.Pattern[str], tuple[str, ...], tuple[str, ...]], ...]:
    """For each everyday expression: how it is found, its own terms, and the terms that papers use."""
    found = []
    for line in SAME_THINGS.splitlines():
        said, _, printed = line.partition(": ")
        official = tuple(dict.fromkeys(term for word in printed.split(", ") for term in terms(word)))
        for expression in said.split(", "):
            own = tuple(dict.fromkeys(terms(expression)))
            pattern = re.compile(rf"(?<![\w-]){re.escape(expression)}(?![\w-])", re.IGNORECASE)
            found.append((pattern, own, tuple(term for term in official if term not in own)))
    return tuple(found)


def official_terms(question: str) -> dict[str, tuple[str, ...]]:
    """For each term of an everyday expression in the question, the terms that papers use instead."""
    alternatives: dict[str, tuple[str, ...]] = {}
    for pattern, own, official in everyday():
        if pattern.search(question):
            for term in own:
                alternatives[term] = tuple(dict.fromkeys((*alternatives.get(term, ()), *official)))
    return alternatives
