"""``qeu-station plugins test``, ``enable``, ``disable`` and ``log``: looking after one plugin."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli.options import Home, Json
from qeu_station.errors import PluginError, did_you_mean

if TYPE_CHECKING:
    from qeu_station.services.opening import OpenHome
    from qeu_station.services.plugin_care import PluginView, SelfTest

RecipeToTry = Annotated[
    str,
    typer.Option("--recipe", "-r", help="Recipe whose model, classes, limits and pictures to use."),
]
Plugin = Annotated[str, typer.Argument(help="Distribution, or drop-in file without .py.")]


def test(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the inspector.")],
    recipe: RecipeToTry = "",
    as_json: Json = False,
) -> None:
    """Start an inspector and let it judge a good part and one with a blot.

    The exit code is 3 when it does not work, or not in time.
    """
    from qeu_station.cli.exits import ExitCode
    from qeu_station.cli.printing import print_json, print_table
    from qeu_station.pluginhost import load_catalog
    from qeu_station.services.plugin_care import Trying, self_test

    home = Home.of(context)
    catalog = load_catalog(home.host, again=True)
    found = self_test(Trying(name, recipe), catalog, home)
    if as_json:
        print_json({**dataclasses.asdict(found), "passed": found.passed})
    else:
        print_table(("self-test", ""), _rows(found))
        typer.echo(f"{name}: {'works' if found.passed else 'does NOT work'}")
    if not found.passed:
        raise typer.Exit(ExitCode.USAGE)


def enable(context: typer.Context, plugin: Plugin) -> None:
    """Use a plugin again, from the next start of the station on."""
    _switch(plugin, True, Home.of(context))


def disable(context: typer.Context, plugin: Plugin) -> None:
    """Use a plugin no more, from the next start of the station on: it is not even imported."""
    _switch(plugin, False, Home.of(context))


def log(context: typer.Context, plugin: Plugin) -> None:
    """Print the end of what a plugin printed while it was loaded, at work, checked and trained."""
    from qeu_station.pluginhost import logs_of

    home = Home.of(context)
    view = _known(plugin, home)
    names = [component.name for component in view.components]
    logs = logs_of(home.host.log_dir, view.name, names)
    for each in reversed(logs):
        typer.echo(f"== {each.name}: {each.file}")
        typer.echo(each.text.rstrip("\n"))
    if not logs:
        typer.echo(f"{view.name} has printed nothing.")


def _switch(plugin: str, on: bool, home: OpenHome) -> None:
    from qeu_station.services.plugin_care import write_enabled

    view = _known(plugin, home)
    write_enabled(view.name, on, home)
    typer.echo(
        f"{view.name} is {'enabled' if on else 'disabled'}. A station that is open notices at its "
        "next start."
    )


def _known(plugin: str, home: OpenHome) -> PluginView:
    from qeu_station.pluginhost import load_catalog, normalised
    from qeu_station.services.plugin_care import overview

    views = overview(load_catalog(home.host), home).plugins
    for view in views:
        if normalised(view.name) == normalised(plugin):
            return view
    names = [view.name for view in views]
    raise PluginError(
        f'There is no plugin "{plugin}" (installed: {", ".join(names) or "none"}).'
        f"{did_you_mean(plugin, names)} Give the name of its distribution, or of the file in the "
        "folder of plugins without .py."
    )


def _rows(found: SelfTest) -> list[tuple[str, str]]:
    if found.fault is not None:
        return [("fault", found.fault[1])]
    return [
        ("start", f"{found.start_ms / 1000:.1f} s, on {found.device}"),
        ("first pair", f"{found.first_ms:.0f} ms"),
        ("then", f"{found.median_ms:.0f} ms of {1000 * found.deadline_s:.0f} ms allowed"),
        ("memory", f"{found.peak_mb:.0f} of {found.memory_mb} MiB"),
        ("same answer twice", "yes" if found.repeats else "NO"),
        ("reference against itself", f"lowest P(ok) {_p(found.p_ok)}"),
        ("with a blot on it", f"lowest P(ok) {_p(found.p_ok_blot)}"),
    ]


def _p(value: float | None) -> str:
    return "none: nothing was judged" if value is None else f"{value:.2f}"
