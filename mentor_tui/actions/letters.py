"""Letters: drafts of every kind, in a folder or in one file to read. Nothing is sent, and nothing is marked as sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..domain.pair_life import month_of
from ..domain.people import DUPLICATE
from ..domain.records import Contact, EditedLetter, Pair, Step, change
from ..domain.roster import Roster
from ..domain.visible import visible
from ..errors import Nobody as Nobody
from ..errors import NobodyWaits as NobodyWaits
from ..outputs.drafting import KINDS, Draft, LetterError, NoAddress, write_letters
from ..outputs.files import prepare_folder, write_whole
from ..outputs.reading import merge_bytes, reading_text
from .following import pair_lives
from .letter_context import Pen
from .letter_readers import AGAIN, HANDED_OVER, Letter, askers, letters_of, sent_of
from .letter_writing import write_draft
from .letters_to_nobody import to_nobody
from .liaising import find_liaison
from .own_words import Preview, basis_of, by_key, key_of
from .people_meant import pair_meant, people_meant
from .programme_of_today import programme_of_today
from .progress import Progress, each
from .suggesting import problem_of
from .trips import travellers_of
from .workspace import ActionError, Workspace, exclusive


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Which letters are wanted.

    Attributes:
        kind: of `KINDS`.
        who: one person, both people of a pair, or a pair's id; empty for everybody.
        month: which month's topic; each pair's own when None.
        asked: letters of recognition for those alone who asked for one.
        again: also for those who have the letter already.
        language: of all letters; as each reader's form says when empty.
        for_liaison: as the folder of a liaison holds them, from the liaison's own address.
    """

    kind: str
    who: tuple[str, ...] = ()
    month: int | None = None
    asked: bool = False
    again: bool = False
    language: str = ""
    for_liaison: str = ""


_REFUSING = ("no-match", "no-mentee", "not-eligible")
"""Letters that say no, to be held back while it is not known who somebody is."""


