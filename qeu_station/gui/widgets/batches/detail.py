"""The batch that is chosen: how it stands, what it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from qeu_station.gui.actions import action
from qeu_station.gui.presenters.batches_state import RUNNING, WAITING, BatchDetail
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SPACE, TITLE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.button_rows import ButtonRows
from qeu_station.gui.widgets.captions import Remark, caption
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

KEYS = ("batch.open", "batch.pause", "batch.cancel", "batch.sooner", "batch.later",
        "batch.report", "batch.log", "batch.delete")  # fmt: skip
_CAPS = {"Return": "↵", "Ctrl+Backspace": "Ctrl+⌫", "Alt+Up": "Alt+↑", "Alt+Down": "Alt+↓"}
_COLUMNS = 2


class BatchDetailPanel(QFrame):
    """Shows one batch.

    Attributes:
        wanted: Key of an action of ``gui.actions``.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surface")
        self._detail: BatchDetail | None = None
        self._going: bool | None = None
        self.title = ElidedLabel("text", TITLE, QFont.Weight.DemiBold)
        self.sentence = caption(role="muted")
        self.problem = Remark(Kind.PROBLEM)
        self.facts = QWidget()
        self._facts = QGridLayout(self.facts)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(2 * SPACE)
        self._facts.setVerticalSpacing(SPACE // 2)
        for column in range(_COLUMNS):
            self._facts.setColumnStretch(2 * column + 1, 1)
        self.buttons: dict[str, PressButton] = {}
        self._rows = ButtonRows()
        lines = layouts.column(self, margins=(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE))
        for widget in (self.title, self.sentence, self.problem, self.facts, self._rows):
            lines.addWidget(widget)

    def show_detail(self, detail: BatchDetail | None, can: frozenset[str]) -> None:
        """Show a batch, and what can be done with it."""
        layouts.show_if(self, detail is not None)
        if detail is None:
            self._detail = None
            return
        if detail != self._detail:
            self._show(detail)
        going = detail.state in (RUNNING, WAITING)
        if going is not self._going:
            self._going = going
            self._make_buttons(going)
        for key, button in self.buttons.items():
            button.setEnabled(key in can)

    def _show(self, detail: BatchDetail) -> None:
        before, self._detail = self._detail, detail
        self.title.set_text(detail.title)
        self.sentence.setText(detail.sentence)
        self.problem.say(detail.problem)
        if before is None or before.facts != detail.facts:
            self._show_facts(detail.facts)

    def _show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        half = -(-len(facts) // _COLUMNS)
        for number, (name, value) in enumerate(facts):
            row, column = number % half, 2 * (number // half)
            label = ElidedLabel("muted", whole=True)
            label.set_text(name)
            shown = ElidedLabel("text", figures=True)
            shown.set_text(value)
            shown.setAccessibleName(f"{name}: {value}")
            self._facts.addWidget(label, row, column, Qt.AlignmentFlag.AlignVCenter)
            self._facts.addWidget(shown, row, column + 1)

    def _make_buttons(self, going: bool) -> None:
        """Name the buttons; the one that pauses says what it would do now."""
        held = next((key for key, made in self.buttons.items() if made.hasFocus()), "")
        words = {
            "batch.open": translate("Batches", "Review"),
            "batch.pause": (
                translate("Batches", "Pause") if going else translate("Batches", "Go on")
            ),
            "batch.cancel": translate("Batches", "Cancel"),
            "batch.sooner": translate("Batches", "Sooner"),
            "batch.later": translate("Batches", "Later"),
            "batch.report": translate("Batches", "Report…"),
            "batch.log": translate("Batches", "Log"),
            "batch.delete": translate("Batches", "Delete…"),
        }
        for key in KEYS:
            shortcut = next(iter(action(key).shortcuts), "")
            button = PressButton(words[key], _CAPS.get(shortcut, shortcut), shrinks=True)
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            self.buttons[key] = button
        self._rows.set_buttons([self.buttons[key] for key in KEYS])
        if held:
            self.buttons[held].setFocus(Qt.FocusReason.OtherFocusReason)
