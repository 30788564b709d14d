"""A cohort file is checked by the rules of a decision: nothing of a wrong one is taken."""

import json

import pytest

from mentor_tui.actions import deciding
from mentor_tui.actions.handing_over import export_cohort, import_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.maintenance import describe, examine
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.intake import FileRejected
from mentor_tui.store.migrations import SCHEMA
from tests.conftest import NOW
from tests.forms import write_nlls


@pytest.fixture
def data(workspace, tmp_path):
    form = write_nlls(tmp_path / "form.csv")
    request = ImportRequest(files=[form], cohort="c", programme="nlls")
    write_import(workspace, plan_import(workspace, request))
    people = ["beth.cho@example.org", "ana.ortiz@example.org"]
    deciding.decide(workspace, "c", "accept", people)
    export_cohort(workspace, "c", tmp_path / "c.json")
    return json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))


def pair_of(data):
    return data["records"]["pair"][0]


def same(person, into):
    return {"cohort": "c", "person": person, "into": into, "at": "2027-01-01 10:00:00"}


def merged_in_a_circle(data):
    helper, learner = pair_of(data)["helper"], pair_of(data)["learner"]
    data["records"]["same_person"] = [same(helper, learner), same(learner, helper)]


def twice(data):
    data["records"]["submission"].append(data["records"]["submission"][0])


WRONG = {
    "a moment in words": lambda data: data["records"]["submission"][0].update(
        submitted="yesterday"
    ),
    "a moment of no year": lambda data: data["records"]["submission"][0].update(
        submitted="0000-00-00 00:00:00"
    ),
    "a start that is no day": lambda data: pair_of(data).update(starts="2027-02-30"),
    "a moment in other signs": lambda data: pair_of(data).update(at="20270101T10:00"),
    "an application twice": twice,
    "a state that is none": lambda data: pair_of(data).update(state="married"),
    "one person": lambda data: pair_of(data).update(learner=pair_of(data)["helper"]),
    "somebody unknown": lambda data: pair_of(data).update(learner="nobody00"),
    "no helper": lambda data: pair_of(data).update(
        helper=pair_of(data)["learner"], learner=pair_of(data)["helper"]
    ),
    "a circle": merged_in_a_circle,
    "exported at a number": lambda data: data["cohort"]["settings"].update(exported_at=5),
    "weights of words": lambda data: data["cohort"]["settings"].update(weights={"goals": "much"}),
    "an endless number": lambda data: data["cohort"]["settings"].update(minimum_fit=1e300),
    "letters in a list": lambda data: data["cohort"]["settings"].update(letters=["end"]),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_refused_whole(data, tmp_path, what):
    WRONG[what](data)
    (tmp_path / "wrong.json").write_text(json.dumps(data), encoding="utf-8")
    other = Workspace(database=tmp_path / "other.sqlite", programmes_folder=None, clock=lambda: NOW)
    with pytest.raises(FileRejected):
        import_cohort(other, tmp_path / "wrong.json")
    assert other.store.log() == []
    assert examine(other).problems == ()
    other.close()


def test_a_copy_of_a_newer_version_is_not_restored(workspace, tmp_path):
    import sqlite3
    from contextlib import closing

    workspace.store.log()
    workspace.close()
    with closing(sqlite3.connect(workspace.database)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA + 1}")
    with pytest.raises(ActionError, match="newer version"):
        describe(workspace.database)


def test_a_cohort_file_that_is_too_large_nested_or_no_file_is_refused(
    workspace, tmp_path, monkeypatch
):
    from mentor_tui.actions import handing_over

    (tmp_path / "deep.json").write_text("[" * 200_000)
    (tmp_path / "large.json").write_text(" " * 2000)
    monkeypatch.setattr(handing_over, "LARGEST", 1000)
    with pytest.raises(FileRejected, match="MB"):
        import_cohort(workspace, tmp_path / "large.json")
    monkeypatch.undo()
    with pytest.raises(FileRejected, match="not a cohort file"):
        import_cohort(workspace, tmp_path / "deep.json")
    with pytest.raises(FileRejected, match="ordinary file"):
        import_cohort(workspace, tmp_path)
