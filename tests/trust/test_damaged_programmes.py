"""A damaged byte in the programme that a cohort keeps: said as damage, hides no other cohort, and takes nobody along."""

import sqlite3
from contextlib import closing

import pytest

from mentor_tui.actions.cohorts import create_cohort
from mentor_tui.actions.maintenance import examine, find_damage, restore
from mentor_tui.actions.salvaging import save_what_is_whole
from mentor_tui.actions.workspace import Workspace
from mentor_tui.cli.main import main
from mentor_tui.cli.plain.cohorts import choose_cohort
from mentor_tui.domain.calendar import CohortDates
from mentor_tui.domain.records import Cohort
from mentor_tui.store import StoreError
from mentor_tui.store.backup import copies_of, newest_good
from mentor_tui.store.tables import ROWS
from tests.trust.evening import begun

QUOTE = '"Indigenous relations"]'
UNPARSABLE = (
    f"UPDATE cohort SET programme_text = replace(programme_text, '{QUOTE}', '{QUOTE[:-2]}*]')"
)
NO_TEXT = (
    "UPDATE cohort SET programme_text = CAST(CAST(replace(programme_text, 'Indigenous', '#') AS BLOB)"
    " || x'ff' AS TEXT)"
)
ANOTHER_WORD = (
    "UPDATE cohort SET programme_text = replace(programme_text, 'Indigenous', 'Indigenouz')"
)
IN_SPRING = " WHERE name = 'spring'"
A_LETTER_OF_THE_LOG = "UPDATE log SET changes = replace(changes, 'Indigenous', 'Indigenouz')"
THE_LOG = "UPDATE log SET changes = replace(changes, '[{', '[') WHERE kind = 'import'"


@pytest.fixture
def evening(tmp_path):
    workspace = begun(tmp_path)
    create_cohort(workspace, "autumn", "ola", CohortDates())
    workspace.close()
    for copy in copies_of(workspace.database):
        copy.unlink()
    yield workspace
    workspace.close()


def harm(workspace, *statements):
    workspace.close()
    with closing(sqlite3.connect(workspace.database)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount
        connection.commit()


def records_of(workspace):
    return [record for _, kind in ROWS.values() for record in workspace.store.all(kind)]


def ran(workspace, capsys, *words):
    workspace.close()
    code = main(["--database", str(workspace.database), *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_programme_that_cannot_be_read_is_damage_and_the_newest_good_copy_is_named(
    evening, capsys
):
    copy = evening.store.keep_copy("start")
    harm(evening, UNPARSABLE + IN_SPRING)
    for command in (["applicants"], ["suggest"], ["check"], ["report", "--to", "x.md"]):
        code, _, complaint = ran(evening, capsys, *command, "--cohort", "spring")
        assert code == 1
        assert "is damaged: the programme that the cohort spring keeps" in complaint
        assert f"mentor-tui restore {copy}" in complaint
        assert "TOML" not in complaint
    damage = find_damage(evening)
    assert damage is not None
    assert damage.copy == copy


def test_doctor_finishes_its_table_and_names_the_copy(evening, capsys):
    copy = evening.store.keep_copy("start")
    harm(evening, UNPARSABLE + IN_SPRING)
    code, table, _ = ran(evening, capsys, "doctor")
    assert code == 1
    assert "autumn, spring" in table
    assert str(copy) in table
    assert "! " + str(evening.database) + " is damaged: the programme" in table


def test_other_cohorts_stay_listed(evening, capsys):
    harm(evening, UNPARSABLE + IN_SPRING)
    code, table, complaint = ran(evening, capsys, "cohorts")
    assert code == 1
    assert [line.split()[0] for line in table.splitlines()[2:]] == ["autumn", "spring"]
    assert "is damaged" in complaint
    code, data, _ = ran(evening, capsys, "cohorts", "--format", "json")
    assert code == 1
    assert '"autumn"' in data


def test_the_plain_way_lists_the_others_and_says_which_is_not(evening):
    harm(evening, UNPARSABLE + IN_SPRING)
    told = []

    class Listening:
        def tell(self, words):
            told.append(words)

        def choose_or_end(self, _question, options):
            told.extend(options)

    assert choose_cohort(evening, Listening()) == ""
    assert "Not listed: spring" in told[0]
    assert any(words.startswith("autumn") for words in told)


@pytest.mark.parametrize(
    "harms",
    [
        (UNPARSABLE + IN_SPRING,),
        (NO_TEXT + IN_SPRING,),
        (ANOTHER_WORD + IN_SPRING,),
        (A_LETTER_OF_THE_LOG,),
        (UNPARSABLE + IN_SPRING, THE_LOG),
        (NO_TEXT + IN_SPRING, THE_LOG),
    ],
)
@pytest.mark.parametrize("with_copy", [True, False])
def test_the_cohort_is_saved_with_everybody(evening, tmp_path, harms, with_copy):
    before = records_of(evening)
    if with_copy:
        evening.store.keep_copy("start")
    harm(evening, *harms)
    saving = save_what_is_whole(evening, tmp_path / "saved.sqlite")
    saved = Workspace(database=tmp_path / "saved.sqlite", copies=False, clock=evening.clock)
    mended = [record for record in records_of(saved) if record not in before]
    missing = [record for record in before if record not in records_of(saved)]
    assert examine(saved).problems == ()
    saved.close()
    assert [record for record in missing if not isinstance(record, Cohort)] == []
    assert not saving.set_aside
    if mended:
        assert "nlls as it is today" in saving.sentences()


def test_what_came_from_elsewhere_is_told(evening, tmp_path):
    evening.store.keep_copy("start")
    harm(evening, UNPARSABLE + IN_SPRING, THE_LOG)
    words = save_what_is_whole(evening, tmp_path / "saved.sqlite").sentences()
    assert (
        "The programme of the cohort spring was damaged; it is now as in the newest good" in words
    )
    assert "Nothing else is missing" in words


def test_of_two_programmes_nobody_else_knows_the_log_s_is_taken_and_told(evening, tmp_path):
    for table, column in (("cohort", "programme_text"), ("log", "changes")):
        harm(evening, f"UPDATE {table} SET {column} = replace({column}, 'Indigenous', 'Own')")
    harm(evening, "UPDATE cohort SET programme_text = replace(programme_text, 'Own', 'Owm')")
    words = save_what_is_whole(evening, tmp_path / "saved.sqlite").sentences()
    assert "nothing tells which was damaged: the log's was taken" in words
    assert "set aside" not in words


def test_a_copy_of_a_damaged_file_is_no_good_copy_and_backup_says_so(evening, tmp_path, capsys):
    good = evening.store.keep_copy("start")
    harm(evening, ANOTHER_WORD + IN_SPRING, "UPDATE change_count SET number = number + 1")
    assert evening.store.keep_copy("import") is not None
    assert newest_good(evening.database)[0] == good
    code, path, complaint = ran(evening, capsys, "backup", str(tmp_path / "b.sqlite"))
    assert code == 1
    assert path.strip() == str(tmp_path / "b.sqlite")
    assert "is damaged. The copy is made, and as damaged" in complaint
    restore(evening, good)
    assert find_damage(evening) is None


def test_the_programme_is_said_to_be_damaged_by_whatever_reads_it(evening):
    harm(evening, UNPARSABLE + IN_SPRING)
    with pytest.raises(StoreError, match="keeps cannot be read"):
        evening.programme_of(evening.cohort("spring"))
    assert evening.programme_of(evening.cohort("autumn")).id == "ola"
