"""Headings that only look like a question: they ask the other way round, about somebody else, or for what is not."""

from __future__ import annotations

import re
from functools import lru_cache

from ..domain.listings import words_of
from ..domain.names import plain
from ..programmes import Question

_HINDRANCE = re.compile(
    r"\b(?:problems?|prevent\w*|obstacles?|barriers?|concerns?|conflicts?|difficult\w*|hard for you|reasons?"
    r"|trouble|issues?|impediment\w*|hinder\w*|hindrance\w*|keep(?:s|ing)? you from|stop(?:s|ping)? you"
    r"|get in the way|stand in the way|rule you out|too (?:much|often|many|long|frequent|demanding)|burden\w*"
    r"|unable|cannot|can t|could not|couldn t|won t|will not|would not|wouldn t|not be able|not able|unavailable"
    r"|worr\w+|object(?:s|ion|ions)?\b|hard to|interrupt\w*|shorten\w*|clash\w*|interfer\w*|compet\w+|doubts?"
    r"|challeng\w*|retir(?:e|ing)|leav(?:e|ing)|mov(?:e|ing) away|relocat\w+"
    r"|empech\w+|obstacle\w*|probleme\w*|difficile\w*|contrainte\w*|trop (?:souvent|long)|impossible)\b"
)
"""Words after which a "no" agrees and a "yes" does not."""

_OPEN_QUESTION = re.compile(
    r"^(?:would|does|do|did|is|are|might|could|any|anything|will there|has|have|what|which|est ce|y a t il|quels?|quelles?)\b"
)
_ASKS_FOR_A_YES = re.compile(
    r"\b(?:able|willing|agree\w*|commit(?:ted|ting|ment)?|prepared|ready|happy|glad|ok|okay|fine|available|accept\w*"
    r"|confirm\w*|can you|will you|could you|would you|you can|i can|i will|i am|i understand|promis\w+|possible"
    r"|manage to|work for you|all right|alright|acceptable|suits? you|doable|feasible|convient|pledge|engage\w*|d accord|pouvez|pourrez vous|peux|acceptez)\b"
)
"""Words with which a question asks for a promise; without them a "yes" below it may promise nothing."""

_STILL_STRAIGHT = re.compile(
    r"\b(?:without (?:any )?(?:problems?|trouble|difficulty)|no (?:problems?|conflicts?|concerns?)"
    r"|sans (?:probleme|difficulte))\b"
)

_SOMEBODY_ELSE = re.compile(
    r"\b(?:supervisors?|(?:your|my|line|immediate) (?:\w+ )?(?:manager|director|boss|principal|chair)s?|gestionnaire\w*|directeur\w*|directrice\w*"
    r"|(?:board|committee) chair|superviseur\w*"
    r"|superieur\w*|referees?|references?|referred|nominat\w+|recommend\w+|emergency|urgence|next of kin|spouse|guardian"
    r"|(?:was|were) your (?:mentor|mentee|peer|partner)|your (?:mentor|mentee|peer|partner) (?:to have|should have|have)"
    r"|your (?:last|previous|former|first|past) (?:mentor|mentee|peer|partner|employer|library|job|position)"
    r"|(?:last|previous|former) (?:mentor|mentee|peer|partner|employer)"
    r"|your (?:mentor|mentee|peer|partner)s? (?:name|email|e mail|library|experience|years)"
    r"|(?:want|like|wish|prefer|expect|need)\w* (?:your |a |the )?(?:mentor|mentee|peer|partner) (?:to|who|with|in|from|of|near|at|whose)\b"
    r"|(?:should|must) (?:your |a |the )?(?:mentor|mentee|peer|partner))\b"
)
"""Words by which a question about a person asks about another person."""

