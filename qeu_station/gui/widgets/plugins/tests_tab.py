"""Self-test and conformance check of the chosen inspector, beside the running station."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QWidget

from qeu_station.gui.presenters.plugins_state import ComponentPage
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import caption
from qeu_station.gui.widgets.plugins.acts import ActButtons
from qeu_station.gui.widgets.plugins.basis_box import BasisBox
from qeu_station.gui.widgets.plugins.report_view import ReportView
from qeu_station.gui.words import translate


class TestsTab(QWidget):
    """Two tests, what each is for, and what it found last.

    Attributes:
        basis_chosen: Name of the recipe it is tried with, empty for none.
    """

    __test__ = False
    basis_chosen = Signal(str)

    def __init__(self, buttons: ActButtons) -> None:
        super().__init__()
        self.basis = BasisBox(translate("Plugins", "Try it with"))
        self.basis.chosen.connect(self.basis_chosen)
        self.self_test, self.check = ReportView(), ReportView()
        self._none = caption(translate("Plugins", "Only inspectors can be tried here."), "muted")
        self._inside = QWidget()
        tests = layouts.column(self._inside, space=SPACE, margins=(0, 0, 2 * SPACE, 0))
        tests.addLayout(
            _test(
                buttons.make("self-test", translate("Plugins", "Self-test")),
                translate(
                    "Plugins",
                    "Starts it once more and lets it judge a good part and one with a blot: "
                    "does it work here, how fast, on which device?",
                ),
            )
        )
        tests.addWidget(self.self_test)
        tests.addSpacing(2 * SPACE)
        tests.addLayout(
            _test(
                buttons.make("check", translate("Plugins", "Conformance check")),
                translate(
                    "Plugins",
                    "Holds it to the whole contract, as its author does: odd pictures, many "
                    "classes, the same answer twice. May take a minute.",
                ),
            )
        )
        tests.addWidget(self.check)
        tests.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(translate("Plugins", "Tests"))
        area.setWidget(self._inside)
        column = layouts.column(self, space=2 * SPACE, margins=(0, 2 * SPACE, 0, SPACE))
        column.addWidget(self.basis)
        column.addWidget(self._none)
        column.addWidget(area, 1)

    def show_component(self, page: ComponentPage) -> None:
        """Show what was found."""
        inspector = page.worker is not None
        layouts.show_if(self._none, not inspector)
        layouts.show_if(self._inside, inspector)
        self.basis.show_bases(page.bases, page.basis)
        self.self_test.show_report(page.self_test)
        self.check.show_report(page.check)


def _test(button: QPushButton, text: str) -> QHBoxLayout:
    row = layouts.row(space=2 * SPACE)
    row.addWidget(button)
    row.addWidget(caption(text, "muted"), 1)
    return row
