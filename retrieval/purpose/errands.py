"""Rules for requests that ask for other work, or for another tool."""

from __future__ import annotations

from retrieval.purpose.values import Outside, rule

WRITING = (
    r"(?:(?:can|could|would|will) you )?(?:please )?(?:help me (?:to )?)?(?:write|compose|draft"
    r"|make up|create|generate)"
)
TELLING = r"(?:(?:can|could|would|will) you )?(?:please )?(?:tell|give|sing|read|make)(?: me| us)?"
SHORT = r"(?:(?!of\b|by\b|from\b|that\b|which\b)[\w'#+-]+ ){0,4}"
VERSE = r"(?:poems?|songs?|jokes?|limericks?|haikus?|raps?|sonnets?|rhymes?|riddles?|fairy tales?)"
CODE = r"(?:python|javascript|java|sql|html|excel formulas?|regex|code|script|function|program|macro)"
LANGUAGE = (
    r"(?:french|german|spanish|italian|polish|welsh|urdu|hindi|punjabi|bengali|gujarati|romanian|arabic"
    r"|chinese|latin"
    r"|portuguese|ukrainian|russian|turkish|dutch|japanese|irish|gaelic|another language)"
)
RULES = (
    r"(?:instructions?|rules?|prompts?|guidelines|guardrails|restrictions|programming|training|orders"
    r"|limits)"
)

ERRANDS = (
    rule(
        Outside.INSTRUCTIONS,
        "its instructions set aside or shown",
        rf"(?:now )?(?:ignore|disregard|forget|override|bypass|drop|break) (?:all |any |the |your |my "
        rf"|these |those |previous |prior |of "
        rf"|earlier |above |system |what )*(?:{RULES}\b(?! of (?:debate|procedure))|above$"
        rf"|everything\b.*|you were told.*)",
        r"(?:what(?: is|'s| are| were)|show(?: me| us)?|print|reveal|repeat|tell (?:me|us)|give (?:me"
        r"|us)|output|display|share) "
        r"(?:me )?(?:your|the) (?:full |exact |system |hidden |initial |original |secret "
        r"|own )*(?:prompts?|instructions|system message)$",
        r"(?:repeat|print|output|show) (?:everything|the text|the words|all the text"
        r"|what is written) (?:above|before)",
        r"(?:you are|you're) (?:now|no longer)\b|from now on,? (?:you|answer|reply|respond|ignore)",
        r"(?:please )?(?:pretend|act as|act like|role[ -]?play|imagine you|behave (?:as|like)|speak (?:as"
        r"|like)|answer (?:as|like) (?:a|an|the|if))\b",
        r"(?:system|assistant|developer|admin) ?(?:prompt)? ?:",
        r"(?:enter|enable|switch to|activate|turn on) (?:\w+ ){0,2}mode\b|jailbreak\b|do anything now\b",
        r"(?:just |only )?(?:say|repeat after me|reply only|respond only|answer only)(?: only"
        r"| just)? (?:that|with|in|\"|“|')",
    ),
    rule(
        Outside.ERRAND,
        "a text, code or a translation",
        rf"{WRITING}(?: me| us)? (?:a|an|some|another|my|the)? ?{SHORT}(?:{VERSE}|{CODE}|essay|letter"
        rf"|e-?mail|cv|story|novel|quiz|blog"
        r"|homework|cover letter)\b",
        rf"{TELLING} (?:a|an|another|some) (?:\w+ ){{0,2}}?(?:{VERSE}|story|recipe|riddle"
        rf"|quiz)\b(?! of the)",
        r"(?:(?:can|could|would|will) you )?(?:please )?(?:translate|proofread|rewrite"
        r"|rephrase)\b(?!.*\bcosts?\b)",
        rf"(?:how (?:do|would|can) (?:you|i|we)|what is the \w+ for) (?:say|write|spell"
        rf"|call) .{{1,60}} in {LANGUAGE}$",
        rf"(?:say|write) .{{1,60}} in {LANGUAGE}$",
        rf"(?:debug|fix|refactor|compile|run) (?:my|this|the|some) {CODE}\b",
        r"(?:let's|let us|can we|shall we) (?:play|chat|have a chat|talk about something else)\b",
        r"(?:do|solve|finish) my (?:homework|maths|essay|assignment)\b|solve (?:\d|this|the equation)",
    ),
)
