"""Importing: files become submissions of a cohort, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..domain.records import (
    Change,
    Cohort,
    Correction,
    FlagMark,
    LearnedMapping,
    LogEntry,
    Pair,
    Step,
    Submission,
    change,
)
from ..domain.roster import DECIDED, Roster
from ..intake import FormReading, FormRequest, read_form, vocabulary
from ..intake.headings import heading_key
from ..programmes import Programme, ProgrammeError
from .cohorts import new_cohort
from .erased_people import leave_out_of
from .form_options import (
    FormsRead,
    given_by_field,
    options_of_forms,
    options_taught,
)
from .import_dates import ORDERS, check_date_order, far_from_the_deadline
from .import_news import ImportNews, answer_changes, consequences, gone_rows, newest
from .import_plans import FileCount as FileCount
from .import_plans import ImportPlan as ImportPlan
from .import_plans import ImportRequest as ImportRequest
from .import_refusals import check_cohort, check_maps, check_request
from .roster_loading import Learned, assemble, own_flag_key
from .same_rows import Reread, reread
from .unread_columns import unread_columns
from .workspace import ActionError, Workspace, exclusive


@dataclass(frozen=True, kw_only=True)
class _Ground:
    """What a plan is made of: the cohort and its programme, and the files that were read."""

    workspace: Workspace
    cohort: Cohort
    created: bool
    programme: Programme
    readings: Sequence[FormReading]
    request: ImportRequest
    seen: int


def plan_import(
    workspace: Workspace, request: ImportRequest, progress: Callable[[int, int], None] | None = None
) -> ImportPlan:
    """Return what an import would write; nothing is written.

    Raises:
        Refused: a file cannot be taken.
        ActionError: the cohort or programme is unknown, or an option of the request is wrong.
    """
    seen = workspace.store.data_version()
    known = workspace.store.find(Cohort, name=request.cohort)
    programme_id = known.programme if known else request.programme
    check_cohort(workspace, request, known)
    programme = workspace.programme_of(known) if known else workspace.programme_today(programme_id)
    check_request(request, programme)
    readings = [
        read_form(_form_request(workspace, request, programme, path), progress)
        for path in request.files
    ]
    readings = leave_out_of(workspace, readings)
    check_maps(request, readings)
    cohort = known or new_cohort(
        workspace=workspace,
        name=request.cohort,
        programme_id=programme_id,
        said=request.dates,
        anchor=_middle_day(readings),
    )
    check_date_order(cohort, readings)
    ground = _Ground(
        workspace=workspace,
        cohort=cohort,
        created=known is None,
        programme=programme,
        readings=readings,
        request=request,
        seen=seen,
    )
    return _plan(ground)


@exclusive
def write_import(workspace: Workspace, plan: ImportPlan) -> LogEntry | None:
    """Write a plan as one step, a copy of the database kept before; None when there is nothing new.

    A plan that another program has overtaken is made anew.
    """
    if workspace.store.data_version() != plan.seen:
        plan = plan_import(workspace, plan.request)
    if plan.missing:
        raise ActionError(f"no column gives {' and '.join(plan.missing)}; say which one does")
    if plan.nothing_new:
        return None
    workspace.store.keep_copy("import")
    files = ", ".join(count.reading.file for count in plan.counts)
    sentence = f"Imported {len(plan.new)} {'row' if len(plan.new) == 1 else 'rows'} from {files}"
    return workspace.store.commit(
        Step(
            cohort=plan.cohort.name,
            kind="import",
            sentence=sentence,
            changes=plan.changes,
            cascade=plan.news.sentences,
        )
    )


def _form_request(
    workspace: Workspace, request: ImportRequest, programme: Programme, path: Path
) -> FormRequest:
    others = []
    for programme_id in workspace.programme_ids():
        if programme_id == programme.id:
            continue
        try:
            others.append(workspace.programme_today(programme_id))
        except (ProgrammeError, OSError, UnicodeDecodeError):
            continue  # a coordinator's own file that is broken says so in `programmes check`
    return FormRequest(
        path=path,
        cohort=request.cohort,
        programme=programme,
        words=vocabulary(programme, workspace.learned_options(programme.id)),
        role=request.role,
        sheet=request.sheet,
        overrides={heading_key(heading): name for heading, name in request.maps.items()},
        remembered=workspace.learned_mappings(programme.id, "heading"),
        others=others,
        lenient=request.lenient,
        date_order=ORDERS.get(request.date_order, ""),
        today=workspace.clock().date(),
    )


def _middle_day(readings: Sequence[FormReading]) -> date | None:
    days = sorted(
        submission.submitted[:10]
        for reading in readings
        for submission in reading.submissions
        if submission.submitted
    )
    return date.fromisoformat(days[len(days) // 2]) if days else None


def _plan(ground: _Ground) -> ImportPlan:
    """Return what would be written of the files that were read."""
    workspace, cohort = ground.workspace, ground.cohort
    kept = [] if ground.created else workspace.store.all(Submission, cohort=cohort.name)
    rows = reread(kept, [reading.submissions for reading in ground.readings])
    counts = _counted(kept, ground.readings, rows)
    forms = _forms_read(ground, kept)
    form_options = options_of_forms(forms)
    learned = form_options.learned
    pairs = _pairs_of_both(ground, kept, rows.new)
    roster = assemble(workspace, cohort, _staying(kept, rows) + rows.new, learned)
    news = _all_news(ground=ground, kept=kept, rows=rows, after=roster, pairs=pairs)
    changes = [change(None, cohort)] if ground.created else []
    changes += rows.changes()
    changes += _memories(
        workspace=workspace,
        programme=ground.programme,
        readings=ground.readings,
        request=ground.request,
        learned=learned,
    )
    changes += [change(pair, pair.with_(changed=True)) for pair in pairs]
    changes += _gone_flags(workspace, cohort, news)
    return ImportPlan(
        cohort=cohort,
        created=ground.created,
        programme=ground.programme,
        counts=counts,
        new=tuple(rows.new),
        changes=tuple(changes),
        applicants=roster.applicants,
        learned=learned,
        options=options_taught(forms.before, learned),
        doubts=form_options.doubts,
        unread=tuple(unread_columns(ground.readings)),
        news=news,
        request=ground.request,
        seen=ground.seen,
    )


def _forms_read(ground: _Ground, kept: Sequence[Submission]) -> FormsRead:
    """Return what the options of the files are learned from."""
    return FormsRead(
        programme=ground.programme,
        readings=ground.readings,
        kept=kept,
        before=ground.workspace.learned_options(ground.programme.id),
        given=given_by_field(ground.programme, ground.request.options),
        said=ground.request.options_said,
    )


def _staying(kept: Sequence[Submission], rows: Reread) -> list[Submission]:
    """Return the submissions that were here before and are not read better now."""
    replaced = {before.id for before, _ in rows.better}
    return [submission for submission in kept if submission.id not in replaced]


def _pairs_of_both(
    ground: _Ground, kept: Sequence[Submission], new: Sequence[Submission]
) -> list[Pair]:
    """Return the decided pairs of people who were here before and sent the form again."""
    if ground.created:
        return []
    touched = {row.person for row in new} & {row.person for row in kept}
    return _touched_pairs(ground.workspace, ground.cohort, touched)


def _all_news(
    ground: _Ground,
    kept: Sequence[Submission],
    rows: Reread,
    after: Roster,
    pairs: Sequence[Pair],
) -> ImportNews:
    """Return what the import means for people who were here before, and a remark on the dates of the files."""
    news = ImportNews()
    if kept:
        news = _news(
            workspace=ground.workspace,
            cohort=ground.cohort,
            kept=kept,
            new=rows.new,
            read=[row for belonging in rows.rows for row in belonging],
            after=after,
            pairs=pairs,
        )
    remark = far_from_the_deadline(ground.cohort, ground.readings)
    if remark:
        news = replace(news, remark=remark, sentences=(remark, *news.sentences))
    return news


def _gone_flags(workspace: Workspace, cohort: Cohort, news: ImportNews) -> list[Change]:
    """Return flags on the people whom the later export no longer has, for the coordinator to see and decide."""
    changes = []
    for gone in news.gone:
        text = f"no longer in {gone.file}; W on Applicants, or `withdraw`, takes the person out of the cohort"
        key = own_flag_key(text)
        if workspace.store.find(FlagMark, cohort=cohort.name, person=gone.person, flag=key) is None:
            changes.append(
                change(
                    None,
                    FlagMark(
                        cohort=cohort.name,
                        person=gone.person,
                        flag=key,
                        cleared=False,
                        text=text,
                        at=workspace.now(),
                    ),
                )
            )
    return changes


def _counted(
    kept: Sequence[Submission], readings: Sequence[FormReading], rows: Reread
) -> tuple[FileCount, ...]:
    """Return what became of the rows of each file."""
    known = {submission.id: submission for submission in kept}
    better = {now.id for _, now in rows.better}
    before = list(kept)
    counts: list[FileCount] = []
    for reading, fresh, all_rows in zip(readings, rows.fresh, rows.rows, strict=True):
        again = sum(submission.id in known or submission.id in better for submission in all_rows)
        reread_here = sum(submission.id in better for submission in all_rows)
        counts.append(_count(reading, before, fresh, again, reread_here))
        before += fresh
        known.update({submission.id: submission for submission in fresh})
    return tuple(counts)


def _news(
    workspace: Workspace,
    cohort: Cohort,
    kept: Sequence[Submission],
    new: Sequence[Submission],
    read: Sequence[Submission],
    after: Roster,
    pairs: Sequence[Pair],
) -> ImportNews:
    """Return what the import means for people who were here before."""
    changes = answer_changes(kept, new)
    corrections = workspace.store.all(Correction, cohort=cohort.name)
    before = assemble(workspace, cohort, kept) if changes else after
    sentences = consequences(
        before=before, after=after, changes=changes, pairs=pairs, corrections=corrections
    )
    return ImportNews(
        answers=tuple(changes), gone=tuple(gone_rows(kept, read)), sentences=tuple(sentences)
    )


def _count(
    reading: FormReading,
    kept: Sequence[Submission],
    fresh: Sequence[Submission],
    again: int,
    reread_here: int,
) -> FileCount:
    """Tell what became of each row: new, newer than before, older than another, read better, or known."""
    before = newest(kept)
    live = {submission.id for submission in newest([*kept, *fresh]).values()}
    superseded = updated = 0
    for submission in fresh:
        if submission.id not in live:
            superseded += 1
        elif any((submission.person, role) in before for role in submission.roles or [""]):
            updated += 1
    twice = len(reading.submissions) - again - len(fresh)
    return FileCount(
        reading=reading,
        imported=len(fresh) - superseded - updated,
        updated=updated + reread_here,
        superseded=superseded + twice,
        unchanged=again - reread_here,
    )


def _touched_pairs(workspace: Workspace, cohort: Cohort, people: set[str]) -> list[Pair]:
    pairs = workspace.store.all(Pair, cohort=cohort.name)
    return [
        pair
        for pair in pairs
        if pair.state in DECIDED and not pair.changed and people & set(pair.people)
    ]


def _memories(
    workspace: Workspace,
    programme: Programme,
    readings: Sequence[FormReading],
    request: ImportRequest,
    learned: Learned,
) -> list[Change]:
    """Return what the programme's next form needs not be told again: headings, and what options stand for."""
    wanted: dict[tuple[str, str], LearnedMapping] = {}
    for heading, name in request.maps.items():
        key = heading_key(heading)
        if any(
            heading_key(column.heading) == key for reading in readings for column in reading.columns
        ):
            wanted["heading", key] = LearnedMapping(
                programme=programme.id, kind="heading", key=key, value=name
            )
    for name, options in learned.items():
        for option, stands_for in options.items():
            key = f"{name}\x1f{option}"
            wanted["option", key] = LearnedMapping(
                programme=programme.id, kind="option", key=key, value=stands_for
            )
    known = {
        (mapping.kind, mapping.key): mapping
        for mapping in workspace.store.all(LearnedMapping, programme=programme.id)
    }
    return [
        change(known.get(key), mapping)
        for key, mapping in sorted(wanted.items())
        if known.get(key) != mapping
    ]
