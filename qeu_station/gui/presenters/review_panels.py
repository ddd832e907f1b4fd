"""What the panels of the Review screen have in common: they count beside the window, when seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from qeu_station.errors import QeuError
from qeu_station.gui.presenters.ports import Jobs, Task
from qeu_station.gui.presenters.review_panels_state import Look, Phase
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.review import Columns, Filter, ReviewSource
    from qeu_station.services.review.columns import Rows

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class FilterWish:
    """What a person pressed in a panel wants the table to show.

    Attributes:
        conditions: Fields of ``services.review.Filter`` with the values they shall have; an empty
            tuple takes a condition back.
        rows: int32 (m,), rows to choose from (``within`` of ``select``); None for no such bound.
        words: What ``rows`` are, for who sees the filter; empty without them.
    """

    conditions: Mapping[str, Any]
    rows: Rows | None = field(default=None, repr=False)
    words: str = ""


class PanelPresenter(Generic[S]):
    """Decides what one panel shows.

    Args:
        jobs: Work beside the window's thread.
        key: Under which its work runs.
        state: What it shows first.

    Attributes:
        state: What it shows.
        show: Called with every new state, in the window's thread.
        shown_to: What ``show_to`` returned last.
    """

    def __init__(self, jobs: Jobs, key: str, state: S) -> None:
        self.state = state
        self.show: Callable[[S], None] = lambda state: None
        self.shown_to: object = None
        self.source: ReviewSource | None = None
        self.columns: Columns | None = None
        self.rows: Rows | None = None
        self.filter: Filter | None = None
        self._jobs, self._key = jobs, key
        self._awake, self._stale, self._failing = False, False, False

    def set_source(self, source: ReviewSource | None) -> None:
        """Take recipes, pictures and pairs from this journal; None when it is closed."""
        self.source = source
        if source is None:
            self.set_rows(None)

    def set_rows(
        self, columns: Columns | None, rows: Rows | None = None, filter: Filter | None = None
    ) -> None:
        """Count other inspections.

        Args:
            columns: All of them; None while nothing is open.
            rows: int32 (m,), those to count; None for all.
            filter: What chose ``rows``. A panel shows what of it is its own as its choice, and
                counts what would be there without it, so that a person can choose something else.
        """
        same = columns is self.columns and rows is self.rows and filter == self.filter
        if same and columns is not None and not self._failing:
            return  # the screen hands on every state, also where nothing of this changed
        self.columns, self.rows, self.filter = columns, rows, filter
        if columns is None:
            self._jobs.forget(self._key)
        self.recount()

    def show_to(self, show: Callable[[S], None]) -> object:
        """Call this with every new state from now on; return what ``hush`` knows it by."""
        self.show, self.shown_to = show, object()
        return self.shown_to

    def hush(self, shown_to: object) -> None:
        """Show nothing any more: what shows it is gone, unless another has taken its place."""
        if shown_to is self.shown_to:
            self.show, self._awake = lambda state: None, False

    def refresh(self) -> None:
        """Say everything anew, in the language that is spoken now."""
        self.recount()

    def wake(self, awake: bool) -> None:
        """Say whether the panel can be seen; what came meanwhile is counted then."""
        self._awake = awake
        if awake and self._stale:
            self.recount()

    def recount(self) -> None:
        """Count anew, at once or as soon as the panel can be seen."""
        self._stale, self._failing = not self._awake, False
        if self._stale:
            return
        nothing = self.nothing()
        if nothing is not None:
            self._jobs.forget(self._key)
            self.look(nothing)
            return
        self.look(Look(Phase.WORKING, translate("ReviewPanels", "Counting…")))
        self.count()

    own: tuple[str, ...] = ()
    """Conditions of the filter that are this panel's own choice."""

    @property
    def chooses(self) -> bool:
        """Whether the filter holds a choice of this panel."""
        return self.filter is not None and any(
            getattr(self.filter, name) not in ((), (None, None)) for name in self.own
        )

    def nothing(self) -> Look | None:
        """Return why there is nothing to count, None when there is."""
        if self.columns is None:
            return Look(Phase.EMPTY, translate("ReviewPanels", "Nothing is open"))
        if not len(self.columns):
            return Look(Phase.EMPTY, translate("ReviewPanels", "Nothing is recorded here yet"))
        if self.rows is not None and not len(self.rows) and not self.chooses:
            return Look(Phase.EMPTY, translate("ReviewPanels", "No inspection passes the filter"))
        return None

    def count(self) -> None:
        """Start counting; there is something to count."""
        raise NotImplementedError

    def look(self, look: Look) -> None:
        """Say how far the panel is."""
        raise NotImplementedError

    def put(self, state: S) -> None:
        """Show another state."""
        self.state = state
        self.show(state)

    def work(self, do: Callable[[Task], T], done: Callable[[T], None]) -> None:
        """Run work in place of what was begun before; its error becomes a sentence."""
        self._jobs.latest(self._key, do, done, self._failed, self._progressed)

    def _failed(self, error: Exception) -> None:
        self._failing = True
        self.look(Look(Phase.PROBLEM, told(error)))

    def _progressed(self, progress: Any) -> None:
        self.look(Look(Phase.WORKING, str(progress)))


def told(error: Exception) -> str:
    """Return what an error says; one that nobody foresaw by its kind too."""
    if isinstance(error, QeuError):
        return sentence(str(error))
    words = translate("ReviewPanels", "This could not be counted ({error}).")
    return words.format(error=f"{type(error).__name__}: {error}")


def without(columns: Columns, rows: Rows | None, asked: Filter | None, *names: str) -> Rows:
    """Return the rows there would be without some conditions of the filter, in a job.

    Args:
        columns: All inspections.
        rows: int32 (m,), those that ``asked`` chose; None for all.
        asked: The filter, None when it is not known.
        names: Its conditions that shall not count.
    """
    import numpy as np

    from qeu_station.services.review import Filter, select

    plain = Filter()
    own = {name: getattr(plain, name) for name in names}
    if asked is not None and any(getattr(asked, name) != value for name, value in own.items()):
        return select(columns, replace(asked, **own))
    return np.arange(len(columns), dtype=np.int32) if rows is None else rows
