"""From the text of a file to a paper whose every block knows its place."""

from __future__ import annotations

from dataclasses import replace

from corpus.acronyms import find_acronyms
from corpus.facts.metadata import corrected, find_metadata
from corpus.places.items import place_blocks
from corpus.roles import recognise
from corpus.values import Correction, FileText, Paper, StructuredBlock, StructuredPaper
from corpus.votes import motions_voted_on

NO_CORRECTION = Correction()


def structure_paper(
    text: FileText, *, paper_id: str, correction: Correction = NO_CORRECTION, source_folder: str = ""
) -> StructuredPaper:
    """Say what a file is and where each of its blocks stands.

    Args:
        text: the file as read.
        paper_id: the id that the paper has in the library.
        correction: what the owner says of the paper; it is taken before what was found.
        source_folder: the names of the folders that the file lay in, used only where it says nothing itself.
    """
    facts = corrected(find_metadata(text, source_folder), correction)
    placed = place_blocks(text, facts.kind.value)
    roles = recognise(placed)
    motions = motions_voted_on(placed, roles)
    paper = Paper(
        paper_id=paper_id,
        title=facts.title.value,
        body=facts.body.value,
        kind=facts.kind.value,
        meeting_date=facts.meeting_date.value,
        status=facts.status.value,
        access=facts.access.value,
        file_name=text.file_name,
        page_count=len(text.pages) or None,
        digest=text.digest,
        provenance=facts.provenance,
        warnings=text.warnings,
        ocr_pages=tuple(page.number for page in text.pages if page.ocr),
        attachments=text.attachments,
    )
    blocks = tuple(
        StructuredBlock(
            one.block,
            replace(one.section, motion=motion) if motion else one.section,
            found.role,
            one.item_index,
            found.owner,
            found.state,
        )
        for one, found, motion in zip(placed, roles, motions, strict=True)
    )
    labels = tuple(page.label for page in text.pages)
    return StructuredPaper(paper, blocks, labels, find_acronyms(text.blocks))
