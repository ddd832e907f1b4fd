"""What can be wrong with a cell, and how it looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_vlm.tiny.parts import Colour, Part, Polygon, Rng, far_colour, random_part, shaded
from qeu_vlm.tiny.products import CELL, Picture

NAMES: dict[str, str] = {
    "missing": "missing",
    "shifted": "shifted",
    "rotated": "rotated",
    "reversed": "reversed",
    "recoloured": "wrong_colour",
    "other": "wrong_part",
    "small": "too_small",
    "large": "too_large",
    "deformed": "deformed",
    "extra": "extra",
    "scratch": "scratched",
    "stain": "dirty",
    "chip": "chipped",
    "crack": "cracked",
    "hole": "hole",
    "faded": "wrong_colour",
}
"""Name that answers use, per kind of defect."""

KINDS = tuple(NAMES)

_SHIFT = 4
_FIXED = 1 << _SHIFT


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A part as it lies in its cell.

    Attributes:
        part: None for an empty cell.
        size: Half width and half height as a share of the cell.
        shift: Displacement as a share of the cell.
        angle: Turn in degrees.
        tone: Brightness of its material, about 1.
        stretch: Height of a cell over its width on the product; a turned part is seen squeezed.
    """

    part: Part | None
    size: tuple[float, float]
    shift: tuple[float, float] = (0.0, 0.0)
    angle: float = 0.0
    tone: float = 1.0
    stretch: float = 1.0

    def laid(self, polygon: Polygon, centre: tuple[float, float]) -> NDArray[np.int32]:
        """Return a polygon of the part in 1/16 pixels of the picture."""
        a = np.deg2rad(self.angle)
        turn = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
        place = np.add(centre, np.multiply(self.shift, CELL))
        seen = np.array([1.0, self.stretch])
        points = ((polygon * np.multiply(self.size, CELL) * seen) @ turn) / seen + place
        laid: NDArray[np.int32] = np.rint(points * _FIXED).astype(np.int32)
        return laid


