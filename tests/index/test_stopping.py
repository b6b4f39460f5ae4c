"""An addition killed at any moment loses nothing that was done, and leaves no store behind another."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hand_made import WordEmbedding

from corpus.values import Correction
from index.analysis import terms
from index.library import Library
from index.values import AddOutcome

OpenLibrary = Callable[..., Library]
HERE = Path(__file__).parent

# Adds a folder and kills itself, as `kill -9` would, in the call of a method that is counted down to.
CHILD = """
import os, signal, sys
from pathlib import Path
from hand_made import LineReader, WordEmbedding
import index.stores
from index.catalog import Catalog
from index.keywords import KeywordIndex
from index.library import Library
from index.vectors import VectorStore

data, papers, log, owner, method, calls = sys.argv[1:]
index.stores.TEXTS_AT_ONCE = 2
owner = {"Catalog": Catalog, "KeywordIndex": KeywordIndex, "VectorStore": VectorStore}[owner]
real, left = getattr(owner, method), [int(calls)]

def counted(self, *arguments, **named):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, *arguments, **named)

setattr(owner, method, counted)

class Logged(WordEmbedding):
    def embed_texts(self, texts):
        rows = super().embed_texts(texts)
        with open(log, "a") as file:
            file.writelines(text.replace("\\n", " ") + "\\n" for text in texts)
        return rows

with Library.open(Path(data), embedding=Logged(), make_reader=LineReader) as library:
    library.add([Path(papers)])
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("owner", "method", "calls"),
    [
        ("Catalog", "put_vectors", 3),
        ("VectorStore", "delete_paper", 2),
        ("VectorStore", "add", 4),
        ("KeywordIndex", "replace", 1),
        ("Catalog", "mark_whole", 2),
    ],
    ids=lambda value: str(value),
)
def test_a_killed_addition_goes_on_where_it_stood(
    open_library: OpenLibrary,
    embedding: WordEmbedding,
    papers: Path,
    tmp_path: Path,
    owner: str,
    method: str,
    calls: int,
) -> None:
    log = tmp_path / "embedded.txt"
    log.touch()
    arguments = [str(tmp_path / "data"), str(papers), str(log), owner, method, str(calls)]
    environment_path = f"import sys; sys.path[:0] = [{str(HERE)!r}, {str(HERE.parents[1])!r}]\n"
    ended = subprocess.run(
        [sys.executable, "-c", environment_path + CHILD, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    embedded_before = log.read_text().splitlines()

    library = open_library()
    assert library.stores.disagreement() == ""
    assert all(entry.whole for entry in library.stores.catalog.entries())
    library.ready()
    assert embedding.embedded == []

    report = library.add([papers])
    assert report.count(AddOutcome.FAILED) == 0
    assert len(library.papers()) == 3
    assert library.stores.disagreement() == ""
    again = [text.replace("\n", " ") for text in embedding.embedded]
    # Only the batch in whose keeping it was killed may have to be embedded again.
    assert len(set(again) & set(embedded_before)) <= (2 if method == "put_vectors" else 0)
    hits = library.keyword_passages([(term, 1.0) for term in terms("burglary officers complaints")], 9)
    assert len({one.partition(":")[0] for one, _ in hits}) == 3


def test_a_removal_stopped_half_way_is_not_half_there(open_library: OpenLibrary, papers: Path) -> None:
    library = open_library()
    library.add([papers])
    paper = library.papers()[0]
    library.stores.catalog.mark_storing(paper.paper_id)
    library.stores.vectors.delete_paper(paper.paper_id)
    assert paper not in library.papers()
    library.close()
    library = open_library()
    assert paper in library.papers()
    assert library.stores.disagreement() == ""


def test_an_interrupted_addition_can_be_run_again(
    open_library: OpenLibrary, papers: Path, embedding: WordEmbedding
) -> None:
    library = open_library()

    def interrupt(progress: object) -> None:
        if getattr(progress, "papers_done", 0) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add([papers], progress=interrupt)
    embedded = set(embedding.embedded)
    embedding.embedded.clear()
    report = library.add([papers])
    assert report.count(AddOutcome.SKIPPED) == 1
    assert report.count(AddOutcome.ADDED) == 2
    assert not embedded & set(embedding.embedded)


def test_a_stopped_re_embedding_leaves_the_library_as_it_was(open_library: OpenLibrary, papers: Path) -> None:
    open_library().add([papers])
    other = WordEmbedding("others", 48)
    library = open_library(embedding=other, check_model=False)

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.reembed(stop)
    embedded = set(other.embedded)
    first = open_library()
    assert first.nearest_passages(first.embed_question("burglary"), 1) != []
    library.reembed()
    assert not embedded & set(other.embedded[len(embedded) :])
    assert library.stores.disagreement() == ""
    library.correct(library.papers()[0].paper_id, Correction(title="A new title"))
    assert library.stores.disagreement() == ""
