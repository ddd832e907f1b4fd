"""What ``qeu-station train`` prints: how far it is, and what it made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from qeu_station.cli.printing import print_table, visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from qeu_station.api import TrainingStep
    from qeu_station.learning.census import Census
    from qeu_station.services.training import TrainResult


def progress_bar() -> Progress:
    """Return a bar on the error stream that goes away when it is done."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[values]}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )


def advance(bar: Progress, task: TaskID, step: TrainingStep) -> None:
    """Show how far a training is."""
    values = "  ".join(f"{name} {value:.4g}" for name, value in list(step.values.items())[:4])
    doing = visible(step.doing)[:40] or "training"
    bar.update(
        task, description=doing, total=step.total, completed=step.done, values=visible(values)
    )


def result_as_json(result: TrainResult) -> Mapping[str, Any]:
    """Return what a training made as JSON values."""
    from qeu_station.services.report.training import records_as_json

    recipe = result.loaded.recipe
    return {
        "recipe": recipe.name,
        "version": recipe.version,
        "used": result.used,
        "doubt": result.outcome.doubt,
        "recipe_file": result.loaded.folder / "recipe.toml",
        "inspector": result.inspector,
        "bundle": result.bundle.folder,
        "model_sha256": result.bundle.sha256,
        "training_data": result.bundle.about.training_data,
        "weights": dict(result.outcome.weights),
        "p_ok_without_region": result.outcome.p_ok_without_region,
        "figures": dict(result.outcome.report.figures),
        "summary": list(result.outcome.report.summary),
        "records": records_as_json(result.census, result.left_out),
        "report": result.report,
    }


def print_result(result: TrainResult) -> None:
    """Print what was learned from, how the model compares, and what became of it."""
    census, recipe = result.census, result.loaded.recipe
    if census.pairs or result.imported is None:
        _print_census(census, recipe.class_table.names)
    for name, reason in list(result.left_out.items())[:5]:
        typer.echo(visible(f"Left out {name}: {reason}"))
    if len(result.left_out) > 5:
        typer.echo(f"Left out {len(result.left_out) - 5} more pairs; the report lists them.")
    for section in result.outcome.report.sections[:1]:  # the report has them all
        for table in section.tables[:1]:
            cells = ([_short(value) for value in row] for row in table.rows)
            print_table(list(table.columns), cells, section.title)
    for sentence in result.outcome.report.summary:
        typer.echo(visible(sentence))
    said = f"Trained {result.inspector} on {_learned_from(result)}"
    if result.used:
        said += f": recipe {recipe.name} version {recipe.version}"
    typer.echo(visible(f"{said}\nReport: {result.report}"))
    if result.verdict:
        typer.echo(visible(result.verdict))


def _print_census(census: Census, names: Sequence[str]) -> None:
    rows = [
        (name, census.regions[name], census.cells[name], census.missed[name])
        for name in names
        if name != "unknown" or census.regions[name] or census.cells[name]
    ]
    print_table(("class", "regions", "cells", "defects without a region"), rows)


def _learned_from(result: TrainResult) -> str:
    """Return in words what was learned from."""
    census, own = result.census, result.imported
    pairs = f"{census.pairs} pairs in {len(census.groups)} groups"
    if own is None:
        return pairs
    records = f"{own.train + own.test} records of {own.folder}"
    return f"{pairs} and {records}" if census.pairs else records


def _short(value: str | float | int | None) -> str | float | int:
    """Return a value of a table as a terminal has room for it."""
    if value is None:
        return "–"
    return round(value, 4) if isinstance(value, float) else value
