"""Liaisons: loads as even as can be, exclusions kept, checked against an independent flow."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mentor_tui.matching.spreading import spread_evenly


def flow_spread(loads, allowed):
    """Return the loads after giving each task, one by one, along an augmenting path to the least loaded."""
    loads = list(loads)
    holder = {}
    tasks = len(allowed[0]) if allowed else 0
    for task in range(tasks):
        came, queue, seen = {}, [], set()
        for person, row in enumerate(allowed):
            if row[task]:
                queue.append(person)
                seen.add(person)
                came[person] = (None, task)
        while queue:
            person = queue.pop(0)
            for held in [one for one, who in holder.items() if who == person]:
                for other, row in enumerate(allowed):
                    if row[held] and other not in seen:
                        seen.add(other)
                        came[other] = (person, held)
                        queue.append(other)
        if not seen:
            continue
        end = min(seen, key=lambda one: loads[one])
        loads[end] += 1
        while end is not None:
            before, moved = came[end]
            holder[moved] = end
            end = before
    return loads


@st.composite
def committees(draw):
    people, tasks = draw(st.integers(1, 6)), draw(st.integers(0, 14))
    loads = draw(st.lists(st.integers(0, 5), min_size=people, max_size=people))
    row = st.lists(st.booleans(), min_size=tasks, max_size=tasks)
    allowed = draw(st.lists(row, min_size=people, max_size=people))
    suit = st.lists(st.integers(0, 2), min_size=tasks, max_size=tasks)
    return loads, allowed, draw(st.lists(suit, min_size=people, max_size=people))


@settings(max_examples=300, deadline=None)
@given(committees())
def test_loads_are_as_even_as_an_independent_flow_makes_them(committee):
    loads, allowed, suits = committee
    taken = spread_evenly(loads=loads, allowed=allowed, suits=suits)
    after = list(loads)
    for task, person in enumerate(taken):
        if person is None:
            assert not any(row[task] for row in allowed)
        else:
            assert allowed[person][task]
            after[person] += 1
    assert sorted(after) == sorted(flow_spread(loads, allowed))


def test_loads_differ_by_one_whenever_that_is_possible():
    free = [[True] * 20 for _ in range(6)]
    nothing = [[0] * 20 for _ in range(6)]
    taken = spread_evenly(loads=[0] * 6, allowed=free, suits=nothing)
    assert sorted(taken.count(one) for one in range(6)) == [3, 3, 3, 3, 4, 4]
    later = spread_evenly(
        loads=[1, 1, 1, 1, 0, 0],
        allowed=[row[:16] for row in free],
        suits=[row[:16] for row in nothing],
    )
    loads = [load + later.count(one) for one, load in enumerate([1, 1, 1, 1, 0, 0])]
    assert sorted(loads) == [3, 3, 3, 3, 4, 4]
    few = spread_evenly(loads=[0] * 4, allowed=[[True] * 5] * 4, suits=[[0] * 5] * 4)
    assert sorted(few.count(one) for one in range(4)) == [1, 1, 1, 2]


def test_what_suits_decides_between_ways_that_are_equally_even():
    suits = [[0, 1], [1, 0]]
    assert spread_evenly(loads=[0, 0], allowed=[[True, True]] * 2, suits=suits) == [1, 0]
