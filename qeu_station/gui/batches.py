"""The batches of a desk: one presenter for all its windows, and what was under way goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qeu_station.gui.desk import Desk
from qeu_station.gui.presenters.batches import BatchesPresenter
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.jobqueue.desk import BatchDesk
    from qeu_station.services.opening import OpenHome


class Batches(QObject):
    """Holds the presenter as long as the desk is there; pages come and go.

    Attributes:
        presenter: Decides what the Batches screen shows.
        state_changed: A new ``BatchesState``.
    """

    state_changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.presenter = BatchesPresenter(
            desk.jobs, self.state_changed.emit, desk.failed.emit, desk.told.emit
        )
        self._desk = desk
        desk.opened.connect(self._on_opened)
        desk.not_opened.connect(self._on_not_opened)
        if desk.problem is not None:
            self._on_not_opened(desk.problem)
        self._on_opened()

    def refresh(self) -> None:
        """Say everything anew, in the language that is spoken now."""
        self.presenter.refresh()

    def close(self) -> None:
        """Stop what runs; it goes on at the next start."""
        self.presenter.close()

    def _on_opened(self) -> None:
        """Take the batches of the home; those that ran when it was left go on."""
        home = self._desk.opened_home
        if home is not None:
            self.presenter.attach(lambda: _batch_desk(home))

    def _on_not_opened(self, error: Exception) -> None:
        why = translate("Batches", "The station is not open, so nothing can be judged. {reason}")
        self.presenter.fail(why.format(reason=sentence(str(error))))


def batches_of(desk: Desk) -> Batches:
    """Return the batches of a desk."""
    return desk.kept("batches", lambda: Batches(desk))


def _batch_desk(home: OpenHome) -> BatchDesk:
    from qeu_station.services.jobqueue.desk import BatchDesk

    return BatchDesk(home)
