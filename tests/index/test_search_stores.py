"""The keyword index and the vector store: the true nearest, in an order that does not depend on chance."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hand_made import hand_made_paper, prose, row, structured

from corpus.errors import LibraryDamaged
from corpus.values import (
    Correction,
    PaperField,
    PaperKind,
    Provenance,
    ReadingWarning,
    Role,
    Section,
    StructuredBlock,
)
from index.correcting import corrected, merged
from index.keywords import KeywordIndex
from index.nodes import to_node
from index.passages import cut_paper
from index.records import (
    correction_from_json,
    correction_to_json,
    paper_from_json,
    paper_to_json,
    passage_from_json,
    passage_to_json,
    unit_from_list,
)
from index.settings import IndexSettings
from index.values import Passage, Unit
from index.vectors import VectorStore


def passages(count: int, text: str, paper_id: str = "paper-a") -> tuple[Passage, ...]:
    blocks = [prose(text, page) for page in range(1, count + 1)]
    return cut_paper(structured(*blocks, paper_id=paper_id, title="", body=""), IndexSettings())


def test_a_rare_word_counts_more_than_a_common_one(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.replace("paper-a", passages(20, "The police panel met."))
    index.replace("paper-b", passages(1, "The police panel discussed burglary.", "paper-b"))
    hits = index.search([("polic", 1.0), ("burglari", 1.0)], 5)
    assert hits[0][0] == "paper-b:p1:1"
    assert index.document_frequency("polic") == 21
    assert index.document_frequency("burglari") == 1
    assert index.search([("burglari", 1.0)], 5, ["paper-a"]) == []
    assert index.search([], 5) == index.search([("polic", 1.0)], 5, []) == []


def test_passages_that_tie_are_ordered_by_id(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.replace("paper-a", passages(12, "Alike."))
    hits = index.search([("alik", 1.0)], 4)
    assert [one for one, _ in hits] == sorted(f"paper-a:p{page}:1" for page in range(1, 13))[:4]


def test_context_is_searched_and_counts_less(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    (known,) = passages(1, "It was noted.")
    (said,) = passages(1, "Burglary was noted.", "paper-b")
    index.replace("paper-a", [replace(known, context="Burglary report")])
    index.replace("paper-b", [said])
    assert [one for one, _ in index.search([("burglari", 1.0)], 5)] == ["paper-b:p1:1", "paper-a:p1:1"]
    assert [one for one, _ in index.search([("burglari", 1.0)], 5, context_boost=0)] == ["paper-b:p1:1"]


def test_replacing_a_paper_forgets_what_it_had(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.replace("paper-a", passages(3, "Burglary."))
    index.replace("paper-a", passages(1, "Robbery."))
    assert index.count == 1
    assert index.search([("burglari", 1.0)], 5) == []
    index.replace("paper-a", ())
    assert index.count == 0


def test_a_folder_that_is_no_index_is_damage(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("not an index")
    with pytest.raises(LibraryDamaged, match="made again"):
        KeywordIndex(tmp_path)


def test_the_nearest_vectors_are_the_true_ones(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    centres = random.normal(size=(40, 32))
    rows = centres[random.integers(40, size=1500)] + 0.4 * random.normal(size=(1500, 32))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    ids = [f"paper-{number % 5}:p1:{number:04}" for number in range(1500)]
    store = VectorStore(tmp_path)
    store.add("passages", "paper", ids, rows)
    for question in rows[:10]:
        true = sorted(zip(ids, rows @ question, strict=True), key=lambda hit: (-hit[1], hit[0]))[:20]
        found = store.nearest("passages", question, 20)
        assert [one for one, _ in found] == [one for one, _ in true]
        assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in true], abs=1e-5)
    some = ids[::5]
    assert {one for one, _ in store.nearest("passages", rows[0], 50, some)} <= set(some)
    assert store.nearest("passages", rows[0], 5, []) == store.nearest("units", rows[0], 5) == []
    store.delete_paper("paper")
    assert store.count("passages") == 0
    store.close()
    assert VectorStore(tmp_path).count("passages") == 0


def test_papers_passages_and_corrections_come_back_as_they_were() -> None:
    paper = hand_made_paper(
        warnings=(ReadingWarning("Page 2 was hard to read.", 2),),
        provenance=(Provenance(PaperField.TITLE, "page 1"),),
        ocr_pages=(2,),
        attachments=("figures.xlsx",),
    )
    assert paper_from_json(paper_to_json(paper)) == paper
    section = Section(item_number="4", headings=("One", "Two"), paragraph="3.2", meeting_date="2023-03-02")
    action = StructuredBlock(
        prose("Write to the Minister – soon.").block, section, Role.ACTION, owner="The Clerk", state="open"
    )
    blocks = (prose("Café. Noted."), action, row(("Year", "2023"), ("", "x"), page=None, header="Year"))
    for passage in cut_paper(structured(*blocks), IndexSettings()):
        assert passage_from_json(passage_to_json(passage)) == passage
    without_headers = Unit("p/0", "p", 0, 0, 4, heading=True)
    assert unit_from_list("p", 0, [0, 4, "", "", "", "", [], True]) == without_headers
    for correction in (None, Correction(), Correction(kind=PaperKind.LOG, meeting_date=paper.meeting_date)):
        assert correction_from_json(correction_to_json(correction)) == correction


def test_the_later_correction_is_believed() -> None:
    first, second = Correction(title="One", body="A"), Correction(title="Two", found_in="page 9")
    assert merged(first, second) == Correction(title="Two", body="A", found_in="page 9")
    assert merged(None, None) is None
    paper = corrected(hand_made_paper(), second)
    assert paper.title == "Two"
    assert [(one.field.value, one.found_in) for one in paper.provenance] == [("title", "page 9")]


def test_a_passage_is_a_llama_index_node() -> None:
    (passage,) = passages(1, "It was noted.")
    node = to_node(passage, hand_made_paper())
    assert (node.node_id, node.get_content()) == (passage.passage_id, "It was noted.")
    assert node.metadata["page"] == 1
    assert node.metadata["meeting_date"] == "2023-07-26"
