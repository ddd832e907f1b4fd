"""Asking what is deleted with a batch: never more than it made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from qeu_station.gui.presenters.batches_words import size_words
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.batches.fitting import grow
from qeu_station.gui.widgets.captions import Remark, breakable, buttons, caption
from qeu_station.gui.widgets.ticks import Choice, Tick
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.jobqueue import BatchJob
    from qeu_station.services.jobqueue.deleting import Deletion, Holding

_WIDTH = 600


class DeleteDialog(QDialog):
    """Takes a batch off the list, alone or with what it made.

    Args:
        parent: The window.
        job: The batch.
        holding: What can be deleted with it.
        delete: Called with what is to be deleted.
    """

    def __init__(
        self,
        parent: QWidget | None,
        job: BatchJob,
        holding: Holding,
        delete: Callable[[Deletion], None],
    ) -> None:
        super().__init__(parent)
        self._delete, self._holding = delete, holding
        self.setWindowTitle(translate("Batches", "Delete the batch"))
        self.keep = Choice(translate("Batches", "Only take it off the list; keep all files"))
        self.results = Choice(_results_words(holding))
        self.images = Tick(_images_words(holding))
        self.lost = Remark(Kind.REVIEW)
        self.sure = QPushButton()
        self.cancel = QPushButton(translate("Recipes", "Cancel"))
        self._lay_out(job)
        self.keep.setChecked(True)
        self.keep.toggled.connect(lambda on: self._follow())
        self.sure.clicked.connect(self._on_sure)
        self.cancel.clicked.connect(self.reject)
        self._follow()
        self.setMinimumWidth(_WIDTH)
        self.keep.setFocus()

    def _lay_out(self, job: BatchJob) -> None:
        column = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        where = translate("Batches", "{name}, in {folder}")
        text = where.format(name=job.name, folder=job.order.out)
        column.addWidget(caption(breakable(text)))
        column.addWidget(self.keep)
        column.addWidget(self.results)
        indented = layouts.row()
        indented.addSpacing(4 * SPACE)
        indented.addWidget(self.images, 1)
        column.addLayout(indented)
        column.addWidget(self.lost)
        spared = translate(
            "Batches",
            "The pictures of the pairs and files that this batch did not make are never deleted.",
        )
        column.addWidget(caption(spared, "muted"))
        column.addStretch(1)
        column.addLayout(buttons(self, self.cancel, self.sure))

    def _follow(self) -> None:
        """Offer what there is, and say what would be lost."""
        holding, all_of_it = self._holding, self.results.isChecked()
        self.results.setEnabled(bool(holding.results[0] or holding.images[0]))
        self.images.setVisible(bool(holding.images[0]))
        self.images.setEnabled(all_of_it)
        lost = ""
        if all_of_it and holding.corrections:
            lost = translate(
                "Batches",
                "Corrections recorded in this batch: {count}. Deleting loses them; export them "
                "first.",
            ).format(count=f"{holding.corrections:,}")
        self.lost.say(lost)
        self.cancel.setDefault(all_of_it)
        self.sure.setDefault(not all_of_it)
        self.sure.setText(
            translate("Batches", "Delete") if all_of_it else translate("Batches", "Take off")
        )
        grow(self)

    def _on_sure(self) -> None:
        from qeu_station.services.jobqueue.deleting import Deletion

        results = self.results.isChecked()
        images = results and self.images.isVisible() and self.images.isChecked()
        self.accept()
        self._delete(Deletion(results, images))


def _results_words(holding: Holding) -> str:
    count, size = holding.results
    text = translate("Batches", "Delete its results too: {count} files, {size}")
    return text.format(count=f"{count:,}", size=size_words(size))


def _images_words(holding: Holding) -> str:
    count, size = holding.images
    text = translate("Batches", "and its copies of pictures: {count} files, {size}")
    return text.format(count=f"{count:,}", size=size_words(size))
