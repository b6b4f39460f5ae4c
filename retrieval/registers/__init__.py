"""Registers: what the papers held say of each meeting, its items, resolutions and actions."""
