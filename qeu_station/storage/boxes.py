"""Boxes around known defects, read from the formats in which people have them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError, did_you_mean
from qeu_station.storage.pairs import pair_name
from qeu_station.storage.tables import as_number, read_table, read_text
from qeu_station.storage.truth import TruthBox

Boxes = dict[str, tuple[TruthBox, ...]]
"""Boxes per pair name; a pair with none is known to be good, a pair that is absent is unknown."""

DEEPPCB_CLASSES = ("open", "short", "mousebite", "spur", "copper", "pin-hole")
BOX_COLUMNS = ("pair", "x1", "y1", "x2", "y2", "label")
_NAMES_FILES = ("classes.txt", "obj.names")
_MOST_NAMED = 10


def read_boxes(source: Path, kind: str, pairs: Sequence[Pair], subset: bool = False) -> Boxes:
    """Return the boxes of the given pairs.

    Args:
        source: Folder (DeepPCB text, YOLO) or file (COCO, CSV).
        kind: ``deeppcb``, ``coco``, ``yolo`` or ``csv``.
        pairs: Pairs they belong to.
        subset: The source may know of other pairs too; they are left out.

    Raises:
        DatasetError: A number is wrong, or a box belongs to no pair; file and line are named.
    """
    if kind not in BOX_FORMATS:
        raise DatasetError(
            f'Box format "{kind}" is not known.{did_you_mean(kind, BOX_FORMATS)} '
            f"Formats: {', '.join(BOX_FORMATS)}."
        )
    if not source.exists():
        raise DatasetError(f'"{source}" does not exist; give the boxes\' file or folder.')
    by_name = {pair.name: pair for pair in pairs}
    boxes: dict[str, list[TruthBox]] = {}
    for name, where, box in BOX_FORMATS[kind](source, by_name):
        if name not in by_name:
            if subset:
                continue
            raise DatasetError(f'{where}: there is no pair "{name}".{did_you_mean(name, by_name)}')
        listed = boxes.setdefault(name, [])
        if box is not None:
            listed.append(_checked(where, box))
    if not boxes:
        raise DatasetError(f'"{source}" says nothing of these {len(by_name)} pairs.')
    return {name: tuple(listed) for name, listed in boxes.items()}


def guess_format(source: Path) -> str:
    """Return the format that a file or folder of boxes most likely has.

    A file is COCO when it ends in ``.json``, else CSV; a folder is YOLO when it lists class names
    or its first number line holds fractions, else DeepPCB text.
    """
    if source.is_file():
        return "coco" if source.suffix.lower() == ".json" else "csv"
    if any((source / name).is_file() for name in _NAMES_FILES):
        return "yolo"
    for file in sorted(source.glob("*.txt")):
        first = file.read_text(encoding="utf-8", errors="replace").strip().partition("\n")[0]
        if first:
            return "yolo" if "." in first else "deeppcb"
    return "deeppcb"


_Found = Iterator[tuple[str, str, TruthBox | None]]
"""Pair name, where it stands, and a box (None: the pair is listed without a defect)."""


def _from_deeppcb(folder: Path, pairs: Mapping[str, Pair]) -> _Found:
    """Lines ``x1 y1 x2 y2 type`` in ``NAME.txt``, blanks or commas between."""
    for file in _text_files(folder):
        name = file.stem
        yield name, str(file), None
        for where, values in _number_lines(file, 5):
            *corners, kind = values
            if kind not in range(1, len(DEEPPCB_CLASSES) + 1):
                raise DatasetError(f"{where}: type {kind:g} is not 1-{len(DEEPPCB_CLASSES)}.")
            x1, y1, x2, y2 = corners
            yield name, where, TruthBox((x1, y1, x2, y2), DEEPPCB_CLASSES[int(kind) - 1])


def _from_yolo(folder: Path, pairs: Mapping[str, Pair]) -> _Found:
    """Lines ``class cx cy w h`` in fractions of the picture, in ``STEM.txt``."""
    names = _yolo_names(folder)
    for file in _text_files(folder):
        name = pair_name(file.name)
        yield name, str(file), None
        if name not in pairs:
            continue  # its size is not known; the caller has been told of the name
        width, height = _picture_size(pairs[name].test)
        for where, (kind, cx, cy, w, h) in _number_lines(file, 5):
            known = range(len(names)) if names else range(1000)
            if kind not in known:
                raise DatasetError(f"{where}: class {kind:g} is not 0-{known[-1]}.")
            left, top = (cx - w / 2) * width, (cy - h / 2) * height
            box = (left, top, left + w * width, top + h * height)
            yield name, where, TruthBox(box, names[int(kind)] if names else str(int(kind)))


def _from_coco(file: Path, pairs: Mapping[str, Pair]) -> _Found:
    """COCO detection: ``bbox`` is x, y, width, height in pixels."""
    try:
        data = json.loads(read_text(file))
        images = {image["id"]: pair_name(Path(image["file_name"]).name) for image in data["images"]}
        names = {entry["id"]: str(entry["name"]) for entry in data["categories"]}
        annotations: list[Any] = list(data["annotations"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DatasetError(f"{file} is not COCO JSON: {error!r}.") from None
    if len(names) < len(data["categories"]) or len(images) < len(data["images"]):
        raise DatasetError(f"{file}: an id stands twice in images or categories.")
    for name in images.values():
        if name in pairs:  # references are listed too
            yield name, str(file), None
    for number, annotation in enumerate(annotations, start=1):
        where = f"{file}, annotation {number}"
        try:
            x, y, w, h = (float(value) for value in annotation["bbox"])
            image, category = annotation["image_id"], annotation["category_id"]
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            raise DatasetError(f"{where}: {error!r} is missing or wrong.") from None
        name, label = (
            _listed(where, images, "images", image),
            _listed(where, names, "categories", category),
        )
        yield name, where, TruthBox((x, y, x + w, y + h), label)


def _listed(where: str, known: Mapping[Any, str], part: str, wanted: Any) -> str:
    """Return what an id of an annotation stands for."""
    try:
        return known[wanted]
    except (KeyError, TypeError):
        ids = ", ".join(map(repr, list(known)[:_MOST_NAMED])) or "none"
        more = ", and more" if len(known) > _MOST_NAMED else ""
        raise DatasetError(
            f"{where}: {wanted!r} is no id of {part} in this file; it lists {ids}{more}."
        ) from None


def _from_csv(file: Path, pairs: Mapping[str, Pair]) -> _Found:
    """Columns pair, x1, y1, x2, y2, label; a row with the pair alone says that it is good.

    A column ``cell`` may stand there for people to read; where a box lies is what counts.
    """
    for line in read_table(file, BOX_COLUMNS, ("cell",)):
        where = f"{file}, line {line.number}"
        if not any(line[column] for column in BOX_COLUMNS[1:]):
            yield line["pair"], where, None
            continue
        x1, y1, x2, y2 = line.numbers(BOX_COLUMNS[1:5])
        if not line["label"]:
            raise line.error("label is empty.")
        yield line["pair"], where, TruthBox((x1, y1, x2, y2), line["label"])


BOX_FORMATS: dict[str, Callable[[Path, Mapping[str, Pair]], _Found]] = {
    "deeppcb": _from_deeppcb,
    "coco": _from_coco,
    "yolo": _from_yolo,
    "csv": _from_csv,
}


def _checked(where: str, box: TruthBox) -> TruthBox:
    x1, y1, x2, y2 = box.box
    if not (-math.inf < x1 < x2 < math.inf and -math.inf < y1 < y2 < math.inf):
        raise DatasetError(f"{where}: box {[x1, y1, x2, y2]} is empty; x1 < x2, y1 < y2 is needed.")
    if not box.label.strip():
        raise DatasetError(f"{where}: its class has no name. Name it where the classes are listed.")
    return box


def _text_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise DatasetError(f'"{folder}" is not a folder; this format has one text file per pair.')
    files = sorted(file for file in folder.glob("*.txt") if file.name not in _NAMES_FILES)
    if not files:
        raise DatasetError(f'There is no text file in "{folder}".')
    return files


def _number_lines(file: Path, count: int) -> Iterator[tuple[str, list[float]]]:
    for number, line in enumerate(read_text(file).splitlines(), start=1):
        words = line.replace(",", " ").split()
        if not words:
            continue
        values = [value for word in words if (value := as_number(word)) is not None]
        if len(words) != count or len(values) != count:
            raise DatasetError(f'{file}, line {number}: "{line}" is not {count} numbers.')
        yield f"{file}, line {number}", values


def _yolo_names(folder: Path) -> list[str]:
    for place in (folder, folder.parent):
        for name in _NAMES_FILES:
            if (place / name).is_file():
                return _lines(place / name)
    return []


def _lines(file: Path) -> list[str]:
    """Return one name a line; an empty line between would give all after it another's number."""
    names = [line.strip() for line in read_text(file).rstrip().splitlines()]
    if "" in names:
        raise DatasetError(
            f"{file}, line {names.index('') + 1}: a class without a name. Give it one, or delete "
            "the line if the classes below it are counted without it."
        )
    return names


def _picture_size(file: Path) -> tuple[int, int]:
    """Width and height after EXIF, from the file's header alone."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(file) as image:
            width, height = image.size
            turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    except (OSError, UnidentifiedImageError) as error:
        raise DatasetError(f'The size of "{file}" cannot be read: {error}.') from error
    return (height, width) if turned else (width, height)
