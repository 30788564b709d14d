"""From keys to decisions: each runs in a worker and comes back as a sentence and a new problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from ..actions import deciding as actions
from ..actions.flags_read import clear_shown
from ..actions.progress import Progress
from ..actions.workspace import Workspace
from ..domain.records import LogEntry
from ..domain.side_words import side_words
from ..matching.problem import Problem
from ..matching.what_if import Consequence, consequence
from ..review.pair_state import pair_state
from ..review.queue import Review
from ..review.requests import open_requests, to_be_read
from ..review.second_look import MAKING, second_look
from ..review.sitting import CohortGone, NeedsReason, Sitting, turn_newest
from .board.swap_rows import swap_columns, swap_notes, swap_row
from .long_work import act_long
from .screens.choosing import Choosing
from .screens.overlay import Asking, ask
from .text import count, told
from .working import Then

if TYPE_CHECKING:
    from .app import MentorApp

_CANDIDATES = 10
_STAYS = ("reject", "keep-apart", "unpin", "stay")


def decide(app: MentorApp, kind: str, people: Sequence[str], reason: str = "") -> None:
    """Make a decision; a blocking rule asks for a typed reason first."""
    sitting = app.sitting
    if sitting is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        try:
            entry = sitting.decide(kind, people, reason)
        except NeedsReason as error:
            why = str(error)
            return why, lambda: _ask_reason(app, kind, people, why)
        return f"{entry.step.sentence}.  u takes it back.", lambda: after(
            app, sitting, [entry], kind
        )

    app.act(job)


def look_twice(
    app: MentorApp, review: Review, kind: str, people: Sequence[str], arm: Callable[[], None]
) -> None:
    """Say what a pair outside the plan, or with an unread request, would bring; `arm` the second key."""
    state = pair_state(review, review.sure)

    def job() -> tuple[str, Callable[[], None] | None]:
        look = second_look(review, state, kind)
        if look is None:
            return "", None
        if not look.possible:
            return look.sentence, None
        return f"{look.sentence}  The same key again does it.", arm

    app.act(job)


def needs_second_look(review: Review, kind: str) -> bool:
    """Say whether one key is not enough for the pair on screen."""
    state = pair_state(review, review.sure)
    return kind in MAKING and (state.outside or bool(state.requests))


def accept_many(app: MentorApp, pairs: Sequence[tuple[str, str]]) -> None:
    """Accept several pairs (helper, learner) as one step; the message line tells how far it is."""
    sitting = app.sitting
    if sitting is None:
        return

    def job(progress: Progress) -> tuple[str, Then]:
        entry, left = sitting.accept_many(pairs, progress)
        more = f"  {len(left)} left out: {left[0]}" if left else ""
        words = f"{entry.step.sentence}.  u takes it back.{more}"
        return words, lambda: after(app, sitting, [entry], "accept")

    act_long(app, "Accepting", job)


def ask_flag(app: MentorApp, person: str) -> None:
    """Ask for a flag of one's own on a person."""
    question = Asking(
        f"Flag {app.roster.name(person)}", "What is to be looked at? f clears it once it is read."
    )
    ask(
        app,
        question,
        lambda text: people_action(app, partial(actions.raise_flag, who=person, text=text)),
    )


def _ask_reason(app: MentorApp, kind: str, people: Sequence[str], why: str) -> None:
    ask(
        app,
        Asking("A rule blocks this pair", why, placeholder="why it is right all the same"),
        lambda reason: decide(app, kind, people, reason),
    )


def after(app: MentorApp, sitting: Sitting, entries: Sequence[LogEntry], kind: str) -> None:
    """Take the new problem; go on to the next learner, or stay where the decision says so."""
    review = app.review
    if review is None:
        return
    moved = review.update(sitting.problem)
    app.recent = sitting.recent
    people = entries[0].step.people if entries else ()
    if kind in ("undo", "redo"):
        back = next((person for person in reversed(people) if person in review.order), None)
        review.at_end = False
        if back is not None:
            _bring_back(review, back, people)
    elif kind in ("reject", "keep-apart"):
        review.shown.pop(review.cursor, None)
    elif kind not in _STAYS:
        review.shown.pop(review.cursor, None)
        review.advance()
    if moved and getattr(app.screen_stack[-1], "NAME", "") == "board":
        app.message = app.message + told(
            f"   ~ {count(moved, 'suggestion')} changed, r re-sorts", "$missing"
        )
        app.refresh_screens()
    progress = review.progress()
    if kind not in ("undo", "redo", "stay") and not progress.left:
        end = (
            f"{progress.later} put off until later, everybody else is decided."
            if progress.later
            else "Everybody is decided."
        )
        app.say(f"{entries[0].step.sentence}.  {end}  u takes it back.")


def _bring_back(review: Review, person: str, people: Sequence[str]) -> None:
    """Put the pair of a turned step on screen again."""
    review.cursor = person
    review.shown.pop(person, None)
    for helper in people:
        if helper != person and helper in review.problem.helper_at:
            review.show(review.problem.helper_at[helper])


