"""Import of corrections: 10,000 lines of CSV, found, compared, shown and written in one piece."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from qeu_station.core.correction import Correction
from qeu_station.core.record import (
    ImageStamp,
    InspectionRecord,
    ItemRecord,
    OpinionRecord,
    RecipeStamp,
)
from qeu_station.services.importing import Choice, plan_import, write_import
from qeu_station.storage.journal import Journal
from qeu_station.storage.tables import write_table

LEAST, STRETCH = 10.0, 3.0
"""Seconds in which 10,000 corrections are to be imported."""

CELLS = tuple(row + str(column) for row in "UCD" for column in range(1, 10))
CLASSES = ("ok", "unknown", "missing", "scratch")


@dataclass(frozen=True, slots=True)
class ImportTimes:
    """Seconds from the file to the list of conflicts, and from the choice to the disk.

    ``computing`` is the processor's share of both: other programs do not lengthen it.
    """

    corrections: int
    conflicts: int
    show: float
    write: float
    computing: float

    @property
    def whole(self) -> float:
        """Seconds of the import."""
        return self.show + self.write


def main(arguments: list[str]) -> int:
    """Print how long an import takes; exit code 1 when it is slower than the least."""
    parser = argparse.ArgumentParser(prog="benchmarks review_import", description=__doc__)
    parser.add_argument(
        "--inspections", type=int, default=20_000, help="inspections in the journal"
    )
    parser.add_argument("--corrections", type=int, default=10_000, help="lines of the file")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        pairs = build(Path(folder), given.inspections)
        done = [
            measure(Path(folder), pairs, given.corrections, seed) for seed in range(given.rounds)
        ]
    print("| round | corrections | conflicts | show, s | write, s | import, s | computing, s |")
    print("|---|---|---|---|---|---|---|")
    for number, times in enumerate(done, start=1):
        parts = f"{times.show:.2f} | {times.write:.2f} | {times.whole:.2f} | {times.computing:.2f}"
        print(f"| {number} | {times.corrections} | {times.conflicts} | {parts} |")
    worst = max(times.whole for times in done)
    print(f"\nslowest {worst:.2f} s; at least {LEAST:.0f} s, stretch {STRETCH:.0f} s")
    return 0 if worst <= LEAST else 1


def build(folder: Path, inspections: int) -> list[str]:
    """Make a journal of inspections of 27 cells; return the names of their pairs."""
    rng = random.Random(1)
    pairs = [f"part {number:06d}" for number in range(inspections)]
    with Journal.open(folder / "journal.db", "benchmark") as journal:
        for start in range(0, inspections, 500):
            journal.append_inspections([_record(rng, pair) for pair in pairs[start : start + 500]])
    return pairs


def measure(folder: Path, pairs: list[str], corrections: int, seed: int) -> ImportTimes:
    """Import one file into the journal of ``build``; what earlier files said may conflict."""
    file = folder / f"corrections-{seed}.csv"
    rng = random.Random(seed)
    chosen = rng.sample(pairs, corrections)
    rows = [(pair, rng.choice(CELLS[:3]), rng.choice(CLASSES), "note") for pair in chosen]
    write_table(file, ("pair", "cell", "label", "note"), rows)
    with Journal.open(folder / "journal.db", "benchmark") as journal:
        start, worked = time.perf_counter(), time.process_time()
        plan = plan_import(journal, file, f"operator {seed}")
        shown = time.perf_counter()
        done = write_import(journal, plan, rest=Choice.THEIRS)
        written, worked = time.perf_counter(), time.process_time() - worked
        head = journal.head()
        last = Correction.from_json(plan.planned[-1].correction.as_json())
        assert journal.corrections(last.inspection)[-1][1] == last, head
    return ImportTimes(len(done.bulk), len(plan.conflicts), shown - start, written - shown, worked)


def _record(rng: random.Random, pair: str) -> InspectionRecord:
    def item() -> ItemRecord:
        p_ok = rng.random()
        return ItemRecord("PASS" if p_ok > 0.5 else "FAIL", (p_ok, *([(1 - p_ok) / 3] * 3)))

    opinion = OpinionRecord(
        "difference", "gating", "answered", part=item(), cells={cell: item() for cell in CELLS}
    )
    return InspectionRecord(
        id=uuid.UUID(int=rng.getrandbits(128)).hex,
        at="2026-01-01T00:00:00.000+00:00",
        station="benchmark",
        pair=pair,
        recipe=RecipeStamp("tray", 1, "ab" * 32),
        test=ImageStamp(f"{pair}.png", "cd" * 32, 640, 480),
        references=(),
        classes=CLASSES,
        part=item(),
        cells={cell: item() for cell in CELLS},
        opinions=(opinion,),
    )
