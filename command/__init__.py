"""The `panel-papers` command: it builds the rooms and hands one to the next."""
