"""Pictures of the selection: with overlay, in a folder per class, and with boxes as COCO."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qeu_station import __version__
from qeu_station.imaging.io import encode_image
from qeu_station.services.exporting.items import Item
from qeu_station.services.exporting.known import class_of, defects_of
from qeu_station.services.pictures import overlay_of
from qeu_station.storage.tables import write_table
from qeu_station.storage.text import file_name

ANNOTATIONS = "annotations.json"


class Overlays:
    """Writes every pair with its grid and findings marked, ``NAME.jpg``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()

    def add(self, item: Item) -> None:
        """Write one picture."""
        picture = overlay_of(item.record, item.recipe)
        (self._folder / f"{item.name}.jpg").write_bytes(encode_image(picture, ".jpg", 90))

    def finish(self) -> None:
        """Nothing is left to do."""


class Classes:
    """Copies every test image into the folder of its class, and lists them in ``classes.csv``.

    A part whose class nobody knows (REVIEW without a word from an operator) stands in ``review``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: list[tuple[str, ...]] = []
        folder.mkdir()

    def add(self, item: Item) -> None:
        """Copy one picture, byte by byte."""
        record = item.record
        label = class_of(record, item.standing)
        content = item.test_bytes()
        place = self._folder / file_name(label) / f"{item.name}{_suffix(record.test.path)}"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        by = item.standing.operator or "station"
        file = place.relative_to(self._folder).as_posix()
        self._rows.append((file, label, by, record.pair, record.serial, record.id))

    def finish(self) -> None:
        """Write the list."""
        columns = ("file", "class", "by", "pair", "serial", "inspection")
        write_table(self._folder / "classes.csv", columns, self._rows)


class Coco:
    """Copies every test image, with its defects in COCO's form for detection.

    Boxes are what the station found as operators corrected it, in pixels as they are stored after
    EXIF; ``source`` says who an annotation comes from, and ``known`` whether a person looked.

    Source of the format: cocodataset.org/#format-data.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._images: list[dict[str, Any]] = []
        self._annotations: list[dict[str, Any]] = []
        self._labels: dict[str, int] = {}
        (folder / "images").mkdir(parents=True)

    def add(self, item: Item) -> None:
        """Copy one picture and note its defects."""
        content, record = item.test_bytes(), item.record
        name = f"{item.name}{_suffix(record.test.path)}"
        (self._folder / "images" / name).write_bytes(content)
        number = len(self._images) + 1
        for label in record.classes[1:]:
            self._labels.setdefault(label, len(self._labels) + 1)
        self._images.append(
            {
                "id": number,
                "file_name": f"images/{name}",
                "width": record.test.width,
                "height": record.test.height,
                "pair": record.pair,
                "serial": record.serial,
                "inspection": record.id,
                "sha256": record.test.sha256,
                "known": bool(item.said),
            }
        )
        for defect in defects_of(record, item.standing):
            x1, y1, x2, y2 = defect.box
            self._annotations.append(
                {
                    "id": len(self._annotations) + 1,
                    "image_id": number,
                    "category_id": self._labels.setdefault(defect.label, len(self._labels) + 1),
                    "bbox": [x1, y1, x2 - x1, y2 - y1],
                    "area": (x2 - x1) * (y2 - y1),
                    "iscrowd": 0,
                    "cell": defect.cell,
                    "source": defect.source,
                    "score": defect.score,
                }
            )

    def finish(self) -> None:
        """Write ``annotations.json``."""
        content = {
            "info": {"description": "Exported by QEU Station", "version": __version__},
            "images": self._images,
            "annotations": self._annotations,
            "categories": [
                {"id": number, "name": label, "supercategory": "defect"}
                for label, number in self._labels.items()
            ],
        }
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (self._folder / ANNOTATIONS).write_text(text, encoding="utf-8")


def _suffix(path: str) -> str:
    return Path(path).suffix.lower() or ".png"
