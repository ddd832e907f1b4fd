"""Shows a cell's evidence when the pointer rests on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

from qeu_station.gui.presenters.inspect_state import CellEvidence
from qeu_station.gui.widgets.pair_view.evidence_panel import EvidencePanel
from qeu_station.gui.widgets.pair_view.pane import Pane

REST_MS = 250
"""How long the pointer must rest before the first evidence; after that it follows at once."""


class Hover(QObject):
    """Follows the pointer over the panes of a view."""

    def __init__(
        self, view: QWidget, panes: tuple[Pane, Pane], ask: Callable[[str], CellEvidence | None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._panes = panes
        self._ask = ask
        self._at: tuple[Pane, str] | None = None
        self.panel = EvidencePanel(view)
        self._timer = QTimer(self, interval=REST_MS, singleShot=True)
        self._timer.timeout.connect(self._show)

    def point(self, pane: Pane, address: str | None) -> None:
        """Take note of the cell under the pointer, None for none."""
        at = None if address is None else (pane, address)
        if at == self._at:
            return
        self._at = at
        for each in self._panes:
            each.marks.set_hovered(address)
        if at is None:
            self.leave()
        elif self.panel.isVisible():
            self._show()
        else:
            self._timer.start()

    def leave(self) -> None:
        """Forget the cell and hide what is shown of it."""
        self._at = None
        self._timer.stop()
        self.panel.hide()
        for each in self._panes:
            each.marks.set_hovered(None)

    def refresh(self) -> None:
        """Ask anew after the part was judged or corrected."""
        if self.panel.isVisible():
            self._show()

    def _show(self) -> None:
        if self._at is None or not self._view.isVisible():
            return
        pane, address = self._at
        evidence = self._ask(address)
        cell = pane.cell_rect(address)
        if evidence is None or cell is None:
            self.panel.hide()
            return
        corner = pane.canvas.mapTo(self._view, QPoint(0, 0))
        seen = cell.intersected(pane.view().area).toAlignedRect().translated(corner)
        self.panel.show_evidence(evidence, QRect(seen), self._view.rect().adjusted(4, 4, -4, -4))
