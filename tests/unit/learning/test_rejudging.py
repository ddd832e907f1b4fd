"""Recorded inspections judged again: the same rule, and still no PASS from a fault."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.judgement import Answer, Evidence, Fault, Rules, judge, judge_alone
from qeu_station.core.opinion import Opinion, ProposedRegion, Scope
from qeu_station.core.record import ItemRecord, OpinionRecord
from qeu_station.core.region import Region
from qeu_station.core.verdict import Thresholds, Verdict
from qeu_station.learning.rejudging import PartOutcome, Voice, expected, outcome, rejudge
from tests.unit.services.making import record

PASS, REVIEW, FAIL = Verdict.PASS, Verdict.REVIEW, Verdict.FAIL
RULES = Rules(classes=3, thresholds=Thresholds(0.5, 0.2), p_ok_without_region=0.99)
BOX = (0.0, 0.0, 8.0, 8.0)
CELLS = ("U1", "U2", "U3")
R1, R2 = (Region(f"R{n}", BOX, BOX, 64, 200.0, 90.0, (CELLS[n],)) for n in (0, 1))
REGIONS = frozenset({Scope.REGION})
BOTH = frozenset({Scope.REGION, Scope.CELL})


def vector(p_ok):
    return (p_ok, 0.0, 1 - p_ok)


def recorded(evidence):
    """The record that the station would have kept."""
    judged = judge(evidence, RULES)

    def items(found):
        return {
            n: ItemRecord(i.verdict.value, i.probabilities, i.reasons) for n, i in found.items()
        }

    said = []
    for answer in evidence.answers:
        alone = judge_alone(answer.inspector, evidence, RULES)
        said.append(
            OpinionRecord(
                answer.inspector,
                "gating" if answer.gating else "advisory",
                "answered",
                weight=answer.weight,
                cells=items(alone.cells),
                regions=items(alone.regions),
                part=items({"": alone.part})[""],
            )
        )
    said += [
        OpinionRecord(f.inspector, "gating" if f.gating else "advisory", f.kind, f.reason)
        for f in evidence.faults
    ]
    return record(
        part=items({"": judged.part})[""],
        cells=items(judged.cells),
        regions=(*evidence.regions, *(region for _, region, _ in evidence.proposed)),
        opinions=tuple(said),
    )


def answer(name, regions=(0.9, 0.9), cells=None, gating=True, weight=1.0):
    opinion = Opinion(
        regions={"R0": vector(regions[0]), "R1": vector(regions[1])},
        cells={} if cells is None else dict(zip(CELLS, map(vector, cells), strict=True)),
    )
    scopes = REGIONS if cells is None else BOTH
    return Answer(name, gating, weight if gating else 0.0, scopes, opinion)


def voices(evidence):
    return {a.inspector: Voice(a.weight, a.scopes) for a in evidence.answers}


CHANCE = st.floats(0.001, 0.999)
PAIR = st.tuples(CHANCE, CHANCE)


@given(st.lists(st.tuples(PAIR, st.floats(0, 2)), min_size=1, max_size=3), st.booleans())
def test_with_the_recorded_weights_the_verdict_is_the_recorded_one(said, advised):
    answers = [answer(f"i{n}", pair, weight=weight) for n, (pair, weight) in enumerate(said)]
    if advised:
        answers.append(answer("adviser", (0.01, 0.99), gating=False))
    evidence = Evidence(CELLS, (R1, R2), answers)
    kept = recorded(evidence)
    again = rejudge(kept, voices(evidence), RULES).part
    assert again.verdict == kept.part.verdict
    assert again.p_ok == kept.part.p_ok


def test_an_inspector_s_own_word_on_a_cell_is_pooled():
    evidence = Evidence(CELLS, (R1, R2), [answer("a", cells=(0.3, 0.9, 0.6)), answer("b")])
    kept = recorded(evidence)
    assert rejudge(kept, voices(evidence), RULES).part.p_ok == kept.part.p_ok


def test_other_weights_and_thresholds_give_other_verdicts():
    evidence = Evidence(CELLS, (R1, R2), [answer("a", (0.9, 0.9)), answer("b", (0.3, 0.9))])
    kept = recorded(evidence)
    quiet = {"a": Voice(1.0, REGIONS), "b": Voice(0.0, REGIONS)}
    assert rejudge(kept, quiet, RULES).part.p_ok == pytest.approx(0.9)
    strict = replace(RULES, thresholds=Thresholds(0.95, 0.2))
    assert rejudge(kept, quiet, strict).part.verdict is REVIEW


def test_a_region_that_an_inspector_proposed_counts_as_it_did():
    proposal = ("a", Region("a:1", BOX, BOX, 64, 0.0, 0.0, ("U3",)), ProposedRegion(BOX, vector(0)))
    evidence = Evidence(CELLS, (R1, R2), [answer("a"), answer("b")], proposed=[proposal])
    kept = recorded(evidence)
    assert kept.part.verdict == FAIL
    assert rejudge(kept, voices(evidence), RULES).part.verdict is FAIL


@given(
    st.lists(st.tuples(PAIR, st.floats(0, 2)), max_size=2),
    st.sampled_from(["timeout", "crashed", "missing"]),
    st.floats(0.02, 1),
)
def test_no_weights_and_thresholds_make_a_fault_pass(said, kind, t_pass):
    answers = [answer(f"i{n}", pair) for n, (pair, _) in enumerate(said)]
    evidence = Evidence(CELLS, (R1, R2), answers, [Fault("x", True, kind, "gave no answer")])
    kept = recorded(evidence)
    given_voices = {f"i{n}": Voice(weight, REGIONS) for n, (_, weight) in enumerate(said)}
    lax = replace(RULES, thresholds=Thresholds(t_pass, 0.01))
    found = outcome(kept, "G", True, given_voices, lax)
    assert found.verdict is REVIEW
    assert found.blocked


def test_a_failed_check_and_a_cell_that_cannot_be_judged_stay_so():
    blurred = Evidence(CELLS, (), [answer("a", cells=(0.9,) * 3)], problems=("it is blurred",))
    again = rejudge(recorded(blurred), voices(blurred), RULES)
    assert again.part.verdict is REVIEW
    assert again.part.reasons == ("it is blurred",)
    outside = Evidence(
        CELLS, (), [answer("a", cells=(0.9,) * 3)], cell_problems={"U2": "lies outside"}
    )
    again = rejudge(recorded(outside), voices(outside), RULES)
    assert again.cells["U1"].verdict is PASS
    assert again.cells["U2"].reasons == ("lies outside",)
    assert again.part.verdict is REVIEW


def test_an_advisory_warning_is_given_anew_and_never_taken_for_a_block():
    evidence = Evidence(CELLS, (R1, R2), [answer("a"), answer("w", (0.1, 0.9), gating=False)])
    kept = recorded(evidence)
    assert kept.part.verdict == REVIEW
    tolerant = replace(RULES, thresholds=Thresholds(0.5, 0.05))
    assert rejudge(kept, voices(evidence), tolerant).part.verdict is PASS


def outcomes(**counts):
    made = {"PASS": PASS, "FAIL": FAIL, "REVIEW": REVIEW}
    return [
        PartOutcome("P", "G", kind == "bad", made[verdict], 0.5, False)
        for name, count in counts.items()
        for kind, verdict in [name.split("_")]
        for _ in range(count)
    ]


def test_rates_at_a_line_s_own_share_of_defects():
    found = expected(
        outcomes(bad_PASS=1, bad_REVIEW=9, bad_FAIL=90, good_PASS=80, good_REVIEW=15, good_FAIL=5),
        defect_rate=0.01,
        costs=(100, 10),
    )
    assert found.rates.escape.value == 0.01
    assert found.rates.overkill.value == 0.05
    assert found.rates.review.value == 0.12
    assert found.review == pytest.approx(0.01 * 0.09 + 0.99 * 0.15)
    assert found.cost == pytest.approx(found.review + 0.01 * 0.01 * 100 + 0.99 * 0.05 * 10)


def test_without_a_share_that_of_the_records_is_taken():
    found = expected(outcomes(bad_FAIL=1, good_PASS=3))
    assert (found.defect_rate, found.review, found.cost) == (0.25, 0, None)
    with pytest.raises(ValueError, match="at least one part"):
        expected([])


@pytest.mark.parametrize("defect_rate", [None, 0.01])
def test_a_share_of_no_parts_is_unknown_and_so_is_what_needs_it(defect_rate):
    good = expected(outcomes(good_PASS=3, good_REVIEW=1), defect_rate, (100, 10))
    assert math.isnan(good.rates.escape.value)
    assert (good.review_good, good.review_bad, good.review, good.cost) == (0.25, None, None, None)
    bad = expected(outcomes(bad_FAIL=3, bad_REVIEW=1), defect_rate, (100, 10))
    assert (bad.review_good, bad.review_bad, bad.review, bad.cost) == (None, 0.25, None, None)
