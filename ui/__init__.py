"""The chat page, which speaks only to the API."""