def turn(app: MentorApp, back: bool) -> None:
    """Undo or redo one step."""
    sitting, workspace = app.sitting, app.workspace
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        word = "Undone" if back else "Done again"
        if sitting is None:
            entries = turn_newest(workspace, back)
            return (
                f"{word} in {entries[0].step.cohort}: {entries[0].step.sentence}."
                if entries
                else "There is nothing to turn back."
            ), None
        try:
            log = workspace.store.log(sitting.cohort)
            entries = sitting.turn(back, app.turns.together(log, back))
            app.turns.keep(entries, back)
        except CohortGone as error:
            return (
                f"{word}: {error.entries[0].step.sentence}. The cohort is no longer there.",
                app.leave_cohort,
            )
        return (
            f"{word}: {_what(entries)}.  {_way_on(sitting, entries, back)}",
            lambda: after(app, sitting, entries, "undo" if back else "redo"),
        )

    app.act(job)


def _what(entries: Sequence[LogEntry]) -> str:
    """Say what was turned: the step's own words, or how many steps."""
    return entries[0].step.sentence if len(entries) == 1 else count(len(entries), "step")


def _way_on(sitting: Sitting, entries: Sequence[LogEntry], back: bool) -> str:
    """Say which key turns this step again, and what undo would take back next."""
    if entries[0].step.kind == "export":
        return "The files that were written stay where they are."
    if not back:
        return "u takes it back."
    before = sitting.undoable
    return "U does it again." + (f"  u takes back: {before}." if before else "")


def clear_flags(app: MentorApp, people: Sequence[str]) -> None:
    """Take note that the requests of people were read, or their other flags, as one step."""
    shown = to_be_read(app.roster, people)
    if shown:
        people_action(app, partial(clear_shown, shown=shown))


def ask_note(app: MentorApp, person: str) -> None:
    """Ask for a note about a person and keep it."""
    known = app.roster.people[person]
    ask(
        app,
        Asking(
            f"Note about {known.name}",
            "Kept with the cohort; nobody else sees it.",
            known.note,
            needed=False,
        ),
        lambda text: people_action(app, partial(actions.set_note, person=person, text=text)),
    )


def people_action(app: MentorApp, *makers: Callable[[Workspace, str], LogEntry]) -> None:
    """Run actions on people, each given the workspace and the cohort, and read the cohort again."""
    sitting = app.sitting
    if sitting is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        entries = [maker(sitting.workspace, sitting.cohort) for maker in makers]
        sitting.reload()
        return f"{entries[-1].step.sentence}.  u takes it back.", lambda: after(
            app, sitting, entries, "stay"
        )

    app.act(job)


def show_swap(app: MentorApp, learner_id: str) -> None:
    """Work out what each candidate would bring, then let the coordinator choose."""
    sitting, review = app.sitting, app.review
    if sitting is None or review is None:
        return
    problem = sitting.problem
    learner = problem.learner_at[learner_id]

    def job() -> tuple[str, Callable[[], None] | None]:
        helpers = review.candidates(learner_id)
        consequences = [consequence(problem, helper, learner) for helper in helpers[:_CANDIDATES]]
        return "", lambda: _choose(app, learner_id, consequences, helpers[_CANDIDATES:])

    app.act(job)


def _choose(
    app: MentorApp, learner_id: str, found: list[Consequence], later: Sequence[int]
) -> None:
    """Show the candidates; those that come later are filled in while the list is open."""
    problem = app.sitting.problem if app.sitting else None
    if problem is None:
        return
    word = side_words(problem.roster).helper
    overlay = Choosing(
        f"Another {word} for {problem.roster.name(learner_id)}",
        swap_columns(word),
        [],
        sentence="all: what the whole cohort gains or loses.  Who else moves: the fit before and after.",
    )
    for candidate in found:
        _add_choice(problem, overlay, candidate)

    def chosen(at: int) -> None:
        take_candidate(app, found[at].helper, learner_id)

    ask(app, overlay, chosen)
    app.run_worker(
        partial(_fill_in, app, overlay, found, later),
        thread=True,
        group="what-if",
        exclusive=True,
        exit_on_error=False,
    )


def take_candidate(app: MentorApp, helper: int, learner_id: str) -> None:
    """Take a candidate from the list; where somebody asks for something, that is shown first."""
    review = app.review
    if review is None or review.cursor != learner_id:
        return
    helper_id = review.problem.helper_ids[helper]
    requests = open_requests(review.problem.roster, (learner_id, helper_id))
    if not requests:
        decide(app, "swap", [helper_id, learner_id])
        return
    review.show(helper)
    app.say(
        f"{requests[0].name} asks for something: read it first.  a, then a again, takes the pair."
    )
    app.refresh_screens()


def _fill_in(
    app: MentorApp, overlay: Choosing, found: list[Consequence], later: Sequence[int]
) -> None:
    """Work out further candidates one by one, as long as the list is open."""
    worker, problem = get_current_worker(), app.sitting.problem if app.sitting else None
    for helper in later:
        if worker.is_cancelled or problem is None or overlay.closed:
            return
        candidate = consequence(problem, helper, found[0].learner)
        found.append(candidate)
        app.call_from_thread(_add_choice, problem, overlay, candidate)


def _add_choice(problem: Problem, overlay: Choosing, candidate: Consequence) -> None:
    """Add a candidate to the list: its fit, its cost and who moves, or why it cannot be taken."""
    if overlay.closed:
        return
    helper = problem.roster.name(problem.helper_ids[candidate.helper])
    overlay.add(
        swap_row(problem, candidate),
        swap_notes(problem, candidate),
        "" if candidate.possible else f"{helper}: {candidate.why_not}",
    )
