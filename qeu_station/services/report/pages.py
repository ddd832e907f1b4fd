"""What every page of a report is rendered with."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from qeu_station.api import Chart, Section, Table
from qeu_station.services.report.charts import DrawnChart, drawn


def page_templates() -> Environment:
    """Return the templates, with the filters their tables need."""
    environment = Environment(
        loader=PackageLoader("qeu_station.services.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"shown": shown, "numeric": numeric_columns}
    return environment


def drawn_sections(sections: Sequence[Section]) -> list[tuple[Section, list[DrawnChart]]]:
    """Return sections with their charts drawn."""
    return [(each, drawn_charts(each.charts)) for each in sections]


def drawn_charts(charts: Sequence[Chart]) -> list[DrawnChart]:
    """Return the charts that have a point."""
    return [made for made in map(drawn, charts) if made is not None]


def shown(value: object) -> str:
    """Return a value of a table as it is meant to be read: four digits, a dash for none."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.4f}" if abs(value) < 1000 else f"{value:.6g}"
    return str(value)


def numeric_columns(table: Table) -> frozenset[int]:
    """Return the columns of a table that hold numbers, with dashes among them or not."""
    by_column = enumerate(zip(*table.rows, strict=True))
    return frozenset(
        number
        for number, values in by_column
        if any(value is not None for value in values)
        and all(isinstance(value, int | float | None) for value in values)
    )
