"""One inspector's card: what it says, how sure it is, and how its worker is."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from qeu_station.gui.presenters.inspect_state import Card, Kind
from qeu_station.gui.theme import SMALL, SPACE, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.card_words import facts, spoken
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.marks import Mark, kind_of
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

_BOLD = QFont.Weight.DemiBold

_LINES, _MOST_LINES = 2, 6
"""Lines of a sentence; and of one that grows, or says what is wrong, for not all screens have a
pointer that could rest on it."""

_FACTS_LINES = 2
"""Lines of times and devices; those of an inspector that takes its time do not fit on one."""

_BRIEF_MARGIN = 5
"""Room above and below what a brief card says."""


class Length(IntEnum):
    """How much a card says: one line; all of its sentence; times and health as well."""

    BRIEF = 0
    TOLD = 1
    FULL = 2


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
        self._plain, self._length = False, Length.FULL
        self._mark = Mark(18)
        self._name = ElidedLabel(weight=_BOLD)
        self._role = ElidedLabel("muted", SMALL, wide=False)
        self._p_ok = ElidedLabel(weight=_BOLD, wide=False, figures=True)
        self._bar = Bar()
        self._sentence = ElidedLabel(pixels=SMALL + 1, lines=_LINES)
        self._dot = HealthDot()
        self._facts = ElidedLabel("muted", SMALL, figures=True)
        self._facts.set_most(_FACTS_LINES)
        self._foot = QWidget()
        self.button = PressButton(translate("Inspect", "Restart"))
        self.button.clicked.connect(self._ask_restart)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = layouts.row()
        for widget in (self._mark, self._name, self._role, self._p_ok):
            self._head.addWidget(widget, widget is self._name)
        foot = layouts.row(self._foot, space=SPACE // 2)
        foot.addWidget(self._dot)
        foot.addWidget(self._facts, 1)
        self._column = layouts.column(self)
        self._column.addLayout(self._head)
        for part in (self._bar, self._sentence, self._foot, self.button):
            self._column.addWidget(part)
        self._space_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_card(self, card: Card, plain: bool) -> None:
        """Show an inspector; ``plain`` leaves out what only engineers read."""
        if card != self._card or plain != self._plain:
            self._card, self._plain = card, plain
            self._show()

    def set_length(self, length: Length) -> None:
        """Say more or less."""
        if length != self._length:
            self._length = length
            self._space_out()
            self._show_length()

    def height_for(self, length: Length) -> int:
        """Return how high it is when it says so much, in this width."""
        top, between = _spaces(length)
        line = self._sentence.fontMetrics().height()
        heights = [self._head.sizeHint().height()]
        heights += [self._bar.height()] if not self._bar.isHidden() else []
        heights += [line * self._sentence.lines_for(*self._lines(length))]
        heights += [self._foot.sizeHint().height()] if self._is_footed(length) else []
        heights += [self.button.sizeHint().height()] if not self.button.isHidden() else []
        return sum(heights) + between * (len(heights) - 1) + 2 * (top + self.frameWidth())

    def _space_out(self) -> None:
        top, between = _spaces(self._length)
        self._column.setContentsMargins(SPACE + 2, top, SPACE + 2, top)
        self._column.setSpacing(between)

    def _show(self) -> None:
        card = self._card
        if card is None:
            return
        kind = Kind.PROBLEM if card.problem else kind_of(card.verdict) if card.verdict else None
        self._mark.show_kind(kind or Kind.WAITING)
        self._name.set_text(card.opinion)
        self._role.set_text(translate("Inspect", "advisory") if card.advisory else "")
        layouts.show_if(self._role, card.advisory)
        self._p_ok.set_text("" if card.p_ok is None else f"{card.p_ok:.2f}")
        self._bar.set_share(card.p_ok, kind or Kind.EMPTY)
        layouts.show_if(self._bar, not card.problem)
        self._dot.set_health(card.health)
        layouts.show_if(self._dot, bool(card.health))
        self._facts.set_text(facts(card))
        self._show_length()
        layouts.show_if(self.button, card.restartable)
        self.button.setAccessibleName(
            translate("Inspect", "Restart {name}").format(name=card.inspector)
        )
        self.setAccessibleName(spoken(card))

    def _show_length(self) -> None:
        card, footed = self._card, self._is_footed(self._length)
        if card is None:
            return
        least, most = self._lines(self._length)
        self._sentence.set_least(least)
        self._sentence.set_most(most, newest=card.working)
        told = "" if footed or self._plain else facts(card)
        said = f"{card.alone} {card.sentence}".strip()
        self._sentence.set_text(said or told)
        self._sentence.set_detail("\n".join(filter(None, (card.detail, told if said else ""))))
        layouts.show_if(self._foot, footed)

    def _lines(self, length: Length) -> tuple[int, int]:
        """Return the fewest and the most lines of its sentence."""
        most = 1 if length is Length.BRIEF else _LINES
        least = _LINES if length is Length.FULL else 1
        return least, _MOST_LINES if self._card and is_urgent(self._card) else most

    def _is_footed(self, length: Length) -> bool:
        """Tell whether times and health are shown; in reach they are always."""
        card = self._card
        if card is None:
            return False
        worth_saying = is_urgent(card) or card.late or card.health not in ("ready", "")
        return worth_saying or (length is Length.FULL and not self._plain)

    def _ask_restart(self) -> None:
        if self._card is not None:
            self.restart.emit(self._card.inspector)


def _spaces(length: Length) -> tuple[int, int]:
    """Return the room above and below what a card says, and between its parts."""
    full = length is Length.FULL
    return (SPACE, SPACE // 2) if full else (_BRIEF_MARGIN, SPACE // 2 - 1)


def is_urgent(card: Card) -> bool:
    """Tell whether a card says what is wrong, or grows: it is never cut to one line."""
    return card.problem or card.working
