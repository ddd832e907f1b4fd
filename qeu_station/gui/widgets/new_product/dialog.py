"""The dialog: steps at the left, one page at the right, and what to do next below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qeu_station.gui.presenters.new_product import NewProductPresenter
from qeu_station.gui.presenters.new_product_state import NewProductState, Step
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.new_product.classes_page import ClassesPage
from qeu_station.gui.widgets.new_product.grid_page import GridPage
from qeu_station.gui.widgets.new_product.inspectors_page import InspectorsPage
from qeu_station.gui.widgets.new_product.page import Page
from qeu_station.gui.widgets.new_product.pictures_page import PicturesPage
from qeu_station.gui.widgets.new_product.save_page import SavePage
from qeu_station.gui.widgets.new_product.step_list import StepList
from qeu_station.gui.widgets.new_product.try_page import TryPage
from qeu_station.gui.widgets.page_words import button
from qeu_station.gui.widgets.placing import Scrolled
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    import numpy as np

_SIZE, _LEAST = (1180, 740), (1000, 640)


class NewProductDialog(QDialog):
    """Makes a product, or changes one.

    Args:
        parent: The window.
        jobs: Runs work beside the window's thread.
        home: The station's home; None takes the usual one.
        on_saved: Called with the recipe's name when it is on the disk.
        frames: Newest live frame, uint8 (H, W, 3) BGR or (H, W); None without a camera.
        recipe: Recipe to change; empty makes a new product.
    """

    def __init__(
        self,
        parent: QWidget | None,
        jobs: Jobs,
        home: Path | None,
        on_saved: Callable[[str], None],
        frames: Callable[[], np.ndarray | None] | None = None,
        recipe: str = "",
    ) -> None:
        super().__init__(parent)
        self._on_saved = on_saved
        self._left = False
        self.presenter = NewProductPresenter(jobs, home, self.show_state, self._saved, recipe)
        self.steps = StepList()
        self.pages: dict[Step, Page] = {
            Step.PICTURES: PicturesPage(self.presenter, frames),
            Step.GRID: GridPage(self.presenter),
            Step.CLASSES: ClassesPage(self.presenter),
            Step.INSPECTORS: InspectorsPage(self.presenter),
            Step.TRY: TryPage(self.presenter),
            Step.SAVE: SavePage(self.presenter),
        }
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        self.back = button(translate("NewProduct", "Back"), "back")
        self.next = button(translate("NewProduct", "Next"), "next")
        self.leave = button(translate("NewProduct", "Cancel"), "leave")
        self.pages[Step.SAVE].setFocusProxy(self.next)
        self._lay_out()
        self.steps.chosen.connect(self.presenter.go)
        self.back.clicked.connect(lambda: self.presenter.move(-1))
        self.next.clicked.connect(self._on_next)
        self.leave.clicked.connect(self.reject)
        self.resize(*_SIZE)
        self.setMinimumSize(*_LEAST)
        self.presenter.start()
        self.pages[Step.PICTURES].setFocus()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(3 * SPACE, 0, 3 * SPACE, 2 * SPACE)
        below.setSpacing(SPACE)
        below.addWidget(self.leave)
        below.addStretch(1)
        below.addWidget(self.back)
        below.addWidget(self.next)
        for made in (self.leave, self.back, self.next):
            made.setMinimumWidth(120)
        self.next.setDefault(True)
        right = QVBoxLayout()
        right.addWidget(Scrolled(self._stack), 1)
        right.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, SPACE)
        left.addWidget(self.steps)
        row.addLayout(left)
        row.addLayout(right, 1)

    def show_state(self, state: NewProductState) -> None:
        """Show a snapshot."""
        words = translate("NewProduct", "Change {recipe}").format(recipe=state.changing)
        self.setWindowTitle(words if state.changing else translate("NewProduct", "New product"))
        self.steps.show_state(state)
        page = self.pages[state.step]
        page.setEnabled(not state.loading)
        page.show_state(state)
        if self._stack.currentWidget() is not page:
            self._turn_to(page)
        last = state.step is Step.SAVE
        self.back.setEnabled(state.step is not Step.PICTURES)
        self.next.setText(self._next_words(state) if last else translate("NewProduct", "Next"))
        self.next.setEnabled(not last or (state.can_save and not state.saving))

    def _turn_to(self, page: Page) -> None:
        """Show a page, and give it the keyboard unless somebody goes along the steps."""
        going = self.steps.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._stack.setCurrentWidget(page)
        if not going:
            page.setFocus()

    def _next_words(self, state: NewProductState) -> str:
        if state.saving:
            return translate("NewProduct", "Saving…")
        if state.changing:
            return translate("NewProduct", "Save new version")
        return translate("NewProduct", "Save product")

    def _on_next(self) -> None:
        if self.presenter.state.step is Step.SAVE:
            self.presenter.save()
        else:
            self.presenter.move(1)

    def _saved(self, name: str) -> None:
        self.accept()
        self._on_saved(name)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave by the window's cross as by Cancel."""
        event.ignore()
        self.reject()

    def reject(self) -> None:
        """Leave without saving; unsaved work is asked about once."""
        if self._left or not self.presenter.state.unsaved or self._may_lose():
            super().reject()

    def done(self, result: int) -> None:
        """Forget all work in flight."""
        if not self._left:
            self._left = True
            self.presenter.close()
        super().done(result)

    def _may_lose(self) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(translate("NewProduct", "Leave without saving this product?"))
        box.setInformativeText(translate("NewProduct", "What was entered here is lost."))
        stay = box.addButton(
            translate("NewProduct", "Keep working"), QMessageBox.ButtonRole.RejectRole
        )
        leave = box.addButton(
            translate("NewProduct", "Leave"), QMessageBox.ButtonRole.DestructiveRole
        )
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is leave
