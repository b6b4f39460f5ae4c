"""Meetings: their papers, items, resolutions and actions, and asking about one of them."""
