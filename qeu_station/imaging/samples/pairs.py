"""Reference, good parts and test images of a sample product, with exact truth."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from qeu_station.core.grid import Quad
from qeu_station.core.region import Box
from qeu_station.imaging.samples.camera import Camera, cell_centre
from qeu_station.imaging.samples.drawing import outline, silhouette_box
from qeu_station.imaging.samples.product import ADDRESSES, PALETTE, Part, SampleProduct
from qeu_station.imaging.samples.render import Picture, render
from qeu_station.imaging.samples.scene import Blemish, Light, Placed, Scene

DefectName = Literal["missing", "shifted", "rotated", "wrong_colour", "scratched", "dirty"]
DEFECTS: tuple[DefectName, ...] = (
    "missing",
    "shifted",
    "rotated",
    "wrong_colour",
    "scratched",
    "dirty",
)
SIZE = (960, 640)
_LEAST_COLOUR_DISTANCE = 70.0


@dataclass(frozen=True, slots=True, eq=False)
class SamplePair:
    """A test image and the truth about it.

    Attributes:
        test: uint8, (H, W, 3) BGR.
        truth: Defect name per defective cell; all other cells are good.
        boxes: x1, y1, x2, y2 of each defect in pixels of the test image, exclusive end.
        corners: The grid's corners in pixels of the test image.
    """

    test: Picture = field(repr=False)
    truth: dict[str, DefectName]
    boxes: dict[str, Box]
    corners: Quad


def render_reference(product: SampleProduct, size: tuple[int, int] = SIZE) -> Picture:
    """Return the picture of a passed part, (H, W, 3) BGR; ``product.grid(size)`` lies over it."""
    rng = np.random.default_rng([product.seed, 7])
    placed = tuple(_good(part, rng) for part in product.parts)
    return render(Scene(product, Camera(size), Light(seed=product.seed), placed)).picture


def render_pair(
    product: SampleProduct,
    seed: int,
    defects: int | tuple[DefectName, ...] | None = None,
    awkward: float = 1.0,
    size: tuple[int, int] = SIZE,
) -> SamplePair:
    """Return a test image of another part of the product, with natural spread.

    Args:
        product: What is in the tray.
        seed: Everything that varies follows from it.
        defects: Number of defective cells, their names, or None for one to three.
        awkward: Multiple of the ordinary spread of light and pose.
        size: Width and height in pixels.
    """
    rng = np.random.default_rng([product.seed, seed, 8])
    names = _names(defects, rng)
    cells = rng.choice(len(ADDRESSES), size=len(names), replace=False)
    good = [_good(part, rng) for part in product.parts]
    placed = list(good)
    for index, name in zip(cells, names, strict=True):
        placed[index] = _spoilt(product.parts[index], good[index], name, rng)
    camera, light = _camera(size, awkward, rng), _light(awkward, rng)
    scene = Scene(product, camera, light, tuple(placed))
    rendered = render(scene)
    truth = {ADDRESSES[index]: name for index, name in zip(cells, names, strict=True)}
    boxes = {
        ADDRESSES[index]: rendered.blemishes.get(ADDRESSES[index])
        or _box_of(scene, int(index), good[index])
        for index in cells
    }
    order = sorted(truth, key=ADDRESSES.index)
    return SamplePair(
        rendered.picture,
        {address: truth[address] for address in order},
        {address: _inside(boxes[address], size) for address in order},
        camera.tray_corners(),
    )


def _names(
    defects: int | tuple[DefectName, ...] | None, rng: np.random.Generator
) -> tuple[DefectName, ...]:
    if isinstance(defects, tuple):
        return defects
    number = int(rng.integers(1, 4)) if defects is None else defects
    return tuple(DEFECTS[int(index)] for index in rng.integers(0, len(DEFECTS), number))


def _good(part: Part, rng: np.random.Generator) -> Placed:
    dx, dy = np.clip(rng.normal(0, 0.005, 2), -0.012, 0.012)
    angle = float(np.clip(rng.normal(0, 0.5), -1.2, 1.2))
    tone = float(np.clip(rng.normal(1, 0.015), 0.96, 1.04))
    return Placed(float(dx), float(dy), angle, part.colour, tone, seed=int(rng.integers(2**31)))


def _spoilt(part: Part, good: Placed, name: DefectName, rng: np.random.Generator) -> Placed:
    strength = float(rng.uniform(0, 1))
    if name == "missing":
        return replace(good, present=False)
    if name == "shifted":
        dx, dy = _shift(part, strength, rng)
        return replace(good, dx=good.dx + dx, dy=good.dy + dy)
    if name == "rotated":
        most = 38 if part.kind == "cube" else 13
        turn = (8 + (most - 8) * strength) * rng.choice([-1, 1])
        return replace(good, angle=good.angle + float(turn))
    if name == "wrong_colour":
        return replace(good, colour=_other_colour(part.colour, rng))
    return replace(good, blemish=Blemish(name, int(rng.integers(2**31)), strength))


def _shift(part: Part, strength: float, rng: np.random.Generator) -> tuple[float, float]:
    """Return a displacement that leaves the part in its pocket, in cell widths."""
    if part.kind == "cube":
        angle, distance = rng.uniform(0, 2 * np.pi), 0.07 + 0.07 * strength
        return float(distance * np.cos(angle)), float(distance * (1 + strength) * np.sin(angle))
    sideways = rng.choice([-1, 1], 2) * (0.07 + 0.06 * strength)
    return float(sideways[0]), float(sideways[1])


def _other_colour(name: str, rng: np.random.Generator) -> str:
    own = np.array(PALETTE[name], float)
    others = [
        other
        for other, colour in PALETTE.items()
        if np.linalg.norm(own - colour) >= _LEAST_COLOUR_DISTANCE
    ]
    return str(rng.choice(others))


def _camera(size: tuple[int, int], awkward: float, rng: np.random.Generator) -> Camera:
    shift = rng.normal(0, 2.0, 2) * awkward
    angle = float(rng.normal(0, 0.2)) * awkward
    scale = 1 + float(rng.normal(0, 0.0015)) * awkward
    return Camera(size, (float(shift[0]), float(shift[1])), angle, scale)


def _light(awkward: float, rng: np.random.Generator) -> Light:
    spread = rng.normal(0, 1, 6) * awkward
    slope = (float(spread[2]) * 0.02, float(spread[3]) * 0.02)
    return Light(
        gain=1 + 0.035 * float(spread[0]),
        warmth=0.015 * float(spread[1]),
        slope=slope,
        glint=0.006 * float(spread[4]),
        noise=float(rng.uniform(1.2, 2.0)),
        azimuth=2.0 * float(spread[5]),
        seed=int(rng.integers(2**31)),
    )


def _box_of(scene: Scene, index: int, good: Placed) -> Box:
    """Return the box around where the part lies and where it should lie."""
    part, centre = scene.product.parts[index], cell_centre(index)
    boxes = [
        silhouette_box(part, outline(part, placed, centre), scene.camera)
        for placed in (good, scene.placed[index])
    ]
    low, high = np.array(boxes)[:, :2].min(axis=0), np.array(boxes)[:, 2:].max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _inside(box: Box, size: tuple[int, int]) -> Box:
    width, height = size
    return max(box[0], 0.0), max(box[1], 0.0), min(box[2], float(width)), min(box[3], float(height))
