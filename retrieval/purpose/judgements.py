"""Rules for questions that want the tool to judge, to foretell, to advise a voter or to take a side."""

from __future__ import annotations

from retrieval.purpose.people import NAMED, OFFICE, TITLED
from retrieval.purpose.values import Outside, rule

BODY = (
    r"(?:(?:the|our|this|that|all|local|town|county|parish) )*(?:police and crime )?"
    r"(?:panels?|police|police force|force|council|councils|committee|board|government|members|councillors"
    r"|commissioners|pccs|panel members)"
)
JUDGED = rf"(?:he|she|they|{TITLED}|{OFFICE}|{NAMED}|{BODY})"
ON_PAPERS = (
    r"\b(?:papers?|minutes|reports?|documents?|records?|agendas?)\b.*\b(?:says?|said|shows?|mentions?"
    r"|records?|tells?"
    r"|covers?|includes?)\b|\bthere (?:is|was|are|were) (?:anything|something|any)\b"
    r"|\b(?:is|was|are|were) there (?:anything|something|any)\b|\baccording to\b"
)
GOOD_OR_BAD = (
    r"(?:good|bad|great|terrible|awful|poor|decent|brilliant|rubbish|stupid|daft|silly|sensible|wise"
    r"|fair|excellent|ok)"
)
UNFIT = (
    r"(?:(?:a )?(?:liar|crook|disgrace|joke|fraud|failure|hypocrite|racist|idiot|bully)|corrupt"
    r"|incompetent|competent"
    r"|useless|dishonest|honest|trustworthy|lying|lazy|toothless|stupid|clueless|rubbish|hopeless|biased"
    r"|any (?:good|use)|(?:un)?fit for (?:office|purpose|the job)|up to (?:it|the job)|the right (?:man"
    r"|woman|person)(?: .*)?|good value|worth (?:it|the money|voting for|(?:his|her|their) (?:salary|pay))"
    r"|a (?:good|bad) (?:commissioner|pcc|chair(?:man|woman)?|leader|councillor|mayor|person|man|woman))"
)
STANDING_FOR = (
    r"(?:candidates?|commissioners?|pccs?|councillors?|cllrs?|chairs?|leaders?|mayors?|party|parties"
    r"|politicians?"
    r"|members?|person for the job)"
)
COMPARED = (
    r"(?:best|worst|better|worse|greatest"
    r"|(?:more|most|less|least) (?:honest|corrupt|competent|trustworthy|useless|effective|qualified"
    r"|deserving|dishonest))"
)
CRIME = (
    r"(?:crimes?|knife crime|hate crime|burglar(?:y|ies)|robber(?:y|ies)|violence|violent crime"
    r"|anti-?social behaviour"
    r"|thefts?|stabbings?|murders?|shoplifting|drug dealing|offences|offending|fraud|car crime|rural crime)"
)
TURN = (
    r"(?:go(?:ing)? (?:up|down)|ris(?:e|ing)|fall(?:ing)?|get(?:ting)? (?:worse|better)|increas(?:e|ing)"
    r"|decreas(?:e|ing)"
    r"|drop(?:ping)?|improv(?:e|ing)|worsen|double|end|stop|be (?:higher|lower|worse|better))"
)
PLANNED = (
    r"\b(?:forecast|projected|planned|plans?|targets?|expected|according to|predicted|say|said|assum\w+)\b"
)
ELECTION = (
    r"(?:win(?: again)?(?:$| (?:the|an?|in|next|this|his|her|their|if|on)\b)"
    r"|lose(?:$| (?:(?:the|an?|his|her|their|next|this) )?(?:\w+ )?(?:election|seat|vote|in)\b)"
    r"|(?:be|get) (?:re-?elected|voted (?:in|out)|elected|back in))"
)
VOTER = r"(?:i|we|you|one|people|voters|my (?:mum|wife|husband|family)|somebody|someone|residents)"
LEAFLET = (
    r"(?:leaflets?|flyers?|speech|speeches|slogans?|tweets?|(?:facebook |social media |blog )?posts?"
    r"|press release"
    r"|manifesto|petition|placard|adverts?|attack lines?|attack ad|talking points|op-?ed|campaign \w+)"
)
SHORT = r"(?:(?!of\b|by\b|from\b|that\b|which\b)[\w'-]+ ){0,4}"
MAKE = (
    r"(?:(?:can|could|would|will) you )?(?:please )?(?:help me (?:to )?)?"
    r"(?:write|draft|compose|make|create|prepare|produce|design|generate)(?: me| us)?"
)

