"""States of the inspect screen for tests of its widgets."""

from __future__ import annotations

import numpy as np

from qeu_station.core.grid import Grid
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import (
    Band,
    Card,
    CellMark,
    ClassKey,
    Counters,
    InspectState,
    Kind,
    PartLabel,
    StripEntry,
)
from qeu_station.services.viewing import ViewedPair

CLASSES = (
    ClassKey("ok", "o", "#2e7d32"),
    ClassKey("unknown", "?", "#757575"),
    ClassKey("missing", "m", "#c62828"),
)
CARDS = (
    Card("soart3.weight", "soart3", Verdict.FAIL, 0.04, "U4 far from the unit space", 214, "CPU"),
    Card("vlm", "vlm", sentence="No answer within 2 s", health="suspended", problem=True,
         advisory=True, restartable=True),
)  # fmt: skip
COUNTERS = Counters(128, 117, 7, 4, 5, 117 / 128, 412.4, 530.2, 891.0, "2026-11-21T08:00:00+00:00")
CAN = frozenset({"part.agree", "part.ok", "part.ng", "part.next", "correct.undo"})


def strip(count: int, current: int = 0) -> tuple[StripEntry, ...]:
    """Parts P0, P1, …; the first is the newest."""
    grey = np.full((8, 12, 3), 90, np.uint8)
    return tuple(
        StripEntry(f"id{n}", f"P{n}", Verdict.PASS, thumbnail=grey, current=n == current)
        for n in range(count)
    )


def judged(**changes: object) -> InspectState:
    """A part that failed, with everything around it."""
    picture = np.zeros((60, 90, 3), np.uint8)
    grid = Grid.over_rectangle((0, 0, 90, 60), ("U", "D"), ("1", "2"))
    values: dict[str, object] = {
        "recipe": "tray v3",
        "operator": "Sato",
        "part": PartLabel("T03", 4, 12, "SN-417"),
        "band": Band(Kind.FAIL, "FAIL", "Cells U2"),
        "pictures": ViewedPair("T03", picture, picture, True),
        "grid": grid,
        "cells": tuple(CellMark(address, Verdict.PASS) for address in grid.addresses),
        "cards": CARDS,
        "counters": COUNTERS,
        "strip": strip(3),
        "classes": CLASSES,
        "can": CAN,
        "hint": "Enter: agree",
    }
    return InspectState(**(values | changes))  # type: ignore[arg-type]


def chosen(*addresses: str) -> tuple[CellMark, ...]:
    """Cells U1, U2, D1, D2, some of them chosen."""
    return tuple(
        CellMark(address, Verdict.PASS, selected=address in addresses)
        for address in ("U1", "U2", "D1", "D2")
    )
