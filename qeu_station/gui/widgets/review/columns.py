"""The columns of the table, as data: what they are called, what they say and how they sort."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.presenters.review_state import Listed


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column.

    Attributes:
        key: Its name in code.
        title: What its header says.
        text: What a row says, by the list and the row.
        order: What it sorts by (``services.review.ORDERS``); empty for a column that does not.
        width: In pixels at first.
        figures: Whether it holds numbers, which stand at the right.
        last_first: Whether the highest comes first when it is sorted by first.
        tip: What its header says in full, empty for nothing more.
    """

    key: str
    title: Callable[[], str]
    text: Callable[[Listed, int], str]
    order: str = ""
    width: int = 100
    figures: bool = False
    last_first: bool = False
    tip: Callable[[], str] | None = None


SAID = {"ok": "OK", "ng": "NG"}


def said_of(listed: Listed, row: int) -> str:
    """Return what was said of a row: ``ok``, ``ng``, ``corrected``, or empty."""
    if row in listed.said:
        return listed.said[row]
    columns = listed.columns
    told = ("", "ok", "ng")[columns.truth[row]]
    return told or ("corrected" if columns.corrected[row] else "")


def _said(listed: Listed, row: int) -> str:
    said = said_of(listed, row)
    return SAID.get(said, translate("Review", "Reviewed") if said else "")


def _number(value: np.floating, digits: int = 3) -> str:
    return "" if np.isnan(value) else f"{value:.{digits}f}"


def _verdict(listed: Listed, row: int) -> str:
    return ("PASS", "REVIEW", "FAIL")[listed.columns.verdict[row]]


def _class(listed: Listed, row: int) -> str:
    """Return the likeliest defect of a part that did not pass."""
    columns = listed.columns
    return str(columns.label[row]) if columns.verdict[row] else ""


def _at(listed: Listed, row: int) -> str:
    at = listed.columns.at[row]
    return "" if np.isnat(at) else local_time(int(at.astype("datetime64[s]").astype(np.int64)))


def local_time(seconds: int) -> str:
    """Return a time as this machine's clock shows it, from seconds since 1970 in UTC."""
    from datetime import datetime

    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M:%S")


COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec("picture", lambda: translate("Review", "Picture"), lambda listed, row: "",
               width=68),
    ColumnSpec("verdict", lambda: translate("Review", "Verdict"), _verdict, "verdict", 104,
               last_first=True),
    ColumnSpec("pair", lambda: translate("Review", "Pair"),
               lambda listed, row: str(listed.columns.pair[row]), "pair", 96),
    ColumnSpec("cell", lambda: translate("Review", "Cell"),
               lambda listed, row: listed.columns.cell[row], "cell", 48),
    ColumnSpec("label", lambda: translate("Review", "Class"),
               _class, "label", 112),
    ColumnSpec("p_ok", lambda: translate("Review", "P(ok)"),
               lambda listed, row: _number(listed.columns.p_ok[row]), "p_ok", 60, figures=True),
    ColumnSpec("said", lambda: translate("Review", "Said"), _said, "corrected", 72,
               last_first=True, tip=lambda: translate("Review", "What a person said of it")),
    ColumnSpec("disagreement", lambda: translate("Review", "Disagree"),
               lambda listed, row: _number(listed.columns.disagreement[row], 2), "disagreement",
               80, figures=True, last_first=True,
               tip=lambda: translate("Review", "Largest difference of P(ok) between two "
                                               "inspectors")),
    ColumnSpec("novelty", lambda: translate("Review", "Novelty"),
               lambda listed, row: _number(listed.columns.novelty[row], 2), "novelty", 72,
               figures=True, last_first=True,
               tip=lambda: translate("Review", "How unlike everything seen before")),
    ColumnSpec("serial", lambda: translate("Review", "Serial"),
               lambda listed, row: str(listed.columns.serial[row]), "serial", 120),
    ColumnSpec("at", lambda: translate("Review", "Judged"), _at, "at", 150, last_first=True),
    ColumnSpec("operator", lambda: translate("Review", "Operator"),
               lambda listed, row: listed.columns.operator[row], "operator", 100),
    ColumnSpec("lot", lambda: translate("Review", "Lot"),
               lambda listed, row: listed.columns.lot[row], "lot", 80),
    ColumnSpec("recipe", lambda: translate("Review", "Recipe"),
               lambda listed, row: f"{listed.columns.recipe[row]} "
                                   f"v{listed.columns.recipe_version[row]}", "recipe", 130),
)  # fmt: skip
