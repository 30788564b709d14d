"""Two coordinators at one cohort: what comes by itself, what is asked, and what is refused whole."""

from contextlib import suppress

import pytest

from mentor_tui.actions import deciding, erasing, following
from mentor_tui.actions.checks import check_roster
from mentor_tui.actions.handing_over import export_cohort, import_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.maintenance import examine
from mentor_tui.actions.merging import plan_merge, write_merge
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.same_people import merge_people
from mentor_tui.actions.workspace import ActionError, Workspace
from tests.conftest import NOW
from tests.forms import nlls_row, write_nlls

BETH, PAT, ANA, IVO, RUTH, MINA, ZOE = (
    "beth.cho@example.org",
    "pat.abbott@example.org",
    "ana.ortiz@example.org",
    "ivo.lund@example.org",
    "ruth.ng@example.org",
    "mina.hart@example.org",
    "zoë.roy@example.org",
)


@pytest.fixture
def two(workspace, tmp_path):
    """The same cohort on two machines."""
    write_import(
        workspace,
        plan_import(
            workspace,
            ImportRequest(files=[write_nlls(tmp_path / "form.csv")], cohort="c", programme="nlls"),
        ),
    )
    export_cohort(workspace, "c", tmp_path / "start.json")
    other = Workspace(
        database=tmp_path / "other.sqlite",
        programmes_folder=tmp_path / "programmes",
        clock=lambda: NOW,
    )
    import_cohort(other, tmp_path / "start.json")
    yield workspace, other
    other.close()


def merge(mine, theirs, tmp_path, chosen=()):
    export_cohort(theirs, "c", tmp_path / "theirs.json")
    plan = plan_merge(mine, tmp_path / "theirs.json")
    return plan, write_merge(mine, plan, chosen)


def pairs(workspace):
    roster = load_roster(workspace, "c")
    return {roster.pair_name(pair) for pair in roster.decided}


def test_what_does_not_collide_comes_by_itself_and_merging_again_brings_nothing(two, tmp_path):
    mine, theirs = two
    deciding.decide(mine, "c", "accept", [BETH, ANA])
    deciding.decide(theirs, "c", "accept", [PAT, ZOE])
    deciding.decide(theirs, "c", "later", [IVO])
    deciding.correct(theirs, "c", MINA, "goals=As I heard")
    following.note_contact(workspace=theirs, cohort="c", who=ZOE, kind="met", on="2027-02-03")
    plan, entry = merge(mine, theirs, tmp_path)
    assert plan.differences == ()
    assert entry is not None
    assert pairs(mine) == {"Ana Ortiz + Beth Cho", "Zoë Roy + Pat Abbott"}
    assert load_roster(mine, "c").status_of
    assert merge(mine, theirs, tmp_path)[1] is None
    assert examine(mine).problems == ()
    _, back = merge(theirs, mine, tmp_path)
    assert back is not None
    assert pairs(theirs) == pairs(mine)
    mine.store.undo()
    assert pairs(mine) == {"Ana Ortiz + Beth Cho"}


def test_a_new_applicant_and_a_waiver_come_with_the_pairs_that_need_them(two, tmp_path):
    mine, theirs = two
    late = nlls_row(40, "New Person", "Mentee", "Board Relations")
    write_import(
        theirs,
        plan_import(
            theirs, ImportRequest(files=[write_nlls(tmp_path / "late.csv", [late])], cohort="c")
        ),
    )
    deciding.decide(theirs, "c", "accept", [BETH, "new.person@example.org"])
    _, entry = merge(mine, theirs, tmp_path)
    assert entry is not None
    assert pairs(mine) == {"New Person + Beth Cho"}


def test_a_helper_made_larger_there_keeps_both_learners(two, tmp_path):
    mine, theirs = two
    deciding.correct(theirs, "c", PAT, "places=2")
    for learner in (ZOE, IVO):
        deciding.decide(theirs, "c", "accept", [PAT, learner])
    plan, _ = merge(mine, theirs, tmp_path)
    assert plan.differences == ()
    assert pairs(mine) == {"Zoë Roy + Pat Abbott", "Ivo Lund + Pat Abbott"}


def test_the_same_place_given_to_two_is_a_difference(two, tmp_path):
    mine, theirs = two
    deciding.decide(mine, "c", "accept", [PAT, ZOE])
    deciding.decide(theirs, "c", "accept", [PAT, IVO])
    plan, _ = merge(mine, theirs, tmp_path)
    assert len(plan.differences) == 1
    assert pairs(mine) == {"Zoë Roy + Pat Abbott"}
    merge(mine, theirs, tmp_path, [0])
    assert pairs(mine) == {"Ivo Lund + Pat Abbott"}
    assert examine(mine).problems == ()


def test_what_would_leave_a_pair_without_its_person_is_refused_whole(two, tmp_path):
    mine, theirs = two
    deciding.decide(mine, "c", "accept", [PAT, ZOE])
    merge_people(theirs, "c", BETH, PAT)
    before = mine.store.log()
    with pytest.raises(ActionError, match="would not do"):
        merge(mine, theirs, tmp_path)
    assert mine.store.log() == before
    assert pairs(mine) == {"Zoë Roy + Pat Abbott"}


def test_merged_in_opposite_ways_is_refused(two, tmp_path):
    mine, theirs = two
    merge_people(mine, "c", IVO, ZOE)
    merge_people(theirs, "c", ZOE, IVO)
    with pytest.raises(ActionError, match="opposite"):
        merge(mine, theirs, tmp_path)


