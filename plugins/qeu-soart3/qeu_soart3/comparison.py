"""The training report: W, B and their pool beside the baselines, on held-out groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from qeu_soart3.baselines import held_out_baselines
from qeu_soart3.choice import Tried, choice_section
from qeu_soart3.learning import Items, Learned, Plan
from qeu_soart3.model import Item
from qeu_soart3.networks import Classes
from qeu_station.api import Chart, Report, Section, Table
from qeu_station.toolkit.agreement import auroc
from qeu_station.toolkit.calibration import expected_calibration_error
from qeu_station.toolkit.doubts import doubt_of_judge
from qeu_station.toolkit.independence import measure_independence
from qeu_station.toolkit.pooling import pooled
from qeu_station.toolkit.reporting import (
    class_reliability_section,
    independence_section,
    reliability_section,
)

Floats = NDArray[np.float64]
Value = str | float | None

POOL = "W and B, fitted pool"
OWN = ("W alone", "B alone", "W and B, plain product", POOL)
_DIFFERENCE = "tolerant difference alone"

_COLUMNS = ("method", "right", "escape", "overkill", "AUROC of defects", "log loss", "calibration")


def report(
    kinds: Mapping[Item, Items],
    learned: Mapping[Item, Learned],
    strengths: Floats,
    labels: Sequence[str],
    plan: Plan,
    tried: Sequence[Tried] = (),
) -> Report:
    """Return the report.

    Args:
        kinds: The items that were learned, regions and perhaps cells.
        learned: What was learned of each.
        strengths: float64, (regions,); strength of the tolerant difference of every region.
        labels: Class names; the first is good.
        plan: How it was learned.
        tried: Sets of unit spaces that were compared, the best first; empty when one was given.
    """
    summary: list[str] = []
    sections: list[Section] = []
    figures: dict[str, float] = {}
    for kind, items in kinds.items():
        methods = _methods(items, learned[kind], plan)
        scores = {name: _scores(found, items.classes) for name, found in methods.items()}
        measured = measure_independence(*learned[kind].held_out, items.classes, ("W", "B"))
        summary += [*_verdicts(kind, scores), f"{kind.capitalize()}: {measured.sentence}"]
        figures |= {
            f"{kind}.{name}.{column}": value
            for name, values in scores.items()
            for column, value in zip(_COLUMNS[1:], values, strict=True)
        }
        table: list[tuple[Value, ...]] = [
            (name, *(round(value, 4) for value in values)) for name, values in scores.items()
        ]
        if kind == "regions":
            area = auroc((items.classes > 0).tolist(), strengths.tolist())
            figures[f"regions.{_DIFFERENCE}.{_COLUMNS[4]}"] = area
            table.append((_DIFFERENCE, None, None, None, round(area, 4), None, None))
        sections.append(
            Section(
                f"{kind.capitalize()}, {len(items.classes)} examples of held-out groups",
                (f"Classes: {', '.join(labels)}.",),
                (Table(_COLUMNS, table, marked=OWN.index(POOL)),),
                (_diagram(methods, items.classes),),
            )
        )
        section = class_reliability_section(methods[POOL], items.classes, labels)
        sections.append(replace(section, title=f"{kind.capitalize()}: reliability of the pool"))
        section = independence_section(measured, ("W", "B"))
        sections.append(replace(section, title=f"{kind.capitalize()}: {section.title}"))
    if tried:
        sections.append(choice_section(tried))
        best, count = " + ".join(tried[0].unit_spaces), len(tried)
        summary.append(f"Of {count} sets of unit spaces, {best} did best on held-out groups.")
    return Report("Training of soart3", tuple(summary), tuple(sections), figures)


def doubt(
    kinds: Mapping[Item, Items], learned: Mapping[Item, Learned], labels: Sequence[str]
) -> str:
    """Return why the pool of W and B shall not decide, empty where it may; see ``report``."""
    for kind, items in kinds.items():
        found = pooled(np.stack(learned[kind].held_out), learned[kind].weights)
        if said := doubt_of_judge(found, items.classes, labels, kind):
            return said
    return ""


def _methods(items: Items, learned: Learned, plan: Plan) -> dict[str, Floats]:
    weight, bias = learned.held_out
    own = (
        weight,
        bias,
        pooled(np.stack(learned.held_out), (1.0, 1.0)),
        pooled(np.stack(learned.held_out), learned.weights),
    )
    return {**dict(zip(OWN, own, strict=True)), **held_out_baselines(items, learned, plan)}


def _scores(found: Floats, classes: Classes) -> tuple[float, ...]:
    said, bad = found.argmax(axis=1), classes > 0
    of_truth = found[np.arange(len(classes)), classes]
    return (
        float((said == classes).mean()),
        float((said[bad] == 0).mean()),
        float((said[~bad] > 0).mean()),
        auroc(bad.tolist(), (1 - found[:, 0]).tolist()),
        float(-np.log(np.maximum(of_truth, 1e-12)).mean()),
        expected_calibration_error(found.max(axis=1).clip(0, 1), said == classes),
    )


def _verdicts(kind: Item, scores: Mapping[str, tuple[float, ...]]) -> list[str]:
    right = {name: values[0] for name, values in scores.items()}
    better = [name for name in right if name not in OWN and right[name] > right[POOL]]
    said = f"{kind.capitalize()}: the pool of W and B is right in {right[POOL]:.2%}"
    if not better:
        return [f"{said} and beats every baseline."]
    return [said + ".", *(f"It loses to {name} ({right[name]:.2%})." for name in better)]


def _diagram(methods: Mapping[str, Floats], classes: Classes) -> Chart:
    stated = {name: methods[name].max(axis=1).clip(0, 1) for name in OWN}
    right = {name: methods[name].argmax(axis=1) == classes for name in OWN}
    section = reliability_section({name: (stated[name], right[name]) for name in OWN}, bins=15)
    return section.charts[0]
