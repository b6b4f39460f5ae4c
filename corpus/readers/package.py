"""Opens the zip container of an office file, and guards against hostile ones.

The only file that imports lxml. Elements are looked at by their local names, because the
two editions of the Office formats (transitional and strict) differ in namespaces only.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from lxml import etree

from corpus.errors import PaperTooLarge, UnreadablePaper

if TYPE_CHECKING:
    from typing import Self

Element = Any  # an element of an lxml tree, which has no types

MOST_BYTES_UNPACKED = 300 * 1024 * 1024
MOST_BYTES_OF_A_TREE = 64 * 1024 * 1024
MOST_MEMBERS = 20_000
SUSPECT_BYTES = 16 * 1024 * 1024
SUSPECT_RATIO = 250
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    EOFError,
)
"""What zipfile raises on damaged, encrypted or strangely packed members."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part says of another: its kind ("footnotes"), and its name in the package."""

    kind: str
    target: str
    external: bool


class OfficePackage:
    """An office file opened for reading; use it as a context manager.

    Args:
        path: a DOCX, XLSX, PPTX or ODT file.

    Raises:
        PaperTooLarge: it unpacks to more than a paper may.
        UnreadablePaper: it is no zip archive, or it declares XML entities, which no office program writes.
    """

    def __init__(self, path: Path) -> None:
        self.file_name = path.name
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            raise UnreadablePaper(
                f"{path.name} is damaged: it is not a whole office file.",
                next_step="Download it again, or open it in an office program and save it anew.",
                file_name=path.name,
            ) from error
        try:
            self._check_sizes()
            self._check_entities()
        except BaseException:
            self._archive.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def _check_sizes(self) -> None:
        members = self._archive.infolist()
        total = sum(member.file_size for member in members)
        suspect = any(
            member.file_size > SUSPECT_BYTES
            and member.file_size > SUSPECT_RATIO * max(member.compress_size, 1)
            for member in members
        )
        if total > MOST_BYTES_UNPACKED or suspect or len(members) > MOST_MEMBERS:
            raise PaperTooLarge(
                f"{self.file_name} unpacks to {total // (1024 * 1024)} MB, more than a paper may.",
                next_step="Split it into smaller files, or save it without pictures and unused sheets.",
                file_name=self.file_name,
            )

    def _check_entities(self) -> None:
        for member in self._archive.infolist():
            if member.filename.endswith((".xml", ".rels")) and b"<!ENTITY" in self._start_of(member):
                raise UnreadablePaper(
                    f"{self.file_name} declares XML entities, as files made to do harm do.",
                    next_step="Ask its publisher for a clean copy, or open it and save it anew.",
                    file_name=self.file_name,
                )

    def _start_of(self, member: zipfile.ZipInfo) -> bytes:
        try:
            with self._archive.open(member) as file:
                return file.read(4096)
        except UNREADABLE as error:
            raise self._damaged(member.filename) from error

    def _damaged(self, part: str) -> UnreadablePaper:
        return UnreadablePaper(
            f"{self.file_name} is damaged: its part {part} cannot be read.",
            next_step="Download it again, or open it in an office program and save it anew.",
            file_name=self.file_name,
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._archive.namelist())

    def content(self, part: str) -> bytes | None:
        """Return the bytes of a part, None where there is no such part.

        Raises:
            UnreadablePaper: the part is damaged.
        """
        try:
            return self._archive.read(part)
        except KeyError:
            return None
        except UNREADABLE as error:
            raise self._damaged(part) from error

    def tree(self, part: str) -> Element | None:
        """Return the root element of an XML part, None where there is no such part.

        Raises:
            PaperTooLarge: the part is too large to hold in memory.
            UnreadablePaper: the part is damaged.
        """
        content = self.content(part)
        if content is None:
            return None
        if len(content) > MOST_BYTES_OF_A_TREE:
            raise PaperTooLarge(
                f"{self.file_name} holds {len(content) // (1024 * 1024)} MB of text and markup.",
                next_step="Split it into smaller files.",
                file_name=self.file_name,
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged(part) from error

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return the parts that a part refers to, by the id it uses for them ("" is the package itself)."""
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relationship] = {}
        for element in elements(tree):
            target = attribute(element, "Target")
            external = attribute(element, "TargetMode") == "External"
            inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attribute(element, "Type").rsplit("/", 1)[-1]
            found[attribute(element, "Id")] = Relationship(kind, target if external else inside, external)
        return found

    def related(self, part: str, kind: str) -> str:
        """Return the name of the first part of that kind that a part refers to, "" where there is none."""
        for relationship in self.relationships(part).values():
            if relationship.kind == kind and not relationship.external:
                return relationship.target
        return ""

    def document_title(self) -> str:
        """Return the title set in the file's properties, "" where there is none."""
        for part in ("docProps/core.xml", "meta.xml"):
            tree = self.tree(part) if part in self.parts else None
            for element in descendants(tree, "title"):
                return clean(element.text or "")
        return ""

    def attachments(self) -> tuple[str, ...]:
        """Return the names of the files embedded in this one."""
        return tuple(
            sorted(
                part.rsplit("/", 1)[-1]
                for part in self.parts
                if "/embeddings/" in part and not part.endswith(("/", ".rels"))
            )
        )


def clean(text: str) -> str:
    """Return text with every run of white space made one space."""
    return " ".join(text.split())


def local_name(element: Element) -> str:
    """Return an element's name without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute by its local name."""
    if element is None:
        return default
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return default


def elements(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children of an element that have one of the names, all of them where none is named."""
    for child in element if element is not None else ():
        name = local_name(child)
        if name and (not names or name in names):
            yield child


def element_at(element: Element | None, *path: str) -> Element | None:
    """Return the first element down a path of local names, None where the path ends."""
    for name in path:
        element = next(elements(element, name), None)
    return element


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield every element below that has one of the names, in document order."""
    for child in element.iter() if element is not None else ():
        if local_name(child) in names:
            yield child
