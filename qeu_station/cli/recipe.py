"""``qeu-station recipe``: make, calibrate, fuse, check and show recipes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qeu_station.cli.fuse import fuse
from qeu_station.cli.options import Home, Json
from qeu_station.errors import InputError, QeuError

MOST_LABELS = 1000

app = typer.Typer(help="Make, calibrate, fuse, check and show recipes.", no_args_is_help=True)
app.command()(fuse)


@app.command()
def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the product.")],
    reference: Annotated[
        list[Path] | None,
        typer.Option(help="Picture of a passed product; repeat it for several good parts."),
    ] = None,
    from_pair: Annotated[
        bool, typer.Option("--from-pair", help="Every pair brings its own reference.")
    ] = False,
    rows: Annotated[str, typer.Option(help="Row labels, separated by commas.")] = "U,C,D",
    columns: Annotated[
        str, typer.Option(help="Column labels, separated by commas, or a range such as 1-9.")
    ] = "1-9",
    box: Annotated[
        str | None, typer.Option(help="Grid rectangle on the reference: x1,y1,x2,y2 in pixels.")
    ] = None,
    corners: Annotated[
        str | None,
        typer.Option(help="Grid corners instead: x,y x,y x,y x,y, clockwise from the top left."),
    ] = None,
    unused: Annotated[str, typer.Option(help="Cells never judged, separated by commas.")] = "",
    defect: Annotated[
        list[str] | None,
        typer.Option("--class", help="Defect class NAME or NAME:KEY; may be repeated."),
    ] = None,
    mode: Annotated[str, typer.Option(help="colour, grey or binary.")] = "colour",
    title: Annotated[str, typer.Option(help="Title for reports.")] = "",
    good: Annotated[
        Path | None, typer.Option(help="Folder of good parts to calibrate on at once.")
    ] = None,
) -> None:
    """Make a recipe, and calibrate it when good parts are given."""
    from qeu_station.services.calibrate import CalibrateRequest
    from qeu_station.services.recipes import new_recipe

    home = Home.of(context)
    grid: dict[str, object] = {
        "rows": _labels("--rows", rows),
        "columns": _labels("--columns", columns),
        "unused": _names(unused),
    }
    if box is not None:
        grid["box"] = _numbers("--box", box, 4)
    if corners is not None:
        flat = _numbers("--corners", corners.replace(" ", ","), 8)
        grid["corners"] = [flat[i : i + 2] for i in range(0, 8, 2)]
    wanted = {
        "name": name,
        "title": title,
        "image": {"mode": mode},
        "grid": grid,
        "classes": [_class(entry) for entry in defect or ()],
    }
    if bool(reference) == from_pair:
        raise InputError("Give either --reference PICTURE (one or more), or --from-pair.")
    loaded = new_recipe(wanted, reference or (), home)
    typer.echo(f"Recipe {name} version {loaded.recipe.version}: {loaded.folder / 'recipe.toml'}")
    if good is None:
        return
    try:
        _calibrate(CalibrateRequest(name, good), context)
    except QeuError:
        typer.echo(
            f"Recipe {name} is kept without calibration; when this is mended, go on with: "
            f'qeu-station recipe calibrate "{name}" --good FOLDER',
            err=True,
        )
        raise


@app.command()
def calibrate(
    context: typer.Context,
    recipe: Annotated[str, typer.Argument(help="Recipe: a name, NAME@VERSION or a path.")],
    good: Annotated[
        Path | None, typer.Option(help="Folder or CSV of parts that are all good.")
    ] = None,
    pairs: Annotated[
        Path | None, typer.Option(help="Folder or CSV of pairs with known truth instead.")
    ] = None,
    truth: Annotated[
        Path | None,
        typer.Option(help="Truth of --pairs: CSV (pair, cell, label) or dataset folder."),
    ] = None,
) -> None:
    """Learn thresholds from good parts.

    Saves a new version of the recipe.
    """
    from qeu_station.services.calibrate import CalibrateRequest

    if good is not None and pairs is None and truth is None:
        request = CalibrateRequest(recipe, good)
    elif good is None and pairs is not None and truth is not None:
        request = CalibrateRequest(recipe, pairs, truth)
    else:
        raise InputError("Give either --good FOLDER, or both --pairs and --truth.")
    _calibrate(request, context)


@app.command()
def check(
    context: typer.Context,
    recipe: Annotated[str, typer.Argument(help="Recipe: a name, NAME@VERSION or a path.")],
    as_json: Json = False,
) -> None:
    """Try a recipe without judging a pair.

    Reads it, its references and models, and starts its inspectors; exit code 3 when it is not
    usable.
    """
    from qeu_station.cli.exits import ExitCode
    from qeu_station.services.recipes import check_recipe

    done = check_recipe(recipe, Home.of(context))
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json({"problems": done.problems, "remarks": done.remarks})
    else:
        for problem in done.problems:
            typer.echo(f"Problem: {problem}")
        for remark in done.remarks:
            typer.echo(f"Remark: {remark}")
        recipe_name = f"{done.loaded.recipe.name} version {done.loaded.recipe.version}"
        typer.echo(f"{recipe_name}: {'not usable' if done.problems else 'ready'}")
    if done.problems:
        raise typer.Exit(ExitCode.USAGE)


@app.command()
def show(
    context: typer.Context,
    recipe: Annotated[
        str | None, typer.Argument(help="Recipe to show; without it all are listed.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List recipes, or show one as it is stored."""
    home = Home.of(context)
    if recipe is None:
        _list(home.folder, as_json)
        return
    from qeu_station.storage.recipes import load_recipe

    loaded = load_recipe(recipe, home.folder)
    if as_json:
        import dataclasses

        from qeu_station.cli.printing import print_json

        print_json({**dataclasses.asdict(loaded.recipe), "sha256": loaded.sha256})
    else:
        typer.echo(f"# {loaded.folder / 'recipe.toml'}\n# sha256 {loaded.sha256}\n{loaded.text}")


