"""Invented people of any number for the benchmarks: topics, places and texts of forty words, from a seed."""

import random

from mentor_tui.matching.participants import Participant
from mentor_tui.programmes import parse_programme, programme_text

PROGRAMME = parse_programme(programme_text("nlls"))
_WORDS = [
    "plan",
    "service",
    "board",
    "budget",
    "policy",
    "outreach",
    "teen",
    "senior",
    "program",
    "collection",
    "weeding",
    "grant",
    "write",
    "staff",
    "schedule",
    "feedback",
    "council",
    "friends",
    "marketing",
    "newsletter",
    "story",
    "time",
    "makerspace",
    "circulation",
    "cataloguing",
    "statistics",
    "report",
    "community",
    "partner",
    "school",
    "reading",
    "club",
    "digital",
    "literacy",
    "archive",
    "local",
    "history",
    "newcomer",
    "language",
    "accessible",
    "space",
    "renovation",
    "volunteer",
    "training",
    "hire",
    "interview",
    "conflict",
    "patron",
    "safety",
    "donation",
    "sponsor",
    "event",
    "author",
    "visit",
    "holiday",
    "summer",
]


def people(many, seed=1):
    """Return helpers, learners and their libraries; the same for the same number and seed."""
    chance = random.Random(seed * 100_003 + many)
    topics = [topic.name for topic in PROGRAMME.topics]
    rare = [
        "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(4))
        for _ in range(4000)
    ]

    def one(side, number):
        chosen = tuple(
            sorted(
                set(
                    chance.choices(
                        topics,
                        [1 / (1 + at % 9) for at in range(len(topics))],
                        k=chance.randrange(2, 8),
                    )
                )
            )
        )
        text = " ".join(
            chance.choice(_WORDS) if chance.random() < 0.8 else chance.choice(rare)
            for _ in range(40)
        )
        values = {
            "size": frozenset({chance.choice(("1", "2-4", "5-9", "10+"))}),
            "time_commitment": frozenset(
                chance.sample(("project-based", "on-going"), chance.randrange(1, 3))
            ),
        }
        if side == "helper":
            return Participant(
                id=f"h{number:05d}", role="mentor", offers=chosen, offer_text=text, values=values
            )
        return Participant(
            id=f"l{number:05d}", role="mentee", wants=chosen, goals=text, values=values
        )

    helpers = [one("helper", number) for number in range(many)]
    learners = [one("learner", number) for number in range(many)]
    libraries = [[chance.randrange(max(many // 4, 2)) for _ in range(many)] for _ in range(2)]
    return helpers, learners, libraries
