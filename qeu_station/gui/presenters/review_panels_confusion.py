"""Verdicts against what is known of parts and cells: corrections, or truth that was given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.ports import Jobs, Task
from qeu_station.gui.presenters.review_panels import FilterWish, PanelPresenter, told
from qeu_station.gui.presenters.review_panels_matrix import class_state, part_state
from qeu_station.gui.presenters.review_panels_state import (
    ConfusionState,
    Look,
    Matrix,
    Option,
    Phase,
)
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.learning.evaluation import CellTruth
    from qeu_station.services.review import Columns, Confusion, Filter
    from qeu_station.services.review.classes import ClassConfusion
    from qeu_station.services.review.columns import Rows

CORRECTIONS, TRUTH = "corrections", "truth"
PARTS, CLASSES = "parts", "classes"


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What the work brings, and what it was counted for."""

    found: Confusion | ClassConfusion
    inspections: int


class ConfusionPresenter(PanelPresenter[ConfusionState]):
    """Decides what the confusion matrix shows.

    Attributes:
        truth_changed: Called with truth that was given.
    """

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs, "review.confusion", ConfusionState(subject=PARTS, basis=CORRECTIONS))
        self.truth_changed: Callable[[CellTruth | None], None] = lambda truth: None
        self._truth: CellTruth | None = None
        self._counted: Counted | None = None
        self._chosen: tuple[int, int] | None = None
        self._behind: Rows | None = None
        self._offer()

    def set_rows(
        self, columns: Columns | None, rows: Rows | None = None, filter: Filter | None = None
    ) -> None:
        """Count other inspections; given truth belongs to what was open, and goes with it."""
        if columns is None:
            self._jobs.forget("review.truth")
            self.clear_choice()
            self._counted = None
            self.put(replace(self.state, matrix=Matrix(), rates=(), about=""))
            if self._truth is not None:
                self._take_truth(None, "")
        elif self._lifted(rows):
            self.clear_choice()
        super().set_rows(columns, rows, filter)

    def _lifted(self, rows: Rows | None) -> bool:
        """Return whether other inspections are shown than those that were chosen here."""
        import numpy as np

        if self._behind is None or rows is self.rows:
            return False
        return rows is None or not bool(np.isin(rows, self._behind).all())

    def choose_subject(self, subject: str) -> None:
        """Count parts, or classes of cells."""
        if subject != self.state.subject:
            self._change(replace(self.state, subject=subject))

    def choose_basis(self, basis: str) -> None:
        """Compare with corrections, or with given truth."""
        if basis != self.state.basis:
            self._change(replace(self.state, basis=basis))

    def _change(self, state: ConfusionState) -> None:
        self.clear_choice()
        self._counted = None
        self.put(replace(state, matrix=Matrix(), rates=()))
        self.recount()

    def give_truth(self, place: Path) -> None:
        """Read what is known of the pairs from a file or folder."""
        source, columns = self.source, self.columns
        if source is None or columns is None:
            return

        def do(task: Task) -> CellTruth:
            from qeu_station.services.review.known import load_known

            assert source is not None and columns is not None
            return load_known(place, source.reader, columns)

        self.look(Look(Phase.WORKING, translate("ReviewPanels", "Reading what is known…")))
        self._jobs.latest(
            "review.truth", do, lambda truth: self._take_truth(truth, str(place)), self._no_truth
        )

    def _take_truth(self, truth: CellTruth | None, place: str) -> None:
        self._truth = truth
        basis = CORRECTIONS if truth is None else TRUTH
        self.put(replace(self.state, basis=basis, truth=place))
        self._offer()
        self.truth_changed(truth)
        self._change(self.state)

    def _no_truth(self, error: Exception) -> None:
        self._counted, self._failing = None, True
        self.look(Look(Phase.PROBLEM, told(error)))

    def press(self, row: int, column: int) -> FilterWish:
        """Choose the inspections behind one count, or give them up when they are chosen."""
        counted = self._counted
        taken = self._chosen == (row, column)
        self._chosen = None if taken or counted is None else (row, column)
        self.put(replace(self.state, matrix=replace(self.state.matrix, chosen=self._chosen)))
        if self._chosen is None or counted is None:
            self._behind = None
            return FilterWish({})
        matrix = self.state.matrix
        words = translate("ReviewPanels", "known {known}, said {said}")
        known, said = matrix.rows[row], matrix.columns[column]
        self._behind = _behind(counted.found, known.key, said.key)
        told = words.format(known=known.text, said=said.text)
        return FilterWish({}, self._behind, told)

    def clear_choice(self) -> None:
        """Forget which count was chosen: its inspections are no longer a bound."""
        self._chosen = self._behind = None
        self.put(replace(self.state, matrix=replace(self.state.matrix, chosen=None)))

    def look(self, look: Look) -> None:
        """Say how far the panel is."""
        self.put(replace(self.state, look=look))

    def count(self) -> None:
        """Count beside the window; the inspections chosen here are no bound for it."""
        columns, rows, asked = self.columns, self.rows, self.filter
        subject, chosen = self.state.subject, self._chosen
        truth = self._truth if self.state.basis == TRUTH else None

        def do(task: Task) -> Counted:
            from qeu_station.services.review import confusion, select
            from qeu_station.services.review.classes import confused_classes

            assert columns is not None
            own = rows if chosen is None or asked is None else select(columns, asked)
            count = len(columns) if own is None else len(own)
            if subject == CLASSES:
                return Counted(confused_classes(columns, own, truth), count)
            return Counted(confusion(columns, own, truth), count)

        self.work(do, self._done)

    def _done(self, counted: Counted) -> None:
        from qeu_station.services.review.classes import ClassConfusion

        self._counted = counted
        if isinstance(counted.found, ClassConfusion):
            state = class_state(self.state, counted.found)
        else:
            state = part_state(self.state, counted.found, counted.inspections)
        if not state.matrix.rows and self.state.basis == CORRECTIONS:
            words = translate("ReviewPanels", "Nothing of this selection was corrected yet")
            state = replace(state, look=Look(Phase.EMPTY, words))
        self.put(replace(state, matrix=replace(state.matrix, chosen=self._chosen)))

    def refresh(self) -> None:
        """Say everything anew, in the language that is spoken now."""
        self._offer()
        super().refresh()

    def _offer(self) -> None:
        """Offer what can be counted, and against what."""
        bases = [Option(CORRECTIONS, translate("ReviewPanels", "corrections"))]
        if self._truth is not None:
            bases.append(Option(TRUTH, translate("ReviewPanels", "given truth")))
        subjects = (
            Option(PARTS, translate("ReviewPanels", "parts")),
            Option(CLASSES, translate("ReviewPanels", "classes of cells")),
        )
        self.put(replace(self.state, subjects=subjects, bases=tuple(bases)))


def _behind(found: Confusion | ClassConfusion, known: str, said: str) -> Rows:
    """Return the inspections behind a count, by the keys of its row and column."""
    from qeu_station.services.review.classes import ClassConfusion

    if isinstance(found, ClassConfusion):
        return found.rows(found.known.index(known), found.said.index(said))
    return found.rows[known == "bad", int(said)]
