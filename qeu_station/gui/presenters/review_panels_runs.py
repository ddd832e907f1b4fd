"""Two runs over the same pairs: which verdicts changed, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.ports import Jobs, Task
from qeu_station.gui.presenters.review_panels import PanelPresenter, told
from qeu_station.gui.presenters.review_panels_changes import (
    cause_names,
    changes,
    differing,
    side_by_side,
)
from qeu_station.gui.presenters.review_panels_runs_state import Pairs, PairWish, RunsState
from qeu_station.gui.presenters.review_panels_state import (
    READY,
    VERDICTS,
    Look,
    Matrix,
    Named,
    Phase,
)
from qeu_station.gui.presenters.review_panels_words import number
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qeu_station.services.review import Columns, Filter, ReviewSource
    from qeu_station.services.review.columns import Rows

OpenRun = Callable[[Path], "ReviewSource"]
"""Opens a batch's output folder; called in a job."""

_PAUSE_S = 0.12
"""A pair that is only passed by is not looked up."""


@dataclass(frozen=True, slots=True, eq=False)
class Second:
    """The run that is compared with."""

    source: ReviewSource
    columns: Columns


class RunsPresenter(PanelPresenter[RunsState]):
    """Decides what the comparison shows.

    Args:
        jobs: Work beside the window's thread.
        open_run: Opens the second run.
    """

    def __init__(self, jobs: Jobs, open_run: OpenRun) -> None:
        super().__init__(jobs, "review.runs", RunsState())
        self._open_run = open_run
        self._second: Second | None = None
        self._kind: tuple[int, int] | None = None
        self._cause = 0
        self.look(self._asks())

    def set_rows(
        self, columns: Columns | None, rows: Rows | None = None, filter: Filter | None = None
    ) -> None:
        """Compare another first run; the filter does not count, all its pairs do."""
        same = columns is not None and columns is self.columns
        if columns is None:
            self._jobs.forget(self._key)
            self.close()
        self.columns, self.rows = columns, None
        if not same:
            self.recount()

    def nothing(self) -> Look | None:
        """Return why there is nothing to compare."""
        missing = super().nothing()
        if missing is not None:
            return missing
        return None if self._second else self._asks()

    def choose(self, place: Path) -> None:
        """Open the run to compare with."""

        def do(task: Task) -> Second:
            from qeu_station.services.review import load

            source = self._open_run(place)
            try:
                task.report(translate("ReviewPanels", "Reading the other run…"))
                return Second(source, load(source))
            except BaseException:
                source.close()
                raise

        self.put(replace(RunsState(second=str(place)), look=self._opening()))
        self._jobs.latest("review.runs.open", do, self._opened, self._not_opened)

    def _opened(self, second: Second) -> None:
        self._let_go()
        self._second, self._kind, self._cause = second, None, 0
        self.put(replace(self.state, note=sentence(second.source.note)))
        self.recount()

    def _not_opened(self, error: Exception) -> None:
        self._let_go()
        self.put(RunsState(second=self.state.second, look=Look(Phase.PROBLEM, told(error))))

    def refresh(self) -> None:
        """Say everything anew, in the language that is spoken now; an error stays as it is."""
        if self._second is not None:
            self.put(replace(self.state, note=sentence(self._second.source.note), detail_of=""))
        elif self.state.look.phase is Phase.WORKING:
            self.look(self._opening())
            return
        if self.state.look.phase is not Phase.PROBLEM:
            super().refresh()

    def close(self) -> None:
        """Let go of the second run."""
        for key in ("open", "arrange", "detail"):
            self._jobs.forget(f"review.runs.{key}")
        self._let_go()
        self.put(RunsState())

    def _let_go(self) -> None:
        """Close the second run after whatever still reads it."""
        second, self._second = self._second, None
        if second is not None:
            self._jobs.ordered("review.runs", lambda task: second.source.close(), lambda done: None)

    def look(self, look: Look) -> None:
        """Say how far the panel is."""
        self.put(replace(self.state, look=look))

    def count(self) -> None:
        """Compare beside the window."""
        first, second = self.columns, self._second
        kind, cause, by = self._kind, self._cause, self.state.sorted_by

        def do(task: Task) -> tuple[Pairs, NDArray[np.int32]]:
            assert first is not None and second is not None
            pairs = side_by_side(first, second.columns)
            return pairs, changes(pairs, kind, cause, *by)

        self.work(do, self._compared)

    def _compared(self, found: tuple[Pairs, NDArray[np.int32]]) -> None:
        pairs, shown = found
        self.put(
            replace(
                self.state,
                look=READY,
                pairs=pairs,
                shown=shown,
                matrix=_matrix(pairs, self._kind),
                causes=_causes(pairs, self._cause),
                about=_about(pairs),
            )
        )

    def press_kind(self, before: int, after: int) -> None:
        """Show the pairs of one kind of change, or all that changed when it is shown already."""
        self._kind = None if self._kind == (before, after) else (before, after)
        self._arrange()

    def press_cause(self, key: str) -> None:
        """Show the changed pairs for which a cause holds, or all; ``0`` stands for all."""
        self._cause = 0 if int(key) == self._cause else int(key)
        self._arrange()

    def sort(self, column: int) -> None:
        """Sort by a column of the table; again turns the order round."""
        by, falls = self.state.sorted_by
        self.put(replace(self.state, sorted_by=(column, not falls if by == column else False)))
        self._arrange()

    def _arrange(self) -> None:
        """Choose and sort what the table shows, beside the window."""
        pairs, kind, cause, by = self.state.pairs, self._kind, self._cause, self.state.sorted_by
        if pairs is None:
            return

        def done(shown: NDArray[np.int32]) -> None:
            self.put(
                replace(
                    self.state,
                    shown=shown,
                    matrix=_matrix(pairs, kind),
                    causes=_causes(pairs, cause),
                )
            )

        self._jobs.latest(
            "review.runs.arrange", lambda task: changes(pairs, kind, cause, *by), done, self._failed
        )

    def wish(self, line: int) -> PairWish | None:
        """Return the pair of a line of the table, None where there is none."""
        pairs, shown, first = self.state.pairs, self.state.shown, self.columns
        if pairs is None or shown is None or first is None or self._second is None:
            return None
        if not 0 <= line < len(shown):
            return None
        place = int(shown[line])
        row, other = int(pairs.compared.before[place]), int(pairs.compared.after[place])
        second = self._second.columns
        return PairWish(str(pairs.pair[place]), row, str(first.id[row]), str(second.id[other]))

    def rest_on(self, line: int) -> None:
        """Look up what was different for the pair of a line, unless it is only passed by."""
        wish = self.wish(line)
        if wish is None or wish.pair == self.state.detail_of:
            return
        self.put(replace(self.state, detail_of=wish.pair, detail=()))
        self._jobs.later("review.runs.detail", _PAUSE_S, lambda: self._look_up(wish))

    def _look_up(self, wish: PairWish) -> None:
        first, second = self.source, self._second
        if first is None or second is None or self.state.detail_of != wish.pair:
            return

        def do(task: Task) -> tuple[str, ...]:
            from qeu_station.services.review import explain

            records = (
                first.reader.inspection(wish.first),
                second.source.reader.inspection(wish.second),
            )
            return differing(explain(*records))

        def done(lines: tuple[str, ...]) -> None:
            if self.state.detail_of == wish.pair:
                self.put(replace(self.state, detail=lines))

        self._jobs.latest("review.runs.detail", do, done, lambda error: done((told(error),)))

    def _asks(self) -> Look:
        words = translate("ReviewPanels", "Choose another run over the same pairs to compare with")
        return Look(Phase.EMPTY, words)

    def _opening(self) -> Look:
        return Look(Phase.WORKING, translate("ReviewPanels", "Opening the other run…"))


