"""Rules for what people say to be polite, and for questions about the tool itself."""

from __future__ import annotations

from retrieval.purpose.values import Outside, rule

HELLO = (
    r"(?:hello|hi|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|morning|afternoon"
    r"|evening|yo)"
)
TO_ALL = r"(?:[ ,]+(?:there|all|again|everyone|everybody|panel papers|mate|to you))*"
WELL = (
    r"(?:how are you(?: doing| today| feeling| keeping)*|how do you do|how's it going|what's up"
    r"|are you (?:well|ok|okay|there))"
)
THANKS = (
    r"(?:(?:ok|okay|got it|great|good|lovely|brilliant|perfect|many|no|right|alright|fine|cool|excellent"
    r"|wonderful|yes)[ ,]+)*"
    r"(?:thanks|thank you|cheers|ta|much appreciated)"
)
MUCH = (
    r"(?:[ ,]+(?:very much|so much|a lot|again|mate|indeed|you|bye|goodbye|all|everyone|(?:for|that"
    r"|that's|this) .{2,40}))*"
)

SMALL_TALK = (
    rule(
        Outside.GREETING,
        "a greeting alone",
        rf"(?:{HELLO}{TO_ALL}[ ,]*)?{WELL}$",
        rf"{HELLO}{TO_ALL}$",
        r"(?:nice|pleased|good) to meet you$|(?:testing|test)(?: test)*$",
    ),
    rule(
        Outside.THANKS,
        "thanks or a farewell alone",
        rf"{THANKS}{MUCH}$",
        r"(?:ok(?:ay)?|great|perfect|brilliant|lovely|excellent|cool|got it|i see|understood|fine"
        r"|wonderful|nice|right|good)"
        r"(?:[ ,]+(?:then|ok|bye|got it|i see))*$",
        r"(?:that|that's|this|this is|it|it's)(?: was| is)? (?:very |really |so |all )*(?:helps?|helpful"
        r"|helped|great|perfect|useful|all)"
        r"(?: (?:for )?(?:now|today|a lot|thanks|thank you))*(?:[ ,]+(?:thanks|thank you))?$",
        r"(?:good ?bye|bye|bye bye|see you(?: later| soon)?|good night|well done|good (?:bot|job|work)"
        r"|no more questions)$",
        r"(?:you are|you're) (?:great|very helpful|helpful|useful|brilliant|welcome|the best)$",
    ),
    rule(
        Outside.ABOUT_THE_TOOL,
        "what it is and does",
        r"(?:who|what)(?: exactly)? are you(?: exactly| for| called)?$",
        r"what(?: is|'s) your (?:name|purpose|job|role)$|(?:do|have) you (?:have |got )?a name$",
        r"what (?:can|do|could) you (?:actually |really )?(?:do|help with|answer|know|offer)(?: for me"
        r"| for us| here)?$",
        r"what (?:can|could|should|may) (?:i|we) ask(?: you)?(?: about| here| for)?$",
        r"(?:please )?(?:can|could|will) you (?:please )?help(?: me| us)?(?: please)?$"
        r"|help(?: me)?(?: please)?$"
        r"|how can you help(?: me| us)?$|i need (?:some )?help$",
        r"how do you work$|how does (?:this|it)(?: \w+)? work$|how do i use (?:this|it|you)(?: \w+)?$",
        r"what(?: is|'s) this(?: site| page| tool| thing| website| program| app| for| about)*$",
        r"what does (?:this|it)(?: site| page| tool| thing| website| program| app)? do$",
        r"(?:are you|is (?:this|it)) (?:an? )?(?:robot|bot|human|person|real person|real|machine"
        r"|computer|ai|chatbot|chatgpt"
        r"|gpt|artificial intelligence|language model|llm|alexa|google|siri)(?: or .*)?$",
        r"who (?:made|built|created|wrote|owns|runs|pays for|trained|designed) (?:you|this(?:$| site| tool"
        r"| page| program| website))$",
        r"(?:can|could|may) i (?:talk|speak|chat) (?:to|with) (?:a |an |some)?(?:human|person"
        r"|real person|somebody|someone"
        r"|body|one|operator)(?: please)?$",
        r"(?:which|what) (?:ai |language )*(?:model|llm|ai) (?:are|do|is|runs) (?:you|this)(?: using"
        r"| use| based on)?$",
        r"are you (?:alive|conscious|sentient|clever|intelligent|reliable|accurate)$",
        r"what (?:papers|documents|files) (?:do|have) you (?:have|hold|got|read|know)(?: here)?$",
    ),
)
"""Each matches the whole clause: a greeting before a question is only a greeting."""
