"""What ``qeu-station model`` prints."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from qeu_station.cli.printing import print_json, print_table, visible
from qeu_station.errors import InputError

if TYPE_CHECKING:
    from qeu_station.api import Examination
    from qeu_station.services.models import Checked, Losses, ModelTrial, Step
    from qeu_station.toolkit.bundle import ModelBundle

MOST_NAMED = 4
"""Most labels of a pair that a table names."""

NO_CLASS = "none yet"


def warn(said: str) -> None:
    """Print a warning on the error stream."""
    typer.echo(visible(said), err=True)


@contextmanager
def waiting() -> Iterator[Step]:
    """Say on the error stream what is done and for how long; only on a terminal."""
    from rich.console import Console

    shown = Console(stderr=True, highlight=False, markup=False).status("")

    def step(what: str, seconds: float) -> None:
        shown.update(f"{what}, {seconds:.0f} s; Ctrl-C ends it")
        shown.start()  # once there is something to say: what asks a question has no progress

    try:
        yield step
    finally:
        shown.stop()


def agreed(losses: Losses, yes: bool) -> bool:
    """Show what a variant loses, on the error stream, and ask whether that is agreed to.

    Raises:
        InputError: Nobody is there to be asked.
    """
    typer.echo("This model was made smaller; measured where it was made:", err=True)
    for name, (before, after) in losses.items():
        typer.echo(visible(f"  {name}: {after:.6g} instead of {before:.6g}"), err=True)
    if yes:
        return True
    if not sys.stdin.isatty():
        raise InputError("Agree to this with --yes, or keep the exact model. Nothing was saved.")
    return typer.confirm("Use it all the same?", err=True)


def print_examination(found: Examination) -> None:
    """Print what a model is, and how it is probably used."""
    for section in found.report.sections:
        for table in section.tables:
            print_table(list(table.columns), [list(row) for row in table.rows], section.title)
    print_table(("setting", "proposed"), list(found.settings.items()), "How to use it")
    more = "; ..." if len(found.labels) > MOST_NAMED else ""
    typer.echo(visible(f"{len(found.labels)} labels: {'; '.join(found.labels[:MOST_NAMED])}{more}"))
    for note in found.report.summary:
        typer.echo(visible(f"- {note}"))


def print_bundle(bundle: ModelBundle, as_json: bool) -> None:
    """Print what a bundle says of itself; its files were checked."""
    about = bundle.about
    if as_json:
        print_json({"folder": bundle.folder, "sha256": bundle.sha256, **asdict(about)})
        return
    facts = {
        "model": f"{about.name} {about.version}",
        "sha256": bundle.sha256,
        "temperature": about.temperature,
        "trained on": about.training_data or "not said",
        "licence": about.licence or "not said",
    }
    print_table(("what", "is"), [(k, str(v)) for k, v in facts.items()], "Model bundle")
    print_table(("label", "class"), list(about.class_map.items()), "What its labels mean")
    print_table(("setting", "value"), _settings(about.preprocessing), "How it is used")
    if about.metrics:
        print_table(("figure", "measured"), list(about.metrics.items()), "When it was made")
    print_table(("file, unchanged", "sha256"), list(about.files.items()))


def _settings(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return settings as rows; those in tables by their dotted names."""
    rows = []
    for name, value in given.items():
        inner = value if isinstance(value, Mapping) else {}
        rows += [(f"{name}.{key}", each) for key, each in _settings(inner)] or [(name, str(value))]
    return rows


def print_trial(done: ModelTrial) -> None:
    """Print what a model said of pairs, and what its labels mean."""
    columns = ["pair", "recorded", "items by label", "least probability", "P(ok)", "ms", "fault"]
    rows = [
        (
            each.pair,
            each.recorded,
            _some(each.labels),
            "" if math.isnan(each.least) else f"{each.least:.2f}",
            "" if math.isnan(each.p_ok) else f"{each.p_ok:.4f}",
            round(each.milliseconds),
            each.fault,
        )
        for each in done.answers
    ]
    shown = [n for n, name in enumerate(columns) if name == "ms" or any(row[n] for row in rows)]
    print_table([columns[n] for n in shown], [[row[n] for n in shown] for row in rows])
    _print_classes(done)
    if done.warning:
        typer.echo(visible(done.warning))
    typer.echo(f"{done.inspector} ran on {done.device}")


def _some(labels: Mapping[str, int]) -> str:
    """Return how many items got the most frequent labels."""
    named = [f"{count} {label}" for label, count in labels.items()]
    more = len(named) - MOST_NAMED
    return ", ".join(named[:MOST_NAMED]) + (f", and {more} more labels" if more > 0 else "")


def _print_classes(done: ModelTrial) -> None:
    """Print the class of every label that counts or was seen."""
    seen = {label for each in done.answers for label in each.labels}
    rows = [
        (
            label,
            done.class_map.get(label, NO_CLASS),
            sum(e.labels.get(label, 0) for e in done.answers),
        )
        for label in done.labels
        if label in seen or done.class_map.get(label, "ignore") != "ignore"
    ]
    print_table(("label", "class", "items"), rows, "What its labels mean")
    if others := len(done.labels) - len(rows):
        typer.echo(f"{others} more labels, which no item got")
    if done.unmapped:
        typer.echo(
            visible(
                f"{len(done.unmapped)} labels have no class, so P(ok) is not known. Say which with "
                f'--map "{done.unmapped[0]}=CLASS", or --map "*=ignore" for all that do not matter.'
            )
        )


def print_bundles(checked: Sequence[Checked], as_json: bool) -> None:
    """Print bundles with their state."""
    columns = ("recipe", "inspector", "model", "labels", "sha256", "state")
    rows = [
        (
            each.kept.name,
            each.kept.inspector,
            "" if each.bundle is None else each.bundle.about.name,
            "" if each.bundle is None else str(len(each.bundle.labels)),
            "" if each.bundle is None else each.bundle.sha256[:12],
            "DAMAGED" if each.error else "ok",
        )
        for each in checked
    ]
    if as_json:
        print_json(
            [
                {**dict(zip(columns, row, strict=True)), "error": each.error}
                for row, each in zip(rows, checked, strict=True)
            ]
        )
        return
    print_table(columns, rows)
    for each in checked:
        if each.error:
            typer.echo(visible(each.error))
