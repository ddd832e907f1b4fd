"""What is reviewed and what of it is listed: opening, loading, filtering, and what is added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.part import one_line
from qeu_station.gui.presenters.ports import Jobs, Task
from qeu_station.gui.presenters.review_state import Choices, Listed, Phase
from qeu_station.gui.presenters.sentences import sentence

if TYPE_CHECKING:
    from qeu_station.services.review import Columns, Filter, Order
    from qeu_station.services.review.columns import Rows
    from qeu_station.services.reviewing import ReviewDesk

EVERY_S = 2.0
"""How often it is asked whether something was added."""

AGAIN_S = 6.0
"""How long after a fault."""


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """What opening brings: first a part of the inspections, then all."""

    desk: ReviewDesk
    columns: Columns
    rows: Rows = field(repr=False)
    everything: Filter
    order: Order
    choices: Choices


class ReviewList:
    """Holds what is open and lists what passes the filter.

    Args:
        jobs: Where the journal is read.
        changed: Called after anything changed.
        moved: Called when the list was made anew, so that another pair may stand first; says
            whether the journal was only just opened.
        report: Takes faults that come and go.

    Attributes:
        desk: What is open, None for nothing.
        columns: What was read of it.
        rows: int32 (m,), what of it is listed.
        asked: The filter in force, None before anything was opened.
        order: The order in force.
        within: Rows to choose from, None for all; ``within_words`` says what they are.
        said: What was said since, by row; see ``Listed``.
        fresh: Number of rows at the end that came since the list was made.
    """

    def __init__(
        self,
        jobs: Jobs,
        changed: Callable[[], None],
        moved: Callable[[bool], None],
        report: Cause,
    ) -> None:
        self._jobs = jobs
        self._changed = changed
        self._moved = moved
        self._report = report
        self._awake = self._selecting = False
        self._arriving: list[ReviewDesk] = []
        self._listed: Listed | None = None
        self._everything: Filter | None = None
        self.desk: ReviewDesk | None = None
        self.phase, self.problem = Phase.EMPTY, ""
        self.columns: Columns | None = None
        self.rows: Rows = np.zeros(0, np.int32)
        self.asked: Filter | None = None
        self.order: Order | None = None
        self.within: Rows | None = None
        self.within_words = ""
        self.said: dict[int, str] = {}
        self.choices = Choices()
        self.fresh = 0
        self._places_of, self._places = self.rows, np.zeros(0, np.int32)

    @property
    def listed(self) -> Listed | None:
        """What the table lists; the same object while nothing of it changed."""
        return self._listed

    @property
    def loading(self) -> bool:
        """Whether only a first part was read."""
        return self.columns is not None and self.columns.partial

    @property
    def everything(self) -> Filter | None:
        """The filter that lets all through, None before anything was opened."""
        return self._everything

    def open(self, opener: Callable[[], ReviewDesk]) -> None:
        """Open another journal in place of the one that is open; ``opener`` runs in a job."""
        self.close()
        self.phase = Phase.OPENING
        arriving = self._arriving

        def work(task: Task) -> Opened:
            desk = opener()
            arriving.append(desk)
            return _load(desk, task)

        self._jobs.latest("open", work, self._on_all, self._on_not_open, self._on_part)

    def close(self) -> None:
        """Close what is open."""
        for key in ("open", "select", "refresh"):
            self._jobs.forget(key)
        closing = [*self._arriving, *([self.desk] if self.desk else [])]
        self._arriving, self.desk = [], None
        for desk in closing:
            self._jobs.ordered("journal", partial(_close, desk), lambda _: None)
        self.phase, self.problem = Phase.EMPTY, ""
        self._clear()
        self._report.end()

    def filter(self, asked: Filter, within: Rows | None = None, words: str = "") -> None:
        """List what passes another filter."""
        if (asked, words) != (self.asked, self.within_words) or within is not self.within:
            self.asked, self.within, self.within_words = asked, within, words
            self.again()

    def sort(self, by: str, descending: bool) -> None:
        """List in another order."""
        if self.order is not None and (by, descending) != (self.order.by, self.order.descending):
            self.order = replace(self.order, by=by, descending=descending)
            self.again()

    def again(self) -> None:
        """Make the list anew."""
        columns, asked, order, within = self.columns, self.asked, self.order, self.within
        if columns is None or asked is None or order is None:
            return

        def work(task: Task) -> Rows:
            from qeu_station.services.review import select

            assert columns is not None and asked is not None and order is not None
            return select(columns, asked, order, within)

        self._selecting = True
        self._jobs.latest(
            "select", work, lambda rows: self._on_rows(columns, rows), self._on_not_listed
        )

    def wake(self, awake: bool) -> None:
        """Look for what is added while somebody looks on."""
        self._awake = awake
        if awake:
            self.soon(0.0)

    def soon(self, seconds: float = EVERY_S) -> None:
        """Look for what was added, in a while."""
        self._jobs.later("refresh", seconds, self._refresh)

    def say(self, row: int, what: str) -> None:
        """Note what was said of a row, before the journal is read again."""
        if self.columns is not None and 0 <= row < len(self.columns):
            self.said = {**self.said, row: what}
            self._list()

    def say_all(self, rows: Rows, what: str) -> None:
        """Note the same of many rows."""
        self.said = {**self.said, **dict.fromkeys(rows.tolist(), what)}
        self._list()

    def take_novelty(self, seq: np.ndarray, values: np.ndarray) -> None:
        """Note how new inspections are, by the numbers of their entries in the journal.

        Args:
            seq: int64 (n,).
            values: float32 (n,), NaN where it is not known.
        """
        columns = self.columns
        if columns is None or columns.partial:
            return
        rows = columns.rows_of(seq)
        novelty = np.full(len(columns), np.nan, np.float32)
        novelty[rows[rows >= 0]] = values[rows >= 0]
        if np.array_equal(novelty, columns.novelty, equal_nan=True):
            return
        self.columns = replace(columns, novelty=novelty)
        self._list()
        if (self.order is not None and self.order.by == "novelty") or self._asks_novelty:
            self.again()

    @property
    def _asks_novelty(self) -> bool:
        return self.asked is not None and self.asked.novelty != (None, None)

    def next_open(self, position: int) -> int | None:
        """Return the next place nobody spoke of after one, then from the top; None for no other."""
        waiting = np.flatnonzero(~self.spoken())
        waiting = waiting[waiting != position]
        if not len(waiting):
            return None
        later = waiting[waiting > position]
        return int(later[0] if len(later) else waiting[0])

    def spoken(self) -> np.ndarray:
        """Return, bool (m,), of which listed rows somebody has spoken."""
        return self.spoken_of(self.rows)

    def spoken_of(self, rows: Rows) -> np.ndarray:
        """Return the same, bool (n,), for any rows."""
        if self.columns is None:
            return np.zeros(0, bool)
        spoken = self.columns.corrected.copy()
        for row, what in self.said.items():
            spoken[row] = bool(what)
        return np.asarray(spoken[rows])

    def row_of(self, inspection: str) -> int:
        """Return the row of an inspection, -1 when it was not read."""
        if self.columns is None:
            return -1
        found = np.flatnonzero(self.columns.id == inspection)
        return int(found[0]) if len(found) else -1

    def position_of(self, row: int) -> int:
        """Return the place of a row in the list, -1 when it is not listed."""
        if self._places_of is not self.rows:
            self._places_of, count = self.rows, 0 if self.columns is None else len(self.columns)
            self._places = np.full(count, -1, np.int32)
            self._places[self.rows] = np.arange(len(self.rows), dtype=np.int32)
        return int(self._places[row]) if 0 <= row < len(self._places) else -1

    def _clear(self) -> None:
        self.columns = self.within = self._listed = None
        self.rows = np.zeros(0, np.int32)
        self.asked = self.order = self._everything = None
        self.within_words, self.said, self.choices, self.fresh = "", {}, Choices(), 0

    def _list(self) -> None:
        self._listed = None if self.columns is None else Listed(self.columns, self.rows, self.said)

    def _on_part(self, opened: Opened) -> None:
        self._take(opened)
        self._moved(True)

    def _on_all(self, opened: Opened) -> None:
        first = self.columns is None
        self._take(opened)
        if self.asked != opened.everything or self.order != opened.order:
            self.again()  # asked for while only the first part was there
        self._moved(first)
        self.soon()

    def _take(self, opened: Opened) -> None:
        if self.desk is None:
            self.desk = opened.desk
            self._arriving = [desk for desk in self._arriving if desk is not opened.desk]
            self.asked, self.order = opened.everything, opened.order
            self._everything = opened.everything
        self.phase = Phase.READY
        self.columns, self.rows, self.choices = opened.columns, opened.rows, opened.choices
        self.said, self.fresh = {}, 0  # rows of the first part have numbers of their own
        self._list()

    def _on_not_open(self, error: Exception) -> None:
        self.close()
        self.phase, self.problem = Phase.PROBLEM, sentence(one_line(error))
        self._changed()

    def _on_rows(self, columns: Columns, rows: Rows) -> None:
        self._selecting = False
        if columns is not self.columns:
            self.again()
            return
        self.rows, self.fresh = rows, 0
        self._list()
        self._moved(False)

    def _on_not_listed(self, error: Exception) -> None:
        self._selecting = False
        self._report(error)
        self._changed()

    def _refresh(self) -> None:
        desk, columns, asked, order = self.desk, self.columns, self.asked, self.order
        if not self._awake or desk is None or columns is None or columns.partial:
            return
        if asked is None or order is None or self._selecting:
            self.soon()
            return
        within, said = self.within, self.said

        def work(task: Task) -> tuple[Columns, Rows] | None:
            from qeu_station.services.review import select

            assert desk is not None and columns is not None
            assert asked is not None and order is not None
            fresh = desk.refresh(columns)
            if fresh is columns:
                return None
            added = np.arange(len(columns), len(fresh), dtype=np.int32)
            if within is not None or not len(added):
                return fresh, np.zeros(0, np.int32)
            return fresh, select(fresh, asked, order, added)

        self._jobs.latest(
            "refresh",
            work,
            lambda found: self._on_fresh(columns, asked, said, found),
            self._on_stale,
        )

    def _on_fresh(
        self,
        columns: Columns,
        asked: Filter,
        said: dict[int, str],
        found: tuple[Columns, Rows] | None,
    ) -> None:
        self._report.end()
        self.soon()
        if found is None or columns is not self.columns:
            return
        self.columns, added = found
        self.said = {row: what for row, what in self.said.items() if row not in said}
        if asked != self.asked or self._selecting:
            self.again()
        self.rows = np.concatenate([self.rows, added])
        self.fresh += len(added)
        self._list()
        if len(self.columns) != len(columns):
            self.choices = _choices(self.columns)
        self._changed()

    def _on_stale(self, error: Exception) -> None:
        self._report(error)
        self.soon(AGAIN_S)
        self._changed()


def _close(desk: ReviewDesk, task: Task) -> None:
    desk.close()


def _load(desk: ReviewDesk, task: Task) -> Opened:
    """Read a journal; runs in a job."""
    from qeu_station.services.review import EVERYTHING, UNCERTAIN_FIRST, select

    def opened(columns: Columns) -> Opened:
        rows = select(columns, EVERYTHING, UNCERTAIN_FIRST)
        choices = _choices(columns)
        return Opened(desk, columns, rows, EVERYTHING, UNCERTAIN_FIRST, choices)

    return opened(desk.load(lambda part: task.report(opened(part))))


def _choices(columns: Columns) -> Choices:
    """Return what conditions can be chosen from; only the tables of texts are looked through."""
    marks = columns.marks
    return Choices(
        classes=tuple(sorted({*marks.label.table, *columns.label.table} - {""})),
        cells=tuple(sorted(set(marks.cell.table) - {""})),
        inspectors=columns.opinions.names,
        operators=tuple(sorted(set(columns.operator.table))),
        lots=tuple(sorted(set(columns.lot.table))),
        recipes=tuple(sorted(set(columns.recipe.table))),
    )
