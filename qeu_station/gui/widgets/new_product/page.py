"""What every page of the dialog has: a heading, a sentence on what to do, and its content."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qeu_station.gui.presenters.new_product import NewProductPresenter
from qeu_station.gui.presenters.new_product_state import NewProductState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.captions import caption


class Page(QWidget):
    """One step of the dialog.

    Args:
        presenter: Decides what happens.
        title: Heading.
        remark: One sentence on what to do here.
    """

    def __init__(self, presenter: NewProductPresenter, title: str, remark: str) -> None:
        super().__init__()
        self.presenter = presenter
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        self.column.setSpacing(SPACE)
        self.column.addWidget(caption(title, "title"))
        self.column.addWidget(caption(remark, "muted"))
        self.column.addSpacing(SPACE)

    def show_state(self, state: NewProductState) -> None:
        """Show a snapshot; only what changed is drawn anew."""
        raise NotImplementedError
