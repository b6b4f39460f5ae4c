"""Asking: the conversation, its answers with their chips, and refusals that help."""
