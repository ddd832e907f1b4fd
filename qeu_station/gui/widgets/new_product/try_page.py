"""Try: judge a part with the product as it is now, and learn its limits from good parts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStackedWidget, QWidget

from qeu_station.gui.presenters.new_product import NewProductPresenter
from qeu_station.gui.presenters.new_product_state import NewProductState, Trial
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.captions import Remark, caption, say
from qeu_station.gui.widgets.new_product.files import ask_for_folder, ask_for_picture
from qeu_station.gui.widgets.new_product.page import Page
from qeu_station.gui.widgets.page_words import button, in_row
from qeu_station.gui.widgets.pair_view import PairView
from qeu_station.gui.widgets.verdict_band import VerdictBand
from qeu_station.gui.words import translate


class TryPage(Page):
    """The fifth step; it may be left out."""

    def __init__(self, presenter: NewProductPresenter) -> None:
        super().__init__(
            presenter,
            translate("NewProduct", "Does it judge as it should?"),
            translate(
                "NewProduct",
                "Judge a part now; nothing is recorded. Limits learned from a folder of good "
                "parts judge better than the defaults.",
            ),
        )
        self.test = button(translate("NewProduct", "Choose a test picture…"), "choose-test")
        self.reference = button(translate("NewProduct", "Its reference…"), "choose-reference")
        self.again = button(translate("NewProduct", "Judge again"), "judge")
        self.learn = button(translate("NewProduct", "Learn from good parts…"), "learn")
        self.cancel = button(translate("NewProduct", "Stop"), "stop")
        row = in_row((self.test, self.reference, self.again))
        row.addWidget(self.learn)
        self.column.addLayout(row)
        self._busy = self._busy_row()
        self.column.addWidget(self._busy)
        self._problem, self._stale = Remark(), Remark()
        self.column.addWidget(self._problem)
        self.column.addWidget(self._stale)
        self.band, self.pair = VerdictBand(), PairView()
        self.pair.evidence = presenter.trials.evidence
        self._empty = caption("", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.pair)
        self.column.addWidget(self.band)
        self.column.addWidget(self._stack, 1)
        self._cards = caption("", "muted")
        self._limits = caption("", "muted")
        self.column.addWidget(self._cards)
        self.column.addWidget(self._limits)
        self._connect(presenter)

    def _busy_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self._doing, self._bar = QLabel(), QProgressBar()
        self._bar.setTextVisible(False)
        row.addWidget(self._doing)
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel)
        return made

    def _connect(self, presenter: NewProductPresenter) -> None:
        self.setFocusProxy(self.test)
        self.test.clicked.connect(self._on_test)
        self.reference.clicked.connect(self._on_reference)
        self.again.clicked.connect(presenter.trials.judge)
        self.learn.clicked.connect(self._on_learn)
        self.cancel.clicked.connect(self._on_cancel)

    def show_state(self, state: NewProductState) -> None:
        """Show what is going on, or the verdict."""
        trial, lesson = state.trial, state.lesson
        busy = bool(trial.running) or lesson.running
        self.reference.setVisible(state.product.from_pair)
        for widget in (self.test, self.reference, self.learn):
            widget.setEnabled(state.can_save and not busy)
        self.again.setEnabled(state.can_judge and not busy)
        self._busy.setVisible(busy)
        self._doing.setText(_doing(state))
        self._bar.setRange(0, lesson.total if lesson.running else 0)
        self._bar.setValue(lesson.done)
        self._problem.say(trial.problem or lesson.problem)
        self._stale.say(
            translate("NewProduct", "The product was changed since; judge again.")
            if trial.stale
            else ""
        )
        self._show_result(trial)
        self._empty.setText(_what_to_do(state))
        say(self._limits, _limits(state))

    def _show_result(self, trial: Trial) -> None:
        shown = trial.result
        self.band.setVisible(shown is not None)
        self._stack.setCurrentWidget(self._empty if shown is None else self.pair)
        if shown is None:
            say(self._cards, "")
            return
        self.band.show_state(shown)
        self.pair.show_state(shown)
        words = translate("NewProduct", "Whole part: {ms:.0f} ms")
        inspectors = [
            f"{card.opinion} {card.milliseconds:.0f} ms ({card.device})"
            if not card.problem
            else f"{card.opinion}: {card.sentence}"
            for card in shown.cards
        ]
        say(self._cards, " · ".join([words.format(ms=trial.milliseconds), *inspectors]))

    def _on_test(self) -> None:
        path = ask_for_picture(self, translate("NewProduct", "Test picture"))
        if path is not None:
            self.presenter.trials.choose_test(path)

    def _on_reference(self) -> None:
        path = ask_for_picture(self, translate("NewProduct", "Reference of the test picture"))
        if path is not None:
            self.presenter.trials.choose_reference(path)

    def _on_learn(self) -> None:
        folder = ask_for_folder(self, translate("NewProduct", "Folder of good parts"))
        if folder is not None:
            self.presenter.trials.teach(folder)

    def _on_cancel(self) -> None:
        if self.presenter.state.lesson.running:
            self.presenter.trials.stop_teaching()
        if self.presenter.state.trial.running:
            self.presenter.trials.cancel()


def _doing(state: NewProductState) -> str:
    if state.lesson.running and state.lesson.total:
        words = translate("NewProduct", "Learning from part {done} of {total}")
        return words.format(done=state.lesson.done, total=state.lesson.total)
    if state.lesson.running:
        return translate("NewProduct", "Learning from good parts…")
    return {
        "read": translate("NewProduct", "Reading the pictures…"),
        "start": translate("NewProduct", "Starting the inspectors…"),
        "judge": translate("NewProduct", "Judging…"),
        "show": translate("NewProduct", "Laying the pictures…"),
    }.get(state.trial.running, "")


def _what_to_do(state: NewProductState) -> str:
    if not state.can_save:
        return translate("NewProduct", "Something is still missing; see the steps at the left.")
    if state.trial.test is None:
        return translate("NewProduct", "Choose the picture of a part, a good or a bad one.")
    if state.product.from_pair and state.trial.reference is None:
        return translate("NewProduct", "Choose its reference too.")
    return ""


def _limits(state: NewProductState) -> str:
    taught = state.product.taught
    if taught is None or not taught.parts:
        return ""
    words = translate("NewProduct", "Limits learned from good parts: {count}")
    said = words.format(count=taught.parts)
    if taught.skipped:
        first = next(iter(taught.skipped.items()))
        left = translate("NewProduct", "left out: {count}, such as {name} ({reason})")
        said += "; " + left.format(count=len(taught.skipped), name=first[0], reason=first[1])
    return said
