"""The first page: three ways to begin, or why the station is not open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import caption, say
from qeu_station.gui.widgets.choice_card import ChoiceCard
from qeu_station.gui.widgets.enter_button import EnterButton
from qeu_station.gui.widgets.marks import Mark
from qeu_station.gui.words import translate

_WIDEST, _READABLE, _MARK = 1120, 640, 56


@dataclass(frozen=True, slots=True)
class _Way:
    action: str
    icon: str
    title: Callable[[], str]
    sentence: Callable[[], str]


WAYS = (
    _Way("file.demo", "inspect",
         lambda: translate("Welcome", "Try the sample product"),
         lambda: translate("Welcome", "See good and bad parts judged, and correct the verdict; "
                                      "nothing has to be set up.")),
    _Way("recipe.new", "new",
         lambda: translate("Welcome", "Teach a new product"),
         lambda: translate("Welcome", "Show one good part, mark its cells and name its defects: "
                                      "that makes a recipe.")),
    _Way("recipe.choose", "recipe",
         lambda: translate("Welcome", "Use a recipe"),
         lambda: translate("Welcome", "Choose a product that this station knows, and inspect.")),
)  # fmt: skip


class WelcomePage(QStackedWidget):
    """Stands in the window while no recipe is in use.

    Attributes:
        wants_action: Key of an action of ``gui.actions``.
    """

    wants_action = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {way.action: self._card(way) for way in WAYS}
        self.title = caption(role="title")
        self.text = caption()
        self.retry = EnterButton(translate("Welcome", "Try again"))
        self.retry.clicked.connect(self._on_retry)
        self.quit = EnterButton(translate("Actions", "Quit"))
        self.quit.clicked.connect(lambda: self.wants_action.emit("file.quit"))
        self._retry: Callable[[], None] | None = None
        self._choices = self._lay_out_choices()
        self._problem = self._lay_out_problem()
        self.addWidget(self._choices)
        self.addWidget(self._problem)

    def show_choices(self) -> None:
        """Show the ways to begin."""
        self.setCurrentWidget(self._choices)

    def show_problem(self, title: str, text: str, retry: Callable[[], None] | None = None) -> None:
        """Say why nothing can be done, and what to do about it.

        Args:
            title: What happened.
            text: Why, and what to do.
            retry: Tries again; None where that cannot help.
        """
        self._retry = retry
        say(self.title, title)
        say(self.text, text)
        self.retry.setVisible(retry is not None)
        self._problem.setAccessibleName(f"{title}: {text}")
        self.setCurrentWidget(self._problem)
        if retry is not None:
            self.retry.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def problem_shown(self) -> bool:
        """Whether a problem is shown."""
        return self.currentWidget() is self._problem

    def set_operator_mode(self, on: bool) -> None:
        """Leave out what operators don't need."""
        self.cards["recipe.new"].setVisible(not on)

    def retheme(self) -> None:
        """Draw in the colours of another theme."""
        for card in self.cards.values():
            card.retheme()

    def _card(self, way: _Way) -> ChoiceCard:
        card = ChoiceCard(way.title(), way.sentence(), way.icon)
        card.clicked.connect(lambda: self.wants_action.emit(way.action))
        return card

    def _lay_out_choices(self) -> QWidget:
        title = caption(translate("Welcome", "What do you want to do?"), "title")
        hint = caption(
            translate("Welcome", "Or drop a folder of pairs, or a test picture with its "
                                 "reference, anywhere in this window."),
            "muted",
        )  # fmt: skip
        row = layouts.row(space=2 * SPACE)
        for card in self.cards.values():
            row.addWidget(card)
        page = QWidget()
        inside = _centred(page, _WIDEST)
        inside.addStretch(1)
        for words in (title, hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(title)
        inside.addSpacing(2 * SPACE)
        inside.addLayout(row)
        inside.addSpacing(2 * SPACE)
        inside.addWidget(hint)
        inside.addStretch(1)
        return page

    def _lay_out_problem(self) -> QWidget:
        page = QWidget()
        inside = _centred(page, _READABLE)
        mark = Mark(_MARK)
        mark.show_kind(Kind.PROBLEM)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = layouts.row(space=SPACE)
        for button in (self.retry, self.quit):
            button.setMinimumWidth(160)
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addStretch(1)
        inside.addWidget(mark)
        inside.addSpacing(SPACE)
        inside.addWidget(self.title)
        inside.addWidget(self.text)
        inside.addSpacing(SPACE)
        inside.addLayout(buttons)
        inside.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(page)
        return scroll

    def _on_retry(self) -> None:
        if self._retry is not None:
            self._retry()


def _centred(page: QWidget, widest: int) -> QVBoxLayout:
    """Return a column in the middle of a page, no wider than can be read well."""
    inner = QWidget()
    inner.setMaximumWidth(widest)
    row = layouts.row(page, margins=(3 * SPACE, SPACE, 3 * SPACE, SPACE))
    row.addStretch(1)
    row.addWidget(inner, 1000)
    row.addStretch(1)
    return layouts.column(inner)
