"""Records to put into a journal."""

from __future__ import annotations

import random
import uuid

from qeu_station.core.record import (
    ImageStamp,
    InspectionRecord,
    ItemRecord,
    OpinionRecord,
    RecipeStamp,
)
from qeu_station.core.region import Region

STATION = "線 1"


def build_record(number: int, **changes) -> InspectionRecord:
    """A full record, different for every number."""
    rng = random.Random(number)
    addresses = [row + str(column) for row in "UCD" for column in range(1, 10)]

    def item() -> ItemRecord:
        p_ok = rng.random()
        return ItemRecord(
            "PASS" if p_ok > 0.5 else "FAIL", (p_ok, (1 - p_ok) / 3, (1 - p_ok) / 1.5)
        )

    regions = tuple(
        Region(
            f"R{k}",
            (k, 2.0, k + 9.0, 20.0),
            (k + rng.random(), 2.125, k + 10.1, 20.3),
            40,
            200.5,
            rng.random(),
            (addresses[k],),
        )
        for k in range(4)
    )
    opinion = OpinionRecord(
        inspector="difference",
        role="gating",
        status="answered",
        plugin="qeu-difference",
        milliseconds=rng.random(),
        part=item(),
        cells={address: item() for address in addresses},
        regions={region.id: item() for region in regions[:3]},
    )
    values = {
        "id": uuid.UUID(int=rng.getrandbits(128)).hex,
        "at": "2026-01-01T00:00:00.000+00:00",
        "station": STATION,
        "pair": f"p{number}",
        "recipe": RecipeStamp("tray", 1, "ab" * 32),
        "test": ImageStamp(f"/絵/p{number}_test.png", "cd" * 32, 640, 480),
        "references": (ImageStamp("/絵/ref.png", "ef" * 32, 640, 480),),
        "classes": ("ok", "unknown", "missing"),
        "part": item(),
        "cells": {address: item() for address in addresses},
        "regions": regions,
        "fused": {region.id: item() for region in regions},
        "opinions": (opinion,),
        "preparation": {"residual": rng.random(), "values": [1, 2.5]},
        "milliseconds": {"read": 1.0, "prepare": 2.0, "inspect": 3.0, "total": 6.0},
        "software": {"python": "3.11"},
    }
    return InspectionRecord(**{**values, **changes})
