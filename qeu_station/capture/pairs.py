"""Lists of pairs: a folder of pictures, an imported dataset, or a CSV file."""

from __future__ import annotations

import os
from pathlib import Path

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError
from qeu_station.storage.datasets import PAIRS_FILE, pairs_from_csv, pairs_from_folder

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})


def list_pairs(source: Path, from_pair: bool) -> list[Pair]:
    """Return the pairs of a folder, a dataset folder or a CSV file, sorted by name.

    Args:
        source: A folder with ``NAME_test.*`` and ``NAME_temp.*`` or ``NAME_ref.*``; a folder made
            by ``dataset import``; a CSV file; or, for a recipe with its own reference, any folder
            of pictures.
        from_pair: Whether every pair must bring its own reference.

    Raises:
        DatasetError: Nothing there, or a test image without its reference.
    """
    if source.is_file():
        return pairs_from_csv(source)
    if not source.is_dir():
        raise DatasetError(f"{source} does not exist. Give a folder of pictures or a CSV file.")
    if (source / PAIRS_FILE).is_file():
        return pairs_from_csv(source / PAIRS_FILE)
    if from_pair:
        return pairs_from_folder(source)
    return _tests(source)


def _tests(folder: Path) -> list[Pair]:
    """Every picture is a test image; with any ``_test`` name among them, only those are."""
    with os.scandir(folder) as entries:
        names = [e.name for e in entries if Path(e.name).suffix.lower() in PICTURES and e.is_file()]
    marked = [name for name in names if Path(name).stem.endswith("_test")]
    if not names:
        raise DatasetError(
            f"{folder} holds no pictures ({', '.join(sorted(PICTURES))}). Give another folder."
        )
    chosen = sorted(marked or names)
    return [Pair(Path(name).stem.removesuffix("_test"), folder / name) for name in chosen]
