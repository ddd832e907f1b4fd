"""``qeu-station train``: from records to a trained model in a new version of the recipe."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qeu_station.cli.options import Home, Json, RecipeName
from qeu_station.errors import InputError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from qeu_station.api import TrainingStep
    from qeu_station.learning.census import Census
    from qeu_station.services.training import TrainResult


Records = Annotated[
    Path | None,
    typer.Option(
        help="What to learn from: folder made by 'dataset import', folder or CSV of pairs (with "
        "--truth), output folder of a batch whose inspections were corrected, or folder of records "
        "made by 'dataset export' (trainer vlm). Default: the corrections in the station's own "
        "journal.",
        show_default=False,
    ),
]
Truth = Annotated[
    Path | None,
    typer.Option(
        help="What is known of the records: CSV (pair, cell, label), folder of box texts, COCO "
        "JSON, or folder made by 'dataset import'."
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="A parameter of the trainer, such as epochs=20; may be repeated.",
    ),
]


def train(
    context: typer.Context,
    trainer: Annotated[
        str, typer.Argument(help="Name of the trainer; 'qeu-station plugins list' shows them.")
    ],
    recipe: RecipeName,
    records: Records = None,
    truth: Truth = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder that also gets report.html and report.json.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Same seed and same records, same model.")] = 0,
    settings: Settings = None,
    least: Annotated[
        int, typer.Option(help="Examples needed of each class of the recipe.", min=1)
    ] = 10,
    memory: Annotated[
        int, typer.Option(help="Memory the trainer may use, in MiB; above it, it is ended.", min=64)
    ] = 8192,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a training that was interrupted.")
    ] = False,
    use_anyway: Annotated[
        bool,
        typer.Option(
            "--use-anyway",
            help="Put the model to use even where held-out records do not show that it is better "
            "than its base, or than chance.",
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Train an inspector's model, and save it with a new version of the recipe.

    The pairs are prepared as the recipe says and shown, with what is known of them, to the trainer,
    which runs in a process of its own. Pairs of one group or serial number are never split between
    learning and measuring. The report compares the model with simpler ones, and says so when it
    loses to them. The recipe's older versions stay as they are.

    A model that held-out records do not show to be better than its base, or than chance, is kept
    for looking at, but no version of the recipe uses it, and the exit code is 2.

    Ctrl-C stops at once; the same command with --resume goes on.
    """
    from qeu_station.cli.ending import ended_like_ctrl_c
    from qeu_station.cli.exits import ExitCode
    from qeu_station.services.training import TrainRequest
    from qeu_station.services.training import train as run_training

    request = TrainRequest(
        trainer=trainer,
        recipe=recipe,
        records=records,
        truth=truth,
        parameters=parsed(settings or ()),
        seed=seed,
        out=out,
        resume=resume,
        use_anyway=use_anyway,
        least=least,
        memory_mb=memory,
    )
    try:
        with ended_like_ctrl_c(), _bar() as bar:
            task = bar.add_task("reading records", total=None, values="")
            result = run_training(request, Home.of(context), lambda s: _advance(bar, task, s))
    except KeyboardInterrupt:
        typer.echo(
            "Stopped; what was prepared and learned is kept. Go on with the same command and "
            "--resume.",
            err=True,
        )
        raise
    assert result is not None  # nobody cancels but by Ctrl-C
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json(_as_json(result))
    else:
        _print(result)
    if not result.used:
        raise typer.Exit(ExitCode.REVIEW)


def parsed(settings: Sequence[str]) -> dict[str, Any]:
    """Return parameters given as ``name=value``; a value is TOML, or else a text.

    Raises:
        InputError: There is no ``=``, or a name is given twice.
    """
    values: dict[str, Any] = {}
    for each in settings:
        name, equals, text = each.partition("=")
        name = name.strip()
        if not equals or not name or name in values:
            raise InputError(f'--set "{each}" is not NAME=VALUE, or its name was given twice.')
        values[name] = _value(text)
    return values


def _value(text: str) -> Any:
    """Return a TOML value that JSON has too, or the text."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
        json.dumps(value, allow_nan=False)
    except (tomllib.TOMLDecodeError, TypeError, ValueError):
        return text
    return value


def _bar() -> Progress:
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


def _advance(bar: Progress, task: TaskID, step: TrainingStep) -> None:
    from qeu_station.cli.printing import visible

    values = "  ".join(f"{name} {value:.4g}" for name, value in list(step.values.items())[:4])
    doing = visible(step.doing)[:40] or "training"
    bar.update(
        task, description=doing, total=step.total, completed=step.done, values=visible(values)
    )


def _as_json(result: TrainResult) -> Mapping[str, Any]:
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


def _print(result: TrainResult) -> None:
    from qeu_station.cli.printing import print_table, visible

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
    from qeu_station.cli.printing import print_table

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
