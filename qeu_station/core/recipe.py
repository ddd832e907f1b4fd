"""The recipe of a product: everything that decides how its pairs are judged.

These dataclasses are the single definition; ``storage.recipes`` validates a recipe.toml straight
into them, with the bounds that stand in the annotations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from annotated_types import Ge, Gt, Le, Len

from qeu_station.core.classes import Classes, DefectClass
from qeu_station.core.grid import DEFAULT_COLUMNS, DEFAULT_ROWS, Grid, Point
from qeu_station.core.verdict import Thresholds

FROM_PAIR = "from pair"

Fraction = Annotated[float, Ge(0), Le(1)]
Positive = Annotated[float, Gt(0)]

_STRICT = {"extra": "forbid"}

DEFAULT_PATIENCE_S = 30.0
"""Seconds an advisory inspector may go on in all where its recipe says nothing else."""


@dataclass(frozen=True, slots=True)
class ImageSettings:
    """How pixels are understood.

    Attributes:
        mode: ``colour`` keeps three channels, ``grey`` one, ``binary`` one cut at ``threshold``.
        pixel_range: Raw values mapped linearly to 0..255; None is the full range of the file's
            depth (0..255 or 0..65535).
        threshold: Cut of ``binary`` images after mapping, 0..255.
    """

    __pydantic_config__: ClassVar = _STRICT
    mode: Literal["colour", "grey", "binary"] = "colour"
    pixel_range: tuple[float, float] | None = None
    threshold: Annotated[int, Ge(1), Le(255)] = 128


@dataclass(frozen=True, slots=True)
class GridSettings:
    """The grid over the reference; without box and corners it covers the whole picture.

    Attributes:
        rows: Row labels, top to bottom.
        columns: Column labels, left to right.
        box: x1, y1, x2, y2 in reference pixels, exclusive end.
        corners: Four (x, y) corners instead of ``box``, clockwise from the top left.
        unused: Addresses that are never judged.
    """

    __pydantic_config__: ClassVar = _STRICT
    rows: tuple[str, ...] = DEFAULT_ROWS
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    box: tuple[float, float, float, float] | None = None
    corners: tuple[Point, Point, Point, Point] | None = None
    unused: frozenset[str] = frozenset()

    def over(self, width: int, height: int) -> Grid:
        """Return the grid for a reference of ``width`` x ``height`` pixels."""
        if self.corners is not None:
            return Grid(self.corners, self.rows, self.columns, self.unused)
        box = self.box or (0.0, 0.0, float(width), float(height))
        return Grid.over_rectangle(box, self.rows, self.columns, self.unused)


@dataclass(frozen=True, slots=True)
class RegistrationSettings:
    """How the test image is laid onto the reference.

    Attributes:
        model: Richest motion model that may be used; a lower one is taken when it fits better.
        max_shift: Largest shift of the part, in pixels.
        max_rotation: Largest rotation of the part, in degrees.
        max_residual: Largest remaining misalignment in pixels; above it the pair is REVIEW.
    """

    __pydantic_config__: ClassVar = _STRICT
    model: Literal["none", "translation", "euclidean", "affine", "homography"] = "affine"
    max_shift: Annotated[float, Ge(0)] = 100.0
    max_rotation: Annotated[float, Ge(0), Le(45)] = 15.0
    max_residual: Positive = 1.0


@dataclass(frozen=True, slots=True)
class DifferenceSettings:
    """The difference that forgives local shifts.

    Attributes:
        tolerance: Local shift that counts as no difference, in pixels each way.
    """

    __pydantic_config__: ClassVar = _STRICT
    tolerance: Annotated[int, Ge(0), Le(15)] = 3


@dataclass(frozen=True, slots=True)
class RegionSettings:
    """How candidate regions are cut out of the difference.

    Attributes:
        levels: Difference levels, 1..255, each giving its own connected blobs.
        min_area: Smallest blob in pixels.
        grow: Pixels added around a blob's box on each side.
        merge_distance: Fragments nearer than this many pixels become one region.
        limit: Most regions per pair; the strongest are kept.
    """

    __pydantic_config__: ClassVar = _STRICT
    levels: Annotated[tuple[Annotated[int, Ge(1), Le(255)], ...], Len(1)] = (24, 48, 96)
    min_area: Annotated[int, Ge(1)] = 6
    grow: Annotated[int, Ge(0)] = 8
    merge_distance: Annotated[int, Ge(0)] = 6
    limit: Annotated[int, Ge(1), Le(65534)] = 200


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Checks of the pair before anything is judged; a failed one makes the pair REVIEW.

    Attributes:
        min_sharpness: Lowest sharpness of the test image relative to the reference's.
        max_exposure_shift: Largest change of mean brightness, as a fraction of the full range.
        max_clipped: Largest added share of pixels at black or white.
        min_similarity: Lowest share of the reference's structure that must be found again; below
            it the test image shows another product.
        min_coverage: Smallest share of a cell that the aligned test image must cover.
    """

    __pydantic_config__: ClassVar = _STRICT
    min_sharpness: Annotated[float, Ge(0)] = 0.4
    max_exposure_shift: Fraction = 0.2
    max_clipped: Fraction = 0.2
    min_similarity: Fraction = 0.8
    min_coverage: Fraction = 0.95


