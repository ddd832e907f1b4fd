"""The question a model of pictures and language is asked of a composite, and how it answers.

One constant for training and for use: a model must be asked as it was taught.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

VERSION = 1
"""Counts up with every change of ``QUESTION`` or of the answer's form."""

QUESTION = (
    "The picture holds two images, one above the other. "
    "Compare them and find where they differ. "
    "Both carry coordinates to name a position: {columns} across and {rows} down. "
    "Compare the condition of what lies at each position, position by position. "
    "The upper image is a product that passed. "
    "Judge whether the product in the lower image passes or is defective. "
    "Where it differs, give the position and the name of the defect."
)
"""To be asked through ``question``, which names the grid."""

PASS = "pass"


def question(rows: Sequence[str], columns: Sequence[str]) -> str:
    """Return the question over a grid.

    Args:
        rows: Row labels, top to bottom.
        columns: Column labels, left to right.
    """
    return QUESTION.format(rows=_listed(rows), columns=_listed(columns))


def answer(cells: Mapping[str, str]) -> str:
    """Return the answer for the class per defective cell: ``pass``, or ``U3: missing; C1: …``."""
    return "; ".join(f"{address}: {label}" for address, label in cells.items()) or PASS


def _listed(labels: Sequence[str]) -> str:
    if len(labels) > 3:
        return f"{labels[0]} to {labels[-1]}"
    return ", ".join(labels[:-1]) + f" and {labels[-1]}" if len(labels) > 1 else labels[0]
