"""The report says what was measured: whether fusing helps, and what a decision leads to."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import numpy as np
import pytest

from benchmarks.fusion_simulated import simulated
from qeu_station.core.agreement import Interval
from qeu_station.core.costs import Costs
from qeu_station.core.verdict import Thresholds, Verdict
from qeu_station.learning.decisions import Decision, Priced, decision_section, expected_rates
from qeu_station.learning.fusing import study_pool
from qeu_station.learning.fusion_report import fusion_report
from qeu_station.learning.rejudging import PartOutcome, expected

THRESHOLDS = Thresholds(0.5, 0.2)
NOTHING = [Decision("recipe as it stands", THRESHOLDS, None)]


def report_of(votes, before=None, decisions=NOTHING, priced=Priced()):  # noqa: B008 - frozen
    study = study_pool(votes, before or (1.0,) * len(votes.opinions), THRESHOLDS)
    return fusion_report(study, votes, decisions, priced, THRESHOLDS)


def outcomes(bad, good):
    made = [PartOutcome("P", "G", True, verdict, 0.5, False) for verdict in bad]
    return [*made, *(PartOutcome("P", "G", False, verdict, 0.5, False) for verdict in good)]


def said(report):
    return " ".join(report.summary)


def test_independent_inspectors_are_worth_fusing():
    report = report_of(simulated(shared=0.0))
    assert "the best alone: F +" in said(report)
    assert "Fusing helps." in said(report)
    assert "which stay" in said(report)


def test_a_loss_that_rises_is_said_to_rise():
    votes = simulated(parts=60)
    study = study_pool(votes, (1, 1), THRESHOLDS)
    for saved, told in (
        (Interval(-0.5401, -0.7, -0.3), "log loss per item higher by 0.5401 (0.3000 to 0.7000, 95"),
        (Interval(0.5401, 0.3, 0.7), "log loss per item lower by 0.5401 (0.3000 to 0.7000, 95"),
    ):
        found = replace(study, missing=(), saved=saved)
        assert told in said(fusion_report(found, votes, NOTHING, Priced(), THRESHOLDS))


def test_a_copy_is_not():
    votes = simulated(opinions=1, parts=300)
    copy = replace(votes, opinions=("a", "b"), vectors=np.concatenate([votes.vectors] * 2))
    report = report_of(copy, (0.5, 0.5))
    assert "is not measurably better than a alone" in said(report)
    assert "These two inspectors see the same thing; fusing them gains nothing." in said(report)


def test_the_gain_of_a_pool_is_not_denied_by_the_sentence_on_its_two_inspectors():
    votes = simulated(opinions=1, parts=300)
    copy = replace(votes, opinions=("a", "b"), vectors=np.concatenate([votes.vectors] * 2))
    study = replace(study_pool(copy, (0.5, 0.5), THRESHOLDS), gain=Interval(0.1, 0.05, 0.15))
    told = said(fusion_report(study, copy, NOTHING, Priced(), THRESHOLDS))
    assert "Fusing helps." in told
    assert "gains nothing" not in told
    assert "yet fusing them finds more defects" in told


def test_of_too_few_items_nothing_is_concluded():
    votes = simulated(opinions=1, parts=20)
    copy = replace(votes, opinions=("a", "b"), vectors=np.concatenate([votes.vectors] * 2))
    report = report_of(copy)
    assert "Too little is known to say whether a and b are independent" in said(report)
    assert "20 parts, at least 60 needed" in said(report)
    assert "gains nothing" not in json.dumps(asdict(report))


def test_a_pool_that_harms_is_called_so():
    votes = simulated(parts=300, noise=0.4)
    votes.vectors[1] = simulated(parts=300, noise=3.0, sure=30.0, seed=7).vectors[1]
    report = report_of(votes.of(votes.truth >= 0), (0.0, 1.0))
    assert "the fitted weights are better" in said(report).lower()
    few = report_of(votes.of(np.array([int(p[1:]) < 50 for p in votes.parts])), (0.0, 1.0))
    assert "Fusing harms here." in said(few)
    assert "Too few records to fit weights: 50 parts" in said(few)


def test_one_inspector_has_nothing_to_be_fused_with():
    report = report_of(simulated(opinions=1))
    assert "alone" not in said(report)
    assert not any(section.title.startswith("Are ") for section in report.sections)


@pytest.mark.parametrize("kind", ["good", "bad"])
def test_records_of_one_kind_only_are_reported_without_nonsense(kind):
    votes = simulated(parts=60)
    chosen = votes.of(~votes.defective if kind == "good" else votes.defective)
    report = report_of(chosen)
    whole = json.dumps(asdict(report), allow_nan=False)
    assert "nan" not in whole.lower()
    assert ("no defect among them" in said(report)) == (kind == "good")
    assert f"0 {'defective' if kind == 'good' else 'good'} regions, at least 100" in said(report)


def test_good_records_of_which_nothing_is_reported_have_no_f():
    votes = simulated(parts=60, noise=0.05)
    report = report_of(votes.of(~votes.defective))
    assert "gain" not in report.figures
    json.dumps(asdict(report), allow_nan=False)


def test_every_pair_of_three_is_measured():
    report = report_of(simulated(opinions=3))
    titles = [section.title for section in report.sections if section.title.startswith("Are ")]
    assert titles == [
        "Are i0 and i1 independent?",
        "Are i0 and i2 independent?",
        "Are i1 and i2 independent?",
    ]


def test_one_that_names_no_kinds_is_asked_whether_items_are_ok():
    votes = simulated(parts=300)
    p_ok = votes.vectors[1][:, 0]
    votes.vectors[1] = np.stack([p_ok, 1 - p_ok, 0 * p_ok, 0 * p_ok], axis=1)
    assert votes.coarse == ("i1",)
    report = report_of(votes)
    section = next(each for each in report.sections if each.title.startswith("Are "))
    assert "as i1 names no kind of defect" in section.text[-1]
    found = {row[0]: row[1] for row in section.tables[0].rows}
    assert found["sum of the fitted exponents"] == pytest.approx(2, abs=0.4)
    assert "i1 cannot say which kind a defect is" in " ".join(report.sections[1].text)
    assert "pool" in report.sections[1].tables[0].rows[0][0]


def test_the_figures_are_those_of_the_study():
    votes = simulated(shared=0.9, parts=300)
    study = study_pool(votes, (1, 1), THRESHOLDS)
    found = expected(outcomes([Verdict.FAIL] * 9 + [Verdict.PASS], [Verdict.PASS] * 10), 0.1)
    decided = [Decision("recipe as it stands", THRESHOLDS, found)]
    report = fusion_report(study, votes, decided, Priced(), THRESHOLDS)
    assert report.figures["weight.i0"] == study.fitted[0]
    assert report.figures["gain.low"] == study.gain.low
    assert report.figures["recipe as it stands.escape"] == 0.1
    assert 0 <= report.figures["calibration_error"] < 0.05
    weights = next(section for section in report.sections if section.title == "Weights")
    assert weights.tables[0].rows[0][:3] == ("i0", 1, study.fitted[0])
    groups = next(section for section in report.sections if section.title.startswith("The pool"))
    assert [row[0] for row in groups.tables[0].rows] == ["G0", "G1", "G2", "G3", "G4", "all"]


def test_decisions_stand_side_by_side():
    costs = Costs(50, 5)
    before = expected(outcomes([Verdict.PASS], [Verdict.FAIL, Verdict.PASS]), 0.5, (50, 5))
    after = expected(outcomes([Verdict.REVIEW], [Verdict.PASS] * 2), 0.5, (50, 5))
    decisions = [
        Decision("now", THRESHOLDS, before),
        Decision("proposed", costs.thresholds(), after),
    ]
    section = decision_section(decisions, Priced(costs, 0.5))
    rows = {row[0]: row[1:] for row in section.tables[0].rows}
    assert rows["t_pass"] == (0.5, 0.98)
    assert rows["escape: share of the defective parts that pass"] == (1, 0)
    assert rows["cost per part, in reviews"] == (pytest.approx(26.25), 0.5)
    assert "odds of a defect are 0.5 times theirs" in " ".join(section.text)
    sentences = list(expected_rates(decisions))
    assert "50.0% of the parts go to review when 50.00% are defective" in sentences[0]
    assert "a part then costs 0.5 reviews, 26.2 with the recipe" in sentences[1]


def test_costs_at_which_no_review_pays_are_called_so():
    section = decision_section(NOTHING, Priced(Costs(1.2, 1.2)))
    assert "a review never pays" in " ".join(section.text)
    assert "no rates can be told" in " ".join(section.text)


def test_without_good_parts_overkill_review_and_cost_are_unknown():
    found = expected(outcomes([Verdict.FAIL], []), costs=(50, 5))
    decisions = [Decision("now", THRESHOLDS, found), Decision("proposed", THRESHOLDS, found)]
    (sentence,) = expected_rates(decisions)
    assert "an unknown share of the parts go to review" in sentence
    assert "an unknown share of the good ones fail" in sentence
    rows = {row[0]: row[1] for row in decision_section(decisions, Priced()).tables[0].rows}
    assert rows["overkill: share of the good parts that fail"] is None
    assert rows["review, share of the good parts"] is None
    assert rows["review, share of the defective parts"] == 0
    assert rows["review to expect, share of all parts"] is None
    assert rows["cost per part, in reviews"] is None
    assert "now.review" not in report_of(simulated(parts=60), decisions=decisions).figures
    assert list(expected_rates(NOTHING)) == []
