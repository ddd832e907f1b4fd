"""``qeu-station metrics``: soaRT3 metrics of one pair, cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli.options import Home, Json, RecipeName

if TYPE_CHECKING:
    from qeu_station.services.metrics import PairMetrics


def metrics(
    context: typer.Context,
    reference: Annotated[Path, typer.Argument(help="Reference image: a passed product.")],
    test: Annotated[Path, typer.Argument(help="Test image: the product to measure.")],
    recipe: RecipeName,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", help="Write the table to this file, with all that it stands on."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the soaRT3 metrics of every cell against every unit space.

    The pair is prepared with the recipe's grid, pixels and registration; REFERENCE takes the
    place of the recipe's own references. Nothing is judged or recorded. The exit code is 2 when
    a check of the pair failed, as the numbers are not to be trusted then.
    """
    from qeu_station.cli.exits import ExitCode
    from qeu_station.services.metrics import MetricsRequest, measure_pair

    done = measure_pair(MetricsRequest(recipe, reference, test, csv), Home.of(context))
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json(done.as_json())
    else:
        _show(done)
    if done.problems:
        raise typer.Exit(ExitCode.REVIEW)


def _show(done: PairMetrics) -> None:
    from qeu_station.cli.printing import console, print_table, visible

    print_table(
        ("cell", "unit space", "log_beta", "log_eta", "log_gamma", "notes"),
        [
            (
                row.cell,
                row.unit_space,
                *(f"{value:z.5f}" for value in (row.log_beta, row.log_eta, row.log_gamma)),
                "; ".join(row.notes),
            )
            for row in done.rows
        ],
    )
    out = console()
    out.print(
        f"{visible(done.pair)}: recipe {done.recipe.name} {done.recipe.version}, pixels read as "
        f"{done.pixel_range}, epsilon {done.unit_spaces.epsilon}"
    )
    for problem in done.problems:
        out.print(f"Not to be trusted: {visible(problem)}")
