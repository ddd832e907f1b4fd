"""A small set to learn from: every part has a spot that is a defect and one that is none."""

from __future__ import annotations

from pathlib import Path

from tests.unit.services.making import picture, write

DEFECT = (4, 4, 28, 28)
"""x1, y1, x2, y2 of the defect of class ``missing``, in cell U1."""

TRAINERS = Path(__file__).parents[2] / "plugins" / "data" / "trainers"


def write_set(folder: Path, count: int = 4) -> Path:
    """Write a data set of ``count`` pairs in two groups; the last part has no defect."""
    rows, boxes = ["name,test,reference,serial,group"], ["pair,x1,y1,x2,y2,label"]
    for seed in range(1, count + 1):
        name, bad = f"P{seed}", seed < count
        made = picture(seed, defect=bad)
        made[40:56, 72:88] = 255 - made[40:56, 72:88] // 2  # in D3, and no defect
        write(folder / "pictures" / f"{name}_test.png", made)
        rows.append(f"{name},pictures/{name}_test.png,,,lot{seed % 2}")
        boxes.append(f"{name},4,4,28,28,missing" if bad else f"{name},,,,,")
    (folder / "pairs.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "boxes.csv").write_text("\n".join(boxes) + "\n", encoding="utf-8")
    return folder
