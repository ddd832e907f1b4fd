"""Several good parts as one stack, aligned onto the first one, which carries the grid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qeu_station.errors import ImageError, RecipeError
from qeu_station.imaging.pixels import Pixels, to_grey
from qeu_station.imaging.registration import Registrar
from qeu_station.imaging.warp import warped


def aligned_references(pictures: Sequence[Pixels], registrar: Registrar) -> Pixels:
    """Return the good parts in the frame of the first one.

    Where an aligned picture has no content, the first one's pixels stand.

    Args:
        pictures: uint8, each (H, W) or each (H, W, 3), at least one.
        registrar: Lays pictures onto the first one.

    Returns:
        uint8, (K, H, W) or (K, H, W, 3).

    Raises:
        RecipeError: One cannot be laid onto the first.
        ImageError: Their sizes differ.
    """
    first = pictures[0]
    rest = (_aligned(p, n, first, registrar) for n, p in enumerate(pictures[1:], start=2))
    return np.stack([first, *rest])


def check_same_size(name: str, picture: Pixels, reference: Pixels) -> None:
    """Refuse a picture of another size than the reference: the grid would mean nothing there.

    Raises:
        ImageError: The sizes differ.
    """
    if picture.shape[:2] != reference.shape[:2]:
        raise ImageError(
            f"{name} is {_size(picture)} pixels but the reference is {_size(reference)}; both must "
            "have the same size. Take them with the same camera setting, or use another reference."
        )


def _aligned(picture: Pixels, number: int, first: Pixels, registrar: Registrar) -> Pixels:
    check_same_size(f"Reference {number}", picture, first)
    found = registrar.register(to_grey(picture))
    if found.problem:
        raise RecipeError(
            f"Reference {number} cannot be laid onto reference 1: {found.problem} "
            "Take another picture of a passed product. Check reference in recipe.toml."
        )
    moved, valid = warped(picture, np.asarray(found.to_reference, np.float64).reshape(3, 3))
    moved = moved.copy()
    moved[valid == 0] = first[valid == 0]
    return moved


def _size(picture: Pixels) -> str:
    return f"{picture.shape[1]} x {picture.shape[0]}"
