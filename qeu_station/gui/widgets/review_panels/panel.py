"""The ground of a panel: a title, what it is about, and a sentence while there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.review_panels import PanelPresenter
from qeu_station.gui.presenters.review_panels_state import Look, Phase
from qeu_station.gui.theme import SMALL, SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark, breakable, caption
from qeu_station.gui.widgets.elided import ElidedLabel

_THIN = 3


class Panel(QWidget):
    """One panel of the Review screen.

    It works only while it can be seen; ``content`` is the column for what it shows when ready.

    Args:
        name: Its title and accessible name.
        presenter: Decides what it shows.
    """

    def __init__(
        self, name: str, presenter: PanelPresenter[Any], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._following: object = None
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        self.title = ElidedLabel("text", weight=QFont.Weight.DemiBold, wide=False)
        self.title.set_text(name)
        self.about = ElidedLabel("muted", SMALL, figures=True)
        self.message = caption(role="muted")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.problem = Remark(Kind.PROBLEM)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedHeight(_THIN)
        self._bar.setRange(0, 0)
        room = self._bar.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(room)
        self._page = QWidget()
        self.content = layouts.column(self._page)
        self._lay_out_panel()

    def _lay_out_panel(self) -> None:
        self.head = layouts.row(space=2 * SPACE)
        self.head.addWidget(self.title)
        self.head.addWidget(self.about, 1)
        empty = QWidget()
        column = layouts.column(empty)
        column.addStretch(1)
        column.addWidget(self.message)
        column.addWidget(self.problem, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self._page)
        self.outer: QVBoxLayout = layouts.column(
            self, space=SPACE // 2, margins=(SPACE, SPACE, SPACE, SPACE)
        )
        self.outer.addLayout(self.head)
        self.outer.addWidget(self._bar)
        self.outer.addWidget(self._stack, 1)

    def follow(self, show: Callable[[Any], None]) -> None:
        """Show what the presenter says, in the place of a panel of another window."""
        presenter = self._presenter
        presenter.wake(False)
        following = self._following = presenter.show_to(show)
        self.destroyed.connect(lambda: presenter.hush(following))
        show(presenter.state)

    @property
    def _follows(self) -> bool:
        return self._presenter.shown_to is self._following

    def show_look(self, look: Look, shown: bool) -> None:
        """Say how far the panel is.

        Args:
            look: The phase with its sentence.
            shown: Whether there is something to see, if only of before.
        """
        working, failed = look.phase is Phase.WORKING, look.phase is Phase.PROBLEM
        self._bar.setVisible(working)
        self._bar.setAccessibleName(look.sentence if working else "")
        self._stack.setCurrentIndex(int(shown and look.phase in {Phase.WORKING, Phase.READY}))
        self.message.setText("" if failed else breakable(look.sentence))
        self.problem.say(look.sentence if failed else "")

    def showEvent(self, event: QShowEvent) -> None:
        """Count what came while nobody looked."""
        super().showEvent(event)
        if self._follows:
            self._presenter.wake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Count nothing that nobody sees."""
        if self._follows:  # else the panel of another window is seen
            self._presenter.wake(False)
        super().hideEvent(event)
