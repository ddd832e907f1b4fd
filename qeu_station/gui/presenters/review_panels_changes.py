"""Pairs of two runs side by side: chosen, sorted and put into words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.review_panels_runs_state import (
    AFTER,
    BEFORE,
    CHANGE,
    P_AFTER,
    P_BEFORE,
    PAIR,
    WHY,
    Pairs,
)
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qeu_station.services.review import Columns
    from qeu_station.services.review.explaining import Difference
    from qeu_station.services.review.runs import Cause

_HASH = 64
_SHOWN = 8
"""Characters that are shown of a hash."""


def side_by_side(first: Columns, second: Columns) -> Pairs:
    """Return every pair of both runs, in a job."""
    import numpy as np

    from qeu_station.services.review import compare_runs
    from qeu_station.services.review.runs import moved_most

    compared = compare_runs(first, second)
    before, after = compared.before, compared.after
    return Pairs(
        compared,
        first.pair[before],
        np.stack([first.verdict[before], second.verdict[after]], axis=1),
        np.stack([first.p_ok[before], second.p_ok[after]], axis=1),
        moved_most(first, second, before, after),
    )


def changes(
    pairs: Pairs, kind: tuple[int, int] | None, cause: int, column: int, falls: bool
) -> NDArray[np.int32]:
    """Return which pairs the table shows, in its order.

    Args:
        pairs: Those of both runs.
        kind: Codes of the verdict before and after; None for all that changed.
        cause: A ``Cause`` that must hold, 0 for any.
        column: Sorted by this column of the table.
        falls: Largest first.
    """
    import numpy as np

    shown = pairs.compared.changed
    if kind is not None:
        shown = np.flatnonzero((pairs.verdict == np.array(kind)).all(axis=1)).astype(np.int32)
    if cause:
        shown = shown[(pairs.compared.causes[shown] & cause) > 0]
    order = np.argsort(_key(pairs, shown, column), kind="stable")
    return shown[order[::-1] if falls else order]


def _key(pairs: Pairs, shown: NDArray[np.int32], column: int) -> np.ndarray:
    """Return what a column is sorted by; unknown P(ok) counts as the least."""
    import numpy as np

    p_ok = np.nan_to_num(pairs.p_ok[shown], nan=-1.0)
    verdict = pairs.verdict[shown].astype(np.int64)
    keys: dict[int, np.ndarray] = {
        PAIR: pairs.pair[shown],
        BEFORE: verdict[:, 0],
        AFTER: verdict[:, 1],
        P_BEFORE: p_ok[:, 0],
        P_AFTER: p_ok[:, 1],
        CHANGE: _weight(verdict, p_ok),
        WHY: pairs.compared.causes[shown],
    }
    return keys[column]


def _weight(verdict: np.ndarray, p_ok: np.ndarray) -> np.ndarray:
    """Return how much changed: from PASS to FAIL or back first, then by P(ok)."""
    import numpy as np

    weight: np.ndarray = np.abs(np.diff(verdict))[:, 0] + np.abs(np.diff(p_ok))[:, 0] / 3
    return weight


def cause_names() -> Iterator[tuple[Cause, str]]:
    """Yield every cause with what it is called."""
    from qeu_station.services.review.runs import Cause

    yield Cause.OPINION, translate("ReviewPanels", "an inspector says otherwise")
    yield Cause.FUSION, translate("ReviewPanels", "fused otherwise")
    yield Cause.HELD, translate("ReviewPanels", "held by a fault, check or advice")
    yield Cause.THRESHOLDS, translate("ReviewPanels", "thresholds decide otherwise")
    yield Cause.RECIPE, translate("ReviewPanels", "other recipe")


def why(pairs: Pairs, place: int, names: Iterable[tuple[Cause, str]]) -> str:
    """Return why a pair changed, in few words.

    Args:
        pairs: Those of both runs.
        place: The pair.
        names: What ``cause_names`` yields.
    """
    from qeu_station.services.review.runs import Cause

    flags, moved = int(pairs.compared.causes[place]), pairs.moved
    said = []
    if moved.inspector[place] >= 0:
        name = moved.names[moved.inspector[place]]
        said.append(f"{name} {_chances(moved.p_ok[place])}")
        flags &= ~Cause.OPINION  # it is told by whose opinion moved
    said += [name for cause, name in names if flags & cause]
    return " · ".join(said)


def chance(p_ok: float) -> str:
    """Return P(ok) as the table writes it, a dash for none."""
    return "–" if math.isnan(p_ok) else f"{p_ok:.3f}"


def _chances(p_ok: NDArray[np.float32]) -> str:
    return " → ".join(chance(float(each)) for each in p_ok)


def differing(found: Iterable[Difference]) -> tuple[str, ...]:
    """Return what was different for one pair, a line each."""
    words = {
        "recipe": translate("ReviewPanels", "recipe"),
        "test image": translate("ReviewPanels", "test image"),
        "reference": translate("ReviewPanels", "reference"),
        "inspector": translate("ReviewPanels", "inspector"),
        "plugin": translate("ReviewPanels", "plugin"),
        "model": translate("ReviewPanels", "model"),
        "weight": translate("ReviewPanels", "weight"),
        "answer": translate("ReviewPanels", "answer"),
        "fusion": translate("ReviewPanels", "fusion"),
    }
    lines = []
    for each in found:
        what = " ".join(filter(None, (words.get(each.what, each.what), each.name)))
        lines.append(f"{what}: {_short(each.before)} → {_short(each.after)}")
    return tuple(lines) or (translate("ReviewPanels", "Nothing in the records differs."),)


def _short(text: str) -> str:
    """Return a value, a hash by its first characters, a dash for none."""
    hashed = len(text) == _HASH and not set(text) - set("0123456789abcdef")
    return f"{text[:_SHOWN]}…" if hashed else text or "–"
