"""Options that say which judged pairs are meant, and in which order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Many = list[str] | None

Formats = Annotated[
    list[str],
    typer.Option(
        "--format",
        help="csv, parquet, coco, classes, overlays, html, pdf or finetune; may be repeated.",
    ),
]
Place = Annotated[
    Path | None,
    typer.Argument(
        help="A batch's output folder or journal; default: the station's own.", show_default=False
    ),
]
Words = Annotated[str, typer.Option(help="Words that must stand in names, class or cell.")]
Verdicts = Annotated[Many, typer.Option(help="PASS, REVIEW or FAIL; may be repeated.")]
Cells = Annotated[Many, typer.Option(help="A cell that is no PASS, such as U3; may be repeated.")]
Classes = Annotated[Many, typer.Option("--class", help="Class of a cell or part; may be repeated.")]
Least = Annotated[float | None, typer.Option("--p-ok-min", help="Lowest P(ok).")]
Most = Annotated[float | None, typer.Option("--p-ok-max", help="Highest P(ok).")]
Disagreement = Annotated[
    float | None, typer.Option(help="Least difference of P(ok) between two inspectors.")
]
Inspectors = Annotated[
    Many, typer.Option(help="An inspector that said one of --said; may be repeated.")
]
Said = Annotated[
    Many, typer.Option(help="PASS, REVIEW, FAIL or FAULT, of --inspector; may be repeated.")
]
Since = Annotated[str, typer.Option(help="UTC date or time; judged then or later.")]
Until = Annotated[str, typer.Option(help="UTC date or time; judged before it.")]
Serial = Annotated[str, typer.Option(help="Text in the serial number.")]
Operators = Annotated[Many, typer.Option(help="Who was signed on; may be repeated.")]
Lots = Annotated[Many, typer.Option(help="Lot; may be repeated.")]
Recipes = Annotated[Many, typer.Option(help="Recipe; may be repeated.")]
Corrected = Annotated[
    bool | None, typer.Option("--corrected/--uncorrected", help="Corrected or not.")
]
Contradicted = Annotated[
    bool | None, typer.Option("--contradicted/--agreed", help="Corrected to something else.")
]
Newest = Annotated[bool, typer.Option("--newest", help="Only the newest judgement of every pair.")]
Sorted = Annotated[str, typer.Option(help="uncertain, or a column to sort by.")]
Limit = Annotated[int | None, typer.Option(help="Only so many, the first.", min=1)]
Title = Annotated[str, typer.Option(help="Heading of the reports.")]
