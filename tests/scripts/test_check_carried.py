"""Every sentence of an answer is held to what it cites, by rules that the product does not share."""

from __future__ import annotations

import ast
import sys

import pytest
from small_server import SCRIPTS, Reply, RunCheck, citation, reply

TRUE = "In February 2025 Councillor Quilter moved, and Ms Venning seconded, a motion that had 8 votes for it."


def test_a_sentence_that_is_carried_is_counted_as_carried(
    replies: list[Reply], url: str, run_check: RunCheck
) -> None:
    replies.append(reply(TRUE))
    code, printed, report = run_check(url)
    assert code == 0, printed
    assert report["totals"]["carried"] == 1
    assert report["totals"]["answers_written_by"] == {"small": 1}


def test_a_number_that_is_nowhere_is_printed_and_fails_the_check(
    replies: list[Reply], url: str, run_check: RunCheck
) -> None:
    replies.append(reply(TRUE, "The motion had nine votes for it."))
    code, printed, report = run_check(url, "--passages")
    assert code == 1
    assert "The motion had nine votes for it." in printed
    assert "number: nine (not in what is cited)" in printed
    assert (report["totals"]["carried"], report["totals"]["number_nowhere"]) == (1, 1)


def test_a_number_on_the_page_and_not_in_the_quote_is_told_apart(
    replies: list[Reply], url: str, run_check: RunCheck
) -> None:
    sentence = "The proposed precept rests on 217,850."
    replies += [reply(sentence), reply(sentence)]
    code, printed, report = run_check(url, "--passages")
    assert code == 0
    assert "number: 217,850 (on the page, not in the quote)" in printed
    assert report["totals"]["at_fault_but_on_the_page"] == 2


def test_without_the_page_a_number_that_is_not_quoted_is_nowhere(
    replies: list[Reply], url: str, run_check: RunCheck
) -> None:
    replies.append(reply("The proposed precept rests on 217,850."))
    assert run_check(url)[0] == 1


@pytest.mark.parametrize("outside", ["12345", "98765"])
def test_what_stands_around_the_words_of_a_page_carries_nothing(
    replies: list[Reply], url: str, run_check: RunCheck, outside: str
) -> None:
    replies.append(reply(f"The proposed precept had {outside} votes."))
    assert run_check(url, "--passages")[0] == 1


def test_a_marker_without_a_citation_is_a_fault(replies: list[Reply], url: str, run_check: RunCheck) -> None:
    replies += [reply(TRUE, markers=(1, 7)), reply(TRUE, markers=())]
    _, printed, report = run_check(url)
    assert "marker: 7" in printed and "marker: none" in printed
    assert report["totals"]["faults"] == {"marker": 2}


def test_a_sentence_not_confirmed_is_counted_apart(
    replies: list[Reply], url: str, run_check: RunCheck
) -> None:
    replies.append(reply("The motion had nine votes.", verdict="not_confirmed"))
    code, _, report = run_check(url)
    assert code == 0
    assert (report["totals"]["not_confirmed"], report["totals"]["claiming_to_be_carried"]) == (1, 0)


def test_a_refusal_is_a_status_and_no_sentence(replies: list[Reply], url: str, run_check: RunCheck) -> None:
    refusal = {"status": "not_in_papers", "text": "No.", "citations": [], "sentences": []}
    replies += [refusal, reply(TRUE)]
    code, _, report = run_check(url)
    assert code == 0
    assert report["totals"]["statuses"] == {"not_in_papers": 1, "answered": 1}


def test_where_nothing_could_be_checked_the_check_does_not_pass(
    replies: list[Reply], url: str, run_check: RunCheck
) -> None:
    replies += [reply() | {"text": "An answer."}, reply(TRUE) | {"citations": [{"marker": 1}]}]
    code, printed, report = run_check(url)
    assert code == 2
    assert "q0: answered, but without sentences" in printed
    assert list(report["failed"]) == ["q1"]


def test_a_server_that_is_not_there_is_told(run_check: RunCheck) -> None:
    code, printed, _ = run_check("http://127.0.0.1:9", questions=1)
    assert code == 2
    assert "q0: could not be asked" in printed


