"""No test reaches beyond this machine, and nothing tells anyone that it ran."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_papers import write_log, write_pdf

os.environ |= {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "OMP_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_OFFLINE": "1",
}
for name in [name for name in os.environ if name.startswith("PANEL_PAPERS_")]:
    del os.environ[name]


def is_here(address: Any) -> bool:  # noqa: ANN401 - whatever a socket is told to connect to
    """True for an address on this machine."""
    host = str(address[0])
    return host in ("localhost", "::1", "testserver") or host.startswith("127.")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refuse(self: socket.socket, address: Any) -> None:  # noqa: ANN401
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_here(address):
            raise AssertionError(f"A test tried to reach {address[0]}.")

    def guarded(self: socket.socket, address: Any) -> None:  # noqa: ANN401
        refuse(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:  # noqa: ANN401
        refuse(self, address)
        return connect_ex(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    patch.setattr(socket.socket, "connect_ex", guarded_ex)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def small_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with minutes as PDF, a log as DOCX and an exempt report, all invented."""
    folder = tmp_path_factory.mktemp("papers")
    write_pdf(folder / "minutes.pdf", MINUTES)
    write_pdf(folder / "exempt-report.pdf", EXEMPT)
    write_log(folder / "action-log.docx")
    return folder


MINUTES = (
    (
        "HARROWDEN POLICE AND CRIME PANEL",
        "MINUTES of the meeting held on 14 March 2024",
        "1. Apologies",
        "Apologies were received from Councillor Oake.",
        "2. Street lighting",
        "The Panel considered the report on street lighting in Mill Lane.",
        "RESOLVED: That the lamps in Mill Lane be replaced by September 2024.",
    ),
    (
        "3. Speed cameras",
        "Members asked how many speed cameras had been repaired since January.",
        "The Commissioner said that fourteen speed cameras had been repaired.",
        "4. Date of next meeting",
        "The next meeting will be held on 13 June 2024.",
    ),
)
EXEMPT = (
    (
        "HARROWDEN POLICE AND CRIME PANEL",
        "EXEMPT REPORT",
        "NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A of the Local Government Act 1972",
        "Report to the meeting of 14 March 2024",
        "Heronsgate depot",
        "The Panel is asked to agree the sale of the Heronsgate depot for 410,000 pounds.",
    ),
)


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The whole sample corpus, indexed once with the model that installs with the product."""
    from corpus.sample import build_sample
    from index.library import Library

    folder = tmp_path_factory.mktemp("sample")
    papers = build_sample(folder / "papers")
    with Library.open(folder / "data") as library:
        report = library.add(papers)
        assert not [paper for paper in report.papers if paper.reason], "every sample paper is read"
        yield library
