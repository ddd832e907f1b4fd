"""A draft at work: tried on a pair, and taught from good parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from qeu_station.core.pair import Pair
from qeu_station.core.recipe import Recipe
from qeu_station.core.record import InspectionRecord
from qeu_station.imaging.io import read_image
from qeu_station.imaging.warp import warped
from qeu_station.pluginhost import load_catalog
from qeu_station.services.calibrate import Learned, learn_limits
from qeu_station.services.opening import OpenHome
from qeu_station.services.roster import build_roster
from qeu_station.services.station import Station
from qeu_station.services.teaching.drafts import Draft, load_draft
from qeu_station.services.teaching.pictures import as_seen
from qeu_station.services.viewing import ViewedPair
from qeu_station.storage.recipes import LoadedRecipe


@dataclass(frozen=True, slots=True, eq=False)
class TrialResult:
    """What a draft makes of a pair; nothing of it is recorded."""

    record: InspectionRecord
    recipe: Recipe
    pictures: ViewedPair = field(repr=False)


def try_draft(
    draft: Draft, pair: Pair, home: OpenHome, on_step: Callable[[str], None] = lambda step: None
) -> TrialResult:
    """Judge one pair with a draft; nothing is written.

    Args:
        draft: What to judge with.
        pair: The pair.
        home: The station's home.
        on_step: Called before each step (``read``, ``start``, ``judge``, ``show``); what it
            raises ends the trial.

    Raises:
        QeuError: The draft or a picture cannot be used.
    """
    on_step("read")
    loaded = load_draft(draft)
    build_roster(loaded, load_catalog(home.host))  # its mistakes are errors while it is made
    station = Station(loaded, home.station)
    on_step("start")
    with station:
        on_step("judge")
        record = station.inspect(pair)
    on_step("show")
    return TrialResult(record, loaded.recipe, _viewed(record, pair, loaded, home))


def teach_draft(
    draft: Draft,
    good: Path,
    home: OpenHome,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Learned:
    """Learn limits from a folder of good parts; nothing is written.

    Raises:
        DatasetError: No part could be used.
        PluginError: No inspector of the draft learns, or one could not.
    """
    return learn_limits(load_draft(draft), good, home, on_progress)


def _viewed(
    record: InspectionRecord, pair: Pair, loaded: LoadedRecipe, home: OpenHome
) -> ViewedPair:
    """The pictures of a trial, the test laid onto the reference."""
    limit = home.settings.max_pixels
    first = pair.reference if loaded.recipe.from_pair else loaded.references[0]
    assert first is not None, "a record without its reference"
    mode, threshold = loaded.recipe.image.mode, loaded.recipe.image.threshold
    reference = as_seen(read_image(first, max_pixels=limit), mode, threshold)
    test = as_seen(read_image(pair.test, max_pixels=limit), mode, threshold)
    flat = record.preparation["registration"]["to_reference"]
    matrix = np.asarray(flat, np.float64).reshape(3, 3)
    laid, _ = warped(test, matrix, cv2.BORDER_CONSTANT)
    to_test = tuple(float(value) for value in np.linalg.inv(matrix).ravel())
    return ViewedPair(pair.name, reference, laid, aligned=True, to_test=to_test)
