"""Sign-on: who works here from now on, by name, badge, or one touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QPushButton, QWidget

from qeu_station.errors import InputError
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.operators import RECENT, operator_name
from qeu_station.gui.scanner_filter import BADGE
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark, buttons, caption, field_label, say
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate

_WIDTH, _COLUMNS = 480, 2


class SignOnDialog(QDialog):
    """Asks for a name; a scanner types the badge and its Enter closes the dialog.

    Args:
        parent: The window.
        current: Who is signed on, empty for nobody.
        recent: Who signed on lately, the last one first.
        signed: Called with the name, and whether a new shift begins.
    """

    def __init__(
        self,
        parent: QWidget | None,
        current: str,
        recent: Sequence[str],
        signed: Callable[[str, bool], None],
    ) -> None:
        super().__init__(parent)
        self._current, self._signed = current, signed
        self.setWindowTitle(translate("SignOn", "Sign on"))
        self.field = QLineEdit()
        self.field.setProperty(BADGE, True)
        self.problem = Remark(Kind.PROBLEM)
        self.new_shift = Tick(translate("SignOn", "Begin a new shift (counters start at 0)"))
        self.recent = [self._name_button(name) for name in recent[:RECENT]]
        self.sign = QPushButton(translate("SignOn", "Sign on"))
        self.cancel = QPushButton(translate("SignOn", "Cancel"))
        self._lay_out()
        self.field.textChanged.connect(self._on_text)
        self.sign.clicked.connect(lambda: self._sign_on(self.field.text()))
        self.cancel.clicked.connect(self.reject)
        self._on_text("")
        self.setMinimumWidth(_WIDTH)
        self.field.setFocus()

    def _lay_out(self) -> None:
        column = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        who = caption(role="muted")
        column.addWidget(who)
        here = translate("SignOn", "Signed on now: {name}").format(name=self._current)
        say(who, here if self._current else translate("SignOn", "Nobody is signed on."))
        column.addWidget(field_label(translate("SignOn", "Name or badge"), self.field))
        column.addWidget(self.field)
        column.addWidget(self.problem)
        if self.recent:
            column.addSpacing(SPACE)
            column.addWidget(caption(translate("SignOn", "Signed on lately"), "muted"))
            names = QGridLayout()
            names.setSpacing(SPACE)
            for number, button in enumerate(self.recent):
                names.addWidget(button, number // _COLUMNS, number % _COLUMNS)
            column.addLayout(names)
        column.addWidget(self.new_shift)
        column.addStretch(1)
        column.addLayout(buttons(self, self.cancel, self.sign))

    def _name_button(self, name: str) -> QPushButton:
        room = _WIDTH // _COLUMNS - 5 * SPACE
        words = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        button = QPushButton(words.replace("&", "&&"))
        button.setAutoDefault(False)
        button.setMinimumHeight(TOUCH + SPACE)
        button.setAccessibleName(name)
        button.setToolTip(name if words != name else "")
        button.clicked.connect(lambda: self._sign_on(name))
        return button

    def _on_text(self, text: str) -> None:
        """Ask for a new shift when another one signs on; forget the problem of before."""
        self.problem.say("")
        other = text.strip() != self._current
        self.new_shift.setVisible(bool(self._current) and other)

    def _sign_on(self, text: str) -> None:
        try:
            name = operator_name(text)
        except InputError as error:
            self.problem.say(str(error))
            self.field.setFocus()
            self.field.selectAll()
            return
        another = bool(self._current) and name != self._current
        self.accept()
        self._signed(name, another and self.new_shift.isChecked())
