"""The training of a desk: one presenter for all its windows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qeu_station.gui.desk import Desk
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.presenters.training import TrainingPresenter
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.opening import OpenHome
    from qeu_station.services.training.desk import TrainingDesk


class Training(QObject):
    """Holds the presenter as long as the desk is there; pages come and go.

    Attributes:
        presenter: Decides what the Training screen shows.
        state_changed: A new ``TrainingState``.
    """

    state_changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.presenter = TrainingPresenter(
            desk.jobs,
            self.state_changed.emit,
            desk.told.emit,
            desk.use_recipe,
            self._remember,
            desk.preferences.training,
            lambda: desk.preferences.recipe,
        )
        desk.opened.connect(self._on_opened)
        desk.not_opened.connect(self._on_not_opened)
        if desk.problem is not None:
            self._on_not_opened(desk.problem)
        self._on_opened()

    def refresh(self) -> None:
        """Say everything anew, in the language that is spoken now."""
        self.presenter.refresh()

    def close(self) -> None:
        """End what runs; it can go on at the next start."""
        self.presenter.close()

    def _remember(self, text: str) -> None:
        self._desk.remember(replace(self._desk.preferences, training=text))

    def _on_opened(self) -> None:
        home = self._desk.opened_home
        if home is not None:
            self.presenter.attach(lambda: _training_desk(home))

    def _on_not_opened(self, error: Exception) -> None:
        why = translate("Training", "The station is not open, so nothing can be trained. {reason}")
        self.presenter.fail(why.format(reason=sentence(str(error))))


def training_of(desk: Desk) -> Training:
    """Return the training of a desk."""
    return desk.kept("training", lambda: Training(desk))


def _training_desk(home: OpenHome) -> TrainingDesk:
    from qeu_station.services.training.desk import TrainingDesk

    return TrainingDesk(home)
