"""The question a model of pictures and language is asked of a composite, and how it answers.

One constant for training and for use: a model must be asked as it was taught.
"""

from __future__ import annotations

import re
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
BETWEEN = "; "
"""Stands between two cells of an answer."""

NAMING = ": "
"""Stands between a cell and the name of its defect."""

FORM = (
    ' Answer "{passed}", or for every position that differs its name and the defect, such as '
    '"{example}". Defects: {names}.'
)
"""Added for models that were never taught the form of an answer."""


class AnswerRefused(ValueError):  # noqa: N818 - it is what became of the answer
    """A text is no answer; the message says why, in one sentence."""


def question(rows: Sequence[str], columns: Sequence[str]) -> str:
    """Return the question over a grid.

    Args:
        rows: Row labels, top to bottom.
        columns: Column labels, left to right.
    """
    return QUESTION.format(rows=_listed(rows), columns=_listed(columns))


def form(names: Sequence[str], address: str) -> str:
    """Return what is added to the question for a model that was never taught how to answer.

    Args:
        names: Names of defects it may give; at least one.
        address: A cell for the example.
    """
    example = answer({address: names[0]})
    return FORM.format(passed=PASS, example=example, names=", ".join(names))


def answer(cells: Mapping[str, str]) -> str:
    """Return the answer for the class per defective cell: ``pass``, or ``U3: missing; C1: …``."""
    return BETWEEN.join(f"{cell}{NAMING}{label}" for cell, label in cells.items()) or PASS


def parse_answer(text: str, addresses: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """Return the name of the defect per cell that an answer names; empty for ``pass``.

    The inverse of ``answer``. Only blanks around an answer, and more of them within it, are
    forgiven: whatever else is not as ``answer`` writes it is no answer.

    Args:
        text: What was said.
        addresses: Cells of the grid.
        names: Names of defects that may be given.

    Raises:
        AnswerRefused: It is empty, or has another form, a cell that is not on the grid or named
            twice, or a name that is none.
    """
    said = " ".join(text.split())
    if said == PASS:
        return {}
    cells: dict[str, str] = {}
    for part in re.split(r" ?; ?", said):
        address, colon, name = part.partition(":")
        address, name = address.strip(), name.strip()
        if not colon:
            raise AnswerRefused(f'"{_cut(part)}" is neither "{PASS}" nor a cell with its defect')
        if address not in addresses:
            raise AnswerRefused(f'"{_cut(address)}" is no cell of the grid')
        if name not in names:
            raise AnswerRefused(f'"{_cut(name)}" is no name of a defect ({", ".join(names)})')
        if address in cells:
            raise AnswerRefused(f"cell {address} is named twice")
        cells[address] = name
    return cells


def _listed(labels: Sequence[str]) -> str:
    if len(labels) > 3:
        return f"{labels[0]} to {labels[-1]}"
    return ", ".join(labels[:-1]) + f" and {labels[-1]}" if len(labels) > 1 else labels[0]


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