JUDGEMENTS = (
    rule(
        Outside.PREDICTION,
        "what will come of an election or of crime",
        r"(?:what )?do you (?:think|expect|reckon|believe|predict)\b.*\b(?:will|'ll|going to|would win)\b",
        rf"who(?: will|'ll| is going to|'s going to| would| is likely to|'s likely to) {ELECTION}",
        rf"(?:will|is|are) (?!an? |any |the (?:panel|motion|vote)).{{2,50}}? (?:going to "
        rf"|likely to )?{ELECTION}",
        rf"will (?:the )?(?:\w+ )?{CRIME}(?: rates?| levels?| figures)?(?: in \w+)? {TURN}\b",
        rf"(?:is|are) (?:the )?(?:\w+ )?{CRIME}(?: rates?| levels?| figures)?(?: in \w+)? (?:going"
        rf"|likely) to {TURN}\b",
        rf"will there be (?:more|less|fewer|any more) (?:\w+ )?{CRIME}",
        r"what(?: are|'s| is) the (?:chances?|odds|likelihood) (?:of|that) .*"
        r"(?:win|elected|re-?elected|losing|resign|sacked)\w*",
        r"how likely is (?:it that )?.*\b(?:win|re-?elected|lose|voted out)\b",
        r"(?:(?:can|could|will) you )?(?:please )?(?:predict|foretell|forecast) (?:the|who|what|how|next"
        r"|whether|if)\b",
        r"what (?:do|would) you (?:predict|expect|forecast)\b",
        rf"what will (?:happen to )?{CRIME} be like\b",
        unless=rf"{PLANNED}|\bpowers?\b",
    ),
    rule(
        Outside.VOTING,
        "whom or what to vote for",
        rf"(?:who|whom|which \w+|what|how)(?: party| candidate)? (?:should|shall|do|would|must|could"
        rf"|ought|can) {VOTER} "
        r"(?:to )?(?:vote(?! in the)|support$|support (?:in|at|as)|back\b|pick\b|elect\b)",
        rf"which (?:party|parties|candidates?) (?:should|shall|do|would) {VOTER} (?:vote|back|support"
        rf"|choose|pick|trust|elect)",
        r"(?:should|shall) (?:i|we|my \w+) (?:vote|back the|support the)\b(?!.*\bby show\b)",
        r"(?:who|how|which way|what) to vote(?: for)?$|who to (?:vote|vote for|support|back) (?:in|at)\b",
        r"(?:please )?(?:help|tell|advise|show) (?:me|us)(?: to)?(?: decide| choose| pick)? (?:who|whom"
        r"|how|which \w+) "
        r"(?:to |i should |we should )(?:vote|support|back|choose)",
        r"who (?:deserves|should get|gets|has earned) (?:my|our) vote",
        r"why should (?:i|we|anyone|anybody|people) vote (?:for|against)\b",
        r"(?:is it|what is the point in|what's the point of|is there any point in) (?:worth )?(?:me "
        r"|my )?voting\b",
        r"(?:can|could|would) you (?:recommend|suggest|advise|endorse) (?:me )?(?:a|any"
        r"|which) (?:candidate|party|commissioner)",
        r"who (?:would|will|do|did) you (?:vote|back|support|choose|pick)",
        r"(?:what|which) (?:is|would be) the best way to vote",
        r"who (?:should|ought to) (?:be|become) (?:the |our )?(?:next|new)\b",
        r"what (?:do|would) you (?:recommend|suggest|advise)$",
    ),
    rule(
        Outside.PERSUASION,
        "a text for or against somebody",
        rf"{MAKE} (?:a|an|my|our|some|another|the)? ?{SHORT}{LEAFLET}\b",
        r"(?:i (?:need|want)|give (?:me|us)|i'm looking for) (?:a |an |some |my |any )?(?:\w+ ){0,2}?"
        r"(?:leaflet|slogans?|attack (?:lines?|ads?)|campaign (?:speech|slogan|leaflet|message|lines?)"
        r"|talking points|dirt)\b",
        r"how (?:can|do|could|should) (?:i|we) (?:\w+ )?(?:discredit|smear|attack|beat|embarrass"
        r"|undermine|bring down|get rid of)\b",
        r"(?:persuade|convince) (?:me|us|people|voters|residents)\b",
        rf"(?:make|help me make) {JUDGED} (?:look|sound|seem)\b",
        r"(?:dig up|find(?: me)?|get(?: me)?|give me) (?:some |any |the )?dirt\b",
        rf"(?:attack|criticise|praise|defend|mock|insult|smear) {JUDGED}\b",
        r"(?:give me|what are|write) (?:some |the )?(?:best )?arguments (?:i can use )?(?:to attack"
        r"|for attacking|to discredit)",
    ),
    rule(
        Outside.OPINION,
        "what the tool thinks",
        r"(?:what |why |how |who |which \w+ )?(?:do|did|don't|would|wouldn't) you (?:personally |really "
        r"|honestly |also |not |even )*"
        r"(?:think|believe|feel|reckon|agree|prefer|trust|say (?:that|the|it|he|she|they)\b|like (?:the"
        r"|him|her|them|best|most)\b"
        r"|make of)",
        r"(?:what(?: is|'s| are)|give (?:me|us)|share|i(?:'d like| want| need)) your "
        r"(?:own |honest |personal |real |frank )*(?:opinions?|views?|take|thoughts|verdict|feelings?"
        r"|favourite|stance)\b",
        r"(?:your|any) (?:honest |personal )?(?:opinion|thoughts|verdict|take|view) (?:on|of|about)\b",
        r"in your (?:own |honest )?(?:opinion|view|judgement)\b",
        r"what you (?:think|feel|believe|reckon)\b",
        r"(?:if you were|if you could|imagine you (?:are|were))\b",
        r"what would you (?:do|cut|change|say|advise|recommend)\b",
        r"are you (?:politically |really )?(?:biased|neutral|impartial|left|right|for or against"
        r"|in favour|pro\b|anti\b|conservative"
        r"|labour|a (?:tory|socialist|liberal|feminist))",
        r"(?:who|whose|which) side are you on|do you (?:have|take) (?:a |any )?(?:side|sides|opinions?"
        r"|political views)\b",
        unless=ON_PAPERS,
    ),
    rule(
        Outside.OPINION,
        "whether somebody or something is good, right or worth it",
        rf"(?:is|are|was|were|isn't|aren't) {JUDGED} (?:really |actually |just |simply )?(?:doing|making) "
        rf"(?:a |an )?(?:really |very )?{GOOD_OR_BAD} (?:job|work|fist)\b",
        rf"(?:has|have|did|does) {JUDGED} (?:do|does|done|doing|made) (?:a |an )?(?:really "
        rf"|very )?{GOOD_OR_BAD} job\b",
        rf"{JUDGED} (?:is|are|was|were|has been|has|have) (?:doing|done|been doing) (?:a "
        rf"|an )?{GOOD_OR_BAD} job\b",
        rf"(?:is|are|was|were|isn't|aren't) {JUDGED} (?:really |actually |just |all |totally "
        rf"|completely )?{UNFIT}"
        r"(?: at (?:his|her|their) job| as (?:a )?(?:commissioner|chair|pcc))?$",
        rf"(?:is|was|are|were) {JUDGED} any good(?: as .*| at .*)?$",
        rf"how (?:good|bad|competent|honest|useless) (?:is|are|was) {JUDGED}(?: at (?:his|her|their"
        rf"|the) job)?$",
        rf"(?:who|which \w+)(?: is|'s| was| are| would be) (?:the )?{COMPARED}(?: {STANDING_FOR}\b.*|,.*"
        rf"| on \w+| for the job)?$",
        rf"who (?:would|will|might) (?:be|make) (?:a|the) (?:good|best|better|worse) {STANDING_FOR}\b",
        rf"(?:was|were|is|are) {JUDGED} (?:right|wrong|justified|correct|foolish|stupid|mad|crazy) (?:to"
        rf"|in)\b",
        rf"(?:is|was) (?:he|she|{TITLED}|{OFFICE}|{NAMED}) (?:any |a )?{COMPARED} than\b",
        r"(?:is|was) it (?:really )?a (?:big )?mistake (?:to|for)\b",
        r"(?:is|was) it (?:really )?(?:fair|unfair|wrong|acceptable|a disgrace|a scandal|outrageous"
        r"|disgraceful) (?:that|to|for)\b",
        rf"(?:is|are|was|were|wasn't|isn't) .{{2,70}} an? (?:\w+ly )?{GOOD_OR_BAD} (?:idea|thing"
        rf"|decision|move|choice)$",
        r"(?:is|are|was|were|isn't) .{2,70} an? (?:\w+ )?waste of (?:time|money|space|taxpayers' money)\b",
        r"(?:is|was) (?:it|that|this) (?:really )?(?:(?<=was it )right|(?<=was that )right|wrong|fair"
        r"|unfair|good|bad"
        r"|justified|worth it|acceptable|reasonable)$",
        rf"should (?:the |our )?{BODY} (?:\w+ly |not |ever )?have \w+",
        rf"(?:should|shouldn't|must) {JUDGED} (?:\w+ly )?(?:not )?(?:have \w+|quit|be (?:sacked|fired"
        rf"|removed|ashamed"
        r"|abolished|scrapped)|apologise|go$)",
        r"should .{2,40} (?:resign|step down|stand down)(?: now)?$",
        rf"(?:rate|score|mark|grade|rank) {JUDGED}(?:'s \w+)? (?:out of|from|on a scale|between)\b",
        rf"give {JUDGED} (?:a |an )?(?:score|mark|grade|rating)\b",
        unless=ON_PAPERS + r"|\bhmic\w*\b|\bofsted\b|\binspect\w+\b",
    ),
)
"""In the order they are tried: the narrower first."""
