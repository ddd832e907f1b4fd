"""In which order inspections are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_station.errors import InputError, did_you_mean
from qeu_station.services.review.columns import Coded, Columns, Rows
from qeu_station.services.review.uncertain import doubt

Key = tuple[NDArray[Any], NDArray[np.bool_]]
"""Numbers (n,) to sort by, and at which rows there is nothing to sort by."""


@dataclass(frozen=True, slots=True)
class Order:
    """A column to sort by; rows that are equal stay in the order they were recorded.

    Attributes:
        by: One of ``ORDERS``; ``uncertain`` has REVIEW first, then P(ok) nearest to a threshold.
        descending: From the highest to the lowest; what is unknown comes last either way.

    Raises:
        InputError: There is no such order.
    """

    by: str = "uncertain"
    descending: bool = False

    def __post_init__(self) -> None:
        if self.by not in ORDERS:
            raise InputError(
                f'Inspections cannot be sorted by "{self.by}".{did_you_mean(self.by, ORDERS)} '
                f"Allowed: {', '.join(ORDERS)}."
            )


def sorted_rows(columns: Columns, rows: Rows, order: Order) -> Rows:
    """Return row numbers in an order."""
    key, unknown = columns.derived(f"order by {order.by}", lambda: ORDERS[order.by](columns))
    last = unknown[rows]
    known = rows[~last]
    values = key[known]
    ranks = np.argsort(-values if order.descending else values, kind="stable")
    return np.concatenate([known[ranks], rows[last]])


def _number(name: str) -> Callable[[Columns], Key]:
    def key(columns: Columns) -> Key:
        values: NDArray[Any] = getattr(columns, name)
        return _signed(values), np.isnan(values.astype(np.float64))

    return key


def _time(columns: Columns) -> Key:
    return columns.at.astype("datetime64[ms]").view(np.int64), np.isnat(columns.at)


def _coded(name: str) -> Callable[[Columns], Key]:
    def key(columns: Columns) -> Key:
        column: Coded = getattr(columns, name)
        rank = np.zeros(len(column.table) + 1, np.int32)
        rank[sorted(range(len(column.table)), key=column.table.__getitem__)] = np.arange(
            len(column.table)
        )
        return rank[column.codes], column.codes < 0

    return key


def _text(name: str) -> Callable[[Columns], Key]:
    def key(columns: Columns) -> Key:
        values: NDArray[Any] = getattr(columns, name)
        order = np.argsort(values, kind="stable")
        new = np.ones(len(values), np.int32)
        new[1:] = values[order[1:]] != values[order[:-1]]
        rank = np.empty(len(values), np.int32)
        rank[order] = np.cumsum(new, dtype=np.int32)
        return rank, values == ""

    return key


def _uncertain(columns: Columns) -> Key:
    return doubt(columns), np.zeros(len(columns), bool)


def _signed(values: NDArray[Any]) -> NDArray[Any]:
    """Return numbers that can be negated without turning round."""
    return values if values.dtype.kind == "f" else values.astype(np.int64)


ORDERS: Mapping[str, Callable[[Columns], Key]] = {
    "uncertain": _uncertain,
    **{name: _number(name) for name in ("seq", "verdict", "p_ok", "disagreement", "novelty")},
    **{name: _number(name) for name in ("recipe_version", "corrected", "contradicted")},
    "at": _time,
    **{name: _coded(name) for name in ("label", "cell", "lot", "operator", "recipe")},
    **{name: _text(name) for name in ("pair", "serial", "id")},
}
"""What can be sorted by, with the key of every row."""

UNCERTAIN_FIRST = Order()
"""The order in which a triage begins."""
