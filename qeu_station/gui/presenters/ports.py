"""What presenters need from outside, as protocols: tests bring their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.core.correction import Correction
    from qeu_station.core.pair import Pair
    from qeu_station.core.recipe import Recipe
    from qeu_station.core.record import AdviceRecord, InspectionRecord
    from qeu_station.pluginhost import WorkerHealth
    from qeu_station.services.live import Seen, Shift
    from qeu_station.services.talk import Talk
    from qeu_station.services.viewing import ViewedPair
    from qeu_station.storage.recipes import LoadedRecipe, RecipePlace

T = TypeVar("T")


class Task(Protocol):
    """What running work sees of its own job."""

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants the answer any more."""
        ...

    def report(self, progress: Any) -> None:
        """Send something to ``on_progress``, in the window's thread; the newest replaces others."""
        ...


class Jobs(Protocol):
    """Runs work beside the window's thread; answers come back in it, one after the other.

    The callbacks of a job are dropped when the jobs are closed. An error that no ``failed`` takes
    becomes a notice.
    """

    def latest(
        self,
        key: str,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> None:
        """Run work whose answer only counts while no later work of the same key was given."""
        ...

    def ordered(
        self,
        queue: str,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run work after everything given to the same queue before; it is never dropped."""
        ...

    def forget(self, key: str) -> None:
        """Drop the answer of the latest work of a key, and tell it that it is cancelled."""
        ...

    def later(self, key: str, seconds: float, call: Callable[[], None]) -> None:
        """Call in the window's thread after ``seconds``; a later one of the key replaces it."""
        ...


class FolderWatch(Protocol):
    """What the station's ``watch`` returns."""

    @property
    def waiting(self) -> Mapping[str, str]:
        """Files that cannot be taken for a while now, each with the reason."""
        ...

    def poll(self) -> Sequence[Pair]:
        """Return the pairs that are complete and were not returned before."""
        ...


class Corrects(Protocol):
    """Records corrections."""

    def correct(self, correction: Correction) -> str:
        """Record a correction; on the disk when this returns its entry's hash."""
        ...


class Station(Corrects, Protocol):
    """The station as the window uses it: ``services.live.LiveStation``.

    Every method blocks and is called from jobs only, never from the window's thread; all but
    ``inspect``, ``inspect_frame`` and ``use`` may run beside each other.
    """

    def use(self, recipe: str) -> LoadedRecipe:
        """Load a recipe and start its inspectors; the one before stays in use on an error."""
        ...

    def recipes(self) -> Sequence[RecipePlace]:
        """Return every recipe that can be used, newest versions only, sorted by name."""
        ...

    def pairs(self, source: Path) -> Sequence[Pair]:
        """Return the pairs of a folder or CSV for the recipe in use."""
        ...

    def watch(self, folder: Path) -> FolderWatch:
        """Watch a folder for pairs of the recipe in use; a folder that is gone is a SourceError."""
        ...

    def pair_pictures(self, pair: Pair) -> ViewedPair:
        """Read the two pictures of a pair for the screen, before it is judged."""
        ...

    def record_pictures(self, record: InspectionRecord, difference: bool = False) -> ViewedPair:
        """Read the pictures a record was judged on, test laid onto the reference.

        A picture that is gone or was changed since is an ImageError.
        """
        ...

    def recipe_of(self, record: InspectionRecord) -> Recipe:
        """Return the recipe a record was judged with, from the journal."""
        ...

    def inspect(self, pair: Pair, operator: str) -> InspectionRecord:
        """Judge a pair; what is returned is on the disk, pictures and record."""
        ...

    def inspect_frame(
        self, frame: np.ndarray, name: str, serial: str, operator: str
    ) -> InspectionRecord:
        """Judge a camera's frame, uint8 (H, W, 3) BGR or (H, W), as ``inspect`` does."""
        ...

    def corrections(self, inspection: str) -> list[tuple[str, Correction]]:
        """Return (entry hash, correction) of an inspection, oldest first."""
        ...

    def record(self, inspection: str) -> InspectionRecord:
        """Return a recorded inspection by its id."""
        ...

    def recent(self, limit: int) -> list[InspectionRecord]:
        """Return the newest inspections, the newest first."""
        ...

    def seen(self, serial: str) -> Seen | None:
        """Return what was judged of a serial number before, None when nothing."""
        ...

    def shift(self, since: str) -> Shift:
        """Return what was judged since a time, UTC in ISO 8601."""
        ...

    def advice(self, inspection: str) -> tuple[AdviceRecord, ...]:
        """Return what inspectors said of an inspection after its verdict, oldest first."""
        ...

    def talk(self) -> Talk:
        """Return what inspectors say now; takes no time."""
        ...

    def health(self) -> tuple[WorkerHealth, ...]:
        """Return the state of every worker of the recipe in use."""
        ...

    def restart(self, inspector: str) -> None:
        """Start an inspector's worker anew."""
        ...
