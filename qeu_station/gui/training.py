"""The training of a desk: one presenter for all its windows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qeu_station.gui.desk import Desk
from qeu_station.gui.held import Held
from qeu_station.gui.presenters.training import TrainingPresenter
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.opening import OpenHome
    from qeu_station.services.training.desk import TrainingDesk


class Training(Held):
    """Holds the presenter of the Training screen."""

    presenter: TrainingPresenter

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.presenter = TrainingPresenter(
            desk.jobs,
            self.state_changed.emit,
            desk.told.emit,
            desk.use_recipe,
            self._remember,
            desk.preferences.training,
            lambda: desk.preferences.recipe,
        )
        self.follow()

    def attach(self, home: OpenHome) -> None:
        """Let the recipes of the home be trained."""
        self.presenter.attach(lambda: _training_desk(home))

    def closed_words(self) -> str:
        """Return what cannot be done while the station is not open."""
        return translate("Training", "The station is not open, so nothing can be trained. {reason}")

    def _remember(self, text: str) -> None:
        self._desk.remember(replace(self._desk.preferences, training=text))


def training_of(desk: Desk) -> Training:
    """Return the training of a desk."""
    return desk.kept("training", lambda: Training(desk))


def _training_desk(home: OpenHome) -> TrainingDesk:
    from qeu_station.services.training.desk import TrainingDesk

    return TrainingDesk(home)
