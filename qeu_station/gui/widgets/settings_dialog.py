"""What the people at this station may choose; every choice counts at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from qeu_station.gui.language import LANGUAGES
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark, buttons, caption, field_label
from qeu_station.gui.widgets.page_words import number
from qeu_station.gui.widgets.placing import Scrolled
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate

_WIDTH = 560
_LONGEST_GAP_MS, _SHORTEST_GAP_MS = 200, 10


class SettingsDialog(QDialog):
    """Shows the preferences and hands on every change.

    Args:
        parent: The window.
        preferences: As they are.
        problems: What is wrong with the station's own settings file, one sentence each.
        changed: Takes new preferences.
    """

    def __init__(
        self,
        parent: QWidget | None,
        preferences: Preferences,
        problems: Sequence[str],
        changed: Callable[[Preferences], None],
    ) -> None:
        super().__init__(parent)
        self._preferences, self._changed = preferences, changed
        self.setWindowTitle(translate("Settings", "Settings"))
        self.setMinimumWidth(_WIDTH)
        around = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        inside = QWidget()
        column = layouts.column(inside)
        around.addWidget(Scrolled(inside), 1)
        for problem in problems:
            remark = Remark(Kind.REVIEW)
            remark.say(problem)
            column.addWidget(remark)
        form = QGridLayout()
        form.setSpacing(SPACE)
        form.setColumnStretch(1, 1)
        column.addLayout(form)
        self._add_look(form)
        self._add_scanner(form)
        self._add_work(column)
        column.addStretch(1)
        close = QPushButton(translate("Settings", "Close"))
        close.clicked.connect(self.accept)
        around.addLayout(buttons(self, close))
        self.resize(self.sizeHint())

    def _add_look(self, form: QGridLayout) -> None:
        chosen = self._preferences
        system = translate("Settings", "As the system")
        self.language = self._choice(
            form, translate("Settings", "Language"), "language",
            [("", system), *LANGUAGES.items()], chosen.language,
        )  # fmt: skip
        self.theme = self._choice(
            form, translate("Settings", "Colours"), "theme",
            [("", system), ("light", translate("Settings", "Light")),
             ("dark", translate("Settings", "Dark"))], chosen.theme,
        )  # fmt: skip
        self.stacked = self._choice(
            form, translate("Settings", "Pictures"), "stacked",
            [(None, translate("Settings", "As they show larger")),
             (False, translate("Settings", "Beside each other")),
             (True, translate("Settings", "Above each other"))], chosen.stacked,
        )  # fmt: skip

    def _add_scanner(self, form: QGridLayout) -> None:
        self.prefix = QLineEdit(self._preferences.scanner_prefix)
        self.prefix.setPlaceholderText(translate("Settings", "None: known by its speed"))
        self.prefix.editingFinished.connect(lambda: self._change(scanner_prefix=self.prefix.text()))
        self.gap = number(_SHORTEST_GAP_MS, _LONGEST_GAP_MS)
        self.gap.setSuffix(" ms")
        self.gap.setValue(self._preferences.scanner_gap_ms)
        self.gap.valueChanged.connect(lambda value: self._change(scanner_gap_ms=value))
        _add_row(form, translate("Settings", "Scanner sends first"), self.prefix)
        _add_row(form, translate("Settings", "Scanner's keys follow within"), self.gap)

    def _add_work(self, column: Any) -> None:
        for name, words in (
            ("auto_inspect", translate("Settings", "Judge a part as soon as it rests")),
            ("advance", translate("Settings", "Go on to the next part when one is confirmed")),
            ("operator_mode", translate("Settings", "Operator mode: show what operators need")),
        ):
            tick = Tick(words)
            tick.setChecked(getattr(self._preferences, name))
            tick.toggled.connect(lambda on, name=name: self._change(**{name: on}))
            tick.setObjectName(name)
            column.addWidget(tick)
        column.addWidget(
            caption(translate("Settings", "Every choice counts at once and is kept."), "muted")
        )

    def _choice(
        self,
        form: QGridLayout,
        words: str,
        name: str,
        options: Sequence[tuple[Any, str]],
        chosen: Any,
    ) -> QComboBox:
        box = QComboBox()
        for value, text in options:
            box.addItem(text, value)
        box.setCurrentIndex([value for value, _ in options].index(chosen))
        box.currentIndexChanged.connect(lambda at: self._change(**{name: options[at][0]}))
        _add_row(form, words, box)
        return box

    def _change(self, **changes: Any) -> None:
        self._preferences = replace(self._preferences, **changes)
        self._changed(self._preferences)


def _add_row(form: QGridLayout, words: str, field: QWidget) -> None:
    """Add a field with its label before it, both on one line."""
    row = form.rowCount()
    form.addWidget(field_label(words, field), row, 0)
    form.addWidget(field, row, 1)