_SCHOOLING = re.compile(
    r"\b(?:school attended|attended|graduat\w+|degree|diplom\w+|alma mater|studied"
    r"|library school(?= attended| name| you| degree|$))\b"
)
_SUPERVISING = re.compile(r"\bsupervis\w+|\bmanag\w+ (?:people|staff|others|a team)\b")
_ELSEWHERE = re.compile(
    r"\b(?:any other|other|another|which other|autre\w*) (?:\w+ )?(?:association|organi[sz]ation|societ|group)\w*"
)
_MEMBER_OF = re.compile(r"\b(?:member|membre|belong\w*) (?:of|to|in|with|de|du|a) (?P<whom>.+)")
_ANY_ASSOCIATION = words_of(
    """
a an the our this your my any la le l association library libraries bibliotheque organization organisation us
currently now today good standing and or if so yes no please
"""
)
_NAME_OF_AN_ASSOCIATION = 6
_NO_MEMBER_YET = re.compile(
    r"\b(?:would|want|wish|like|plan|interested|willing|intend\w*) (?:you )?(?:like |to )*(?:in )?(?:join|becom|regist|sign|renew(?!ed))\w*"
    r"|\b(?:join|become)\b(?!ed)|\bexpir\w*|\blaps\w*|\brenew(?!ed)\w*|\bnew to\b|\bever (?:been|belonged)\b|\bformer\w*"
    r"|\b(?:is|was) (?:your|the) (?:\w+ )?(?:library|institution|organi[sz]ation|employer|school|branch)\b|\binstitutional\b"
    r"|\brenouvel(?:er|ez)\w*|\bexpire\w*|\badherer\b"
)
_IN_A_PARTNER = re.compile(
    r"\b(?:in|of|for) (?:a|your) (?:mentor|mentee|peer|partner)$|^preferred\b"
)
_PRESENT_POST = re.compile(
    r"\b(?:current|present|this|actuel\w*) (?:position|post|job|role|title|employer|library|workplace|poste|emploi)\b"
    r"|\ball jobs\b|\bat (?:your|this|the) (?:\w+ )?(?:library|branch|institution|organi[sz]ation|employer|workplace)\b"
    r"|\b(?:poste|emploi) actuel\b|\bas (?:a |an )?(?:mentor|mentee|manager|director|supervisor|trustee|volunteer)\b"
)
_LEGALITIES = re.compile(
    r"\b(?:answers? (?:may|can|will) be|may be (?:kept|stored|shared|used)|kept for|stored|retain\w*|privacy|photo\w*|data protection|personal (?:data|information)|publicity"
    r"|record(?:ed|ing)|cookies?|publish\w*|confidentialite|vie privee|renseignements personnels|donnees)\b"
)
_PROMISE = re.compile(
    r"\b(?:meet\w*|contact\w*|in touch|commit\w*|correspond\w*|take part|rencontr\w*|relationship)\b"
)
_COMPARING = re.compile(
    r"\b(?:(?<!no )(?<!not )less than|(?<!no )(?<!not )fewer|shorter|longer than|instead|suits? you better|rather than|prefer)\b"
)
_NEGATED = re.compile(
    r"\b(?:not|no longer|never|don t|do not|doesn t|cannot|can t|couldn t|could not|won t|wouldn t|isn t|aren t"
    r"|less(?! experienced)|(?<!at )least|avoid\w*|off limits|off the table|exclude\w*|except|unfamiliar|uncomfortable|unsure|without"
    r"|rather skip|leave out|ne (?:\w+ )?(?:pas|plus|jamais)|eviter|(?<!au )moins|exclu\w*)\b"
)
_UNLISTED = re.compile(
    r"\b(?:not|n est pas|non) (?:\w+ )?(?:listed|mentioned|included|covered|shown|above|on the list|mentionn\w+"
    r"|enumer\w+|indiqu\w+)\b|\bnot (?:sure|required|necessar\w+|limited)\b|\bif not\b|\bor not\b"
    r"|\bif you (?:\w+ ){0,3}(?:not|n t|don t|can t|cannot|aren t)\b.*|\bneed not\b|\b(?:do not|don t) (?:worry|hesitate|be shy)\b.*"
    r"|\b(?:will|does|do|is|are|would) not (?:be |have to be |have to |need to be )?(?:shared|seen|shown|affect|worr\w+|limit\w*|required"
    r"|necessary|oblig\w*|binding|count\w*|matter|an? expert|experts?)\b|\bno experience (?:is )?(?:needed|required|necessary)\b"
)
_HAD_ALREADY = re.compile(
    r"\balready\b|\bdeja\b|\b(?:training|courses?|workshops?)\b.{0,30}\b(?:had|taken|attended|completed)\b"
)
_CAN_BE_SHARED = re.compile(
    r"\b(?:shar\w+|offer\w*|teach\w*|help (?:a|an|others?|with)|skills?|knowledge|talents?|strengths?|partager|offrir)\b"
)
_FOR_A_PARTNER = re.compile(
    r"\b(?:match(?:ed)?|pair(?:ed)?|partner(?:ed)?|put|connect(?:ed)?|team(?:ed)?|jumele\w*) (?:me |you |us )?(?:up )?(?:with|avec)\b"
    r"|\bdesired (?:partner|match|mentor|mentee|peer)\b|\b(?:kind|type|sort) of (?:partner|person|match|buddy)\b|\b(?:want|need|seek\w*|require|find|get|have) an? mentor or\b"
    r"|\bdo you (?:want|need|seek|require)\b(?! to)|^(?:i )?(?:need|want|seek|wish for|am seeking|am after)s?$"
    r"|\b(?:wanted|needed|sought)$|\bpartner (?:i|you) (?:want|need|seek|would like)\b"
    r"|\b(?:preferred|ideal) (?:partner|match|mentor|mentee|peer)\b|\bassign(?:ed)? (?:me|you|us|to)\b|\bcherche\w*\b"
    r"|\bfind (?:a|an|me|someone|somebody|for)\b|\bsuits? (?:me|you)\b|\bbest for (?:me|you)\b|\b(?:who|whom|what) (?:do|would|are) you (?:\w+ )?(?:need|looking|seek\w*|searching)\b"
)

