"""``qeu-station batch``: judge many pairs, and compare two runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli.options import Home, Json

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from qeu_station.services.batch.run import BatchProgress

app = typer.Typer(
    help="Judge many pairs, compare two runs, or show the queue.",
    invoke_without_command=True,
    subcommand_metavar="[compare OUT1 OUT2 | queue]",
)


@app.callback()
def batch(
    context: typer.Context,
    recipe: Annotated[
        str, typer.Option("--recipe", "-r", help="Needed. Recipe: a name, NAME@VERSION or a path.")
    ] = "",
    pairs: Annotated[
        Path | None,
        typer.Option(
            help="Needed. Folder of pictures, folder made by 'dataset import', or CSV of pairs."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Needed. Output folder, made when missing.")
    ] = None,
    truth: Annotated[
        Path | None,
        typer.Option(help="Known truth: CSV (pair, cell, label) or a dataset folder; adds scores."),
    ] = None,
    lanes: Annotated[
        int | None,
        typer.Option(help="Processes that judge side by side, one core each; default: settings."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a batch that was interrupted.")
    ] = False,
    archive: Annotated[
        bool, typer.Option("--archive", help="Copy every picture into the output folder.")
    ] = False,
    overlays: Annotated[
        int, typer.Option(help="Overlay pictures to write, the most urgent pairs first.", min=0)
    ] = 12,
    as_json: Json = False,
) -> None:
    """Judge many pairs, or compare two runs.

    Writes journal.db, inspections, cells and findings (parquet and CSV), report.html and overlay
    pictures into OUT.
    """
    if context.invoked_subcommand is not None:
        return
    for name, value in (("--recipe", recipe), ("--pairs", pairs), ("--out", out)):
        if not value:
            raise typer.BadParameter(f"{name} is needed.", ctx=context)
    from qeu_station.cli.ending import ended_like_ctrl_c
    from qeu_station.services.judging import JudgeRequest, judge_many

    assert pairs is not None and out is not None
    request = JudgeRequest(recipe, pairs, out, truth, lanes, resume, archive, overlays)
    with ended_like_ctrl_c(), _shown() as advance:
        try:
            result = judge_many(request, Home.of(context), advance, on_warning=_warn)
        except KeyboardInterrupt:
            typer.echo("Stopped; what was judged is kept. Go on with --resume.", err=True)
            raise
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json(result.as_json())
    else:
        from qeu_station.cli.batches import print_batch

        print_batch(result)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(help="Output folder of one batch.")],
    second: Annotated[Path, typer.Argument(help="Output folder of another batch.")],
    as_json: Json = False,
) -> None:
    """Show which pairs and cells changed their verdict between two batches."""
    from qeu_station.services.compare import compare_batches

    comparison = compare_batches(first, second)
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json(comparison.as_json())
    else:
        from qeu_station.cli.batches import print_comparison

        print_comparison(comparison)


@app.command()
def queue(context: typer.Context, as_json: Json = False) -> None:
    """Show the queue of batches that the window keeps."""
    from qeu_station.services.jobqueue.stored import job_to_json, read_queue

    state = read_queue(Home.of(context).folder)
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json({"held": state.held, "jobs": [job_to_json(job) for job in state.jobs]})
    else:
        from qeu_station.cli.batches import print_queue

        print_queue(state)


def _warn(warning: str) -> None:
    from qeu_station.cli.printing import visible

    typer.echo(visible(f"Warning: {warning}"), err=True)


@contextmanager
def _shown() -> Iterator[Callable[[BatchProgress], None]]:
    """A bar that appears with the first progress: a batch that is refused shows none."""
    bar = _bar()
    task = bar.add_task("judging", total=None, rate="", verdicts="")

    def advance(progress: BatchProgress) -> None:
        bar.start()
        _advance(bar, task, progress)

    try:
        yield advance
    finally:
        if bar.live.is_started:
            bar.stop()


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[verdicts]}"),
        console=Console(stderr=True),
    )


def _advance(bar: Progress, task: TaskID, progress: BatchProgress) -> None:
    verdicts = " ".join(f"{name} {count}" for name, count in sorted(progress.verdicts.items()))
    bar.update(
        task,
        total=progress.total,
        completed=progress.done,
        rate=f"{progress.rate:.1f} pairs/s",
        verdicts=verdicts,
    )
