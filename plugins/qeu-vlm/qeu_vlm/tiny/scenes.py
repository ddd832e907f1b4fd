"""Generated pairs of a product: reference, test, difference, and what is wrong where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import cv2
import numpy as np

from qeu_vlm.tiny.defects import KINDS, NAMES, Placed, applicable, blemish, np_pair, paint, spoilt
from qeu_vlm.tiny.difference import balanced, tolerant_difference
from qeu_vlm.tiny.parts import Rng, random_colour
from qeu_vlm.tiny.products import CELL, Picture, Product

_VISIBLE = 36
"""Grey levels by which a defect must stand out ..."""

_LEAST_PIXELS = 20
"""... in at least this many pixels of a cell of ``CELL`` x ``CELL`` ..."""

_FORGIVEN = 2
"""... beyond what a shift of this many pixels would explain."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A generated pair, aligned but for a residual of at most about two pixels.

    Attributes:
        product: What it shows.
        reference: uint8, (H, W, 3) BGR; the grid covers it, cells are ``CELL`` pixels wide.
        test: Like ``reference``.
        difference: uint8, (H, W); the difference that forgives small shifts.
        kinds: Kind of defect per defective cell, in reading order.
        names: Name of the defect per defective cell, as an answer says it.
    """

    product: Product
    reference: Picture = field(repr=False)
    test: Picture = field(repr=False)
    difference: Picture = field(repr=False)
    kinds: dict[str, str]
    names: dict[str, str]


def make_pair(
    product: Product,
    seed: int,
    defects: int | None = None,
    kinds: Collection[str] = KINDS,
) -> Pair:
    """Return a pair with the natural spread of parts, light and optics.

    Args:
        product: What to draw.
        seed: Everything that varies follows from it and the product.
        defects: Number of defective cells; None draws it: half of all pairs pass, the others have
            one to four.
        kinds: Kinds of defects that occur.
    """
    rng = np.random.default_rng([product.seed, seed, 3])
    count = _count(rng, len(product.parts)) if defects is None else defects
    look = _Look.random(rng)
    reference = look.taken(_drawn(product, _lying(product, rng), rng), rng, moved=False)
    placed = _lying(product, rng)
    scene = _drawn(product, placed, rng)
    found = _spoil(product, scene, placed, count, kinds, rng)
    test = look.taken(scene, rng, moved=True)
    difference = tolerant_difference(reference, balanced(reference, test))
    return Pair(
        product, reference, test, difference, found, {a: NAMES[k] for a, k in found.items()}
    )


def _count(rng: Rng, cells: int) -> int:
    number = int(rng.choice([1, 2, 3, 4], p=[0.45, 0.28, 0.17, 0.1]))
    return min(number, cells) if rng.random() < 0.5 else 0


def _lying(product: Product, rng: Rng) -> list[Placed]:
    """Return the parts as good ones lie: never quite the same."""
    loose = rng.uniform(0.2, 1)
    lying = []
    for part, size in zip(product.parts, product.sizes, strict=True):
        shift = np.clip(rng.normal(0, 0.008, 2), -0.018, 0.018) * loose
        angle = float(np.clip(rng.normal(0, 0.9), -2, 2) * loose)
        tone = float(np.clip(rng.normal(1, 0.02), 0.95, 1.05))
        lying.append(Placed(part, size, np_pair(shift), angle, tone, product.stretch))
    return lying


def _centre(product: Product, index: int) -> tuple[float, float]:
    row, column = divmod(index, len(product.columns))
    return (column + 0.5) * CELL, (row + 0.5) * CELL


def _drawn(product: Product, placed: list[Placed], rng: Rng) -> Picture:
    picture = product.ground.copy()
    shadow = np_pair(np.array(product.shadow) + rng.normal(0, 0.008, 2) * any(product.shadow))
    for index, each in enumerate(placed):
        paint(picture, each, _centre(product, index), shadow)
    return picture


def _spoil(
    product: Product,
    scene: Picture,
    placed: list[Placed],
    count: int,
    allowed: Collection[str],
    rng: Rng,
) -> dict[str, str]:
    """Draw visible defects into the scene; return the kind per address, in reading order."""
    kinds = {}
    for index in sorted(rng.permutation(len(placed))[:count].tolist()):
        for _ in range(6):
            possible = [each for each in applicable(placed[index]) if each in allowed]
            if not possible:
                break
            kind = possible[int(rng.integers(len(possible)))]
            if _spoil_cell(product, scene, placed[index], index, kind, rng):
                kinds[product.addresses[index]] = kind
                break
    return kinds


def _spoil_cell(
    product: Product, scene: Picture, good: Placed, index: int, kind: str, rng: Rng
) -> bool:
    row, column = divmod(index, len(product.columns))
    cell = np.s_[row * CELL : (row + 1) * CELL, column * CELL : (column + 1) * CELL]
    before = scene.copy()
    palette = [random_colour(rng) for _ in range(3)] if rng.random() < 0.3 else _palette(product)
    bad = spoilt(kind, good, rng, palette)
    if bad is not good:
        scene[cell] = product.ground[cell]
        paint(scene, bad, _centre(product, index), product.shadow)
    else:
        blemish(kind, scene[cell], good, rng, product.colour)
    gap = tolerant_difference(before[cell], scene[cell], reach=_FORGIVEN)
    if int((gap > _VISIBLE).sum()) >= _LEAST_PIXELS:
        return True
    scene[:] = before  # a part may reach into other cells
    return False


def _palette(product: Product) -> list[tuple[int, int, int]]:
    return [part.layers[0][1] for part in product.parts if part is not None] or [(128, 128, 128)]


@dataclass(frozen=True, slots=True)
class _Look:
    """What optics and camera do to both pictures of a pair."""

    blur: float
    noise: float
    quality: int

    @classmethod
    def random(cls, rng: Rng) -> _Look:
        return cls(
            float(rng.uniform(0, 0.9)), float(rng.uniform(0.5, 3.5)), int(rng.integers(75, 99))
        )

    def taken(self, scene: Picture, rng: Rng, moved: bool) -> Picture:
        """Return the scene as the camera gives it; only the test is moved and lit otherwise."""
        picture = _moved(scene, rng) if moved else scene
        blur = max(0.0, self.blur + float(rng.normal(0, 0.12)))
        if blur > 0.3:
            picture = cv2.GaussianBlur(picture, (0, 0), blur)
        field = picture.astype(np.float32)
        if moved:
            field *= _light(picture.shape[:2], rng)
        noise = np.empty(picture.shape, np.int16)
        cv2.setRNGSeed(int(rng.integers(2**31)))
        cv2.randn(noise, 0, self.noise * 4)  # type: ignore[call-overload]
        grainy = cv2.add(field, noise.astype(np.float32) * 0.25)
        out: Picture = np.clip(np.rint(grainy), 0, 255).astype(np.uint8)
        if rng.random() < 0.7:
            out = _compressed(out, self.quality)
        return out


def _moved(scene: Picture, rng: Rng) -> Picture:
    """Return what registration leaves: a shift, turn and scale of at most about two pixels."""
    height, width = scene.shape[:2]
    spread = rng.uniform(0, 1)
    angle, scale = rng.normal(0, 0.12) * spread, 1 + rng.normal(0, 0.0012) * spread
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
    shift = np.clip(rng.normal(0, 0.5, 2), -1.2, 1.2) * spread
    matrix = matrix + np.column_stack([np.zeros((2, 2)), shift])
    return cv2.warpAffine(
        scene, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )


def _light(shape: tuple[int, int], rng: Rng) -> Picture:
    """Return the gain (H, W, 3) of another exposure, warmth and direction of light."""
    gain = np.exp(rng.normal(0, 0.07))
    warmth = rng.normal(0, 0.02)
    y = np.linspace(-1, 1, shape[0], dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, shape[1], dtype=np.float32)[None]
    slope = rng.normal(0, 0.03, 2)
    plane = gain * (1 + slope[0] * x + slope[1] * y)
    gains: Picture = plane[:, :, None] * np.array([1 - warmth, 1, 1 + warmth])
    return gains.astype(np.float32)


def _compressed(picture: Picture, quality: int) -> Picture:
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    read: Picture | None = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert read is not None
    return read