def faults(sentence: str, **cited: object) -> set[tuple[str, str]]:
    """What is wrong with a sentence about one citation."""
    from carried.rules import faults_of

    found = faults_of(sentence, [1], [citation(**cited)], lambda _: "")
    return {(fault.rule.value, fault.words) for fault in found if fault.rule != "words"}


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("a precept of £64.187 million", "a precept of £64,187,000"),
        ("a precept of £64.187 million", "a precept of £64.187m"),
        ("Fifty-two handlers joined", "52 handlers joined"),
        ("16 handlers joined", "sixteen handlers joined"),
        ("4.53 per cent", "4.53%"),
        ("three quarters of the saving", "75 per cent of the saving"),
        ("six in ten residents", "60% of the residents"),
        ("fell by a fifth", "fell by 20 per cent"),
        ("paid at 45p a mile", "paid at £0.45 a mile"),
        ("at 10.30 a.m.", "at 10:30am"),
        ("on 17 July 2024", "on 17/07/2024"),
        ("approved 17/02/2025", "approved on 17 February 2025"),
        ("from 8 April to 3 May 2024", "between April 8 and May 3, 2024"),
        ("the precept for 2024/25", "the precept for 2024-25"),
        ("on 17 July 2024", "in July 2024"),
        ("All amounts are in thousands of pounds. Police officers\t90,470", "police officers £90.47 million"),
        ("2m 40s", "2 minutes 40 seconds"),
        ("the motion", "the motion under item 15, on page 2"),
    ],
)
def test_the_same_number_in_another_form_is_the_same_number(quote: str, sentence: str) -> None:
    assert faults(sentence, quote=quote) == set()


@pytest.mark.parametrize(
    ("quote", "sentence", "words"),
    [
        ("£12.95", "a rise of £12.59", "12.59"),
        ("£64.187 million", "£64.187 billion", "64.187 billion"),
        ("ten working days", "fifteen working days", "fifteen"),
        ("ten working days", "two working days", "two"),
        ("the motion", "the motion under item 16", "16"),
        ("on 17 July 2024", "on 17 June 2024", "17 June 2024"),
        ("on 17 July 2024, and in 2023", "on 17 July 2023", "17 July 2023"),
        ("in November 2023, and in 2022", "in November 2022", "November 2022"),
        ("for 2024/25", "for 2023/24", "2023/24"),
        ("at 10.30 a.m.", "at 10.30 p.m.", "10.30 p.m"),
        ("a third higher", "a quarter of it", "a quarter"),
    ],
)
def test_another_number_is_told(quote: str, sentence: str, words: str) -> None:
    assert ("number", words) in faults(sentence, quote=quote)


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("Cllr Tolland spoke", "Councillor Tolland spoke"),
        ("automatic number plate recognition", "ANPR cameras"),
        ("staff of the PEC", "staff of the Police Enquiry Centre"),
        ("the chair", "Chairs of the Westmarch Police and Crime Panel"),
        ("the meeting", "on Monday 3 February 2025"),
    ],
)
def test_a_name_in_another_form_is_the_same_name(quote: str, sentence: str) -> None:
    assert faults(sentence, quote=quote) == set()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("It was moved by Councillor Tolland.", "Tolland"),
        ("According to Ms Haldane it was carried.", "Haldane"),
        ("Bradbury Quilter moved it.", "Bradbury"),
        ("The IOPC was told.", "IOPC"),
        ("It met on a Tuesday.", "Tuesday"),
    ],
)
def test_a_name_that_is_not_there_is_told(sentence: str, name: str) -> None:
    assert ("name", name) in faults(sentence)


def test_a_quotation_must_be_word_for_word() -> None:
    assert faults("It said “the proposed precept be supported”.") == set()
    assert ("quotation", "the proposed precept be agreed") in faults(
        "It said “the proposed precept be agreed”."
    )


def test_words_that_are_not_of_the_paper_are_told() -> None:
    from carried.rules import faults_of

    found = faults_of("Residents celebrated wildly outside afterwards.", [1], [citation()], lambda _: "")
    assert [fault.rule.value for fault in found] == ["words"]


def test_the_check_shares_no_code_with_the_product() -> None:
    for path in [SCRIPTS / "check_carried.py", *(SCRIPTS / "carried").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.partition(".")[0] in sys.stdlib_module_names | {"carried"}, (path, name)
