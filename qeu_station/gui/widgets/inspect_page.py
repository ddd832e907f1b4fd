"""The Inspect screen as the window shows it: the screen itself, or the first page in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from qeu_station.errors import JournalTakenError
from qeu_station.gui.actions import ACTIONS, INSPECT
from qeu_station.gui.desk import Desk
from qeu_station.gui.presenters.inspect_state import ClassKey, InspectState, Kind
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.inspect_screen import InspectScreen
from qeu_station.gui.widgets.page import Page
from qeu_station.gui.widgets.welcome import WelcomePage
from qeu_station.gui.words import translate

STATE_KEYS = ("part.", "correct.", "file.close", "view.blink", "view.difference")
"""Actions that the presenter allows or not; the others of the screen are always there."""

_ALWAYS = frozenset(
    spec.key
    for spec in ACTIONS
    if set(INSPECT) <= set(spec.screens) and not spec.key.startswith(STATE_KEYS)
)


class InspectPage(Page):
    """Inspect, or what stands in its place while nothing is in use.

    Args:
        desk: What is worked with.

    Attributes:
        view: What operators look at.
        welcome: Ways to begin, or why the station is not open.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ready = desk.station is not None
        self._state = desk.presenter.state
        self.view = InspectScreen(desk.presenter, desk.preferences)
        self.welcome = WelcomePage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.welcome)
        layouts.column(self).addWidget(self._stack)
        for shown in (self.view, self.welcome):
            shown.wants_action.connect(self.wants_action)
        desk.opened.connect(self._on_opened)
        desk.not_opened.connect(self.show_problem)
        desk.state_changed.connect(self.show_state)
        self.show_state(desk.presenter.state)
        if desk.problem is not None:
            self.show_problem(desk.problem)

    @property
    def can(self) -> frozenset[str]:
        """What the presenter allows, and what is always there."""
        return self._state.can | _ALWAYS

    @property
    def class_keys(self) -> tuple[ClassKey, ...]:
        """Classes of the recipe."""
        return self._state.classes

    @property
    def title(self) -> str:
        """The part and its verdict."""
        state = self._state
        return " — ".join(filter(None, (state.part.name, state.band.word))) if state.part else ""

    def do(self, key: str, on: bool = False) -> None:
        """Do an action of the pictures, of the fields, or of the part."""
        here = {
            "part.note": self.view.edit_note,
            "shift.serial": self.view.focus_serial,
        }
        if key in here:
            here[key]()
        elif key == "correct.box" or key.startswith("view."):
            self.view.set_view(key, on)
        else:
            self._desk.presenter.do(key)

    def scanned(self, code: str) -> bool:
        """Take a code as the serial number of the next inspection."""
        self.view.serial.take(code)
        return True

    def open_dropped(self, paths: list[Path]) -> str:
        """Open pictures or a folder of them, or say why not."""
        return self.view.open_paths(paths)

    def enter(self) -> None:
        """Give the keyboard to the pictures."""
        self.view.focus_pictures()

    def leave(self) -> None:
        """Keep the note that is being typed."""
        self.view.note.finish()

    def set_operator_mode(self, on: bool) -> None:
        """Hide what operators don't need, or show it again."""
        self.view.set_operator_mode(on)

    def show_state(self, state: InspectState) -> None:
        """Show a state of the screen, and what it allows."""
        before, self._state = (self._state.can, self.title), state
        self.view.show_state(state)
        self._choose()
        if before != (state.can, self.title):
            self.changed.emit()

    def show_problem(self, error: Exception) -> None:
        """Say on the whole page why the station is not open."""
        title = translate("Window", "The station could not be opened")
        text = sentence(str(error))
        if isinstance(error, JournalTakenError):
            title = translate("Window", "This station is open already")
            text = translate(
                "Window",
                "Another window of it, or one of its commands, writes the journal in {folder}. "
                "Only one may, so that no inspection is lost; this window only looks. What was "
                "judged can be opened on the Review screen (Ctrl+2). To judge here, close the "
                "other one, and try again.",
            ).format(folder=self._desk.home)
        self.welcome.show_problem(title, text, self._retry)
        self._stack.setCurrentWidget(self.welcome)

    def _retry(self) -> None:
        self._desk.open()
        self.welcome.show_choices()
        self._choose()

    def _choose(self) -> None:
        state = self._state
        nothing = state.band.kind is Kind.EMPTY and "file.close" not in state.can
        first = self._ready and nothing and not state.recipe and not state.strip
        first = first or self._desk.problem is not None
        self._stack.setCurrentWidget(self.welcome if first else self.view)

    def _on_opened(self) -> None:
        self._ready = True
        self._choose()
