"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from qeu_station.services.opening import OpenHome

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text.")]
RecipeName = Annotated[
    str, typer.Option("--recipe", "-r", help="Recipe: a name, NAME@VERSION or a path.")
]
JournalFile = Annotated[
    Path | None,
    typer.Option(
        "--journal",
        help="Journal of a batch: its output folder or journal.db; default is the station's own.",
    ),
]


class Home:
    """The station's folders, settings and log, as ``--home`` chose them."""

    @staticmethod
    def of(context: typer.Context) -> OpenHome:
        """Open the home folder of this command."""
        from qeu_station.services.opening import open_home

        return open_home(context.obj)
