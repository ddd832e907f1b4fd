"""What the panels of the Review screen show, as frozen snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from qeu_station.core.agreement import Interval
from qeu_station.core.verdict import Verdict

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.core.grid import Grid

VERDICTS = (Verdict.PASS, Verdict.REVIEW, Verdict.FAIL)
"""In the order in which panels count them."""


class Phase(StrEnum):
    """How far a panel is."""

    EMPTY = "empty"
    WORKING = "working"
    READY = "ready"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Look:
    """How far a panel is, and the sentence that says so; none when it is ready."""

    phase: Phase = Phase.EMPTY
    sentence: str = ""


NOTHING, READY = Look(), Look(Phase.READY)


@dataclass(frozen=True, slots=True)
class Named:
    """A class, or another thing that is counted, with its colour (``#rrggbb``, or empty)."""

    key: str
    text: str
    count: int
    colour: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class MapState:
    """Findings per cell.

    Attributes:
        look: How far the panel is.
        grid: In pixels of ``picture``, or of an empty sheet of ``size``; None before counting.
        size: Width and height of what the grid lies on, in its pixels.
        picture: Reference, uint8, (H, W, 3) RGB or (H, W); None when there is none.
        counts: Findings of the chosen class per address.
        classes: Every class with its findings over all cells; the first stands for all classes.
        chosen: Addresses that were chosen.
        about: Which product, and what is counted.
        remark: What is missing, such as the picture; empty for nothing.
    """

    look: Look = NOTHING
    grid: Grid | None = None
    size: tuple[int, int] = (1, 1)
    picture: np.ndarray | None = field(default=None, repr=False)
    counts: Mapping[str, int] = field(default_factory=dict)
    classes: tuple[Named, ...] = ()
    chosen: tuple[str, ...] = ()
    about: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of what thresholds do: how it is, and how it would be.

    Attributes:
        text: What is counted.
        now: With the recorded verdicts.
        then: With the thresholds on the screen.
        change: The difference, with its sign; empty for none.
        better: True for an improvement, False for the opposite, None where it is neither.
        verdict: Whose mark stands before it, None for none.
        detail: What is meant, for who asks.
    """

    text: str
    now: str
    then: str
    change: str = ""
    better: bool | None = None
    verdict: Verdict | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One of several things to choose between."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class HistogramState:
    """P(ok) of many inspections and what other thresholds would make of them.

    Attributes:
        look: How far the panel is.
        edges: Borders of the bins, ascending, float, (bins + 1,).
        counts: Inspections per verdict (in the order of ``VERDICTS``) and bin, int, (3, bins).
        bin: Number of the chosen bin, -1 for none.
        without: Inspections without P(ok).
        recipes: Recipes among the inspections, the most frequent first.
        recipe: Key of the chosen one.
        t_fail: The line on the screen, as ``t_pass``.
        recorded: Thresholds (t_fail, t_pass) of the recipe, None when they are not known.
        figures: What would change.
        bases: What escapes and overkills can be counted against.
        basis: Key of the chosen one.
        costs: Cost of an escape and of an overkill in reviews, 0 for not given.
        spread: Whether the ends of the axis are spread out.
        remark: What must be known to read the figures.
        can_write: Whether the lines make a new version of the recipe.
        asks: Whether they shall, while that is asked; empty for no question.
        told: What became of the new version, empty for nothing.
        problem: Why it could not be saved, empty for nothing.
    """

    look: Look = NOTHING
    edges: np.ndarray | None = field(default=None, repr=False)
    counts: np.ndarray | None = field(default=None, repr=False)
    bin: int = -1
    without: int = 0
    recipes: tuple[Option, ...] = ()
    recipe: str = ""
    t_fail: float = 0.2
    t_pass: float = 0.5
    recorded: tuple[float, float] | None = None
    figures: tuple[Figure, ...] = ()
    bases: tuple[Option, ...] = ()
    basis: str = ""
    costs: tuple[float, float] = (0.0, 0.0)
    spread: bool = False
    remark: str = ""
    can_write: bool = False
    asks: str = ""
    told: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Counts of two sayings against each other.

    Attributes:
        rows: What one side says, with the number of each; ``columns`` the other.
        counts: int, (rows, columns).
        marks: 1 where both agree, -1 where one of them is wrong, else 0, int, (rows, columns).
        chosen: Row and column that were chosen, None for none.
    """

    rows: tuple[Named, ...] = ()
    columns: tuple[Named, ...] = ()
    counts: np.ndarray | None = field(default=None, repr=False)
    marks: np.ndarray | None = field(default=None, repr=False)
    chosen: tuple[int, int] | None = None


NO_MATRIX = Matrix()


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with its 95 % interval, and what it is a rate of."""

    text: str
    interval: Interval
    hits: int
    trials: int
    explained: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ConfusionState:
    """Verdicts against what is known.

    Attributes:
        look: How far the panel is.
        subjects: What can be counted, parts or classes of cells; ``subject`` is the chosen one.
        bases: What verdicts can be compared with; ``basis`` is the chosen one.
        truth: Where the given truth lies, empty for none.
        matrix: What is known by rows, what was said by columns.
        rates: Rates with intervals.
        about: How many could be compared.
    """

    look: Look = NOTHING
    subjects: tuple[Option, ...] = ()
    subject: str = ""
    bases: tuple[Option, ...] = ()
    basis: str = ""
    truth: str = ""
    matrix: Matrix = NO_MATRIX
    rates: tuple[Rate, ...] = ()
    about: str = ""
