"""Small cohorts that are made once and copied for each test."""

import shutil

import pytest

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.liaising import assign_liaisons, import_liaisons
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.workspace import Workspace
from tests.actions.letter_cases import ANA, BETH
from tests.actions.test_importing import bring
from tests.conftest import NOW
from tests.forms import write_nlls
from tests.programmes.test_five import NMRT, nmrt
from tests.programmes.test_five import bring as bring_rows


def opened(folder):
    """Return a workspace on the file in a folder."""
    return Workspace(
        database=folder / "mentor.sqlite",
        programmes_folder=folder / "programmes",
        clock=lambda: NOW,
    )


def copied(prepared, folder):
    """Return a workspace on a copy of a prepared file, its forms beside it."""
    for file in prepared.iterdir():
        if file.is_file():
            shutil.copy(file, folder / file.name)
    return opened(folder)


@pytest.fixture(scope="session")
def prepared_spring(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spring")
    workspace = opened(folder)
    bring(workspace, write_nlls(folder / "form.csv"))
    decide(workspace, "spring", "accept", [BETH, ANA])
    workspace.close()
    return folder


@pytest.fixture
def spring(prepared_spring, tmp_path):
    """A cohort with a pair, and others who wait."""
    workspace = copied(prepared_spring, tmp_path)
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def prepared_fall(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fall")
    workspace = opened(folder)
    rows = [nmrt(1, "Mentor", "9"), nmrt(2, "Mentor", "12"), nmrt(3, "Mentee", "2 years")]
    rows += [nmrt(4, "Mentee", "3 months"), nmrt(5, "Mentee", "a while")]
    bring_rows(workspace, folder, "nmrt", NMRT, rows)
    problem = problem_of(workspace, "c")
    helper, learner = next(iter(problem.proposal.pairs))
    decide(workspace, "c", "accept", [problem.helper_ids[helper], problem.learner_ids[learner]])
    committee = folder / "committee.csv"
    committee.write_text("Name,Email,Library\nLil Moe,lil@example.org,Elsewhere\n")
    import_liaisons(workspace, "c", committee)
    assign_liaisons(workspace, "c")
    workspace.close()
    return folder


@pytest.fixture
def fall(prepared_fall, tmp_path):
    """A cohort with a liaison, a pair, somebody who is not eligible and somebody who is undecided."""
    workspace = copied(prepared_fall, tmp_path)
    yield workspace
    workspace.close()
