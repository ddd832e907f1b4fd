"""Steps and outcomes as plain data: what goes in comes out, and nothing else passes."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from qeu_station.api import (
    Chart,
    Curve,
    Report,
    Section,
    Table,
    TrainingOutcome,
    TrainingStep,
)
from qeu_station.api.outcomes import (
    MAX_OUTCOME,
    TrainingFault,
    outcome_from_plain,
    plain_outcome,
    plain_step,
    step_from_plain,
)

REPORT = Report(
    "Title",
    ("W loses to LDA.",),
    (
        Section(
            "Comparison",
            ("Held-out groups.",),
            (Table(("who", "F"), (("W", 0.5), ("B", None)), 1),),
            (Chart("x", "y", (Curve("c", ((0.0, 1.0),)),), True),),
        ),
    ),
    {"fused.f": 0.9},
)
OUTCOME = TrainingOutcome({"limit": 3}, {"weight": 1.0, "bias": 0.0}, 0.99, REPORT, "why")


def again(outcome: TrainingOutcome) -> TrainingOutcome:
    return outcome_from_plain(plain_outcome(outcome))


def test_an_outcome_comes_back_the_same() -> None:
    assert json.loads(plain_outcome(again(OUTCOME))) == json.loads(plain_outcome(OUTCOME))
    back = again(OUTCOME)
    assert (back.parameters, back.weights, back.p_ok_without_region) == (
        {"limit": 3},
        {"weight": 1.0, "bias": 0.0},
        0.99,
    )
    assert back.report.sections[0].charts[0].curves[0].points == ((0.0, 1.0),)
    assert back.report.sections[0].tables[0].marked == 1
    assert back.doubt == "why"


def test_numpy_values_become_numbers() -> None:
    table = Table(("F",), ((np.float32(0.5),),))
    report = Report("t", (), (Section("s", tables=(table,)),), {"f": np.float64(0.25)})
    made = TrainingOutcome({"limits": np.arange(2)}, {"": np.float32(1)}, None, report)
    assert again(made).parameters == {"limits": [0, 1]}
    assert again(made).report.sections[0].tables[0].rows == [[0.5]]
    assert again(made).weights == {"": 1.0}


def test_numbers_that_are_none_become_dashes() -> None:
    chart = Chart("x", "y", (Curve("c", ((0.0, math.nan), (1.0, 2.0))),))
    table = Table(("F",), ((math.nan,), (math.inf,)))
    report = Report("t", (), (Section("s", (), (table,), (chart,)),), {"f": math.nan, "g": 1})
    back = again(TrainingOutcome(report=report)).report
    assert back.sections[0].tables[0].rows == [[None], [None]]
    assert back.sections[0].charts[0].curves[0].points == ((1.0, 2.0),)
    assert back.figures == {"g": 1.0}


def report_with(**changes: object) -> TrainingOutcome:
    return TrainingOutcome(report=replace(REPORT, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ({}, "train returned dict"),
        (TrainingOutcome(weights={"a": math.nan}), 'opinion "a" is nan'),
        (TrainingOutcome(weights={"a": -0.1}), "0 or more"),
        (TrainingOutcome(weights={"a": "1,5"}), "finite number"),
        (TrainingOutcome(weights=[1.0]), "weights are list"),  # type: ignore[arg-type]
        (TrainingOutcome(p_ok_without_region=1.01), "p_ok_without_region is 1.01"),
        (TrainingOutcome({"a": math.nan}), "not JSON"),
        (TrainingOutcome({"a": object()}), "not JSON"),
        (TrainingOutcome({"a": "x" * MAX_OUTCOME}), "at most"),
        (report_with(title=3), "3 is int, a text is needed"),
        (report_with(summary="one"), "a list of texts is needed"),
        (report_with(sections=[3]), "the report is not what it must be"),
        (report_with(sections=[Section("s", tables=[Table(["a"], [[1, 2]])])]), "2 values, not 1"),
        (report_with(figures={"f": "high"}), "the report is not what it must be"),
    ],
)
def test_what_breaks_the_contract_is_named(outcome: object, words: str) -> None:
    with pytest.raises(TrainingFault, match=words):
        plain_outcome(outcome)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "{}",
        '{"parameters": 3, "weights": {}, "p_ok_without_region": null}',
        b"\xff",
    ],
)
def test_what_is_no_outcome_is_refused(text: object) -> None:
    with pytest.raises(TrainingFault, match="not what it must be"):
        outcome_from_plain(text)


def test_a_step_comes_back_without_what_is_no_number() -> None:
    step = TrainingStep(1, 3, "learning" * 100, {"loss": 0.5, "rate": math.nan})
    back = step_from_plain(plain_step(step))
    assert (back.done, back.total, back.values) == (1, 3, {"loss": 0.5})
    assert len(back.doing) == 200


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("one", "a step is str"),
        (TrainingStep(2, 1), "2 of 1"),
        (TrainingStep(-1, 1), "0 <= done"),
        (TrainingStep("a", 1), "no number"),  # type: ignore[arg-type]
        (TrainingStep(0, 1, values={"loss": "low"}), "no number"),  # type: ignore[dict-item]
        (TrainingStep(0, 1, doing=3), "a text is needed"),  # type: ignore[arg-type]
    ],
)
def test_a_step_that_is_none_is_refused(step: object, words: str) -> None:
    with pytest.raises(TrainingFault, match=words):
        plain_step(step)


def test_a_step_from_a_plugin_is_checked_again() -> None:
    with pytest.raises(TrainingFault, match="not what it must be"):
        step_from_plain({"done": 1})
    with pytest.raises(TrainingFault, match="3 of 1"):
        step_from_plain({"done": 3, "total": 1, "doing": "", "values": {}})
