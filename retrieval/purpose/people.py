"""Rules for questions about somebody's private life, and how people are named in them."""

from __future__ import annotations

from retrieval.purpose.values import Outside, rule

OFFICE = (
    r"(?:(?:the|our|my|that|this|your|current|new|former|last|deputy|vice|assistant|police and crime)[ -])*"
    r"(?:commissioner|pcc|chief constable|chair(?:man|woman|person)?|chief executive|leader|mayor"
    r"|councillor|cllr|clerk|mp|inspector|officer|candidate)"
)
TITLED = (
    r"(?:councillor|cllr|mr|mrs|ms|miss|dr|sir|dame|lord|lady|inspector|sergeant"
    r"|superintendent)\.? [a-z'-]+"
    r"(?: [a-z'-]+)?"
)
NAMED = r"(?-i:[A-Z][\w'-]+ (?!Council|Police|Panel|County|City|Board|Force|Force's)[A-Z][\w-]+)"
NEIGHBOUR = (
    r"(?:(?:my|our|this|that|his|her) (?:neighbours?|ex|boss|landlord|tenant|teacher|doctor|colleague"
    r"|husband|wife|partner|girlfriend|boyfriend|man|woman|person|guy)"
    r"|(?:the|this|that) (?:man|woman|family|person|people|couple|lady|guy) (?:at|from|in"
    r"|next)(?: [\w-]+){1,4}?)"
)
PERSON = rf"(?:he|she|{TITLED}|{OFFICE}|{NAMED}|{NEIGHBOUR})"
POSSESSOR = rf"(?:his|her|{TITLED}|{OFFICE}|{NAMED}|{NEIGHBOUR})(?:'s|s'|s|')?"
ANY_NAME = r"[\w'-]+(?: [\w'-]+){0,3}?"
REQUEST = (
    r"(?:(?:what|who|where|when)(?: is|'s| was| are| were)?|do you (?:know|have)|(?:give|tell|send|show"
    r"|find)(?: me| us)?"
    r"|i (?:need|want)|can i have|has|does|did)"
)
DECLARED = (
    r"\b(?:interests?|declar\w+|register\w*|gifts?|hospitality|disclos\w+|dispensation|expenses|tribute)\b"
)
KIN = (
    r"(?:wife|husband|spouse|partner|girlfriend|boyfriend|children|child|kids|sons?|daughters?|family"
    r"|mother"
    r"|father|mum|dad|parents|brother|sister|marriage|divorce|affair|love life)"
)
INNER = (
    r"(?:religion|faith|sexuality|sexual orientation|race|ethnicity|date of birth|birthday|birth date|age"
    r"|medical (?:records?|history|condition)|mental health|health|illness|diagnosis|disability"
    r"|bank (?:account|details)"
    r"|national insurance number|criminal record|car registration|number plate)"
)
NOT_WORK = (
    r"(?!'|s'| (?:services?|hubs?|homes?|support|polic\w+|plans?|strateg\w+|schemes?|boards?|equality"
    r"|organisations?"
    r"|agenc\w+|forces?|bodies|groups?|networks?|pledges?|gap|profile|work|teams?|commitments?|care"
    r"|panels?|and))"
)
"""What may not follow such a word: the commissioner's partner agencies are no partner of theirs."""

HURT = (
    r"(?:victim|complainant|whistle-?blower|survivor|accuser)\b(?!s?'? (?:commissioner|support|champion"
    r"|services?|lead"
    r"|satisfaction|of the year|care|code|fund|awards?|liaison))"
)
HARMED = r"(?:raped|abused|assaulted|attacked|groomed|murdered|stabbed|molested|bullied|harassed)"

