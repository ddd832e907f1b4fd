"""The histogram of P(ok), and what other thresholds would have made of the inspections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qeu_station.gui.presenters.ports import Jobs, Task
from qeu_station.gui.presenters.review_panels import FilterWish, PanelPresenter, told, without
from qeu_station.gui.presenters.review_panels_axis import edges, in_order, written
from qeu_station.gui.presenters.review_panels_figures import figures, remark
from qeu_station.gui.presenters.review_panels_state import (
    READY,
    HistogramState,
    Look,
    Option,
)
from qeu_station.gui.presenters.review_panels_trying import (
    Counted,
    NewThresholds,
    SaveVersion,
    counted,
)
from qeu_station.gui.presenters.review_panels_words import number
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.learning.evaluation import CellTruth
    from qeu_station.services.review import Columns, Filter
    from qeu_station.services.review.columns import Rows

CORRECTIONS, TRUTH = "corrections", "truth"


class HistogramPresenter(PanelPresenter[HistogramState]):
    """Decides what the histogram shows.

    Args:
        jobs: Work beside the window's thread.
        save: Saves a new version; None where only ``ask`` is heard.
    """

    own = ("p_ok",)

    def __init__(self, jobs: Jobs, save: SaveVersion | None = None) -> None:
        super().__init__(jobs, "review.histogram", HistogramState())
        self._save = save
        self._counted: Counted | None = None
        self._recipe = ""
        self._truth: CellTruth | None = None

    def set_rows(
        self, columns: Columns | None, rows: Rows | None = None, filter: Filter | None = None
    ) -> None:
        """Count other inspections; lines that were moved stay where they are."""
        if columns is None:
            self._counted, self._recipe = None, ""
            self.state = replace(HistogramState(), costs=self.state.costs)
        super().set_rows(columns, rows, filter)

    def set_truth(self, truth: CellTruth | None) -> None:
        """Offer given truth to count against, and choose it; None takes it back."""
        self._truth = truth
        self._choose_basis(CORRECTIONS if truth is None else TRUTH)

    def choose_basis(self, basis: str) -> None:
        """Count escapes and overkills against corrections, or against given truth."""
        if basis != self.state.basis:
            self._choose_basis(basis)

    def _choose_basis(self, basis: str) -> None:
        self.put(replace(self.state, basis=basis, bases=self._bases()))
        self.recount()

    def choose_recipe(self, name: str) -> None:
        """Try thresholds on the inspections of another recipe."""
        if name != self._recipe:
            self._recipe = name
            self.recount()

    def spread(self, on: bool) -> None:
        """Spread out the ends of the axis, or not."""
        if on != self.state.spread:
            self.put(replace(self.state, spread=on))
            self.recount()

    def price(self, escape: float, overkill: float) -> None:
        """Take the costs of errors, in reviews; 0 for none."""
        self._put_lines(costs=(escape, overkill))

    def move(self, name: str, p_ok: float) -> None:
        """Move a line: ``t_fail`` or ``t_pass``; it stops at the other."""
        lines = {"t_fail": self.state.t_fail, "t_pass": self.state.t_pass, name: p_ok}
        t_fail, t_pass = in_order(lines["t_fail"], lines["t_pass"], name)
        self._put_lines(t_fail=t_fail, t_pass=t_pass)

    def reset(self) -> None:
        """Put the lines where the recipe has them."""
        if self.state.recorded is not None:
            t_fail, t_pass = self.state.recorded
            self._put_lines(t_fail=t_fail, t_pass=t_pass)

    def by_costs(self) -> None:
        """Put the lines where the expected cost is least, if P(ok) is calibrated."""
        from qeu_station.core.costs import Costs

        if min(self.state.costs) > 0:
            found = Costs(*self.state.costs).thresholds()
            self._put_lines(t_fail=found.t_fail, t_pass=found.t_pass)

    def wanted(self) -> NewThresholds | None:
        """Return the thresholds to write, None when the recipe has them already."""
        state, counted = self.state, self._counted
        if counted is None or not state.can_write:
            return None
        return NewThresholds(counted.recipe, counted.version, state.t_fail, state.t_pass)

    def ask(self) -> NewThresholds | None:
        """Ask whether the lines shall become a new version; return them."""
        wanted = self.wanted()
        if wanted is not None and self._save is not None:
            words = translate(
                "ReviewPanels",
                "Save FAIL up to {t_fail}, PASS from {t_pass} as a new version of {recipe}? "
                "It is used from the next time the recipe is chosen.",
            )
            asks = words.format(
                t_fail=written(wanted.t_fail), t_pass=written(wanted.t_pass), recipe=wanted.recipe
            )
            self.put(replace(self.state, asks=asks, told="", problem=""))
        return wanted

    def cancel(self) -> None:
        """Save nothing."""
        self.put(replace(self.state, asks=""))

    def save(self) -> None:
        """Save the lines as a new version of the recipe."""
        wanted, save = self.wanted(), self._save
        self.put(replace(self.state, asks=""))
        if wanted is None or save is None:
            return

        def saved(name: str) -> None:
            words = translate("ReviewPanels", "Saved as {name}.")
            self.put(replace(self.state, told=words.format(name=name)))

        def failed(error: Exception) -> None:
            self.put(replace(self.state, problem=told(error)))

        self._jobs.ordered("review.recipe", lambda task: save(wanted), saved, failed)

    def changing(self) -> FilterWish | None:
        """Return the inspections whose verdict the lines would change; None for none."""
        from qeu_station.services.review import what_if

        counted, columns = self._counted, self.columns
        if counted is None or columns is None:
            return None
        found = what_if(columns, self.state.t_pass, self.state.t_fail, counted.rows).rows
        words = translate("ReviewPanels", "changed by other thresholds")
        return FilterWish({}, found, words)

    def press_bin(self, place: int) -> FilterWish:
        """Choose the inspections of one bin, or give them up when they are chosen."""
        borders = self.state.edges
        taken = borders is None or self.state.bin == place
        self.put(replace(self.state, bin=-1 if taken else place))
        if taken or borders is None:
            return FilterWish({"p_ok": (None, None)})
        low, high = (float(border) for border in borders[place : place + 2])
        return FilterWish({"p_ok": (low, high)})

    def _chosen_bin(self, borders: np.ndarray) -> int:
        """Return the bin that the filter chose, -1 for none."""
        if self.filter is None:
            return self.state.bin
        low, high = self.filter.p_ok
        pairs = zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True)
        return next((n for n, pair in enumerate(pairs) if pair == (low, high)), -1)

    def look(self, look: Look) -> None:
        """Say how far the panel is."""
        self.put(replace(self.state, look=look))

    def count(self) -> None:
        """Count beside the window."""
        columns, rows, name, asked = self.columns, self.rows, self._recipe, self.filter
        truth = self._truth if self.state.basis == TRUTH else None
        borders = edges(self.state.spread)

        def do(task: Task) -> Counted:
            assert columns is not None
            return counted(columns, without(columns, rows, asked, "p_ok"), name, borders, truth)

        self.work(do, self._done)

    def _done(self, found: Counted) -> None:
        moved = self._counted is not None and self.state.recorded != self._lines
        same = self._counted is not None and self._counted.recipe == found.recipe
        self._counted, self._recipe = found, found.recipe
        self.state = replace(
            self.state,
            look=READY,
            edges=found.histogram.edges,
            counts=found.histogram.counts,
            without=found.histogram.unknown,
            recipes=_options(found.recipes),
            recipe=found.recipe,
            recorded=found.recorded,
            bases=self._bases(),
            basis=self.state.basis or CORRECTIONS,
            bin=self._chosen_bin(found.histogram.edges),
        )
        if moved and same:
            self._put_lines()
        else:
            self.reset()

    @property
    def _lines(self) -> tuple[float, float]:
        return self.state.t_fail, self.state.t_pass

    def _put_lines(self, **changes: Any) -> None:
        """Show other lines or costs, and what would come of them; a question is over."""
        state = replace(self.state, **changes, asks="", told="", problem="")
        found = self._counted
        if found is None:
            self.put(state)
            return
        then = found.sweep.at(state.t_pass, state.t_fail)
        self.put(
            replace(
                state,
                figures=figures(found.sweep.now, then, state.costs),
                remark=remark(found.sweep, state.without),
                can_write=bool(found.recipe) and state.recorded != (state.t_fail, state.t_pass),
            )
        )

    def _bases(self) -> tuple[Option, ...]:
        made = [Option(CORRECTIONS, translate("ReviewPanels", "corrections"))]
        if self._truth is not None:
            made.append(Option(TRUTH, translate("ReviewPanels", "given truth")))
        return tuple(made)


def _options(recipes: Mapping[str, int]) -> tuple[Option, ...]:
    return tuple(Option(name, f"{name} ({number(count)})") for name, count in recipes.items())
