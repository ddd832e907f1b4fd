"""Rendering a report: Jinja2 page, pictures inlined, written all or nothing."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from qeu_station.core.grid import Grid
from qeu_station.core.recipe import Recipe
from qeu_station.core.record import InspectionRecord
from qeu_station.core.verdict import SHAPES
from qeu_station.learning.evaluation import Evaluation
from qeu_station.services.pictures import overlay_bytes
from qeu_station.services.report.summary import Summary, defect_label
from qeu_station.storage.atomic import write_bytes
from qeu_station.storage.head import Head


@dataclass(frozen=True, slots=True)
class Case:
    """One pair shown with its picture, or with the reason why there is none."""

    record: InspectionRecord
    picture: str
    findings: tuple[str, ...]


def write_report(
    path: Path,
    recipe: Recipe,
    summary: Summary,
    head: Head,
    evaluation: Evaluation | None = None,
    title: str = "",
) -> None:
    """Write ``path``, a page that needs nothing beside it.

    Raises:
        StorageError: The file cannot be written; an older report stays as it was.
    """
    environment = Environment(
        loader=PackageLoader("qeu_station.services.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("report.html.j2").render(
        title=title or recipe.title or recipe.name,
        recipe=recipe,
        summary=summary,
        head=head,
        evaluation=evaluation,
        cells=_map(recipe, summary),
        cases=[_case(record, recipe) for record in summary.worst],
        shapes=SHAPES,
    )
    write_bytes(path, page.encode())


def _case(record: InspectionRecord, recipe: Recipe) -> Case:
    jpeg = overlay_bytes(record, recipe)
    source = "" if jpeg is None else f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
    return Case(record, source, tuple(_findings(record)))


def _findings(record: InspectionRecord) -> list[str]:
    """One line per cell that is not PASS, the least likely to be good first."""
    bad = [(a, item) for a, item in record.cells.items() if item.verdict != "PASS"]
    bad.sort(key=lambda entry: (entry[1].verdict != "FAIL", entry[1].p_ok or 0.0))
    return [
        f"{address} {item.verdict} {defect_label(item.probabilities, record.classes)}"
        + ("" if item.p_ok is None else f" P(ok) {item.p_ok:.3f}")
        for address, item in bad[:6]
    ]


def _map(recipe: Recipe, summary: Summary) -> list[list[Mapping[str, Any]]]:
    """Counts per cell, row by row, with a heat from 0 to 1."""
    settings = recipe.grid
    grid = Grid.over_rectangle((0, 0, 1, 1), settings.rows, settings.columns, settings.unused)
    most = max([*summary.failed.values(), *summary.reviewed.values(), 1])
    return [
        [
            {
                "address": row + column,
                "used": row + column in grid.addresses,
                "failed": summary.failed.get(row + column, 0),
                "reviewed": summary.reviewed.get(row + column, 0),
                "heat": summary.failed.get(row + column, 0) / most,
                "doubt": summary.reviewed.get(row + column, 0) / most,
            }
            for column in settings.columns
        ]
        for row in settings.rows
    ]
