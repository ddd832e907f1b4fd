"""Ordering a batch: recipe, pairs and place, looked through before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.batches import BatchesPresenter
from qeu_station.gui.presenters.batches_words import size_words
from qeu_station.gui.presenters.new_batch_state import NewBatchState
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.jobqueue import BatchJob, BatchOrder
    from qeu_station.services.jobqueue.survey import Survey

REST_S = 0.4
"""How long what is typed rests before it is looked through, in seconds."""


class NewBatchPresenter:
    """Decides what the dialog of a new batch shows.

    Args:
        jobs: Runs work beside the window's thread.
        batches: Takes the order.
        show: Takes every new state.
        done: Called when the order was taken.
        recipe: The recipe to begin with.
        pairs: The pairs to begin with, None for none.
    """

    def __init__(
        self,
        jobs: Jobs,
        batches: BatchesPresenter,
        show: Callable[[NewBatchState], None],
        done: Callable[[BatchJob], None],
        recipe: str = "",
        pairs: Path | None = None,
    ) -> None:
        self._jobs, self._batches, self._show, self._done = jobs, batches, show, done
        self._order: BatchOrder | None = None
        desk = batches.desk
        lanes = 1 if desk is None else desk.lanes
        text = "" if pairs is None else str(pairs)
        begun = batches.begun if pairs is None else None
        self.state = begun or NewBatchState(recipe=recipe, pairs=text, lanes=lanes)
        self._own_out = begun is not None and bool(begun.out)
        if desk is not None:
            jobs.latest("new-batch.recipes", lambda task: desk.recipes(), self._on_recipes)

    def enter(self, **changes: object) -> None:
        """Take what was entered: ``recipe``, ``pairs``, ``out``, ``lanes`` or ``archive``."""
        if "out" in changes:
            self._own_out = bool(str(changes["out"]).strip())
        state: NewBatchState = replace(self.state, **changes)  # type: ignore[arg-type]
        if state != self.state:
            self._order = None
            self._put(replace(state, ready=False))
            self._jobs.later("new-batch", REST_S, self.look)

    def look(self) -> None:
        """Look the order through now."""
        desk, state = self._batches.desk, self.state
        if desk is None or not (state.recipe and state.pairs.strip()):
            self._jobs.forget("new-batch.survey")
            self._put(replace(state, looking=False, found="", problems=(), remarks=()))
            return
        order, taken = self._entered(), self._batches.taken
        self._put(replace(state, looking=True))
        self._jobs.latest(
            "new-batch.survey",
            lambda task: desk.looked_through(order, taken, lambda: task.cancelled),
            self._on_looked,
            self._on_problem,
        )

    def add(self) -> None:
        """Take the order, as it was looked through."""
        if self._order is not None and self.state.ready:
            self._put(replace(self.state, ready=False))
            self._batches.add(self._order, self._on_taken, self._on_problem)

    def close(self) -> None:
        """Wait for nothing any more; an order that was not taken is there again the next time."""
        state = self.state
        if state.pairs.strip() or self._own_out:
            self._batches.begun = NewBatchState(
                recipe=state.recipe, pairs=state.pairs, out=state.out if self._own_out else "",
                lanes=state.lanes, archive=state.archive,
            )  # fmt: skip
        self._show = lambda state: None
        for key in ("new-batch.survey", "new-batch.recipes"):
            self._jobs.forget(key)

    def _on_taken(self, job: BatchJob) -> None:
        self._done(job)
        self._batches.begun = None

    def _entered(self) -> BatchOrder:
        from qeu_station.services.jobqueue.job import BatchOrder

        state = self.state
        return BatchOrder(
            recipe=state.recipe,
            pairs=_path(state.pairs),
            out=_path(state.out) if self._own_out else Path(),
            lanes=state.lanes,
            archive=state.archive,
        )

    def _on_recipes(self, recipes: Sequence[str]) -> None:
        recipe = self.state.recipe if self.state.recipe in recipes else ""
        if not recipe and len(recipes) == 1:
            recipe = recipes[0]
        self._put(replace(self.state, recipes=tuple(recipes), recipe=recipe))
        self.look()

    def _on_looked(self, answer: tuple[BatchOrder, Survey]) -> None:
        self._order, found = answer
        self._put(
            replace(
                self.state,
                out=str(self._order.out),
                looking=False,
                found=found_words(found),
                problems=tuple(map(sentence, found.problems)),
                remarks=tuple(map(sentence, found.remarks)),
                ready=bool(found.pairs) and not found.problems,
            )
        )

    def _on_problem(self, error: Exception) -> None:
        self._put(replace(self.state, looking=False, problems=(sentence(str(error)),), ready=False))

    def _put(self, state: NewBatchState) -> None:
        if state != self.state:
            self.state = state
            self._show(state)


def found_words(found: Survey) -> str:
    """Return what an order would do, in one line; empty when the pairs cannot be told."""
    if found.pairs is None:
        return ""
    values = {"count": f"{found.pairs:,}", "size": size_words(found.size)}
    if found.judged:
        text = translate("Batches", "{count} pairs, {size}; {judged} are judged already")
        return text.format(judged=f"{found.judged:,}", **values)
    return translate("Batches", "{count} pairs, {size}").format(**values)


def _path(text: str) -> Path:
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:  # "~somebody" who is not known here
        return path
