"""``qeu-station model``: models made elsewhere, and the bundles that recipes use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli.options import Home, Json, RecipeName
from qeu_station.errors import InputError

if TYPE_CHECKING:
    from qeu_station.services.models import ModelRequest

app = typer.Typer(
    help="Look at, try, keep and check the models that inspectors run.", no_args_is_help=True
)

Labels = Annotated[
    Path | None,
    typer.Option(help="File with the labels of its scores: one per line, or JSON."),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="What is known of the model, such as colour=bgr or range=[0,255]; the rest is "
        "guessed. May be repeated.",
    ),
]
Maps = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="LABEL=CLASS",
        help="Class of a label, or ignore; *=ignore for all that are not named. Labels named "
        "as a class need none. May be repeated.",
    ),
]
Picture = Annotated[
    Path | None,
    typer.Option(help="A picture to try it on, or a folder with a folder of pictures per label."),
]
Expected = Annotated[
    str, typer.Option("--expect", help="Label, or its number, that it must find in the picture.")
]
InspectorName = Annotated[
    str,
    typer.Option(
        "--inspector",
        "-i",
        help="Inspector that runs it, which says what it judges: onnx-region, onnx-cell or "
        "onnx-part. Default: the first that takes such models.",
    ),
]


@app.command("inspect")
def inspect_(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="The model's file, such as model.onnx, or a bundle's folder.")
    ],
    labels: Labels = None,
    settings: Settings = None,
    picture: Picture = None,
    expected: Expected = "",
    inspector: InspectorName = "",
    as_json: Json = False,
) -> None:
    """Say what a model is, and propose how to use it.

    The model is read in a process of its own and runs once. Settings that its file does not tell
    are guessed, and the guesses are named; a picture whose label is known (--picture, --expect)
    decides between them. Of a bundle's folder it shows what the bundle says.
    """
    from qeu_station.cli.model_printing import print_bundle, print_examination, waiting
    from qeu_station.services.models import bundle_in, finds_what_is_shown, look_at

    if file.is_dir():
        if labels or settings or picture or expected or inspector:
            raise InputError(
                f'"{file}" is a folder. A bundle says itself how its model is used; --labels, '
                "--set, --picture, --expect and --inspector are for a model's file."
            )
        print_bundle(bundle_in(file), as_json)
        return
    request = _request(file, labels, settings, picture, expected, inspector)
    with waiting() as step:
        found = look_at(request, Home.of(context), step)
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json(
            {
                "settings": dict(found.settings),
                "labels": list(found.labels),
                "notes": list(found.report.summary),
            }
        )
    else:
        print_examination(found)
    if not finds_what_is_shown(found, request):
        raise typer.Exit(3)


@app.command()
def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The model's file, or the folder of a bundle.")],
    recipe: RecipeName,
    pairs: Annotated[
        Path | None,
        typer.Option(
            help="Folder or CSV of pairs, output folder of a batch, or a journal. Default: the "
            "recipe's own references, or the station's journal where it has none."
        ),
    ] = None,
    labels: Labels = None,
    settings: Settings = None,
    maps: Maps = None,
    inspector: InspectorName = "",
    as_json: Json = False,
) -> None:
    """Run a model on pairs prepared as a recipe says; nothing is saved.

    Shows what it says of each pair, the class of each label, and P(ok) once every label has a
    class. The exit code is 2 when it gave no usable answer for a pair.
    """
    import dataclasses

    from qeu_station.cli.exits import ExitCode
    from qeu_station.cli.model_printing import print_trial, waiting
    from qeu_station.cli.printing import print_json
    from qeu_station.services.models import try_model

    request = _request(file, labels, settings, None, "", inspector)
    named = _maps(maps or ())
    with waiting() as step:
        done = try_model(request, recipe, pairs, Home.of(context), named, step=step)
    if as_json:
        print_json({**dataclasses.asdict(done), "usable": done.usable})
    else:
        print_trial(done)
    if not done.usable:
        raise typer.Exit(ExitCode.REVIEW)


@app.command("list")
def list_(
    context: typer.Context,
    recipe: Annotated[
        str, typer.Option("--recipe", "-r", help="Only this recipe's, or NAME@VERSION's.")
    ] = "",
    as_json: Json = False,
) -> None:
    """List the model bundles that recipes use, in every version."""
    from qeu_station.cli.model_printing import print_bundles
    from qeu_station.services.models import list_bundles

    print_bundles(list_bundles(Home.of(context), recipe), as_json)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The model's file, or the folder of a bundle.")],
    recipe: RecipeName,
    labels: Labels = None,
    settings: Settings = None,
    maps: Maps = None,
    picture: Picture = None,
    expected: Expected = "",
    inspector: InspectorName = "",
    name: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="NAME",
            help="What the inspector is called in the recipe, for a second model of one kind. "
            "Default: its own name.",
        ),
    ] = "",
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Agree to what a smaller variant loses.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take a model into a new version of a recipe.

    Of a variant that was made smaller, what it loses is shown first, and must be agreed to.
    """
    from qeu_station.cli.model_printing import agreed, waiting, warn
    from qeu_station.services.models import import_model

    request = _request(file, labels, settings, picture, expected, inspector)
    named = _maps(maps or ())
    with waiting() as step:
        saved, bundle = import_model(
            request, recipe, named, Home.of(context), name, lambda lost: agreed(lost, yes), step,
            warn,
        )  # fmt: skip
    facts = {
        "recipe": saved.recipe.name,
        "version": saved.recipe.version,
        "model": bundle.about.name,
        "labels": len(bundle.labels),
        "model_sha256": bundle.sha256,
    }
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json(facts)
    else:
        typer.echo(
            f"Recipe {facts['recipe']} version {facts['version']} runs model {facts['model']}. "
            f"Try it: qeu-station recipe check {facts['recipe']}"
        )


@app.command("export")
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="Folder to write; it must not exist.")],
    recipe: RecipeName,
    inspector: Annotated[
        str, typer.Option("--inspector", "-i", help="Whose bundle; default: the only one.")
    ] = "",
) -> None:
    """Copy a recipe's model bundle to a folder, for another station."""
    from qeu_station.services.models import export_bundle

    bundle = export_bundle(recipe, inspector, out, Home.of(context))
    typer.echo(f"{bundle.folder}: {bundle.about.name}, {len(bundle.about.files)} files")


@app.command()
def verify(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(help="Folder of a bundle, a recipe, or NAME@VERSION. Default: all.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Check every file of model bundles against its hash; the exit code is 3 when one is wrong."""
    from qeu_station.cli.exits import ExitCode
    from qeu_station.cli.model_printing import print_bundles
    from qeu_station.services.models import verify_bundles

    checked = verify_bundles(Home.of(context), what)
    print_bundles(checked, as_json)
    if any(each.error for each in checked):
        raise typer.Exit(ExitCode.USAGE)


def _request(
    file: Path,
    labels: Path | None,
    settings: Sequence[str] | None,
    picture: Path | None,
    expected: str,
    inspector: str,
) -> ModelRequest:
    from qeu_station.services.models import ModelRequest
    from qeu_station.services.named_values import named_values

    if expected and picture is None:
        raise InputError("--expect needs the picture it is to be found in; give --picture FILE.")
    return ModelRequest(file, labels, named_values(settings or ()), picture, expected, inspector)


def _maps(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for each in given:
        label, equals, name = each.rpartition("=")
        if not equals or not label or not name:
            raise InputError(f'--map "{each}" is not LABEL=CLASS.')
        found[label.strip()] = name.strip()
    return found
