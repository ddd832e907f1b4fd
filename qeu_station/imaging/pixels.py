"""From pixels as a file holds them to the 8-bit picture that a recipe asks for."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.core.recipe import ImageSettings
from qeu_station.errors import ImageError, RecipeError

Pixels = NDArray[Any]
"""uint8 0..255, (H, W) or (H, W, 3) BGR; OpenCV's own annotations do not say more."""

Labels = NDArray[Any]
"""uint16, (H, W); 0 for none, k for item k - 1."""

Raw = NDArray[Any]
"""As read: uint8 or uint16, (H, W) grey, (H, W, 3) BGR or (H, W, 4) BGR with alpha."""


def to_eight_bit(raw: Raw, settings: ImageSettings) -> Pixels:
    """Return ``raw`` as uint8 0..255 with the recipe's pixel range and channels.

    Transparent pixels become white, the colour of the paper behind a cut-out picture. Mode
    ``binary`` returns the grey picture: it is cut after alignment, so that no edge is
    interpolated twice.

    Returns:
        uint8, (H, W, 3) BGR for mode ``colour``, else (H, W).

    Raises:
        ImageError: Another type or shape than ``Raw`` says, or an empty picture.
        RecipeError: The pixel range is empty.
    """
    _check(raw)
    picture = _mapped(raw, settings.pixel_range)
    if picture.ndim == 3 and picture.shape[2] == 4:
        picture = _over_white(picture)
    if settings.mode == "colour":
        return picture if picture.ndim == 3 else cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
    return to_grey(picture)


def to_grey(picture: Pixels) -> Pixels:
    """Return the brightness of a picture, uint8 (H, W)."""
    return picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)


def cut(picture: Pixels, settings: ImageSettings) -> Pixels:
    """Return 0 or 255 per pixel in mode ``binary``, and the picture itself otherwise."""
    if settings.mode != "binary":
        return picture
    return cv2.threshold(picture, settings.threshold - 1, 255, cv2.THRESH_BINARY)[1]


def _check(raw: Raw) -> None:
    shape_fits = raw.ndim == 2 or (raw.ndim == 3 and raw.shape[2] in (3, 4))
    if raw.dtype not in (np.uint8, np.uint16) or not shape_fits or raw.size == 0:
        raise ImageError(
            f"A picture of type {raw.dtype} and shape {raw.shape} cannot be inspected; 8 or 16 bit "
            "with one, three or four channels is needed. Save it as PNG and try again."
        )


def _mapped(raw: Raw, pixel_range: tuple[float, float] | None) -> Pixels:
    top = int(np.iinfo(raw.dtype).max)
    low, high = pixel_range or (0.0, float(top))
    if not low < high:
        raise RecipeError(
            f"pixel_range = [{low}, {high}] is empty; the first value must be below the second. "
            "Check [image] in recipe.toml."
        )
    if raw.dtype == np.uint8:
        return raw if (low, high) == (0, top) else cv2.LUT(raw, _table(top, low, high))
    mapped: Pixels = np.take(_table(top, low, high), raw)
    return mapped


@lru_cache(maxsize=8)
def _table(top: int, low: float, high: float) -> Pixels:
    values = (np.arange(top + 1) - low) * (255 / (high - low))
    table: Pixels = np.rint(np.clip(values, 0, 255)).astype(np.uint8)
    return table


def _over_white(picture: Pixels) -> Pixels:
    alpha = picture[:, :, 3:].astype(np.uint16)
    colour = picture[:, :, :3].astype(np.uint16)
    blended: Pixels = ((colour * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)
    return blended
