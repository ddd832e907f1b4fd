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

Key = NDArray[Any]


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
    key, unknown = ORDERS[order.by](columns)
    key, unknown = key[rows], unknown[rows]
    known = rows[~unknown]
    ranks = np.argsort(key[~unknown], kind="stable")
    if order.descending:
        values = key[~unknown]
        ranks = (len(values) - 1 - np.argsort(values[::-1], kind="stable"))[::-1]
    return np.concatenate([known[ranks], rows[unknown]])


def _number(name: str) -> Callable[[Columns], tuple[Key, NDArray[np.bool_]]]:
    def key(columns: Columns) -> tuple[Key, NDArray[np.bool_]]:
        values = getattr(columns, name)
        return values, np.isnan(values) if values.dtype.kind == "f" else np.zeros(len(values), bool)

    return key


def _time(columns: Columns) -> tuple[Key, NDArray[np.bool_]]:
    return columns.at, np.isnat(columns.at)


def _coded(name: str) -> Callable[[Columns], tuple[Key, NDArray[np.bool_]]]:
    def key(columns: Columns) -> tuple[Key, NDArray[np.bool_]]:
        column: Coded = getattr(columns, name)
        rank = np.zeros(len(column.table) + 1, np.int32)
        rank[np.argsort(np.array(column.table, object), kind="stable")] = np.arange(
            len(column.table)
        )
        return rank[column.codes], column.codes < 0

    return key


def _text(name: str) -> Callable[[Columns], tuple[Key, NDArray[np.bool_]]]:
    def key(columns: Columns) -> tuple[Key, NDArray[np.bool_]]:
        values = getattr(columns, name)
        return values, values == ""

    return key


def _uncertain(columns: Columns) -> tuple[Key, NDArray[np.bool_]]:
    return doubt(columns), np.zeros(len(columns), bool)


ORDERS: Mapping[str, Callable[[Columns], tuple[Key, NDArray[np.bool_]]]] = {
    "uncertain": _uncertain,
    **{name: _number(name) for name in ("seq", "verdict", "p_ok", "disagreement", "novelty")},
    **{name: _number(name) for name in ("recipe_version", "corrected", "contradicted")},
    "at": _time,
    **{name: _coded(name) for name in ("label", "cell", "lot", "operator", "recipe")},
    **{name: _text(name) for name in ("pair", "serial", "id")},
}
"""What can be sorted by, with the key of every row and whether it is unknown."""

UNCERTAIN_FIRST = Order()
"""The order in which a triage begins."""
