"""A small library of papers of an invented panel, to try the product on, and questions about it."""

from corpus.sample.build import build_sample, sample_questions

__all__ = ["build_sample", "sample_questions"]
