"""Parameters of what is chosen, as a form; of an inspector they can be tried and saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from qeu_station.gui.presenters.plugins_state import ComponentPage
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import caption, say
from qeu_station.gui.widgets.form_view import FormView
from qeu_station.gui.widgets.plugins.acts import ActButtons
from qeu_station.gui.widgets.plugins.basis_box import BasisBox
from qeu_station.gui.widgets.plugins.report_view import LineView
from qeu_station.gui.words import translate


class ParametersTab(QWidget):
    """The form, and what is done with what stands in it.

    Attributes:
        basis_chosen: Name of the recipe whose parameters are shown, empty for defaults.
        entered: (path, entry) of the field that was changed.
    """

    basis_chosen = Signal(str)
    entered = Signal(object, object)

    def __init__(self, buttons: ActButtons) -> None:
        super().__init__()
        self.basis = BasisBox(translate("Plugins", "Parameters of"))
        self.basis.chosen.connect(self.basis_chosen)
        self.form = FormView()
        self.form.entered.connect(self.entered)
        self._none = caption(role="muted")
        self.verdict = LineView(wide=True)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it
        inside = QWidget()
        form = layouts.column(inside, margins=(0, 0, 2 * SPACE, 0))
        form.addWidget(self.form)
        form.addStretch(1)
        area.setWidget(inside)
        self._buttons = [
            buttons.make(
                "parameters",
                translate("Plugins", "Check parameters"),
                translate("Plugins", "Lets the plugin itself look at what is entered."),
            ),
            buttons.make(
                "save",
                translate("Plugins", "Save in the recipe"),
                translate("Plugins", "Saves a new version of the recipe; older ones stay."),
            ),
            buttons.make(
                "revert",
                translate("Plugins", "Undo changes"),
                translate("Plugins", "Takes the parameters as the recipe has them."),
            ),
        ]
        row = layouts.row()
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = layouts.column(self, margins=(0, 2 * SPACE, 0, SPACE))
        for widget in (self.basis, self._none, area, self.verdict):
            column.addWidget(widget)
        column.setStretchFactor(area, 1)
        column.addLayout(row)

    def show_component(self, page: ComponentPage) -> None:
        """Show the parameters of something."""
        inspector = page.worker is not None
        self.basis.show_bases(page.bases, page.basis)
        none = translate("Plugins", "It has no parameters.")
        say(self._none, "" if page.form.fields else none)
        self.form.show_form(page.form)
        fields = [row.editor for row in self.form.rows.values()]
        layouts.tab_order(self.basis.box, *fields, *self._buttons)
        self.form.show_entries(dict(page.entries), dict(page.problems))
        self.form.setEnabled(inspector)
        self.verdict.show_line(page.verdict)
        for button in self._buttons:
            layouts.show_if(button, inspector and bool(page.form.fields))
