"""The training report: the members on groups they never saw, parity, and the int8 variant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qeu_onnx.training.members import Floats, Learned
from qeu_onnx.training.quantise import Loss
from qeu_station.api import Report, Section, Table
from qeu_station.toolkit.agreement import auroc
from qeu_station.toolkit.calibration import expected_calibration_error
from qeu_station.toolkit.parity import Parity
from qeu_station.toolkit.reporting import class_reliability_section

_COLUMNS = (
    "examples",
    "right",
    "escape",
    "overkill",
    "AUROC of defects",
    "log loss",
    "calibration",
)
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of the members.

    Attributes:
        parity: How the exported model compares with them.
        loss: What the int8 variant loses, None where none was made.
        variant: Bundle of the int8 variant.
    """

    parity: Parity
    loss: Loss | None
    variant: Path


def report(
    learned: Learned,
    classes: NDArray[np.intp],
    labels: Sequence[str],
    made: Made,
) -> Report:
    """Return the report.

    Args:
        learned: The members and what they say of held-out groups.
        classes: (N,) true class numbers.
        labels: Class names; the first is good.
        made: What became of the members.
    """
    classes = classes[learned.measured]
    scores = {_ALL: _scores(learned.held_out, classes)}
    for number in range(len(learned.members)):
        own = learned.member_of == number
        scores[f"member {number + 1}"] = _scores(learned.held_out[own], classes[own])
    right = [values[1] for name, values in scores.items() if name != _ALL]
    summary = [
        f"On groups that the network that judges them never saw it is right in "
        f"{scores[_ALL][1]:.2%} of {len(classes)} regions ({min(right):.2%} to {max(right):.2%} "
        f"over {len(right)} seeds and parts of the groups).",
        f"The exported model differs from the trained one by {made.parity.largest:.1e} at most "
        f"over {made.parity.items} patches, and in no decision.",
    ]
    sections = [_held_out(scores, labels), _reliability(learned.held_out, classes, labels)]
    figures = {
        f"held out.{column}": value for column, value in zip(_COLUMNS, scores[_ALL], strict=True)
    }
    figures |= {"parity.largest": made.parity.largest, "temperature": learned.temperature}
    if made.loss is not None:
        summary.append(made.loss.sentence)
        sections.append(_variant(made.loss, made.variant))
        figures |= {f"int8.{name}": value for name, value in figures_of(made.loss).items()}
    return Report("Training of the patch network", tuple(summary), tuple(sections), figures)


def figures_of(loss: Loss) -> dict[str, float]:
    """Return what an int8 variant loses."""
    return {
        "right": loss.right[1],
        "right before": loss.right[0],
        "escape": loss.escapes[1],
        "escape before": loss.escapes[0],
        "overkill": loss.overkills[1],
        "overkill before": loss.overkills[0],
        "decisions changed": float(loss.changed),
        "largest change": loss.largest,
    }


def _scores(found: Floats, classes: NDArray[np.intp]) -> tuple[float, ...]:
    said, bad = found.argmax(axis=1), classes > 0
    of_truth = found[np.arange(len(classes)), classes]
    return (
        float(len(classes)),
        float((said == classes).mean()),
        _share(said[bad] == 0),
        _share(said[~bad] > 0),
        auroc(bad.tolist(), (1 - found[:, 0]).tolist()) if 0 < bad.sum() < len(bad) else np.nan,
        float(-np.log(np.maximum(of_truth, 1e-12)).mean()),
        expected_calibration_error(found.max(axis=1).clip(0, 1), said == classes),
    )


def _share(which: NDArray[np.bool_]) -> float:
    return float(which.mean()) if len(which) else 0.0


def _held_out(scores: Mapping[str, tuple[float, ...]], labels: Sequence[str]) -> Section:
    rows = [
        (name, int(values[0]), *(None if np.isnan(v) else round(v, 4) for v in values[1:]))
        for name, values in scores.items()
    ]
    return Section(
        "Regions of held-out groups",
        (
            f"Classes: {', '.join(labels)}. Every member judges the groups it never saw; the model "
            "is the mean of all members, for which there is no group left to measure it on.",
        ),
        (Table(("network", *_COLUMNS), rows, marked=0),),
    )


def _reliability(found: Floats, classes: NDArray[np.intp], labels: Sequence[str]) -> Section:
    return class_reliability_section(found, classes, labels)


def _variant(loss: Loss, place: Path) -> Section:
    rows: list[tuple[str, float, float]] = [
        ("right", *_rounded(loss.right)),
        ("escape", *_rounded(loss.escapes)),
        ("overkill", *_rounded(loss.overkills)),
        ("bytes", *loss.bytes),
        ("ms for 16 patches", round(loss.milliseconds[0], 2), round(loss.milliseconds[1], 2)),
    ]
    return Section(
        "The int8 variant",
        (
            f"Measured on {loss.items} patches of held-out groups: every network judges those that "
            "it never saw, exact and quantised, and none of them gave the ranges. "
            f"{loss.changed} decisions changed, the largest change of a probability is "
            f"{loss.largest:.3f}. The model is the mean of the networks, which changes less.",
            f"The recipe uses the exact model. The variant lies in {place}; qeu-station model "
            "import shows this loss again, and takes it in once you agree.",
        ),
        (Table(("", "exact", "int8"), rows),),
    )


def _rounded(pair: tuple[float, float]) -> tuple[float, float]:
    return round(pair[0], 4), round(pair[1], 4)
