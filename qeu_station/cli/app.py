"""The commands of ``qeu-station``, each in a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qeu_station import __version__
from qeu_station.cli import (
    batch,
    correct,
    dataset,
    demo,
    doctor,
    inspect,
    journal,
    metrics,
    model,
    plugins,
    recipe,
    review,
    train,
    window,
)

app = typer.Typer(
    name="qeu-station",
    help="Visual inspection: compare a test image with a passed reference, cell by cell.",
    epilog=(
        "Exit codes: 0 PASS or done, 1 FAIL, 2 REVIEW, 3 usage or input error, 4 internal error."
    ),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qeu-station {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def settings(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            help="Folder of settings, recipes, journal and logs, instead of the user's own.",
            envvar="QEU_STATION_HOME",
            show_default=False,
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and end.", is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """Visual inspection: compare a test image with a passed reference, cell by cell.

    Without a command it opens the window.
    """
    context.obj = home
    if context.invoked_subcommand is None:
        window.open_or_explain(context)


app.command("window")(window.window)
app.command("inspect")(inspect.inspect)
app.add_typer(batch.app, name="batch")
app.add_typer(review.app, name="review")
app.command("correct")(correct.correct)
app.add_typer(recipe.app, name="recipe")
app.add_typer(dataset.app, name="dataset")
app.command("train")(train.train)
app.add_typer(model.app, name="model")
app.add_typer(plugins.app, name="plugins")
app.add_typer(journal.app, name="journal")
app.command("metrics")(metrics.metrics)
app.command("doctor")(doctor.doctor)
app.command("demo")(demo.demo)
