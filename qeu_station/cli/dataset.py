"""``qeu-station dataset``: pairs and labels made elsewhere in, records to learn from out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli.options import Home, Json

if TYPE_CHECKING:
    from qeu_station.services.records import RecordsDone

SHOWN = 20
"""Most pairs that were left out on the terminal."""

app = typer.Typer(
    help="Bring pairs and labels made elsewhere into one folder; write records to learn from.",
    no_args_is_help=True,
)


@app.callback()
def dataset() -> None:
    """Bring pairs and labels made elsewhere into one folder; write records to learn from."""


Recipe = Annotated[
    str | None,
    typer.Option("--recipe", "-r", help="Only what was judged with it; the grid of a data set."),
]


@app.command()
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="Folder to write; it must not exist.")],
    format: Annotated[
        str, typer.Option("--format", help="vlm: pictures, question, answer.")
    ] = "vlm",
    journal: Annotated[
        Path | None, typer.Option(help="Journal, or output folder of a batch; else the station's.")
    ] = None,
    dataset: Annotated[
        Path | None, typer.Option(help="Dataset folder or pairs instead of a journal.")
    ] = None,
    truth: Annotated[Path | None, typer.Option(help="What is known of --dataset.")] = None,
    recipe: Recipe = None,
    share: Annotated[float, typer.Option(help="Share of the records to measure on.")] = 0.2,
    seed: Annotated[int, typer.Option(help="Same seed, same split.")] = 0,
    as_json: Json = False,
) -> None:
    """Write what people said of pairs as records that a model of language can learn from."""
    from qeu_station.errors import InputError, did_you_mean
    from qeu_station.services.records import RecordsRequest, export_records

    if format != "vlm":
        hint = did_you_mean(format, ["vlm"])
        raise InputError(f'Format "{format}" is not known.{hint} There is: vlm.')
    request = RecordsRequest(out, journal, dataset, truth, recipe, share, seed)
    _print_records(out, export_records(request, Home.of(context)), as_json)


@app.command("import")
def import_(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="Dataset folder to write.")],
    pairs: Annotated[
        Path | None,
        typer.Option(help="Folder with NAME_test.* and NAME_temp.* or NAME_ref.*, or a CSV."),
    ] = None,
    records: Annotated[
        Path | None, typer.Option(help="Records as dataset export writes them, instead of pairs.")
    ] = None,
    recipe: Annotated[
        str | None,
        typer.Option("--recipe", "-r", help="Recipe whose grid and classes the labels must fit."),
    ] = None,
    boxes: Annotated[
        Path | None, typer.Option(help="Boxes: folder of DeepPCB or YOLO texts, COCO JSON or CSV.")
    ] = None,
    boxes_format: Annotated[
        str | None, typer.Option(help="deeppcb, coco, yolo or csv; guessed when left out.")
    ] = None,
    group: Annotated[
        str, typer.Option(help="Regular expression that finds a pair's group in its name.")
    ] = "",
    without_reference: Annotated[
        bool, typer.Option("--without-reference", help="The recipe brings the reference.")
    ] = False,
    cells: Annotated[
        Path | None, typer.Option(help="Cell labels: CSV with columns pair, cell, label.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Import pairs with their boxes or cell labels, or check and copy records."""
    from qeu_station.errors import InputError

    if (pairs is None) == (records is None):
        raise InputError("Give --pairs or --records, one of the two.")
    if pairs is None:
        from qeu_station.services.records import import_records

        assert records is not None
        _print_records(out, import_records(records, out), as_json)
        return
    from qeu_station.services.datasets import ImportRequest, import_dataset

    request = ImportRequest(
        out=out,
        pairs=pairs,
        recipe=recipe,
        boxes=boxes,
        boxes_format=boxes_format,
        cells=cells,
        group=group,
        need_reference=not without_reference,
    )
    done = import_dataset(request, Home.of(context))
    counts = {"pairs": done.pairs, "boxes": done.boxes, "cells": done.cells, "groups": done.groups}
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json({"folder": out, **counts})
    else:
        text = ", ".join(f"{count} {what}" for what, count in counts.items())
        typer.echo(f"{out}: {text}")


def _print_records(out: Path, done: RecordsDone, as_json: bool) -> None:
    if as_json:
        from qeu_station.cli.printing import print_json

        counts = {"train": done.train, "test": done.test}
        print_json({"folder": out, **counts, "left_out": dict(done.left_out)})
        return
    typer.echo(f"{out}: {done.train} records to learn from, {done.test} to measure on")
    for name, reason in list(done.left_out.items())[:SHOWN]:
        typer.echo(f"left out: {name}: {reason}")
    if len(done.left_out) > SHOWN:
        typer.echo(f"{len(done.left_out) - SHOWN} more were left out; --json names all")
