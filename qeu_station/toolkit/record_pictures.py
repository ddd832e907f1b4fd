"""Pictures of records: how large one says it is is looked at before it is decoded."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.errors import DatasetError

MOST_PIXELS = 100_000_000
"""Pixels of the largest picture that is decoded."""


def read_picture(file: Path, flag: int = cv2.IMREAD_COLOR, kind: str = "") -> NDArray[np.uint8]:
    """Return a picture as OpenCV decodes it.

    Args:
        file: The picture.
        flag: ``cv2.IMREAD_COLOR`` for (H, W, 3) BGR, ``cv2.IMREAD_GRAYSCALE`` for (H, W).
        kind: The only format that will do, such as ``PNG``; empty for any.

    Raises:
        DatasetError: It is none, of another format, too large, or damaged.
    """
    found, pixels = _header(file)
    if not 0 < pixels <= MOST_PIXELS or kind not in ("", found):
        raise DatasetError(
            f'"{file.name}" is no {kind or "picture"} of at most {MOST_PIXELS // 10**6} megapixels'
        )
    picture: Any = cv2.imdecode(np.fromfile(file, np.uint8), flag)
    if picture is None:
        raise DatasetError(f'"{file.name}" is damaged; export it again')
    return np.asarray(picture, np.uint8)


def _header(file: Path) -> tuple[str, int]:
    """Return the format and the number of pixels that a file says it has; 0 where it is none."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of large pictures, for which the limit here counts
        try:
            with Image.open(file) as header:
                return str(header.format), header.width * header.height
        except (OSError, ValueError, Image.DecompressionBombError):
            return "", 0
