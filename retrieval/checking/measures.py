"""What a figure counts: per cent or percentage points, hours or days, pounds or pence, a month or a year."""

from __future__ import annotations

import re

AFTER = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("point", r"[\s-]?(?:%|per\s?cent|percentage)[\s-]?points?\b|\s?pp\b"),
        ("percent", r"\s?%|[\s-]?per\s?cent\b|[\s-]?percent\b"),
        ("money", r"[\s-]?(?:pounds?|sterling)\b"),
        ("pence", r"[\s-]?(?:pence|pennies|p)\b"),
        ("second", r"[\s-](?:seconds?|secs?)\b"),
        ("minute", r"[\s-](?:minutes?|mins?)\b"),
        ("hour", r"[\s-]?(?:hours?|hrs?)\b"),
        ("day", r"[\s-](?:(?:working|calendar|clear|business)\s)?days?(?![a-z])"),
        ("week", r"[\s-](?:weeks?|wks?)\b"),
        ("month", r"[\s-](?:calendar\s)?months?(?![a-z])"),
        ("year", r"[\s-](?:years?|yrs?)\b"),
        ("mile", r"[\s-]?miles?(?![a-z])"),
        ("kilometre", r"[\s-]?(?:km|kms|kilometres?)\b"),
        ("metre", r"[\s-]?(?:metres?)\b"),
        ("tonne", r"[\s-]?(?:tonnes?|tons?)\b"),
        ("hectare", r"[\s-]?(?:hectares?|ha)\b"),
        ("acre", r"[\s-]?acres?(?![a-z])"),
        ("times", r"\stimes\b"),
        (
            "vote for",
            r"\s(?:\w+\s)?vot(?:ed|ing)\sfor\b|\s(?:votes?\s|members?\s)?(?:for(?=\s*(?:[,;.]|$|"
            r"and\b|with\b|\d))|in favour\b)",
        ),
        ("vote against", r"\s(?:votes?\s|members?\s)?(?:(?:\w+\s)?vot(?:ed|ing)\s)?against\b"),
        ("abstention", r"\s(?:members?\s)?(?:abstentions?|abstained|abstaining)\b"),
    )
)
RATES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("hour", r"\b(?:per|an|each|every) hour\b|\bhourly\b"),
        ("day", r"\b(?:per|a|each|every) day\b|\bdaily\b"),
        ("week", r"\b(?:per|a|each|every) week\b|\bweekly\b"),
        ("month", r"\b(?:per|a|each|every) (?:calendar )?month\b|\bmonthly\b"),
        ("quarter", r"\b(?:per|a|each|every) quarter\b|\bquarterly\b"),
        ("year", r"\b(?:per|a|each|every) year\b|\bper annum\b|\bp\.a\.|\b(?:annual|yearly|annually)\b"),
    )
)
"""How often something is, or over what time a figure is counted."""


def measure_at(text: str, end: int) -> str:
    """What the figure that ends here counts, "" where the words after it do not say."""
    return next((name for name, pattern in AFTER if pattern.match(text, end)), "")


def rates_in(text: str) -> frozenset[str]:
    """The times that figures of a text are counted over."""
    return frozenset(name for name, pattern in RATES if pattern.search(text))
