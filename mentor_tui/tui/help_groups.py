"""The groups of the help: what a command is for, by its name."""

from __future__ import annotations

from collections.abc import Sequence

from .commands import APP, Command

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Decide",
        (
            "accept",
            "reject",
            "reject_because",
            "keep_apart",
            "later",
            "swap",
            "pin",
            "unplace",
            "accept_marked",
            "third",
            "settle",
            "undo_to_here",
            "duplicates",
            "waive",
            "correct",
            "clear_flags",
            "withdraw",
        ),
    ),
    (
        "Look",
        (
            "why",
            "open_card",
            "next_candidate",
            "previous_candidate",
            "blind",
            "overview",
            "history",
        ),
    ),
    ("Follow a pair", ("letters", "met", "silent", "contact", "end_pair", "check_ins", "feedback")),
    ("List", ("find", "facet", "columns", "sort", "sort_backwards", "resort", "mark", "mark_all")),
    (
        "Move",
        ("down", "up", "first", "last", "go_to", "go_to_person", "go_to_pair", "go_to_learner"),
    ),
    (
        "Keep the file",
        ("back_up", "bring_back", "examine", "delete_cohort", "erase", "hand_over", "take_over"),
    ),
)
_ELSE = "More on this screen"
_EVERYWHERE = "Everywhere"


def grouped(commands: Sequence[Command]) -> list[tuple[str, list[Command]]]:
    """Return commands by what they are for; groups without a command are left out."""
    order = [title for title, _ in _GROUPS] + [_ELSE, _EVERYWHERE]
    members: dict[str, list[Command]] = {title: [] for title in order}
    for command in commands:
        members[_group_of(command)].append(command)
    return [(title, members[title]) for title in order if members[title]]


def _group_of(command: Command) -> str:
    if command.screen == APP:
        return _EVERYWHERE
    return next((title for title, names in _GROUPS if command.name in names), _ELSE)
