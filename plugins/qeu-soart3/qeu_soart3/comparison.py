"""The training report: W, B and their pool beside the baselines, on held-out groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from qeu_soart3.baselines import held_out_baselines
from qeu_soart3.learning import Items, Learned, Plan
from qeu_soart3.model import Item
from qeu_soart3.networks import Classes
from qeu_soart3.pool import pooled
from qeu_station.api import Chart, Curve, Report, Section, Table
from qeu_station.core.agreement import auroc
from qeu_station.toolkit.calibration import expected_calibration_error, reliability

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
) -> Report:
    """Return the report.

    Args:
        kinds: The items that were learned, regions and perhaps cells.
        learned: What was learned of each.
        strengths: float64, (regions,); strength of the tolerant difference of every region.
        labels: Class names; the first is good.
        plan: How it was learned.
    """
    summary: list[str] = []
    sections: list[Section] = []
    figures: dict[str, float] = {}
    for kind, items in kinds.items():
        methods = _methods(items, learned[kind], plan)
        scores = {name: _scores(found, items.classes) for name, found in methods.items()}
        summary += [*_verdicts(kind, scores), _weights(kind, learned[kind])]
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
    return Report("Training of soart3", tuple(summary), tuple(sections), figures)


def _methods(items: Items, learned: Learned, plan: Plan) -> dict[str, Floats]:
    weight, bias = learned.held_out
    own = (
        weight,
        bias,
        pooled(learned.held_out, (1.0, 1.0)),
        pooled(learned.held_out, learned.weights),
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


def _weights(kind: Item, learned: Learned) -> str:
    weight, bias = learned.weights
    return (
        f"{kind.capitalize()}: fitted exponents are {weight:.2f} for W and {bias:.2f} for B; two "
        f"independent views would add up to about 2, these add up to {weight + bias:.2f}."
    )


def _diagram(methods: Mapping[str, Floats], classes: Classes) -> Chart:
    curves = []
    for name in OWN:
        found = methods[name]
        right = found.argmax(axis=1) == classes
        bins = reliability(found.max(axis=1).clip(0, 1), right)
        points = tuple((each.stated, each.observed) for each in bins if each.count)
        curves.append(Curve(name, points))
    return Chart("stated probability", "share that was right", tuple(curves), diagonal=True)
