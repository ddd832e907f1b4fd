"""Jobs driven by hand and a station without files, so that answers come in any order."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from qeu_station.core.classes import DefectClass
from qeu_station.core.correction import Correction
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import InspectorSettings, Recipe
from qeu_station.core.record import (
    AdviceRecord,
    ImageStamp,
    InspectionRecord,
    ItemRecord,
    OpinionRecord,
    RecipeStamp,
)
from qeu_station.core.region import Region
from qeu_station.errors import ImageError, SourceError, StorageError
from qeu_station.pluginhost import WorkerHealth
from qeu_station.services.live import Seen, Shift
from qeu_station.services.talk import Talk
from qeu_station.services.viewing import ViewedPair

RECIPE = Recipe("tray", ("ref.png",), classes=(DefectClass("scratch", "s", "#aa0000"),),
                inspectors=(InspectorSettings("difference"),))  # fmt: skip
CLASSES = ("ok", "unknown", "scratch")
GOOD, DOUBT, BAD = (0.9, 0.05, 0.05), (0.4, 0.5, 0.1), (0.05, 0.05, 0.9)
VECTORS = {"PASS": GOOD, "REVIEW": DOUBT, "FAIL": BAD}


@dataclass
class _Job:
    """Work that waits to be run, or whose answer waits to be delivered."""

    queue: str
    key: str
    work: Callable[[Any], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    cancelled: bool = False
    answer: Callable[[], None] | None = None

    def report(self, progress: Any) -> None:
        pass


class HandJobs:
    """Jobs whose work runs, and whose answers arrive, when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[_Job] = []
        self.timers: dict[str, tuple[float, Callable[[], None]]] = {}
        self.now = 0.0
        self.errors: list[Exception] = []
        self._latest: dict[str, _Job] = {}

    def latest(self, key, work, done, failed=None, on_progress=None) -> None:
        self.forget(key)
        self._latest[key] = job = _Job("", key, work, done, failed)
        self.waiting.append(job)

    def ordered(self, queue, work, done, failed=None) -> None:
        self.waiting.append(_Job(queue, "", work, done, failed))

    def forget(self, key) -> None:
        if key in self._latest:
            self._latest.pop(key).cancelled = True

    def later(self, key, seconds, call) -> None:
        self.timers[key] = (self.now + seconds, call)

    @property
    def keys(self) -> list[str]:
        """What waits, by key or queue."""
        return [job.key or job.queue for job in self.waiting if not job.cancelled]

    def ready(self) -> list[int]:
        """Return the places in ``waiting`` that may run now: queues keep their order."""
        seen: set[str] = set()
        places = []
        for place, job in enumerate(self.waiting):
            if not job.queue or job.queue not in seen:
                places.append(place)
            seen.add(job.queue)
        return places

    def run(self, place: int = 0) -> None:
        """Run one piece of work, and deliver its answer unless it is not wanted any more."""
        job = self.waiting.pop(place)
        if job.cancelled:
            return
        try:
            answer = job.work(job)
        except Exception as error:
            self._settle(job, lambda error=error: (job.failed or self.errors.append)(error))
        else:
            self._settle(job, lambda: job.done(answer))
        self.pass_time(0)  # what was left for after painting

    def run_key(self, key: str) -> None:
        """Run the first work of a key or queue."""
        self.run(next(n for n, job in enumerate(self.waiting)
                      if not job.cancelled and key in (job.key, job.queue)))  # fmt: skip

    def run_all(self) -> None:
        """Run everything that waits, and what comes of it."""
        while self.waiting:
            self.run()

    def pass_time(self, seconds: float) -> None:
        """Let time go by; timers that are due call."""
        end = self.now + seconds
        while due := [(at, key) for key, (at, _) in self.timers.items() if at <= end]:
            self.now, key = heapq.nsmallest(1, due)[0]
            self.timers.pop(key)[1]()
        self.now = end

    def _settle(self, job: _Job, deliver: Callable[[], None]) -> None:
        if job.key:
            if self._latest.get(job.key) is not job:
                return
            del self._latest[job.key]
        deliver()


def picture(height: int = 48, width: int = 64) -> np.ndarray:
    return np.full((height, width, 3), 128, np.uint8)


def viewed(name: str, aligned: bool = False, **more: Any) -> ViewedPair:
    return ViewedPair(name, picture(), picture(), aligned, **more)


