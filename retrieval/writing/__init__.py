"""Answers in plain words from a language model, each sentence compared with what it cites."""
