"""Exports and imports of a review on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from qeu_station.cli.printing import print_json, print_table, shortened
from qeu_station.errors import InputError

if TYPE_CHECKING:
    from qeu_station.services.exporting import ExportProgress, ExportResult
    from qeu_station.services.importing import Choice, Conflict, ImportDone, ImportPlan
    from qeu_station.services.opening import OpenHome
    from qeu_station.services.review import Filter

SHOWN = 50
"""Most lines of a kind on the terminal; --json gives all."""


def exporting(
    home: OpenHome,
    place: Path | None,
    filter: Filter,
    order: str,
    limit: int | None,
    what: tuple[Path, Sequence[str], str],
    quiet: bool,
) -> ExportResult:
    """Export what a filter lets through, with a bar on the terminal."""
    from qeu_station.services.exporting import ExportRequest, export_selection
    from qeu_station.services.review import Order, load, open_review, select

    to, formats, title = what
    with open_review(place, home) as source:
        columns = load(source)
        rows = select(columns, filter, Order(order))[:limit]
        seqs = [int(seq) for seq in columns.seq[rows]]
        request = ExportRequest(source, seqs, to, formats, filter.as_json(), title)
        if quiet:
            return export_selection(request)
        request.check()
        return _with_bar(request)


def _with_bar(request: Any) -> ExportResult:
    from rich.progress import Progress

    from qeu_station.cli.printing import console
    from qeu_station.services.exporting import export_selection

    with Progress(console=console(), transient=True) as bar:
        task = bar.add_task("Exporting", total=len(request.seqs))

        def show(progress: ExportProgress) -> None:
            bar.update(task, completed=progress.done, total=progress.total)

        return export_selection(request, show)


def print_export(done: ExportResult, as_json: bool) -> None:
    """Print what was written, and what was left out."""
    if as_json:
        print_json(
            {
                "folder": done.out,
                "inspections": done.total,
                "written": dict(done.written),
                "left_out": [asdict(each) for each in done.left_out],
            }
        )
        return
    counts = ", ".join(f"{name} {count}" for name, count in done.written.items())
    typer.echo(f"{done.out}: {done.total} pairs ({counts})")
    if done.left_out:
        rows = [(shortened(each.pair), each.format, each.reason) for each in done.left_out]
        print_table(("pair", "left out of", "why"), rows[:SHOWN])
        _and_more(len(done.left_out), "left-out.csv names all")


def print_plan(plan: ImportPlan, as_json: bool) -> None:
    """Print what an import would do."""
    if as_json:
        print_json(_plan_as_json(plan))
        return
    typer.echo(
        f"{plan.file}: {len(plan.planned)} corrections, {len(plan.conflicts)} conflicts, "
        f"{len(plan.problems)} lines with problems, {plan.known} known already"
    )
    if plan.problems:
        print_table(("line", "problem"), [(p.line, p.text) for p in plan.problems[:SHOWN]])
        _and_more(len(plan.problems), "--json gives all")
    if plan.conflicts:
        rows = [_conflict(conflict) for conflict in plan.conflicts[:SHOWN]]
        print_table(("line", "pair", "serial", "item", "in force", "the file says"), rows)
        _and_more(len(plan.conflicts), "--json gives all")


def print_import(plan: ImportPlan, done: ImportDone, as_json: bool) -> None:
    """Print what an import recorded."""
    counts = {
        "corrections": len(done.bulk),
        "conflicts": len(plan.conflicts),
        "left_out": done.left_out,
        "problems": len(plan.problems),
        "known": plan.known,
    }
    if as_json:
        print_json({"written": True, **counts})
        return
    typer.echo(
        f"{len(done.bulk)} corrections recorded, {done.left_out} left out by choice, "
        f"{len(plan.problems)} lines left out for their problems, {plan.known} known already"
    )


def choices_of(plan: ImportPlan, given: Sequence[str]) -> dict[tuple[str, str, int], Choice]:
    """Return the choices of ``PAIR:ITEM=CHOICE``; a pair may also be given by id.

    Raises:
        InputError: There is no such conflict, or no such choice.
    """
    from qeu_station.services.importing import Choice

    chosen: dict[tuple[str, str, int], Choice] = {}
    for text in given:
        named, _, word = text.rpartition("=")
        name, _, item = named.rpartition(":")
        found = [
            conflict
            for conflict in plan.conflicts
            if conflict.item.lower() == item.lower()
            and name in (conflict.pair, conflict.inspection)
        ]
        if not found or word not in {choice.value for choice in Choice}:
            raise InputError(
                f'--choose "{text}" is not PAIR:ITEM=mine, =theirs or =skip of a conflict; the '
                "conflicts are shown without --write."
            )
        chosen |= {conflict.key: Choice(word) for conflict in found}
    return chosen


def _conflict(conflict: Conflict) -> tuple[object, ...]:
    mine, theirs = conflict.mine, conflict.theirs
    return (
        conflict.line,
        shortened(conflict.pair),
        shortened(conflict.serial),
        conflict.item,
        f"{mine.what} ({mine.who}, {mine.at[:16].replace('T', ' ')})",
        f"{theirs.what} ({', '.join(filter(None, (theirs.who, theirs.at)))})",
    )


def _plan_as_json(plan: ImportPlan) -> dict[str, Any]:
    return {
        "written": False,
        "file": plan.file,
        "sha256": plan.sha256,
        "corrections": len(plan.planned),
        "known": plan.known,
        "problems": [asdict(problem) for problem in plan.problems],
        "conflicts": [asdict(conflict) for conflict in plan.conflicts],
    }


def _and_more(count: int, where: str) -> None:
    if count > SHOWN:
        typer.echo(f"and {count - SHOWN} more; {where}")
