"""Why this pair, why nobody, whom to recruit: data that screen, command, list and letter share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from ..domain.people import RoleEntry
from ..domain.roster import UNPLACED, Block
from ..domain.side_words import side_words
from .denial import offered_part
from .fit import FitParts, evidence_of, says_something, wish_of
from .pairing import pair_learners
from .phrases import Phrase, alike_terms, quotable, shared_phrases
from .problem import Problem, score_roster
from .recruiting import Recruit as Recruit
from .recruiting import recruiting as recruiting
from .why import Reasons, why_sentence
from .why import agreement_sentence as agreement_sentence


@dataclass(frozen=True, kw_only=True)
class Direction:
    """One direction of help: what the helper gives the learner.

    `alike` are words of the goals with what they mean the same as; `goals_note` says why goals
    bring nothing where that is not for what was written.
    """

    helper: int
    learner: int
    parts: FitParts
    shared: tuple[str, ...]
    missing: tuple[str, ...]
    besides: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    phrase_texts: tuple[tuple[str, str], ...]
    alike: tuple[tuple[str, str], ...] = ()
    goals_note: str = ""


@dataclass(frozen=True, kw_only=True)
class PairExplanation:
    """Why a pair suits: one direction, for peers both; sentences; what blocks it; the next best."""

    helper: int
    learner: int
    points: float
    directions: tuple[Direction, ...]
    agreements: tuple[tuple[bool, str], ...]
    blocks: tuple[Block, ...]
    ties: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """A change that would give a person a place, tried out: kind, whom it is about, and the sentence."""

    kind: str
    person: str
    other: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """Why a person has no pair."""

    person: str
    role: str
    reasons: tuple[str, ...]


def direction(problem: Problem, helper: int, learner: int) -> Direction:
    """Return what one person gives the other."""
    giver, taker = problem.scores.helpers[helper], problem.scores.learners[learner]
    offers, wants = set(giver.offer_keys), set(taker.want_keys)
    parts = problem.parts(helper, learner)
    language, thesaurus = problem.roster.programme.language, problem.scores.thesaurus
    common = problem.scores.common_words
    phrases = tuple(
        shared_phrases(taker.goals, offered_part(giver.offer_text), language, thesaurus, common)
    )
    texts = tuple(
        (taker.goals[p.wanted[0] : p.wanted[1]], giver.offer_text[p.offered[0] : p.offered[1]])
        for p in phrases
    )
    return Direction(
        helper=helper,
        learner=learner,
        parts=parts,
        shared=shared_topics(problem, helper, learner),
        missing=tuple(topic for topic in taker.wants if taker.key_of(topic) not in offers),
        besides=tuple(topic for topic in giver.offers if giver.key_of(topic) not in wants),
        phrases=phrases,
        phrase_texts=texts,
        alike=tuple(alike_terms(wish_of(taker), evidence_of(giver), language, thesaurus)),
        goals_note=_goals_note(problem, parts.goals_asked, helper, learner),
    )


def shared_topics(problem: Problem, helper: int, learner: int) -> tuple[str, ...]:
    """Return what one person offers and the other wants, as the other calls it."""
    taker = problem.scores.learners[learner]
    offers = set(problem.scores.helpers[helper].offer_keys)
    return tuple(topic for topic in taker.wants if taker.key_of(topic) in offers)


def _goals_note(problem: Problem, asked: bool, helper: int, learner: int) -> str:
    """Say in the programme's words why the goals bring nothing, where nobody could help it."""
    roles = problem.roster.programme.roles
    giver, taker = problem.scores.helpers[helper], problem.scores.learners[learner]
    if asked:
        return "" if says_something(taker.goals) else "left blank"
    if not problem.scores.weights.goals:
        return "goals do not count here"
    if not any(says_something(participant.goals) for participant in problem.scores.learners):
        return "nobody wrote about goals"
    role = giver.role if taker.goals_asked is not False else taker.role
    return f"the form did not ask {roles[role].plural.lower()}"


