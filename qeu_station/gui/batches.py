"""The batches of a desk: one presenter for all its windows, and what was under way goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qeu_station.gui.desk import Desk
from qeu_station.gui.held import Held
from qeu_station.gui.presenters.batches import BatchesPresenter
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.jobqueue.desk import BatchDesk
    from qeu_station.services.opening import OpenHome


class Batches(Held):
    """Holds the presenter of the Batches screen."""

    presenter: BatchesPresenter

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.presenter = BatchesPresenter(
            desk.jobs, self.state_changed.emit, desk.failed.emit, desk.told.emit
        )
        self.follow()

    def attach(self, home: OpenHome) -> None:
        """Take the batches of the home; those that ran when it was left go on."""
        self.presenter.attach(lambda: _batch_desk(home))

    def closed_words(self) -> str:
        """Return what cannot be done while the station is not open."""
        return translate("Batches", "The station is not open, so nothing can be judged. {reason}")


def batches_of(desk: Desk) -> Batches:
    """Return the batches of a desk."""
    return desk.kept("batches", lambda: Batches(desk))


def _batch_desk(home: OpenHome) -> BatchDesk:
    from qeu_station.services.jobqueue.desk import BatchDesk

    return BatchDesk(home)
