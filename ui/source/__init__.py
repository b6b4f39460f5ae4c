"""The source pane: the page as published, with the quoted words lit."""
