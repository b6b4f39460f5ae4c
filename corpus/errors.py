"""Every error this product raises on purpose, in one tree.

PanelPapersError            a sentence for a person, and the next step
├── PaperError              about one file
│   ├── UnreadablePaper     damaged, empty, or not what its name says
│   ├── PasswordNeeded      encrypted, and no password given opens it
│   ├── UnsupportedPaper    a format that needs a converter or is not read at all
│   └── PaperTooLarge       larger, or unpacking to more, than a paper may
├── PaperNotFound           no paper with that id
├── PageNotFound            the paper has no such page
├── LibraryError            about the data folder
│   ├── LibraryBusy         another process is writing to it
│   ├── LibraryDamaged      its stores disagree or cannot be opened
│   └── ModelChanged        the embedding model is not the one the passages were embedded with
├── ModelUnavailable        a model's name or folder cannot be loaded
├── LanguageModelError      the language model did not write what was asked of it
│   ├── ModelUnreachable    nothing replies at its address
│   ├── ModelTooSlow        it did not reply in time
│   ├── ModelTooBusy        it asks to be left alone for a while
│   ├── ModelKeyRefused     the key is missing or not accepted
│   ├── ModelUnknown        what replies does not know a model of that name
│   ├── ModelRequestRefused it will not take the request: too long, or of a form it does not know
│   ├── ModelFailed         it failed itself
│   ├── ModelCutOff         its reply broke off
│   └── ModelReplyUnusable  its reply is empty or of no form that can be read
├── SettingsError           a setting is missing or out of bounds
└── QuestionError           the question or filter cannot be used as given
"""

from __future__ import annotations


class PanelPapersError(Exception):
    """A failure told to a person: what happened and what to do next.

    Args:
        message: one sentence that says what happened.
        next_step: one sentence that says what the reader can do about it.
    """

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class PaperError(PanelPapersError):
    """A failure about one file, and the page where it is known.

    Args:
        file_name: the file it concerns.
        page: 1-based page, or None where the whole file is concerned.
    """

    def __init__(
        self, message: str, *, next_step: str = "", file_name: str = "", page: int | None = None
    ) -> None:
        super().__init__(message, next_step=next_step)
        self.file_name = file_name
        self.page = page

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross a process boundary with everything it says."""
        return (rebuild_paper_error, (type(self), self.message, self.next_step, self.file_name, self.page))


def rebuild_paper_error(
    kind: type[PaperError], message: str, next_step: str, file_name: str, page: int | None
) -> PaperError:
    """Rebuild a pickled `PaperError`."""
    return kind(message, next_step=next_step, file_name=file_name, page=page)


class UnreadablePaper(PaperError):
    """The file is damaged, empty, or not what its name says."""


class PasswordNeeded(PaperError):
    """The file is encrypted and no password given opens it."""


class UnsupportedPaper(PaperError):
    """The format needs a converter that is not here, or is not read at all."""


class PaperTooLarge(PaperError):
    """The file is larger, or unpacks to more, than a paper may."""


class PaperNotFound(PanelPapersError):
    """No paper has that id."""


class PageNotFound(PanelPapersError):
    """The paper has no such page."""


class LibraryError(PanelPapersError):
    """A failure about the data folder."""


class LibraryBusy(LibraryError):
    """Another process is writing to the data folder."""


class LibraryDamaged(LibraryError):
    """The stores of the data folder disagree or cannot be opened."""


class ModelChanged(LibraryError):
    """The embedding model is not the one the passages were embedded with."""


class ModelUnavailable(PanelPapersError):
    """A model's name or folder cannot be loaded."""


class LanguageModelError(PanelPapersError):
    """The language model did not write what was asked of it.

    Attributes:
        worth_retrying: True where the same request may do better a moment later.
    """

    worth_retrying = False


class ModelUnreachable(LanguageModelError):
    """Nothing replies at its address."""

    worth_retrying = True


class ModelTooSlow(LanguageModelError):
    """It did not reply in time."""


class ModelTooBusy(LanguageModelError):
    """It asks to be left alone for a while.

    Args:
        wait_seconds: how long it asks to wait, None where it does not say.
    """

    worth_retrying = True

    def __init__(self, message: str, *, next_step: str = "", wait_seconds: float | None = None) -> None:
        super().__init__(message, next_step=next_step)
        self.wait_seconds = wait_seconds


class ModelKeyRefused(LanguageModelError):
    """The key is missing or not accepted."""


class ModelUnknown(LanguageModelError):
    """What replies does not know a model of that name."""


class ModelRequestRefused(LanguageModelError):
    """It will not take the request: too long, or of a form it does not know."""


class ModelFailed(LanguageModelError):
    """It failed itself."""

    worth_retrying = True


class ModelCutOff(LanguageModelError):
    """Its reply broke off."""

    worth_retrying = True


class ModelReplyUnusable(LanguageModelError):
    """Its reply is empty or of no form that can be read."""

    worth_retrying = True


class SettingsError(PanelPapersError):
    """A setting is missing or out of bounds."""


class QuestionError(PanelPapersError):
    """The question or a filter cannot be used as given."""
