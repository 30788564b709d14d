"""The page for the committee: every part of it, with counts that a test works out in its own way."""

import re
from html import unescape

import pytest

from mentor_tui.actions.deciding import decide, waive
from mentor_tui.actions.feedback import import_feedback
from mentor_tui.actions.following import end_pair
from mentor_tui.actions.method import beside_fit_section, who_gets_less
from mentor_tui.actions.reporting import make_report
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.outputs.reports import Section, html_report
from tests.actions.test_importing import bring
from tests.forms import csv_text, nlls_row, write_nlls
from tests.programmes.test_five import NMRT, nmrt
from tests.programmes.test_five import bring as bring_rows

BETH, ANA = "beth.cho@example.org", "ana.ortiz@example.org"


def page(workspace, tmp_path, cohort, names=False):
    path = tmp_path / "method.html"
    make_report(workspace, cohort, path, names=names, method=True)
    text = re.sub(r"<style>.*?</style>", "", path.read_text(), flags=re.S)
    return unescape(re.sub(r"<[^>]+>", "|", text))


def row(text, beginning):
    """Return the cells of a row."""
    line = next(line for line in text.split("||") if line.strip("|").startswith(beginning))
    at = text.index(line)
    return [cell for cell in text[at : at + 400].split("|") if cell][:4]


@pytest.fixture
def fall(workspace, tmp_path):
    rows = [nmrt(1, "Mentor", "9"), nmrt(2, "Mentor", "2"), nmrt(3, "Mentee", "2 years")]
    rows += [nmrt(4, "Mentee", "3 months"), nmrt(5, "Mentee", "a while"), nmrt(6, "Mentee", "9")]
    bring_rows(workspace, tmp_path, "nmrt", NMRT, rows)
    return workspace


def test_each_rule_with_who_was_refused_is_to_be_asked_or_was_let_in(fall, tmp_path):
    waive(fall, "c", "p6@example.org", "experience-mentee", "A career change")
    text = page(fall, tmp_path, "c")
    rule = "6 months to 5 years in a professional position"
    assert row(text, rule) == [rule, "1", "1", "1"]
    assert row(text, "five or more years")[1:] == ["1", "0", "0"]
    assert "A career change" not in text
    assert "1 rule waived. The reasons stand in the copy with names." in text
    with_names = page(fall, tmp_path, "c", names=True)
    assert "A career change" in with_names
    assert "refuses nobody" in with_names


def test_weights_and_what_the_suggestion_aims_at(fall, tmp_path):
    text = page(fall, tmp_path, "c")
    assert "interests in common make 40% of it" in text
    assert "type of library 4, type of position 4, place 2" in text
    assert "as many pairs as can be, and among those the highest total fit" in text


def test_what_was_overridden_and_why_stands_with_names_alone(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    decide(workspace, "spring", "accept", [BETH, ANA])
    decide(
        workspace, "spring", "keep-apart", [BETH, "ivo.lund@example.org"], reason="They are cousins"
    )
    end_pair(workspace, "spring", ANA, "Ana moved away")
    text = page(workspace, tmp_path, "spring")
    assert "1 ended early, 1 kept apart." in text
    assert "cousins" not in text
    assert "Ana" not in text
    assert "They are cousins" in page(workspace, tmp_path, "spring", names=True)


def test_how_sure_counts_what_waits_and_nothing_that_is_decided(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    waiting = len(problem_of(workspace, "spring").proposal.pairs)
    said = re.search(
        r"not yet decided: (\d+)\. Of these (\d+) are settled .*, (\d+) could .*, and (\d+) depend",
        page(workspace, tmp_path, "spring"),
    )
    numbers = [int(number) for number in said.groups()]
    assert numbers[0] == waiting == sum(numbers[1:])
    problem = problem_of(workspace, "spring")
    for helper, learner in problem.proposal.pairs:
        pair = [problem.helper_ids[helper], problem.learner_ids[learner]]
        decide(workspace, "spring", "accept", pair)
    assert "every suggested pair is decided" in page(workspace, tmp_path, "spring")


def test_sizes_of_library_stand_in_the_order_of_the_form(workspace, tmp_path):
    topic = "Circulation"
    rows = [
        nlls_row(1, "Ann Bo", "Mentee", topic, size="10+"),
        nlls_row(2, "Cy Du", "Mentee", topic, size="2-4"),
        nlls_row(3, "Ed Fa", "Mentee", topic, size="1"),
    ]
    bring(workspace, write_nlls(tmp_path / "form.csv", rows))
    text = page(workspace, tmp_path, "spring")
    part = text[text.index("by library staff") :]
    places = [part.index(f"|{size}|") for size in ("1", "2-4", "10+")]
    assert places == sorted(places)
    assert "n = 3: too few to say whether one kind gets less" in part


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("1", 10, 2, ""), ("10+", 20, 16, "")], "least often “1” (20%), most often “10+” (80%)"),
        ([("1", 9, 2, ""), ("10+", 20, 16, "")], "n = 29: too few to say"),
        ([("1", 10, 5, ""), ("10+", 20, 10, "")], "n = 30: all got a partner equally often"),
    ],
)
def test_whether_small_libraries_get_less_is_said_from_thirty_people_on(rows, said):
    assert said in who_gets_less(rows)


def test_marks_beside_the_fit_are_said_from_thirty_on():
    marks = [(float(fit), float(1 + fit % 5)) for fit in range(30)]
    assert "too few to say" in beside_fit_section(marks[:29]).sentence
    assert "n = 29" in beside_fit_section(marks[:29]).sentence
    whole = beside_fit_section(marks)
    assert "n = 30" in whole.sentence
    assert [one[1] for one in whole.rows] == [15, 15]
    equal = beside_fit_section([(50.0, 4.0)] * 30)
    assert "no relation can be worked out" in equal.sentence
    line = beside_fit_section([(float(fit), 1 + fit / 10) for fit in range(31)])
    assert "r = 1.00" in line.sentence


def test_marks_of_the_end_form_are_counted(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    decide(workspace, "spring", "accept", [BETH, ANA])
    form = tmp_path / "end.csv"
    rows = [[ANA, "4"], [BETH, "5 - very much"]]
    form.write_text(csv_text(["Email", "How well did the two of you suit each other?"], rows))
    import_feedback(workspace, "spring", form)
    assert "2 marks were given (n = 2): too few to say." in page(workspace, tmp_path, "spring")


def test_the_page_begins_with_a_table_so_that_no_page_is_empty_and_bars_are_text():
    bars = Section(
        title="Fits", sentence="", headings=("fit", "pairs"), rows=(("a", 4), ("b", 0)), bars=True
    )
    text = html_report("A <title>", [bars], "1 < 2")
    body = text[text.index("<body>") + 6 :].lstrip()
    assert body.startswith('<table role="presentation"')
    assert "A &lt;title&gt;" in body
    assert "1 &lt; 2" in body
    assert "<svg" not in body
    assert body.count("\u2588") == 30
