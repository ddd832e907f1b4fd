"""What a trainer tells, as plain data: what the channel carries, and its check at both ends."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qeu_station.api.answers import numpy_value
from qeu_station.api.report import Chart, Curve, Report, Section, Table
from qeu_station.api.training import TrainingOutcome, TrainingStep

Plain = dict[str, Any]

MAX_OUTCOME = 6_000_000
"""Characters of the largest outcome as JSON, its report included."""

MAX_WORDS = 200
"""Characters of what a step says it is doing."""


class TrainingFault(ValueError):  # noqa: N818 - the contract calls it a fault
    """What a trainer told breaks the contract; the message says how."""


def plain_step(step: object) -> Plain:
    """Return a step as data; values that are no finite numbers are left out.

    Raises:
        TrainingFault: It is no step, or its parts are not of the kind they must be.
    """
    if not isinstance(step, TrainingStep):
        raise TrainingFault(f"a step is {type(step).__name__}, a TrainingStep is needed")
    try:
        done, total = int(step.done), int(step.total)
        values = _finite(step.values)
    except (TypeError, ValueError, AttributeError) as error:
        raise TrainingFault(f"a step holds what is no number ({error})") from None
    if not 0 <= done <= total:
        raise TrainingFault(f"a step says {done} of {total}; 0 <= done <= total is needed")
    return {"done": done, "total": total, "doing": _text(step.doing)[:MAX_WORDS], "values": values}


def step_from_plain(plain: Mapping[str, Any]) -> TrainingStep:
    """Return the step that ``plain_step`` described.

    Raises:
        TrainingFault: It is none.
    """
    try:
        step = TrainingStep(plain["done"], plain["total"], plain["doing"], plain["values"])
    except (KeyError, TypeError) as error:
        raise TrainingFault(f"a step is not what it must be ({error!r})") from None
    plain_step(step)
    return step


def plain_outcome(outcome: object) -> str:
    """Return an outcome as JSON text.

    Numbers of the report that are not finite become dashes, and points with one are left out.

    Raises:
        TrainingFault: It is no outcome, a part is of another kind than it must be, a weight or a
            probability is impossible, or all of it is too large.
    """
    if not isinstance(outcome, TrainingOutcome):
        raise TrainingFault(f"train returned {type(outcome).__name__}, a TrainingOutcome is needed")
    plain = {
        "parameters": outcome.parameters,
        "weights": _weights(outcome.weights),
        "p_ok_without_region": _probability(outcome.p_ok_without_region),
        "report": plain_report(outcome.report),
        "doubt": _text(outcome.doubt),
    }
    try:
        text = json.dumps(plain, allow_nan=False, default=numpy_value)
    except (TypeError, ValueError, RecursionError) as error:
        raise TrainingFault(f"the outcome is not JSON ({error})") from None
    if len(text) > MAX_OUTCOME:
        raise TrainingFault(
            f"the outcome has {len(text)} characters as JSON, at most {MAX_OUTCOME} are allowed"
        )
    return text


def outcome_from_plain(text: object) -> TrainingOutcome:
    """Return the outcome that ``plain_outcome`` described, checked again.

    Raises:
        TrainingFault: It is none.
    """
    try:
        plain = json.loads(text)  # type: ignore[arg-type]
        parameters = dict(plain["parameters"])
        weights = _weights(plain["weights"])
        p_ok = _probability(plain["p_ok_without_region"])
        report, doubt = report_from_plain(plain["report"]), _text(plain["doubt"])
        return TrainingOutcome(parameters, weights, p_ok, report, doubt)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        if isinstance(error, TrainingFault):
            raise
        raise TrainingFault(f"the outcome is not what it must be ({error!r})") from None


def plain_report(report: object) -> Plain:
    """Return a report as JSON values: texts, finite numbers, and None for what is no number.

    Raises:
        TrainingFault: It is no report, or a part of it is of another kind than it must be.
    """
    if not isinstance(report, Report):
        raise TrainingFault(f"the report is {type(report).__name__}, a Report is needed")
    try:
        return {
            "title": _text(report.title),
            "summary": _texts(report.summary),
            "sections": [_plain_section(section) for section in report.sections],
            "figures": _finite(report.figures),
        }
    except (TypeError, ValueError, AttributeError) as error:
        raise TrainingFault(f"the report is not what it must be ({error})") from None


def report_from_plain(plain: Mapping[str, Any]) -> Report:
    """Return the report that ``plain_report`` described.

    Raises:
        TrainingFault: It is none.
    """
    try:
        report = Report(
            plain["title"],
            tuple(plain["summary"]),
            tuple(_section(section) for section in plain["sections"]),
            dict(plain["figures"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TrainingFault(f"the report is not what it must be ({error!r})") from None
    plain_report(report)
    return report


def _plain_section(section: Section) -> Plain:
    return {
        "title": _text(section.title),
        "text": _texts(section.text),
        "tables": [_plain_table(table) for table in section.tables],
        "charts": [_plain_chart(chart) for chart in section.charts],
    }


def _plain_table(table: Table) -> Plain:
    columns, rows = _texts(table.columns), [[_value(v) for v in row] for row in table.rows]
    for row in rows:
        if len(row) != len(columns):
            raise TrainingFault(f"a row of the report has {len(row)} values, not {len(columns)}")
    marked = None if table.marked is None else int(table.marked)
    return {"columns": columns, "rows": rows, "marked": marked}


def _plain_chart(chart: Chart) -> Plain:
    curves = [{"name": _text(c.name), "points": _points(c.points)} for c in chart.curves]
    titles = {"x": _text(chart.x), "y": _text(chart.y)}
    return {**titles, "curves": curves, "diagonal": bool(chart.diagonal)}


def _section(plain: Mapping[str, Any]) -> Section:
    tables = (Table(t["columns"], t["rows"], t["marked"]) for t in plain["tables"])
    charts = (
        Chart(c["x"], c["y"], tuple(map(_curve, c["curves"])), c["diagonal"])
        for c in plain["charts"]
    )
    return Section(plain["title"], plain["text"], tuple(tables), tuple(charts))


def _curve(plain: Mapping[str, Any]) -> Curve:
    return Curve(plain["name"], tuple((x, y) for x, y in plain["points"]))


def _points(points: Iterable[Sequence[float]]) -> list[list[float]]:
    pairs = ([float(x), float(y)] for x, y in points)
    return [pair for pair in pairs if all(map(math.isfinite, pair))]


def _value(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return _text(value) if isinstance(value, str) else value
    number = float(value)
    return number if math.isfinite(number) else None


def _finite(values: Mapping[str, float]) -> dict[str, float]:
    numbers = {_text(name): float(value) for name, value in values.items()}
    return {name: value for name, value in numbers.items() if math.isfinite(value)}


def _texts(values: Iterable[str]) -> list[str]:
    if isinstance(values, str):
        raise TypeError(f"{values[:40]!r} is one text, a list of texts is needed")
    return [_text(value) for value in values]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TrainingFault(f"{value!r:.60} is {type(value).__name__}, a text is needed")
    return value.encode("utf-8", "replace").decode()


def _weights(weights: object) -> dict[str, float]:
    if not isinstance(weights, Mapping):
        raise TrainingFault(f"weights are {type(weights).__name__}, a mapping is needed")
    checked = {}
    for name, weight in weights.items():
        try:
            number = float(weight)
        except (TypeError, ValueError):
            number = math.nan
        if not (math.isfinite(number) and number >= 0):
            raise TrainingFault(
                f'the pool weight of opinion "{name}" is {weight!r}; a finite number of 0 or more '
                "is needed"
            )
        checked[str(name)] = number
    return checked


def _probability(value: object) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = math.nan
    if not 0 <= number <= 1:
        raise TrainingFault(f"p_ok_without_region is {value!r}; 0..1 or None is needed")
    return number
