"""What is listed: a search, the verdicts, what was said, saved filters, and all conditions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QInputDialog,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.button_rows import ButtonRows
from qeu_station.gui.widgets.keys import keeps
from qeu_station.gui.widgets.marks import mark_icon
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.widgets.review.filter_panel import FilterPanel
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.presenters.review_state import Chip, ReviewState
    from qeu_station.services.review import Filter

WAIT_MS = 150
"""How long after the last key a search begins."""

_ROOMY = 1000
"""Width from which the search says what it looks at."""

_KINDS = (Kind.PASS, Kind.REVIEW, Kind.FAIL)
_SPOKEN: tuple[tuple[bool | None, bool | None], ...] = (
    (None, None), (False, None), (True, None), (None, True),
)  # fmt: skip
"""Conditions ``corrected`` and ``contradicted`` of every entry of the box."""


class SearchField(QLineEdit):
    """A field that gives the keyboard back with Enter and Escape.

    Attributes:
        left: The keyboard belongs elsewhere.
    """

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the shortcuts of the window."""
        return keeps(event, frozenset({Qt.Key.Key_Escape})) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Enter, Down or Escape; Escape in a search that says something clears it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter,
                             Qt.Key.Key_Down):  # fmt: skip
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Drawer(QScrollArea):
    """As high as what is in it, where there is room; Qt would remember its first height."""

    def sizeHint(self) -> QSize:
        held = self.widget()
        return super().sizeHint() if held is None else held.sizeHint()


