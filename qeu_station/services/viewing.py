"""Pictures for the screen: read, brought to eight bits, and the test laid onto the reference."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import cv2
import numpy as np

from qeu_station.core.recipe import ImageSettings, Recipe
from qeu_station.core.record import ImageStamp, InspectionRecord
from qeu_station.errors import ImageError
from qeu_station.imaging.apart import apart
from qeu_station.imaging.difference import TolerantDifference
from qeu_station.imaging.io import (
    MAX_PIXELS,
    LoadedImage,
    loaded_image,
    read_file,
    read_image,
)
from qeu_station.imaging.pixels import Pixels, Raw, cut, to_eight_bit, to_grey
from qeu_station.imaging.references import aligned_references
from qeu_station.imaging.registration import Registrar
from qeu_station.imaging.warp import warped

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


def view_file(path: Path, images: ImageSettings, max_pixels: int = MAX_PIXELS) -> Pixels:
    """Return a picture file as the screen takes it, before anything was judged.

    Raises:
        ImageError: It is missing, no picture, or larger than ``max_pixels``.
    """
    return shown(to_eight_bit(read_image(path, max_pixels).pixels, images))


def view_record(
    record: InspectionRecord,
    recipe: Recipe,
    difference: bool = False,
    memory: PictureMemory | None = None,
) -> ViewedPair:
    """Return the pictures that a record was judged on, test laid onto the reference.

    Args:
        record: The inspection.
        recipe: The recipe it was judged with.
        difference: Whether the tolerant difference is computed too.
        memory: Pictures that need not be read again.

    Raises:
        ImageError: A picture is gone or was changed since.
    """
    if not record.references:
        raise ImageError(f'"{record.pair}" was never read, so there is no picture to show.')
    memory = memory or PictureMemory()
    reference = to_eight_bit(memory.picture(record.references[0]), recipe.image)
    test = to_eight_bit(memory.picture(record.test), recipe.image)
    registration = record.preparation.get("registration", {})
    matrix = registration.get("to_reference")
    if matrix is None or test.shape != reference.shape:
        return ViewedPair(record.pair, shown(reference), shown(test))
    to_reference = np.asarray(matrix, np.float64).reshape(3, 3)
    laid, valid = warped(test, to_reference, cv2.BORDER_CONSTANT)
    found = None
    if difference:
        found = _basis(record, recipe, memory).between(cut(laid, recipe.image), valid)
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


def lasting(pair: ViewedPair) -> ViewedPair:
    """Return the same pictures in memory that suits pictures which are kept."""
    found = pair.difference
    return replace(
        pair,
        reference=apart(pair.reference),
        test=apart(pair.test),
        difference=None if found is None else apart(found),
    )


class PictureMemory:
    """Pictures as they were judged, so that they are not read again to be shown.

    May be used from several threads. The oldest are forgotten when all together are larger than
    ``limit`` bytes; two are kept whatever their size.
    """

    def __init__(self, limit: int = 200_000_000) -> None:
        self._limit = limit
        self._pictures: dict[str, LoadedImage] = {}
        self._basis: tuple[tuple[str, ...], TolerantDifference] | None = None
        self._lock = threading.Lock()

    def keep(self, image: LoadedImage) -> LoadedImage:
        """Keep a picture as read, and return it as kept; nobody may write to its pixels later."""
        image = _apart(image)
        with self._lock:
            self._pictures.pop(image.sha256, None)
            self._pictures[image.sha256] = image
            size = sum(each.pixels.nbytes for each in self._pictures.values())
            while size > self._limit and len(self._pictures) > 2:
                oldest = next(iter(self._pictures))
                size -= self._pictures.pop(oldest).pixels.nbytes
        return image

    def read(self, path: Path, max_pixels: int = MAX_PIXELS) -> tuple[LoadedImage, bytes]:
        """Return a picture file as it is now, and its bytes; what is kept is not decoded again.

        Raises:
            ImageError: It is missing, no picture, or larger than ``max_pixels``.
        """
        content = read_file(path, max_pixels)
        known = self._kept(hashlib.sha256(content).hexdigest())
        image = known or loaded_image(path, content, max_pixels)
        return self.keep(replace(image, path=path)), content

    def picture(self, stamp: ImageStamp) -> Raw:
        """Return a picture as it was judged.

        Raises:
            ImageError: It is no longer in memory, and its file is gone or was changed since.
        """
        known = self._kept(stamp.sha256) or _judged(stamp)
        return self.keep(known).pixels  # seen last, so forgotten last

    def _kept(self, sha256: str) -> LoadedImage | None:
        with self._lock:
            return self._pictures.get(sha256)

    def basis(
        self, key: tuple[str, ...], build: Callable[[], TolerantDifference]
    ) -> TolerantDifference:
        """Return what ``build`` made for the same key when it was last asked for."""
        known = self._basis
        if known is None or known[0] != key:
            known = self._basis = key, build()
        return known[1]


def _apart(image: LoadedImage) -> LoadedImage:
    pixels = apart(image.pixels)
    return image if pixels is image.pixels else replace(image, pixels=pixels)


def _judged(stamp: ImageStamp) -> LoadedImage:
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
    return loaded_image(path, data)


def _basis(record: InspectionRecord, recipe: Recipe, memory: PictureMemory) -> TolerantDifference:
    """Return the difference to the references of a record."""

    def built() -> TolerantDifference:
        read = [to_eight_bit(memory.picture(s), recipe.image) for s in record.references]
        stack: Sequence[Pixels] = read
        if len(read) > 1:
            registrar = Registrar(to_grey(read[0]), recipe.registration)
            stack = list(aligned_references(read, registrar))
        good = np.stack([cut(picture, recipe.image) for picture in stack])
        even = recipe.image.mode != "binary"
        return TolerantDifference(good, recipe.difference.tolerance, even)

    stamps = (stamp.sha256 for stamp in record.references)
    return memory.basis((record.recipe.sha256, *stamps), built)
