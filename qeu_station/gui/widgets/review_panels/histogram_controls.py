"""What stands beside the histogram: recipe, thresholds to type, costs, and what would change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.review_panels_state import HistogramState
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark, caption, say
from qeu_station.gui.widgets.marks import Mark, kind_of
from qeu_station.gui.widgets.page_words import button
from qeu_station.gui.widgets.review_panels.choice_box import ChoiceBox
from qeu_station.gui.widgets.review_panels.figures_table import FiguresTable
from qeu_station.gui.widgets.review_panels.threshold_box import ThresholdBox
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate

_MOST_COST = 99_999.0
_COST = 92
_MARK = 16


class HistogramControls(QWidget):
    """Fields, figures and buttons.

    Attributes:
        moved: Name of the threshold that was typed, and its value.
        priced: Cost of an escape and of an overkill, 0 for none.
    """

    moved = Signal(str, float)
    priced = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recipe = ChoiceBox(translate("ReviewPanels", "Recipe"))
        self.basis = ChoiceBox(translate("ReviewPanels", "Known from"))
        self.boxes = {name: ThresholdBox(name) for name in ("t_fail", "t_pass")}
        self.spread = Tick(translate("ReviewPanels", "Spread out the ends"))
        self.figures = FiguresTable()
        self.remark = caption(role="muted")
        self.escape = _cost(translate("ReviewPanels", "Cost of an escape, in reviews"))
        self.overkill = _cost(translate("ReviewPanels", "Cost of an overkill, in reviews"))
        self.by_costs = button(translate("ReviewPanels", "Lines by costs"), "by-costs")
        self.changing = button(translate("ReviewPanels", "Show what changes"), "changing")
        self.reset = button(translate("ReviewPanels", "Back to the recipe"), "reset")
        self.write = button(translate("ReviewPanels", "New version of the recipe…"), "write")
        self.asks, self.told, self.problem = Remark(Kind.REVIEW), caption(), Remark(Kind.PROBLEM)
        self.save = button(translate("ReviewPanels", "Save the new version"), "save")
        self.cancel = button(translate("ReviewPanels", "Save nothing"), "cancel")
        for pressed in (self.by_costs, self.changing, self.reset, self.write):
            pressed.setMinimumWidth(0)  # never narrower than its words
        for name, box in self.boxes.items():
            box.valueChanged.connect(lambda value, name=name: self.moved.emit(name, value))
        for cost in (self.escape, self.overkill):
            cost.valueChanged.connect(self._on_cost)
        self._lay_out()

    def _lay_out(self) -> None:
        column = layouts.column(self)
        column.addLayout(self._thresholds())
        column.addWidget(self.figures)
        column.addWidget(self.remark)
        column.addLayout(self._choices())
        column.addLayout(self._costs())
        column.addStretch(1)
        row = layouts.row()
        row.addWidget(self.reset, 1)
        row.addWidget(self.changing, 1)
        column.addLayout(row)
        column.addWidget(self.write)
        column.addWidget(self.asks)
        answers = layouts.row()
        answers.addWidget(self.save, 1)
        answers.addWidget(self.cancel, 1)
        column.addLayout(answers)
        column.addWidget(self.told)
        column.addWidget(self.problem)

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        self._recipe_word = _buddy(self.recipe.accessibleName(), self.recipe)
        words = self._recipe_word, _buddy(self.basis.accessibleName(), self.basis)
        for number, (word, box) in enumerate(zip(words, (self.recipe, self.basis), strict=True)):
            grid.addWidget(word, number, 0)
            grid.addWidget(box, number, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _thresholds(self) -> QHBoxLayout:
        row = layouts.row()
        for (name, box), verdict in zip(
            self.boxes.items(), (Verdict.FAIL, Verdict.PASS), strict=True
        ):
            mark = Mark(_MARK)
            mark.show_kind(kind_of(verdict))
            row.addWidget(mark)
            row.addWidget(_buddy(name, box))
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _costs(self) -> QVBoxLayout:
        column, row = layouts.column(space=SPACE // 2), layouts.row()
        column.addWidget(caption(translate("ReviewPanels", "What an error costs, in reviews")))
        row.addWidget(_buddy(translate("ReviewPanels", "Escape"), self.escape))
        row.addWidget(self.escape, 1)
        row.addWidget(_buddy(translate("ReviewPanels", "Overkill"), self.overkill))
        row.addWidget(self.overkill, 1)
        row.addWidget(self.by_costs)
        column.addLayout(row)
        return column

    def show_state(self, state: HistogramState) -> None:
        """Show choices, thresholds and figures."""
        self.recipe.show_options(state.recipes, state.recipe)
        for widget in (self._recipe_word, self.recipe):
            layouts.show_if(widget, len(state.recipes) > 1)
        self.basis.show_options(state.bases, state.basis)
        self.boxes["t_fail"].show_value(state.t_fail)
        self.boxes["t_pass"].show_value(state.t_pass)
        self.spread.setChecked(state.spread)
        self.figures.show_figures(state.figures)
        say(self.remark, state.remark)
        for box, cost in zip((self.escape, self.overkill), state.costs, strict=True):
            if box.value() != cost:
                box.blockSignals(True)
                box.setValue(cost)
                box.blockSignals(False)
        self.by_costs.setEnabled(min(state.costs) > 0)
        moved = state.recorded is not None and state.recorded != (state.t_fail, state.t_pass)
        self.reset.setEnabled(moved)
        self.changing.setEnabled(moved)
        self.write.setEnabled(state.can_write)
        self.asks.say(state.asks)
        layouts.show_if(self.write, not state.asks)
        for answer in (self.save, self.cancel):
            layouts.show_if(answer, bool(state.asks))
        say(self.told, state.told)
        self.problem.say(state.problem)

    def _on_cost(self) -> None:
        self.priced.emit(self.escape.value(), self.overkill.value())


def _cost(name: str) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setAccessibleName(name)
    made.setRange(0.0, _MOST_COST)
    made.setDecimals(0)
    made.setSpecialValueText(translate("ReviewPanels", "none"))
    made.setKeyboardTracking(False)
    made.setMinimumHeight(TOUCH)
    made.setMinimumWidth(_COST)
    made.lineEdit().setTextMargins(SPACE - 1, 0, 0, 0)
    return made


def _buddy(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(field)
    return label
