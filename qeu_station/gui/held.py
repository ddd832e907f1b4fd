"""What a desk holds of a screen as long as it is there; pages and windows come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from qeu_station.gui.desk import Desk
from qeu_station.gui.presenters.sentences import sentence

if TYPE_CHECKING:
    from qeu_station.services.opening import OpenHome


class HeldPresenter(Protocol):
    """What the presenter of such a screen can do."""

    def fail(self, why: str) -> None:
        """Say why the station is not open."""
        ...

    def refresh(self) -> None:
        """Say everything anew."""
        ...

    def close(self) -> None:
        """End what runs."""
        ...


class Held(QObject):
    """Holds a presenter, and tells it of the home once it is open, or why it is not.

    Args:
        desk: Whose it is.

    Attributes:
        presenter: Decides what the screen shows; made before ``follow``.
        state_changed: A new state of it.
    """

    state_changed = Signal(object)
    presenter: HeldPresenter

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def follow(self) -> None:
        """Tell what is known of the home now, and what comes to be known."""
        self._desk.opened.connect(self._on_opened)
        self._desk.not_opened.connect(self._on_not_opened)
        if self._desk.problem is not None:
            self._on_not_opened(self._desk.problem)
        self._on_opened()

    def refresh(self) -> None:
        """Say everything anew, in the language that is spoken now."""
        self.presenter.refresh()

    def close(self) -> None:
        """Stop what runs; it can go on at the next start."""
        self.presenter.close()

    def attach(self, home: OpenHome) -> None:
        """Give the presenter what it works on."""
        raise NotImplementedError

    def closed_words(self) -> str:
        """Return what cannot be done while the station is not open; ``{reason}`` stands for why."""
        raise NotImplementedError

    def _on_opened(self) -> None:
        if self._desk.opened_home is not None:
            self.attach(self._desk.opened_home)

    def _on_not_opened(self, error: Exception) -> None:
        self.presenter.fail(self.closed_words().format(reason=sentence(str(error))))
