"""Rendering a report: Jinja2 page, pictures inlined, written all or nothing."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qeu_station.core.grid import Grid
from qeu_station.core.recipe import Recipe
from qeu_station.core.record import InspectionRecord
from qeu_station.core.verdict import SHAPES
from qeu_station.errors import QeuError
from qeu_station.imaging.io import encode_image
from qeu_station.learning.evaluation import Evaluation
from qeu_station.services.pictures import overlay_of
from qeu_station.services.report.pages import page_templates
from qeu_station.services.report.summary import Summary, defect_label
from qeu_station.services.report.words import Say, english
from qeu_station.storage.atomic import write_bytes
from qeu_station.storage.head import Head

FIRST = "Look at these first"


@dataclass(frozen=True, slots=True)
class Case:
    """One pair shown with its picture, or with the reason why there is none.

    Attributes:
        jpeg: The overlay, empty for none.
        findings: A line per cell that is not PASS.
        said: A line per correction.
        problem: Why there is no picture, empty when there is one.
    """

    record: InspectionRecord
    jpeg: bytes = field(repr=False)
    findings: tuple[str, ...]
    said: tuple[str, ...] = ()
    problem: str = ""

    @property
    def picture(self) -> str:
        """The overlay as a page holds it, empty for none."""
        encoded = base64.b64encode(self.jpeg).decode()
        return f"data:image/jpeg;base64,{encoded}" if encoded else ""


def write_report(
    path: Path,
    recipe: Recipe,
    summary: Summary,
    head: Head,
    evaluation: Evaluation | None = None,
    title: str = "",
    cases: Sequence[Case] | None = None,
    heading: str = "",
    say: Say = english,
) -> None:
    """Write ``path``, a page that needs nothing beside it.

    Args:
        path: The file.
        recipe: Whose grid the map shows.
        summary: What is told.
        head: End of the journal.
        evaluation: Against known truth, None without.
        title: Heading of the page; empty takes the recipe's title.
        cases: Pairs that are shown, None for the summary's worst.
        heading: What stands over the pairs; empty says that they come first.
        say: Says the page's words in its language.

    Raises:
        StorageError: The file cannot be written; an older report stays as it was.
    """
    page = page_templates().get_template("report.html.j2")
    shown = page.render(
        title=title or recipe.title or recipe.name,
        recipe=recipe,
        summary=summary,
        head=head,
        evaluation=evaluation,
        cells=cell_counts(recipe, summary),
        cases=[case_of(record, recipe) for record in summary.worst] if cases is None else cases,
        heading=heading or say(FIRST),
        say=say,
        shapes=SHAPES,
    )
    write_bytes(path, shown.encode())


def case_of(record: InspectionRecord, recipe: Recipe, said: Sequence[str] = ()) -> Case:
    """Return one pair as a report shows it, with what operators ``said`` of it."""
    found = tuple(_findings(record))
    try:
        jpeg = encode_image(overlay_of(record, recipe), ".jpg", 85)
    except QeuError as error:
        return Case(record, b"", found, tuple(said), str(error))
    return Case(record, jpeg, found, tuple(said))


def _findings(record: InspectionRecord) -> list[str]:
    """One line per cell that is not PASS, the least likely to be good first."""
    bad = [(a, item) for a, item in record.cells.items() if item.verdict != "PASS"]
    bad.sort(key=lambda entry: (entry[1].verdict != "FAIL", entry[1].p_ok or 0.0))
    return [
        f"{address} {item.verdict} {defect_label(item.probabilities, record.classes)}"
        + ("" if item.p_ok is None else f" P(ok) {item.p_ok:.3f}")
        for address, item in bad[:6]
    ]


def cell_counts(recipe: Recipe, summary: Summary) -> list[list[Mapping[str, Any]]]:
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
