"""The commands of the applicants."""

from __future__ import annotations

from .command import APPLICANTS, Command

APPLICANTS_COMMANDS: tuple[Command, ...] = (
    Command(
        screen=APPLICANTS,
        name="open_card",
        keys="enter,plus",
        label="card",
        help="The whole card: every answer, verdict and flag.",
        rank=2,
    ),
    Command(
        screen=APPLICANTS,
        name="find",
        keys="slash,f3",
        label="filter",
        help="Filter as you type: name, library, role, verdict, topic, flag.",
        rank=3,
    ),
    Command(
        screen=APPLICANTS,
        name="sort",
        keys="o",
        label="sort",
        help="Sort by the next column.",
        rank=4,
    ),
    Command(
        screen=APPLICANTS,
        name="sort_backwards",
        keys="O",
        label="sort back",
        help="Turn the order round.",
    ),
    Command(
        screen=APPLICANTS,
        name="resort",
        keys="r",
        label="re-sort",
        help="Sort again in the same order; what was changed goes to its place.",
    ),
    Command(
        screen=APPLICANTS,
        name="mark",
        keys="space",
        label="mark",
        help="Mark this person, or take the mark away.",
    ),
    Command(
        screen=APPLICANTS,
        name="mark_all",
        keys="V",
        label="mark all",
        help="Mark everybody who is shown; again: nobody.",
    ),
    Command(
        screen=APPLICANTS,
        name="facet",
        keys="F",
        label="groups",
        help="List a group: a role, a verdict, a flag, a topic.",
        rank=9,
    ),
    Command(
        screen=APPLICANTS, name="columns", keys="C", label="columns", help="Choose the columns."
    ),
    Command(
        screen=APPLICANTS,
        name="correct",
        keys="c",
        label="correct",
        help="Correct a field; the original stays beside it.",
        rank=5,
    ),
    Command(
        screen=APPLICANTS,
        name="waive",
        keys="exclamation_mark",
        label="waive",
        help="Waive a rule for this person, with a reason.",
        rank=6,
    ),
    Command(
        screen=APPLICANTS,
        name="clear_flags",
        keys="f",
        label="flag",
        help="Read the open flags, then clear them; of all who are marked; or put one on.",
        rank=7,
    ),
    Command(
        screen=APPLICANTS, name="note", keys="n", label="note", help="A note about this person."
    ),
    Command(
        screen=APPLICANTS,
        name="duplicates",
        keys="equals_sign",
        label="duplicates",
        help="People who are probably one: side by side, merge or keep.",
        rank=8,
    ),
    Command(
        screen=APPLICANTS,
        name="history",
        keys="H",
        label="history",
        help="What happened to this person: applied, decided, undone, contacted; in every cohort.",
    ),
    Command(
        screen=APPLICANTS,
        name="go_to_learner",
        keys="B",
        label="on the board",
        help="Go to this person on the board.",
    ),
    Command(
        screen=APPLICANTS,
        name="go_to_pair",
        keys="P",
        label="pair",
        help="Go to the pair of this person.",
    ),
    Command(
        screen=APPLICANTS,
        name="erase",
        keys="D",
        label="erase",
        help="Erase this person for good, everywhere, after the name is typed.",
    ),
    Command(
        screen=APPLICANTS,
        name="withdraw",
        keys="minus",
        label="withdraw",
        help="Take this person out of the cohort.",
    ),
)
