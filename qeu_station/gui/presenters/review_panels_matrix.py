"""Counts of what was said by what is known, as the confusion panel shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qeu_station.core.agreement import wilson
from qeu_station.gui.presenters.review_panels_state import (
    READY,
    VERDICTS,
    ConfusionState,
    Matrix,
    Named,
    Rate,
)
from qeu_station.gui.presenters.review_panels_words import number
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.services.review import Confusion
    from qeu_station.services.review.classes import ClassConfusion

REVIEWED = "REVIEW"


def part_state(state: ConfusionState, found: Confusion, inspections: int) -> ConfusionState:
    """Return the state for parts, good or defective, by their verdict."""
    import numpy as np

    counts, known = found.counts, int(found.counts.sum())
    words = translate("ReviewPanels", "known: {known} of {count} inspections")
    about = words.format(known=number(known), count=number(inspections))
    if not known:
        return replace(state, look=READY, matrix=Matrix(), rates=(), about=about)
    names = {
        "good": translate("ReviewPanels", "good"),
        "bad": translate("ReviewPanels", "defective"),
    }
    rows = _named(names, counts.sum(axis=1))
    columns = _named({str(n): str(v) for n, v in enumerate(VERDICTS)}, counts.sum(axis=0))
    marks = np.array([[1, 0, -1], [-1, 0, 1]])
    good, bad = counts
    rates = tuple(
        _rates(int(bad[0]), int(bad.sum()), int(good[2]), int(good.sum()), int(counts[:, 1].sum()))
    )
    return replace(
        state, look=READY, matrix=Matrix(rows, columns, counts, marks), rates=rates, about=about
    )


def class_state(state: ConfusionState, found: ClassConfusion) -> ConfusionState:
    """Return the state for cells, the class they are known to be by what was said of them."""
    import numpy as np

    words = translate("ReviewPanels", "known cells: {count}")
    about = words.format(count=number(int(found.counts.sum())))
    if not found.counts.any():
        return replace(state, look=READY, matrix=Matrix(), rates=(), about=about)
    kept = [
        place
        for place, name in enumerate(found.said)
        if place < 2 or name in found.known or found.counts[:, place].any()
    ]
    counts = found.counts[:, kept]
    said = [found.said[place] for place in kept]
    marks = np.array([[_mark(known, name) for name in said] for known in found.known])
    matrix = Matrix(
        _named({name: name for name in found.known}, counts.sum(axis=1)),
        _named({name: name for name in said}, counts.sum(axis=0)),
        counts,
        marks,
    )
    rates = tuple(_class_rates(counts, marks))
    return replace(state, look=READY, matrix=matrix, rates=rates, about=about)


def _class_rates(counts: np.ndarray, marks: np.ndarray) -> Iterator[Rate]:
    """Yield the rates over cells; ``ok`` is the first row, ``ok`` and review the first columns."""
    good, bad = counts[0], counts[1:]
    yield from _rates(
        int(bad[:, 0].sum()),
        int(bad.sum()),
        int(good[2:].sum()),
        int(good.sum()),
        int(counts[:, 1].sum()),
    )
    right = int(counts[1:, 2:][marks[1:, 2:] == 1].sum())
    found = int(bad[:, 2:].sum())
    yield Rate(
        translate("ReviewPanels", "Right class"),
        wilson(right, found),
        right,
        found,
        translate("ReviewPanels", "of the defects that are FAIL"),
    )


def _rates(escapes: int, bad: int, overkills: int, good: int, review: int) -> Iterator[Rate]:
    listed = (
        (translate("ReviewPanels", "Escape"), escapes, bad,
         translate("ReviewPanels", "of the defective that are PASS")),
        (translate("ReviewPanels", "Overkill"), overkills, good,
         translate("ReviewPanels", "of the good that are FAIL")),
        (translate("ReviewPanels", "Review"), review, bad + good,
         translate("ReviewPanels", "of all that is known")),
    )  # fmt: skip
    for text, hits, trials, explained in listed:
        yield Rate(text, wilson(hits, trials), hits, trials, explained)


def _named(names: dict[str, str], counts: np.ndarray) -> tuple[Named, ...]:
    return tuple(
        Named(key, text, int(count))
        for (key, text), count in zip(names.items(), counts.tolist(), strict=True)
    )


def _mark(known: str, said: str) -> int:
    if said == REVIEWED:
        return 0
    return 1 if known == said else -1