@dataclass(frozen=True, slots=True)
class InspectorSettings:
    """How this recipe uses one inspector.

    Attributes:
        name: The inspector's registered name, or a name of its own in this recipe.
        inspector: The registered name where ``name`` is another, so that one inspector may stand
            in a recipe several times, each with its own model.
        role: ``gating`` must answer in time; ``advisory`` may warn but never decides. None takes
            the inspector's default.
        deadline_s: Seconds an inspection may take; the verdict waits no longer.
        patience_s: Seconds an advisory inspector may go on in all: an answer after the deadline is
            added to the record as advice and changes no verdict. None is the larger of the
            deadline and ``DEFAULT_PATIENCE_S``; equal to the deadline, nothing comes late.
        memory_mb: Resident memory of its worker above which it is ended.
        weight: Exponent in the pool; advisory inspectors have 0 whatever stands here.
        weights: Exponent per opinion, for an inspector that gives several.
        model: Folder of its model bundle, relative to the recipe.
        parameters: Values for the inspector's parameter model.
    """

    __pydantic_config__: ClassVar = _STRICT
    name: str
    role: Literal["gating", "advisory"] | None = None
    deadline_s: Positive = 2.0
    memory_mb: Annotated[int, Ge(64)] = 4096
    weight: Annotated[float, Ge(0)] = 1.0
    weights: Mapping[str, Annotated[float, Ge(0)]] = field(default_factory=dict)
    model: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    inspector: str | None = None
    patience_s: Positive | None = None

    @property
    def registered(self) -> str:
        """The inspector's registered name."""
        return self.inspector or self.name


@dataclass(frozen=True, slots=True)
class DecisionSettings:
    """Thresholds on P(ok) of a region, a cell and the part."""

    __pydantic_config__: ClassVar = _STRICT
    t_pass: Fraction = 0.5
    t_fail: Fraction = 0.2

    @property
    def thresholds(self) -> Thresholds:
        """The two thresholds, checked."""
        return Thresholds(self.t_pass, self.t_fail)


@dataclass(frozen=True, slots=True)
class CalibrationSettings:
    """What calibration on good parts found.

    Attributes:
        id: Id of the calibration set, empty before any calibration.
        parts: Number of good parts it was learned from.
        p_ok_without_region: P(ok) of a cell in which preparation saw no candidate.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: str = ""
    parts: Annotated[int, Ge(0)] = 0
    p_ok_without_region: Fraction = 0.99


@dataclass(frozen=True, slots=True)
class Recipe:
    """One version of a product's recipe.

    Attributes:
        name: Name of the product, the recipe folder's name.
        version: Counts up with every change.
        reference: Pictures of passed products relative to the recipe, the first one carrying the
            grid; or ``"from pair"`` when every pair brings its own.
    """

    __pydantic_config__: ClassVar = _STRICT
    name: Annotated[str, Len(1)]
    reference: Literal["from pair"] | tuple[str, ...]
    version: Annotated[int, Ge(1)] = 1
    title: str = ""
    image: ImageSettings = ImageSettings()
    grid: GridSettings = GridSettings()
    classes: tuple[DefectClass, ...] = ()
    registration: RegistrationSettings = RegistrationSettings()
    difference: DifferenceSettings = DifferenceSettings()
    regions: RegionSettings = RegionSettings()
    checks: CheckSettings = CheckSettings()
    inspectors: tuple[InspectorSettings, ...] = (InspectorSettings("difference"),)
    decision: DecisionSettings = DecisionSettings()
    calibration: CalibrationSettings = CalibrationSettings()

    @property
    def from_pair(self) -> bool:
        """Whether every pair brings its own reference."""
        return self.reference == FROM_PAIR

    @property
    def class_table(self) -> Classes:
        """All classes, the built-in ones included."""
        return Classes(self.classes)
