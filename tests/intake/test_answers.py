"""Answers as people write them: understood, or left for the coordinator."""

import pytest

from mentor_tui.domain.people import Span
from mentor_tui.intake.date_order import order_of
from mentor_tui.intake.dates import read_moment
from mentor_tui.intake.headings import heading_key
from mentor_tui.intake.learning import learn_options
from mentor_tui.intake.numbers import read_count, read_span, read_yes_no
from mentor_tui.intake.opposites import leaning
from mentor_tui.intake.options import Options, split_ticked
from mentor_tui.intake.reading import repair_band
from mentor_tui.intake.roles import read_roles
from mentor_tui.programmes import Option, Topic, parse_programme, programme_text


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3", (36, 36)),
        ("2.5", (30, 30)),
        ("10+", (120, None)),
        ("18 months", (18, 18)),
        ("three", (36, 36)),
        ("4 years 11 months", (59, 59)),
        ("4 years and 11 months", (59, 59)),
        ("exactly 5 years", (60, 60)),
        ("five years", (60, 60)),
        ("6 months", (6, 6)),
        ("5 mos.", (5, 5)),
        ("half a year", (6, 6)),
        ("2 1/2 years", (30, 30)),
        ("two and a half years", (30, 30)),
        ("5 or more years", (60, None)),
        ("at least 3 years", (36, None)),
        ("more than 5 years", (61, None)),
        ("less than 3 years", (0, 35)),
        ("3-5 years", (36, 60)),
        ("up to 2 years", (0, 24)),
        ("5 ans", (60, 60)),
        ("six mois", (6, 6)),
        ("a year", (12, 12)),
        ("0", (0, 0)),
        ("1 an et 6 mois", (18, 18)),
    ],
)
def test_lengths_of_time_are_understood(text, months):
    assert read_span(text) == Span(*months)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a while",
        "just under 5",
        "about 5 years",
        "~3",
        "since 2015",
        "2015",
        "many",
        "15 years in libraries, 3 as manager",
        "5?",
        "5 years 200 " * 90,
    ],
)
def test_what_is_not_clear_is_never_guessed(text):
    assert read_span(text) is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("2", 2),
        ("two at most", 2),
        ("I'm willing to take on two mentees.", 2),
        ("just one", 1),
        ("a mentee", 1),
        ("a couple", 2),
        ("none", 0),
        ("up to 3", 3),
        ("One only, please!", 1),
        ("", None),
        ("1-2", None),
        ("maybe 2", None),
        ("several", None),
        ("5000", None),
        ("3+", None),
    ],
)
def test_places_as_sentences(text, places):
    assert read_count(text) == places


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yes", True),
        ("y", True),
        ("Oui", True),
        ("TRUE", True),
        ("I agree", True),
        ("Yes, but only by e-mail", None),
        ("✓", True),
        ("No", False),
        ("non", False),
        ("No, but my library is an institutional member", False),
        ("I do not", False),
        ("not yet", False),
        ("I am not a member", False),
        ("", None),
        ("maybe", None),
        ("not sure", None),
        ("n/a", None),
        ("pending", None),
        ("lapsed", None),
    ],
)
def test_yes_and_no(text, value):
    assert read_yes_no(text) is value


@pytest.mark.parametrize(
    ("text", "order", "found"),
    [
        ("09/10/2026 10:46:00", "MDY", "2026-09-10 10:46:00"),
        ("09/10/2026 10:46:00", "DMY", "2026-10-09 10:46:00"),
        ("2025/11/04 1:40:13 PM CST", "MDY", "2025-11-04 13:40:13"),
        ("2025/12/11 12:04:31 AM CST", "MDY", "2025-12-11 00:04:31"),
        ("2026-09-21T23:52:00", "MDY", "2026-09-21 23:52:00"),
        ("12/10/25 11:52 PM", "MDY", "2025-12-10 23:52:00"),
        ("Sept 21, 2026", "MDY", "2026-09-21 00:00:00"),
        ("21 septembre 2026", "MDY", "2026-09-21 00:00:00"),
        ("46286.5", "MDY", "2026-09-21 12:00:00"),
    ],
)
def test_dates_of_form_tools(text, order, found):
    assert str(read_moment(text, order)) == found


