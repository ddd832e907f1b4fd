"""The small data set that is shipped: good parts to learn from and one pair of every kind."""

from __future__ import annotations

from pathlib import Path

from qeu_station.imaging.encoding import write_image
from qeu_station.imaging.samples.dataset import write_reference, write_truth
from qeu_station.imaging.samples.pairs import DefectName, render_pair
from qeu_station.imaging.samples.product import SampleProduct

GOOD_PARTS = 5
QUALITY = 92

_PAIRS: dict[str, tuple[tuple[DefectName, ...], float]] = {
    "T01": ((), 1.0),
    "T02": (("missing",), 1.0),
    "T03": (("shifted",), 1.0),
    "T04": ((), 1.0),
    "T05": (("rotated",), 1.0),
    "T06": (("wrong_colour",), 1.0),
    "T07": ((), 1.6),
    "T08": (("scratched",), 1.0),
    "T09": (("dirty",), 1.0),
    "T10": (("missing", "dirty", "rotated"), 1.0),
    "T11": ((), 2.0),
    "T12": (("scratched", "wrong_colour", "shifted"), 1.6),
}
"""Defects and the multiple of the ordinary spread of light and pose."""


def write_showcase(folder: Path, product: SampleProduct, seed: int) -> None:
    """Write the reference, good parts under ``good``, twelve pairs and their truth.

    Args:
        folder: Made when it does not exist.
        product: What is in the tray.
        seed: Everything that varies follows from it.

    Raises:
        StorageError: A picture cannot be written.
    """
    (folder / "good").mkdir(parents=True, exist_ok=True)
    write_reference(folder, product, "reference.jpg")
    for number in range(1, GOOD_PARTS + 1):
        good = render_pair(product, seed + 1000 + number, 0)
        write_image(folder / "good" / f"G{number:02d}.jpg", good.test, QUALITY)
    pairs = {
        name: render_pair(product, seed + number, defects, awkward)
        for number, (name, (defects, awkward)) in enumerate(_PAIRS.items())
    }
    for name, pair in pairs.items():
        write_image(folder / f"{name}_test.jpg", pair.test, QUALITY)
    write_truth(folder, pairs)
