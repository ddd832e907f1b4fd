"""``qeu-station demo``: the whole road on the shipped sample product."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli.options import Home, Json

if TYPE_CHECKING:
    from qeu_station.services.demo import DemoResult


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Folder for the report and the pictures.")] = Path(
        "demo-output"
    ),
    headless: Annotated[
        bool,
        typer.Option(
            "--headless", help="Only print and write files; chosen where there is no display."
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the shipped sample product.

    Opens the window on it, in a home of its own inside the folder. Without a display, or when only
    files are wanted, it prints the verdict of every pair and writes a report and overlay pictures.
    """
    from qeu_station.cli.window import has_display

    if not headless and not as_json and has_display():
        from qeu_station.cli.window import open_window
        from qeu_station.services.demo import RECIPE, let_advise, samples

        home = out.absolute() / "home"
        let_advise(home)
        raise typer.Exit(open_window(home, RECIPE, samples()))
    from qeu_station.services.demo import run_demo

    done = run_demo(out, Home.of(context))
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json(done.judged.as_json())
        return
    _print(done)


def _print(done: DemoResult) -> None:
    from qeu_station.cli.batches import print_batch
    from qeu_station.cli.printing import print_table, verdict_text
    from qeu_station.cli.records import verdict_grid

    print_table(
        ("pair", "verdict", "P(ok)", "cells that are not PASS", "known truth"),
        [
            (
                record.pair,
                verdict_text(record.part.verdict),
                "" if record.part.p_ok is None else f"{record.part.p_ok:.3f}",
                verdict_grid(record),
                _truth(done.truth.get(record.pair, {})),
            )
            for record in done.records
        ],
        title="Sample product: every pair, judged against its reference",
    )
    print_batch(done.judged)


def _truth(cells: dict[str, str]) -> str:
    found = [f"{address} {label}" for address, label in cells.items() if label != "ok"]
    return ", ".join(found) or "good part"