@pytest.mark.parametrize("text", ["", "31/02/2026", "02/30/2026", "soon", "2026-13-01", "13:61"])
def test_impossible_dates_are_none(text):
    assert read_moment(text) is None


def test_a_column_proves_its_own_order():
    assert order_of(["01/02/2026", "25/02/2026"], "MDY") == "DMY"
    assert order_of(["01/02/2026", "02/25/2026"], "DMY") == "MDY"
    assert order_of(["01/02/2026"], "DMY") == "DMY"


KNOWN = Options.of(
    [
        Topic(name="Diversity, Equity, & Inclusion"),
        Topic(name="Policy Creation / Review", aliases=("policy",)),
        Topic(name="Board Relations"),
    ]
)


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        (
            "Diversity, Equity, & Inclusion, Board Relations",
            ["Diversity, Equity, & Inclusion", "Board Relations"],
        ),
        (
            "diversity, equity and inclusion;BOARD  RELATIONS;",
            ["Diversity, Equity, & Inclusion", "Board Relations"],
        ),
        (
            "Board Relations, gardening, and seed libraries",
            ["Board Relations", "gardening, and seed libraries"],
        ),
        ("Policy creation/review", ["Policy Creation / Review"]),
        (
            "policy, Board Relations, Board Relations",
            ["Policy Creation / Review", "Board Relations"],
        ),
        ("", []),
    ],
)
def test_known_options_are_split_first(answer, names):
    assert [piece.text for piece in split_ticked(answer, KNOWN)] == names


def test_options_with_commas_are_learned_from_the_answers():
    option = "Variant/flag propagation (++, ~~, ==)"
    answers = [
        f"{option}, Speed",
        "Speed, Docs",
        option,
        f"Docs, {option}",
        "Docs, one of a kind, really",
    ]
    learned = learn_options(answers, Options({}), semicolons=False)
    assert option in learned
    assert {"Speed", "Docs"} <= set(learned)
    pieces = [
        piece.text
        for piece in split_ticked(answers[0], Options.of((), {one: one for one in learned}))
    ]
    assert pieces == [option, "Speed"]


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("4-Feb", "2-4"),
        ("02-Apr", "2-4"),
        ("2024-02-04", "2-4"),
        ("Feb-04", "2-4"),
        ("9-May", "5-9"),
        ("2024-05-09 00:00:00", "5-9"),
        ("5/9/2026", "5-9"),
        ("2-4", None),
        ("10+", None),
        ("7-Jul", None),
        ("", None),
    ],
)
def test_size_bands_that_became_dates(text, band):
    question = parse_programme(programme_text("nlls")).question("size")
    known = Options.of(question.options).find(text)
    assert known == text or repair_band(question, text) == band


def test_aliases_never_hide_a_name():
    options = Options.of([Option(name="School", aliases=("Public",)), Option(name="Public")])
    assert options.find("public") == "Public"


@pytest.mark.parametrize(
    "text", ["either", "Either is fine with me", "l'une ou l'autre", "mentee/mentor", "Mentore"]
)
def test_a_role_left_to_others_is_not_two_roles(text):
    assert read_roles(text, parse_programme(programme_text("ola"))) == ()


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("both: mentor/mentee", ("mentor", "mentee")),
        ("mentor, mentee", ("mentor", "mentee")),
        ("personne mentore", ("mentor",)),
        ("MENTORÉE", ("mentee",)),
    ],
)
def test_roles_that_are_named_plainly_stand(text, roles):
    assert read_roles(text, parse_programme(programme_text("ola"))) == roles


@pytest.mark.parametrize(
    ("heading", "shares"),
    [
        ("Les sujets pour lesquels vous accompagnez", True),
        ("Les sujets dans lesquels vous serez accompagnée", False),
        ("Know-how I would pass along", True),
        ("Know-how I am searching for", False),
    ],
)
def test_what_is_shared_and_what_is_wanted_differ_by_their_headings(heading, shares):
    assert (leaning(heading_key(heading)) > 0) == shares
    assert leaning(heading_key(heading)) != 0
