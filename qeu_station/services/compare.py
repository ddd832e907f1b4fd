"""What changed between two batches over the same pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qeu_station.core.record import InspectionRecord, RecipeStamp
from qeu_station.errors import InputError
from qeu_station.services.batch.plan import JOURNAL
from qeu_station.storage.journal import Journal


@dataclass(frozen=True, slots=True)
class Change:
    """One pair whose verdict changed, for the part or in a cell.

    Attributes:
        before: Verdict of the part in the first run.
        after: Verdict of the part in the second run.
        cells: Verdicts before and after of every cell that changed.
        p_ok: P(ok) of the part before and after.
    """

    pair: str
    before: str
    after: str
    cells: Mapping[str, tuple[str, str]]
    p_ok: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side.

    Attributes:
        recipes: Which recipe judged each run.
        parts: Count per (verdict before, verdict after) over pairs in both.
        changes: Pairs that changed, parts first.
        only_first: Pairs only the first run has.
        only_second: Pairs only the second run has.
    """

    recipes: tuple[RecipeStamp, RecipeStamp]
    parts: Mapping[tuple[str, str], int]
    changes: tuple[Change, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    def as_json(self) -> Mapping[str, Any]:
        """Return JSON values only."""
        return {
            "recipes": [asdict(stamp) for stamp in self.recipes],
            "parts": [
                {"before": before, "after": after, "count": count}
                for (before, after), count in sorted(self.parts.items())
            ],
            "changes": [asdict(change) for change in self.changes],
            "only_first": self.only_first,
            "only_second": self.only_second,
        }


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """What is kept of a record: small enough for a hundred thousand of them."""

    part: str
    p_ok: float | None
    cells: Mapping[str, str]


def compare_batches(first: Path, second: Path) -> Comparison:
    """Compare the journals of two output folders.

    Raises:
        InputError: A folder holds no batch.
    """
    (stamp_a, run_a), (stamp_b, run_b) = _read(first), _read(second)
    both = sorted(run_a.keys() & run_b.keys())
    changes = [c for pair in both if (c := _change(pair, run_a[pair], run_b[pair])) is not None]
    return Comparison(
        recipes=(stamp_a, stamp_b),
        parts=Counter((run_a[pair].part, run_b[pair].part) for pair in both),
        changes=tuple(sorted(changes, key=lambda change: change.before == change.after)),
        only_first=tuple(sorted(run_a.keys() - run_b.keys())),
        only_second=tuple(sorted(run_b.keys() - run_a.keys())),
    )


def _read(out: Path) -> tuple[RecipeStamp, dict[str, _Verdicts]]:
    place = out / JOURNAL
    if not place.is_file():
        raise InputError(f"{out} holds no batch ({JOURNAL} is missing). Give a batch's --out.")
    with Journal.open(place, "", readonly=True) as journal:
        return _kept(journal.inspections(), out)


def _kept(
    records: Iterable[InspectionRecord], out: Path
) -> tuple[RecipeStamp, dict[str, _Verdicts]]:
    kept: dict[str, _Verdicts] = {}
    stamp = None
    for record in records:
        stamp = record.recipe
        cells = {address: item.verdict for address, item in record.cells.items()}
        kept[record.pair] = _Verdicts(record.part.verdict, record.part.p_ok, cells)
    if stamp is None:
        raise InputError(f"{out} holds a batch without a single judged pair.")
    return stamp, kept


def _change(pair: str, before: _Verdicts, after: _Verdicts) -> Change | None:
    cells = {
        address: (before.cells.get(address, "-"), after.cells.get(address, "-"))
        for address in {**before.cells, **after.cells}
        if before.cells.get(address) != after.cells.get(address)
    }
    if before.part == after.part and not cells:
        return None
    return Change(pair, before.part, after.part, cells, (before.p_ok, after.p_ok))
