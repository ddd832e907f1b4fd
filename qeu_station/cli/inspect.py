"""``qeu-station inspect``: judge one pair and record it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli.options import Home, Json, RecipeName

if TYPE_CHECKING:
    from qeu_station.core.record import InspectionRecord


def inspect(
    context: typer.Context,
    recipe: RecipeName,
    test: Annotated[Path, typer.Argument(help="Test image: the product to judge.")],
    reference: Annotated[
        Path | None,
        typer.Option(help="Reference image, for recipes that take it from the pair."),
    ] = None,
    serial: Annotated[str, typer.Option(help="Serial number of the part.")] = "",
    operator: Annotated[str, typer.Option(help="Who is signed on.")] = "",
    overlay: Annotated[
        Path | None, typer.Option(help="Write the overlay picture to this file (.png or .jpg).")
    ] = None,
    record: Annotated[
        bool, typer.Option(help="Write the inspection to the station's journal.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Judge one pair and record it.

    The exit code is the verdict: 0 PASS, 1 FAIL, 2 REVIEW.
    """
    from qeu_station.cli.exits import for_verdict
    from qeu_station.services.inspect import InspectRequest, inspect_pair

    done = inspect_pair(
        InspectRequest(recipe, test, reference, serial, operator, overlay, record), Home.of(context)
    )
    if as_json:
        from qeu_station.cli.printing import print_json
        from qeu_station.storage.serial import record_as_dict

        print_json(record_as_dict(done))
    else:
        _show(done)
    raise typer.Exit(for_verdict(done.part.verdict))


def _show(done: InspectionRecord) -> None:
    from qeu_station.cli.records import print_record

    print_record(done)
