"""The app: paints first, then opens the database in a worker; holds the sitting that all screens share."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from ..errors import FileLost
from .commands import APP, bindings_of
from .look import THEMES
from .screens.main_screens import SCREENS
from .settings import Settings
from .terminal import TerminalApp
from .text import told
from .tour import Tour
from .turning import Turns
from .working import without_collecting

if TYPE_CHECKING:
    from ..actions.workspace import Workspace
    from ..domain.records import LogEntry
    from ..domain.roster import Roster
    from ..review.queue import Review
    from ..review.sitting import Sitting


AFTER_START = 0.3
"""Seconds after the first screen, when what can wait is done: other screens imported, a copy kept."""

OUTSIDE_SECONDS = 3.0
"""How often the app looks whether another program wrote to the file."""


class MentorApp(TerminalApp):
    """Mentor TUI."""

    TITLE = "Mentor TUI"
    CSS_PATH = "styles/app.tcss"
    SCREENS = SCREENS
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(APP)
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f24"

    def __init__(
        self, workspace: Workspace | Path, settings: Settings | None = None, tour: bool = False
    ) -> None:
        super().__init__()
        self.tour = Tour() if tour else None
        self.where = workspace
        self.settings = settings or Settings(None)
        self.workspace: Workspace | None = None
        self.sitting: Sitting | None = None
        self.review: Review | None = None
        self.recent: list[LogEntry] = []
        self.turns = Turns()
        self.wanted = ("", "")
        """The screen and the row on which the cursor is to stand once that screen is shown."""
        self.input_at = 0.0
        """When the last key or click reached this program, in seconds of the monotonic clock."""
        self.stop = threading.Event()

    async def on_event(self, event: events.Event) -> None:
        """Remember when a key was pressed, which may be long before its turn comes."""
        if isinstance(event, events.InputEvent):
            self.input_at = event.time
        await super().on_event(event)

    @property
    def cohort_name(self) -> str:
        """The cohort that is open, or an empty text."""
        return self.sitting.cohort if self.sitting else ""

    @property
    def roster(self) -> Roster:
        """The people of the open cohort."""
        assert self.sitting is not None
        return self.sitting.roster

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the variables of ours, so that any theme can be chosen."""
        variables = THEMES[0 if self.current_theme.dark else 1].variables
        return {name: value for name, value in variables.items() if not name.startswith("footer")}

    def on_mount(self) -> None:
        """Take the settings, paint, then open the database."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = (
            self.settings.theme if self.settings.theme in self.available_themes else THEMES[0].name
        )
        self.set_keymap(self.settings.keys)
        self.theme_changed_signal.subscribe(
            self, lambda theme: self.settings.keep_theme(theme.name)
        )
        from .stopping import obey_signals

        obey_signals(self)
        self.say("Opening ...")
        self.call_after_refresh(self.open_database)

    @work(thread=True, group="open", exit_on_error=False, description="open the database")
    def open_database(self, before: Callable[[], str] = str) -> None:
        """Import what costs time and open the database; what comes before gives the sentence to say then."""
        from ..actions.workspace import Workspace

        try:
            sentence = before()
            self.workspace = (
                self.where if isinstance(self.where, Workspace) else Workspace(database=self.where)
            )
            from ..actions.maintenance import find_damage

            damage = find_damage(self.workspace)
            if damage is not None:
                from .damage import offer_copy

                self.call_from_thread(offer_copy, self, damage)
                return
            from .opening import first_sitting

            with without_collecting():
                sitting, _ = first_sitting(self.workspace, self.settings.cohort)
            self.call_from_thread(self._opened, sitting, sentence)
        except Exception as error:  # the app must say what is wrong instead of falling
            self.call_from_thread(self._failed_to_open, error)

    def _failed_to_open(self, error: Exception) -> None:
        self.exit(return_code=1, message=str(error))

    def _look_outside(self) -> None:
        """Let a worker look whether another program wrote to the same file."""
        if self.sitting is not None and not self.busy and len(self.screen_stack) <= 2:
            self._read_version(self.sitting)

    @work(thread=True, group="outside", exclusive=True, exit_on_error=False, description="look")
    def _read_version(self, sitting: Sitting) -> None:
        try:
            version = sitting.newest_version()
        except FileLost as error:
            if not self.lost_told:
                self.call_from_thread(self.file_lost, str(error))
            return
        if version > sitting.version:
            self.call_from_thread(self._take_outside, sitting, version)

    def _take_outside(self, sitting: Sitting, version: int) -> None:
        """Take over what another program wrote, unless an action of ours wrote it meanwhile, and say so."""
        ours = self.busy or sitting is not self.sitting or version <= sitting.version
        if ours or len(self.screen_stack) > 2:
            return

        def job() -> tuple[str, Callable[[], None] | None]:
            sitting.reload()
            return (
                "Another program changed this cohort; what you see is up to date.",
                lambda: self.take(sitting),
            )

        self.act(job)

    @work(thread=True, group="copy", exit_on_error=False, description="keep a copy of the database")
    def _keep_copy(self) -> None:
        """Import the screens to come, then keep a copy as it was at the start; say so when that cannot be done."""
        from ..actions.maintenance import keep_copy_at_start
        from .screens.main_screens import import_all

        with without_collecting():
            import_all()
        problem = keep_copy_at_start(self.workspace) if self.workspace is not None else ""
        if problem:
            self.call_from_thread(self.say, problem, "$missing")

    def _opened(self, sitting: Sitting | None, sentence: str) -> None:
        self.set_interval(OUTSIDE_SECONDS, self._look_outside)
        self._free()
        self.say(" ".join(filter(None, (sentence, self.settings.problem))))
        if sitting is not None:
            self.sit(sitting)
        self.push_screen("board" if sitting is not None and self.tour is None else "cohorts")
        self.set_timer(AFTER_START, self._keep_copy)

    def sit(self, sitting: Sitting) -> None:
        """Take a cohort as the open one."""
        from ..review.queue import Review

        self.sitting, self.review = sitting, Review(problem=sitting.problem)
        self.recent = sitting.recent
        self.settings.keep_cohort(sitting.cohort)

    def show(self, overlay: Screen[Any]) -> None:
        """Show an overlay."""
        self.push_screen(overlay)

    def leave_cohort(self) -> None:
        """Have no cohort open: the open one is no longer there."""
        self.sitting = self.review = None
        self.recent = []
        self.switch_screen("cohorts")

    def take(self, sitting: Sitting) -> None:
        """Take what a sitting read again; the review stays where it is."""
        if self.review is not None:
            self.review.update(sitting.problem)
        self.recent = sitting.recent

    def say(self, sentence: str, style: str = "") -> None:
        """Show a sentence on the message line."""
        self.message = told(sentence, style)
        self._each_screen("refresh_frame", self.screen_stack[-1:])

    def refresh_screens(self) -> None:
        """Let the screens on the stack show what is known now."""
        self._each_screen("reload", self.screen_stack)

    @staticmethod
    def _each_screen(method: str, screens: Sequence[Screen[Any]]) -> None:
        """Call a method of the screens that have it and are laid out."""
        for screen in screens:
            if getattr(screen, "laid_out", False):
                getattr(screen, method)()

    # decisions

    def decide(self, kind: str, people: Sequence[str], reason: str = "") -> None:
        """Make a decision about people, by id."""
        from .deciding import decide

        decide(self, kind, people, reason)

    def show_swap(self, learner: str) -> None:
        """Show what other helpers would bring for a learner."""
        from .deciding import show_swap

        show_swap(self, learner)

    def clear_flags(self, people: Sequence[str]) -> None:
        """Clear the open flags of people."""
        from .deciding import clear_flags

        clear_flags(self, people)

    def ask_note(self, person: str) -> None:
        """Ask for a note about a person."""
        from .deciding import ask_note

        ask_note(self, person)

    def action_undo(self) -> None:
        """Take back the newest step."""
        from .deciding import turn

        turn(self, back=True)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        from .deciding import turn

        turn(self, back=False)

    # screens

    def go(self, name: str) -> None:
        """Go to a screen of a number key."""
        if self.workspace is not None and len(self.screen_stack) == 2:  # nothing before it is open
            self.message = Content("")
            self.switch_screen(name)

    def action_go_cohorts(self) -> None:
        """Go to Cohorts."""
        self.go("cohorts")

    def action_go_applicants(self) -> None:
        """Go to Applicants."""
        self.go("applicants")

    def action_go_board(self) -> None:
        """Go to the board."""
        self.go("board")

    def action_go_pairs(self) -> None:
        """Go to Pairs."""
        self.go("pairs")

    def action_go_log(self) -> None:
        """Go to the log."""
        self.go("log")

    def action_go_pool(self) -> None:
        """Go to the picture of the pool."""
        self.go("pool")

    def action_go_worklist(self) -> None:
        """Go to the worklist."""
        self.go("worklist")

    def action_find_person(self) -> None:
        """Find a person by typing, and go there."""
        from .going import ask_person

        if self.sitting is not None and len(self.screen_stack) <= 2:
            ask_person(self)

    def action_leave(self) -> None:
        """Go back to Cohorts, or quit from there."""
        if getattr(self.screen, "NAME", "") == "cohorts":
            self.exit()
        else:
            self.go("cohorts")

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from .screens.help import HelpScreen

        name = getattr(self.screen, "NAME", None)
        if name is not None:
            self.push_screen(HelpScreen(name))

    def action_palette(self) -> None:
        """Show every command by name."""
        self.action_command_palette()

    def action_import_form(self) -> None:
        """Import a form export."""
        from .importing import ask_import

        if self.workspace is not None:
            ask_import(self)

    def action_export_lists(self) -> None:
        """Write the final lists."""
        from .exporting import ask_export

        if self.sitting is not None:
            ask_export(self)
        else:
            self.say("Open a cohort first: 1, then Enter.")

    async def run_action(
        self, action: Any, default_namespace: Any = None, namespaces: Any = None
    ) -> bool:
        """Run an action, and let the tour see it."""
        ran = await super().run_action(action, default_namespace, namespaces)
        command = str(action).rpartition(".")[2].partition("(")[0]
        ready = self.sitting is not None or command == "open_cohort"
        if self.tour is not None and ready and self.tour.done(command):
            self._each_screen("reload", self.screen_stack)
        return ran

    def action_end_tour(self) -> None:
        """End the tour, or begin it again."""
        self.tour = Tour() if self.tour is None or self.tour.over else None
        self._each_screen("reload", self.screen_stack)

    def action_stop_reading(self) -> None:
        """Stop the import that is being read."""
        self.stop.set()

    async def action_quit(self) -> None:
        """Quit; a file that is being read is let go."""
        self.stop.set()
        self.exit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield every command for the palette: this screen's, then those of the others, which lead there."""
        from .palette import palette_commands

        yield from palette_commands(self, screen)
        yield SystemCommand(
            "Theme", "Light, dark, and others; remembered.", self.action_change_theme
        )


def run_app(
    workspace: Workspace | Path, settings: Settings | None = None, tour: bool = False
) -> int:
    """Open the app, with the tour when asked, and return its exit code."""
    from .settings import Settings

    app = MentorApp(workspace, settings or Settings.usual(), tour)
    app.run()
    return app.return_code or 0
