"""OpenCV's decoder, silent and with its answer checked against the header."""

from __future__ import annotations

import cv2
import numpy as np

from qeu_station.imaging.formats.header import DamagedError, Header, Pixels

# a damaged file is reported once, as an error with its name, not line by line by the codec
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


def decoded(data: bytes, found: Header) -> Pixels:
    """Decode ``data`` as stored, without turning it.

    Raises:
        DamagedError: OpenCV refuses it, or returns another picture than the header promises.
    """
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except (cv2.error, MemoryError) as error:
        raise DamagedError("its picture data cannot be decoded") from error
    if pixels is None:
        raise DamagedError("its picture data cannot be decoded")
    if pixels.shape[:2] != (found.height, found.width):
        raise DamagedError("its picture data do not fit its header")
    return pixels
