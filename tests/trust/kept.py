"""What must hold of a file whatever was done to it, worked out from its bare tables, with none of the program's own code."""

import hashlib
import json
import sqlite3
from contextlib import closing

STRUCTURES = {
    "cohort": ("settings",),
    "submission": ("roles", "answers", "repairs", "extra"),
    "feedback": ("answers",),
}
NO_RECORDS = {"log", "written_file", "erased_person", "change_count", "sqlite_sequence"}
DECIDED = ("accepted", "pinned")


def tables(path):
    """Return by table its rows as the file holds them."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
            for (name,) in names
        }


def print_of(held):
    """Return a short text that two files share only when they hold the same."""
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def records_of(held):
    """Return by table the records without what only counts or remembers, in an order of their own."""
    return {
        name: sorted(json.dumps(row, sort_keys=True) for row in rows)
        for name, rows in held.items()
        if name not in NO_RECORDS
    }


def wrong(held):
    """Return what is wrong: the log leads elsewhere, or a place is used twice."""
    return [*_wrong_log(held), *_wrong_pairs(held)]


def _wrong_log(held):
    led = {name: {} for name in held if name not in NO_RECORDS}
    for entry in sorted(held["log"], key=lambda row: row["number"]):
        if entry["state"] == "done":
            for one in json.loads(entry["changes"]):
                place = json.dumps(one["key"], sort_keys=True)
                led[one["table"]].pop(place, None)
                if one["after"] is not None:
                    led[one["table"]][place] = one["after"]
    found = []
    for name, rows in led.items():
        here = sorted(json.dumps(_plain(name, row), sort_keys=True) for row in held[name])
        there = sorted(json.dumps(row, sort_keys=True) for row in rows.values())
        if here != there:
            found.append(f"the log leads to {len(there)} rows of {name}, not to these {len(here)}")
    return found


def _plain(table, row):
    """Return a row with its structures as values, and yes or no as such."""
    plain = {
        name: json.loads(value) if name in STRUCTURES.get(table, ()) else value
        for name, value in row.items()
    }
    for name in ("cleared", "changed"):
        if name in plain:
            plain[name] = bool(plain[name])
    return plain


def _wrong_pairs(held):
    """Return who stands in two decided pairs of one cohort as the learner."""
    found, seen = [], set()
    for pair in held["pair"]:
        place = (pair["cohort"], pair["learner"])
        if pair["state"] in DECIDED and place in seen:
            found.append(f"a learner stands in two pairs of {pair['cohort']}")
        if pair["state"] in DECIDED:
            seen.add(place)
        if pair["helper"] == pair["learner"]:
            found.append("somebody is paired with themselves")
    return found
