"""``qeu-station review similar``: judged pairs that look like one of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli.options import Home, Json
from qeu_station.errors import InputError

if TYPE_CHECKING:
    from qeu_station.services.review import Columns, ReviewSource
    from qeu_station.services.similar import IndexProgress, PlaceName, Similar

_WORDS = {
    "same": "nearly the same",
    "very": "very much alike",
    "alike": "alike",
    "somewhat": "somewhat alike",
    "not": "hardly alike",
}


def similar(
    context: typer.Context,
    place: Annotated[Path, typer.Argument(help="A batch's output folder or journal.")],
    inspection: Annotated[str, typer.Argument(help="Id of an inspection, or its beginning.")],
    cell: Annotated[str, typer.Option(help="Only what is like this cell, such as U3.")] = "",
    region: Annotated[str, typer.Option(help="Only what is like this region, such as R1.")] = "",
    count: Annotated[int, typer.Option("-k", "--count", help="Most answers.", min=1)] = 12,
    as_json: Json = False,
) -> None:
    """Find judged pairs that look like one of them, by what changed against the reference.

    The pictures are read once and compared with each other from then on; Ctrl+C keeps what was
    read.
    """
    from qeu_station.services.review import load, open_review
    from qeu_station.services.similar import PlaceReader, find_like, load_index, novelty

    home, wanted = Home.of(context), _place(cell, region)
    with open_review(place, home) as source:
        columns = load(source)
        built = _built(source, home.folder, columns, as_json)
        index = load_index(source, home.folder)
        id = source.reader.full_id(inspection)
        found = find_like(index, id, wanted, count, PlaceReader(source))
        rows = columns.rows_of([each.seq for each in found]).tolist()
        new = novelty(index, columns)[columns.id == id]
    _print(found, rows, columns, built, float(new[0]) if len(new) else None, as_json)


def _place(cell: str, region: str) -> PlaceName | None:
    from qeu_station.services.similar import PlaceName

    if cell and region:
        raise InputError("--cell and --region exclude each other; give one of them.")
    if cell:
        return PlaceName("cell", cell)
    return PlaceName("region", region) if region else None


def _built(source: ReviewSource, home: Path, columns: Columns, quiet: bool) -> IndexProgress:
    """Build the index, with a bar on the terminal unless ``quiet``."""
    from rich.progress import Progress

    from qeu_station.cli.printing import console
    from qeu_station.services.similar import build_index

    if quiet:
        return build_index(source, home, columns)
    with Progress(console=console(), transient=True) as bar:
        task = bar.add_task("Comparing pictures", total=len(columns))

        def show(progress: IndexProgress) -> None:
            bar.update(task, completed=progress.done)

        return build_index(source, home, columns, show)


def _print(
    found: Sequence[Similar],
    rows: Sequence[int],
    columns: Columns,
    built: IndexProgress,
    novelty: float | None,
    as_json: bool,
) -> None:
    from qeu_station.cli.printing import print_json, print_table

    known = [columns.row(row) for row in rows]
    if as_json:
        listed = [
            {
                "id": each.id,
                "pair": row.pair,
                "verdict": str(row.verdict),
                "distance": each.distance,
                "alike": each.alike,
                "here": each.here.name,
                "there": each.there.name,
            }
            for each, row in zip(found, known, strict=True)
        ]
        counts = {"compared": built.done - built.skipped, "skipped": built.skipped}
        print_json({"novelty": novelty, **counts, "similar": listed})
        return
    table = [
        (row.pair, str(row.verdict), _WORDS[each.alike], f"{each.distance:.3f}",
         each.here.name, each.there.name, each.id[:12])
        for each, row in zip(found, known, strict=True)
    ]  # fmt: skip
    print_table(("pair", "verdict", "", "distance", "here", "there", "id"), table)
    if novelty is not None and math.isfinite(novelty):
        typer.echo(f"novelty {novelty:.2f} (1 is the rim of what is known)")
    if built.skipped:
        typer.echo(
            f"{built.skipped} of {built.total} pairs could not be compared: {built.gone} pictures "
            f"gone, {built.changed} changed or unreadable, {built.unaligned} never aligned"
        )
