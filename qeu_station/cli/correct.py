"""``qeu-station correct``: say what an inspection should have said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from qeu_station.cli.options import Home, JournalFile, Json
from qeu_station.errors import InputError


def correct(
    context: typer.Context,
    inspection: Annotated[str, typer.Argument(help="Id of the inspection, or its beginning.")],
    operator: Annotated[str, typer.Option(help="Who says so.")],
    cell: Annotated[
        list[str] | None,
        typer.Option(help="A cell and its class, such as U3=missing or C1=ok; may be repeated."),
    ] = None,
    part: Annotated[
        str | None, typer.Option(help="The whole part: ok or ng.", show_default=False)
    ] = None,
    strike: Annotated[
        list[str] | None, typer.Option(help="Id of a region that is no defect; may be repeated.")
    ] = None,
    note: Annotated[str, typer.Option(help="Free text.")] = "",
    supersedes: Annotated[
        str | None, typer.Option(help="Hash of the earlier correction this one replaces.")
    ] = None,
    journal: JournalFile = None,
    as_json: Json = False,
) -> None:
    """Correct what an inspection said.

    The correction is on disk when this command ends; it supersedes, it never overwrites.
    """
    from qeu_station.core.correction import Correction
    from qeu_station.services.correct import correct as record_correction
    from qeu_station.services.journals import open_journal

    cells = _cells(cell or ())
    if not cells and part is None and not strike and not note and supersedes is None:
        raise InputError("There is nothing to correct; give --cell, --part, --strike or --note.")
    with open_journal(Home.of(context), journal) as opened:
        full = opened.full_id(inspection)
        said = Correction(
            inspection=full,
            operator=operator,
            cells=cells,
            part=part,
            struck=tuple(strike or ()),
            note=note,
            supersedes=supersedes,
        )
        entry, record = record_correction(opened, said)
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json({"entry": entry, "inspection": record.id, "pair": record.pair})
    else:
        typer.echo(f"Corrected {record.pair} (inspection {record.id}); entry {entry}")


def _cells(entries: Sequence[str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for address, label in map(_cell, entries):
        if cells.setdefault(address, label) != label:
            raise InputError(
                f'Cell "{address}" is given as "{cells[address]}" and as "{label}"; give it once.'
            )
    return cells


def _cell(entry: str) -> tuple[str, str]:
    address, equals, label = entry.partition("=")
    if not equals or not address or not label:
        raise InputError(f'--cell "{entry}" is not ADDRESS=CLASS, such as U3=missing or C1=ok.')
    return address, label
