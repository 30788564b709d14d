"""Whoever gave no name is asked about, and no letter greets an address unseen."""

from mentor_tui.actions.checks import check_roster
from mentor_tui.actions.deciding import correct, decide
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.roster_loading import load_roster
from tests.forms import nlls_rows, write_nlls


def test_a_row_without_a_name_is_flagged_and_stops_lists_until_a_name_is_typed(workspace, tmp_path):
    rows = nlls_rows()
    rows[0][2] = " "
    form = write_nlls(tmp_path / "form.csv", rows)
    request = ImportRequest(files=[form], cohort="spring", programme="nlls")
    write_import(workspace, plan_import(workspace, request))
    nameless = next(
        person for person in load_roster(workspace, "spring").applicants if not person.name
    )
    assert [flag.kind for flag in nameless.open_flags] == ["name"]
    decide(workspace, "spring", "accept", [nameless.email, "ana.ortiz@example.org"])
    findings = check_roster(load_roster(workspace, "spring"))
    assert "name" in [finding.kind for finding in findings if finding.blocking]
    correct(workspace, "spring", nameless.email, "name=Beth Cho")
    roster = load_roster(workspace, "spring")
    assert "name" not in [flag.kind for flag in roster.people[nameless.id].flags]
    assert "name" not in [finding.kind for finding in check_roster(roster)]