def test_keep_apart_outlives_a_merge_of_people_and_stops_one_against_a_pair(two):
    mine, _ = two
    deciding.decide(mine, "c", "keep-apart", [BETH, ZOE], "asked for it")
    deciding.decide(mine, "c", "reject", [BETH, IVO])
    merge_people(mine, "c", IVO, ZOE)
    roster = load_roster(mine, "c")
    assert [pair.state for pair in roster.pairs] == ["kept-apart"]
    mine.store.undo(2, "c")
    deciding.decide(mine, "c", "accept", [BETH, IVO])
    with pytest.raises(ActionError, match="kept-apart"):
        merge_people(mine, "c", IVO, ZOE)


def test_a_role_is_not_corrected_away_under_a_pair(two):
    mine, _ = two
    deciding.decide(mine, "c", "accept", [PAT, ZOE])
    with pytest.raises(ActionError, match="before the role changes"):
        deciding.correct(mine, "c", ZOE, "role=Mentor")
    assert load_roster(mine, "c").decided


def test_an_ended_pair_that_is_made_again_has_its_dates_anew(two):
    mine, _ = two
    deciding.decide(mine, "c", "accept", [PAT, ZOE])
    ends = load_roster(mine, "c").decided[0].ends
    following.end_pair(mine, "c", ZOE, "a pause")
    deciding.decide(mine, "c", "accept", [PAT, ZOE], "they try again")
    assert load_roster(mine, "c").decided[0].ends == ends


def test_erasing_somebody_called_like_a_part_of_a_word_spares_everything_else(workspace, tmp_path):
    rows = [
        nlls_row(
            1,
            "Joanna Manning",
            "Mentor",
            "Scheduling",
            goals="Annual plans and same-day work with Ann",
        ),
        nlls_row(2, "Ann", "Mentee", "Scheduling", email="ann@example.org"),
        nlls_row(3, "Same", "Mentee", "Scheduling", email="same@example.org"),
    ]
    write_import(
        workspace,
        plan_import(
            workspace,
            ImportRequest(
                files=[write_nlls(tmp_path / "f.csv", rows)], cohort="c", programme="nlls"
            ),
        ),
    )
    deciding.decide(workspace, "c", "accept", ["joanna.manning@example.org", "ann@example.org"])
    text = workspace.cohort("c").programme_text
    for who in ("ann@example.org", "same@example.org"):
        erasing.erase(workspace, who)
    assert workspace.cohort("c").programme_text == text
    people = load_roster(workspace, "c").applicants
    assert [one.name for one in people] == ["Joanna Manning"]
    assert people[0].roles["mentor"].offer_text.startswith("Annual plans and same-day")
    assert examine(workspace).problems == ()


def test_erasing_goes_on_over_a_damaged_copy_and_reaches_merged_people_and_undone_imports(
    two, tmp_path
):
    mine, _ = two
    merge_people(mine, "c", IVO, ZOE)
    damaged = tmp_path / "backups" / "mentor-00099-2027-01-01-000000-start.sqlite"
    damaged.parent.mkdir(exist_ok=True)
    damaged.write_bytes(b"SQLite format 3\x00" + b"\xa5" * 9000)
    done = erasing.erase(mine, ZOE)
    assert [path for path, _ in done.failed] == [damaged]
    assert damaged.exists(), "what cannot be cleaned stays and is named"
    damaged.unlink()
    rows = [nlls_row(50, "Zed Undone", "Mentee", "Scheduling")]
    write_import(
        mine,
        plan_import(mine, ImportRequest(files=[write_nlls(tmp_path / "z.csv", rows)], cohort="c")),
    )
    mine.store.undo(1, "c")
    erasing.erase(mine, "zed.undone@example.org")
    mine.close()
    for path in [mine.database, *(tmp_path / "backups").glob("*.sqlite")]:
        data = path.read_bytes()
        for word in (b"zed.undone", "zoë.roy".encode(), b"ivo.lund"):
            assert word not in data, (path, word)


def test_a_correction_that_unsettles_a_pair_of_both_comes_and_is_left_to_settle(two, tmp_path):
    mine, _ = two
    deciding.decide(mine, "c", "accept", [BETH, ANA])
    export_cohort(mine, "c", tmp_path / "decided.json")
    third = Workspace(database=tmp_path / "third.sqlite", copies=False, clock=lambda: NOW)
    import_cohort(third, tmp_path / "decided.json")
    deciding.correct(third, "c", BETH, "places=0")
    examination = examine(third)
    assert examination.problems == ()
    assert any("settle" in what for what, _ in examination.facts)
    plan, entry = merge(mine, third, tmp_path)
    assert plan.differences == ()
    assert entry is not None
    roster = load_roster(mine, "c")
    assert roster.places(deciding.find_person(roster, BETH).id) == 0
    assert pairs(mine) == {"Ana Ortiz + Beth Cho"}
    assert [finding.kind for finding in check_roster(roster)].count("places") == 1
    assert examine(mine).problems == ()
    assert mine.store.undo(1, "c")
    assert load_roster(mine, "c").places(deciding.find_person(roster, BETH).id) > 0
    third.close()


def test_a_pair_that_came_is_never_put_on_a_place_that_is_gone(two, tmp_path):
    mine, theirs = two
    deciding.decide(theirs, "c", "accept", [BETH, ANA])
    deciding.correct(mine, "c", BETH, "places=0")
    before = pairs(mine)
    with suppress(ActionError):
        merge(mine, theirs, tmp_path)
    assert pairs(mine) == before == set()
