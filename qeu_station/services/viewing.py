"""Pictures for the screen: read, brought to eight bits, and the test laid onto the reference."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from qeu_station.core.recipe import ImageSettings, Recipe
from qeu_station.core.record import ImageStamp, InspectionRecord
from qeu_station.errors import ImageError
from qeu_station.imaging.difference import TolerantDifference
from qeu_station.imaging.io import decode_image, read_image
from qeu_station.imaging.pixels import Pixels, cut, to_eight_bit, to_grey
from qeu_station.imaging.references import aligned_references
from qeu_station.imaging.registration import Registrar

IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class ViewedPair:
    """Two pictures of one part, ready to be shown.

    Attributes:
        name: Name of the pair.
        reference: uint8, (H, W, 3) RGB or (H, W), contiguous.
        test: As ``reference``; laid onto it when ``aligned``.
        aligned: Whether grid and boxes in reference pixels fit ``test``.
        difference: The tolerant difference, uint8, (H, W), 0..255, or None when not asked for.
        to_test: 3x3 map from pixels of ``reference`` to pixels of the test file after EXIF, row by
            row; identity when not aligned.
    """

    name: str
    reference: np.ndarray = field(repr=False)
    test: np.ndarray = field(repr=False)
    aligned: bool = False
    difference: np.ndarray | None = field(default=None, repr=False)
    to_test: tuple[float, ...] = IDENTITY


def view_file(path: Path, images: ImageSettings) -> Pixels:
    """Return a picture file as the screen takes it, before anything was judged.

    Raises:
        ImageError: It is missing or no picture.
    """
    return shown(to_eight_bit(read_image(path).pixels, images))


def view_record(record: InspectionRecord, recipe: Recipe, difference: bool = False) -> ViewedPair:
    """Return the pictures that a record was judged on, test laid onto the reference.

    Args:
        record: The inspection.
        recipe: The recipe it was judged with.
        difference: Whether the tolerant difference is computed too.

    Raises:
        ImageError: A picture is gone or was changed since.
    """
    if not record.references:
        raise ImageError(f'"{record.pair}" was never read, so there is no picture to show.')
    reference = _judged(record.references[0], recipe.image)
    test = _judged(record.test, recipe.image)
    registration = record.preparation.get("registration", {})
    matrix = registration.get("to_reference")
    if matrix is None or test.shape != reference.shape:
        return ViewedPair(record.pair, shown(reference), shown(test))
    to_reference = np.asarray(matrix, np.float64).reshape(3, 3)
    laid, valid = _laid(test, to_reference)
    found = None
    if difference:
        others = [_judged(stamp, recipe.image) for stamp in record.references[1:]]
        found = _difference([reference, *others], laid, valid, recipe)
    inverse = np.linalg.inv(to_reference)
    return ViewedPair(
        record.pair,
        shown(reference),
        shown(laid),
        aligned=True,
        difference=found,
        to_test=tuple(float(value) for value in (inverse / inverse[2, 2]).ravel()),
    )


def shown(picture: Pixels) -> Pixels:
    """Return a BGR or grey picture as the screen takes it: RGB or grey, contiguous."""
    return picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


def thumbnail(picture: Pixels, height: int = 64) -> Pixels:
    """Return a small copy of a picture for the strip, uint8 RGB (height, w, 3)."""
    width = max(1, round(picture.shape[1] * height / picture.shape[0]))
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return small if small.ndim == 3 else cv2.cvtColor(small, cv2.COLOR_GRAY2RGB)


def _judged(stamp: ImageStamp, images: ImageSettings) -> Pixels:
    path = Path(stamp.path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImageError(
            f'Picture "{path}" cannot be read: {error.strerror or error}. It was moved or removed '
            "after it was judged."
        ) from error
    if hashlib.sha256(data).hexdigest() != stamp.sha256:
        raise ImageError(f'"{path}" is not the picture that was judged; it was changed since.')
    return to_eight_bit(decode_image(data, str(path)), images)


def _laid(test: Pixels, to_reference: np.ndarray) -> tuple[Pixels, Pixels]:
    """Return the test in the reference's frame, black where it has nothing, and where it has."""
    height, width = test.shape[:2]
    full = np.full((height, width), 255, np.uint8)
    size = (width, height)
    laid = cv2.warpPerspective(test, to_reference, size, flags=cv2.INTER_LINEAR)
    return laid, cv2.warpPerspective(full, to_reference, size, flags=cv2.INTER_NEAREST)


def _difference(
    references: Sequence[Pixels], laid: Pixels, valid: Pixels, recipe: Recipe
) -> Pixels:
    stack: Sequence[Pixels] = references
    if len(references) > 1:
        registrar = Registrar(to_grey(references[0]), recipe.registration)
        stack = list(aligned_references(references, registrar))
    good = np.stack([cut(picture, recipe.image) for picture in stack])
    even = recipe.image.mode != "binary"
    tolerant = TolerantDifference(good, recipe.difference.tolerance, even)
    return tolerant.between(cut(laid, recipe.image), valid)
