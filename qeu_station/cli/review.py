"""``qeu-station review``: export a selection of judged pairs, import corrections made elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qeu_station.cli import filter_options as given
from qeu_station.cli import similar
from qeu_station.cli.options import Home, Json
from qeu_station.errors import InputError

if TYPE_CHECKING:
    from qeu_station.services.importing import Choice, ImportPlan

app = typer.Typer(
    help="Export judged pairs, find similar ones, import corrections made elsewhere.",
    no_args_is_help=True,
)


@app.callback()
def review() -> None:
    """Export judged pairs, find similar ones, import corrections made elsewhere."""


app.command("similar")(similar.similar)


@app.command()
def export(
    context: typer.Context,
    to: Annotated[Path, typer.Option("--to", help="Folder to make; it must not exist.")],
    format: given.Formats,
    place: given.Place = None,
    text: given.Words = "",
    verdict: given.Verdicts = None,
    cell: given.Cells = None,
    label: given.Classes = None,
    least: given.Least = None,
    most: given.Most = None,
    disagreement: given.Disagreement = None,
    inspector: given.Inspectors = None,
    said: given.Said = None,
    since: given.Since = "",
    until: given.Until = "",
    serial: given.Serial = "",
    operator: given.Operators = None,
    lot: given.Lots = None,
    recipe: given.Recipes = None,
    corrected: given.Corrected = None,
    contradicted: given.Contradicted = None,
    newest: given.Newest = False,
    order: given.Sorted = "uncertain",
    limit: given.Limit = None,
    title: given.Title = "",
    as_json: Json = False,
) -> None:
    """Export a selection into a new folder.

    Without conditions everything is exported. Pictures that were moved since are named, and the
    rest goes on; a stopped export leaves nothing behind.
    """
    from qeu_station.cli.reviewing import exporting, print_export
    from qeu_station.services.review import Filter

    chosen = Filter(
        text=text,
        verdicts=tuple(each.upper() for each in verdict or ()),
        cells=tuple(cell or ()),
        classes=tuple(label or ()),
        p_ok=(least, most),
        inspectors=tuple(inspector or ()),
        said=tuple(each.upper() for each in said or ()),
        disagreement=(disagreement, None),
        since=since,
        until=until,
        serial=serial,
        operators=tuple(operator or ()),
        lots=tuple(lot or ()),
        recipes=tuple(recipe or ()),
        corrected=corrected,
        contradicted=contradicted,
        newest=newest,
    )
    done = exporting(Home.of(context), place, chosen, order, limit, (to, format, title), as_json)
    print_export(done, as_json)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="CSV of corrections: UTF-8, with a header.")],
    operator: Annotated[str, typer.Option(metavar="NAME", help="Who imports.")],
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="PLACE",
            help="A batch's output folder or journal; default: the station's own.",
            show_default=False,
        ),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write; without it only what would happen is shown.")
    ] = False,
    choose: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PAIR:ITEM=CHOICE",
            help="What becomes of one conflict: a pair, a cell (or part), and mine, theirs or "
            "skip, such as board7:U3=theirs; may be repeated.",
        ),
    ] = None,
    rest: Annotated[
        str | None,
        typer.Option(
            metavar="CHOICE", help="What becomes of all other conflicts: mine, theirs or skip."
        ),
    ] = None,
    without_problems: Annotated[
        bool,
        typer.Option("--without-problems", help="Leave lines out that cannot be imported."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Import corrections made elsewhere: all of them, or nothing.

    Columns: inspection, serial or pair; then part (ok or ng), cell and label, note; or region (no
    defect), or x1, y1, x2, y2 and label (a missed defect, within the test image); operator and at
    (an ISO 8601 time that has passed), where they are known.

    Without --write nothing changes: lines with problems and conflicts with corrections in force are
    shown. "mine" keeps what is in force, "theirs" takes what the file says, "skip" leaves out all
    that the file says of that pair.
    """
    from qeu_station.cli.reviewing import choices_of, print_import, print_plan
    from qeu_station.services.bulk import corrections_open
    from qeu_station.services.importing import plan_import, write_import
    from qeu_station.services.journals import open_journal

    home = Home.of(context)
    others = _choice(rest) if rest else None
    if not write:
        with open_journal(home, into, readonly=True) as journal:
            plan = plan_import(journal, file, operator)
        choices_of(plan, choose or ())
        print_plan(plan, as_json)
        if not as_json:
            typer.echo("Nothing was written; --write does it.")
        return
    with corrections_open(home, into) as journal:
        plan = plan_import(journal, file, operator)
        _show(plan, others is None and not choose, as_json)
        chosen = choices_of(plan, choose or ())
        done = write_import(journal, plan, chosen, others, without_problems)
    print_import(plan, done, as_json)


def _show(plan: ImportPlan, undecided: bool, as_json: bool) -> None:
    """Show what keeps an import from being written, before the error says so."""
    from qeu_station.cli.reviewing import print_plan

    if not as_json and (plan.problems or (plan.conflicts and undecided)):
        print_plan(plan, as_json)


def _choice(text: str) -> Choice:
    from qeu_station.services.importing import Choice

    try:
        return Choice(text)
    except ValueError:
        raise InputError(f'--rest "{text}" is not mine, theirs or skip.') from None
