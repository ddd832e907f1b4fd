"""What a plugin did with one pair, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from qeu_station.cli.printing import print_table

if TYPE_CHECKING:
    from qeu_station.core.opinion import Opinion
    from qeu_station.pluginhost import Trial

MOST_ITEMS = 40


def print_trial(trial: Trial) -> None:
    """Print timings and opinions of a run in process."""
    steps = ("load", "build", "first", "median")
    print_table(("step", "ms"), [(step, round(getattr(trial, f"{step}_ms"), 2)) for step in steps])
    if trial.fault is not None:
        typer.echo(f"Fault ({trial.fault[0]}): {trial.fault[1]}")
    for name, opinion in trial.opinions.items():
        _print_opinion(name, opinion)


def _print_opinion(name: str, opinion: Opinion) -> None:
    items = [*opinion.regions.items(), *opinion.cells.items()]
    if opinion.part is not None:
        items.append(("part", opinion.part))
    rows = [(item, " ".join(f"{p:.3f}" for p in vector)) for item, vector in items]
    print_table((name, "probabilities"), rows[:MOST_ITEMS])
    if len(rows) > MOST_ITEMS:
        typer.echo(f"... and {len(rows) - MOST_ITEMS} more; --json shows all.")
    if opinion.comment:
        typer.echo(opinion.comment)
