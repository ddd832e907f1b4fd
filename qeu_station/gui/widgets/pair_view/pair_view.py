"""Reference and test in two panes that always show the same place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from qeu_station.gui.presenters.inspect_state import CellEvidence, InspectState
from qeu_station.gui.theme import tokens
from qeu_station.gui.widgets.pair_view.camera import stacked_is_larger
from qeu_station.gui.widgets.pair_view.hover import Hover
from qeu_station.gui.widgets.pair_view.layers import Sheets
from qeu_station.gui.widgets.pair_view.marks import NOTHING, Marks
from qeu_station.gui.widgets.pair_view.navigation import Navigation
from qeu_station.gui.widgets.pair_view.pane import Pane
from qeu_station.gui.widgets.pair_view.picture_box import Drag
from qeu_station.gui.widgets.pair_view.rubber_band import RubberBand, drawn_box
from qeu_station.gui.widgets.pair_view.shown import Shown
from qeu_station.gui.words import translate

ADD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class PairView(QWidget):
    """The pictures of a part with everything that is known of them.

    Signals:
        cell_clicked: Address, and whether it is added to what is selected (Ctrl or Shift).
        box_clicked: Id of a finding or drawn box.
        box_drawn: (x1, y1, x2, y2) in reference pixels, inside the picture.
        box_tool_done: The box tool has ended, with a box or without.
    """

    cell_clicked = Signal(str, bool)
    box_drawn = Signal(object)
    box_clicked = Signal(str)
    box_tool_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.evidence: Callable[[str], CellEvidence | None] = lambda _address: None
        self._stacked: bool | None = None
        self._grid_on = True
        self._state: InspectState | None = None
        sheets = Sheets()
        self.panes = (Pane(sheets, self), Pane(sheets, self))
        self._navigation = Navigation(self.panes)
        self._shown = Shown(*self.panes)
        self._band = RubberBand()
        self._ring = QFrame(self)
        self._ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ring.hide()
        self._hover = Hover(self, self.panes, self._ask)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for pane in self.panes:
            self._layout.addWidget(pane, 1)
            self._listen(pane)
        self.setAccessibleName(translate("PairView", "Reference and test picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("pairs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ring.raise_()
        self._shown.clear()
        self.retheme()

    def _listen(self, pane: Pane) -> None:
        pane.resized.connect(self._navigation.resized)
        pane.box.wheeled.connect(lambda at, factor: self._navigation.zoom(factor, pane, at))
        pane.box.dragged.connect(lambda drag: self._on_drag(pane, drag))
        pane.box.clicked.connect(lambda at, keys: self._on_click(pane, at, keys))
        pane.box.double_clicked.connect(self.fit)
        pane.box.hovered.connect(lambda at: self._on_hover(pane, at))

    def _ask(self, address: str) -> CellEvidence | None:
        return self.evidence(address)

    # what is shown

    def show_state(self, state: InspectState) -> None:
        """Show a part; only what changed since the last call is drawn anew."""
        before, self._state = self._state, state
        if before is None or state.pictures is not before.pictures or state.live != before.live:
            self._hover.leave()
            self._band.hide()
            self._shown.show_pair(state.pictures, state.live)
        self._shown.set_stale(state.stale)
        if state.question is not None:
            self._hover.leave()
        self._show_marks()
        self._on_size()
        if before is None or state.cells is not before.cells:
            self._hover.refresh()

    def show_frame(self, frame: np.ndarray, reference: np.ndarray | None) -> None:
        """Show the newest picture of a camera, the reference shining through it.

        Args:
            frame: uint8, (H, W, 3) BGR or (H, W).
            reference: uint8, (h, w, 3) RGB or (h, w); None without one.
        """
        if self._shown.show_frame(frame, reference):
            self._show_marks()
            self._on_size()

    def _on_size(self) -> None:
        grid = None if self._state is None else self._state.grid
        if self._navigation.take(self._shown.size, grid):
            self._arrange()

    def _show_marks(self) -> None:
        state = self._state
        if state is None or self._shown.empty:
            marks = NOTHING
        elif self._shown.is_live:
            marks = Marks(state.grid)
        else:
            marks = Marks(state.grid, state.cells, state.boxes)
        if not self._grid_on:
            marks = replace(marks, grid=None, cells=())
        self._shown.show_marks(marks)

    # where it is looked at

    def fit(self) -> None:
        """Show the whole picture."""
        self._navigation.fit()

    def zoom(self, factor: float) -> None:
        """Zoom about the middle; a factor above 1 enlarges."""
        self._navigation.zoom(factor)

    def _on_drag(self, pane: Pane, drag: Drag) -> None:
        if self._band.active and drag.left:
            self._draw_band(pane, drag)
        else:
            self._navigation.pan(pane, drag.now - drag.last)

    # what is pointed at

    def _on_click(self, pane: Pane, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        box = pane.box_at(at)
        cell = pane.cell_at(at)
        if self._band.active:
            return
        if box is not None:
            self.box_clicked.emit(box)
        elif cell is not None:
            self.cell_clicked.emit(cell, bool(keys & ADD))

    def _on_hover(self, pane: Pane, at: QPointF | None) -> None:
        drawing = self._band.active or (self._state is not None and self._state.question)
        self._hover.point(pane, None if at is None or drawing else pane.cell_at(at))

    # the box tool

    @property
    def box_tool(self) -> bool:
        """Whether the next drag draws a box."""
        return self._band.active

    def set_box_tool(self, on: bool) -> None:
        """Let the next drag draw a box around a defect that was missed."""
        if on == self._band.active:
            return
        self._band.active = on
        for pane in self.panes:
            cursor = Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor
            pane.canvas.viewport().setCursor(cursor)
        if on:
            self._hover.leave()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._band.hide()
            self.box_tool_done.emit()

    def _draw_band(self, pane: Pane, drag: Drag) -> None:
        if drag.begins:
            self._band.begin(pane)
        if not self._band.stretch(pane, QRectF(drag.first, drag.now).normalized()):
            return
        if drag.ends:
            view = pane.view()
            places = view.picture_point(drag.first), view.picture_point(drag.now)
            self._band.hide()
            box = drawn_box(*places, self._navigation.size)
            if box is not None:
                self.box_drawn.emit(box)
                self.set_box_tool(False)

    def event(self, event: QEvent) -> bool:
        """Keep Escape for the box tool while it is in use."""
        if event.type() == QEvent.Type.ShortcutOverride and self._ends_tool(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape end the box tool; every other key goes to the screen."""
        if self._ends_tool(event):
            self.set_box_tool(False)
        else:
            super().keyPressEvent(event)

    def _ends_tool(self, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return is_escape and self._band.active

    # how it is shown

    def set_grid(self, on: bool) -> None:
        """Show grid and cells, or only the pictures with their findings."""
        self._grid_on = on
        self._show_marks()

    def set_stacked(self, stacked: bool | None) -> None:
        """Lay the panes above each other, side by side, or as the pictures show larger (None)."""
        self._stacked = stacked
        self._arrange()

    def set_blink(self, on: bool) -> None:
        """Show reference and test in turn in one pane."""
        self._shown.set_blink(on)

    def set_difference(self, on: bool) -> None:
        """Show the difference in place of the test picture."""
        self._shown.set_difference(on)

    def set_overlay(self, opacity: float) -> None:
        """Let the reference shine through live pictures, 0 (not at all) to 1."""
        self._shown.set_overlay(opacity)

    def retheme(self) -> None:
        """Take the colours in use."""
        for pane in self.panes:
            pane.retheme()
        self._hover.panel.retheme()
        self._ring.setStyleSheet(f"border: 3px solid {tokens().focus}; background: transparent;")
        self.setStyleSheet(f"#pairs {{ background: {tokens().border}; }}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement anew."""
        super().resizeEvent(event)
        self._arrange()
        self._ring.setGeometry(self.rect())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of the focus to who walks through the window with Tab."""
        super().focusInEvent(event)
        reasons = Qt.FocusReason
        self._ring.setVisible(
            event.reason() in {reasons.TabFocusReason, reasons.BacktabFocusReason}
        )

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ring.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on blinking."""
        super().showEvent(event)
        self._shown.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._shown.set_visible(False)
        self._hover.leave()

    def _arrange(self) -> None:
        above = self._stacked
        if above is None:
            area = float(self.width()), float(self.height())
            above = self._navigation.size is not None and stacked_is_larger(
                self._navigation.size, area
            )
        ways = QBoxLayout.Direction
        self._layout.setDirection(ways.TopToBottom if above else ways.LeftToRight)
        # panes of exactly the same size share the sheet on which their marks are drawn
        self._layout.setSpacing(2 + (self.height() if above else self.width()) % 2)
