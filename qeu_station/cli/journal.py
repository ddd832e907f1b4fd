"""``qeu-station journal``: check, read, replay and export the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qeu_station.cli.options import Home, JournalFile, Json
from qeu_station.errors import InputError

app = typer.Typer(help="Check, read, replay and export the record.", no_args_is_help=True)


@app.command()
def verify(context: typer.Context, journal: JournalFile = None, as_json: Json = False) -> None:
    """Check every entry, every hash and the head; exit code 4 when something was changed."""
    from qeu_station.cli.exits import ExitCode
    from qeu_station.services.journals import verify_journal

    report = verify_journal(Home.of(context), journal)
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json(
            {
                "sound": not report.problems,
                "entries": report.entries,
                "head": report.head.hash,
                "problems": report.problems,
            }
        )
    else:
        for problem in report.problems:
            typer.echo(f"Problem: {problem}")
        state = "NOT sound" if report.problems else "sound"
        typer.echo(f"Journal is {state}: {report.entries} entries, head {report.head.hash}")
    if report.problems:
        raise typer.Exit(ExitCode.INTERNAL)


@app.command()
def show(
    context: typer.Context,
    inspection: Annotated[
        str | None,
        typer.Argument(help="Id of an inspection, or its beginning; default: the newest."),
    ] = None,
    verdict: Annotated[str | None, typer.Option(help="Only PASS, FAIL or REVIEW.")] = None,
    serial: Annotated[str | None, typer.Option(help="Only this serial number.")] = None,
    limit: Annotated[int, typer.Option(help="Rows of the list.", min=1)] = 20,
    journal: JournalFile = None,
    as_json: Json = False,
) -> None:
    """List the newest inspections, or show one with its corrections."""
    from qeu_station.cli.journals import print_inspections, print_one
    from qeu_station.services.journals import newest, open_journal

    home = Home.of(context)
    if inspection is None:
        print_inspections(newest(home, journal, limit, _verdict(verdict), serial), as_json)
        return
    with open_journal(home, journal, readonly=True) as opened:
        full = opened.full_id(inspection)
        print_one(opened.inspection(full), opened.corrections(full), opened.advice(full), as_json)


@app.command()
def replay(
    context: typer.Context,
    inspection: Annotated[str, typer.Argument(help="Id of the inspection, or its beginning.")],
    journal: JournalFile = None,
    as_json: Json = False,
) -> None:
    """Judge a recorded pair again; exit code 1 when anything came out differently."""
    from qeu_station.cli.exits import ExitCode
    from qeu_station.cli.journals import print_replay
    from qeu_station.services.journals import open_journal
    from qeu_station.services.replay import replay as run_replay

    home = Home.of(context)
    with open_journal(home, journal, readonly=True) as opened:
        done = run_replay(opened, opened.full_id(inspection), home.station)
    print_replay(done, as_json)
    if not done.same:
        raise typer.Exit(ExitCode.FAIL)


@app.command()
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="Folder to write the tables into.")],
    journal: JournalFile = None,
) -> None:
    """Write inspections, cells and findings as parquet with CSV twins."""
    from qeu_station.services.journals import open_journal
    from qeu_station.storage.export import export as write_tables

    with open_journal(Home.of(context), journal, readonly=True) as opened:
        write_tables(opened, out)
    typer.echo(f"Tables written to {out}")


def _verdict(text: str | None) -> str | None:
    if text is None or text.upper() in ("PASS", "FAIL", "REVIEW"):
        return text and text.upper()
    raise InputError(f'--verdict "{text}" is not PASS, FAIL or REVIEW.')
