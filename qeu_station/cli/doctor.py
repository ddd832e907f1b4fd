"""``qeu-station doctor``: everything a bug report needs."""

from __future__ import annotations

from typing import Annotated

import typer

from qeu_station.cli.options import Home, Json


def doctor(
    context: typer.Context,
    devices: Annotated[
        bool, typer.Option(help="Try the devices, which loads torch and ONNX Runtime.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Check this installation.

    Prints everything a bug report needs; exit code 3 when something keeps it from working.
    """
    from qeu_station.cli.exits import ExitCode
    from qeu_station.services.diagnose import diagnose

    report = diagnose(Home.of(context), devices)
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json({"healthy": report.healthy, "sections": report.as_json()})
    else:
        from qeu_station.cli.printing import print_table

        marks = {"ok": "ok", "note": "note", "problem": "PROBLEM"}
        for section, findings in report.sections.items():
            rows = [(finding.name, marks[finding.state], finding.text) for finding in findings]
            print_table((section, "", ""), rows)
        typer.echo(
            "Everything works." if report.healthy else "Something needs attention: see PROBLEM."
        )
    if not report.healthy:
        raise typer.Exit(ExitCode.USAGE)
