"""A scene: which part lies where, how it is lit and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from qeu_station.imaging.samples.camera import Camera
from qeu_station.imaging.samples.product import SampleProduct


@dataclass(frozen=True, slots=True)
class Blemish:
    """A scratch or dirt on a part, drawn from its own seed; ``strength`` is 0..1."""

    kind: str
    seed: int
    strength: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A part as it lies in its cell.

    Attributes:
        dx: Displacement to the right, in cell widths.
        dy: Displacement towards the viewer, in cell widths.
        angle: Rotation in degrees.
        colour: Name of the colour it really has.
        tone: Brightness of its material, about 1.
        present: False when the cell is empty.
        blemish: What its surface shows, or None.
        seed: Seed of its grain.
    """

    dx: float
    dy: float
    angle: float
    colour: str
    tone: float = 1.0
    present: bool = True
    blemish: Blemish | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Light:
    """How a picture is lit and exposed.

    Attributes:
        gain: Exposure, 1 for the reference's.
        warmth: Colour temperature; above 0 more red and less blue.
        slope: Change of brightness per half picture to the right and down.
        glint: Displacement of reflections on metal, in cell widths.
        noise: Standard deviation of the sensor's noise in grey levels.
        azimuth: Turn of the light's direction in degrees.
        seed: Seed of the noise.
    """

    gain: float = 1.0
    warmth: float = 0.0
    slope: tuple[float, float] = (0.0, 0.0)
    glint: float = 0.0
    noise: float = 1.6
    azimuth: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that makes a picture; ``placed`` holds one part per cell, row by row."""

    product: SampleProduct
    camera: Camera
    light: Light
    placed: tuple[Placed, ...] = field(repr=False)
