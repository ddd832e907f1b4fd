"""``qeu-station dataset``: bring pairs and labels made elsewhere into one folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qeu_station.cli.options import Home, Json

app = typer.Typer(
    help="Bring pairs and labels made elsewhere into one folder.", no_args_is_help=True
)


@app.callback()
def dataset() -> None:
    """Bring pairs and labels made elsewhere into one folder."""


@app.command("import")
def import_(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="Dataset folder to write.")],
    pairs: Annotated[
        Path, typer.Option(help="Folder with NAME_test.* and NAME_temp.* or NAME_ref.*, or a CSV.")
    ],
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
    """Import pairs with their boxes or cell labels into a dataset folder."""
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
