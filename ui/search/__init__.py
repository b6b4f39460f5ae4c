"""Searching: every passage that holds the words, counted, sorted, narrowed and taken away as a table."""
