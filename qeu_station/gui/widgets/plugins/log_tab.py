"""What the chosen plugin printed, to read and to copy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from qeu_station.gui.presenters.plugins_state import LogPage
from qeu_station.gui.theme import SPACE, TEXT, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import breakable, caption, say
from qeu_station.gui.widgets.enter_button import EnterButton
from qeu_station.gui.words import translate

_WIDTH = 300


class LogTab(QWidget):
    """The end of a log; who has scrolled up stays where the reading is.

    Attributes:
        log_chosen: Name of the log that was chosen.
    """

    log_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._page = LogPage()
        self.box = QComboBox()
        self.box.setFixedWidth(_WIDTH)
        self.box.setMinimumHeight(TOUCH)
        self.box.setAccessibleName(translate("Plugins", "Which log"))
        self.box.activated.connect(lambda row: self.log_chosen.emit(self.box.itemData(row)))
        self.copy = EnterButton(translate("Plugins", "Copy"))
        self.copy.setMinimumSize(2 * TOUCH, TOUCH)
        self.copy.clicked.connect(self._copy)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(translate("Plugins", "What it printed"))
        self.text.setPlaceholderText(translate("Plugins", "It has printed nothing."))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(TEXT - 1)
        self.text.setFont(font)
        self._remark = caption(role="muted")
        self.box.hide()
        row = layouts.row()
        row.addWidget(self.box)
        row.addStretch(1)
        row.addWidget(self.copy)
        column = layouts.column(self, margins=(0, 2 * SPACE, SPACE, SPACE))
        column.addLayout(row)
        column.addWidget(self.text, 1)
        column.addWidget(self._remark)
        self._allow()

    def show_log(self, page: LogPage) -> None:
        """Show a log."""
        if page == self._page:
            return
        before, self._page = self._page, page
        if page.choices != before.choices:
            self.box.clear()
            for key, name in page.choices:
                self.box.addItem(name, key)
        self.box.setCurrentIndex(self.box.findData(page.chosen))
        if page.text != before.text:
            self._write(page.text, page.chosen == before.chosen)
        say(self._remark, breakable(page.remark))
        self._allow()

    def _allow(self) -> None:
        self.copy.setEnabled(bool(self._page.text))
        layouts.show_if(self.box, bool(self._page.choices))

    def _write(self, text: str, same: bool) -> None:
        bar = self.text.verticalScrollBar()
        place = bar.value()
        at_end = not same or place >= bar.maximum()
        self.text.setPlainText(text)
        bar.setValue(bar.maximum() if at_end else place)

    def _copy(self) -> None:
        chosen = self.text.textCursor().selectedText().replace("\u2029", "\n")
        QGuiApplication.clipboard().setText(chosen or self._page.text)
