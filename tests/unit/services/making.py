"""Small pictures, recipes, plugins and records for the tests of services and commands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from qeu_station.api import InspectorSpec, Scope
from qeu_station.core.classes import DefectClass
from qeu_station.core.opinion import Opinion
from qeu_station.core.recipe import (
    CheckSettings,
    GridSettings,
    InspectorSettings,
    Recipe,
    RegistrationSettings,
)
from qeu_station.core.record import (
    ImageStamp,
    InspectionRecord,
    ItemRecord,
    OpinionRecord,
    RecipeStamp,
)
from qeu_station.pluginhost import Catalog, InspectorEntry, PluginOrigin, Reply

SIZE = (64, 96)
"""Rows and columns of every picture."""

CELLS = ("U1", "U2", "U3", "D1", "D2", "D3")

PLUGIN = '''
import os
from pathlib import Path

from qeu_station.api import InspectorSpec, Opinion, Scope, hookimpl


@hookimpl
def qeu_inspectors():
    yield InspectorSpec(
        name="tiny",
        version="1",
        scopes=frozenset({Scope.CELL}),
        factory="tiny_plugin:Tiny",
        learner="tiny_plugin:Learner",
    )


class Tiny:
    """FAIL where the mean difference of a cell is above 2; what else it does, the name says."""

    def __init__(self, context):
        self.others = (0.0,) * (len(context.classes) - 2)

    def inspect(self, pair):
        if pair.name.startswith("raises"):
            raise ValueError("the lens cap is on")
        if pair.name.startswith("kills"):
            with Path(os.environ["TINY_KILLS"]).open("a") as file:
                file.write(pair.name + "\\n")
            kills = Path(os.environ["TINY_KILLS"]).read_text().split().count(pair.name)
            if kills == 1 or pair.name.startswith("kills-always"):
                os.kill(os.getppid(), 9 if os.name == "posix" else 15)
        return Opinion(cells={
            cell.address: (0.01, 0.99, *self.others)
            if pair.difference[pair.cell_map == k].mean() > 2 else (0.99, 0.01, *self.others)
            for k, cell in enumerate(pair.cells, start=1)
        })


class Learner:
    def __init__(self, context):
        self.seen = 0

    def observe(self, pair, good_cells):
        self.seen += len(list(good_cells))

    def learned(self):
        if not self.seen:
            raise ValueError("no good cell was seen; give at least one")
        return {}
'''


def picture(seed: int = 0, defect: bool = False) -> np.ndarray:
    """A soft texture with edges, uint8 (64, 96, 3); with a defect, U1 is covered."""
    scene = np.random.default_rng(7).integers(40, 200, (8, 12, 3), dtype=np.uint8)
    made = cv2.resize(scene, SIZE[::-1], interpolation=cv2.INTER_NEAREST).astype(np.int16)
    made += np.random.default_rng(seed).integers(0, 2, made.shape, dtype=np.int16)
    if defect:
        made[4:28, 4:28] = 255 - made[4:28, 4:28]
    return made.clip(0, 255).astype(np.uint8)


def write(path: Path, pixels: np.ndarray) -> Path:
    """Write a PNG whatever the path looks like."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return path


def tiny_recipe(name: str = "tray", inspectors: Sequence[str] = ("tiny",), **more: Any) -> Recipe:
    """A recipe of six cells that needs no registration."""
    values: dict[str, Any] = {
        "grid": GridSettings(rows=("U", "D"), columns=("1", "2", "3")),
        "classes": (DefectClass("missing"),),
        "registration": RegistrationSettings(model="none"),
        "checks": CheckSettings(min_similarity=0.1),  # a defect is a large share of so small a part
        "inspectors": tuple(InspectorSettings(name, deadline_s=60) for name in inspectors),
    }
    return Recipe(name=name, reference=("reference.png",), **{**values, **more})


def entry(name: str, scopes: Sequence[Scope] = (Scope.CELL,), **more: Any) -> InspectorEntry:
    """An inspector as the catalog knows it."""
    spec = InspectorSpec(name, "1.0", frozenset(scopes), f"fake_{name}:Inspector", **more)
    return InspectorEntry(spec, PluginOrigin(f"fake-{name}", "2.0", "/nowhere"))


def catalog_of(*entries: InspectorEntry, **more: Any) -> Catalog:
    """A catalog of these inspectors."""
    return Catalog(inspectors={each.name: each for each in entries}, **more)


def reply(inspector: str, fault: tuple[str, str] | None = None, **opinions: Opinion) -> Reply:
    """What came back from an inspector."""
    return Reply(inspector, opinions, fault, 3.5, "cpu")


def item(verdict: str, p_ok: float | None = None, *reasons: str) -> ItemRecord:
    """A verdict in the classes ok, unknown, missing; what is not ok is missing."""
    if p_ok is None:
        return ItemRecord(verdict, None, reasons)
    return ItemRecord(verdict, (p_ok, 0.0, 1 - p_ok), reasons)


def record(pair: str = "A", part: ItemRecord | None = None, **changes: Any) -> InspectionRecord:
    """A record of one inspection."""
    values: dict[str, Any] = {
        "id": f"{abs(hash(pair)):032x}",
        "at": "2026-01-02T03:04:05.678+00:00",
        "station": "station",
        "pair": pair,
        "recipe": RecipeStamp("tray", 1, "ab" * 32),
        "test": ImageStamp(f"{pair}_test.png", "cd" * 32, 96, 64),
        "references": (ImageStamp("reference.png", "ef" * 32, 96, 64),),
        "classes": ("ok", "unknown", "missing"),
        "part": part or item("PASS", 0.9),
        "cells": {address: item("PASS", 0.9) for address in CELLS},
        "opinions": (OpinionRecord("tiny", "gating", "answered", part=item("PASS", 0.9)),),
        "software": {"python": "3.11"},
    }
    return InspectionRecord(**{**values, **changes})
