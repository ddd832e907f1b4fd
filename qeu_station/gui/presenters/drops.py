"""What files that are dropped on the screen mean, told from their names alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qeu_station.gui.words import translate

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp"})
_REFERENCE = ("_temp", "_ref", "_reference")


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dropped; just one of the three is given.

    Attributes:
        test: A picture to judge.
        reference: What it is judged against, None for the recipe's own.
        source: A folder or a CSV of pairs.
        refused: Why nothing is opened.
    """

    test: Path | None = None
    reference: Path | None = None
    source: Path | None = None
    refused: str = ""


def dropped(paths: Sequence[Path]) -> Dropped:
    """Return what paths mean: two pictures are a pair, one is a test picture, else a source.

    A name that ends in ``_test``, ``_temp``, ``_ref`` or ``_reference`` says which picture it is;
    without such a name the first is the reference.
    """
    pictures = [path for path in paths if path.suffix.lower() in PICTURES]
    if len(paths) == 1:
        return Dropped(test=paths[0]) if pictures else Dropped(source=paths[0])
    if len(paths) == 2 and len(pictures) == 2:
        return _pair(*pictures)
    return Dropped(refused=_refusal(len(paths), len(pictures)))


def _pair(first: Path, second: Path) -> Dropped:
    swapped = _is_test(first) or _is_reference(second)
    if swapped and not (_is_test(second) or _is_reference(first)):
        first, second = second, first
    return Dropped(test=second, reference=first)


def _is_test(path: Path) -> bool:
    return path.stem.casefold().endswith("_test")


def _is_reference(path: Path) -> bool:
    name = path.stem.casefold()
    return name in {"reference", "ref", "temp"} or name.endswith(_REFERENCE)


def _refusal(count: int, pictures: int) -> str:
    if not count:
        return translate("Inspect", "Nothing that was dropped is a file.")
    if pictures == count:
        return translate(
            "Inspect",
            "{count} pictures were dropped; drop one or two, or the folder that holds them.",
        ).format(count=count)
    return translate(
        "Inspect", "Drop two pictures, one folder or one CSV; {count} things were dropped."
    ).format(count=count)