class LetterDesk:
    """Knows a cohort and what went out, and writes its letters."""

    def __init__(self, workspace: Workspace, cohort: str) -> None:
        self.workspace = workspace
        self.problem = problem_of(workspace, cohort)
        self.roster = self.problem.roster
        self.programme = programme_of_today(workspace, self.roster.programme)
        self.contacts = workspace.store.all(Contact, cohort=cohort)
        self.sent = sent_of(self.contacts)
        self.edited = by_key(workspace.store.all(EditedLetter, cohort=cohort))
        lives = pair_lives(workspace, self.roster)
        self._lives = {(life.pair.helper, life.pair.learner): life for life in lives}
        self.left_out: list[str] = []

    def pen(self, wish: Wish) -> Pen:
        """Return what the letters are written with."""
        today = self.workspace.clock().date().isoformat()
        return Pen(
            problem=self.problem,
            programme=self.programme,
            lives=self._lives,
            today=today,
            travellers=travellers_of(self.workspace, self.roster.cohort, today[:4]),
            language=wish.language,
            from_liaison=bool(wish.for_liaison),
            handed_over=self.sent.handed_over,
        )

    def wanted(self, wish: Wish) -> list[Letter]:
        """Return the letters of a wish that are still to be written.

        Raises:
            ActionError: nobody, or somebody without a pair, is named.
        """
        pen = self.pen(wish)
        letters = letters_of(pen, wish.kind, self.contacts, wish.month or 0)
        letters = [self._in_its_month(letter, pen.today) for letter in letters]
        letters = self._about(letters, wish)
        if wish.kind == "introduction" or (wish.kind in _REFUSING and not wish.who):
            letters = self._of_settled_people(letters)
        if wish.kind == "recognition" and (wish.asked or len(letters) > 1):
            letters = self._of_askers(letters, wish)
        if not letters:
            raise self._nobody(wish)
        return letters

    def _of_settled_people(self, letters: list[Letter]) -> list[Letter]:
        """Return the letters but for those to somebody who may have applied twice: the other application may stand.

        An introduction waits only where the two of the pair may be one person.
        """
        settled = []
        for letter in letters:
            person = letter.readers[0]
            if self._perhaps_twice(letter, person):
                name = visible(self.roster.name(person))
                self.left_out.append(f"{name} may have applied twice; settle that first")
            else:
                settled.append(letter)
        return settled

    def _perhaps_twice(self, letter: Letter, person: str) -> bool:
        if not letter.pairs:
            flags = self.roster.people[person].open_flags
            return any(flag.kind == DUPLICATE for flag in flags)
        others = [each for each in letter.pairs[0].people if each != person]
        return any(frozenset((person, each)) in self.roster.perhaps_same for each in others)

    def _of_askers(self, letters: list[Letter], wish: Wish) -> list[Letter]:
        """Return the letters of those who asked; of all where nobody did and nobody needs to have."""
        asked = askers(self.contacts)
        chosen = [letter for letter in letters if letter.readers[0] in asked]
        return chosen if chosen or wish.asked else letters

    def _in_its_month(self, letter: Letter, today: str) -> Letter:
        """Return a letter with the month of its topic."""
        if letter.kind != "topic" or letter.month:
            return letter
        most = max(len(self.programme.discussion_topics), 1)
        month = min(month_of(letter.pairs[0], today), most)
        return Letter(kind=letter.kind, readers=letter.readers, pairs=letter.pairs, month=month)

    def _about(self, letters: list[Letter], wish: Wish) -> list[Letter]:
        """Return the letters for whom the wish names, else those that did not go out."""
        if wish.for_liaison:
            theirs = [letter for letter in letters if _looks_after(letter.pairs, wish.for_liaison)]
            return [letter for letter in theirs if wish.kind in AGAIN or not self.sent.has(letter)]
        if wish.who:
            return _of_people(self.roster, letters, wish)
        if wish.kind in HANDED_OVER:
            letters = [letter for letter in letters if not self._handed_over(letter)]
        if wish.again or wish.kind in AGAIN:
            return letters
        return [letter for letter in letters if not self.sent.has(letter)]

    def _handed_over(self, letter: Letter) -> bool:
        """Say whether a liaison sends this letter, whose folder was handed over."""
        return _looks_after(letter.pairs, *self.sent.handed_over)

    def _nobody(self, wish: Wish) -> Nobody:
        went_out = any(mark[0].startswith(wish.kind) for mark in self.sent.marks)
        return to_nobody(self.roster, wish.kind, bool(wish.who), went_out, self.left_out)

    def drafts(self, wish: Wish, progress: Progress | None = None) -> list[Draft]:
        """Return the drafts of a wish; who has no address is left out, and said.

        Raises:
            ActionError: nobody gets such a letter, or one cannot be written.
        """
        return [preview.draft for preview in self.previews(wish, progress)]

    def previews(self, wish: Wish, progress: Progress | None = None) -> list[Preview]:
        """Return the letters of a wish to look at: as drafted, and in the coordinator's own words where there are any.

        Raises:
            ActionError: nobody gets such a letter, or one cannot be written.
        """
        pen, made = self.pen(wish), list[Preview]()
        for letter in each(self.wanted(wish), progress):
            try:
                drafted = write_draft(pen, letter, self._folders())
            except NoAddress as error:
                self.left_out.append(str(error))
            except LetterError as error:
                raise ActionError(str(error)) from None
            else:
                made.append(self._preview(wish, letter, drafted))
        if not made:
            raise ActionError("; ".join(self.left_out))
        return made

    def _preview(self, wish: Wish, letter: Letter, drafted: Draft) -> Preview:
        """Return a letter with the coordinator's words; a liaison's folder has the liaison's own."""
        return Preview(
            letter=letter,
            drafted=drafted,
            basis=basis_of(drafted, self.workspace.now()[:10]),
            own=None if wish.for_liaison else self.edited.get(key_of(letter)),
        )

    def _folders(self) -> list[Path]:
        """Return where the coordinator's own templates stand."""
        folder = self.workspace.programmes_folder
        programme = self.roster.programme.id
        return [folder / programme, folder.parent / "letters"] if folder is not None else []


def _looks_after(pairs: Sequence[Pair], *liaisons: str) -> bool:
    return any(pair.liaison in liaisons for pair in pairs if pair.liaison)


def _of_people(roster: Roster, letters: list[Letter], wish: Wish) -> list[Letter]:
    """Return the letters for the people, the pair or the liaison that a wish names."""
    if wish.kind in ("liaison", "silence"):
        liaison = find_liaison(roster, wish.who[0]).id
        return [letter for letter in letters if liaison in letter.readers]
    people = set(people_meant(roster, wish.who))
    chosen = [letter for letter in letters if people & set(letter.readers)]
    if len(people) > 1 and any(letter.pairs for letter in chosen) and wish.kind != "recognition":
        pair = pair_meant(roster, wish.who)
        chosen = [letter for letter in chosen if pair in letter.pairs]
    return chosen


