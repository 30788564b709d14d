"""Runs mentor-match on the people of the benchmark, in its own environment; prints JSON.

It is given our measure of interests as its only rule and the same forbidden pairs, so that the totals can be compared.
"""

import json
import resource
import sys
import time

from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify


class Coverage:
    """How many of the mentee's wishes the mentor offers, as points from 0 to 100."""

    def apply(self, match):
        wants = set(match.mentee.role)
        return round(100 * len(wants & set(match.mentor.role)) / len(wants))

    def evaluate(self, match):
        return True


def main():
    data = json.load(sys.stdin)
    mentors = [
        Mentor(
            **{
                "email": one["id"],
                "grade": 1,
                "organisation": one["library"],
                "role": one["topics"],
            }
        )
        for one in data["helpers"]
    ]
    mentees = [
        Mentee(
            **{
                "email": one["id"],
                "grade": 1,
                "organisation": one["library"],
                "role": one["topics"],
            }
        )
        for one in data["learners"]
    ]
    rules = [
        Disqualify(lambda match: match.mentor.organisation == match.mentee.organisation),
        Coverage(),
    ]
    started = time.perf_counter()
    process_data(mentors, mentees, [rules])
    seconds = time.perf_counter() - started
    total = placed = 0
    for mentee in mentees:
        for mentor in mentee.connections:
            placed += 1
            total += round(100 * len(set(mentee.role) & set(mentor.role)) / len(set(mentee.role)))
    print(
        json.dumps(
            {
                "seconds": seconds,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "total": total,
                "placed": placed,
            }
        )
    )


main()
