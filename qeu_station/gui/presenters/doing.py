"""What the actions of the window do to the part on the screen, and when the next one comes."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.acts import Acts
from qeu_station.gui.presenters.correcting import History
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.sources import Sources
from qeu_station.gui.presenters.visits import Visits

if TYPE_CHECKING:
    from qeu_station.gui.preferences import Preferences

AGREE = "part.agree"
SAYING = frozenset({"part.ok", "part.ng", "part.note", "correct.box", "correct.strike"})
"""Actions that say something of the part; too early they are not passed over in silence."""
MEANT = SAYING | {AGREE, "part.inspect", "correct.undo", "correct.redo"}
"""Actions that mean one part, and must not be done to another."""


class Doing:
    """Does actions by their keys in ``gui.actions``.

    Args:
        visits: Goes from part to part.
        correct: Corrects the part on the screen.
        acts: Knows after which act the next part is shown.
        sources: Closes what is open.
        preferences: Returns the choices in force.
    """

    def __init__(
        self,
        visits: Visits,
        correct: Corrector,
        acts: Acts,
        sources: Sources,
        preferences: Callable[[], Preferences],
    ) -> None:
        self._visits = visits
        self._correct = correct
        self._acts = acts
        self._preferences = preferences
        self.actions: dict[str, Callable[[], object]] = {
            "file.close": sources.close,
            "part.next": lambda: visits.step(1),
            "part.previous": lambda: visits.step(-1),
            "part.first": lambda: visits.go_to(0),
            "part.last": lambda: visits.go_to(len(visits.queue or ()) - 1),
            "part.inspect": lambda: visits.inspect(True),
            "part.ok": lambda: correct.say("ok"),
            "part.ng": lambda: correct.say("ng"),
            "part.note": lambda: None,  # the screen opens its line for it
            "correct.box": lambda: None,  # the screen takes up its tool
            "correct.undo": correct.undo,
            "correct.redo": correct.redo,
            "correct.strike": correct.boxes.strike,
            "correct.deselect": correct.deselect,
        }

    def do(self, key: str, can: Set[str], asked: bool) -> None:
        """Do an action; one that cannot be done now does nothing, or says why.

        Args:
            key: Of the action.
            can: Keys of those that can be done.
            asked: Whether a question is open, which is answered before anything is agreed with.
        """
        self._correct.screen.early = False
        if key == AGREE and not asked:
            self._agree()
        elif key in can and key in self.actions:
            self.actions[key]()
        elif key in SAYING:
            self._correct.screen.wanted()

    def saved(self, history: History) -> None:
        """Go on to the next part if that waited for what is on the disk now."""
        if self._acts.may_go_on(history):
            self._acts.goes_on = None
            self._advance()

    def _agree(self) -> None:
        self._acts.retry_all()
        if self._correct.screen.agreed:
            self._advance()
        else:
            self._correct.agree()

    def _advance(self) -> None:
        if self._preferences().advance and self._visits.can_step(1):
            self._visits.step(1)
