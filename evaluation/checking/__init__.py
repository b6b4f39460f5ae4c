"""Measuring the checker of sentences, on sentences whose truth is known."""
