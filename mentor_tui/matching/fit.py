"""Fit: how well a pair suits, in thousandths of a point, as parts that add up exactly.

fit = 100 · Σ w_k · part_k / Σ w_k, each part in 0..1. Interests and agreements count where the
learner answered. Goals count where both sides could answer: where the learner's form asked for them
and the helpers were asked for their offer, or gave something else that meets a goal. A learner who
left goals blank then has no points of that part, so nobody loses by writing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..domain.blank import says_nothing
from ..programmes import Agreement, Weights
from .agreement_matrix import AgreementMatrix, Shares, in_common, indicator, part_between
from .denial import offered_part
from .likeness import Evidence, GoalLikeness, Wish
from .meaning import BothLikenesses, MeaningLikeness, SentenceVectors
from .participants import Participant, topics_of
from .thesaurus import Thesaurus, shipped_thesaurus
from .words import stems_of

FULL = 100_000
"""The highest fit: 100 points in thousandths."""

_CHUNK = 256
_KEPT = 1_000_000
_BEGINNING = 60
_COMMON = 0.1
_FEW_TEXTS = 3

Matrix = NDArray[np.int32]
Likeness = Callable[[int, int], NDArray[np.float32]]


@dataclass(frozen=True, kw_only=True)
class AgreementPoints:
    """The points of one agreement for one pair."""

    agreement: Agreement
    points: int
    of: int
    holds: bool
    known: bool
    shared: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FitParts:
    """The parts of one pair's fit, in thousandths of a point; they add up to `fit`.

    `goals_meaning` is what of the goals' points meaning brings; None where words alone count.
    """

    fit: int
    interests: int
    interests_of: int
    goals: int
    goals_of: int
    goals_asked: bool
    agreements: int
    agreements_of: int
    items: tuple[AgreementPoints, ...]
    goals_meaning: int | None = None


def says_something(text: str) -> bool:
    """Say whether a free text holds an answer at all."""
    if says_nothing(text):
        return False
    beginning = text[:_BEGINNING]  # enough to find a word, for texts of any length
    return bool(stems_of(beginning)) or (len(text) > _BEGINNING and bool(stems_of(text)))


def wish_of(learner: Participant) -> Wish:
    """Return what the goals of a learner are compared by."""
    return Wish(text=learner.goals, topics=(*learner.wants, *learner.wanted_groups))


def evidence_of(helper: Participant) -> Evidence:
    """Return everything a helper gave that goals are compared with."""
    text = offered_part(f"{helper.offer_text}\n{helper.about}".strip())
    return Evidence(text=text, topics=helper.offers, groups=helper.groups)


class Scores:
    """The fit of every helper with every learner.

    `fit` has the shape (helpers, learners). Only `fit` is kept whole; the parts of a pair are worked
    out when asked, so ten thousand people on each side still fit into memory.
    """

    def __init__(
        self,
        helpers: Sequence[Participant],
        learners: Sequence[Participant],
        weights: Weights,
        agreements: Sequence[Agreement] = (),
        language: str = "en",
        thesaurus: Thesaurus | None = None,
        vectors: SentenceVectors | None = None,
    ) -> None:
        self.helpers, self.learners, self.weights = tuple(helpers), tuple(learners), weights
        self._agreements = tuple(agreements)
        self._topics = {
            topic: number for number, topic in enumerate(topics_of((*helpers, *learners)))
        }
        self._offers = indicator([participant.offer_keys for participant in helpers], self._topics)
        self._wants = indicator([participant.want_keys for participant in learners], self._topics)
        self._language = language
        self.thesaurus = thesaurus or shipped_thesaurus()
        self._vectors = vectors
        self._both: BothLikenesses | None = None
        if vectors is not None:
            _ = (
                self.fit
            )  # what the model needs is wanted, and its vectors kept, before anything else

    @cached_property
    def fit(self) -> Matrix:
        """The fits, worked out when they are first asked for: who writes letters needs none of them."""
        likeness = self._likeness()
        self._goals_count = self._who_was_asked(likeness)
        self._share_out()
        self._alike = self._blocks_of(likeness)
        fit = self._all_fits()
        if fit.size > _KEPT:
            self._alike = None
        return fit

    def reweighted(self, weights: Weights) -> Scores:
        """Return the fits of the same people by other weights; texts are not compared again."""
        _ = self.fit
        scores = copy(self)
        scores.weights = weights
        scores._share_out()
        if scores._alike is None:
            scores._alike = self._alike = scores._blocks_of(scores._likeness())
        scores.fit = scores._all_fits()
        return scores

    def _blocks_of(self, likeness: GoalLikeness | BothLikenesses | None) -> Likeness | None:
        """Return the likeness of some helpers with all learners; for few people it is worked out at once."""
        if likeness is None:
            return None
        size = len(self.helpers)
        if size * len(self.learners) > _KEPT:
            return likeness.block
        whole = likeness.block(0, size)
        return lambda first, last: whole[first:last]

    def _likeness(self) -> GoalLikeness | BothLikenesses | None:
        """Return how far the helpers meet the goals; None where goals weigh nothing or there are none."""
        goals = [
            participant.goals if says_something(participant.goals) else ""
            for participant in self.learners
        ]
        if not self.weights.goals or not any(goals) or not self.helpers:
            return None
        wanted = [
            wish_of(participant) if text else Wish(text="")
            for text, participant in zip(goals, self.learners, strict=True)
        ]
        offered = [evidence_of(participant) for participant in self.helpers]
        words = GoalLikeness(wanted, offered, self._language, self.thesaurus)
        if self._vectors is None:
            return words
        self._both = BothLikenesses(
            words, MeaningLikeness(wanted, offered, self._vectors, self._language)
        )
        return self._both

    def _who_was_asked(self, likeness: GoalLikeness | BothLikenesses | None) -> NDArray[np.bool_]:
        """Return for which learners the goals count: both sides could answer."""
        nobody = np.zeros(len(self.learners), dtype=bool)
        if likeness is None:
            return nobody
        helpers = any(
            participant.offer_asked or says_something(participant.offer_text)
            for participant in self.helpers
        )
        if not helpers and not likeness.meets_any(_CHUNK):
            return nobody
        asked = [
            participant.goals_asked is not False or bool(participant.goals)
            for participant in self.learners
        ]
        return np.array(asked, dtype=bool)

    def _share_out(self) -> None:
        """Work out how many thousandths each part can give each learner."""
        weights, learners = self.weights, self.learners
        wanting = np.array([bool(participant.wants) for participant in learners], dtype=np.float64)
        writing = self._goals_count.astype(np.float64)
        answered = np.array(
            [
                [item.weight * (item.field in participant.values) for item in self._agreements]
                for participant in learners
            ],
            dtype=np.float64,
        ).reshape(len(learners), len(self._agreements))
        agreed = answered.sum(axis=1)
        raw = np.stack(
            [
                weights.interests * wanting,
                weights.goals * writing,
                weights.agreements * (agreed > 0),
            ]
        )
        whole = raw.sum(axis=0)
        share = FULL * np.divide(raw, whole, out=np.zeros_like(raw), where=whole > 0)
        self._interest_share, self._goal_share = share[0], share[1]
        per_item = np.divide(
            answered, agreed[:, None], out=np.zeros_like(answered), where=agreed[:, None] > 0
        )
        self._item_share: Shares = share[2][:, None] * per_item

    def _all_fits(self) -> Matrix:
        fit = np.zeros((len(self.helpers), len(self.learners)), dtype=np.int32)
        items = [self._agreement_matrix(agreement) for agreement in self._agreements]
        for first in range(0, len(self.helpers), _CHUNK):
            last = min(first + _CHUNK, len(self.helpers))
            block = self._interest_points(slice(first, last), slice(None))
            if self._alike is not None:
                block += np.rint(self._goal_share * self._alike(first, last)).astype(np.int32)
            for column, item in enumerate(items):
                if np.any(self._item_share[:, column] > 0):
                    part = item.block(slice(first, last), slice(None))
                    block += np.rint(self._item_share[:, column] * part).astype(np.int32)
            fit[first:last] = block
        return fit

    def _agreement_matrix(self, agreement: Agreement) -> AgreementMatrix:
        name = agreement.field
        ours = [helper.values.get(name) for helper in self.helpers]
        return AgreementMatrix(
            agreement, ours, [participant.values.get(name) for participant in self.learners]
        )

    def _interest_points(self, helpers: slice, learners: slice) -> Matrix:
        wants = self._wants[learners]
        shared = self._offers[helpers] @ wants.T
        values = np.maximum(wants.sum(axis=1, dtype=np.float64), 1.0)
        points: Matrix = np.rint(self._interest_share[learners] * (shared / values)).astype(
            np.int32
        )
        return points

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The words that stand in so many texts of the cohort that they tell nothing of two people."""
        texts = [participant.goals for participant in self.learners] + [
            participant.offer_text for participant in self.helpers
        ]
        counts = Counter[str]()
        for text in texts:
            counts.update(set(stems_of(text, self._language)))
        most = max(_FEW_TEXTS, _COMMON * len(texts))
        return frozenset(word for word, count in counts.items() if count > most)

    def interest_shares(self) -> Shares:
        """Return how many thousandths the interests can give each learner, shape (learners,)."""
        _ = self.fit
        share: Shares = self._interest_share
        return share

    def parts(self, helper: int, learner: int) -> FitParts:
        """Return the parts of one pair's fit."""
        fit = int(self.fit[helper, learner])
        each_slice, other_slice = slice(helper, helper + 1), slice(learner, learner + 1)
        interests = int(self._interest_points(each_slice, other_slice)[0, 0])
        items = self.agreement_points(helper, learner)
        agreements = sum(item.points for item in items)
        return FitParts(
            fit=fit,
            interests=interests,
            interests_of=_whole(self._interest_share[learner]),
            goals=fit - interests - agreements,
            goals_of=_whole(self._goal_share[learner]),
            goals_asked=bool(self._goals_count[learner]),
            agreements=agreements,
            agreements_of=sum(item.of for item in items),
            items=items,
            goals_meaning=self._by_meaning(helper, learner, fit - interests - agreements),
        )

    def agreement_points(self, helper: int, learner: int) -> tuple[AgreementPoints, ...]:
        """Return the points of each agreement that the learner answered, for one pair."""
        _ = self.fit
        values = self.learners[learner].values
        items = []
        for column, agreement in enumerate(self._agreements):
            if agreement.field in values:
                items.append(self._item(column, agreement, helper, learner))
        return tuple(items)

    def _by_meaning(self, helper: int, learner: int, goals: int) -> int | None:
        """Return what of a pair's points for goals meaning brings."""
        if self._both is None or not self._goals_count[learner]:
            return None
        return min(
            goals, _whole(self._goal_share[learner] * self._both.by_meaning(helper, learner))
        )

    def _item(
        self, column: int, agreement: Agreement, helper: int, learner: int
    ) -> AgreementPoints:
        part, known, shared = self._agreement_of(agreement, helper, learner)
        share = self._item_share[learner, column]
        return AgreementPoints(
            agreement=agreement,
            points=_whole(share * part),
            of=_whole(share),
            holds=part > 0.5,
            known=known,
            shared=shared,
        )

    def _agreement_of(
        self, agreement: Agreement, helper: int, learner: int
    ) -> tuple[float, bool, tuple[str, ...]]:
        """Return how far two people agree, whether both said so, and what they named in common."""
        ours: Any = self.helpers[helper].values.get(agreement.field)
        theirs: Any = self.learners[learner].values.get(agreement.field)
        part = part_between(agreement, ours, theirs)
        if ours is None or agreement.kind not in ("same", "overlap"):
            return part, ours is not None, ()
        return part, True, in_common(ours, theirs)

    def agreements_held(self, helper: int, learner: int) -> list[tuple[Agreement, tuple[str, ...]]]:
        """Return what two people agree in, with what both named; no fit is worked out for it."""
        held = []
        for agreement in self._agreements:
            if agreement.field in self.learners[learner].values:
                part, _, shared = self._agreement_of(agreement, helper, learner)
                held += [(agreement, shared)] if part > 0.5 else []
        return held


def _whole(value: Any) -> int:
    return int(np.rint(value))
