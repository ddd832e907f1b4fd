"""Small pictures of places that look alike."""

from __future__ import annotations

import cv2
import numpy as np

from qeu_station.services.similar.reading import PlaceReader
from qeu_station.services.similar.telling import PlaceName
from qeu_station.services.viewing import shown
from qeu_station.toolkit.patches import cut_out


def small_place(reader: PlaceReader, id: str, place: PlaceName, side: int) -> np.ndarray:
    """Return the test image around a cell or region, laid onto the reference, for the screen.

    Args:
        reader: Reads the pictures.
        id: The inspection.
        place: What is shown.
        side: Longer side of the picture, in pixels.

    Returns:
        uint8, (h, w, 3) RGB.

    Raises:
        ImageError: A picture is gone or was changed since.
        InputError: There is no such place, or the pair was never laid onto its reference.
        StorageError: The journal cannot be read.
    """
    laid = reader.laid(id)
    piece = shown(np.ascontiguousarray(cut_out(laid.test, laid.window(place))))
    height, width = piece.shape[:2]
    scale = side / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = cv2.resize(piece, size, interpolation=how)
    return small if small.ndim == 3 else cv2.cvtColor(small, cv2.COLOR_GRAY2RGB)
