"""What a template may use where nothing else is known: a letter without it is plain, and never breaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_WORDS = (
    "rhythm",
    "welcome",
    "first_contact",
    "duties_lead",
    "duties",
    "about",
    "not_for",
    "check_in",
    "reminder",
    "feedback",
    "topic",
    "liaison",
    "recognition",
    "end",
    "no_match",
    "no_mentee",
    "late",
    "next_intake",
    "records",
    "refusal",
    "thanks",
)
_BLANK = (
    "a_partner_role",
    "a_role",
    "asked",
    "at_work",
    "closed",
    "deadline",
    "ends",
    "everybody",
    "finished",
    "from_liaison",
    "full",
    "going_on",
    "had",
    "had_until",
    "handed_over",
    "helper",
    "liaison",
    "minimum_over",
    "minimum_words",
    "newer",
    "organisation",
    "organisation_first",
    "over",
    "part",
    "partner_role",
    "partner_roles",
    "peers",
    "pairs_number",
    "period",
    "questions",
    "quiet",
    "reasons",
    "role_label",
    "roles",
    "shadowed",
    "short",
    "silence",
    "starts",
    "stays",
    "submitted",
    "to_introduce",
    "topic_month",
    "travelled",
    "trio",
    "trip_used",
    "waived",
)
_USUAL = {
    "the_two": "the two of you",
    "both": "both of you",
    "program": "programme",
    "recognizes": "recognises",
    "recognizing": "recognising",
}


def completed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a letter with plain ones where none are given."""
    programme = values.get("programme", {})
    plain: dict[str, Any] = {
        **dict.fromkeys(_BLANK, ""),
        **_USUAL,
        "called": f"the {programme.get('name', '')}",
        "title": programme.get("name", ""),
        "signature": programme.get("organisation", ""),
        "words": dict.fromkeys(_WORDS, ""),
    }
    return plain | dict(values)
