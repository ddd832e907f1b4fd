"""Trying a product on a pair, and learning its limits from good parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.gui.presenters import new_product_edits as edits
from qeu_station.gui.presenters.evidence import cell_evidence
from qeu_station.gui.presenters.inspect_state import CellEvidence
from qeu_station.gui.presenters.new_product_desk import Desk
from qeu_station.gui.presenters.new_product_state import Lesson, Product, Trial
from qeu_station.gui.presenters.new_product_trial import shown
from qeu_station.gui.presenters.new_product_work import Workshop

if TYPE_CHECKING:
    from qeu_station.services.calibrate import Learned
    from qeu_station.services.teaching import TrialResult


class Trials:
    """Tries and teaches what lies on the desk."""

    def __init__(self, desk: Desk, work: Workshop) -> None:
        self._desk, self._work = desk, work

    def choose_test(self, path: Path) -> None:
        """Choose the picture to judge, and judge it when nothing else is needed."""
        self._choose(Trial(path, self._desk.facts.trial.reference))

    def choose_reference(self, path: Path) -> None:
        """Choose the reference of the picture to judge, and judge it when that is there."""
        self._choose(Trial(self._desk.facts.trial.test, path))

    def judge(self) -> None:
        """Judge the chosen pair with the product as it is now."""
        trial, product = self._desk.facts.trial, self._desk.product
        if not self._desk.state.can_judge or trial.test is None:
            return
        test, sketch = trial.test, self._desk.sketch()
        reference = trial.reference if product.from_pair else None
        self._desk.ask(
            "trial",
            lambda task: self._work.judge(sketch, test, reference, task),
            lambda result: self._on_judged(result, product),
            lambda words: self._desk.tell(trial=Trial(test, trial.reference, problem=words)),
            self._on_step,
        )
        lesson = self._desk.facts.lesson
        self._desk.tell(
            trial=Trial(test, trial.reference, running="read"),
            lesson=lesson if lesson.running else Lesson(),  # why the last one failed is read
        )

    def cancel(self) -> None:
        """Stop judging."""
        self._desk.forget("trial")
        self._desk.tell(trial=replace(self._desk.facts.trial, running=""))

    def evidence(self, address: str) -> CellEvidence | None:
        """Return what is known of a cell of the trial, None where nothing was judged."""
        record = self._desk.facts.trial.record
        return None if record is None else cell_evidence(record, address)

    def teach(self, good: Path) -> None:
        """Learn limits from a folder of good parts."""
        if not self._desk.state.can_save:
            return
        product, sketch = self._desk.product, self._desk.sketch()
        self._desk.ask(
            "lesson",
            lambda task: self._work.teach(sketch, good, task),
            lambda learned: self._on_taught(learned, product),
            lambda words: self._desk.tell(lesson=Lesson(problem=words)),
            lambda now: self._desk.tell(lesson=Lesson(True, *now)),
        )
        self._desk.tell(lesson=Lesson(True))

    def stop_teaching(self) -> None:
        """Stop learning; the limits stay as they are."""
        self._desk.forget("lesson")
        self._desk.tell(lesson=Lesson())

    def _choose(self, trial: Trial) -> None:
        self._desk.forget("trial")
        self._desk.tell(trial=trial)
        self.judge()

    def _on_step(self, step: str) -> None:
        self._desk.tell(trial=replace(self._desk.facts.trial, running=step))

    def _on_judged(self, result: TrialResult, product: Product) -> None:
        trial = self._desk.facts.trial
        self._desk.tell(
            trial=Trial(
                trial.test,
                trial.reference,
                result=shown(result),
                record=result.record,
                milliseconds=result.record.milliseconds["total"],
                stale=product != self._desk.product,
            )
        )

    def _on_taught(self, learned: Learned, product: Product) -> None:
        """Limits learned for another picture or grid than now are dropped."""
        self._desk.facts = replace(self._desk.facts, lesson=Lesson())
        now = self._desk.product
        if edits.same_ground(product, now):
            self._desk.become(edits.taught(now, learned, self._desk.facts.forms))
        else:
            self._desk.tell()
        self.judge()
