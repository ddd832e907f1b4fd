"""A report as data: what a trainer tells, drawn as a page by the station."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["Chart", "Curve", "Report", "Section", "Table"]

Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column titles; numbers are shown as they are meant to be read.

    Attributes:
        columns: Titles.
        rows: One value per column; None shows as a dash.
        marked: Index of the row that stands out, such as the chosen one; None for none.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    marked: int | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """Points (x, y) of one line of a chart."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over common axes.

    Attributes:
        x: Title of the horizontal axis.
        y: Title of the vertical axis.
        curves: The lines.
        diagonal: Whether the line y = x is drawn as reference (reliability diagrams).
    """

    x: str
    y: str
    curves: Sequence[Curve]
    diagonal: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, then tables, then charts."""

    title: str
    text: Sequence[str] = ()
    tables: Sequence[Table] = ()
    charts: Sequence[Chart] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes:
        title: Heading of the page.
        summary: Sentences that stand first, such as "W loses to LDA".
        sections: The rest, in order.
        figures: Numbers for programs, by dotted name.
    """

    title: str
    summary: Sequence[str] = ()
    sections: Sequence[Section] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