def paint(
    picture: Picture, placed: Placed, centre: tuple[float, float], shadow: tuple[float, float]
) -> None:
    """Draw a part into the picture around ``centre`` (x, y) in pixels."""
    if placed.part is None:
        return
    if any(shadow):
        thrown = replace(placed, shift=(placed.shift[0] + shadow[0], placed.shift[1] + shadow[1]))
        outline = thrown.laid(placed.part.outline, centre)
        x1, y1 = np.maximum(outline.min(axis=0) // _FIXED - 1, 0)
        x2, y2 = outline.max(axis=0) // _FIXED + 2
        under = picture[y1:y2, x1:x2]
        dark = (under * 0.62).astype(np.uint8)
        cover = np.zeros(under.shape[:2], np.uint8)
        cv2.fillPoly(cover, [outline - [x1 * _FIXED, y1 * _FIXED]], 255, cv2.LINE_AA, _SHIFT)
        cv2.copyTo(dark, cover, under)
    for polygon, colour in placed.part.layers:
        points = placed.laid(polygon, centre)
        cv2.fillPoly(picture, [points], shaded(colour, placed.tone), cv2.LINE_AA, _SHIFT)


def spoilt(kind: str, good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    """Return the part as it lies with a defect of its pose, size, colour or kind."""
    made: Callable[..., Placed] | None = _POSES.get(kind)
    return good if made is None else made(good, rng, palette)


def blemish(kind: str, cell: Picture, placed: Placed, rng: Rng, ground: Colour) -> None:
    """Draw a defect of the surface into the picture of a cell, in place."""
    drawn = _BLEMISHES.get(kind)
    if drawn is not None:
        drawn(cell, placed, rng, ground)


def applicable(placed: Placed) -> tuple[str, ...]:
    """Return the kinds of defects that a cell can have."""
    return KINDS if placed.part is not None else ("extra", "stain", "scratch")


def _missing(good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    return replace(good, part=None)


def _shifted(good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    angle, far = rng.uniform(0, 2 * np.pi), rng.uniform(0.08, 0.22)
    shift = float(far * np.cos(angle)), float(far * np.sin(angle))
    turn = float(rng.normal(0, 1.5))
    return replace(good, shift=np_pair(np.add(good.shift, shift)), angle=good.angle + turn)


def _rotated(good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    turn = float(rng.uniform(12, 75) * rng.choice([-1, 1]))
    return replace(good, angle=good.angle + turn)


def _reversed(good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    return replace(good, angle=good.angle + 180)


def _recoloured(good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    assert good.part is not None
    layers = list(good.part.layers)
    own = [colour for _, colour in layers]
    # the colour of the largest layer and its shades; or of all, or of one detail
    target = own[int(np.argmax([_area(p) for p, _ in layers]))]
    if len(layers) > 2 and rng.random() < 0.15:
        target = own[int(rng.integers(len(own)))]
    new = far_colour(rng, target)
    factor = (np.array(new) + 12) / (np.array(target) + 12)
    near = [
        np.linalg.norm(np.array(c) / (sum(c) + 1) - np.array(target) / (sum(target) + 1))
        for c in own
    ]
    changed = [
        (polygon, _scaled(colour, factor) if close < 0.06 else colour)
        for (polygon, colour), close in zip(layers, near, strict=True)
    ]
    return replace(good, part=replace(good.part, layers=tuple(changed)))


def _other(good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    assert good.part is not None
    return replace(good, part=random_part(rng, palette, good.part.kind))


def _small(good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    return replace(good, size=np_pair(np.multiply(good.size, rng.uniform(0.5, 0.78))))


def _large(good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    return replace(good, size=np_pair(np.multiply(good.size, rng.uniform(1.22, 1.5))))


def _deformed(good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    assert good.part is not None
    shear = np.eye(2) + rng.choice([-1, 1]) * rng.uniform(0.25, 0.5) * np.array([[0, 0], [1, 0]])
    if rng.random() < 0.5:
        shear = shear.T
    layers = tuple(((p @ shear).astype(np.float32), colour) for p, colour in good.part.layers)
    return replace(good, part=replace(good.part, layers=layers))


def _faded(good: Placed, rng: Rng, palette: list[Colour]) -> Placed:
    """Every colour pales towards a light grey."""
    assert good.part is not None
    share, pale = rng.uniform(0.45, 0.75), rng.uniform(170, 235)
    layers = tuple((p, _blend(colour, (pale, pale, pale), share)) for p, colour in good.part.layers)
    return replace(good, part=replace(good.part, layers=layers))


def _scratch(cell: Picture, placed: Placed, rng: Rng, ground: Colour) -> None:
    x, y = _spot(placed, rng, 0.6)
    length, angle = rng.uniform(0.22, 0.75) * CELL, rng.uniform(0, np.pi)
    t = np.linspace(-0.5, 0.5, 8)
    bend = rng.uniform(-0.25, 0.25) * length * (t**2 - 0.08)
    xs = x + t * length * np.cos(angle) - bend * np.sin(angle)
    ys = y + t * length * np.sin(angle) + bend * np.cos(angle)
    cover: Picture = np.zeros(cell.shape[:2], np.uint8)
    points = np.rint(np.column_stack([xs, ys]) * _FIXED).astype(np.int32)
    cv2.polylines(cover, [points], False, 255, int(rng.integers(1, 4)), cv2.LINE_AA, _SHIFT)
    _mix(cell, cover, _against(cell, cover, rng), rng.uniform(0.55, 0.95))


def _crack(cell: Picture, placed: Placed, rng: Rng, ground: Colour) -> None:
    """A thin dark jagged line across the part, with two branches."""
    cover: Picture = np.zeros(cell.shape[:2], np.uint8)
    angle, reach = rng.uniform(0, 2 * np.pi), rng.uniform(0.28, 0.42) * CELL
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    steps = np.linspace(-1, 1, int(rng.integers(6, 9)))
    jags = rng.uniform(0.1, 0.2, len(steps)) * CELL * np.where(np.arange(len(steps)) % 2, 1, -1)
    middle = np.array([CELL / 2, CELL / 2]) + rng.uniform(-0.06, 0.06, 2) * CELL
    points = middle + steps[:, None] * reach * along + jags[:, None] * across * 0.6
    lines = [points]
    for joint in (2, len(points) - 3):
        side = rng.choice([-1, 1]) * across + rng.uniform(-0.4, 0.4) * along
        lines.append(np.array([points[joint], points[joint] + side * 0.2 * CELL]))
    for line in lines:
        fixed = np.rint(line * _FIXED).astype(np.int32)
        cv2.polylines(cover, [fixed], False, 255, 1, cv2.LINE_AA, _SHIFT)
    _mix(cell, cover, (12, 12, 12), 1.0)


def _stain(cell: Picture, placed: Placed, rng: Rng, ground: Colour) -> None:
    """A soft brown or grey spot of a few overlapping blobs."""
    x, y = _spot(placed, rng, 0.5)
    radius = rng.uniform(0.07, 0.2) * CELL
    cover: Picture = np.zeros(cell.shape[:2], np.uint8)
    for _ in range(5):
        dx, dy = rng.normal(0, radius * 0.45, 2)
        axes = tuple(int(v) for v in np.maximum(rng.uniform(0.5, 0.9, 2) * radius, 1))
        at = int(x + dx), int(y + dy)
        cv2.ellipse(cover, at, axes, rng.uniform(0, 180), 0, 360, 255, -1, cv2.LINE_AA)
    cover = cv2.GaussianBlur(cover, (0, 0), rng.uniform(0.8, 2.0))
    colour = tuple(float(v) for v in np.array([38, 48, 58]) * rng.uniform(0.6, 1.6))
    _mix(cell, cover, colour, rng.uniform(0.6, 0.92))


def _chip(cell: Picture, placed: Placed, rng: Rng, ground: Colour) -> None:
    """A piece broken off the edge: there the ground shows."""
    assert placed.part is not None
    outline = placed.laid(placed.part.outline, (CELL / 2, CELL / 2)) / _FIXED
    edge = int(rng.integers(len(outline)))
    t = rng.uniform(0, 1)
    at = outline[edge] * (1 - t) + outline[(edge + 1) % len(outline)] * t
    angles = np.sort(rng.uniform(0, 2 * np.pi, 7))
    radii = rng.uniform(0.6, 1.2, 7) * rng.uniform(0.18, 0.27) * CELL
    points = at + radii[:, None] * np.column_stack([np.cos(angles), np.sin(angles)])
    cover: Picture = np.zeros(cell.shape[:2], np.uint8)
    inside = cover.copy()
    cv2.fillPoly(cover, [np.rint(points * _FIXED).astype(np.int32)], 255, cv2.LINE_AA, _SHIFT)
    cv2.fillPoly(inside, [np.rint(outline * _FIXED).astype(np.int32)], 255, cv2.LINE_AA, _SHIFT)
    _mix(cell, cv2.bitwise_and(cover, inside), shaded(ground, rng.uniform(0.7, 1)), 1.0)


def _hole(cell: Picture, placed: Placed, rng: Rng, ground: Colour) -> None:
    """A round dark hole with a sharp, slightly bright rim."""
    x, y = _spot(placed, rng, 0.5)
    at = (round(x * _FIXED), round(y * _FIXED))
    radius = rng.uniform(0.06, 0.11) * CELL
    for grown, colour in ((1.4, (215, 215, 215)), (1.0, (8, 8, 8))):
        cv2.circle(cell, at, round(radius * grown * _FIXED), colour, -1, cv2.LINE_AA, _SHIFT)


def _extra(cell: Picture, placed: Placed, rng: Rng, ground: Colour) -> None:
    """A small part that does not belong there."""
    under = cell[CELL // 2, CELL // 2]
    first, second = int(under[0]), int(under[1])
    colour = far_colour(rng, ground, (first, second, int(under[2])))
    alien = Placed(
        random_part(rng, [colour]),
        np_pair(rng.uniform(0.16, 0.22, 2)),
        np_pair(rng.uniform(-0.27, 0.27, 2)),
        float(rng.uniform(0, 360)),
    )
    paint(cell, alien, (CELL / 2, CELL / 2), (0, 0))


_POSES: dict[str, Callable[..., Placed]] = {
    "missing": _missing,
    "shifted": _shifted,
    "rotated": _rotated,
    "reversed": _reversed,
    "recoloured": _recoloured,
    "other": _other,
    "small": _small,
    "large": _large,
    "deformed": _deformed,
    "faded": _faded,
}
_BLEMISHES: dict[str, Callable[[Picture, Placed, Rng, Colour], None]] = {
    "scratch": _scratch,
    "stain": _stain,
    "chip": _chip,
    "crack": _crack,
    "hole": _hole,
    "extra": _extra,
}


def np_pair(values: NDArray[np.float64]) -> tuple[float, float]:
    """Return two numbers of an array as a tuple."""
    return float(values[0]), float(values[1])


def _spot(placed: Placed, rng: Rng, reach: float) -> tuple[float, float]:
    """Return a place (x, y) on the part, in pixels of its cell."""
    size = placed.size if placed.part is not None else (0.4, 0.4)
    x, y = rng.uniform(-reach, reach, 2) * np.array(size) * CELL + CELL / 2
    return float(x), float(y)


def _mix(cell: Picture, cover: Picture, colour: tuple[float, ...], strength: float) -> None:
    weight = cover[:, :, None].astype(np.float32) * np.float32(strength / 255)
    cell += (
        np.rint((np.array(colour, np.float32) - cell) * weight).astype(np.int16).astype(np.uint8)
    )


def _against(cell: Picture, cover: Picture, rng: Rng) -> tuple[float, float, float]:
    """Return dark on bright and bright on dark."""
    under = cell[cover > 0]
    bright = under.size > 0 and float(under.mean()) > 140
    grey = float(rng.uniform(20, 60) if bright else rng.uniform(205, 245))
    return grey, grey, grey


def _hue_gap(one: Colour, other: Colour) -> float:
    """Return how far two colours are apart, whatever their brightness; 0 for shades of one."""
    first, second = (np.array(colour) / (sum(colour) + 1) for colour in (one, other))
    return float(np.linalg.norm(first - second))


def _area(polygon: Polygon) -> float:
    return float(cv2.contourArea(polygon))


def _scaled(colour: Colour, factor: NDArray[np.float64]) -> Colour:
    blue, green, red = (int(min(255, (c + 12) * f)) for c, f in zip(colour, factor, strict=True))
    return blue, green, red


def _blend(colour: Colour, towards: tuple[float, float, float], share: float) -> Colour:
    blue, green, red = (
        int(c * (1 - share) + t * share) for c, t in zip(colour, towards, strict=True)
    )
    return blue, green, red
