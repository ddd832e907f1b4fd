"""``qeu-station recipe fuse``: fit the pool of a recipe's inspectors, and say whether it helps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qeu_station.cli.options import Home, Json
from qeu_station.errors import InputError

if TYPE_CHECKING:
    from qeu_station.services.fusing import FuseResult


def fuse(
    context: typer.Context,
    recipe: Annotated[str, typer.Argument(help="Recipe: a name, NAME@VERSION or a path.")],
    records: Annotated[
        Path | None,
        typer.Option(
            help="Output folder of a batch judged with this recipe. Default: the station's own "
            "journal.",
            show_default=False,
        ),
    ] = None,
    truth: Annotated[
        Path | None,
        typer.Option(
            help="What is known of the pairs: CSV (pair, cell, label), folder of box texts, COCO "
            "JSON, or folder made by 'dataset import'. Default: the corrections in the journal.",
            show_default=False,
        ),
    ] = None,
    escape_cost: Annotated[
        float | None,
        typer.Option(help="Cost of a defective part that passes, in reviews by a person."),
    ] = None,
    overkill_cost: Annotated[
        float | None,
        typer.Option(help="Cost of a good part that fails, in reviews by a person."),
    ] = None,
    defect_rate: Annotated[
        float | None,
        typer.Option(
            help="Share of defective parts on the line, such as 0.01, for the expected review "
            "rate. Default: that of the records.",
            min=0,
            max=1,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Folder that gets report.html and report.json; default: in the home."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Same seed and same records, same result.")] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only report; save no new version.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Fit how much each inspector counts, and find out whether fusing them helps.

    The records must be parts that no inspector was trained on, judged with this recipe. Weights are
    fitted on some groups of parts and measured on others. They enter a new version of the recipe
    only where they are surely better than the ones there are; with too few records nothing changes.
    With both costs, the thresholds that cost least are proposed, and saved where there are enough
    records with good and defective parts among them. The report shows the reliability of
    every class, which inspectors see the same thing, and the review rate to expect.
    """
    from qeu_station.core.costs import Costs
    from qeu_station.services.fusing import FuseRequest, fuse_opinions

    if (escape_cost is None) != (overkill_cost is None):
        raise InputError("Give both --escape-cost and --overkill-cost, or neither.")
    costs = None
    if escape_cost is not None and overkill_cost is not None:
        costs = Costs(escape_cost, overkill_cost)
    request = FuseRequest(
        recipe=recipe,
        records=records,
        truth=truth,
        costs=costs,
        defect_rate=defect_rate,
        out=out,
        save=not dry_run,
        seed=seed,
    )
    done = fuse_opinions(request, Home.of(context))
    if as_json:
        from qeu_station.cli.printing import print_json

        print_json(_as_json(done))
    else:
        _print(done)


def _as_json(done: FuseResult) -> dict[str, Any]:
    study, recipe = done.study, done.loaded.recipe
    decision = done.proposed.decision
    return {
        "recipe": recipe.name,
        "version": recipe.version,
        "saved": done.saved,
        "weights": dict(zip(study.votes.opinions, study.weights, strict=True)),
        "fitted": dict(zip(study.votes.opinions, study.fitted, strict=True)),
        "missing": list(study.missing),
        "t_pass": decision.t_pass,
        "t_fail": decision.t_fail,
        "thresholds_accepted": done.accepted.decision == decision,
        "figures": dict(done.report.figures),
        "summary": list(done.report.summary),
        "left_out": dict(done.left_out),
        "report": done.page,
    }


def _print(done: FuseResult) -> None:
    from qeu_station.cli.printing import print_table, visible

    for reason, count in done.left_out.items():
        typer.echo(visible(f"Left out {count}: {reason}"))
    for section in done.report.sections:
        if section.title in ("Weights", "Decision"):
            for table in section.tables:
                rows = ([_short(value) for value in row] for row in table.rows)
                print_table(list(table.columns), rows, section.title)
    for sentence in done.report.summary:
        typer.echo(visible(sentence))
    recipe = done.loaded.recipe
    what = f"recipe {recipe.name} version {recipe.version}"
    if done.saved:
        typer.echo(f"Saved {what}")
    elif done.accepted != done.loaded.recipe:
        typer.echo(
            f"Not saved; without --dry-run the proposed values become a new version of {what}"
        )
    elif done.proposed != done.loaded.recipe:
        typer.echo(f"Not saved, as there are too few records: {what} stays")
    else:
        typer.echo(f"Nothing to change: {what} stays")
    typer.echo(f"Report: {done.page}")


def _short(value: str | float | int | None) -> str | float | int:
    if value is None:
        return "–"
    return round(value, 4) if isinstance(value, float) else value