def explain_pair(problem: Problem, helper: int, learner: int) -> PairExplanation:
    """Return why two people suit each other."""
    directions = _both_ways(problem, helper, learner)
    blocks = problem.roster.blocks(problem.helper_ids[helper], problem.learner_ids[learner])
    return PairExplanation(
        helper=helper,
        learner=learner,
        points=problem.points(helper, learner),
        directions=tuple(directions),
        agreements=tuple(agreement_sentence(item) for item in directions[0].parts.items),
        blocks=blocks,
        ties=problem.ties(helper, learner),
        why=_why(problem, directions),
    )


def _why(problem: Problem, directions: list[Direction], to_both: bool = True) -> str:
    name = problem.roster.name
    reasons = [
        Reasons(
            giver=name(problem.helper_ids[each_direction.helper]),
            taker=name(problem.learner_ids[each_direction.learner]),
            topics=each_direction.shared,
            phrases=tuple(
                quotable(problem.scores.learners[each_direction.learner].goals, phrase.wanted)
                for phrase in each_direction.phrases
            ),
        )
        for each_direction in directions
    ]
    return why_sentence(
        reasons=reasons,
        agreements=directions[0].parts.items,
        peers=problem.peers,
        quoting=problem.roster.programme.quote_goals,
        to_both=to_both,
    )


def why_together(
    problem: Problem, helper: str, learner: str, third: str = "", to_both: bool = True
) -> str:
    """Return the reason for a decided pair, or for three, by the ids of the people.

    `to_both` is False where somebody else reads it, as a liaison does.
    """
    directions = _both_ways(problem, problem.helper_at[helper], problem.learner_at[learner])
    for person in (helper, learner) if third in problem.learner_at else ():
        directions += _both_ways(problem, problem.helper_at[third], problem.learner_at[person])
    return _why(problem, directions, to_both)


def _both_ways(problem: Problem, helper: int, learner: int) -> list[Direction]:
    first = direction(problem, helper, learner)
    return [first, direction(problem, learner, helper)] if problem.peers else [first]


def explain_unplaced(problem: Problem) -> list[Unplaced]:
    """Return everybody who wants a pair and has none, with the reasons, sorted by id."""
    roster, blocks = problem.roster, []
    placed = {problem.learner_ids[learner] for learner in problem.partner} | set(roster.placed)
    for person, entry in sorted(roster.learners.items()):
        if person not in placed:
            blocks.append(
                Unplaced(
                    person=person, role=entry.role, reasons=tuple(unplaced_reasons(problem, person))
                )
            )
    return blocks


def unplaced_reasons(problem: Problem, person: str) -> list[str]:
    """Return why a learner has no pair: their own verdict, else what took the helpers away."""
    roster, entry = problem.roster, problem.roster.learners[person]
    words = side_words(roster)
    if not entry.eligible:
        if entry.verdict.status == "withdrawn":
            return ["has withdrawn"]
        return [
            f"{entry.verdict.status}: {r.rule}: answered {r.answer}, needs {r.needs}"
            for r in entry.verdict.reasons
        ]
    if roster.status_of.get(person) == UNPLACED:
        return ["left unplaced by the coordinator"]
    if person not in problem.learner_at:
        return ["takes no part in the matching"]
    learner = problem.learner_at[person]
    reasons = [
        f"{words.helpers_counted(count)} removed by {rule}"
        for rule, count in _removed(problem, learner)
    ]
    open_to = int(problem.possible[:, learner].sum())
    if not problem.helper_ids or (problem.peers and len(problem.helper_ids) < 2):
        return ["nobody has applied to help"]
    if open_to == 0:
        return [f"no {words.helper} is left", *reasons]
    if not problem.allowed[:, learner].any():
        return [f"no fit reaches the minimum of {problem.settings.minimum_fit:g}", *reasons]
    if problem.peers:
        return [
            f"an odd number of people: {open_to} could be partners, all have one; a pair can take a third",
            *reasons,
        ]
    return [_taken_by_others(problem, open_to), *reasons]


def _taken_by_others(problem: Problem, open_to: int) -> str:
    """Say that all places are taken, or that who was possible is taken by others."""
    words, places = side_words(problem.roster), int(problem.places.sum())
    if len(problem.proposal.pairs) >= places:
        learners = sum(entry.eligible for entry in problem.roster.learners.values())
        return (
            f"all {words.helpers} are taken: {words.learners_counted(learners)} for {places} places"
        )
    return f"the {open_to} possible {words.helpers} are taken by others who can go to fewer or suit better"