def _matrix(pairs: Pairs, kind: tuple[int, int] | None) -> Matrix:
    import numpy as np

    counts = pairs.compared.counts
    before, after = (
        tuple(
            Named(str(code), str(verdict), int(count))
            for code, (verdict, count) in enumerate(zip(VERDICTS, sums.tolist(), strict=True))
        )
        for sums in (counts.sum(axis=1), counts.sum(axis=0))
    )
    marks = np.array([[1, 0, -1], [0, 1, 0], [-1, 0, 1]])
    return Matrix(before, after, counts, marks, kind)


def _causes(pairs: Pairs, chosen: int) -> tuple[Named, ...]:
    every = len(pairs.compared.changed)
    words = translate("ReviewPanels", "All that changed")
    listed = [Named("0", words, every, chosen=not chosen)]
    for cause, name in cause_names():
        count = pairs.compared.behind(cause)
        if count or chosen == cause:
            listed.append(Named(str(int(cause)), name, count, chosen=chosen == cause))
    return tuple(listed)


def _about(pairs: Pairs) -> str:
    words = translate(
        "ReviewPanels",
        "pairs in both: {both} · changed: {changed} · only here: {first} · only there: {second}",
    )
    compared = pairs.compared
    return words.format(
        both=number(len(pairs)),
        changed=number(len(compared.changed)),
        first=number(len(compared.only_first)),
        second=number(len(compared.only_second)),
    )