_ANOTHER_TIME = re.compile(
    r"\b(?:before|earlier|previous\w*|(?:prior|past) (?:round|year|cohort|program\w*)|formerly|last year|in (?:19|20)\d\d|years ago|used to|did you|were you|when you were|dream"
    r"|first (?:library|job|employer|workplace)|ever (?:worked|been|had)|next year|visit|avant|auparavant|l an dernier)\b"
)
_WHO_ELSE = re.compile(r"^who (?!are you\b|is (?:applying|this)\b)\w+|^qui (?!etes vous\b)\w+")
_POSSESSED = re.compile(
    r"\b(?:your|my|our|assigned) (?:\w+ )?(?:mentor|mentee|peer|partner) s\b"
    r"|\b(?:colleague|friend|director|manager|supervisor|library|institution|employer|staff|team|association|branch)s? s\b"
)
_PEOPLE_BESIDE = re.compile(
    r"\b(?:colleagues?|friends?|co ?workers?|your (?:current )?mentor|your mentee)\b"
)
_SECOND_ADDRESS = re.compile(
    r"\b(?:finance|invoic\w+|billing|mileage|claims?|secondary|second|alternat\w+|backup|back up|general|another|other|additional)\b"
)
_ALLOWED_BY = re.compile(
    r"\b(?:your|the) (?:director|manager|employer|supervisor|board|boss|library|family)\b"
)
_SENT_TO = re.compile(
    r"\b(?:receive|be called|sponsors?|newsletters?|mailings?|marketing|advertis\w+)\b"
)
_OTHER_YEARS = re.compile(
    r"\b(?:outside|ago|looking for|searching|until|mentoring|teaching|has (?:your|the)|city|town|region|volunteer\w*|retail"
    r"|as a (?:student|patron|user))\b"
)
_SMALLER_CIRCLE = re.compile(r"\b(?:committee|union|board|section|division|task force|joining)\b")
_GOALS_OF_ELSEWHERE = re.compile(
    r"\b(?:reached|achieved|accomplished|met) (?:last|so far|already|in)\b|\byour library\b|\bmake you (?:leave|quit|stop)\b"
    r"|\bleave the (?:program|programme)\b|\bmentees usually\b|\bmentors usually\b|\bdo you think\b|\b(?:committee|program|programme|board) s\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:is|are|do|does|did|has|have) (?:your|the) (?:own )?(?:peer|mentor|mentee|staff|colleague|library|team|partner|director"
    r"|boss|branch)s?\b|\b(?:do|does|did) (?:\w+ ){0,2}(?:participants|mentees|mentors|librarians|people|colleagues)\b"
    r"|\byour (?:board|staff|library|team|director|manager|colleagues?|branch|boss)s? (?:would|wants?|needs?|should|likes?|expects?)\b"
    r"|\b(?:should|must) (?:your|the|a) (?:mentor|mentee|peer|partner)\b|\bof (?:your|the|my) (?:library|branch|organi[sz]ation|institution|association)\b|\bstaff (?:workshop|training|day)\b|\bdid you\b|\blast year\b|\bwhen you were\b"
)

_ABOUT_A_PERSON = (
    "name",
    "first_name",
    "last_name",
    "email",
    "organisation",
    "position",
    "place",
    "phone",
    "pronouns",
    "experience",
    "membership",
    "membership_number",
    "nmrt_membership",
)
_CLAIMS = ("membership", "nmrt_membership", "membership_number")


