"""What a batch's process printed, for who mends it."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark, buttons
from qeu_station.gui.words import translate

_SIZE = (860, 520)


class BatchLogDialog(QDialog):
    """Shows a log.

    Args:
        parent: The window.
        name: The batch's name.
        problem: Why it failed; empty otherwise.
        text: The last lines of the log.
    """

    def __init__(self, parent: QWidget | None, name: str, problem: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Batches", "Log of {name}").format(name=name))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(translate("Batches", "What its process printed"))
        self.text.setPlaceholderText(translate("Batches", "Its process printed nothing."))
        self.copy = QPushButton(translate("Batches", "Copy"))
        self.leave = QPushButton(translate("Settings", "Close"))
        column = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        column.addWidget(Remark(text=problem))
        column.addWidget(self.text, 1)
        column.addLayout(buttons(self, self.copy, self.leave))
        report = "\n".join(filter(None, (name, problem, text)))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.leave.clicked.connect(self.accept)
        self.resize(*_SIZE)
        self.leave.setFocus()
