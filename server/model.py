"""The language model that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.settings import ServerSettings

if TYPE_CHECKING:
    from retrieval.writing.language_model import LanguageModel
    from retrieval.writing.write import Writer


def language_model_of(settings: ServerSettings) -> LanguageModel | None:
    """The model that writes answers, None where none is set; nothing is loaded then.

    Raises:
        ModelUnavailable: what its kind needs is not installed.
    """
    chosen = settings.language_model
    if chosen is None:
        return None
    from retrieval.writing.llama_index_model import load_model

    return load_model(chosen)


def writer_of(settings: ServerSettings) -> Writer | None:
    """What puts answers into plain words, None where no model is set.

    Raises:
        ModelUnavailable: what the model's kind needs is not installed.
    """
    model = language_model_of(settings)
    if model is None:
        return None
    from retrieval.writing.write import Writer

    return Writer(model, settings.writing)
