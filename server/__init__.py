"""The HTTP face of the library."""