def _removed(problem: Problem, learner: int) -> list[tuple[str, int]]:
    """Return each rule that removed helpers for a learner, with how many."""
    person = problem.learner_ids[learner]
    counts: Counter[str] = Counter()
    for helper in problem.roster.helpers:
        if helper == person:
            continue
        for block in problem.roster.blocks(helper, person):
            counts[block.rule] += 1
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def remedies(problem: Problem, person: str, most: int = 3) -> list[Remedy]:
    """Return the smallest changes that would give an eligible learner a place, each tried out by solving again."""
    learner = problem.learner_at.get(person)
    if learner is None or problem.peers or learner in problem.partner:
        return []
    matching_remedies: list[Remedy] = []
    for helper in problem.candidates(learner)[:8]:
        if len(matching_remedies) >= most:
            break
        if _placed_with_more_room(problem, helper, learner):
            name, places = (
                problem.roster.name(problem.helper_ids[helper]),
                int(problem.places[helper]),
            )
            sentence = f"raise {name} from {places} to {places + 1} places"
            matching_remedies.append(
                Remedy(
                    kind="places",
                    person=problem.helper_ids[helper],
                    other=person,
                    sentence=sentence,
                )
            )
    return (
        matching_remedies
        + _undone_rejections(problem, learner, most)
        + _waivers(problem, learner, most)
    )


def _placed_with_more_room(problem: Problem, helper: int, learner: int) -> bool:
    places = problem.places.copy()
    places[helper] += 1
    pairing = pair_learners(
        fit=problem.worth,
        places=places,
        allowed=problem.allowed,
        fixed=problem.fixed,
        objective=problem.settings.objective,
    )
    return learner not in pairing.unpaired


def _undone_rejections(problem: Problem, learner: int, most: int) -> list[Remedy]:
    person = problem.learner_ids[learner]
    matching_remedies: list[Remedy] = []
    for pair in problem.roster.pairs:
        if (
            pair.learner != person
            or pair.state != "rejected"
            or pair.helper not in problem.helper_at
        ):
            continue
        allowed = problem.allowed.copy()
        allowed[problem.helper_at[pair.helper], learner] = True
        pairing = pair_learners(
            fit=problem.worth,
            places=problem.places,
            allowed=allowed,
            fixed=problem.fixed,
            objective=problem.settings.objective,
        )
        if learner not in pairing.unpaired:
            sentence = f"take back the rejection of {problem.roster.name(pair.helper)}"
            matching_remedies.append(
                Remedy(kind="rejection", person=pair.helper, other=person, sentence=sentence)
            )
    return matching_remedies[:most]


def _waivers(problem: Problem, learner: int, most: int) -> list[Remedy]:
    """Helpers with one failed rule whose waiver would bring the learner a place, each tried out."""
    person = problem.learner_ids[learner]
    matching_remedies: list[Remedy] = []
    for helper, entry in sorted(problem.roster.helpers.items()):
        if (
            len(matching_remedies) >= most
            or entry.eligible
            or len(entry.verdict.reasons) != 1
            or entry.places < 1
        ):
            continue
        blocks = problem.roster.blocks(helper, person)
        alone = len(blocks) == 1 and entry.verdict.status in ("ineligible", "undecided")
        if alone and person in _placed_with_waiver(problem, helper, entry):
            sentence = f"waive {entry.verdict.reasons[0].rule} for {problem.roster.name(helper)}"
            matching_remedies.append(
                Remedy(kind="waive", person=helper, other=person, sentence=sentence)
            )
    return matching_remedies


def _placed_with_waiver(problem: Problem, helper: str, entry: RoleEntry) -> set[str]:
    """Return who would be placed if this helper were eligible: scored and solved again."""
    waived = replace(entry, verdict=replace(entry.verdict, status="eligible", reasons=()))
    people = tuple(
        replace(applicant, roles={**applicant.roles, entry.role: waived})
        if applicant.id == helper
        else applicant
        for applicant in problem.roster.applicants
    )
    roster = replace(problem.roster, applicants=people)
    tried = Problem(roster, score_roster(roster, problem.scores.weights), problem.settings)
    return {tried.learner_ids[at] for at in tried.partner}