def _list(folder: Path, as_json: bool) -> None:
    from qeu_station.cli.printing import print_json, print_table
    from qeu_station.storage.recipes import list_recipes

    places = list_recipes(folder)
    if as_json:
        print_json(
            [
                {"name": p.name, "version": p.version, "file": p.file, "shipped": p.shipped}
                for p in places
            ]
        )
    else:
        print_table(
            ("recipe", "version", "from", "file"),
            [(p.name, p.version, "shipped" if p.shipped else "yours", p.file) for p in places],
        )


def _calibrate(request: object, context: typer.Context) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from qeu_station.services.calibrate import CalibrateRequest, calibrate

    assert isinstance(request, CalibrateRequest)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("learning", total=None)
        done = calibrate(
            request,
            Home.of(context),
            lambda number, total: bar.update(task, completed=number, total=total),
        )
    for name, reason in done.skipped.items():
        typer.echo(f"Left out {name}: {reason}")
    recipe = done.loaded.recipe
    typer.echo(f"Learned from {done.parts} parts: recipe {recipe.name} version {recipe.version}")
    for inspector, parameters in done.learned.items():
        names = ", ".join(sorted(parameters))
        typer.echo(f"  {inspector}: {names}")


def _labels(option: str, text: str) -> list[str]:
    """Split ``U,C,D`` or ``1-9``."""
    first, dash, last = text.partition("-")
    if dash and text.replace("-", "").isdecimal():
        steps = int(last) - int(first) if first.isdecimal() and last.isdecimal() else -1
        if not 0 <= steps < MOST_LABELS:
            raise InputError(
                f'{option} "{text}" is no range; write FIRST-LAST, such as 1-9, with at most '
                f"{MOST_LABELS} labels."
            )
        return [str(number) for number in range(int(first), int(last) + 1)]
    return _names(text)


def _names(text: str) -> list[str]:
    return [label.strip() for label in text.split(",") if label.strip()]


def _numbers(option: str, text: str, count: int) -> list[float]:
    try:
        values = [float(part) for part in text.split(",") if part.strip()]
    except ValueError:
        values = []
    if len(values) != count:
        raise InputError(f'{option} "{text}" is not {count} numbers separated by commas.')
    return values


def _class(entry: str) -> dict[str, str]:
    name, _, key = entry.partition(":")
    return {"name": name, "key": key}
