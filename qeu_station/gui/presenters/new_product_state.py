"""What a person enters for a new product, and everything the dialog shows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qeu_station.core.grid import Grid, Quad
from qeu_station.gui.presenters import forms

if TYPE_CHECKING:
    from qeu_station.core.record import InspectionRecord
    from qeu_station.gui.presenters.inspect_state import InspectState
    from qeu_station.services.teaching import Choices, Picture


class Step(StrEnum):
    """The steps, in their order."""

    PICTURES = "pictures"
    GRID = "grid"
    CLASSES = "classes"
    INSPECTORS = "inspectors"
    TRY = "try"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class as it is typed."""

    name: str = ""
    key: str = ""
    colour: str = "#0072b2"


@dataclass(frozen=True, slots=True)
class Use:
    """One inspector as it is set.

    Attributes:
        name: Its name.
        on: Whether the product uses it.
        role: ``gating`` or ``advisory``.
        deadline: Seconds, as typed.
        weight: Exponent in the pool, as typed.
        patience: Seconds it may go on in all when it only advises, as typed; empty for the default.
        entries: What the fields of its form hold.
        kept: Its parameters as they were before anything was entered.
        rest: What the recipe says of it beside all this, such as its model.
    """

    name: str
    on: bool = False
    role: str = "gating"
    deadline: str = "2"
    weight: str = "1"
    entries: Mapping[forms.Path, forms.Entry] = field(default_factory=dict)
    kept: Mapping[str, Any] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)
    patience: str = ""


@dataclass(frozen=True, slots=True)
class Taught:
    """Limits that were learned from good parts.

    Attributes:
        calibration: ``[calibration]`` of the recipe.
        before: Inspectors as they were, to go back to when the limits no longer hold.
        parts: Number of good parts.
        skipped: Reason per part that was left out.
    """

    calibration: Mapping[str, Any]
    before: tuple[Use, ...] = ()
    parts: int = 0
    skipped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Product:
    """Everything that was entered.

    Attributes:
        name: Name of the product.
        title: Title for reports.
        mode: ``colour``, ``grey`` or ``binary``.
        from_pair: Whether every pair brings its own reference.
        pictures: Good parts, the first one carrying the grid.
        example: Picture under the grid when there are no references.
        rows: Rows of the grid as typed: a count, labels or a range.
        columns: Its columns, as ``rows``.
        corners: Of the grid; None for the whole picture.
        unused: Addresses that are never judged.
        classes: The product's own defects.
        uses: The inspectors.
        taught: What was learned from good parts, or None.
    """

    name: str = ""
    title: str = ""
    mode: str = "colour"
    from_pair: bool = False
    pictures: tuple[Picture, ...] = ()
    example: Picture | None = None
    rows: str = "U, C, D"
    columns: str = "1-9"
    corners: Quad | None = None
    unused: frozenset[str] = frozenset()
    classes: tuple[ClassRow, ...] = ()
    uses: tuple[Use, ...] = ()
    taught: Taught | None = None

    @property
    def ground(self) -> Picture | None:
        """The picture under the grid."""
        if self.from_pair:
            return self.example
        return self.pictures[0] if self.pictures else None


@dataclass(frozen=True, slots=True)
class StepMark:
    """A step in the list: done, or what is missing."""

    step: Step
    done: bool
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """The trial on a pair.

    Attributes:
        test: Picture to judge, None before one was chosen.
        reference: Its reference when every pair brings its own.
        running: What it is doing now, empty when it is not running.
        problem: Why it ended without a verdict.
        result: The verdict as a screen shows it, or None.
        record: What it is made of.
        milliseconds: From files to verdict.
        stale: Whether the product was changed since.
    """

    test: Path | None = None
    reference: Path | None = None
    running: str = ""
    problem: str = ""
    result: InspectState | None = None
    record: InspectionRecord | None = None
    milliseconds: float = 0.0
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """Learning limits from good parts, while it goes on and when it failed."""

    running: bool = False
    done: int = 0
    total: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class NewProductState:
    """The dialog.

    Attributes:
        step: Which step is shown.
        product: What was entered.
        marks: One per step.
        changing: Name and version of the recipe that is changed; empty for a new product.
        loading: Whether the recipe to change is still being read.
        name_problem: Why the name cannot be used, empty when it can or is not known yet.
        notice: The last thing that was refused and why, empty for nothing.
        grid: Over the picture, None while it cannot be drawn.
        unused_typed: What was typed for cells that are never judged, as long as it is refused;
            None otherwise.
        grid_problems: Why not: per field (``rows``, ``columns``, ``unused``), and under the empty
            name for all of it or why the last move was refused.
        class_problems: Per class, empty for none.
        choices: The inspectors there are, None while they are looked for.
        use_problems: Per inspector: problem per field, ``("role",)`` … for its own settings and
            ``()`` for all of it.
        checking: Whether plugins are checking their parameters.
        trial: The trial.
        lesson: Learning from good parts.
        saving: Whether it is being saved.
        save_problem: Why it was not saved.
        can_save: Whether nothing is missing.
        can_judge: Whether a pair can be judged, once its pictures are chosen.
        unsaved: Whether closing would lose something.
        summary: (what, how) in words.
    """

    step: Step = Step.PICTURES
    product: Product = Product()
    marks: tuple[StepMark, ...] = ()
    changing: str = ""
    loading: bool = False
    name_problem: str = ""
    notice: str = ""
    grid: Grid | None = None
    unused_typed: str | None = None
    grid_problems: Mapping[str, str] = field(default_factory=dict)
    class_problems: tuple[str, ...] = ()
    choices: Choices | None = None
    use_problems: Mapping[str, Mapping[forms.Path, str]] = field(default_factory=dict)
    checking: bool = False
    trial: Trial = Trial()
    lesson: Lesson = Lesson()
    saving: bool = False
    save_problem: str = ""
    can_save: bool = False
    can_judge: bool = False
    unsaved: bool = False
    summary: tuple[tuple[str, str], ...] = ()
