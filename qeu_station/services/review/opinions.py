"""What each inspector said of the part, as columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qeu_station.services.review.coding import Coder
from qeu_station.services.review.columns import NONE, Opinions
from qeu_station.storage import streaming
from qeu_station.storage.reading import JournalReader
from qeu_station.storage.streaming import Which


def read_opinions(reader: JournalReader, which: Which, seq: NDArray[np.int64]) -> Opinions:
    """Return what the inspectors said in the inspections ``seq``.

    Raises:
        StorageError: The journal cannot be read.
    """
    coder = Coder()
    verdict = np.full((len(seq), 0), NONE, np.uint8)
    p_ok = np.full((len(seq), 0), np.nan, np.float32)
    for rows in streaming.opinions(reader, which):
        seqs, names, codes, chances = zip(*rows, strict=True)
        column = coder.codes(names)
        verdict, p_ok = _widened(verdict, p_ok, len(coder.table))
        row = np.searchsorted(seq, np.array(seqs, np.int64))
        verdict[row, column] = codes
        p_ok[row, column] = np.array(chances, np.float64)
    return Opinions(coder.table, verdict, p_ok)


def disagreement(opinions: Opinions) -> NDArray[np.float32]:
    """Return the largest difference of P(ok) between two inspectors, float32 (n,), 0..1.

    NaN where fewer than two gave one.
    """
    known = ~np.isnan(opinions.p_ok)
    if opinions.p_ok.shape[1] < 2:
        return np.full(len(known), np.nan, np.float32)
    high = np.where(known, opinions.p_ok, -np.inf).max(axis=1)
    low = np.where(known, opinions.p_ok, np.inf).min(axis=1)
    return np.where(known.sum(axis=1) >= 2, high - low, np.nan).astype(np.float32)


def joined_opinions(first: Opinions, second: Opinions) -> Opinions:
    """Return the opinions of two runs of rows, one below the other."""
    coder = Coder(first.names)
    columns = coder.codes(second.names)
    tables = _widened(first.verdict, first.p_ok, len(coder.table))
    verdict = np.full((len(second.verdict), len(coder.table)), NONE, np.uint8)
    p_ok = np.full(verdict.shape, np.nan, np.float32)
    verdict[:, columns], p_ok[:, columns] = second.verdict, second.p_ok
    return Opinions(
        coder.table, np.concatenate([tables[0], verdict]), np.concatenate([tables[1], p_ok])
    )


def _widened(
    verdict: NDArray[np.uint8], p_ok: NDArray[np.float32], width: int
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    more = width - verdict.shape[1]
    if not more:
        return verdict, p_ok
    pad = ((0, 0), (0, more))
    return (
        np.pad(verdict, pad, constant_values=NONE),
        np.pad(p_ok, pad, constant_values=np.nan),
    )
