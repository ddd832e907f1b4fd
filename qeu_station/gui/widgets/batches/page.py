"""The Batches screen: the queue, the batch that is chosen, and the dialogs around them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QStackedWidget, QWidget

from qeu_station.gui.actions import action
from qeu_station.gui.batches import batches_of
from qeu_station.gui.presenters.batches_state import BatchesState
from qeu_station.gui.presenters.drops import PICTURES
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.theme import SPACE, TITLE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.batches.detail import KEYS, BatchDetailPanel
from qeu_station.gui.widgets.batches.empty import EmptyBatches
from qeu_station.gui.widgets.batches.table import BatchTable
from qeu_station.gui.widgets.captions import Remark
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.page import Page
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.desk import Desk
    from qeu_station.services.jobqueue import BatchJob, BatchOrder
    from qeu_station.services.jobqueue.deleting import Holding


class BatchesPage(Page):
    """Batches of a desk; their queue outlives the page.

    Args:
        desk: What is worked with.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        batches = batches_of(desk)
        self.presenter = batches.presenter
        self._state: BatchesState | None = None
        self.heading = ElidedLabel("text", TITLE, QFont.Weight.DemiBold, whole=True)
        self.heading.set_text(translate("Batches", "Batches"))
        self.summary = ElidedLabel("muted", figures=True)
        self.held = Remark(Kind.WAITING)
        self.release = PressButton(translate("Batches", "Release"), "Ctrl+H")
        self.problem = Remark(Kind.PROBLEM)
        self.table = BatchTable()
        self.detail = BatchDetailPanel()
        self.empty = EmptyBatches()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.presenter.refresh()
        batches.state_changed.connect(self.show_state)
        self.show_state(self.presenter.state)

    @property
    def can(self) -> frozenset[str]:
        """What the presenter allows."""
        return self.presenter.state.can

    def do(self, key: str, on: bool = False) -> None:
        """Do an action; what needs a dialog or a place is asked for here."""
        job = self.presenter.job()
        if key == "batch.again":
            self._try_again()
        elif key == "batch.sample":
            self._order_sample()
        elif key not in self.can:
            return
        elif key == "batch.new":
            self.order_pairs(None)
        elif job is None or key in ("batch.pause", "batch.cancel", "batch.sooner", "batch.later",
                                    "batch.hold"):  # fmt: skip
            self.presenter.do(key)
        else:
            self._do_with(job, key)

    def open_dropped(self, paths: list[Path]) -> str:
        """Order a batch over a folder or a list of pairs; return why not otherwise."""
        if not self.presenter.state.ready:
            return translate("Batches", "The batches are not open; try again in a moment.")
        if len(paths) != 1 or paths[0].suffix.lower() in PICTURES:
            return translate("Batches", "Drop one folder of pairs, or one CSV that lists them.")
        self.order_pairs(paths[0])
        return ""

    def enter(self) -> None:
        """Open the queue, and give the keyboard to its table."""
        self.presenter.want()
        self._shown.setFocus()

    def order_pairs(self, pairs: Path | None, recipe: str = "") -> None:
        """Ask for a new batch, over some pairs where they are known."""
        from qeu_station.gui.widgets.batches.new_dialog import NewBatchDialog

        recipe = recipe or self._desk.preferences.recipe
        self.wants_dialog.emit(
            NewBatchDialog(self.window(), self._desk.jobs, self.presenter, recipe, pairs)
        )

    def show_state(self, state: BatchesState) -> None:
        """Show the queue, and what can be done with it."""
        before, self._state = self._state, state
        focused = self.isAncestorOf(QApplication.focusWidget() or self)
        self.summary.set_text(state.summary)
        self.problem.say(state.problem)
        self.held.say(
            translate("Batches", "The queue is held: nothing starts until it is released.")
            if state.held
            else ""
        )
        layouts.show_if(self.release, state.held)
        self.table.show_state(state)
        self.detail.show_detail(state.detail, state.can)
        self.empty.show_state(state)
        other = self._full if state.rows else self.empty
        if other is not self._pages.currentWidget():
            self._pages.setCurrentWidget(other)
            if focused:
                self._shown.setFocus()
        if before is None or before.can != state.can:
            self.changed.emit()

    @property
    def _shown(self) -> QWidget:
        rows = self._state is not None and self._state.rows
        return self.table if rows else self.empty.buttons["batch.new"]

    def _lay_out(self) -> None:
        self._full = QWidget()
        column = layouts.column(self._full)
        head = layouts.row(margins=(2 * SPACE, SPACE, 2 * SPACE, 0))
        head.addWidget(self.heading)
        head.addSpacing(SPACE)
        head.addWidget(self.summary, 1)
        column.addLayout(head)
        remarks = layouts.column(margins=(2 * SPACE, 0, 2 * SPACE, 0))
        held = layouts.row()
        held.addWidget(self.held, 1, Qt.AlignmentFlag.AlignVCenter)
        held.addWidget(self.release)
        remarks.addLayout(held)
        remarks.addWidget(self.problem)
        column.addLayout(remarks)
        column.addWidget(self.table, 1)
        below = layouts.row(margins=(SPACE, 0, SPACE, SPACE))
        below.addWidget(self.detail)
        column.addLayout(below)
        self._pages.addWidget(self._full)
        self._pages.addWidget(self.empty)
        layouts.column(self).addWidget(self._pages)

    def _connect(self) -> None:
        self.table.chosen.connect(self.presenter.select)
        self.table.opened.connect(lambda: self.wants_action.emit("batch.open"))
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.detail.wanted.connect(self.wants_action)
        self.release.clicked.connect(lambda: self.wants_action.emit("batch.hold"))
        self.empty.wanted.connect(self.do)

    def _do_with(self, job: BatchJob, key: str) -> None:
        if key == "batch.open":
            self._desk.review_wanted.emit(job.order.out)
        elif key == "batch.report":
            self._save_report(job)
        elif key == "batch.folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(job.order.out)))
        elif key == "batch.log":
            self.presenter.read_log(job, lambda text: self._show_log(job, text))
        elif key == "batch.delete":
            self.presenter.look_into(job, lambda holding: self._ask_what(job, holding))

    def _show_menu(self, place: QPoint) -> None:
        """Offer what can be done with the batch under the pointer."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in (*KEYS, "batch.folder"):
            made = menu.addAction(action(key).text())
            made.setEnabled(key in self.can)
            made.triggered.connect(lambda _=False, key=key: self.wants_action.emit(key))
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _try_again(self) -> None:
        if self._desk.problem is None:
            self.presenter.want()
        else:
            self._desk.open()

    def _order_sample(self) -> None:
        desk = self.presenter.desk
        if desk is None:
            return

        def order(sample: BatchOrder) -> None:
            self.order_pairs(sample.pairs, sample.recipe)

        self._desk.jobs.latest("batches.sample", lambda task: desk.sample(), order)

    def _save_report(self, job: BatchJob) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            translate("Batches", "Save the report"),
            str(Path.home() / f"{job.name}.html"),
            "HTML (*.html)",
        )
        if name:
            self.presenter.save_report(job, Path(name))

    def _show_log(self, job: BatchJob, text: str) -> None:
        from qeu_station.gui.widgets.batches.log_dialog import BatchLogDialog

        problem = sentence(job.problem) if job.problem else ""
        self.wants_dialog.emit(BatchLogDialog(self.window(), job.name, problem, text))

    def _ask_what(self, job: BatchJob, holding: Holding) -> None:
        from qeu_station.gui.widgets.batches.delete_dialog import DeleteDialog

        self.wants_dialog.emit(
            DeleteDialog(
                self.window(), job, holding, lambda what: self.presenter.remove(job.id, what)
            )
        )