PRIVATE = (
    rule(
        Outside.PRIVATE_LIFE,
        "where somebody lives or how to reach them at home",
        rf"{REQUEST} (?:the )?(?:{POSSESSOR}|{ANY_NAME}'s) "
        r"(?:(?:home|private|personal|house|own) (?:address|phone|telephone|mobile|number|e-?mail)"
        r"|(?:mobile|phone|telephone)(?: number)?$)",
        rf"{REQUEST} (?:the )?(?:home|private|personal|house|mobile) (?:address|phone|telephone|mobile"
        rf"|number|e-?mail)"
        rf"(?: number| address)? (?:of|for) {PERSON}",
        rf"where (?:does|do|did|is) (?:{PERSON}|the {HURT}) (?:live|living|lives|reside)\b",
        r"(?:what|which) (?:street|road|house|village) (?:does|do|did) " + PERSON + r" live\b",
        r"who lives (?:at|in|on|next)\b.*(?:\d|\bdoor|\bnext to me|\bmy (?:street|road))",
        unless=rf"{DECLARED}|\boffice\b",
    ),
    rule(
        Outside.PRIVATE_LIFE,
        "somebody's family, health, beliefs or age",
        rf"{REQUEST} (?:the )?(?:name of )?(?:the )?{POSSESSOR} (?:{KIN}|{INNER})\b{NOT_WORK}",
        rf"how(?: is|'s) {POSSESSOR} (?:{KIN}|{INNER})\b{NOT_WORK}",
        rf"(?:what|which) (?:school|church|mosque) (?:does|do|did) (?:{PERSON}|{POSSESSOR} {KIN}) go to",
        rf"who is {PERSON} (?:married to|going out with|dating|sleeping with|related to)",
        rf"(?:what|when) (?:is|was|'s) (?:the )?(?:{INNER}|{KIN}) of {PERSON}",
        rf"{REQUEST} (?:the )?(?:date of birth|religion|sexuality|medical records?) of\b",
        rf"(?:what is|what's) (?:wrong|the matter) with {POSSESSOR}(?: health)?$",
        rf"(?:is|was|are) {ANY_NAME} (?:married|divorced|gay|lesbian|bisexual|straight|transgender"
        r"|pregnant|an alcoholic|(?:a )?(?:muslim|christian|jewish|jew|hindu|sikh|catholic|atheist)"
        r"|religious)$",
        rf"(?:is|was) {PERSON} (?:single|ill|sick|unwell|disabled|depressed|dying|well|healthy"
        rf"|(?:still )?alive)$",
        rf"(?:does|did|has) {PERSON} (?:(?:have|got|have got) )?(?:any |a |an )?"
        rf"(?:{KIN}|cancer|illness|disability|disease|criminal record|convictions?|been arrested|smoke"
        rf"|drink|take drugs)\b{NOT_WORK}",
        rf"(?:does|did) {PERSON} (?:go to (?:church|mosque)|believe in god|pray)\b",
        rf"how many (?:children|kids|wives|sons|daughters) (?:does|do|did|has) {PERSON}(?: have| got)?$",
        rf"(?:what|which) (?:religion|faith|illness|disability|disease|medical condition|car|race) "
        rf"(?:is|does|do|did|has) {PERSON}",
        rf"(?:how old|what age) (?:is|was) {PERSON}$",
        rf"(?:when|where) (?:was|were) {PERSON} born$",
        rf"which party (?:did|does|will) {PERSON} vote for$",
        rf"why (?:is|was) {PERSON} (?:off sick|in hospital|ill)\b",
        r"(?:which|what) (?:councillors?|members?|officers?|candidates?) (?:is|are|has|have) (?:a |an )?"
        r"(?:disability|disabled|gay|lesbian|pregnant|ill|(?:muslim|christian|jewish|hindu|sikh|catholic)s?)$",
        unless=DECLARED,
    ),
    rule(
        Outside.PRIVATE_LIFE,
        "who a victim, a complainant or a witness is",
        rf"(?:who|which \w+) (?:is|was|were|are) (?:the |this |that )(?:alleged )?{HURT}",
        rf"{REQUEST} (?:the )?(?:name|names|identity|identities|address|age) of (?:the "
        rf"|a )?(?:alleged )?{HURT}",
        rf"{REQUEST} (?:the )?(?:names|identities) of (?:the )?(?:victims|complainants"
        rf"|whistle-?blowers)\b{NOT_WORK}",
        rf"{REQUEST} (?:the )?(?:victim|complainant|whistle-?blower|child|pupil|girl|boy)s?'s? "
        r"(?:real )?(?:name|address|identity|age|school)\b",
        r"(?:who|which \w+) (?:has |have |had )?(?:made|lodged|brought|submitted|filed) (?:the|a|that"
        r"|this) "
        r"complaints? (?:against|about)\b",
        rf"who (?:complained about|accused|reported) {PERSON}$",
        rf"(?:which|what) (?:girl|boy|child|woman|man|pupil|person|lady|teenager)s? (?:was|were"
        rf"|got) {HARMED}",
        r"(?:name|identify) (?:the )?(?:victims?|complainants?|whistle-?blowers?"
        rf"|(?:girl|boy|child|children|woman|man|pupils?)(?: who)?)\b{NOT_WORK}",
        rf"who (?:was|were|got) {HARMED}\b",
    ),
    rule(
        Outside.PRIVATE_LIFE,
        "a person who holds no public role",
        rf"(?:tell me|find out|what do you know|what can you tell me|give me (?:details"
        rf"|information))(?: \w+){{0,2}} "
        rf"(?:about )?{NEIGHBOUR}$",
        rf"(?:has|have|does|did|is) {NEIGHBOUR} (?:got |have |been )?(?:a criminal record|convictions?"
        rf"|arrested|a record|in prison"
        r"|on benefits|known to the police)",
    ),
)
"""What may not be asked of anybody, whatever their role; public acts, pay and declared interests may."""