class FilterBar(QWidget):
    """Above the table.

    Attributes:
        wanted: The filter that somebody asks for.
        dropped: The fields (a tuple) of a condition that is taken back.
        saved_chosen: Name of a saved filter to list by.
        saved_named: Name under which the filter in force is kept.
        saved_removed: Name of a saved filter to forget.
        left: The keyboard belongs to the table.
    """

    wanted = Signal(object)
    dropped = Signal(object)
    saved_chosen = Signal(str)
    saved_named = Signal(str)
    saved_removed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Filter | None = None
        self._chips: tuple[Chip, ...] = ()
        self._names: tuple[str, ...] | None = None
        self._can_save = False
        self.search = SearchField()
        self.verdicts = {kind.value.upper(): self._verdict(kind) for kind in _KINDS}
        self.spoken = QComboBox()
        self.more = QToolButton()
        self.saved = QToolButton()
        self.panel = FilterPanel()
        self.drawer = _Drawer(widgetResizable=True)
        self.conditions = ButtonRows()
        self._typing = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._typing.timeout.connect(self._on_typed)
        self._set_up()
        self._lay_out()

    def show_state(self, state: ReviewState) -> None:
        """Show the conditions in force."""
        self.setEnabled(state.filter is not None)
        self.panel.show_state(state)
        if state.saved != self._names or bool(state.chips) != self._can_save:
            self._names, self._can_save = state.saved, bool(state.chips)
            self._fill_saved()
        if state.chips != self._chips:
            self._chips = state.chips
            self._show_chips()
        if state.filter is None or state.filter is self._asked:
            return
        self._asked = asked = state.filter
        if not self._typing.isActive() and self.search.text().strip() != asked.text:
            self.search.setText(asked.text)
        for name, button in self.verdicts.items():
            button.setChecked(name in asked.verdicts)
        which = (asked.corrected, asked.contradicted)
        self.spoken.setCurrentIndex(_SPOKEN.index(which) if which in _SPOKEN else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what can be searched for where there is room to say it."""
        super().resizeEvent(event)
        short = self.width() < _ROOMY
        self.search.setPlaceholderText(
            translate("Review", "Search")
            if short
            else translate("Review", "Search pair, serial, lot, operator, class, cell…")
        )

    def focus_search(self) -> None:
        """Let something be searched for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def search_for(self, text: str) -> None:
        """Search for a text, as if it had been typed."""
        self.search.setText(text)
        self._typing.stop()
        self._on_typed()

    def _set_up(self) -> None:
        self.search.setAccessibleName(translate("Review", "Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(140)
        self.search.textChanged.connect(self._on_typing)
        self.search.left.connect(self._leave)
        self.spoken.setAccessibleName(translate("Review", "What people said"))
        self.spoken.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for words in (
            translate("Review", "All"),
            translate("Review", "Not reviewed yet"),
            translate("Review", "Reviewed"),
            translate("Review", "Corrected otherwise"),
        ):
            self.spoken.addItem(words)
        self.spoken.activated.connect(self._on_spoken)
        self.more.setText(translate("Review", "More conditions"))
        self.more.setCheckable(True)
        self.more.toggled.connect(self.drawer.setVisible)
        self.saved.setText(translate("Review", "Saved filters"))
        self.saved.setMenu(QMenu(self.saved))
        self.saved.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.more, self.saved):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.panel.wanted.connect(self.wanted)
        self.drawer.setWidget(self.panel)
        self.drawer.setFrameShape(QFrame.Shape.NoFrame)
        self.drawer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.drawer.setMinimumHeight(TOUCH + 2 * SPACE)
        policies = QSizePolicy.Policy
        self.drawer.setSizePolicy(policies.Preferred, policies.Maximum)
        self.drawer.hide()
        self.conditions.hide()

    def _lay_out(self) -> None:
        row = layouts.row(space=SPACE)
        row.addWidget(self.search, 1)
        for button in self.verdicts.values():
            row.addWidget(button)
        for widget in (self.spoken, self.more, self.saved):
            row.addWidget(widget)
        column = layouts.column(self, space=SPACE // 2)
        column.addLayout(row)
        column.addWidget(self.drawer)
        column.addWidget(self.conditions)

    def _verdict(self, kind: Kind) -> QToolButton:
        button = QToolButton()
        button.setText(kind.value.upper())
        button.setIcon(mark_icon(kind, 18, 2.0))
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(
            translate("Review", "List {verdict}").format(verdict=button.text())
        )
        button.clicked.connect(self._on_verdict)
        return button

    def _on_typing(self) -> None:
        self._typing.start()

    def _on_typed(self) -> None:
        text = " ".join(self.search.text().split())
        if self._asked is not None and text != self._asked.text:
            self.wanted.emit(replace(self._asked, text=text))

    def _on_verdict(self) -> None:
        if self._asked is not None:
            chosen = tuple(name for name, button in self.verdicts.items() if button.isChecked())
            self.wanted.emit(replace(self._asked, verdicts=chosen))

    def _on_spoken(self, place: int) -> None:
        if self._asked is not None:
            corrected, contradicted = _SPOKEN[place]
            self.wanted.emit(replace(self._asked, corrected=corrected, contradicted=contradicted))

    def _leave(self) -> None:
        self._typing.stop()
        self._on_typed()
        self.left.emit()

    def _show_chips(self) -> None:
        buttons = []
        for chip in self._chips:
            button = PressButton(f"{chip.words}  ✕", shrinks=True, flush=True)
            button.setAccessibleName(
                translate("Review", "Take back: {condition}").format(condition=chip.words)
            )
            button.clicked.connect(lambda _=False, chip=chip: self.dropped.emit(chip.fields))
            buttons.append(button)
        self.conditions.set_buttons(buttons)
        self.conditions.setVisible(bool(buttons))

    def _fill_saved(self) -> None:
        menu = self.saved.menu()
        menu.clear()
        for name in self._names or ():
            menu.addAction(name).triggered.connect(
                lambda _=False, name=name: self.saved_chosen.emit(name)
            )
        if self._names:
            menu.addSeparator()
        keep = menu.addAction(translate("Review", "Save these conditions…"))
        keep.setEnabled(self._can_save)
        keep.triggered.connect(self._ask_name)
        if self._names:
            forget = menu.addMenu(translate("Review", "Remove"))
            for name in self._names:
                forget.addAction(name).triggered.connect(
                    lambda _=False, name=name: self.saved_removed.emit(name)
                )

    def _ask_name(self) -> None:
        asked = QInputDialog(self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(translate("Review", "Save these conditions"))
        asked.setLabelText(translate("Review", "Name of the filter"))
        asked.setOkButtonText(translate("Review", "Save"))
        asked.setCancelButtonText(translate("Window", "Cancel"))
        asked.textValueSelected.connect(self.saved_named)
        asked.open()
