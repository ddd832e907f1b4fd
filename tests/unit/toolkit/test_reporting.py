"""Sections hold what was measured, and pass the contract of a report."""

from __future__ import annotations

import numpy as np
import pytest

from qeu_station.api import Report, TrainingOutcome
from qeu_station.api.outcomes import outcome_from_plain, plain_outcome
from qeu_station.toolkit.independence import measure_independence
from qeu_station.toolkit.reporting import (
    LEAST_ITEMS,
    class_reliability_section,
    independence_section,
    reliability_section,
)
from tests.unit.toolkit.test_pooling import views


def test_a_calibrated_opinion_lies_on_the_diagonal():
    stated = np.random.default_rng(0).random(20000)
    happened = np.random.default_rng(1).random(20000) < stated
    section = reliability_section({"fair": (stated, happened), "sure": (stated**0.25, happened)})
    fair, sure = section.charts[0].curves
    assert section.charts[0].diagonal
    assert all(y == pytest.approx(x, abs=0.04) for x, y in fair.points)
    assert all(y < x for x, y in sure.points)
    assert section.tables[0].rows[0][2] < 0.02 < section.tables[0].rows[1][2]


def test_an_opinion_of_nothing_has_a_dash():
    assert reliability_section({"none": ([], [])}).tables[0].rows == (("none", 0, None),)


def test_independence_is_told_in_numbers_and_words():
    (a, b), truth = views(2000)
    measured = measure_independence(a, b, truth, ("W", "B"))
    section = independence_section(measured, ("W", "B"))
    assert section.text == (measured.sentence,)
    found = {row[0]: row[1] for row in section.tables[0].rows}
    assert found["sum of the fitted exponents"] == measured.exponents
    assert found["B errs where W errs"] == measured.errors_b_given_a
    assert found["W errs where B errs"] == measured.errors_a_given_b


def test_what_could_not_be_measured_is_a_dash():
    truth = np.array([0, 1] * 20)
    sure = np.where(np.eye(2)[truth] > 0, 0.9, 0.1)
    section = independence_section(measure_independence(sure, sure, truth))
    rows = {row[0]: row[1:] for row in section.tables[0].rows}
    assert rows["first canonical correlation within classes"] == (None, None)
    assert rows["b errs where a errs"][0] is None
    outcome = TrainingOutcome(report=Report("t", (), (section,)))
    assert outcome_from_plain(plain_outcome(outcome)).report.sections[0].title == section.title


def test_every_class_that_occurs_has_its_own_curve_and_error():
    (a, _), truth = views(6000, classes=3)
    never = np.hstack([a, np.zeros((len(a), 1))])
    section = class_reliability_section(never, truth, ("ok", "open", "short", "never"))
    rows = {row[0]: row[1:] for row in section.tables[0].rows}
    assert list(rows) == ["ok", "open", "short", "the likeliest class"]
    assert all(items == 6000 and error < 0.03 for items, error in rows.values())
    assert [chart.curves[0].name for chart in section.charts] == list(rows)
    assert all(chart.diagonal and chart.curves[0].points for chart in section.charts)


def test_one_class_that_is_overstated_shows_on_its_own_curve():
    rng = np.random.default_rng(0)
    p = rng.random(8000)
    truth = (rng.random(8000) < p**2).astype(int)
    section = class_reliability_section(np.stack([1 - p, p], axis=1), truth, ("ok", "bad"))
    errors = {row[0]: row[2] for row in section.tables[0].rows}
    assert errors["bad"] == pytest.approx(1 / 6, abs=0.02)  # mean of p - p**2


def test_a_name_is_needed_for_every_class():
    with pytest.raises(ValueError, match=r"\(N, 3\) probabilities are needed"):
        class_reliability_section([[0.5, 0.5]], [0], ("a", "b", "c"))


def test_no_items_have_no_curve():
    section = class_reliability_section(np.empty((0, 2)), [], ("ok", "bad"))
    assert section.tables[0].rows == (("the likeliest class", 0, None),)
    assert section.charts[0].curves[0].points == ()


def test_a_point_of_few_items_is_not_drawn():
    p = np.array([0.05] * LEAST_ITEMS + [0.55] * (LEAST_ITEMS - 1))
    section = class_reliability_section(np.stack([1 - p, p], axis=1), [0] * len(p), ("ok", "bad"))
    assert [x for x, _ in section.charts[1].curves[0].points] == pytest.approx([0.05])
