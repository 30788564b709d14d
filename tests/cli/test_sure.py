"""`suggest --sure`, lifting the lowest, and two people in any order, as commands."""

import json

import pytest

from mentor_tui.cli.main import main
from tests.forms import nlls_row, write_nlls

BUDGET, BOARD, TECH, CIRC = "Budget management", "Board Relations", "Technology", "Circulation"
BETH, PAT, ANA, ZOE, RUTH, OLE = (
    f"{name}@example.org"
    for name in ("beth.cho", "pat.abbott", "ana.ortiz", "zoe.roy", "ruth.ng", "ole.dahl")
)


@pytest.fixture
def run(tmp_path, capsys):
    def call(*words, code=0, database="mentor"):
        path = tmp_path / f"{database}.sqlite"
        found = main(["--database", str(path), "--no-input", *map(str, words)])
        said = capsys.readouterr()
        assert found == code, said.err
        assert "Traceback" not in said.err
        return said.out, said.err

    return call


@pytest.fixture
def brought(run, tmp_path):
    def bring(rows, database="mentor"):
        form = write_nlls(tmp_path / "form.csv", rows)
        run("import", form, "--cohort", "c", "--programme", "nlls", database=database)

    return bring


def data(run, *words, **more):
    return json.loads(run(*words, "--format", "json", **more)[0])


def alike():
    return [
        nlls_row(1, "Beth Cho", "Mentor", BUDGET),
        nlls_row(2, "Pat Abbott", "Mentor", BUDGET),
        nlls_row(3, "Ana Ortiz", "Mentee", BUDGET),
        nlls_row(4, "Zoe Roy", "Mentee", BUDGET),
    ]


def test_sure_says_free_and_with_whom(run, brought):
    brought(alike())
    plain = data(run, "suggest", "--cohort", "c")
    assert "sure" not in plain["pairs"][0]
    pairs = data(run, "suggest", "--cohort", "c", "--sure")["pairs"]
    helpers = {pair["people"][0]["id"] for pair in pairs}
    for pair in pairs:
        helper, learner = (person["id"] for person in pair["people"])
        assert (pair["sure"], pair["kept"], pair["or_nobody"]) == ("free", 1.0, False)
        assert pair["free_with"] == list(helpers - {helper})
        assert pair["free_for"][learner] == pair["free_with"]
    assert "free: " in run("suggest", "--cohort", "c", "--sure")[0]
    assert "0 settled, 2 free, 0 depends" in run("suggest", "--cohort", "c", "--sure")[0]
    assert "Free, at no cost to the list" in run("explain", "--cohort", "c", ANA)[0]


def test_a_decided_pair_is_settled_and_its_partner_then_too(run, brought):
    brought(alike())
    run("decide", "--cohort", "c", "accept", ANA, BETH)
    pairs = data(run, "suggest", "--cohort", "c", "--sure")["pairs"]
    assert {(pair["state"], pair["sure"]) for pair in pairs} == {
        ("accepted", "settled"),
        ("suggested", "settled"),
    }
    assert all(pair["free_with"] == [] and pair["kept"] == 1.0 for pair in pairs)


def uneven():
    """The highest total leaves Zoe with a mentor who has nothing of hers."""
    return [
        nlls_row(1, "Beth Cho", "Mentor", f"{BUDGET}, {TECH}, Governance"),
        nlls_row(2, "Pat Abbott", "Mentor", BOARD),
        nlls_row(3, "Ana Ortiz", "Mentee", f"{BUDGET}, {TECH}, Governance, {BOARD}"),
        nlls_row(4, "Zoe Roy", "Mentee", f"{TECH}, {CIRC}, Scheduling"),
    ]


def test_lift_the_lowest_and_what_it_costs(run, brought):
    brought(uneven())
    first = data(run, "suggest", "--cohort", "c")
    lifted = data(run, "suggest", "--cohort", "c", "--objective", "lift-lowest")
    assert lifted["objective"] == "lift-lowest"
    assert lifted["optimal"] is True
    assert lifted["n_pairs"] == first["n_pairs"] == 2
    lowest = min(pair["fit"] for pair in first["pairs"])
    higher = min(pair["fit"] for pair in lifted["pairs"])
    assert higher > lowest
    assert lifted["total_fit"] < first["total_fit"]
    found = data(run, "compare", "--cohort", "c", "--objective", "lift-lowest")
    assert found["lowest"] == [pytest.approx(lowest), pytest.approx(higher)]
    assert found["price"].startswith(f"lowest {lowest:.1f}".removesuffix(".0") + " -> ")
    assert "total -" in found["price"]
    assert found["price"].endswith(" %, 2 people move")
    assert found["price"] in run("compare", "--cohort", "c", "--objective", "lift-lowest")[0]


