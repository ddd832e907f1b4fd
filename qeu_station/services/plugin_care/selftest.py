"""A self-test: an inspector started in a process of its own, and asked about two pairs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np

from qeu_station.api import Opinion, PreparedPair
from qeu_station.errors import StoppedError
from qeu_station.imaging.io import read_image
from qeu_station.imaging.prepare import Preparer
from qeu_station.pluginhost import Catalog, Reply, Stopped, WorkerSet, never
from qeu_station.services.evidence import in_recipe_classes
from qeu_station.services.opening import OpenHome
from qeu_station.services.plugin_care.trying import SHIPPED, Trying, loaded_for
from qeu_station.services.roster import Roster, build_roster
from qeu_station.storage.recipes import LoadedRecipe, load_recipe

ANSWER_S = 60.0
"""Seconds an inspection may take in a self-test; what the recipe allows is only compared."""

REPEATS = 3
"""Inspections after the first, for the time."""

_POLL_S = 0.05
_BLOT = 24
"""The planted defect is this fraction of the picture's shorter side."""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """How an inspector started and answered.

    Attributes:
        fault: Kind and reason when it gave no usable answer, else None.
        device: Where it says it runs.
        start_ms: Milliseconds until it was ready.
        first_ms: Of the first inspection.
        median_ms: Of the further ones.
        deadline_s: What the recipe, or the default, allows an inspection.
        peak_mb: Largest resident memory seen, in mebibytes; ``memory_mb`` are allowed.
        p_ok: Lowest P(ok) of any item of the reference judged against itself.
        p_ok_blot: The same with a blot planted on it.
        repeats: Whether it answered the same about the same.
    """

    fault: tuple[str, str] | None = None
    device: str = ""
    start_ms: float = 0.0
    first_ms: float = 0.0
    median_ms: float = 0.0
    deadline_s: float = 0.0
    peak_mb: float = 0.0
    memory_mb: int = 0
    p_ok: float | None = None
    p_ok_blot: float | None = None
    repeats: bool = True

    @property
    def in_time(self) -> bool:
        """Whether the slowest of first and later inspections kept the deadline."""
        return max(self.first_ms, self.median_ms) <= 1000 * self.deadline_s

    @property
    def passed(self) -> bool:
        """Whether it started, answered in time, and the same twice."""
        return self.fault is None and self.in_time and self.repeats


def self_test(
    wanted: Trying,
    catalog: Catalog,
    home: OpenHome,
    on_step: Callable[[str], None] = lambda step: None,
    stopped: Stopped = never,
) -> SelfTest:
    """Start an inspector in a process of its own, and let it judge two pairs.

    The reference against itself, and with a blot planted on it. The running worker is left alone.

    Args:
        wanted: What to try.
        catalog: The plugins.
        home: The station's home.
        on_step: Called before each step: ``prepare``, ``start``, ``judge``.
        stopped: Asked again and again; whatever hangs is ended with it.

    Raises:
        QeuError: There is no such inspector or recipe, or its pictures cannot be used.
        StoppedError: A person stopped it.
    """
    on_step("prepare")
    catalog.inspector(wanted.inspector)
    loaded = loaded_for(wanted, home)
    roster = build_roster(loaded, catalog)
    good, blotted = _pairs(loaded, home)
    on_step("start")
    once = replace(home.host, failures_to_suspend=1, trial=True)
    patient = [replace(use, deadline_s=ANSWER_S) for use in roster.uses]
    workers = WorkerSet(patient, once)
    with _ended_when(stopped, workers), workers:
        trial = _Trial(workers, stopped)
        on_step("judge")
        return trial.run(good, blotted, roster, loaded)


@dataclass(slots=True)
class _Trial:
    """The worker under test, asked again and again."""

    workers: WorkerSet
    stopped: Stopped
    times: list[float] = field(default_factory=list)

    def run(
        self, good: PreparedPair, blotted: PreparedPair, roster: Roster, loaded: LoadedRecipe
    ) -> SelfTest:
        (use,) = roster.uses
        limits = SelfTest(deadline_s=use.deadline_s, memory_mb=use.memory_mb)
        (health,) = self.workers.health()
        if health.state != "ready":
            self._go_on()
            return replace(limits, fault=("start", health.last_error))
        replies = [self._asked(good) for _ in range(1 + REPEATS)]
        last = self._asked(blotted)
        (health,) = self.workers.health()
        faults = [reply.fault for reply in (*replies, last) if reply.fault is not None]
        found = replace(
            limits,
            device=health.device,
            start_ms=health.timings.start_ms,
            first_ms=self.times[0],
            median_ms=float(np.median(self.times[1:])),
            peak_mb=health.peak_mb,
        )
        if faults:
            return replace(found, fault=faults[0])
        return replace(
            found,
            p_ok=_lowest(replies[0], roster, loaded),
            p_ok_blot=_lowest(last, roster, loaded),
            repeats=all(_same(reply, replies[0]) for reply in replies),
        )

    def _asked(self, pair: PreparedPair) -> Reply:
        self._go_on()
        (reply,) = self.workers.inspect(pair)
        self._go_on()
        self.times.append(reply.milliseconds)
        return reply

    def _go_on(self) -> None:
        if self.stopped():
            raise StoppedError("The self-test was stopped.")


def _lowest(reply: Reply, roster: Roster, loaded: LoadedRecipe) -> float | None:
    """The lowest P(ok) of any item in any opinion; None when there is no item."""
    values: list[float] = []
    for seat in roster.seats_of(reply.inspector):
        opinion = in_recipe_classes(reply.opinions[seat.opinion], seat, loaded)
        values += [vector[0] for vector in _vectors(opinion)]
    return min(values, default=None)


def _vectors(opinion: Opinion) -> Iterator[Sequence[float]]:
    yield from opinion.regions.values()
    yield from opinion.cells.values()
    if opinion.part is not None:
        yield opinion.part


def _same(one: Reply, other: Reply) -> bool:
    """Compare probabilities; comment and evidence may tell of the moment."""
    return all(
        list(map(list, _vectors(opinion))) == list(map(list, _vectors(other.opinions[name])))
        for name, opinion in one.opinions.items()
    )


def _pairs(loaded: LoadedRecipe, home: OpenHome) -> tuple[PreparedPair, PreparedPair]:
    """Return the reference against itself, without and with a blot."""
    limit = home.settings.max_pixels
    files = loaded.references
    if loaded.recipe.from_pair:
        files = load_recipe(SHIPPED, home.folder).references
    pixels = [read_image(file, max_pixels=limit).pixels for file in files]
    blotted = _blotted(pixels[0])
    if loaded.recipe.from_pair:
        made = Preparer(loaded.recipe, None)
        return (
            made.prepare("self-test", pixels[0], pixels[0]).pair,
            made.prepare("self-test blot", blotted, pixels[0]).pair,
        )
    made = Preparer(loaded.recipe, pixels)
    return (
        made.prepare("self-test", pixels[0]).pair,
        made.prepare("self-test blot", blotted).pair,
    )


def _blotted(picture: np.ndarray) -> np.ndarray:
    """Return a copy with a square in its middle turned to its opposite brightness."""
    height, width = picture.shape[:2]
    half = max(2, min(height, width) // (2 * _BLOT))
    made = picture.copy()
    top, left = height // 2 - half, width // 2 - half
    spot = made[top : top + 2 * half, left : left + 2 * half]
    spot[...] = np.iinfo(made.dtype).max - spot
    return made


@contextmanager
def _ended_when(stopped: Stopped, workers: WorkerSet) -> Iterator[None]:
    """End the workers as soon as a person stops it, also while they start or hang."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_POLL_S):
            if stopped():
                workers.close()
                return

    watching = threading.Thread(target=watch, name="self-test", daemon=True)
    watching.start()
    try:
        yield
    finally:
        done.set()
        watching.join()
