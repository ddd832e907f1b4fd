"""Cards of all inspectors, saying as much as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from qeu_station.gui.presenters.inspect_state import Card, InspectState
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.inspector_card import CardView, Length, is_urgent
from qeu_station.gui.words import translate


class InspectorCards(QScrollArea):
    """All cards, one under the other; scrolls when there are more than the height takes.

    Attributes:
        restart: Name of the inspector whose worker shall start anew.
    """

    restart = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._cards: tuple[Card, ...] = ()
        self._plain = False
        self._faults: frozenset[str] = frozenset()
        self._new_fault = -1
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._fit)  # lines are known once the cards have their width
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._look_at_fault)
        self.views: list[CardView] = []
        self._column = layouts.column()
        self._column.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._column)
        self.setWidget(inner)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("Inspect", "Inspectors"))

    def show_state(self, state: InspectState) -> None:
        """Show the cards of a state; those that did not change are left alone."""
        if state.cards is not self._cards:
            self._cards = state.cards
            self._refresh()

    def set_plain(self, plain: bool) -> None:
        """Leave out what only engineers read, or show it again."""
        self._plain = plain
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more or less, as there is room."""
        super().resizeEvent(event)
        self._fit()
        self._again.start()

    def _fit(self) -> None:
        """Let as many cards speak in full as there is room for, those first that say most."""
        views = self.views[: len(self._cards)]
        heights = [[view.height_for(length) for length in Length] for view in views]
        room = self.viewport().height() - self._column.spacing() * (len(views) - 1)
        for view, length in zip(views, lengths(self._cards, heights, room), strict=True):
            view.set_length(length)

    def _refresh(self) -> None:
        while len(self.views) < len(self._cards):
            view = CardView()
            view.restart.connect(self.restart)
            self._column.insertWidget(len(self.views), view)
            self.views.append(view)
        for number, view in enumerate(self.views):
            used = number < len(self._cards)
            if used:
                view.show_card(self._cards[number], self._plain)
            layouts.show_if(view, used)
        self._fit()
        faults = frozenset(card.opinion for card in self._cards if card.problem)
        new, self._faults = faults - self._faults, faults
        self._new_fault = next((n for n, c in enumerate(self._cards) if c.opinion in new), -1)
        if self._new_fault >= 0:
            self._look.start()  # once the cards have their places

    def _look_at_fault(self) -> None:
        """Scroll to a fault that is new; where it stays the person may scroll."""
        if 0 <= self._new_fault < len(self.views):
            self.ensureWidgetVisible(self.views[self._new_fault])


def lengths(
    cards: Sequence[Card], heights: Sequence[Sequence[int]], room: int
) -> tuple[Length, ...]:
    """Return how much each card says, so that all fit into a height if they can.

    Those that say what the verdict does not say come before those that agree with it. Times and
    health stand on all cards of one kind or on none, so that what is alike looks alike.

    Args:
        cards: The cards.
        heights: Of each in every length, in pixels.
        room: Pixels for all of them.
    """
    left = room - sum(each[Length.BRIEF] for each in heights)
    chosen = [Length.BRIEF] * len(cards)
    rank = [(not is_urgent(card), not card.late, not card.alone) for card in cards]
    order = sorted(range(len(cards)), key=rank.__getitem__)
    kinds = [list(kind) for _, kind in groupby(order, key=rank.__getitem__)]
    steps = [*((Length.TOLD, [number]) for number in order), *((Length.FULL, k) for k in kinds)]
    for length, together in steps:
        more = sum(heights[n][length] - heights[n][chosen[n]] for n in together)
        if more <= left:
            left -= more
            for number in together:
                chosen[number] = length
    return tuple(chosen)
