"""``qeu-station plugins``: see, check, make and run plugins."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli import plugin_care
from qeu_station.cli.options import Home, Json
from qeu_station.errors import InputError

if TYPE_CHECKING:
    from qeu_station.pluginhost import ComponentEntry

app = typer.Typer(help="See, check, make and run plugins.", no_args_is_help=True)


@app.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List every plugin that was found, with those that failed and why."""
    from qeu_station.cli.printing import print_json, print_table
    from qeu_station.services.plugins import catalog

    found = catalog(Home.of(context))
    inspectors = [
        (
            e.name,
            e.version,
            " ".join(sorted(e.scopes)),
            e.role,
            e.plugin,
            e.plugin_version,
            e.spec.summary,
        )
        for e in found.inspectors.values()
    ]
    columns = ("inspector", "version", "judges", "role", "plugin", "plugin version", "summary")
    trainers = [_trainer_row(entry) for entry in found.trainers.values()]
    failed = [(f.name, f.version, f.error) for f in found.failed]
    if as_json:
        print_json(
            {
                "inspectors": [dict(zip(columns, row, strict=True)) for row in inspectors],
                "trainers": [dict(zip(_TRAINER, row, strict=True)) for row in trainers],
                "sources": sorted(found.sources),
                "sinks": sorted(found.sinks),
                "failed": [dict(zip(("name", "version", "error"), f, strict=True)) for f in failed],
                "disabled": found.disabled,
            }
        )
        return
    print_table(columns, inspectors)
    if trainers:
        print_table(_TRAINER, trainers)
    for kind in ("sources", "sinks"):
        names = ", ".join(sorted(getattr(found, kind)))
        if names:
            typer.echo(f"{kind}: {names}")
    if found.disabled:
        typer.echo(f"Disabled in the settings: {', '.join(found.disabled)}")
    if failed:
        print_table(("failed plugin", "version", "why"), failed)


_TRAINER = ("trainer", "version", "for inspector", "plugin", "plugin version", "summary")


def _trainer_row(entry: ComponentEntry) -> tuple[str, ...]:
    from qeu_station.api import TrainerSpec
    from qeu_station.pluginhost import inspector_of

    spec, origin = entry.spec, entry.origin
    assert isinstance(spec, TrainerSpec)
    runs = inspector_of(spec)
    return spec.name, spec.version, runs, origin.name, origin.version, spec.summary


@app.command()
def check(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the inspector.")],
    recipe: plugin_care.RecipeToTry = "",
    as_json: Json = False,
) -> None:
    """Run the conformance kit on an inspector; one that needs a model is checked with a recipe.

    The exit code is 3 when a check fails. Plugins that could not be loaded before are looked into
    again.
    """
    from qeu_station.cli.exits import ExitCode
    from qeu_station.cli.printing import print_json, print_table
    from qeu_station.services.plugins import check as run_checks

    report = run_checks(name, Home.of(context), recipe)
    if as_json:
        print_json({"passed": report.passed, "checks": [c.as_json() for c in report.checks]})
    else:
        rows = [(c.name, "passed" if c.passed else "FAILED", c.message) for c in report.checks]
        print_table(("check", "", ""), rows)
        typer.echo(f"{name}: {'conforms' if report.passed else 'does NOT conform'}")
    if not report.passed:
        raise typer.Exit(ExitCode.USAGE)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Name of the inspector, such as edges.")],
    folder: Annotated[Path, typer.Option(help="Where to put the new distribution.")] = Path(),
) -> None:
    """Write a working plugin with a passing test."""
    from qeu_station.pluginhost import inspector_name
    from qeu_station.services.plugins import new as write_plugin

    made = write_plugin(name, folder)
    typer.echo(
        f'Wrote {made}. Install it with: python -m pip install -e "{made}"\n'
        f"Then: qeu-station plugins check {inspector_name(name)}"
    )


@app.command()
def run(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the inspector.")],
    pair: Annotated[
        tuple[Path, Path] | None,
        typer.Option(help="REFERENCE and TEST picture.", show_default=False),
    ] = None,
    test: Annotated[
        Path | None,
        typer.Option(help="TEST picture alone, for a recipe with its own reference."),
    ] = None,
    recipe: Annotated[
        str | None, typer.Option("--recipe", "-r", help="Recipe for preparation and parameters.")
    ] = None,
    repeats: Annotated[int, typer.Option(help="Runs, for the timings.", min=1)] = 5,
    as_json: Json = False,
) -> None:
    """Run an inspector on one pair in this process, with timings, for debugging."""
    from qeu_station.cli.printing import print_json
    from qeu_station.cli.trials import print_trial
    from qeu_station.services.plugins import RunRequest
    from qeu_station.services.plugins import run as run_plugin

    if (pair is None) == (test is None):
        raise InputError("Give either --pair REFERENCE TEST, or --test TEST with --recipe.")
    reference, judged = pair if pair is not None else (None, test)
    assert judged is not None
    request = RunRequest(name, judged, reference, recipe, repeats)
    report = run_plugin(request, Home.of(context))
    if as_json:
        print_json(dataclasses.asdict(report))
    else:
        print_trial(report)


for command in (plugin_care.test, plugin_care.enable, plugin_care.disable, plugin_care.log):
    app.command()(command)
