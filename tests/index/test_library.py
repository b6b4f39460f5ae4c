"""What a library promises: papers added once, changed in place, removed without trace, and found."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hand_made import WordEmbedding

from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError, ModelChanged, PaperNotFound
from corpus.values import Access, Correction, PaperKind
from index.analysis import terms
from index.library import Library
from index.lock import writing
from index.values import AddedPaper, AddOutcome, AddProgress, AddReport, AddStage, Filters

OpenLibrary = Callable[..., Library]


def outcomes(report: AddReport) -> dict[str, AddOutcome]:
    return {paper.file_name: paper.outcome for paper in report.papers}


def line(report: AddReport, name: str) -> AddedPaper:
    return next(paper for paper in report.papers if paper.file_name == name)


def found(library: Library, question: str, paper_ids: list[str] | None = None) -> list[str]:
    """The texts found by keyword, best first."""
    weighted = [(term, 1.0) for term in terms(question)]
    hits = library.keyword_passages(weighted, 5, paper_ids)
    return [passage.text for passage in library.passages([one for one, _ in hits])]


def paper_id_of(library: Library, name: str) -> str:
    every = library.papers(include_exempt=True)
    return next(paper.paper_id for paper in every if paper.file_name == name)


def agree(library: Library) -> bool:
    """Whether the three stores hold the same."""
    return library.stores.disagreement() == ""


def test_added_papers_are_found_by_word_and_by_meaning(open_library: OpenLibrary, papers: Path) -> None:
    library = open_library()
    report = library.add([papers])
    assert report.count(AddOutcome.ADDED) == 3
    assert found(library, "How many officers were in post?")[0].startswith(
        "Police officer numbers\nThe Panel"
    )
    vector = library.embed_question("Burglary of dwellings rose by 64%.")
    (nearest, cosine), *_ = library.nearest_units(vector, 3)
    assert cosine == pytest.approx(1, abs=1e-3)
    (passage,) = library.passages([nearest.rpartition("/")[0]])
    assert passage.page == 1
    assert "64%" in passage.text
    assert library.nearest_passages(vector, 1)[0][0] == passage.passage_id
    assert library.unit_vectors([nearest]) @ vector == pytest.approx(1, abs=1e-3)
    assert agree(library)


def test_adding_again_embeds_nothing_and_says_so(
    open_library: OpenLibrary, papers: Path, embedding: WordEmbedding
) -> None:
    library = open_library()
    library.add([papers])
    embedding.embedded.clear()
    fingerprint = library.fingerprint
    report = library.add([papers])
    assert report.count(AddOutcome.SKIPPED) == 3
    assert {paper.reason for paper in report.papers} == {"It has not changed."}
    assert embedding.embedded == []
    assert library.fingerprint == fingerprint


def test_a_changed_file_replaces_its_paper_and_keeps_its_id(open_library: OpenLibrary, papers: Path) -> None:
    library = open_library()
    library.add([papers])
    before, fingerprint = paper_id_of(library, "2024-01-15-notes.txt"), library.fingerprint
    (papers / "2024-01-15-notes.txt").write_text("# Burglary\nBurglary fell by a tenth.\n")
    report = library.add([papers])
    assert line(report, "2024-01-15-notes.txt").outcome is AddOutcome.UPDATED
    assert line(report, "2024-01-15-notes.txt").paper_id == before
    assert found(library, "burglary") == ["Burglary\nBurglary fell by a tenth."]
    assert library.file_of(before).read_text().endswith("tenth.\n")
    assert [file.name for file in (library.folder / "papers" / before).rglob("*.txt")] == [
        "2024-01-15-notes.txt"
    ]
    assert library.fingerprint != fingerprint
    assert agree(library)


def test_a_change_that_cannot_be_read_leaves_the_earlier_version(
    open_library: OpenLibrary, papers: Path
) -> None:
    library = open_library()
    library.add([papers])
    (papers / "2024-01-15-notes.txt").write_text("BROKEN")
    (papers / "2024-02-01-more.txt").write_text("# New\nA paper after the broken one.\n")
    report = library.add([papers])
    failed = line(report, "2024-01-15-notes.txt")
    assert (failed.outcome, failed.reason) == (AddOutcome.FAILED, "2024-01-15-notes.txt is damaged.")
    assert failed.next_step == "Download it again."
    assert line(report, "2024-02-01-more.txt").outcome is AddOutcome.ADDED
    assert found(library, "burglary")[0].endswith("64%.")


def test_the_same_file_under_another_name_is_told(open_library: OpenLibrary, papers: Path) -> None:
    library = open_library()
    (papers / "copy.txt").write_bytes((papers / "2024-01-15-notes.txt").read_bytes())
    report = library.add([papers])
    assert line(report, "copy.txt").outcome is AddOutcome.SKIPPED
    assert line(report, "copy.txt").reason == "The same file is already held as 2024-01-15-notes.txt."
    assert line(library.add([papers]), "copy.txt").outcome is AddOutcome.SKIPPED
    assert len(library.papers()) == 3


def test_a_renamed_file_keeps_its_paper_through_a_prune(
    open_library: OpenLibrary, papers: Path, embedding: WordEmbedding
) -> None:
    library = open_library()
    library.add([papers])
    paper_id = paper_id_of(library, "2024-01-15-notes.txt")
    (papers / "2024-01-15-notes.txt").rename(papers / "january.txt")
    embedding.embedded.clear()
    report = library.add([papers], prune=True)
    assert report.count(AddOutcome.REMOVED) == 0
    assert library.paper(paper_id).file_name == "january.txt"
    assert library.file_of(paper_id).name == "january.txt"
    assert embedding.embedded == []


def test_prune_removes_what_is_gone_and_only_from_the_folders_given(
    open_library: OpenLibrary, papers: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "elsewhere.txt").write_text("# Elsewhere\nAnother folder.\n")
    library = open_library()
    library.add([papers, other])
    (papers / "2024-01-15-notes.txt").unlink()
    (other / "elsewhere.txt").unlink()
    assert library.add([papers]).count(AddOutcome.REMOVED) == 0
    report = library.add([papers], prune=True)
    assert [paper.file_name for paper in report.papers if paper.outcome is AddOutcome.REMOVED] == [
        "2024-01-15-notes.txt"
    ]
    assert found(library, "burglary") == []
    assert found(library, "elsewhere") != []
    assert agree(library)


def test_a_removed_paper_leaves_nothing_behind(open_library: OpenLibrary, papers: Path) -> None:
    library = open_library()
    library.add([papers])
    paper_id = paper_id_of(library, "2024-01-15-notes.txt")
    assert library.remove(paper_id).paper_id == paper_id
    with pytest.raises(PaperNotFound, match="no paper with the id"):
        library.paper(paper_id)
    assert found(library, "burglary") == []
    assert not (library.folder / "papers" / paper_id).exists()
    counted = library.stores.catalog.connection.execute(
        "SELECT count(*) FROM embeddings WHERE paper_id = ?", (paper_id,)
    )
    assert counted.fetchone() == (0,)
    assert agree(library)
    assert library.add([papers]).count(AddOutcome.ADDED) == 1


def test_an_exempt_paper_is_kept_and_never_found_until_it_is_made_public(
    open_library: OpenLibrary, papers: Path, embedding: WordEmbedding
) -> None:
    (papers / "papers.toml").write_text('["2024-01-15-notes.txt"]\naccess = "exempt"\n')
    library = open_library()
    library.add([papers])
    paper_id = paper_id_of(library, "2024-01-15-notes.txt")
    vector = library.embed_question("burglary dwellings")
    assert paper_id not in {paper.paper_id for paper in library.papers()}
    assert library.file_of(paper_id).is_file()
    assert found(library, "burglary") == found(library, "burglary", [paper_id]) == []
    assert (
        library.nearest_passages(vector, 9, [paper_id]) == library.nearest_units(vector, 9, [paper_id]) == []
    )
    assert library.passages_of(paper_id) == library.passages([f"{paper_id}:p1:1"]) == ()
    assert not any("Burglary" in text for text in embedding.embedded)
    assert "burglary" not in " ".join(library.glossary())

    library.correct(paper_id, Correction(access=Access.PUBLIC))
    assert found(library, "burglary") != []
    assert library.nearest_passages(vector, 1)[0][0].startswith(paper_id)
    assert agree(library)

    library.correct(paper_id, Correction(access=Access.EXEMPT))
    assert found(library, "burglary") == []
    assert library.nearest_passages(vector, 9, [paper_id]) == []
    assert agree(library)


def test_a_correction_is_searched_at_once_and_outlives_an_update(
    open_library: OpenLibrary, papers: Path
) -> None:
    library = open_library()
    library.add([papers])
    paper_id = paper_id_of(library, "2024-01-15-notes.txt")
    said = Correction(body="Ethics Committee", meeting_date=date(2024, 1, 17))
    paper = library.correct(paper_id, said)
    assert (paper.body, paper.meeting_date) == ("Ethics Committee", date(2024, 1, 17))
    assert {one.found_in for one in paper.provenance if one.field == "body"} == {"corrected by the owner"}
    assert found(library, "17 January 2024")[0].startswith("Burglary")
    assert library.papers(Filters(body="ethics")) == (paper,)
    (papers / "2024-01-15-notes.txt").write_text("# Burglary\nBurglary fell.\n")
    library.add([papers])
    assert library.paper(paper_id).body == "Ethics Committee"
    library.correct(paper_id, Correction(kind=PaperKind.LOG))
    assert library.paper(paper_id).kind is PaperKind.LOG
    assert library.paper(paper_id).body == "Ethics Committee"


def test_a_new_word_in_papers_toml_is_taken_up(open_library: OpenLibrary, papers: Path) -> None:
    library = open_library()
    library.add([papers])
    (papers / "papers.toml").write_text('["2024-01-15-notes.txt"]\ntitle = "Burglary notes"\n')
    report = library.add([papers])
    assert line(report, "2024-01-15-notes.txt").outcome is AddOutcome.UPDATED
    assert report.count(AddOutcome.SKIPPED) == 2
    assert library.paper(paper_id_of(library, "2024-01-15-notes.txt")).title == "Burglary notes"


def test_filters_leave_the_papers_they_say(open_library: OpenLibrary, papers: Path) -> None:
    library = open_library()
    library.add([papers])
    minutes, report = (
        paper_id_of(library, name) for name in ("2023-07-26-minutes.txt", "2023-10-09-report.txt")
    )
    library.correct(minutes, Correction(meeting_date=date(2023, 7, 26), body="Police Panel"))
    library.correct(report, Correction(meeting_date=date(2023, 10, 9)))
    late = library.papers(Filters(from_date=date(2023, 8, 1), to_date=date(2023, 12, 31)))
    assert [paper.paper_id for paper in late] == [report]
    assert [paper.paper_id for paper in library.papers(Filters(body="police panel"))] == [minutes]
    assert library.papers(Filters(body="Parish Council")) == ()
    assert found(library, "officers complaints burglary", [report]) == found(library, "complaints")
    assert found(library, "officers", []) == []


def test_neighbours_stay_within_the_item(open_library: OpenLibrary, papers: Path) -> None:
    library = open_library()
    library.add([papers])
    first, second = library.passages_of(paper_id_of(library, "2023-07-26-minutes.txt"))
    assert library.neighbours(first) == ((second,) if first.item_index == second.item_index else ())
    assert first in library.item_passages(first.paper_id, first.item_index)
    assert library.passages([second.passage_id, "nothing", first.passage_id]) == (second, first)


def test_progress_is_told_and_ends_with_all_papers_done(open_library: OpenLibrary, papers: Path) -> None:
    told: list[AddProgress] = []
    open_library().add([papers], progress=told.append)
    assert (told[-1].papers_done, told[-1].papers_total) == (3, 3)
    assert {one.stage for one in told} == set(AddStage)
    done = [one.passages_done for one in told]
    assert done == sorted(done)


def test_hidden_files_and_the_data_folder_itself_are_passed_over(
    open_library: OpenLibrary, papers: Path, tmp_path: Path
) -> None:
    (papers / ".hidden.txt").write_text("hidden")
    (papers / "~$lock.docx").write_text("lock")
    library = open_library()
    library.add([tmp_path])
    report = library.add([tmp_path])
    assert len(report.papers) == 3


def test_pictures_in_a_folder_are_told_and_passed_over(open_library: OpenLibrary, papers: Path) -> None:
    (papers / "photo.jpg").write_bytes(b"\xff\xd8")
    report = open_library().add([papers])
    assert line(report, "photo.jpg").outcome is AddOutcome.SKIPPED
    assert line(report, "photo.jpg").reason == "Files whose names end in .jpg are not read."
    assert report.count(AddOutcome.ADDED) == 3


def test_a_path_that_is_not_there_is_reported(open_library: OpenLibrary, papers: Path) -> None:
    report = open_library().add([papers / "missing.pdf"])
    assert report.papers[0].outcome is AddOutcome.FAILED
    assert "There is no file or folder" in report.papers[0].reason


def test_two_files_of_one_name_are_two_papers(open_library: OpenLibrary, tmp_path: Path) -> None:
    for year in ("2022", "2023"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "minutes.txt").write_text(f"# Minutes\nThe year is {year}.\n")
    library = open_library()
    library.add([tmp_path / "2022"])
    library.add([tmp_path / "2023"])
    ids = [paper.paper_id for paper in library.papers()]
    assert len(set(ids)) == 2
    assert all(one.startswith("minutes-") for one in ids)


def test_only_one_writes_at_a_time(open_library: OpenLibrary, papers: Path) -> None:
    library = open_library()
    library.add([papers])
    with writing(library.folder):
        with pytest.raises(LibraryBusy, match="being added"):
            library.add([papers])
        assert found(library, "burglary") != []


def test_another_process_is_seen_at_the_next_question(open_library: OpenLibrary, papers: Path) -> None:
    reading, adding = open_library(read_only=False), open_library()
    assert reading.papers() == ()
    adding.add([papers])
    assert len(reading.papers()) == 3
    assert found(reading, "burglary") != []
    assert reading.nearest_passages(reading.embed_question("burglary"), 1) != []
    adding.remove(paper_id_of(adding, "2024-01-15-notes.txt"))
    assert found(reading, "burglary") == []


def test_another_model_is_refused_and_mended_by_embedding_anew(
    open_library: OpenLibrary, papers: Path
) -> None:
    first = open_library()
    first.add([papers])
    fingerprint = first.fingerprint
    first.close()
    other = WordEmbedding("others", 48)
    with pytest.raises(ModelChanged, match=r"embedded with words.*panel-papers reembed"):
        open_library(embedding=other)
    library = open_library(embedding=other, check_model=False)
    with pytest.raises(ModelChanged):
        library.nearest_passages(other.embed_question("burglary"), 1)
    library.reembed()
    assert agree(library)
    assert library.nearest_passages(other.embed_question("Burglary of dwellings"), 1) != []
    assert library.info().embedding_dimensions == 48
    assert library.fingerprint != fingerprint
    assert len(list((library.folder / "vectors").iterdir())) == 1
    assert open_library(embedding=other).papers() == library.papers()


def test_lost_search_stores_are_an_error_and_are_made_again(open_library: OpenLibrary, papers: Path) -> None:
    import shutil

    library = open_library()
    library.add([papers])
    library.close()
    shutil.rmtree(library.folder / "keywords")
    library = open_library()
    with pytest.raises(LibraryDamaged, match="panel-papers reembed"):
        library.keyword_passages([("burglari", 1.0)], 5)
    library.reembed()
    assert found(library, "burglary") != []


def test_reading_only_needs_a_library_and_changes_nothing(open_library: OpenLibrary, papers: Path) -> None:
    with pytest.raises(LibraryError, match="no papers"):
        open_library(read_only=True)
    open_library().add([papers])
    library = open_library(read_only=True)
    assert found(library, "burglary") != []
    with pytest.raises(LibraryError, match="for reading only"):
        library.add([papers])


def test_info_counts_what_is_searched(open_library: OpenLibrary, papers: Path) -> None:
    library = open_library()
    library.add([papers])
    info = library.info()
    assert (info.papers, info.passages) == (3, library.passage_count)
    assert info.embedding_dimensions == 64
    assert info.size_bytes > 1000
    assert dict(info.versions)["chromadb"]


def test_an_unreadable_file_is_reported_and_the_rest_added(open_library: OpenLibrary, papers: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("everything can be read by root")
    (papers / "2024-01-15-notes.txt").chmod(0)
    report = open_library().add([papers])
    assert outcomes(report)["2024-01-15-notes.txt"] is AddOutcome.FAILED
    assert report.count(AddOutcome.ADDED) == 2
