"""Overlay pictures of stored records, drawn again from the files they name."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from qeu_station.core.recipe import Recipe
from qeu_station.core.record import ImageStamp, InspectionRecord
from qeu_station.errors import ImageError, QeuError
from qeu_station.imaging.io import encode_image, read_image
from qeu_station.imaging.overlay import overlay_picture
from qeu_station.imaging.pixels import to_eight_bit
from qeu_station.imaging.warp import warped


def overlay_bytes(
    record: InspectionRecord, recipe: Recipe, extension: str = ".jpg", quality: int = 85
) -> bytes | None:
    """Return the overlay of a record as a file's bytes, or None when its pictures are gone."""
    try:
        return encode_image(overlay_of(record, recipe), extension, quality)
    except QeuError:
        return None


def overlay_of(record: InspectionRecord, recipe: Recipe) -> np.ndarray:
    """Return the overlay of a record, uint8 (H, W, 3) BGR.

    Raises:
        QeuError: A picture is gone, was changed, or was never read.
    """
    if not record.references:
        raise ImageError(f'"{record.pair}" was never read, so there is no picture of it.')
    reference = _picture(record.references[0], recipe)
    test = _picture(record.test, recipe)
    height, width = reference.shape[:2]
    matrix = record.preparation.get("registration", {}).get("to_reference")
    aligned = test if matrix is None else _laid(test, matrix)
    grid = recipe.grid.over(width, height)
    colours = {entry.name: entry.colour for entry in recipe.class_table.entries}
    return overlay_picture(record, grid, aligned, reference, colours)


def _picture(stamp: ImageStamp, recipe: Recipe) -> np.ndarray:
    image = read_image(Path(stamp.path))
    if image.sha256 != stamp.sha256:
        raise ImageError(f"{stamp.path} is not the picture that was judged; it was changed since.")
    return to_eight_bit(image.pixels, recipe.image)


def _laid(test: np.ndarray, matrix: list[float]) -> np.ndarray:
    transform = np.asarray(matrix, dtype=np.float64).reshape(3, 3)
    return warped(test, transform, cv2.BORDER_CONSTANT)[0]
