"""Turn the texts of the sample into real files: PDF, Word, Excel, Markdown and a scan."""

from __future__ import annotations

from pathlib import Path

from corpus.sample.markup import SampleText, read_sample_text

TEXTS = Path(__file__).with_name("texts")


def sample_questions() -> Path:
    """The file of questions about the sample papers, one JSON object a line."""
    return Path(__file__).with_name("questions.jsonl")


def build_sample(folder: Path) -> tuple[Path, ...]:
    """Write every sample paper into a folder, which is made where it is missing.

    The same texts always give the same papers: no clock, no chance and no network is asked.

    Returns:
        The files written, in order of name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [write_text(read_sample_text(path), folder) for path in sorted(TEXTS.glob("*.md"))]
    written += [write_tables(path, folder) for path in sorted(TEXTS.glob("*.toml"))]
    return tuple(sorted(written))


def write_text(sample: SampleText, folder: Path) -> Path:
    """Write one text as the kind of file that its front matter names."""
    target = folder / sample.file_name
    if sample.scan:
        from corpus.sample.scan import write_scan

        write_scan(sample, target)
    elif target.suffix == ".pdf":
        from corpus.sample.pdf import write_pdf

        write_pdf(sample, target)
    elif target.suffix == ".docx":
        from corpus.sample.word import write_document

        write_document(sample, target)
    else:
        target.write_text(sample.source, encoding="utf-8", newline="\n")
    return target


def write_tables(path: Path, folder: Path) -> Path:
    """Write one file of tables as a Word log or an Excel workbook, as its suffix says."""
    import tomllib

    content = tomllib.loads(path.read_text(encoding="utf-8"))
    target = folder / str(content["file"])
    if target.suffix == ".docx":
        from corpus.sample.word import write_log

        write_log(content, target)
    else:
        from corpus.sample.workbook import write_workbook

        write_workbook(content, target)
    return target
