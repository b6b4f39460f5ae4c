"""Readers: each turns a file of one format into a `FileText`."""
