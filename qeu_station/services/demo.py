"""The demonstration: the shipped sample product, judged from file to report."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from pathlib import Path

from qeu_station import paths
from qeu_station.api.hookspecs import GROUP
from qeu_station.core.recipe import InspectorSettings
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import InputError
from qeu_station.services.batch.plan import MANIFEST
from qeu_station.services.batch.run import BatchProgress
from qeu_station.services.judging import JudgeRequest, JudgeResult, judge_many
from qeu_station.services.opening import OpenHome
from qeu_station.storage.atomic import storage_errors
from qeu_station.storage.database import locate
from qeu_station.storage.datasets import CellLabels, read_cells
from qeu_station.storage.journal import Journal
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import load_recipe, save_recipe
from qeu_station.storage.writer import claim_writer

RECIPE = "sample-trained"
ADVISER = "vlm"
"""Inspector that speaks in the window, where it is installed: who judges does not need it."""

TRUTH = "truth.csv"
JOURNAL = "journal.db"


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the demonstration judged, beside what is known of the sample parts."""

    judged: JudgeResult
    records: tuple[InspectionRecord, ...]
    truth: CellLabels


def samples() -> Path:
    """Return the folder of the shipped sample pairs."""
    return paths.resources() / "samples" / "tray"


def let_advise(home: Path) -> None:
    """Let the adviser speak about the samples in a home of the demonstration's own.

    Nothing is done without it, or when the recipe there knows it.
    """
    loaded = load_recipe(RECIPE, home)
    known = any(each.registered == ADVISER for each in loaded.recipe.inspectors)
    if known or not entry_points(group=GROUP, name=ADVISER):
        return
    inspectors = (*loaded.recipe.inspectors, InspectorSettings(ADVISER, "advisory"))
    recipe = replace(loaded.recipe, inspectors=inspectors)
    save_recipe(recipe, loaded.references, home, models=loaded.folder)


def run_demo(
    out: Path,
    home: OpenHome,
    on_progress: Callable[[BatchProgress], None] = lambda progress: None,
) -> DemoResult:
    """Judge the shipped sample pairs into ``out``, replacing an earlier demonstration there.

    Raises:
        InputError: ``out`` holds something else.
    """
    _clear(out, home.settings.station)
    truth = samples() / TRUTH
    request = JudgeRequest(RECIPE, samples(), out, truth=truth)
    judged = judge_many(request, home, on_progress)
    with Journal.open(out / JOURNAL, home.settings.station, readonly=True) as journal:
        return DemoResult(judged, tuple(journal.inspections()), _known(truth))


def _known(truth: Path) -> CellLabels:
    return read_cells(truth, read_pairs(samples(), PairRules(need_reference=False)))


def _clear(out: Path, station: str) -> None:
    if not out.exists():
        return
    if not out.is_dir() or (any(out.iterdir()) and not _is_demonstration(out)):
        raise InputError(
            f"{out} holds something other than an earlier demonstration; nothing was changed. "
            "Give another folder with --out."
        )
    claim_writer(locate(str(out / JOURNAL)), station)()  # refused while one is still running
    with storage_errors(f'replace "{out}"'):
        shutil.rmtree(out)


def _is_demonstration(out: Path) -> bool:
    """Return whether a batch folder holds the shipped pairs; no other results are removed."""
    try:
        made_for = json.loads((out / MANIFEST).read_text("utf-8"))
        shipped = read_pairs(samples(), PairRules(need_reference=False))
        return (made_for["recipe"], made_for["pairs"]) == (RECIPE, len(shipped))
    except (OSError, ValueError, KeyError, TypeError):
        return False
