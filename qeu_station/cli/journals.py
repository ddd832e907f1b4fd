"""Inspections, corrections and replays on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from qeu_station.cli.printing import print_json, print_table, shortened, verdict_text

if TYPE_CHECKING:
    from qeu_station.core.correction import Correction
    from qeu_station.core.record import AdviceRecord, InspectionRecord
    from qeu_station.services.replay import Replay


def print_inspections(records: Sequence[InspectionRecord], as_json: bool) -> None:
    """Print a list of inspections."""
    if as_json:
        from qeu_station.storage.serial import record_as_dict

        print_json([record_as_dict(record) for record in records])
        return
    if not records:
        typer.echo("No inspections yet; judge a pair with qeu-station inspect.")
        return
    print_table(
        ("inspection", "at (UTC)", "pair", "serial", "recipe", "verdict", "P(ok)"),
        [
            (
                record.id[:12],
                record.at[:19].replace("T", " "),
                shortened(record.pair),
                shortened(record.serial),
                f"{shortened(record.recipe.name)} {record.recipe.version}",
                verdict_text(record.part.verdict),
                "" if record.part.p_ok is None else f"{record.part.p_ok:.3f}",
            )
            for record in records
        ],
    )


def print_one(
    record: InspectionRecord,
    corrections: Sequence[tuple[str, Correction]],
    advice: Sequence[AdviceRecord],
    as_json: bool,
) -> None:
    """Print one inspection with its corrections and what came after its verdict."""
    if as_json:
        from qeu_station.storage.serial import record_as_dict

        said = [{"entry": entry, **correction.as_json()} for entry, correction in corrections]
        came = [asdict(each) for each in advice]
        print_json({**record_as_dict(record), "corrections": said, "advice": came})
        return
    from qeu_station.cli.records import print_record

    print_record(record, advice)
    for entry, correction in corrections:
        cells = ", ".join(f"{cell} {label}" for cell, label in correction.cells.items())
        parts = [cells, f"part {correction.part}" if correction.part else "", correction.note]
        typer.echo(
            f"Correction {entry[:12]} by {correction.operator}: {'; '.join(filter(None, parts))}"
        )


def print_replay(done: Replay, as_json: bool) -> None:
    """Print how a replay compares with its record."""
    if as_json:
        print_json(
            {
                "inspection": done.before.id,
                "same": done.same,
                "verdict": [done.before.part.verdict, done.after.part.verdict],
                "differences": done.differences,
                "software": done.software,
            }
        )
        return
    for name, (then, now) in done.software.items():
        typer.echo(f"{name} is {now}, was {then}")
    for difference in done.differences:
        typer.echo(f"Different: {difference}")
    verdict = f"{done.before.part.verdict} then, {done.after.part.verdict} now"
    outcome = "exactly the same" if done.same else "DIFFERENT"
    typer.echo(f"Replay of {done.before.pair}: {verdict}; {outcome}")