@lru_cache(maxsize=100_000)
def is_turned(key: str, question: Question) -> bool:
    """Say whether a heading with words of a question asks something else than the question does.

    Such a heading is never taken for the question by its words: who answered it said something else, often the
    opposite. One that the programme names word for word is not looked at here.

    Args:
        key: the heading, folded for comparison.
        question: whose words stand in the heading.
    """
    if question.kind == "roles":
        return _asks_another_role(key)
    if question.kind == "topics":
        return asks_what_is_not(key)
    if question.kind == "yes-no" and question.field not in _CLAIMS:
        return _agrees_to_another(key)
    if question.field == "goals":
        return bool(_GOALS_OF_ELSEWHERE.search(key) or _POSSESSED.search(key))
    return question.field in _ABOUT_A_PERSON and _about_another(key, question)


def _asks_another_role(key: str) -> bool:
    """Say whether a heading asks for the partner's role, for that of another time, or for one that is not wanted."""
    if _FOR_A_PARTNER.search(key) or _ANOTHER_TIME.search(key) or _POSSESSED.search(key):
        return True
    if _PEOPLE_BESIDE.search(key) or _SOMEBODY_ELSE.search(key):
        return True
    return key.startswith("if we ") or bool(_NEGATED.search(key))


@lru_cache(maxsize=20_000)
def asks_what_is_not(key: str) -> bool:
    """Say whether a heading asks for what somebody cannot share or does not want, has behind them, or is another's."""
    return (
        bool(_NEGATED.search(_UNLISTED.sub(" ", key)))
        or _is_over(key)
        or bool(_OF_OTHERS.search(key))
    )


def _is_over(key: str) -> bool:
    """Say whether a heading asks for what somebody has behind them, and not for what they could pass on."""
    return bool(_HAD_ALREADY.search(key)) and not _CAN_BE_SHARED.search(key)


def _agrees_to_another(key: str) -> bool:
    """Say whether a "yes" below a heading agrees to something else than the programme's rhythm, or refuses it."""
    straight = _STILL_STRAIGHT.sub(" ", key)
    if _HINDRANCE.search(straight) or re.search(r"\bne \w+ (?:\w+ )?pas\b", straight):
        return True
    if _OPEN_QUESTION.search(key) and not _ASKS_FOR_A_YES.search(key):
        return True
    if _ALLOWED_BY.search(key) or _SENT_TO.search(key) or _POSSESSED.search(key):
        return True
    if _COMPARING.search(key):
        return True
    return bool(_LEGALITIES.search(key)) and not _PROMISE.search(key)


def _about_another(key: str, question: Question) -> bool:
    """Say whether a heading asks about another person, or another part of the life of this one."""
    if _SOMEBODY_ELSE.search(key) or _PEOPLE_BESIDE.search(key):
        return True
    if question.kind == "name":
        return bool(_WHO_ELSE.search(key) or _POSSESSED.search(key))
    if question.kind == "email":
        return bool(_POSSESSED.search(key) or _SECOND_ADDRESS.search(key))
    if question.field in ("organisation", "position", "place") and _ANOTHER_TIME.search(key):
        return True
    if question.field in ("organisation", "position"):
        return bool(_SCHOOLING.search(key))
    if question.field in _CLAIMS:
        return bool(
            _ELSEWHERE.search(key) or _NO_MEMBER_YET.search(key) or _SMALLER_CIRCLE.search(key)
        ) or _names_another_association(key, question)
    return question.field == "experience" and _is_another_time(key, question)


def _names_another_association(key: str, question: Question) -> bool:
    """Say whether a heading names an association, and none of the words by which the question names its own."""
    belonging = _MEMBER_OF.search(key)
    if belonging is None:
        return False
    named = set(belonging["whom"].split()[:_NAME_OF_AN_ASSOCIATION]) - _ANY_ASSOCIATION
    own = {word for heading in question.headings for word in plain(heading).split()}
    return bool(named) and not named & own


def _is_another_time(key: str, question: Question) -> bool:
    """Say whether a heading asks for years of something else than work in libraries, or than the question does."""
    asks_the_present = any("current" in heading.casefold() for heading in question.headings)
    of_the_present = bool(_PRESENT_POST.search(key)) and not asks_the_present
    of_a_partner = bool(_IN_A_PARTNER.search(key))
    return (
        of_the_present or of_a_partner or bool(_SUPERVISING.search(key) or _OTHER_YEARS.search(key))
    )
