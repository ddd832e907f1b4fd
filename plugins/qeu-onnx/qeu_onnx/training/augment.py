"""Augmentation: an example as it might have been seen, and hard background made of references."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_onnx.pieces import pieces
from qeu_onnx.training.distortion import distorted, is_binary

Pictures = NDArray[Any]  # uint8, (N, channels, h, w), reference first

MARGIN = 8
"""Pixels that kept patches are larger on every side than what the network sees."""

_WANDER = 5
"""Pixels by which a patch is moved at most."""

_ZOOM = 1.22
"""Factor by which a patch is made larger or smaller at most: other lots have other pitches."""

_JITTER = 1
"""Pixels by which reference and test lie off each other at most."""

_JITTERED = 0.4
"""Share of examples in which they do."""

_LIGHT, _NOISE = 0.08, 4.0
"""Share and grey levels by which pictures that are not binary change."""


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How examples are varied.

    Attributes:
        background: Share of a batch that becomes hard background, 0..1.
        turning: Whether quarter turns and mirror images mean the same.
        light: Whether light and noise change; not in binary pictures.
        pieces: Whether the network sees what hangs together, too (``pieces.pieces``).
    """

    background: float
    turning: bool
    light: bool
    pieces: bool = False

    def batch(
        self, patches: Pictures, classes: NDArray[np.intp], random: np.random.Generator
    ) -> tuple[Pictures, NDArray[np.intp]]:
        """Return a varied batch as the network sees it, and its classes.

        Args:
            patches: uint8, (N, 2 depth, h, w).
            classes: (N,); 0 is good.
            random: Source of chance.
        """
        made = random.random(len(patches)) < self.background
        varied = [
            self._varied(_background(patch, random) if new else patch, random)
            for patch, new in zip(patches, made, strict=True)
        ]
        return self._whole(varied), np.where(made, 0, classes)

    def seen(self, patches: Pictures) -> Pictures:
        """Return kept patches as the network sees them, as they are.

        Args:
            patches: uint8, (N, 2 depth, h, w).

        Returns:
            uint8, (N, 2 depth, or 8 more with pieces, h, w), ``MARGIN`` smaller on every side.
        """
        return self._whole(inner(patches))

    def _whole(self, patches: Iterable[Pictures]) -> Pictures:
        return np.stack([_with_pieces(each) if self.pieces else each for each in patches])

    def _varied(self, patch: Pictures, random: np.random.Generator) -> Pictures:
        depth = len(patch) // 2
        size = round((patch.shape[-1] - 2 * MARGIN) * _ZOOM ** random.uniform(-1, 1))
        room = patch.shape[-1] - size
        at = room // 2 + random.integers(-_WANDER, _WANDER + 1, 2)
        off = random.integers(-_JITTER, _JITTER + 1, 2) * (random.random() < _JITTERED)
        seen = np.concatenate(
            [_cut(patch[:depth], at + off, size, room), _cut(patch[depth:], at, size, room)]
        )
        if self.turning:
            seen = np.rot90(seen, int(random.integers(4)), (1, 2))
            seen = seen[:, :, ::-1] if random.random() < 0.5 else seen
        return self._lit(seen, random) if self.light else seen

    def _lit(self, patch: Pictures, random: np.random.Generator) -> Pictures:
        """Change the light of both pictures together, the noise of each apart."""
        gain, lift = 1 + random.uniform(-_LIGHT, _LIGHT), 255 * random.uniform(-_LIGHT, _LIGHT)
        noise = random.normal(0, random.uniform(0, _NOISE), patch.shape)
        lit: Pictures = np.clip(patch * gain + lift + noise, 0, 255).astype(np.uint8)
        return lit


def inner(patches: Pictures, y: int = 0, x: int = 0) -> Pictures:
    """Return what the network sees of kept patches, moved by ``y`` and ``x`` pixels.

    Args:
        patches: uint8, (..., h, w).
        y: Rows, at most ``MARGIN`` either way.
        x: Columns, at most ``MARGIN`` either way.
    """
    height, width = patches.shape[-2:]
    rows = slice(MARGIN + y, height - MARGIN + y)
    return patches[..., rows, MARGIN + x : width - MARGIN + x]


def _cut(picture: Pictures, at: NDArray[np.intp], size: int, room: int) -> Pictures:
    """Return a square of a picture (depth, h, w), scaled to what the network sees."""
    y, x = np.clip(at, 0, room)
    square = picture[:, y : y + size, x : x + size]
    side = picture.shape[-1] - 2 * MARGIN
    if size == side:
        return square
    kind = cv2.INTER_NEAREST if is_binary(picture) else cv2.INTER_LINEAR
    return np.stack([cv2.resize(each, (side, side), interpolation=kind) for each in square])


def _with_pieces(patch: Pictures) -> Pictures:
    reference, test = np.moveaxis(patch.reshape(2, -1, *patch.shape[1:]), 1, -1)
    return np.concatenate([patch, np.moveaxis(pieces(reference, test), -1, 0)])


def _background(patch: Pictures, random: np.random.Generator) -> Pictures:
    depth = len(patch) // 2
    reference = np.ascontiguousarray(np.moveaxis(patch[:depth], 0, -1))
    bent = distorted(reference[..., 0] if depth == 1 else reference, random)
    test = bent[None] if depth == 1 else np.moveaxis(bent, -1, 0)
    return np.concatenate([patch[:depth], test])
