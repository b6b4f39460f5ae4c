"""An answer is made of the papers' own words, each with its marker."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from passages import passage, printed, quoter, scored

from corpus.values import Cell, Role
from retrieval.compose import choose
from retrieval.features import Judged, terms_of
from retrieval.rank import ScoredUnit
from retrieval.settings import RetrievalSettings
from retrieval.understand import Query, Wanted

SETTINGS = RetrievalSettings()


def query(*asked: str, wanted: Wanted = Wanted.FACT) -> Query:
    return Query("", asked, (), dict.fromkeys(asked, 1.0), frozenset(), (wanted,))


def test_every_paragraph_ends_with_its_marker() -> None:
    first = passage("The officer is employed by the force.", "She began in May.", number=1)
    second = passage("The post costs forty thousand pounds a year.", number=5)
    ordered = (scored(first, 0, 5.0), scored(second, 0, 4.0), scored(first, 1, 3.5))
    text = printed(choose(query("offic"), ordered, 4, SETTINGS, quoter()))
    assert text == (
        "The officer is employed by the force. She began in May. [1]\n\n"
        "The post costs forty thousand pounds a year. [2]"
    )


def test_sentences_of_passages_that_follow_one_another_share_a_citation() -> None:
    first = passage("The officer is employed by the force.", number=1)
    second = passage("The post costs forty thousand pounds a year.", number=2)
    overleaf = passage("It ends in May.", number=3, page=9)
    ordered = tuple(scored(one, 0, 5.0 - place) for place, one in enumerate((second, first, overleaf)))
    text = printed(choose(query("offic"), ordered, 4, SETTINGS, quoter()))
    assert text == (
        "The officer is employed by the force. The post costs forty thousand pounds a year. [1]\n\n"
        "It ends in May. [2]"
    )


def test_a_citation_of_two_passages_is_named_by_the_surest() -> None:
    first, second = passage("She began in May.", number=1), passage("The post costs £40,000.", number=2)
    (chosen,) = choose(query("post"), (scored(second, 0, 5.0), scored(first, 0, 4.0)), 4, SETTINGS, quoter())
    assert chosen.passage == second


def test_what_stands_below_another_heading_begins_a_line() -> None:
    one = passage("Lamps were mended.", "BENCHES", "Forty were painted.", headings=(1,))
    text = printed(choose(query("lamp"), (scored(one, 0, 9.0), scored(one, 2, 8.0)), 4, SETTINGS, quoter()))
    assert text == "Lamps were mended.\nForty were painted. [1]"


def test_nothing_is_said_twice() -> None:
    draft = passage("The precept was agreed at nine pounds.", number=1)
    confirmed = passage("The precept was agreed at nine pounds.", number=2)
    chosen = choose(
        query("precept"), (scored(draft, 0, 5.0), scored(confirmed, 0, 4.9)), 4, SETTINGS, quoter()
    )
    assert len(chosen) == 1


def test_an_answer_keeps_to_its_number_of_words() -> None:
    long = [passage(f"Sentence {'word ' * 40}number {n}{n}.", number=n) for n in range(9)]
    ordered = tuple(scored(one, 0, 5.0 - n / 10) for n, one in enumerate(long))
    text = printed(
        [part for part in choose(query("word"), ordered, 4, SETTINGS, quoter()) if not part.is_further]
    )
    assert len(text.split()) <= 150


def test_a_heading_answers_nothing() -> None:
    one = passage("10. SECTION 106 FUNDING", "The money was spent on lamps.", headings=(0,))
    text = printed(choose(query("fund"), (scored(one, 0, 9.0), scored(one, 1, 8.0)), 4, SETTINGS, quoter()))
    assert text == "The money was spent on lamps. [1]"


def test_a_label_is_printed_only_with_what_it_names() -> None:
    role = Role.RECOMMENDATION
    roles = (role, role, Role.NONE)
    one = passage("Recommendation", "2. That the report be noted.", "The report is long.", roles=roles)
    text = printed(
        choose(query("recommend"), (scored(one, 0, 9.0), scored(one, 2, 8.0)), 4, SETTINGS, quoter())
    )
    assert text.startswith("Recommendation 2. That the report be noted.")
    bare = passage("Background", "The report is long.")
    text = printed(
        choose(query("background"), (scored(bare, 0, 9.0), scored(bare, 1, 8.0)), 4, SETTINGS, quoter())
    )
    assert text == "The report is long. [1]"


def test_a_heading_that_belongs_to_a_decision_is_quoted_with_it() -> None:
    roles = (Role.RECOMMENDATION, Role.RECOMMENDATION)
    one = passage("Recommendation", "2. That the report be noted.", roles=roles, headings=(0,))
    text = printed(
        choose(query("recommend", wanted=Wanted.DECISION), (scored(one, 1, 9.0),), 4, SETTINGS, quoter())
    )
    assert text == "Recommendation 2. That the report be noted. [1]"


def test_a_question_for_a_decision_gets_the_whole_resolution() -> None:
    resolution, none = Role.RESOLUTION, Role.NONE
    one = passage(
        "Members discussed the lamps.",
        "RESOLVED:",
        "1. That the report be noted.",
        "2. That lamps be replaced.",
        roles=(none, resolution, resolution, resolution),
    )
    asked = query("lamp", wanted=Wanted.DECISION)
    text = printed(choose(asked, (scored(one, 3, 9.0),), 4, SETTINGS, quoter()))
    assert text == "RESOLVED: 1. That the report be noted. 2. That lamps be replaced. [1]"


def test_a_question_for_a_list_gets_every_point_of_it() -> None:
    one = passage("The zones are:", "- Alderby", "- Corrisham", "- Marden Cross", "They began in May.")
    asked = query("zone", wanted=Wanted.LIST)
    text = printed(choose(asked, (scored(one, 2, 9.0),), 4, SETTINGS, quoter()))
    assert text == "The zones are: - Alderby - Corrisham - Marden Cross [1]"


def test_a_sentence_that_announces_points_is_never_printed_without_them() -> None:
    one = passage("The zones are:", "1. Alderby", "2. Corrisham", "They began in May.")
    text = printed(choose(query("zone"), (scored(one, 0, 9.0),), 4, SETTINGS, quoter()))
    assert text == "The zones are: 1. Alderby 2. Corrisham [1]"


def test_what_announces_points_that_stand_elsewhere_is_not_printed_alone() -> None:
    moved = passage("It was moved that:", "1. the plan be adopted in June.", number=1)
    resolved = passage("RESOLVED that:", "1. the plan be adopted in June.", number=9)
    ordered = (scored(moved, 0, 9.0), scored(resolved, 0, 8.0))
    text = printed(choose(query("plan"), ordered, 4, SETTINGS, quoter()))
    assert text.startswith("It was moved that: 1. the plan be adopted in June. [1]")
    assert "RESOLVED" not in text


def test_a_list_nearly_as_likely_as_the_first_sentence_stands_before_it_and_whole() -> None:
    points = tuple(f"- A zone in the parish of Alderby, number {number}" for number in range(8))
    zones = passage("The zones are:", *points, number=1)
    long = passage("Members spoke of the zones " + "at some length " * 17 + "and agreed.", number=12)
    near = (scored(long, 0, 9.0), scored(zones, 0, 8.5))
    assert printed(choose(query("zone"), near, 4, SETTINGS, quoter())).startswith(
        "The zones are: " + " ".join(points)
    )
    far = (scored(long, 0, 9.0), scored(zones, 0, 7.5))
    assert printed(choose(query("zone"), far, 4, SETTINGS, quoter())).startswith("Members spoke")


def test_a_list_that_is_read_as_less_of_an_answer_does_not_come_before_one() -> None:
    zones = passage("The zones are:", "- Alderby", "- Corrisham", "- Marden Cross", number=1)
    answer = passage("Members asked for three more zones.", number=12)
    for zones_read, begins in ((1.0, "The zones are:"), (-1.0, "Members asked")):
        ordered = tuple(
            replace(one, evidence=replace(one.evidence, judged=Judged(read, read)))
            for one, read in ((scored(answer, 0, 9.0), 2.0), (scored(zones, 0, 8.5), zones_read))
        )
        assert printed(choose(query("zone"), ordered, 4, SETTINGS, quoter())).startswith(begins)


def test_a_row_is_printed_with_its_column_names_on_a_line_of_its_own() -> None:
    row = (Cell("Month", "March"), Cell("Calls", "18,742"))
    one = passage("March\t18,742", "The calls rose.", cells={0: row})
    text = printed(choose(query("call"), (scored(one, 0, 9.0), scored(one, 1, 8.5)), 4, SETTINGS, quoter()))
    assert text == "Month: March; Calls: 18,742\nThe calls rose. [1]"


def test_rows_of_other_times_than_those_asked_for_are_left_out() -> None:
    rows = [("2024", "May", "7,148"), ("2024", "June", "7,158"), ("2025", "March", "6,923")]
    cells = {
        place: (Cell("Year", year), Cell("Month", month), Cell("Followers", number))
        for place, (year, month, number) in enumerate(rows)
    }
    table = passage(*("\t".join(row) for row in rows), cells=cells)
    found = tuple(scored(table, place, 9.0 - place / 10) for place in range(3))
    compared = printed(choose(query("follow", "may", "2024", "march", "2025"), found, 4, SETTINGS, quoter()))
    assert "7,148" in compared
    assert "6,923" in compared
    assert "7,158" not in compared
    assert "7,158" in printed(choose(query("follow", "2024"), found, 4, SETTINGS, quoter()))
    june_first = (scored(table, 1, 9.5), *found)
    assert (
        printed(choose(query("follow", "may", "2024"), june_first, 4, SETTINGS, quoter())).count("7,158") == 0
    )


def test_what_holds_none_of_the_rare_names_asked_for_is_of_another_matter() -> None:
    def of(text: str, number: int, score: float) -> ScoredUnit:
        unit = scored(passage(text, number=number), 0, score)
        return replace(unit, evidence=replace(unit.evidence, passage_words=frozenset(terms_of(text))))

    ordered = (
        of("The road at Alderby stays closed.", 1, 9.0),
        of("The road will be opened on 19 July.", 11, 8.9),
        of("Works at Alderby end in May.", 21, 8.8),
    )
    rarity = {"alderbi": 5.0, "road": 2.0}
    asked = replace(query("alderbi", "road"), question="When does the Alderby road open?", rarity=rarity)
    text = printed(choose(asked, ordered, 4, SETTINGS, quoter()))
    assert "May" in text
    assert "19 July" not in text
    common = replace(asked, rarity={"alderbi": 1.0, "road": 2.0})
    assert "19 July" in printed(choose(common, ordered, 4, SETTINGS, quoter()))


def test_a_resolution_of_another_item_is_not_printed() -> None:
    def resolved(text: str, number: int, score: float, above: str) -> ScoredUnit:
        one = scored(passage(text, number=number, roles=(Role.RESOLUTION,)), 0, score)
        return replace(one, evidence=replace(one.evidence, context_words=frozenset(terms_of(above))))

    lamps = resolved("That the report be noted.", 1, 9.0, "Street lamps")
    benches = resolved("That the public be excluded.", 11, 8.5, "Park benches")
    ordered = (lamps, benches)
    asked = query(*terms_of("lamps"), wanted=Wanted.DECISION)
    text = printed(choose(asked, ordered, 4, SETTINGS, quoter()))
    assert "That the report be noted. [1]" in text
    assert "excluded" not in text


def test_a_line_broken_within_brackets_is_printed_with_the_next() -> None:
    one = passage("The Labour Authority (formerly the", "Licensing Authority) met.", "It is small.")
    text = printed(choose(query("author"), (scored(one, 0, 9.0),), 4, SETTINGS, quoter()))
    assert text == "The Labour Authority (formerly the Licensing Authority) met. [1]"
    closed = passage("The Labour Authority (LA) met.", "It is small.")
    assert printed(choose(query("author"), (scored(closed, 0, 9.0),), 4, SETTINGS, quoter())) == (
        "The Labour Authority (LA) met. [1]"
    )


def test_of_a_very_long_sentence_the_part_that_answers_is_printed() -> None:
    long = (
        "Members voted, " + "Mr Name, " * 120 + "and the budget was lost by nine votes, " + "Ms Name, " * 60
    )
    one = passage(long)
    (chosen,) = choose(query("budget", "lost"), (scored(one, 0, 9.0),), 4, SETTINGS, quoter())
    printed = chosen.spans[0].printed
    assert "the budget was lost" in printed
    assert printed.startswith("… ")
    assert printed.endswith(" …")
    assert len(printed.split()) <= 82


def test_further_passages_are_pointed_to_and_not_printed() -> None:
    first = passage("The lamps were replaced in May.", number=1)
    second = passage("A survey of the streets found forty that were dark.", number=2)
    ordered = (scored(first, 0, 9.0), scored(second, 0, 9.0 - SETTINGS.answer_margin - 0.5))
    text = printed(choose(query("lamp"), ordered, 4, SETTINGS, quoter()))
    assert text == "The lamps were replaced in May. [1]\n\nSee also [2]"


def test_passages_beside_one_on_the_matter_are_pointed_to_first() -> None:
    alone = scored(passage("Benches stand in nine of the parks.", number=20), 0, 5.0)
    beside = scored(passage("A survey found forty streets dark.", number=2), 0, 4.9)
    first = scored(passage("The lamps were replaced in May.", number=1), 0, 9.0)
    on_the_matter = replace(first.evidence.candidate, similarity=0.8)
    first = replace(first, evidence=replace(first.evidence, candidate=on_the_matter))
    chosen = choose(query("lamp"), (first, alone, beside), 2, SETTINGS, quoter())
    assert [part.passage.position for part in chosen] == [1, 2]


def test_what_a_quote_holds_already_is_not_pointed_to() -> None:
    first = passage("The lamps were replaced in May.", number=1)
    second = passage("A survey of the streets found forty that were dark.", number=2)
    ordered = (scored(first, 0, 9.0), scored(second, 0, 9.0 - SETTINGS.answer_margin - 0.5))
    assert printed(choose(query("lamp"), ordered, 4, SETTINGS, quoter())).endswith("See also [2]")
    running_on = quoter(first, second)
    assert "See also" not in printed(choose(query("lamp"), ordered, 4, SETTINGS, running_on))


def test_what_a_quote_does_not_hold_of_its_own_passage_is_pointed_to() -> None:
    between = [f"Sentence number {number} says nothing of any lamp." for number in range(20)]
    one = passage("The lamps were replaced in May.", *between, "A survey found forty streets dark.")
    ordered = (scored(one, 0, 9.0), scored(one, 21, 9.0 - SETTINGS.answer_margin - 0.5))
    chosen = choose(query("lamp"), ordered, 4, SETTINGS, quoter())
    assert [part.is_further for part in chosen] == [False, True]
    assert chosen[1].spans[0].printed == "A survey found forty streets dark."


def test_a_question_about_change_is_answered_in_order_of_date() -> None:
    later = scored(passage("The precept is now £299.", number=1), 0, 9.0)
    before = scored(passage("The precept was once £286.", number=5), 0, 8.5)
    later, before = (
        replace(one, evidence=replace(one.evidence, recency=recency))
        for one, recency in ((later, 1.0), (before, 0.5))
    )
    text = printed(choose(query("precept", wanted=Wanted.CHANGE), (later, before), 4, SETTINGS, quoter()))
    assert text.index("£286") < text.index("£299")
