"""``qeu-station train``: from records to a trained model in a new version of the recipe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli.options import Home, Json, RecipeName

if TYPE_CHECKING:
    from qeu_station.services.training import TrainRequest, TrainResult


Records = Annotated[
    Path | None,
    typer.Option(
        help="What to learn from: folder made by 'dataset import', folder or CSV of pairs (with "
        "--truth), output folder of a batch whose inspections were corrected, or folder of records "
        "made by 'dataset export' (trainer vlm). Default: the corrections in the station's own "
        "journal.",
        show_default=False,
    ),
]
Truth = Annotated[
    Path | None,
    typer.Option(
        help="What is known of the records: CSV (pair, cell, label), folder of box texts, COCO "
        "JSON, or folder made by 'dataset import'."
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="A parameter of the trainer, such as epochs=20; may be repeated.",
    ),
]
UseAnyway = Annotated[
    bool,
    typer.Option(
        "--use-anyway",
        help="Put the model to use even where held-out records do not show that it is better than "
        "its base, or than chance.",
    ),
]


def train(
    context: typer.Context,
    trainer: Annotated[
        str, typer.Argument(help="Name of the trainer; 'qeu-station plugins list' shows them.")
    ],
    recipe: RecipeName,
    records: Records = None,
    truth: Truth = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder that also gets report.html and report.json.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Same seed and same records, same model.")] = 0,
    settings: Settings = None,
    least: Annotated[
        int, typer.Option(help="Examples needed of each class of the recipe.", min=1)
    ] = 10,
    memory: Annotated[
        int, typer.Option(help="Memory the trainer may use, in MiB; above it, it is ended.", min=64)
    ] = 8192,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a training that was interrupted.")
    ] = False,
    use_anyway: UseAnyway = False,
    as_json: Json = False,
) -> None:
    """Train an inspector's model, and save it with a new version of the recipe.

    The pairs are prepared as the recipe says and shown, with what is known of them, to the trainer,
    which runs in a process of its own. Pairs of one group or serial number are never split between
    learning and measuring. The report compares the model with simpler ones, and says so when it
    loses to them. The recipe's older versions stay as they are.

    A model that held-out records do not show to be better than its base, or than chance, is kept
    for looking at, but no version of the recipe uses it, and the exit code is 2.

    Ctrl-C stops at once; the same command with --resume goes on.
    """
    from qeu_station.cli.exits import ExitCode
    from qeu_station.cli.printing import print_json
    from qeu_station.cli.train_printing import print_result, result_as_json
    from qeu_station.services.named_values import named_values
    from qeu_station.services.training import TrainRequest

    request = TrainRequest(
        trainer=trainer,
        recipe=recipe,
        records=records,
        truth=truth,
        parameters=named_values(settings or ()),
        seed=seed,
        out=out,
        resume=resume,
        use_anyway=use_anyway,
        least=least,
        memory_mb=memory,
    )
    result = _trained(request, context)
    if as_json:
        print_json(result_as_json(result))
    else:
        print_result(result)
    if not result.used:
        raise typer.Exit(ExitCode.REVIEW)


def _trained(request: TrainRequest, context: typer.Context) -> TrainResult:
    """Train with a bar that shows how far it is; being told to end says how to go on."""
    from qeu_station.cli.ending import ended_like_ctrl_c
    from qeu_station.cli.train_printing import advance, progress_bar
    from qeu_station.services.training import train as run_training

    try:
        with ended_like_ctrl_c(), progress_bar() as bar:
            task = bar.add_task("reading records", total=None, values="")
            result = run_training(request, Home.of(context), lambda s: advance(bar, task, s))
    except KeyboardInterrupt:
        typer.echo(
            "Stopped; what was prepared and learned is kept. Go on with the same command and "
            "--resume.",
            err=True,
        )
        raise
    assert result is not None  # nobody cancels but by Ctrl-C
    return result
