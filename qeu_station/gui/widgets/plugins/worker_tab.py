"""The worker of the chosen inspector: its state, times, memory, and what ends or starts it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.plugins_state import Line, WorkerPage
from qeu_station.gui.theme import SPACE, TEXT
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.plugins.acts import ActButtons
from qeu_station.gui.widgets.plugins.report_view import LineView
from qeu_station.gui.words import translate

_PAIRS = 2
"""Pairs of name and value side by side."""

_KINDS = {"ready": Kind.PASS, "starting": Kind.WAITING, "restarting": Kind.WAITING}


class WorkerTab(QWidget):
    """A page of figures; those that change are written into their places."""

    def __init__(self, buttons: ActButtons) -> None:
        super().__init__()
        self._page: WorkerPage | None = None
        self.state = LineView(wide=True)
        self.fault = LineView(wide=True)
        self.values: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        for pair in range(_PAIRS):
            self._grid.setColumnStretch(2 * pair + 1, 1)
        self._acts = [
            buttons.make(
                "restart",
                translate("Plugins", "Restart"),
                translate("Plugins", "Ends the worker and starts it anew; faults are forgotten."),
            ),
            buttons.make(
                "suspend",
                translate("Plugins", "Suspend"),
                translate(
                    "Plugins",
                    "Ends the worker until it goes on; parts are REVIEW where it decides.",
                ),
            ),
            buttons.make(
                "resume",
                translate("Plugins", "Go on"),
                translate("Plugins", "Starts the worker that was suspended."),
            ),
        ]
        column = layouts.column(self, space=2 * SPACE, margins=(0, 2 * SPACE, SPACE, SPACE))
        column.addWidget(self.state)
        column.addWidget(self.fault)
        column.addLayout(self._grid)
        row = layouts.row()
        for button in self._acts:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def show_worker(self, page: WorkerPage | None) -> None:
        """Show a worker, or that there is none."""
        if page == self._page:
            return
        self._page = page
        if page is None:
            self._offer("")
            text = translate("Plugins", "Only inspectors have a worker that runs all the time.")
            self.state.show_line(Line(Kind.EMPTY, text))
            self.fault.show_line(None)
            self._write(())
            return
        kind = _KINDS.get(page.health, Kind.PROBLEM) if page.health else Kind.EMPTY
        self.state.show_line(Line(kind, page.words))
        said = translate("Plugins", "What happened last: it {reason}").format(reason=page.fault)
        self.fault.show_line(Line(Kind.REVIEW, said) if page.fault else None)
        self._write(page.figures)
        self._offer(page.health)

    def _offer(self, health: str) -> None:
        """Show the buttons that make sense now."""
        suspended = health in ("suspended", "stopped")
        restart, suspend, resume = self._acts
        for button, shown in ((restart, not suspended), (suspend, not suspended),
                              (resume, suspended)):  # fmt: skip
            layouts.show_if(button, shown and health not in ("", "missing"))

    def _write(self, figures: tuple[tuple[str, str], ...]) -> None:
        if [name for name, _ in figures] != list(self.values):
            self._fill([name for name, _ in figures])
        for name, value in figures:
            if self.values[name].text() != value:
                self.values[name].setText(value)
                self.values[name].setAccessibleName(f"{name}: {value}")

    def _fill(self, names: list[str]) -> None:
        while entry := self._grid.takeAt(0):
            if widget := entry.widget():
                widget.hide()
                widget.deleteLater()
        self.values = {}
        for number, name in enumerate(names):
            row, pair = divmod(number, _PAIRS)
            value = QLabel()
            value.setFont(font_of(TEXT, figures=True))
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label = QLabel(name)
            label.setProperty("role", "muted")
            self._grid.addWidget(label, row, 2 * pair)
            self._grid.addWidget(value, row, 2 * pair + 1)
            self.values[name] = value
