"""Random parts: stacks of polygons on the unit square, so that any pose is one matrix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Polygon = NDArray[np.float32]
Colour = tuple[int, int, int]
Rng = np.random.Generator
_Made = list[tuple[Polygon, Colour]]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What lies in a cell.

    Attributes:
        layers: Polygons float32 (N, 2) in -1..1 (x to the right, y down) with BGR colours, painted
            in this order; the first is the outline.
        kind: Number of the kind it was made as.
    """

    layers: tuple[tuple[Polygon, Colour], ...]
    kind: int

    @property
    def outline(self) -> Polygon:
        """The first polygon."""
        return self.layers[0][0]


def random_part(rng: Rng, palette: list[Colour], but: int = -1) -> Part:
    """Return a part of a random kind, but of none with number ``but``, in the palette's colours."""
    kinds = [number for number in range(len(_KINDS)) if number != but]
    kind = kinds[int(rng.integers(len(kinds)))]
    return Part(tuple(_KINDS[kind](rng, palette)), kind)


def random_colour(rng: Rng) -> Colour:
    """Return a colour, BGR; half of them strong, the others greyish, light or dark."""
    if rng.random() < 0.5:
        value, low = rng.uniform(110, 245), rng.uniform(15, 110)
        channels = rng.permutation([value, low, rng.uniform(low, value)])
    else:
        channels = np.clip(rng.uniform(25, 235) + rng.normal(0, 9, 3), 0, 255)
    blue, green, red = (int(channel) for channel in channels)
    return blue, green, red


def far_colour(rng: Rng, *from_: Colour, least: float = 75.0) -> Colour:
    """Return a colour at least ``least`` (Euclidean, BGR) from each of the others."""
    for _ in range(40):
        colour = random_colour(rng)
        if all(np.linalg.norm(np.subtract(colour, other)) >= least for other in from_):
            return colour
    bright = sum(from_[0]) > 382
    return (20, 20, 20) if bright else (235, 235, 235)


def shaded(colour: Colour, factor: float) -> Colour:
    """Return the colour, brighter or darker by ``factor``."""
    blue, green, red = (int(min(255, channel * factor)) for channel in colour)
    return blue, green, red


def ellipse(x: float, y: float, rx: float, ry: float, points: int = 18) -> Polygon:
    """Return an ellipse as a polygon."""
    angles = np.linspace(0, 2 * np.pi, points, endpoint=False)
    return np.column_stack([x + rx * np.cos(angles), y + ry * np.sin(angles)]).astype(np.float32)


def box(x1: float, y1: float, x2: float, y2: float) -> Polygon:
    """Return a rectangle as a polygon."""
    return np.array([[x1, y1], [x2, y1], [x2, y2], [x1, y2]], np.float32)


def _pick(rng: Rng, palette: list[Colour]) -> Colour:
    return palette[int(rng.integers(len(palette)))]


def _block(rng: Rng, palette: list[Colour]) -> _Made:
    rx, ry = rng.uniform(0.42, 0.8, 2)
    top = _pick(rng, palette)
    made: _Made = [(box(-rx, -ry, rx, ry), top)]
    if rng.random() < 0.6:  # the side that faces the viewer
        made = [(box(-rx, -ry, rx, ry + 0.16), shaded(top, 0.68)), (box(-rx, -ry, rx, ry), top)]
    if rng.random() < 0.45:
        r = rng.uniform(0.15, 0.35)
        made += [
            (ellipse(0, 0, r + 0.06, r + 0.06), shaded(top, 0.82)),
            (ellipse(0, 0, r, r), shaded(top, 1.12)),
        ]
    return made


def _disc(rng: Rng, palette: list[Colour]) -> _Made:
    r = rng.uniform(0.4, 0.75)
    own = _pick(rng, palette)
    made: _Made = [(ellipse(0, 0, r, r * rng.uniform(0.8, 1)), own)]
    if rng.random() < 0.6:
        made.append((ellipse(0, 0, r * 0.45, r * 0.45), far_colour(rng, own)))
    if rng.random() < 0.4:  # a slot, as in a screw
        made.append((box(-r * 0.8, -0.08, r * 0.8, 0.08), shaded(own, 0.5)))
    return made


def _terminal(rng: Rng, palette: list[Colour]) -> _Made:
    metal = [(206, 208, 206), (104, 178, 208), (90, 120, 190)][int(rng.integers(3))]
    sleeve = _pick(rng, palette)
    r, up = rng.uniform(0.26, 0.4), rng.choice([-1, 1])
    made: _Made = [
        (box(-0.14, -0.5, 0.14, 0.3), shaded(metal, 0.85)),
        (ellipse(0, -0.5, r, r * 0.62), metal),
        (ellipse(0, -0.5, r * 0.5, r * 0.31), (40, 40, 44)),
        (box(-0.26, 0.08, 0.26, 0.8), sleeve),
        (box(-0.26, 0.5, 0.26, 0.55), shaded(sleeve, 0.75)),
    ]
    return [(polygon * np.float32(up), colour) for polygon, colour in made]


