"""Save: a last look at everything."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from qeu_station.gui.presenters.new_product import NewProductPresenter
from qeu_station.gui.presenters.new_product_state import NewProductState, Step
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.captions import Remark, caption
from qeu_station.gui.widgets.new_product.page import Page
from qeu_station.gui.widgets.new_product.step_list import title_of
from qeu_station.gui.words import translate

_WHAT = 150


class SavePage(Page):
    """The last step."""

    def __init__(self, presenter: NewProductPresenter) -> None:
        super().__init__(
            presenter,
            translate("NewProduct", "Ready to save?"),
            translate(
                "NewProduct",
                "It becomes a version of the recipe. Every later change makes a new version; none "
                "is ever overwritten.",
            ),
        )
        frame = QFrame()
        frame.setProperty("role", "surface")
        self._table = QGridLayout(frame)
        self._table.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        self._table.setVerticalSpacing(2 * SPACE)
        self._table.setColumnMinimumWidth(0, _WHAT)
        self._table.setColumnStretch(1, 1)
        self._shown: tuple[tuple[QLabel, QLabel], ...] = ()
        self._problem = Remark()
        self.column.addWidget(frame)
        self.column.addWidget(self._problem)
        self.column.addStretch(1)

    def show_state(self, state: NewProductState) -> None:
        """Show the summary, and what keeps it from being saved."""
        if len(self._shown) != len(state.summary):
            self._add_rows(len(state.summary))
        for (what, how), (first, second) in zip(state.summary, self._shown, strict=True):
            first.setText(what)
            second.setText(how)
        self._problem.say(state.save_problem or _missing(state))

    def _add_rows(self, count: int) -> None:
        for row in self._shown:
            for label in row:
                label.deleteLater()
        self._shown = tuple((caption("", "muted"), caption("")) for _ in range(count))
        for number, (what, how) in enumerate(self._shown):
            self._table.addWidget(what, number, 0)
            self._table.addWidget(how, number, 1)


def _missing(state: NewProductState) -> str:
    lacking = [
        f"{title_of(mark.step)}: {mark.missing}"
        for mark in state.marks
        if not mark.done and mark.step not in (Step.TRY, Step.SAVE)
    ]
    return "" if state.can_save else "\n".join(lacking)
