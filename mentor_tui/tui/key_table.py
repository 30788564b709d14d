"""One key, one meaning on every screen: the table that the commands, the help and a test hold to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Key:
    """A letter or sign, what it means wherever it works, and the commands that it starts."""

    key: str
    meaning: str
    commands: tuple[str, ...]


def _key(key: str, meaning: str, *commands: str) -> Key:
    return Key(key=key, meaning=meaning, commands=commands)


KEY_TABLE: tuple[Key, ...] = (
    _key("a", "accept: this pair, or the other's version in a merge", "accept", "choose(True)"),
    _key("A", "accept all that are marked", "accept_marked"),
    _key("b", "hide or show the fit", "blind"),
    _key("B", "go to the board", "go_to_learner"),
    _key("c", "correct an answer", "correct"),
    _key("C", "choose the columns", "columns"),
    _key("d", "change a date: of a cohort, of a pair", "dates", "extend"),
    _key("D", "delete, after the name is typed", "delete_cohort", "erase"),
    _key("e", "explain: why this pair, who is in and who is out", "why", "overview"),
    _key("E", "export the lists", "export_lists"),
    _key("f", "a flag: read it, or put one on", "clear_flags", "clear"),
    _key("F", "list a group", "facet"),
    _key("g", "the first", "first", "move(-1000000)", "scroll(-100000)"),
    _key("G", "the last", "last", "move(1000000)", "scroll(100000)"),
    _key("h", "heard from: note that a pair met", "met"),
    _key("H", "the history of a person", "history"),
    _key("i", "import: a form, a list of options", "import_form", "file"),
    _key("I", "import the answers to a check-in", "check_ins"),
    _key("j", "down", "down", "move(1)", "scroll(1)"),
    _key("J", "note any contact of a pair", "contact"),
    _key("k", "up", "up", "move(-1)", "scroll(-1)"),
    _key("K", "keep two apart", "keep_apart"),
    _key("l", "letters", "letters"),
    _key("L", "import the committee's list", "import_liaisons"),
    _key(
        "m",
        "merge: two people, two versions of a cohort, two options",
        "decide('merge')",
        "take_over",
        "join",
    ),
    _key("M", "the letters went out", "sent"),
    _key("n", "a note", "note"),
    _key("N", "a new cohort", "new_cohort"),
    _key("o", "the next order", "sort"),
    _key("O", "turn the order round", "sort_backwards"),
    _key("p", "pin", "pin"),
    _key("P", "go to the pair", "go_to_pair"),
    _key("q", "back", "leave", "close"),
    _key("Q", "feedback: the questions at the end", "feedback"),
    _key("r", "sort again", "resort"),
    _key("R", "give a pair another liaison", "reassign"),
    _key("s", "later", "later"),
    _key("S", "save a copy of the file, or what is whole of a damaged one", "back_up", "salvage"),
    _key("t", "a third for a pair of peers", "third"),
    _key("T", "the tour", "end_tour"),
    _key("u", "undo", "undo", "undecide"),
    _key("U", "redo", "redo"),
    _key("v", "verify the file", "examine"),
    _key("V", "mark all", "mark_all"),
    _key("w", "swap", "swap"),
    _key("W", "bring a waiting list along", "carry_over"),
    _key("x", "no: not this pair, not one person", "reject", "choose(False)", "decide('keep')"),
    _key(
        "X", "not this pair, with a reason; ends one that is decided", "reject_because", "end_pair"
    ),
    _key("y", "copy the pair", "copy"),
    _key("Y", "write the year's calendar or report", "files"),
    _key("z", "undo to here", "undo_to_here"),
    _key("Z", "note that a pair fell silent", "silent"),
    _key("0", "leave without a pair", "unplace"),
    _key("!", "waive a rule", "waive"),
    _key("%", "weights", "weights"),
    _key("=", "people who are probably one", "duplicates"),
    _key("&", "all are different people", "decide('keep-all')"),
    _key("-", "take out of the cohort", "withdraw"),
    _key("@", "go to the person", "go_to_person"),
    _key("*", "give every pair a liaison", "liaisons"),
    _key(">", "hand the cohort over to another machine", "hand_over"),
    _key("~", "split an option", "split"),
    _key("#", "write or paste a list of options", "paste_list"),
    _key("<", "bring a copy of the file back", "bring_back"),
)