def _chip(rng: Rng, palette: list[Colour]) -> _Made:
    rx, ry = rng.uniform(0.35, 0.6), rng.uniform(0.4, 0.75)
    body = shaded(_pick(rng, palette), 0.6)
    pins = int(rng.integers(2, 6))
    made: _Made = [(box(-rx, -ry, rx, ry), body)]
    for y in np.linspace(-ry * 0.8, ry * 0.8, pins):
        made.append((box(-rx - 0.2, y - 0.05, rx + 0.2, y + 0.05), (190, 195, 195)))
    made += [(box(-rx, -ry, rx, ry), body)]
    made.append((ellipse(-rx * 0.6, -ry * 0.7, 0.09, 0.09, 10), far_colour(rng, body)))
    return made


def _banded(rng: Rng, palette: list[Colour]) -> _Made:
    rx, ry = rng.uniform(0.25, 0.45), rng.uniform(0.5, 0.75)
    body = _pick(rng, palette)
    made: _Made = [
        (box(-0.06, -0.95, 0.06, 0.95), (170, 175, 178)),
        (ellipse(0, 0, rx, ry), body),
    ]
    for y in np.linspace(-0.35, 0.4, int(rng.integers(2, 5))):
        made.append((box(-rx * 0.85, y - 0.05, rx * 0.85, y + 0.05), far_colour(rng, body)))
    return made


def _polygon(rng: Rng, palette: list[Colour]) -> _Made:
    corners = int(rng.integers(3, 9))
    star = rng.random() < 0.4
    angles = np.linspace(0, 2 * np.pi, corners * (1 + star), endpoint=False) + rng.uniform(0, 7)
    radius = np.full(len(angles), rng.uniform(0.5, 0.8))
    if star:
        radius[1::2] *= rng.uniform(0.35, 0.7)
    own = _pick(rng, palette)
    shape = np.column_stack([radius * np.cos(angles), radius * np.sin(angles)]).astype(np.float32)
    made: _Made = [(shape, own)]
    if rng.random() < 0.5:
        made.append((shape * np.float32(0.55), _pick(rng, palette)))
    return made


def _mark(rng: Rng, palette: list[Colour]) -> _Made:
    """Strokes on a label, as printed letters are."""
    paper = _pick(rng, palette)
    ink = far_colour(rng, paper, least=120)
    made: _Made = [(box(-0.75, -0.6, 0.75, 0.6), paper)]
    for x in np.linspace(-0.5, 0.5, int(rng.integers(1, 4))):
        for _ in range(int(rng.integers(2, 4))):
            if rng.random() < 0.5:
                made.append(
                    (box(x - 0.05, rng.uniform(-0.4, 0), x + 0.05, rng.uniform(0.1, 0.4)), ink)
                )
            else:
                y = rng.uniform(-0.35, 0.35)
                made.append((box(x - 0.17, y - 0.05, x + 0.17, y + 0.05), ink))
    return made


def _pads(rng: Rng, palette: list[Colour]) -> _Made:
    """Solder pads and traces."""
    metal = [(120, 190, 215), (200, 205, 205), (80, 140, 200)][int(rng.integers(3))]
    made: _Made = []
    if rng.random() < 0.5:
        y = rng.uniform(-0.3, 0.3)
        made.append((box(-0.9, y - 0.1, 0.9, y + 0.1), metal))
    for x in np.linspace(-0.6, 0.6, int(rng.integers(2, 4))):
        made.append((ellipse(x, rng.uniform(-0.4, 0.4), 0.22, 0.22), metal))
    if rng.random() < 0.6:
        made.append((box(-0.3, -0.45, 0.3, 0.45), _pick(rng, palette)))
    return made


def _ring(rng: Rng, palette: list[Colour]) -> _Made:
    r, own = rng.uniform(0.5, 0.78), _pick(rng, palette)
    made: _Made = [(ellipse(0, 0, r, r), own)]
    made.append((ellipse(0, 0, r * 0.6, r * 0.6), shaded(own, 0.35)))
    if rng.random() < 0.5:  # a gap: the ring has a direction
        made.append((box(-0.12, -r - 0.02, 0.12, -r * 0.5), shaded(own, 0.35)))
    return made


_KINDS: tuple[Callable[[Rng, list[Colour]], Any], ...] = (
    _block, _disc, _terminal, _chip, _banded, _polygon, _mark, _pads, _ring,
)  # fmt: skip
