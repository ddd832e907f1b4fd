"""What the trainer keeps of a pair it was shown: pictures as PNG, words as text, no code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.toolkit.keeping import keep_arrays, recalled_arrays
from qeu_vlm.mosaic import Picture
from qeu_vlm.showing import Shown


def keep(shown: Shown, file: Path) -> None:
    """Write what a model is shown of a pair, all of it or nothing."""
    words = {
        "captions": list(shown.captions),
        "rows": list(shown.rows),
        "columns": list(shown.columns),
        "addresses": list(shown.addresses.items()),
    }
    arrays: dict[str, NDArray[Any]] = {f"image{n}": _png(i) for n, i in enumerate(shown.images)}
    if shown.planes is not None:
        arrays["planes"] = shown.planes
    arrays["words"] = np.array(json.dumps(words), np.str_)
    keep_arrays(file, arrays, small=True)


def recalled(file: Path) -> Shown | None:
    """Return what was kept, or None when there is nothing whole."""
    kept = recalled_arrays(file, "words")
    if kept is None:
        return None
    try:
        words = json.loads(str(kept["words"]))
        return Shown(
            tuple(_picture(kept[f"image{n}"]) for n in range(len(words["captions"]))),
            tuple(words["captions"]),
            tuple(words["rows"]),
            tuple(words["columns"]),
            dict(words["addresses"]),
            kept.get("planes"),
        )
    except (ValueError, KeyError, TypeError, cv2.error):  # whole, but of another version
        return None


def _png(picture: Picture) -> NDArray[np.uint8]:
    done, data = cv2.imencode(".png", picture[..., ::-1])
    if not done:
        raise ValueError(f"a picture of shape {picture.shape} cannot be kept as PNG")
    return np.asarray(data, np.uint8)


def _picture(data: NDArray[np.uint8]) -> Picture:
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError("a kept picture is damaged")
    return np.ascontiguousarray(picture[..., ::-1], np.uint8)
