"""What is replied to a question the product is not for: fixed words, the same for everyone.

Each says why there is no answer and what can be asked instead, and none gives back a word of the question.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from retrieval.purpose.values import Outside

REPLIES: Mapping[Outside, str] = MappingProxyType(
    {
        Outside.GREETING: (
            "Hello. Ask me about the papers held here: a decision, a figure, a promise, a meeting. For "
            "example: “What did the panel decide about the precept?”"
        ),
        Outside.THANKS: (
            "You are welcome. Ask the next question when you like. A short one, such as “and who seconded "
            "it?”, goes on from the last you asked of the papers."
        ),
        Outside.ABOUT_THE_TOOL: (
            "I am Panel Papers: a program, not a person. I look through the papers held here and answer in "
            "what they say, with the meeting, item and page of every answer. Where they do not say, I tell "
            "you so. For example, ask: “Who voted on the budget, and how?”"
        ),
        Outside.OPINION: (
            "I hold no opinions and pass no judgement, so this is for you to weigh. I can show what the "
            "papers record: what was decided, what it cost, and what members, officers or inspectors said "
            "of it. For example: “What did the panel say about the Commissioner's performance?”"
        ),
        Outside.PREDICTION: (
            "I do not predict: papers tell what was, and what somebody planned or forecast. That I can "
            "show "
            "you. For example: “What budget is forecast for next year?” or “How has burglary changed?”"
        ),
        Outside.VOTING: (
            "How to vote is for you to decide, and I give nobody advice on it. I can show what was said, "
            "promised and done, by whom, and how members voted. For example: “What did the Commissioner "
            "promise about burglary?”"
        ),
        Outside.PERSUASION: (
            "I do not write for or against anybody. I can show the passages themselves, for you to quote "
            "with their pages, whichever side they help. For example: “What was said about response times?”"
        ),
        Outside.PRIVATE_LIFE: (
            "I do not look for anybody's private life: home, health, family, beliefs, or who a victim or "
            "complainant is. I can show what people did in a public role: attendance, motions and votes, "
            "pay, declared interests. For example: “Which interests were declared?”"
        ),
        Outside.ERRAND: (
            "I only find what the papers held here say. I do not write letters, poems or code, or "
            "translate. "
            "I can give you the words of the papers on a subject. For example: “What was reported about "
            "anti-social behaviour?”"
        ),
        Outside.INSTRUCTIONS: (
            "How I work is fixed, and no question changes it; “How this works” on the page describes it. I "
            "answer from the papers held here, and from nothing else. For example, ask: “What was resolved "
            "at the last meeting?”"
        ),
    }
)
"""One for each thing a question may ask for that papers do not hold."""