def make_record(name: str, verdict: str = "PASS", **changes: Any) -> InspectionRecord:
    """Return a record; FAIL and REVIEW come from cell U4 with region R1 in it."""
    cells = {row + column: ItemRecord("PASS", GOOD) for row in "UCD" for column in "123456789"}
    cells["U4"] = ItemRecord(verdict, VECTORS[verdict])
    stamp = ImageStamp(f"{name}_test.png", "0" * 64, 64, 48)
    plain = InspectionRecord(
        id=f"id-{name}",
        at="2026-01-02T03:04:05.678Z",
        station="bench",
        pair=name,
        recipe=RecipeStamp(RECIPE.name, RECIPE.version, "0" * 64),
        test=stamp,
        references=(stamp,),
        classes=CLASSES,
        part=ItemRecord(verdict, VECTORS[verdict]),
        cells=cells,
        regions=(Region("R1", (22, 2, 27, 9), (22, 2, 27, 9), 30, 90.0, 60.0, ("U4",)),),
        fused={"R1": ItemRecord(verdict, VECTORS[verdict])},
        opinions=(
            OpinionRecord("difference", "gating", "answered", part=ItemRecord(verdict,
                          VECTORS[verdict]), comment="looked", milliseconds=12.0, device="cpu"),
        ),
        milliseconds={"total": 100.0},
    )  # fmt: skip
    return replace(plain, **changes)


@dataclass
class FakeStation:
    """A station of ten pairs whose verdicts follow one another; faults are switched on."""

    listed: tuple[Pair, ...] = tuple(
        Pair(f"p{n}", Path(f"p{n}_test.png"), Path(f"p{n}_temp.png")) for n in range(10)
    )
    verdicts: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    full: bool = False
    broken: Exception | None = None
    inspected: list[tuple[Pair, str]] = field(default_factory=list)
    written: list[tuple[str, Correction]] = field(default_factory=list)
    records: dict[str, InspectionRecord] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    before: dict[str, Seen] = field(default_factory=dict)
    workers: tuple[WorkerHealth, ...] = (
        WorkerHealth("difference", "ready", 1, 0, "", 50.0, "cpu"),
    )
    restarted: list[str] = field(default_factory=list)
    past: Shift = field(default_factory=lambda: Shift("", {}, 0, ()))
    shifts: list[str] = field(default_factory=list)
    besides: tuple[OpinionRecord, ...] = ()
    advised: dict[str, list[AdviceRecord]] = field(default_factory=dict)
    said: Talk = field(default_factory=Talk)
    watch_of: Any = None
    watched: list[Path] = field(default_factory=list)
    to_test: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)

    def use(self, recipe):
        if self.broken is not None:
            raise self.broken
        return SimpleNamespace(recipe=replace(RECIPE, name=recipe), references=(), sha256="0" * 64)

    def recipes(self):
        return ()

    def pairs(self, source):
        return self.listed

    def watch(self, folder):
        self.watched.append(folder)
        if self.watch_of is None:
            raise SourceError(f'"{folder}" is no folder.')
        return self.watch_of

    def pair_pictures(self, pair):
        self.read.append(pair.name)
        if pair.name in self.gone:
            raise ImageError(f"{pair.test} is gone.")
        return viewed(pair.name)

    def record_pictures(self, record, difference=False):
        self.read.append(record.id)
        if record.id in self.gone:
            raise ImageError(f"The pictures of {record.pair} are gone.")
        return viewed(record.pair, aligned=True, to_test=self.to_test)

    def recipe_of(self, record):
        return RECIPE

    def inspect(self, pair, operator):
        if self.broken is not None:
            raise self.broken
        self.inspected.append((pair, operator))
        count = sum(record.pair == pair.name for record in self.records.values())
        record = make_record(pair.name, self.verdicts.get(pair.name, "PASS"))
        if count:
            record = replace(record, id=f"{record.id}-{count}")
        opinions = (*record.opinions, *self.besides)
        record = replace(record, serial=pair.serial, operator=operator, opinions=opinions)
        self.records[record.id] = record
        return record

    def inspect_frame(self, frame, name, serial, operator):
        return self.inspect(Pair(name, Path(name), serial=serial), operator)

    def correct(self, correction):
        if self.full:
            raise StorageError("The disk is full.")
        self.written.append((f"h{len(self.written)}", correction))
        return self.written[-1][0]

    def corrections(self, inspection):
        return [(entry, said) for entry, said in self.written if said.inspection == inspection]

    def record(self, inspection):
        return self.records[inspection]

    def recent(self, limit):
        return list(reversed(self.records.values()))[:limit]

    def seen(self, serial):
        return self.before.get(serial)

    def shift(self, since):
        self.shifts.append(since)
        return replace(self.past, since=since)

    def advice(self, inspection):
        return tuple(self.advised.get(inspection, ()))

    def talk(self):
        return self.said

    def health(self):
        return self.workers

    def restart(self, inspector):
        self.restarted.append(inspector)
