"""What a review holds of a journal: one numpy array per column, one entry per inspection."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.verdict import Verdict
from qeu_station.storage import streaming

T = TypeVar("T")

PASS, REVIEW, FAIL = streaming.PASS, streaming.REVIEW, streaming.FAIL
FAULT, NONE = streaming.FAULT, streaming.SILENT
"""Codes of verdicts; an inspector may also have failed (FAULT) or not have been asked (NONE)."""

VERDICTS = (Verdict.PASS, Verdict.REVIEW, Verdict.FAIL)
"""The verdicts in the order of their codes."""

UNTOLD, GOOD, BAD = 0, 1, 2
"""Codes of what is known of a part: nothing, no defect, a defect."""

STRINGS = np.dtypes.StringDType()

Rows = NDArray[np.int32]
"""Row numbers, positions in every column."""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of texts of which many are the same.

    Attributes:
        codes: int32 (n,), positions in ``table``; -1 for no text.
        table: The different texts, in the order they were first seen.
    """

    codes: NDArray[np.int32] = field(repr=False)
    table: tuple[str, ...] = ()

    def __getitem__(self, row: int) -> str:
        """The text of one row, empty for none."""
        code = int(self.codes[row])
        return "" if code < 0 else self.table[code]

    def __len__(self) -> int:
        return len(self.codes)

    def among(self, texts: Iterable[str]) -> NDArray[np.bool_]:
        """Return, bool (n,), which rows hold one of these texts."""
        wanted = set(texts)
        known = np.array([text in wanted for text in self.table] + ["" in wanted], bool)
        return known[self.codes]


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Cells worth a look, of all inspections together: one entry per cell, sorted by row.

    Attributes:
        row: int32 (m,), the inspection's row.
        cell: The cell's address.
        label: Its class.
        verdict: uint8 (m,), code of the cell's verdict.
        p_ok: float32 (m,), P(ok) 0..1, NaN when nothing judged it.
    """

    row: Rows = field(repr=False)
    cell: Coded
    label: Coded
    verdict: NDArray[np.uint8] = field(repr=False)
    p_ok: NDArray[np.float32] = field(repr=False)

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """What each inspector said of the part.

    Attributes:
        names: The inspectors' opinion names, k of them.
        verdict: uint8 (n, k), PASS, REVIEW, FAIL, FAULT (it did not answer) or NONE (not asked, or
            it said nothing of the part).
        p_ok: float32 (n, k), 0..1, NaN where it gave none.
    """

    names: tuple[str, ...]
    verdict: NDArray[np.uint8] = field(repr=False)
    p_ok: NDArray[np.float32] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One inspection as a table shows it.

    Attributes:
        row: Its position in the columns it came from.
        seq: Number of its entry in the journal.
        at: UTC, ``None`` when the record holds no time.
        label: Most probable defect class of the part.
        cell: The cell with the lowest P(ok) of those that are no PASS, empty for none.
        corrected: Whether a correction in force speaks of it.
        contradicted: Whether one says something else than the station did.
        disagreement: Largest difference of P(ok) between two inspectors, None with fewer.
        novelty: None when unknown.
        newest: Whether no later inspection has the same pair name.
    """

    row: int
    seq: int
    id: str
    pair: str
    serial: str
    lot: str
    operator: str
    at: np.datetime64 | None
    recipe: str
    recipe_version: int
    verdict: Verdict
    p_ok: float | None
    label: str
    cell: str
    corrected: bool
    contradicted: bool
    disagreement: float | None
    novelty: float | None
    newest: bool


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Inspections of a journal in the order they were recorded; n of them.

    A later ``Columns`` of the same source begins with the same rows: row numbers stay. Only the
    first part that ``load`` hands out has numbers of its own (``partial``); match it by ``id``.

    Attributes:
        seq: int64 (n,), ascending: number of the entry in the journal.
        id, pair, serial: Texts (n,), numpy StringDType.
        lot, operator, recipe, label: Coded texts; ``label`` is the part's likeliest defect.
        at: datetime64[ms] (n,), UTC; NaT when the record holds no time.
        recipe_version: int32 (n,).
        recipe_sha256: Coded; ``limits`` float32 (k, 2) holds t_pass and t_fail of each text of it.
        verdict: uint8 (n,), code of the part's verdict.
        p_ok: float32 (n,), 0..1, NaN when nothing judged the part.
        cell: Coded; the cell with the lowest P(ok) of those that are no PASS.
        newest: bool (n,), whether no later inspection has the same pair name.
        opinions: What each inspector said.
        disagreement: float32 (n,), largest difference of P(ok) between two inspectors that gave
            one; NaN with fewer than two.
        novelty: float32 (n,), NaN when unknown.
        marks: The fused cells that are no PASS.
        corrected: bool (n,), whether a correction in force speaks of it.
        contradicted: bool (n,), whether one says something else than the station did.
        truth: uint8 (n,), what corrections say of the part: UNTOLD, GOOD or BAD.
        said: The cells that corrections name; ``label`` is what they are, ``verdict`` and ``p_ok``
            what the station said of them.
        until: Number of the newest journal entry that is in it.
        partial: Whether it is only the first part of a journal.
    """

    seq: NDArray[np.int64] = field(repr=False)
    id: NDArray[Any] = field(repr=False)
    pair: NDArray[Any] = field(repr=False)
    serial: NDArray[Any] = field(repr=False)
    lot: Coded
    operator: Coded
    at: NDArray[np.datetime64] = field(repr=False)
    recipe: Coded
    recipe_version: NDArray[np.int32] = field(repr=False)
    recipe_sha256: Coded
    limits: NDArray[np.float32]
    verdict: NDArray[np.uint8] = field(repr=False)
    p_ok: NDArray[np.float32] = field(repr=False)
    label: Coded
    cell: Coded
    newest: NDArray[np.bool_] = field(repr=False)
    opinions: Opinions
    disagreement: NDArray[np.float32] = field(repr=False)
    novelty: NDArray[np.float32] = field(repr=False)
    marks: Marks
    corrected: NDArray[np.bool_] = field(repr=False)
    contradicted: NDArray[np.bool_] = field(repr=False)
    truth: NDArray[np.uint8] = field(repr=False)
    said: Marks
    until: int
    partial: bool = False
    _derived: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def derived(self, name: str, make: Callable[[], T]) -> T:
        """Return what was computed from these columns under a name, computed once."""
        if name not in self._derived:
            self._derived[name] = make()
        found: T = self._derived[name]
        return found

    def __len__(self) -> int:
        return len(self.seq)

    def row(self, row: int) -> ReviewRow:
        """Return one inspection for the screen."""
        at = self.at[row]
        return ReviewRow(
            row=int(row),
            seq=int(self.seq[row]),
            id=str(self.id[row]),
            pair=str(self.pair[row]),
            serial=str(self.serial[row]),
            lot=self.lot[row],
            operator=self.operator[row],
            at=None if np.isnat(at) else at,
            recipe=self.recipe[row],
            recipe_version=int(self.recipe_version[row]),
            verdict=VERDICTS[self.verdict[row]],
            p_ok=_known(self.p_ok[row]),
            label=self.label[row],
            cell=self.cell[row],
            corrected=bool(self.corrected[row]),
            contradicted=bool(self.contradicted[row]),
            disagreement=_known(self.disagreement[row]),
            novelty=_known(self.novelty[row]),
            newest=bool(self.newest[row]),
        )

    def rows_of(self, seqs: NDArray[np.integer[Any]] | Iterable[int]) -> Rows:
        """Return the rows of journal entries, -1 for one that is no inspection here."""
        wanted = np.asarray(list(seqs) if not isinstance(seqs, np.ndarray) else seqs, np.int64)
        found = np.searchsorted(self.seq, wanted)
        inside = np.minimum(found, max(len(self.seq) - 1, 0))
        same = self.seq[inside] == wanted if len(self.seq) else np.zeros(len(wanted), bool)
        return np.where(same, inside, -1).astype(np.int32)


def _known(value: np.floating[Any]) -> float | None:
    return None if np.isnan(value) else float(value)
