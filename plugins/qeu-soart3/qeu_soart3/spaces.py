"""Unit spaces made of pixels: the reference as it is, inverted, eroded, dilated, unshifted.

Every window is brought to one size, so that its metrics mean the same for every cell and region.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_soart3.sides import Sides, empty_sides, sides_of
from qeu_station.toolkit.patches import Patch, Picture
from qeu_station.toolkit.soart3 import Metrics, soart3

Floats = NDArray[np.float64]

SIDE = 32
"""Side to which every window is brought, in pixels."""

_SMALL = 8
"""Side of the small windows within it."""

_WORST = 3
"""Small windows that are kept: those that fit worst."""

_FULL = 255.0

_DARKEST = 0.002
"""Squared brightness (0..1) per value below which a window is empty: log_beta must not explode."""

_SQUARE = np.ones((3, 3), np.uint8)


def pixel_sides(patches: Sequence[Patch], unshifted: Sequence[Picture]) -> dict[str, Sides]:
    """Return soaRT3 of each patch against the views of its reference, by their names.

    Args:
        patches: N patches, grey, binary or colour.
        unshifted: The reference in each patch's window, not moved.
    """
    if not patches:
        return {name: empty_sides(width) for name, width in _WIDTHS.items()}
    tests = np.stack([_sized(patch.test) for patch in patches])
    views = np.stack(
        [_views(patch.reference, plain) for patch, plain in zip(patches, unshifted, strict=True)]
    )
    whole = sides_of([_metrics(_flat(tests, 1), _flat(views, 2))])
    channels = sides_of([_channel(tests, views[:, 0], n) for n in range(_CHANNELS)])
    return {
        **{name: whole.against(number) for number, name in enumerate(_VIEWS)},
        "channels": channels,
        "windows": _small(tests, views[:, 0]),
    }


_VIEWS = ("reference", "inverse", "eroded", "dilated", "unshifted")
_CHANNELS = 3
_WIDTHS = {**dict.fromkeys(_VIEWS, 1), "channels": _CHANNELS, "windows": 2 * _WORST}
"""Columns of the bias side per name; the weight side has twice as many."""


def _views(reference: Picture, unshifted: Picture) -> Picture:
    """Return the reference, its inverse, eroded, dilated and unshifted, (5, 32, 32, 3)."""
    plain = _sized(reference)
    thinned, thickened = cv2.erode(plain, _SQUARE), cv2.dilate(plain, _SQUARE)
    return np.stack([plain, 255 - plain, thinned, thickened, _sized(unshifted)])


def _sized(picture: Picture) -> Picture:
    """Return (32, 32, 3): grey counts as three equal channels."""
    colour = picture if picture.ndim == 3 else cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
    sized: Picture = cv2.resize(colour, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return sized


def _metrics(signals: NDArray[Any], spaces: NDArray[Any]) -> Metrics:
    return soart3(signals, spaces, epsilon=_DARKEST * signals.shape[-1], scale=_FULL)


def _flat(values: NDArray[Any], kept: int) -> NDArray[Any]:
    return values.reshape(*values.shape[:kept], -1)


def _channel(tests: Picture, references: Picture, number: int) -> Metrics:
    return _metrics(_flat(tests[..., number], 1), _flat(references[..., number], 1)[:, None])


def _small(tests: Picture, references: Picture) -> Sides:
    """Return the sides of the small windows that fit worst: by eta, and by beta either way."""
    count = len(tests)
    pieces, spaces = _tiles(tests), _tiles(references)
    found = _metrics(_flat(pieces, 1), _flat(spaces, 1)[:, None])
    eta, gamma, beta = (
        values.reshape(count, -1) for values in (found.log_eta, found.log_gamma, found.log_beta)
    )
    worst = np.argsort(-eta, axis=1)[:, :_WORST]
    ordered = np.sort(beta, axis=1)
    weight = [np.take_along_axis(values, worst, axis=1) for values in (eta, gamma)]
    largest = [np.sort(values, axis=1)[:, ::-1][:, :_WORST] for values in (gamma, eta - gamma)]
    return Sides(
        np.hstack([*weight, *largest]), np.hstack([ordered[:, :_WORST], ordered[:, -_WORST:]])
    )


def _tiles(pictures: Picture) -> Picture:
    """Return the 16 small windows of each (N, 32, 32, 3) picture, (16 N, 8, 8, 3)."""
    per = SIDE // _SMALL
    split = pictures.reshape(len(pictures), per, _SMALL, per, _SMALL, 3)
    return split.swapaxes(2, 3).reshape(-1, _SMALL, _SMALL, 3)
