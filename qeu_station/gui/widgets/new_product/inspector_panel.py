"""The settings of one inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.new_product import NewProductPresenter
from qeu_station.gui.presenters.new_product_state import NewProductState, Use
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.captions import Remark, caption, say
from qeu_station.gui.widgets.form_view import FormView
from qeu_station.gui.widgets.page_words import beside
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.teaching import InspectorChoice


class InspectorPanel(QWidget):
    """What an inspector is, whether it is used, and how."""

    def __init__(self, presenter: NewProductPresenter) -> None:
        super().__init__()
        self._presenter, self._name = presenter, ""
        self._title, self._about = caption("", "title"), caption("", "muted")
        self._summary = caption("")
        self.on = Tick(translate("NewProduct", "Use this inspector for the product"))
        self.role, self.deadline, self.weight = QComboBox(), QLineEdit(), QLineEdit()
        self.patience = QLineEdit()
        self.patience.setPlaceholderText(translate("NewProduct", "30, or as beside if longer"))
        self.role.addItem(translate("NewProduct", "Decides"), "gating")
        self.role.addItem(translate("NewProduct", "Only advises"), "advisory")
        self.form = FormView()
        self._model = Remark(kind=Kind.REVIEW)
        self.problem = Remark()
        self._deadline_problem, self._weight_problem = Remark(), Remark()
        self._patience_problem = Remark()
        self._settings = QWidget()
        self._lay_out()
        self.on.clicked.connect(lambda on: self._set(on=on))
        self.role.activated.connect(lambda index: self._set(role=self.role.itemData(index)))
        self.deadline.textEdited.connect(lambda text: self._set(deadline=text))
        self.patience.textEdited.connect(lambda text: self._set(patience=text))
        self.weight.textEdited.connect(lambda text: self._set(weight=text))
        self.form.entered.connect(lambda path, entry: presenter.enter(self._name, path, entry))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        role, deadline, patience, weight = (
            beside(translate("NewProduct", "Role"), self.role),
            beside(
                translate("NewProduct", "Seconds to answer"), self.deadline, self._deadline_problem
            ),
            beside(
                translate("NewProduct", "Seconds to advise later"),
                self.patience,
                self._patience_problem,
            ),
            beside(translate("NewProduct", "Weight"), self.weight, self._weight_problem),
        )
        role.addStretch(1)
        for made in (role, deadline, patience, weight):
            row.addLayout(made, 1)
        inside = QVBoxLayout(self._settings)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE)
        inside.addLayout(row)
        inside.addSpacing(SPACE)
        inside.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 2 * SPACE, 0)
        column.setSpacing(SPACE)
        for widget in (
            self._title, self._summary, self._about, self.on, self._model, self.problem,
            self._settings,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)

    def show_use(self, state: NewProductState, name: str) -> None:
        """Show an inspector as it is set."""
        self._name = name
        use = next(use for use in state.product.uses if use.name == name)
        problems = dict(state.use_problems.get(name, {}))
        self._title.setText(name)
        self._show_choice(state, use)
        self.on.setChecked(use.on)
        self._settings.setEnabled(use.on)
        self.role.setCurrentIndex(max(0, self.role.findData(use.role)))
        typed = (
            (self.deadline, use.deadline),
            (self.patience, use.patience),
            (self.weight, use.weight),
        )
        for field, text in typed:
            if field.text() != text:
                field.setText(text)
        self.patience.setEnabled(use.on and use.role != "gating")
        self._patience_problem.say(problems.get(("patience",), ""))
        self.weight.setEnabled(use.on and use.role == "gating")
        self._deadline_problem.say(problems.get(("deadline",), ""))
        self._weight_problem.say(problems.get(("weight",), ""))
        self.problem.say(problems.get((), ""))
        self.form.show_form(self._presenter.form(name))
        self.form.show_entries(dict(use.entries), problems)

    def _show_choice(self, state: NewProductState, use: Use) -> None:
        inspectors = state.choices.inspectors if state.choices is not None else ()
        choice = next((choice for choice in inspectors if choice.name == use.name), None)
        if choice is None:
            say(self._summary, "")
            say(self._about, "")
            self._model.say("")
            return
        say(self._summary, choice.summary)
        words = translate("NewProduct", "Version {version}, from plugin {plugin} {plugin_version}")
        say(
            self._about,
            words.format(
                version=choice.version, plugin=choice.plugin, plugin_version=choice.plugin_version
            ).strip(),
        )
        without = use.on and "model" not in use.rest
        self._model.say(how_to_get_a_model(choice) if without else "")

    def _set(self, **changes: object) -> None:
        self._presenter.set_use(self._name, **changes)


def how_to_get_a_model(choice: InspectorChoice) -> str:
    """Return what to do for an inspector that judges with a model, nothing for any other."""
    if choice.trained_by:
        words = translate(
            "NewProduct",
            "It judges with a trained model, which this product does not have yet. Save the "
            "product without it, correct some parts, then train {trainer}.",
        )
        return words.format(trainer=choice.trained_by)
    if choice.takes_models:
        return translate(
            "NewProduct",
            "It judges with a model made elsewhere, which this product does not have yet. Save "
            "the product without it, then take the model in with: qeu-station model import.",
        )
    return ""
