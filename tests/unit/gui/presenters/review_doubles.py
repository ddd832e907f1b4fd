"""A journal under review without files, driven by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from qeu_station.core.correction import Correction
from qeu_station.core.record import AdviceRecord, OpinionRecord
from qeu_station.errors import ImageError, StorageError
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.review import ReviewPresenter
from qeu_station.services.bulk import Act, BulkDone
from qeu_station.services.review.columns import Columns
from tests.unit.gui.presenters.doubles import RECIPE, HandJobs, make_record, viewed
from tests.unit.gui.presenters.review_columns import columns

VERDICTS = ("PASS", "REVIEW", "FAIL")


@dataclass
class FakeReviewDesk:
    """Inspections ``id0``, ``id1`` … of pairs ``p0``, ``p1`` …; faults are switched on."""

    shown: Columns = field(default_factory=lambda: columns([0.3, 0.9, 0.4, 0.1, 0.8, 0.35]))
    own: bool = False
    name: str = "batch 7"
    note: str = ""
    taken: Exception | None = None
    lost: Exception | None = None
    gone: set[str] = field(default_factory=set)
    written: list[tuple[str, Correction]] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    bulks: list[tuple[Correction, ...]] = field(default_factory=list)
    closed: int = 0
    released: int = 0
    tries: int = 0
    added: Columns | None = None
    besides: tuple[OpinionRecord, ...] = ()
    advised: dict[str, tuple[AdviceRecord, ...]] = field(default_factory=dict)

    @property
    def source(self) -> Any:
        return SimpleNamespace(note=self.note)

    def load(self, on_part=None):
        return self.shown

    def refresh(self, known):
        if self.lost is not None:
            raise self.lost
        if self.added is not None:
            self.shown, self.added = self.added, None
        return self.shown if len(self.shown) != len(known) or self.shown is not known else known

    def record(self, inspection):
        row = int(inspection.removeprefix("id"))
        verdict = VERDICTS[self.shown.verdict[row]]
        record = make_record(f"p{row}", verdict)
        return replace(record, id=inspection, opinions=(*record.opinions, *self.besides))

    def advice(self, inspection):
        return self.advised.get(inspection, ())

    def recipe_of(self, record):
        return RECIPE

    def corrections(self, inspection):
        return [(entry, said) for entry, said in self.written if said.inspection == inspection]

    def pictures(self, inspection, difference=False):
        self.read.append(inspection)
        if inspection in self.gone:
            raise ImageError(f"The pictures of {inspection} are gone.")
        return viewed(inspection, aligned=True)

    def correct(self, correction):
        self.tries += 1
        if self.taken is not None:
            raise self.taken
        self.written.append((f"h{len(self.written)}", correction))
        return self.written[-1][0]

    def correct_all(self, corrections):
        if self.taken is not None:
            raise self.taken
        self.bulks.append(tuple(corrections))
        return BulkDone(tuple(Act(self.correct(said), said) for said in corrections))

    def undo_all(self, done, operator):
        taken_back = [
            replace(act.before or Correction(act.said.inspection, operator), supersedes=act.entry)
            for act in done.acts
        ]
        acts = [
            Act(self.correct(said), said, act.said)
            for said, act in zip(taken_back, done.acts, strict=True)
        ]
        return BulkDone(tuple(acts))

    def release(self):
        self.released += 1

    def close(self):
        self.closed += 1


class Reviewing:
    """A presenter with everything around it."""

    def __init__(self, desk: FakeReviewDesk | None = None, operator: str = "Sato") -> None:
        self.desk = desk or FakeReviewDesk()
        self.jobs = HandJobs()
        self.preferences = Preferences(operator=operator)
        self.errors: list[Exception] = []
        self.over: list[str] = []
        self.asked = 0
        self.now = 0.0
        self.presenter = ReviewPresenter(
            self.jobs, lambda: self.preferences, self.errors.append, self._ask, self.over.append,
            lambda: self.now,
        )  # fmt: skip

    def _ask(self) -> None:
        self.asked += 1

    @property
    def state(self):
        return self.presenter.state

    def opened(self) -> Reviewing:
        """Everything read, the first pair on the screen."""
        self.presenter.open(lambda: self.desk)
        self.settle()
        return self

    def settle(self) -> None:
        """Let everything that waits be done, and the first moment of a pair go by."""
        for _ in range(20):
            if not self.jobs.waiting:
                break
            self.jobs.run()
        self.jobs.pass_time(0.45)
        self.jobs.run_all()

    def do(self, key: str) -> None:
        self.presenter.do(key)
        self.settle()

    @property
    def part(self) -> str:
        return self.state.pair.part.name

    @property
    def said(self) -> list[tuple[str, str | None]]:
        return [(said.inspection, said.part) for _, said in self.desk.written]

    def select(self, *rows: int) -> None:
        self.presenter.select(np.array(rows, np.int32))


FULL = StorageError("The disk is full.")
