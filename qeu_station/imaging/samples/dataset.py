"""A folder of sample pairs with their truth, as every other data set comes in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from qeu_station.core.classes import OK
from qeu_station.imaging.encoding import write_image
from qeu_station.imaging.samples.pairs import SamplePair, render_pair, render_reference
from qeu_station.imaging.samples.product import ADDRESSES, SampleProduct


def write_dataset(
    folder: Path,
    product: SampleProduct,
    count: int,
    seed: int,
    defect_share: float,
    extension: str = ".jpg",
    quality: int = 92,
) -> None:
    """Write ``reference.png``, ``corners.json`` and ``count`` test images with their truth.

    ``truth.csv`` has the columns pair, cell, label and a row per defective cell, or one row with
    ``ok`` for a good part; ``boxes.csv`` has pair, label, x1, y1, x2, y2 (pixels of the test
    image, exclusive end) and cell.

    Args:
        folder: Made when it does not exist.
        product: What is in the tray.
        count: Number of test images, named ``0001_test`` and so on.
        seed: Seed of the first one.
        defect_share: Share of test images with defects, 0..1.
        extension: Format of the test images.
        quality: Quality of JPEG and WebP.

    Raises:
        StorageError: A picture cannot be written.
    """
    write_reference(folder, product)
    defective = np.random.default_rng([seed, 9]).random(count) < defect_share
    pairs = {}
    for number in range(count):
        name = f"{number + 1:04d}"
        pair = render_pair(product, seed + number, None if defective[number] else 0)
        write_image(folder / f"{name}_test{extension}", pair.test, quality)
        pairs[name] = pair
    write_truth(folder, pairs)


def write_reference(folder: Path, product: SampleProduct, name: str = "reference.png") -> None:
    """Write the reference and the four corners of its grid, ``corners.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    write_image(folder / name, render_reference(product), quality=95)
    corners = [[round(x, 2), round(y, 2)] for x, y in product.grid().corners]
    text = json.dumps({"corners": corners})
    (folder / "corners.json").write_text(text + "\n", encoding="utf-8")


def write_truth(folder: Path, pairs: dict[str, SamplePair]) -> None:
    """Write ``truth.csv`` and ``boxes.csv`` for the pairs, by name.

    Cells of a listed part that are not listed are ok; a good part is listed with its first cell.
    """
    labels = [
        (name, cell, label)
        for name, pair in pairs.items()
        for cell, label in (dict[str, str](pair.truth) or {ADDRESSES[0]: OK}).items()
    ]
    boxes = [
        (name, pair.truth[cell], *(round(value) for value in box), cell)
        for name, pair in pairs.items()
        for cell, box in pair.boxes.items()
    ]
    _write_rows(folder / "truth.csv", ("pair", "cell", "label"), labels)
    _write_rows(folder / "boxes.csv", ("pair", "label", "x1", "y1", "x2", "y2", "cell"), boxes)


def _write_rows(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
