"""Papers: the library by body and meeting, and the owner's part of it."""
