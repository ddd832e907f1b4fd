"""A journal of judged and corrected parts whose two inspectors depend on each other as wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.fusion_simulated import simulated
from qeu_station.api import Scope
from qeu_station.core.classes import DefectClass
from qeu_station.core.correction import Correction
from qeu_station.core.record import (
    ImageStamp,
    InspectionRecord,
    ItemRecord,
    OpinionRecord,
    RecipeStamp,
)
from qeu_station.core.region import Region
from qeu_station.learning.votes import Votes
from qeu_station.pluginhost import Catalog
from qeu_station.services.opening import OpenHome
from qeu_station.storage.recipes import LoadedRecipe
from tests.unit.services.making import CELLS, catalog_of, entry, record, tiny_recipe

TWO = ("alpha", "beta.w")
BOX = (4.0, 4.0, 20.0, 20.0)
REGION = Region("R1", BOX, BOX, 64, 200.0, 90.0, ("U1",))
STRAIGHT = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]


def catalog(*more: Any) -> Catalog:
    """Two inspectors of regions, one of them with a named opinion."""
    regions = (Scope.REGION,)
    return catalog_of(entry("alpha", regions), entry("beta", regions, opinions=("w",)), *more)


def recipe(*inspectors: str, **more: Any) -> Any:
    """The recipe ``tray`` with these inspectors and two classes of its own."""
    classes = (DefectClass("missing"), DefectClass("scratched"))
    return tiny_recipe(inspectors=inspectors or ("alpha", "beta"), classes=classes, **more)


def votes(parts: int = 330, shared: float = 0.9, **more: Any) -> Votes:
    """One region per part."""
    return simulated(parts=parts, items=1, shared=shared, names=TWO, **more)


def judged(loaded: LoadedRecipe, said: Votes, n: int, **changes: Any) -> InspectionRecord:
    """The inspection of part ``n``."""
    vectors = {name: tuple(said.vectors[k, n].tolist()) for k, name in enumerate(said.opinions)}
    opinions = tuple(
        OpinionRecord(
            name,
            "gating",
            "answered",
            version="1.0",
            regions={"R1": ItemRecord("REVIEW", vector)},
            part=ItemRecord("REVIEW", vector),
        )
        for name, vector in vectors.items()
    )
    quiet = (0.99, 0.01, 0.0, 0.0)
    part = said.parts[n]
    values: dict[str, Any] = {
        "id": hashlib.sha256(part.encode()).hexdigest()[:32],
        "recipe": RecipeStamp(loaded.recipe.name, loaded.recipe.version, loaded.sha256),
        "test": ImageStamp(f"{part}.png", hashlib.sha256(part.encode()).hexdigest(), 96, 64),
        "classes": loaded.recipe.class_table.names,
        "group": said.groups[n],
        "regions": (REGION,),
        "part": ItemRecord("PASS", quiet),
        "cells": {address: ItemRecord("PASS", quiet) for address in CELLS},
        "opinions": opinions,
        "preparation": {"registration": {"to_reference": STRAIGHT, "problem": ""}},
    }
    return replace(record(part), **{**values, **changes})


def keep(
    home: OpenHome, loaded: LoadedRecipe, said: Votes, records: Iterable[InspectionRecord] = ()
) -> list[InspectionRecord]:
    """Write every part, or these records of the first parts."""
    listed = list(records) or [judged(loaded, said, n) for n in range(len(said))]
    with home.journal() as journal:
        journal.append_recipe(loaded)
        journal.append_inspections(listed)
    return listed


def label(file: Path, said: Votes) -> Path:
    """Write what is known of every part as a list of cells."""
    rows = (f"{p},U1,{said.classes[t]}" for p, t in zip(said.parts, said.truth, strict=True))
    file.write_text("\n".join(["pair,cell,label", *rows]), encoding="utf-8")
    return file


def correct(home: OpenHome, said: Votes, listed: Iterable[InspectionRecord]) -> None:
    """Write what an operator says of the first parts."""
    with home.journal() as journal:
        for n, each in enumerate(listed):
            name = said.classes[said.truth[n]]
            ok = name == "ok"
            journal.append_correction(
                Correction(each.id, "Mai", {} if ok else {"U1": name}, "ok" if ok else "ng")
            )
