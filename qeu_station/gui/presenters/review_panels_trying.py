"""What thresholds are tried on, the inspections of one recipe, and what saves them as a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.learning.evaluation import CellTruth
    from qeu_station.services.review import Columns, Histogram
    from qeu_station.services.review.columns import Rows
    from qeu_station.services.review.sweep import Sweep


@dataclass(frozen=True, slots=True)
class NewThresholds:
    """Thresholds that shall become a new version of a recipe.

    Attributes:
        recipe: Its name.
        version: The newest version among the inspections, which ``t_fail`` and ``t_pass`` replace.
    """

    recipe: str
    version: int
    t_fail: float
    t_pass: float


SaveVersion = Callable[[NewThresholds], str]
"""Saves a new version of a recipe and returns what it is called; called in a job."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What the work brings for one recipe.

    Attributes:
        recipes: Inspections per recipe name, the most frequent first.
        recipe: The name that was counted.
        version: Its newest version among them.
        recorded: t_fail and t_pass of that version.
        rows: int32 (m,), its inspections.
    """

    recipes: Mapping[str, int]
    recipe: str
    version: int
    recorded: tuple[float, float]
    histogram: Histogram
    sweep: Sweep
    rows: Rows = field(repr=False)


def counted(
    columns: Columns, rows: Rows, name: str, borders: np.ndarray, truth: CellTruth | None
) -> Counted:
    """Return what is known of the inspections of one recipe.

    Args:
        columns: The inspections.
        rows: int32 (m,), those to count, at least one.
        name: The recipe; the most frequent one when there are none of it.
        borders: Borders of the bins, float64 (b + 1,).
        truth: Given truth, None for corrections.
    """
    import numpy as np

    from qeu_station.services.review import histogram
    from qeu_station.services.review.sweep import sweep
    from qeu_station.services.review.truth import given

    codes = columns.recipe.codes[rows]
    table = columns.recipe.table
    sizes = np.bincount(codes[codes >= 0], minlength=len(table))
    order = np.argsort(-sizes, kind="stable")
    recipes = {table[code]: int(sizes[code]) for code in order if sizes[code]}
    taken = name if name in recipes else next(iter(recipes), "")
    own = rows[columns.recipe.among([taken])[rows]]
    newest = own[np.lexsort((own, columns.recipe_version[own]))[-1]]
    t_pass, t_fail = columns.limits[columns.recipe_sha256.codes[newest]].tolist()
    return Counted(
        recipes,
        taken,
        int(columns.recipe_version[newest]),
        (round(t_fail, 6), round(t_pass, 6)),
        histogram(columns, own, edges=borders),
        sweep(columns, own, None if truth is None else given(columns, truth)),
        own,
    )


def saver(home: Path) -> SaveVersion:
    """Return what saves new versions of the recipes in a station's home."""

    def save(wanted: NewThresholds) -> str:
        from qeu_station.core.verdict import Thresholds
        from qeu_station.services.review.thresholds import save_thresholds

        limits = Thresholds(wanted.t_pass, wanted.t_fail)
        made = save_thresholds(wanted.recipe, limits, home).recipe
        return f"{made.name} v{made.version}"

    return save
