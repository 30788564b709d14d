"""A thousand random histories of two coordinators: what both had agreed on stays, whatever ids and sides."""

import random

from mentor_tui.domain.reconciling import keyed, merge_records
from mentor_tui.domain.records import Pair

PLACES = {"h0": 1, "h1": 2, "h2": 3}
LEARNERS = [f"l{number}" for number in range(7)]


def pair(helper, learner, at):
    return Pair(cohort="c", helper=helper, learner=learner, state="accepted", at=f"{at:04d}")


def goes_on(chance, pairs, moment, steps):
    """Return pairs after some lawful decisions, each at its own moment."""
    pairs = dict(pairs)
    for _ in range(steps):
        learner, helper = chance.choice(LEARNERS), chance.choice(sorted(PLACES))
        moment += 2
        if learner in pairs and chance.random() < 0.4:
            del pairs[learner]
            continue
        has_room = sum(one.helper == helper for one in pairs.values()) < PLACES[helper]
        if has_room and (learner not in pairs or chance.random() < 0.3):
            pairs[learner] = pair(helper, learner, moment)
    return pairs


def history(seed):
    chance = random.Random(seed)
    base = goes_on(chance, {}, 0, 8)
    mine = goes_on(chance, base, 100, chance.randint(0, 6))
    theirs = goes_on(chance, base, 101, chance.randint(0, 6))
    return base, mine, theirs, chance.random() < 0.8


def merged(mine, theirs, base, take_theirs, names=None):
    """Return who is with whom after a merge; `names` gives everybody another id for the time of the merge."""
    to = names or {one: one for one in (*PLACES, *LEARNERS)}
    back = {new: old for old, new in to.items()}

    def renamed(pairs):
        return keyed(
            one.with_(helper=to[one.helper], learner=to[one.learner]) for one in pairs.values()
        )

    found = merge_records(
        mine=renamed(mine),
        theirs=renamed(theirs),
        base=None if base is None else renamed(base),
        places=lambda helper: PLACES[back[helper]],
        peers=False,
    )
    changes = list(found.changes)
    if take_theirs:
        changes += [each for one in found.disagreements for each in one.changes]
    result = {(one.helper, one.learner) for one in renamed(mine).values()}
    for one in changes:
        key = (one.key["helper"], one.key["learner"])
        result = result - {key} if one.after is None else result | {key}
    return {(back[helper], back[learner]) for helper, learner in result}


def told(pairs):
    return {(one.helper, one.learner) for one in pairs.values()}


def test_agreed_pairs_stay_and_places_hold_in_a_thousand_random_histories():
    for seed in range(1000):
        base, mine, theirs, knows_base = history(seed)
        start = base if knows_base else None
        agreed = told(base) & told(mine) & told(theirs)
        for one, other in ((mine, theirs), (theirs, mine)):
            for take in (False, True):
                result = merged(one, other, start, take)
                assert agreed <= result, (seed, take)
                learners = [learner for _, learner in result]
                assert len(learners) == len(set(learners)), (seed, take)
            stays = merged(one, other, start, take_theirs=False)
            for helper, places in PLACES.items():
                assert sum(h == helper for h, _ in stays) <= places, (seed, helper)


def test_a_merge_does_not_depend_on_ids():
    for seed in range(1000):
        base, mine, theirs, _ = history(seed)
        people = [*PLACES, *LEARNERS]
        turned = people[:]
        random.Random(seed + 5000).shuffle(turned)
        names = {old: f"x{turned.index(old)}" for old in people}
        for take in (False, True):
            plain = merged(mine, theirs, base, take)
            assert plain == merged(mine, theirs, base, take, names), (seed, take)


def test_the_pair_that_gives_way_is_the_one_that_only_one_side_has():
    old, new, came = pair("h1", "l5", 1), pair("h1", "l1", 150), pair("h1", "l3", 151)
    for first, second in ((new, came), (came, new)):
        found = merge_records(
            mine=keyed([old, first]),
            theirs=keyed([old, second]),
            base=keyed([old]),
            places=lambda _: 2,
            peers=False,
        )
        (difference,) = found.disagreements
        assert difference.mine == (first,)