def test_a_cohort_keeps_what_its_list_aims_at(run, brought):
    brought(uneven())
    assert run("objective", "--cohort", "c")[0] == "most-pairs\n"
    run("objective", "--cohort", "c", "lift-lowest")
    assert data(run, "suggest", "--cohort", "c")["objective"] == "lift-lowest"
    run("objective", "--cohort", "c", "lift-lowest", code=1)
    run("undo")
    assert run("objective", "--cohort", "c")[0] == "most-pairs\n"


def both_roles():
    """Ruth and Ole can both help and learn; Ruth's offer suits Ole better."""
    return [
        nlls_row(1, "Ruth Ng", "Mentor, Mentee", f"{BUDGET}, {TECH}, {BOARD}"),
        nlls_row(2, "Ole Dahl", "Mentor, Mentee", f"{BUDGET}, {TECH}"),
        nlls_row(3, "Zoe Roy", "Mentee", CIRC),
    ]


@pytest.mark.parametrize("command", ["explain", "what-if"])
def test_two_people_in_any_order_and_both_ways(run, brought, command):
    brought(both_roles())
    forth = run(command, "--cohort", "c", RUTH, OLE)[0]
    assert forth == run(command, "--cohort", "c", OLE, RUTH)[0]
    assert "the other way round:" in forth
    assert "Ole Dahl with Ruth Ng" in forth
    assert "Ruth Ng with Ole Dahl" in forth
    first = data(run, command, "--cohort", "c", RUTH, OLE)
    assert first == data(run, command, "--cohort", "c", OLE, RUTH)
    assert "other_way" in first


@pytest.mark.parametrize("command", ["explain", "what-if"])
def test_a_mentor_and_a_mentee_in_any_order(run, brought, command):
    brought(alike())
    forth = run(command, "--cohort", "c", ANA, PAT)[0]
    assert forth == run(command, "--cohort", "c", PAT, ANA)[0]
    assert "the other way round" not in forth


@pytest.mark.parametrize("decision", ["accept", "pin", "reject", "swap"])
def test_decisions_are_the_same_in_any_order(run, brought, decision):
    after = []
    for number, people in enumerate(((RUTH, OLE), (OLE, RUTH))):
        name = f"order{number}"
        brought(both_roles(), database=name)
        said = run("decide", "--cohort", "c", decision, *people, database=name)[1]
        assert "the other way round" in said
        after.append(
            [
                [(person["email"], person["role"]) for person in pair["people"]]
                for pair in data(run, "pairs", "--cohort", "c", database=name)
            ]
        )
        if decision == "reject":
            for two in ((RUTH, OLE), (OLE, RUTH)):
                found = data(run, "what-if", "--cohort", "c", *two, database=name)
                assert not found["possible"]
                assert not found["other_way"]["possible"]
    assert after[0] == after[1]
    assert bool(after[0]) == (decision != "reject")


def test_who_learns_can_be_said_outright(run, brought):
    brought(both_roles())
    for learner, helper in ((RUTH, OLE), (OLE, RUTH)):
        run("decide", "--cohort", "c", "accept", RUTH, OLE, "--learner", learner)
        (pair,) = data(run, "pairs", "--cohort", "c")
        assert [person["email"] for person in pair["people"]] == [helper, learner]
        run("undo")
    _, said = run("decide", "--cohort", "c", "accept", RUTH, OLE, "--learner", ZOE, code=1)
    assert "none of these two" in said
    _, said = run("decide", "--cohort", "c", "later", ZOE, "--learner", ZOE, code=1)
    assert "--learner" in said


def test_unpin_and_swap_take_the_pair_that_is_decided(run, brought):
    brought(both_roles())
    run("decide", "--cohort", "c", "pin", RUTH, OLE, "--learner", RUTH)
    run("decide", "--cohort", "c", "unpin", RUTH, OLE)
    (pair,) = data(run, "pairs", "--cohort", "c")
    assert (pair["people"][1]["email"], pair["state"]) == (RUTH, "accepted")
    _, said = run("decide", "--cohort", "c", "swap", OLE, RUTH, code=1)
    assert "a pair already" in said
