"""What the trainer keeps of a pair it was shown: pictures as PNG, words as text, no code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import cv2
import numpy as np
from numpy.typing import NDArray

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
    partial = file.with_suffix(".part")
    with partial.open("wb") as stream:
        np.savez_compressed(
            stream, allow_pickle=False, words=np.array(json.dumps(words), np.str_), **arrays
        )
    partial.replace(file)


def recalled(file: Path) -> Shown | None:
    """Return what was kept, or None when there is nothing whole."""
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
            words = json.loads(str(kept["words"]))
            images = tuple(_picture(kept[f"image{n}"]) for n in range(len(words["captions"])))
            return Shown(
                images,
                tuple(words["captions"]),
                tuple(words["rows"]),
                tuple(words["columns"]),
                dict(words["addresses"]),
                kept.get("planes"),
            )
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, cv2.error):
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
