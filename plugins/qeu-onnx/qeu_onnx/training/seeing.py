"""What the trainer keeps of every pair it saw: a patch of every region, wide enough to be moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from qeu_onnx.pixels import region_window
from qeu_onnx.preprocessing import Preprocessing
from qeu_onnx.training.augment import MARGIN, Pictures
from qeu_station.api import PreparedPair
from qeu_station.toolkit.keeping import keep_arrays, recalled_arrays
from qeu_station.toolkit.patches import Picture, Window, aligned_patch, cut_out

SIDE = 64
"""Rows and columns of what the network sees."""

WIDE = SIDE + 2 * MARGIN


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One pair as it was read.

    Attributes:
        region_ids: Regions, in the order of ``patches``.
        quiet: Addresses of the cells that no region belongs to.
        patches: uint8, (regions, 2 depth, 80, 80), reference first; the middle 64 rows and columns
            are what the inspector gives the network.
    """

    region_ids: tuple[str, ...]
    quiet: tuple[str, ...]
    patches: Pictures = field(repr=False)


def settings_for(mode: str, pieces: bool = False) -> Preprocessing:
    """Return how the inspector makes the network's input from pictures of this mode."""
    return Preprocessing(
        input="patches",
        output="probabilities",
        size=(SIDE, SIDE),
        planes=("reference", "test", *(("pieces",) if pieces else ())),
        colour="bgr" if mode == "colour" else "grey",
        element="uint8",
        range=(0.0, 255.0),
        margin=0,
        scores="probabilities",
    )


def see(pair: PreparedPair) -> Seen:
    """Read one pair."""
    settings = settings_for(pair.mode)
    patches = [_wide(pair, region_window(region.box, settings)) for region in pair.regions]
    reached = {address for region in pair.regions for address in region.cells}
    return Seen(
        tuple(region.id for region in pair.regions),
        tuple(cell.address for cell in pair.cells if cell.address not in reached),
        np.stack(patches) if patches else np.zeros((0, settings.channels, WIDE, WIDE), np.uint8),
    )


def keep(seen: Seen, file: Path) -> None:
    """Write what was seen, all of it or nothing."""
    names, quiet = np.array(seen.region_ids, np.str_), np.array(seen.quiet, np.str_)
    keep_arrays(file, {"region_ids": names, "quiet": quiet, "patches": seen.patches})


def recalled(file: Path) -> Seen | None:
    """Return what was kept, or None when there is nothing whole."""
    kept = recalled_arrays(file, "region_ids", "quiet", "patches")
    if kept is None:
        return None
    names, quiet = kept["region_ids"].tolist(), kept["quiet"].tolist()
    return Seen(tuple(names), tuple(quiet), kept["patches"])


def _wide(pair: PreparedPair, window: Window) -> Pictures:
    """Return reference and test, (2 depth, 80, 80), aligned as the inspector aligns them."""
    aligned = [aligned_patch(pair.test, part, window, pair.tolerance) for part in pair.references]
    best = min(range(len(aligned)), key=lambda n: _misfit(aligned[n].test, aligned[n].reference))
    around = window.grown(window.width * MARGIN // SIDE)
    reference = cut_out(pair.references[best], around.moved(*aligned[best].shift))
    planes = [_channels(each) for each in (reference, cut_out(pair.test, around))]
    return np.concatenate(planes)


def _channels(picture: Picture) -> Picture:
    if picture.shape[:2] != (WIDE, WIDE):
        kind = cv2.INTER_AREA if picture.shape[0] > WIDE else cv2.INTER_LINEAR
        picture = cv2.resize(np.ascontiguousarray(picture), (WIDE, WIDE), interpolation=kind)
    return picture[None] if picture.ndim == 2 else np.moveaxis(picture, -1, 0)


def _misfit(test: Picture, reference: Picture) -> float:
    return cv2.norm(np.ascontiguousarray(test), reference, cv2.NORM_L1)
