"""The screen operators look at: pictures, verdict, inspectors, corrections, the last parts."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from qeu_station.gui.presenters.drops import dropped
from qeu_station.gui.presenters.inspect_state import InspectState, Kind
from qeu_station.gui.widgets.inspect_parts import InspectParts
from qeu_station.gui.widgets.inspect_places import Places
from qeu_station.gui.widgets.keys import action_of, paths_of, printable
from qeu_station.gui.widgets.live_look import LiveLook
from qeu_station.gui.widgets.question_bar import asked_classes
from qeu_station.gui.widgets.view_actions import change_view

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.gui.preferences import Preferences
    from qeu_station.gui.presenters.inspect import InspectPresenter


class InspectScreen(InspectParts):
    """Shows states of the presenter and hands on what the person does.

    Args:
        presenter: Decides.
        preferences: Operator mode, and how the pictures stand.

    Attributes:
        wants_action: Key of an action of ``gui.actions`` that a button of the screen stands for.
        box_tool_done: The tool that draws boxes was put down.
    """

    wants_action = Signal(str)
    box_tool_done = Signal()

    def __init__(
        self,
        presenter: InspectPresenter,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._state = InspectState()
        self._live = LiveLook(presenter.frame, self._show_frame, self)
        presenter.occupied = self.occupied
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.pictures.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._places = Places(self)
        self._connect()
        self._order_tabs()
        self.pictures.set_stacked(preferences.stacked)
        self.set_operator_mode(preferences.operator_mode)

    def show_state(self, state: InspectState) -> None:
        """Show a state; each part of the screen draws only what changed of it."""
        before, self._state = self._state, state
        if state.inspection != before.inspection:  # this state is shown before the next is made
            QTimer.singleShot(0, self, self._finish_note)
        self._show_centre(self.empty if _is_empty(state) else self.pictures)
        for part in self._showing:
            part(state)
        if state.classes is not before.classes or len(state.cards) > len(before.cards):
            self._order_tabs()
        self.hint.set_hint(state.hint)
        self._live.watch(state.live and self.isVisible())

    def _show_centre(self, wanted: QWidget) -> None:
        before = self._places.centre.currentWidget()
        if wanted is before or before is None:
            return
        focused = before.isAncestorOf(self.focusWidget() or self)
        self._places.centre.setCurrentWidget(wanted)
        if focused or before.hasFocus():
            self.focus_pictures()

    def set_view(self, key: str, on: bool = True) -> None:
        """Do an action of the keys ``view.…`` that is about the pictures, or ``correct.box``."""
        change_view(key, on, self.pictures, self.classes, self._presenter.show_difference)

    def set_operator_mode(self, on: bool) -> None:
        """Hide what operators don't need, or show it again."""
        self.cards.set_plain(on)

    def occupied(self) -> bool:
        """Tell whether somebody types, draws, or is in a dialog or a menu."""
        typing = not self.note.isHidden() or self.serial.field.hasFocus()
        dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        return typing or self.pictures.box_tool or dialog is not None

    def edit_note(self) -> None:
        """Open the line for a note on the part."""
        self.note.open_with(self._state.note, self._state.inspection)

    def _finish_note(self) -> None:
        """Keep the note of a part that has left the screen."""
        if self.note.inspection != self._state.inspection:
            self.note.finish()

    def focus_serial(self) -> None:
        """Let a serial number be typed."""
        self.serial.edit()

    def focus_pictures(self) -> None:
        """Give the keyboard back to the pictures, or to the screen while there are none."""
        shown = self._places.centre.currentWidget() is self.pictures
        target = self.pictures if shown else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def retheme(self) -> None:
        """Draw everything in the colours of the theme that is in use now."""
        self.pictures.retheme()
        for widget in self.findChildren(QWidget):
            widget.update()

    def _connect(self) -> None:
        does, pictures = self._presenter, self.pictures
        pictures.evidence = does.evidence
        pictures.cell_clicked.connect(does.click_cell)
        pictures.box_clicked.connect(does.click_box)
        pictures.box_drawn.connect(lambda box: does.draw_box(box, None))
        pictures.box_tool_done.connect(self.box_tool_done)
        pictures.box_tool_done.connect(lambda: self.classes.set_boxing(False))
        self.serial.entered.connect(does.set_serial)
        self.classes.class_chosen.connect(self._choose_class)
        self.classes.action.connect(does.do)
        self.classes.action.connect(self.focus_pictures)
        self.cards.restart.connect(does.restart)
        self.strip.opened.connect(does.open_record)
        self.question.answered.connect(does.answer)
        self.note.written.connect(does.set_note)
        for part in (self.serial, self.note, self.question, self.classes):
            part.left.connect(self.focus_pictures)
        self.empty.wanted.connect(self.wants_action)
        self.counters.reset.connect(lambda: self.wants_action.emit("shift.new"))
        self._showing = [
            part.show_state
            for part in (self.band, pictures, self.serial, self.classes, self.cards,
                         self.counters, self.strip, self.question)
        ]  # fmt: skip

    def _choose_class(self, name: str) -> None:
        if name in asked_classes(self._state):
            self._presenter.answer(name)
        else:
            self._presenter.choose_class(name)

    def _order_tabs(self) -> None:
        """Lead Tab from the serial number over the pictures down and to the right."""
        order: list[QWidget] = [
            self.serial.field,
            self.pictures,
            self.question,
            self.note.field,
            *self.classes.buttons.values(),
            *self.classes.parts.values(),
            *(view.button for view in self.cards.views),
            self.counters.button,
            self.strip,
        ]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _show_frame(self, frame: np.ndarray) -> None:
        self.pictures.show_frame(frame, self._state.reference)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give band, column and strip the place that the size allows."""
        super().resizeEvent(event)
        self._places.fit_to(self.size())

    def showEvent(self, event: QShowEvent) -> None:
        """Look for frames again."""
        super().showEvent(event)
        self._live.watch(self._state.live)
        if self.focusWidget() is None:
            self.focus_pictures()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for no frames that nobody sees."""
        super().hideEvent(event)
        self._live.watch(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what is typed while no field has the focus: addresses and class keys.

        A shortcut only comes here while its action cannot be used; the presenter says why.
        """
        action = action_of(event)
        if action and action not in self._state.can and not event.isAutoRepeat():
            self._presenter.do(action)
        text = event.text()
        taken = printable(event) and (
            self.question.answer_with(text) or self._presenter.press(text)
        )
        if not taken:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files come in; what they are is told when they are dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped, or say why not."""
        refused = self.open_dropped(event)
        if refused:
            self.hint.refuse(refused)

    def open_dropped(self, event: QDropEvent) -> str:
        """Open what was dropped; return why not, else an empty string."""
        event.acceptProposedAction()
        return self.open_paths(paths_of(event))

    def open_paths(self, paths: list[Path]) -> str:
        """Open files or a folder; return why not, else an empty string."""
        what = dropped(paths)
        if what.test is not None:
            self._presenter.open_pair(what.test, what.reference)
        elif what.source is not None:
            self._presenter.open_pairs(what.source)
        return what.refused


def _is_empty(state: InspectState) -> bool:
    return state.band.kind is Kind.EMPTY and state.part is None
