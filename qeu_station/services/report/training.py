"""The report of a training: a page that opens without a network, and the same as JSON."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from qeu_station.api import Chart, Curve, TrainingOutcome
from qeu_station.api.outcomes import plain_outcome
from qeu_station.learning.census import Census
from qeu_station.services.report.pages import drawn_charts, drawn_sections, page_templates
from qeu_station.storage.atomic import storage_errors, write_bytes
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.toolkit.bundle import ModelBundle

EXTRAS = "report"
"""Folder beside the page with the files that the trainer left."""

SHOWN = 50
"""Pairs left out that the page lists; the JSON file lists all."""


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    """What the station knows of a training beside what the trainer found.

    Attributes:
        about: Trainer, recipe, records, seed and ids, JSON values.
        census: What it learned from.
        left_out: Pairs it did not learn from, with the reason.
        curves: Points (step, value) by name.
        extras: Files that the trainer left beside the page, relative to it.
        verdict: What became of a model that its trainer doubts; empty where it does not.
    """

    about: Mapping[str, Any]
    census: Census
    left_out: Mapping[str, str]
    curves: Mapping[str, Sequence[tuple[float, float]]]
    extras: Sequence[str] = ()
    verdict: str = ""


def copied_extras(extras: Path, place: Path) -> tuple[str, ...]:
    """Copy a folder of files beside a report, in place of an older one.

    Args:
        extras: The folder; it need not exist.
        place: Folder of the report.

    Returns:
        The files at the top of it, relative to ``place``, in order.

    Raises:
        StorageError: A file cannot be written.
    """
    target = place / EXTRAS
    with storage_errors(f'write the folder "{target}"'):
        if target.is_dir():
            shutil.rmtree(target)
        if not extras.is_dir():
            return ()
        shutil.copytree(extras, target)
        return tuple(sorted(f"{EXTRAS}/{each.name}" for each in target.iterdir() if each.is_file()))


def write_training_report(
    folder: Path,
    facts: TrainingFacts,
    outcome: TrainingOutcome,
    saved: LoadedRecipe | None,
    bundle: ModelBundle,
) -> None:
    """Write ``report.html`` and ``report.json``, each all or nothing.

    Args:
        folder: Where they are written.
        facts: What the station knows of the training.
        outcome: What the trainer found.
        saved: The version of the recipe that uses the model, None where it is not put to use.
        bundle: The model.

    Raises:
        StorageError: A file cannot be written; an older report stays as it was.
    """
    made = {
        "recipe_version": None if saved is None else saved.recipe.version,
        "recipe_file": None if saved is None else str(saved.folder / "recipe.toml"),
        "bundle": str(bundle.folder),
        "model_sha256": bundle.sha256,
        "model": asdict(bundle.about),
    }
    data = {
        "training": dict(facts.about),
        "made": made,
        "verdict": facts.verdict,
        "records": records_as_json(facts.census, facts.left_out),
        "curves": facts.curves,
        "extras": list(facts.extras),
        "outcome": json.loads(plain_outcome(outcome)),
    }
    text = json.dumps(data, indent=1, ensure_ascii=False, default=str)
    write_bytes(folder / "report.json", text.encode())
    write_bytes(folder / "report.html", _page(facts, outcome, made).encode())


def records_as_json(census: Census, left_out: Mapping[str, str]) -> dict[str, Any]:
    """Return what was learned from as JSON values."""
    return {
        "pairs": census.pairs,
        "groups": dict(census.groups),
        "regions": dict(census.regions),
        "cells": dict(census.cells),
        "defects_without_region": dict(census.missed),
        "defective_cells_without_region": dict(census.unseen),
        "regions_of_unknown_class": census.unknown,
        "conflicts": census.conflicts,
        "boxes_outside_the_cells": census.outside,
        "left_out": dict(left_out),
    }


def _page(facts: TrainingFacts, outcome: TrainingOutcome, made: Mapping[str, Any]) -> str:
    return (
        page_templates()
        .get_template("training.html.j2")
        .render(
            about=facts.about,
            census=facts.census,
            left_out=dict(list(facts.left_out.items())[:SHOWN]),
            more_left_out=max(0, len(facts.left_out) - SHOWN),
            curves=drawn_charts(_curves(facts.curves)),
            sections=drawn_sections(outcome.report.sections),
            extras={each.partition("/")[2]: quote(each) for each in facts.extras},
            outcome=outcome,
            verdict=facts.verdict,
            made=made,
        )
    )


def _curves(curves: Mapping[str, Sequence[tuple[float, float]]]) -> list[Chart]:
    """One chart per name before a slash: a loss and a rate have no common axis."""
    charts: dict[str, list[Curve]] = {}
    for name, points in curves.items():
        axis, _, own = name.partition("/")
        charts.setdefault(axis, []).append(Curve(own or axis, points))
    return [Chart("step", axis, tuple(listed)) for axis, listed in charts.items()]
