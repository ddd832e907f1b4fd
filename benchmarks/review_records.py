"""Records as a line of parts leaves them: mostly good, some with defects, a few with a fault."""

from __future__ import annotations

import random

from qeu_station.core.record import (
    ImageStamp,
    InspectionRecord,
    ItemRecord,
    OpinionRecord,
    RecipeStamp,
)
from qeu_station.core.region import Region
from qeu_station.core.verdict import Thresholds

STATION = "line 1"
ADDRESSES = tuple(row + str(column) for row in "UCD" for column in range(1, 10))
CLASSES = ("ok", "unknown", "scratch", "missing", "stain", "shifted")
LIMITS = Thresholds()
_INSPECTORS = ("difference", "soart3.weight", "soart3.bias")
_FAULTY, _DEFECTIVE = 0.005, 0.18


def build_record(rng: random.Random) -> InspectionRecord:
    """Return a record of 27 cells and three inspectors, without a name or a time."""
    defective = rng.random() < _DEFECTIVE
    bad = {rng.choice(ADDRESSES): rng.choice(CLASSES[1:]) for _ in range(rng.randint(1, 3))}
    bad = bad if defective else {}
    faulty = rng.random() < _FAULTY
    cells = _cells(bad, rng, 1.0)
    regions = tuple(_region(n, address, rng) for n, address in enumerate([*bad, "U1"]))
    return InspectionRecord(
        id="",
        at="",
        station=STATION,
        pair="",
        recipe=RecipeStamp("tray", 1, ""),
        test=ImageStamp("/data/line1/2026-01/part_test.png", "", 1280, 960),
        references=(ImageStamp("/data/recipes/tray/v3/reference.png", "ab" * 32, 1280, 960),),
        classes=CLASSES,
        part=ItemRecord("REVIEW", None, ("soart3.weight: timeout",)) if faulty else _part(cells),
        cells=cells,
        regions=regions,
        fused={region.id: cells[region.cells[0]] for region in regions},
        opinions=tuple(_opinion(name, bad, rng, faulty) for name in _INSPECTORS),
        preparation={"model": "affine", "residual": rng.random(), "sharpness": rng.random()},
        milliseconds={"read": 8.0, "prepare": 31.5, "inspect": 24.2, "total": 64.0},
        software={"python": "3.11", "qeu-station": "0.1.0", "opencv": "5.0.0"},
    )


def _opinion(name: str, bad: dict[str, str], rng: random.Random, faulty: bool) -> OpinionRecord:
    if faulty and name == "soart3.weight":
        return OpinionRecord(name, "gating", "timeout", "no answer within 2 s", "qeu-soart3")
    cells = _cells(bad, rng, 0.8)
    return OpinionRecord(
        inspector=name,
        role="gating",
        status="answered",
        plugin="qeu-soart3",
        plugin_version="0.1.0",
        version="1",
        model_sha256="cd" * 32,
        device="CPU",
        milliseconds=rng.uniform(5, 30),
        part=_part(cells),
        cells=cells,
    )


def _cells(bad: dict[str, str], rng: random.Random, skill: float) -> dict[str, ItemRecord]:
    """Return an item per cell; a defect is seen with the probability ``skill``."""
    return {address: _item(bad.get(address, ""), rng, skill) for address in ADDRESSES}


def _item(label: str, rng: random.Random, skill: float) -> ItemRecord:
    seen = bool(label) and rng.random() < skill
    p_ok = rng.betavariate(1.2, 4) if seen else rng.betavariate(40, 1)
    rest = [0.0] * (len(CLASSES) - 1)
    rest[(CLASSES.index(label) if label else 1) - 1] = 1 - p_ok
    return ItemRecord(str(LIMITS.decide(p_ok)), (p_ok, *rest))


def _part(cells: dict[str, ItemRecord]) -> ItemRecord:
    return min(cells.values(), key=lambda item: item.p_ok or 0.0)


def _region(number: int, address: str, rng: random.Random) -> Region:
    x, y = rng.uniform(0, 1200), rng.uniform(0, 900)
    box = (x, y, x + 40, y + 40)
    return Region(f"R{number}", box, box, 700, 180.5, rng.uniform(40, 90), (address,))
