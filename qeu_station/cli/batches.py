"""Results of a batch, and of a comparison, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from qeu_station.cli.printing import console, print_table, verdict_text

if TYPE_CHECKING:
    from qeu_station.core.agreement import Interval
    from qeu_station.learning.evaluation import Evaluation
    from qeu_station.services.compare import Comparison
    from qeu_station.services.jobqueue import QueueState
    from qeu_station.services.judging import JudgeResult

MOST_CHANGES = 50


def print_batch(done: JudgeResult) -> None:
    """Print what a batch judged and where its files are."""
    from rich.text import Text

    progress = done.run.progress
    if done.results is None:
        typer.echo(
            f"Stopped after {progress.done} of {progress.total} pairs; "
            "go on with the same command and --resume."
        )
        return
    counts = done.results.summary.verdicts
    parts = [
        Text.assemble(verdict_text(verdict), f" {counts.get(verdict, 0)}   ")
        for verdict in ("PASS", "FAIL", "REVIEW")
    ]
    console().print(Text.assemble(f"{progress.total} pairs: ", *parts))
    if done.results.evaluation is not None:
        _print_scores(done.results.evaluation)
    typer.echo(f"Report:   {done.results.report}")
    if done.results.overlays:
        typer.echo(f"Overlays: {done.results.overlays[0].parent} ({len(done.results.overlays)})")


def print_comparison(done: Comparison) -> None:
    """Print what changed between two batches."""
    first, second = done.recipes
    typer.echo(f"First:  {first.name} {first.version} ({first.sha256[:12]})")
    typer.echo(f"Second: {second.name} {second.version} ({second.sha256[:12]})")
    print_table(
        ("first", "second", "parts"),
        [
            (verdict_text(before), verdict_text(after), count)
            for (before, after), count in sorted(done.parts.items())
        ],
    )
    if done.changes:
        print_table(
            ("pair", "first", "second", "cells that changed"),
            [
                (
                    change.pair,
                    verdict_text(change.before),
                    verdict_text(change.after),
                    ", ".join(f"{a} {x}→{y}" for a, (x, y) in change.cells.items()),
                )
                for change in done.changes[:MOST_CHANGES]
            ],
        )
    if len(done.changes) > MOST_CHANGES:
        typer.echo(f"… and {len(done.changes) - MOST_CHANGES} more; --json lists all.")
    typer.echo(
        f"{len(done.changes)} pairs changed; {len(done.only_first)} only in the first, "
        f"{len(done.only_second)} only in the second."
    )


def print_queue(state: QueueState) -> None:
    """Print the batches of the queue, in the order they run in."""
    if not state.jobs:
        typer.echo("No batches are in the queue. Order one in the window: qeu-station window.")
        return
    rows = [
        (
            job.name,
            job.state.value,
            f"{job.progress.done} of {job.progress.total}" if job.progress.total else "-",
            *(job.progress.verdicts.get(name, 0) for name in ("PASS", "REVIEW", "FAIL")),
            job.order.out,
        )
        for job in state.jobs
    ]
    print_table(("batch", "state", "judged", "PASS", "REVIEW", "FAIL", "results"), rows)
    for job in state.jobs:
        if job.problem:
            typer.echo(f"{job.name}: {job.problem}")
    if state.held:
        typer.echo("The queue is held: nothing starts until it is released in the window.")


def _print_scores(evaluation: Evaluation) -> None:
    rows = [
        (
            name,
            scores.items,
            scores.defective,
            _rate(scores.rates.escape),
            _rate(scores.rates.overkill),
            _rate(scores.rates.review),
            f"{scores.auroc:.4f}",
        )
        for name, scores in (("cells", evaluation.cells), ("parts", evaluation.parts))
        if scores is not None
    ]
    columns = ("against truth", "items", "defective", "escape", "overkill", "review", "AUROC")
    print_table(columns, rows)


def _rate(rate: Interval) -> str:
    if rate.value != rate.value:
        return "-"
    return f"{100 * rate.value:.2f} %\n{100 * rate.low:.2f}-{100 * rate.high:.2f}"