def make_letters(
    workspace: Workspace,
    cohort: str,
    kind: str,
    person: str = "",
    month: int | None = None,
    asked: bool = False,
) -> tuple[list[Draft], list[str]]:
    """Return the letters of a kind for a cohort or one person of it, and who was left out for want of an address.

    Raises:
        ActionError: nobody gets such a letter, or one cannot be written.
    """
    who = (person,) if person else ()
    return make_wished(workspace, cohort, Wish(kind=kind, who=who, month=month, asked=asked))


def make_wished(
    workspace: Workspace, cohort: str, wish: Wish, progress: Progress | None = None
) -> tuple[list[Draft], list[str]]:
    """Return the letters of a wish, and who was left out for want of an address.

    Raises:
        ActionError: nobody gets such a letter, or one cannot be written.
    """
    if wish.kind not in KINDS:
        raise ActionError(f"there is no letter {wish.kind!r}; the letters are {', '.join(KINDS)}")
    desk = LetterDesk(workspace, cohort)
    return desk.drafts(wish, progress), desk.left_out


@exclusive
def write_letter_files(
    workspace: Workspace,
    cohort: str,
    kind: str,
    folder: Path,
    person: str = "",
    month: int | None = None,
    asked: bool = False,
) -> tuple[list[Path], int, list[str]]:
    """Write the letters of a kind into a folder; return the files, how many letters, and who was left out.

    Raises:
        ActionError: as for `make_letters`, or a file cannot be written.
    """
    who = (person,) if person else ()
    wish = Wish(kind=kind, who=who, month=month, asked=asked)
    return write_wished(workspace, cohort, wish, folder)


@exclusive
def write_wished(
    workspace: Workspace,
    cohort: str,
    wish: Wish,
    folder: Path,
    progress: Progress | None = None,
) -> tuple[list[Path], int, list[str]]:
    """Write the letters of a wish into a folder and note in the log that they were drafted.

    Raises:
        Cancelled: `progress` stopped it; no file is written.
        ActionError: as for `make_wished`, or a file cannot be written.
    """
    letters, left_out = make_wished(workspace, cohort, wish, progress)
    return write_drafts(workspace, cohort, letters, folder, progress), len(letters), left_out


@exclusive
def write_drafts(
    workspace: Workspace,
    cohort: str,
    letters: Sequence[Draft],
    folder: Path,
    progress: Progress | None = None,
) -> list[Path]:
    """Write drafts into a folder and note in the log for whom; that they went out is said by `sent`.

    Raises:
        ActionError: a file cannot be written.
    """
    try:
        files = write_letters(folder, letters, workspace.clock(), progress)
    except OSError as error:
        raise _unwritten(folder, error) from None
    note_drafted(workspace, cohort, letters)
    workspace.store.note_contents(cohort, files)
    return [path for path, _ in files]


def note_drafted(workspace: Workspace, cohort: str, letters: Sequence[Draft]) -> None:
    """Note in the log that drafts were written, and for whom, so that `sent` knows which were the last."""
    before = workspace.cohort(cohort)
    drafted = dict(before.settings.get("drafted", {}))
    for kind in dict.fromkeys(letter.kind for letter in letters):
        people = [
            about.person for letter in letters if letter.kind == kind for about in letter.about
        ]
        drafted[kind] = sorted(set(people))
    kinds = ", ".join(dict.fromkeys(letter.kind for letter in letters))
    number = f"{len(letters)} {'letter' if len(letters) == 1 else 'letters'}"
    after = before.with_(settings={**before.settings, "drafted": drafted})
    step = Step(
        cohort=cohort,
        kind="letters",
        sentence=f"Wrote {number}: {kinds}",
        changes=(change(before, after),),
    )
    workspace.store.commit(step)


def _unwritten(place: Path, error: OSError) -> ActionError:
    words = error.strerror or error
    return ActionError(f"{place} cannot be written: {words}; choose another place")


def write_one_file(workspace: Workspace, cohort: str, letters: Sequence[Draft], path: Path) -> None:
    """Write letters into one file: `.md` to read them, `.csv` for a mail merge. Nothing is marked.

    Raises:
        ActionError: the file cannot be written.
    """
    workspace.check_target(path)
    title = f"{cohort}: letters to read"
    merge = path.suffix == ".csv"
    data = merge_bytes(letters) if merge else reading_text(title, letters).encode()
    try:
        prepare_folder(path.parent)
        write_whole(path, data)
    except OSError as error:
        raise _unwritten(path, error) from None
    workspace.store.note_written(cohort, [path])
