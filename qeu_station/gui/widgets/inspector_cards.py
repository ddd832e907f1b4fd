"""A card per inspector: what it says, how sure it is, and how its worker is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from qeu_station.gui.presenters.inspect_state import Card, InspectState, Kind
from qeu_station.gui.theme import SMALL, SPACE, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.marks import Mark, kind_of
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

_BOLD = QFont.Weight.DemiBold

_LINES, _MOST_LINES = 2, 6
"""Lines of a sentence; and of one that grows, or says what is wrong, for not all screens have a
pointer that could rest on it."""


class Bar(QWidget):
    """P(ok) as a length, 0 at the left, 1 at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float | None = None
        self._kind = Kind.EMPTY
        self.setFixedHeight(6)

    def set_share(self, share: float | None, kind: Kind) -> None:
        """Show a probability, 0..1, in the colour of a verdict; None leaves the bar empty."""
        if (share, kind) != (self._share, self._kind):
            self._share, self._kind = share, kind
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the trough, and the length in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        painter.setBrush(QColor(tokens().border))
        painter.drawRoundedRect(box, 3, 3)
        if self._share:
            box.setWidth(max(box.width() * min(self._share, 1.0), 3.0))
            painter.setBrush(QColor(tokens().of(self._kind)))
            painter.drawRoundedRect(box, 3, 3)


class HealthDot(QWidget):
    """State of a worker: full when ready, a ring on the way, a cross when it is gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._health = "ready"
        self.setFixedSize(QSize(10, 10))

    def set_health(self, health: str) -> None:
        """Show a state of ``Card.health``."""
        if health != self._health:
            self._health = health
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if self._health == "ready":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.passed))
            painter.drawEllipse(box)
            return
        pen = painter.pen()
        pen.setWidthF(2)
        pen.setColor(QColor(colours.muted))
        painter.setPen(pen)
        if self._health in {"starting", "restarting"}:
            painter.drawEllipse(box)
        else:
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())


class CardView(QFrame):
    """One inspector.

    Attributes:
        restart: Name of the inspector whose worker shall start anew.
    """

    restart = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surface")
        self._card: Card | None = None
        self._plain = False
        self._mark = Mark(18)
        self._name = ElidedLabel(weight=_BOLD)
        self._p_ok = ElidedLabel(weight=_BOLD, wide=False, figures=True)
        self._bar = Bar()
        self._sentence = ElidedLabel(pixels=SMALL + 1, lines=_LINES)
        self._dot = HealthDot()
        self._facts = ElidedLabel("muted", SMALL, figures=True)
        self._foot = QWidget()
        self.button = PressButton(translate("Inspect", "Restart"))
        self.button.clicked.connect(self._ask_restart)
        self._lay_out()

    def _lay_out(self) -> None:
        head = layouts.row()
        for widget, stretch in ((self._mark, 0), (self._name, 1), (self._p_ok, 0)):
            head.addWidget(widget, stretch)
        foot = layouts.row(self._foot, space=SPACE // 2)
        foot.addWidget(self._dot)
        foot.addWidget(self._facts, 1)
        column = layouts.column(
            self, space=SPACE // 2, margins=(SPACE + 2, SPACE, SPACE + 2, SPACE)
        )
        column.addLayout(head)
        for part in (self._bar, self._sentence, self._foot, self.button):
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_card(self, card: Card, plain: bool) -> None:
        """Show an inspector; ``plain`` leaves out what only engineers read."""
        if card == self._card and plain == self._plain:
            return
        self._card, self._plain = card, plain
        kind = Kind.PROBLEM if card.problem else kind_of(card.verdict) if card.verdict else None
        self._mark.show_kind(kind or Kind.WAITING)
        self._name.set_text(card.opinion)
        self._p_ok.set_text("" if card.p_ok is None else f"{card.p_ok:.2f}")
        self._bar.set_share(card.p_ok, kind or Kind.EMPTY)
        layouts.show_if(self._bar, not card.problem)
        self._sentence.set_text(f"{card.alone} {card.sentence}".strip())
        most = _MOST_LINES if card.problem or card.working else _LINES
        self._sentence.set_most(most, newest=card.working)
        self._sentence.set_detail(card.detail)
        self._dot.set_health(card.health)
        layouts.show_if(self._dot, bool(card.health))
        self._facts.set_text(facts(card))
        worth_saying = card.problem or card.working or card.late
        layouts.show_if(self._foot, not plain or worth_saying or card.health not in ("ready", ""))
        layouts.show_if(self.button, card.restartable)
        self.button.setAccessibleName(
            translate("Inspect", "Restart {name}").format(name=card.inspector)
        )
        self.setAccessibleName(spoken(card))

    def _ask_restart(self) -> None:
        if self._card is not None:
            self.restart.emit(self._card.inspector)


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
        faults = frozenset(card.opinion for card in self._cards if card.problem)
        new, self._faults = faults - self._faults, faults
        self._new_fault = next((n for n, c in enumerate(self._cards) if c.opinion in new), -1)
        if self._new_fault >= 0:
            self._look.start()  # once the cards have their places

    def _look_at_fault(self) -> None:
        """Scroll to a fault that is new; where it stays the person may scroll."""
        if 0 <= self._new_fault < len(self.views):
            self.ensureWidgetVisible(self.views[self._new_fault])


def facts(card: Card) -> str:
    """Return health, time and device in one line."""
    parts = [_state(card)]
    if card.milliseconds:
        parts.append(_lasted(card.milliseconds))
    if card.first_ms:
        first = translate("Inspect", "first words {time}")
        parts.append(first.format(time=_lasted(card.first_ms)))
    if card.device:
        parts.append(card.device.removesuffix("ExecutionProvider"))
    if card.advisory:
        parts.append(translate("Inspect", "advisory"))
    return " · ".join(filter(None, parts))


def _state(card: Card) -> str:
    """Return what the worker does now, or that its answer came later."""
    if card.working:
        return translate("Inspect", "at work")
    if card.late:
        return translate("Inspect", "after the verdict")
    return health_words(card.health) if card.health else ""


def _lasted(milliseconds: float) -> str:
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / 1000:.1f} s"


def health_words(health: str) -> str:
    """Return the state of a worker in the language of the window."""
    words = {
        "ready": translate("Inspect", "ready"),
        "starting": translate("Inspect", "starting"),
        "restarting": translate("Inspect", "restarting"),
        "suspended": translate("Inspect", "suspended"),
        "stopped": translate("Inspect", "stopped"),
        "missing": translate("Inspect", "missing"),
    }
    return words.get(health, health)


def spoken(card: Card) -> str:
    """Return the card as a screen reader says it."""
    verdict = translate("Inspect", "fault") if card.problem else card.verdict or ""
    p_ok = "" if card.p_ok is None else f"P(ok) {card.p_ok:.2f}"
    return ". ".join(
        filter(None, (card.opinion, verdict, p_ok, card.sentence, card.detail, facts(card)))
    )
