"""The Training screen: what is to be trained at the left, how it stands at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QWidget

from qeu_station.gui.presenters.training_state import TrainingState
from qeu_station.gui.theme import SPACE, TITLE
from qeu_station.gui.training import training_of
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.page import Page
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.widgets.training.form import TrainingFormPanel
from qeu_station.gui.widgets.training.progress import ProgressPanel
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.desk import Desk

_LEAST, _MOST = 420, 520
"""Width of the fields, in pixels; the curves take the rest."""


class TrainingPage(Page):
    """The training of a desk, which outlives the page.

    Args:
        desk: What is worked with.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        training = training_of(desk)
        self.presenter = training.presenter
        self._state: TrainingState | None = None
        self.heading = ElidedLabel("text", TITLE, QFont.Weight.DemiBold)
        self.heading.set_text(translate("Training", "Training"))
        self.form = TrainingFormPanel()
        self.train = PressButton(translate("Training", "Train"), "Ctrl+↵")
        self.progress = ProgressPanel()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self.form.entered.connect(lambda changes: self.presenter.enter(**changes))
        self.train.clicked.connect(lambda: self.wants_action.emit("training.start"))
        self.progress.wanted.connect(self.wants_action)
        self.presenter.refresh()
        training.state_changed.connect(self.show_state)
        self.show_state(self.presenter.state)

    @property
    def can(self) -> frozenset[str]:
        """What the presenter allows."""
        return self.presenter.state.can

    def do(self, key: str, on: bool = False) -> None:
        """Do an action."""
        report = self.presenter.state.report
        if key == "training.report" and report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(report)))
        else:
            self.presenter.do(key)

    def enter(self) -> None:
        """Ask what can be chosen, and give the keyboard to the fields while nothing runs."""
        self.presenter.seen = True
        self.presenter.want()
        self._first.setFocus()

    def leave(self) -> None:
        """Be told of an end on the other screens."""
        self.presenter.seen = False

    def show_state(self, state: TrainingState) -> None:
        """Show a state."""
        before, self._state = self._state, state
        now = self.window().focusWidget()
        ours = now is not None and self.isAncestorOf(now)
        self.form.show_state(state)
        self.train.setEnabled("training.start" in state.can)
        self.progress.show_state(state)
        if ours:
            self._keep_focus()
        if before is None or before.can != state.can:
            self.changed.emit()

    def _keep_focus(self) -> None:
        """Keep the keyboard on the page when what had it rests, and give it back to the fields."""
        now = self.window().focusWidget()
        if now is None or now is self or not self.isAncestorOf(now):
            self._first.setFocus()

    @property
    def _first(self) -> QWidget:
        return self.form.recipe if self.form.recipe.isEnabled() else self

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(_LEAST)
        left.setMaximumWidth(_MOST)
        column = layouts.column(left, margins=(0, SPACE, 0, SPACE))
        head = layouts.row(margins=(2 * SPACE, 0, SPACE, 0))
        head.addWidget(self.heading)
        column.addLayout(head)
        column.addWidget(self.form, 1)
        foot = layouts.row(margins=(2 * SPACE, 0, SPACE, 0))
        foot.addWidget(self.train, 1)
        column.addLayout(foot)
        right = layouts.column(margins=(0, SPACE, SPACE, SPACE))
        right.addWidget(self.progress)
        row = layouts.row(self, space=0)
        row.addWidget(left, 2)
        row.addLayout(right, 3)
