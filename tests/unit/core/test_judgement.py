"""From opinions to verdicts: nothing that went wrong ever becomes PASS."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.judgement import (
    Answer,
    Evidence,
    Fault,
    Rules,
    judge,
    judge_alone,
)
from qeu_station.core.opinion import Opinion, ProposedRegion, Scope
from qeu_station.core.region import Region
from qeu_station.core.verdict import Thresholds, Verdict

PASS, REVIEW, FAIL = Verdict.PASS, Verdict.REVIEW, Verdict.FAIL
RULES = Rules(classes=3, thresholds=Thresholds(0.5, 0.2), p_ok_without_region=0.99)
GOOD, BAD, UNSURE = (0.9, 0.1, 0.0), (0.1, 0.2, 0.7), (0.4, 0.6, 0.0)
CELLS = ("U1", "U2")
KINDS = ("raised", "crashed", "timeout", "memory", "invalid", "missing", "suspended", "start",
         "abstained")  # fmt: skip


def region(name, *cells):
    box = (0.0, 0.0, 8.0, 8.0)
    return Region(name, box, box, area=64, peak=200.0, mean=90.0, cells=cells)


def answer(name="a", gating=True, weight=1.0, **opinion):
    given_scopes = {"regions": Scope.REGION, "cells": Scope.CELL, "part": Scope.PART}
    scopes = frozenset(scope for word, scope in given_scopes.items() if word in opinion)
    return Answer(name, gating, weight, scopes, Opinion(**opinion))


def evidence(*answers, regions=(), **more):
    return Evidence(CELLS, regions, answers, **more)


def all_cells(vector):
    return dict.fromkeys(CELLS, vector)


def verdicts(judgement):
    return [judgement.cells[cell].verdict for cell in CELLS] + [judgement.part.verdict]


def test_good_everywhere_is_pass():
    judged = judge(evidence(answer(cells=all_cells(GOOD))), RULES)
    assert verdicts(judged) == [PASS, PASS, PASS]
    assert judged.part.p_ok == 0.9
    assert judged.part.reasons == ()


def test_one_bad_cell_fails_the_part():
    judged = judge(evidence(answer(cells={"U1": GOOD, "U2": BAD})), RULES)
    assert verdicts(judged) == [PASS, FAIL, FAIL]
    assert judged.part.probabilities == BAD


COVERAGE = {
    "covered": [answer(cells=all_cells(GOOD))],
    "covered by regions": [answer(regions={})],
    "one cell without answer": [answer(cells={"U1": GOOD})],
    "part only": [answer(part=GOOD)],
    "nobody": [],
    "weight 0": [answer(weight=0.0, cells=all_cells(GOOD), part=GOOD)],
    "weight 0 with regions": [answer(weight=0.0, regions={})],
    "advisory only": [answer(gating=False, cells=all_cells(GOOD), part=GOOD)],
}
FAULTS = [(), *(((Fault("x", True, kind, "gave no answer"),)) for kind in KINDS)]
PROBLEMS = [(), ("the picture is blurred",)]
CELL_PROBLEMS = [{}, {"U2": "lies outside the picture"}]


@pytest.mark.parametrize("coverage", COVERAGE)
def test_nothing_that_went_wrong_is_ever_pass(coverage):
    """Every combination of fault, failed check, cell problem and coverage, all saying good."""
    covered = coverage in ("covered", "covered by regions")
    for faults, problems, cell_problems in itertools.product(FAULTS, PROBLEMS, CELL_PROBLEMS):
        judged = judge(
            evidence(
                *COVERAGE[coverage], faults=faults, problems=problems, cell_problems=cell_problems
            ),
            RULES,
        )
        blocked = bool(faults or problems)
        fine = covered and not blocked
        assert (judged.part.verdict is PASS) == (fine and not cell_problems)
        assert (judged.cells["U2"].verdict is PASS) == (fine and not cell_problems)
        if judged.part.verdict is not PASS:
            assert judged.part.verdict is REVIEW
            assert judged.part.reasons
        for item in judged.cells.values():
            assert (item.verdict is PASS) or item.reasons
            assert not (blocked and item.verdict is PASS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_gating_fault_turns_even_fail_to_review(kind):
    judged = judge(
        evidence(answer(cells=all_cells(BAD)), faults=[Fault("x", True, kind, "died")]), RULES
    )
    assert verdicts(judged) == [REVIEW, REVIEW, REVIEW]
    assert judged.part.probabilities == BAD
    assert judged.part.reasons == ("inspector x died",)


def test_the_cause_comes_before_what_follows_from_it():
    judged = judge(evidence(problems=["the test image shows another product"]), RULES)
    assert judged.part.reasons[0] == "the test image shows another product"
    assert judged.cells["U1"].reasons == (
        "the test image shows another product",
        "no gating inspector judges cell U1",
    )


def test_an_advisory_fault_changes_nothing():
    good = answer(cells=all_cells(GOOD))
    assert judge(evidence(good, faults=[Fault("vlm", False, "crashed", "died")]), RULES) == judge(
        evidence(good), RULES
    )


def test_a_failing_cell_fails_the_part_although_another_cannot_be_judged():
    judged = judge(evidence(answer(cells={"U1": BAD})), RULES)
    assert verdicts(judged) == [FAIL, REVIEW, FAIL]


def test_a_cell_that_cannot_be_judged_does_not_fail_the_part_by_its_own_number():
    judged = judge(
        evidence(answer(cells={"U1": GOOD, "U2": BAD}), cell_problems={"U2": "is outside"}), RULES
    )
    assert verdicts(judged) == [PASS, REVIEW, REVIEW]
    assert judged.part.reasons == ("U2: is outside",)


def test_a_region_decides_its_cells_and_the_others_have_no_candidate():
    judged = judge(evidence(answer(regions={"R1": UNSURE}), regions=[region("R1", "U2")]), RULES)
    assert judged.regions["R1"].probabilities == UNSURE
    assert judged.cells["U1"].probabilities == (0.99, pytest.approx(0.01), 0.0)
    assert verdicts(judged) == [PASS, REVIEW, REVIEW]


def test_a_region_counts_in_every_cell_it_belongs_to():
    found = region("R1", "U2", "U1")
    judged = judge(evidence(answer(regions={"R1": BAD}), regions=[found]), RULES)
    assert verdicts(judged) == [FAIL, FAIL, FAIL]


def test_a_region_outside_all_judged_cells_decides_nothing():
    judged = judge(evidence(answer(regions={"R1": BAD}), regions=[region("R1")]), RULES)
    assert judged.regions["R1"].verdict is FAIL
    assert verdicts(judged) == [PASS, PASS, PASS]


def test_no_product_over_regions():
    names = [f"R{n}" for n in range(50)]
    judged = judge(
        evidence(
            answer(regions=dict.fromkeys(names, GOOD)), regions=[region(n, "U1") for n in names]
        ),
        RULES,
    )
    assert judged.cells["U1"].probabilities == GOOD


def test_a_region_nobody_scored_is_not_taken_for_a_cell_without_regions():
    found = [region("R1", "U1"), region("R2", "U1")]
    nobody = judge(evidence(answer(regions={}), regions=found), RULES)
    assert nobody.cells["U1"].verdict is REVIEW
    assert nobody.part.verdict is REVIEW
    one_of_two = judge(evidence(answer(regions={"R1": GOOD}), regions=found), RULES)
    assert one_of_two.cells["U1"].verdict is REVIEW
    assert "has no probabilities" in one_of_two.cells["U1"].reasons[0]


def test_regions_need_no_scores_where_cells_are_judged():
    judged = judge(evidence(answer(cells=all_cells(GOOD)), regions=[region("R1", "U1")]), RULES)
    assert verdicts(judged) == [PASS, PASS, PASS]


def test_nan_hides_nowhere():
    nan = (math.nan, math.nan, math.nan)
    for order in itertools.permutations([("R1", GOOD), ("R2", nan), ("R3", BAD)]):
        found = [region(name, "U1") for name, _ in order]
        judged = judge(evidence(answer(regions=dict(order)), regions=found), RULES)
        assert judged.cells["U1"].verdict is REVIEW
        assert judged.part.verdict is REVIEW


def test_two_inspectors_multiply_and_an_abstaining_one_does_not_weaken_the_other():
    both = judge(
        evidence(answer("a", cells={"U1": GOOD}), answer("b", cells=all_cells(GOOD))), RULES
    )
    assert both.cells["U1"].p_ok == pytest.approx(0.81 / 0.82)
    assert both.cells["U2"].p_ok == 0.9


def test_who_never_judges_regions_does_not_change_what_others_count_there():
    """Weights that were fitted on regions hold, whoever judges cells beside them."""
    regions = (region("R1", "U1"),)
    pair = [answer(n, weight=0.5, regions={"R1": (0.2, 0.8, 0.0)}) for n in ("a", "b")]
    alone = judge(evidence(*pair, regions=regions), RULES)
    beside = answer("c", cells=all_cells(GOOD))
    together = judge(evidence(*pair, beside, regions=regions), RULES)
    assert alone.regions["R1"].p_ok == pytest.approx(0.2)
    assert together.regions["R1"].p_ok == pytest.approx(0.2)
    assert together.cells["U2"].p_ok == pytest.approx(0.9)


def test_a_light_opinion_counts_in_full_where_it_is_alone():
    heavy = answer("a", regions={})
    light = answer("b", weight=0.01, regions={}, cells=all_cells(GOOD))
    assert judge(evidence(heavy, light), RULES).cells["U1"].p_ok == pytest.approx(0.9)


def test_a_proposed_region_is_scored_by_its_proposer_alone():
    found = region("a:1", "U1")
    proposal = ProposedRegion(found.box, BAD)
    judged = judge(
        evidence(
            answer("a", weight=0.5, cells=all_cells(GOOD)),
            answer("b", weight=0.5, cells=all_cells(GOOD)),
            proposed=[("a", found, proposal)],
        ),
        RULES,
    )
    assert judged.regions["a:1"].probabilities == BAD
    assert verdicts(judged) == [FAIL, PASS, FAIL]


@pytest.mark.parametrize("voice", [{"gating": False}, {"weight": 0.0}])
def test_a_proposal_without_a_vote_decides_nothing(voice):
    found = region("b:1", "U1")
    judged = judge(
        evidence(
            answer("a", regions={}),
            answer("b", cells={}, **voice),
            proposed=[("b", found, ProposedRegion(found.box, UNSURE))],
        ),
        RULES,
    )
    assert "b:1" not in judged.regions
    assert verdicts(judged) == [PASS, PASS, PASS]


probabilities = st.sampled_from(
    [GOOD, BAD, UNSURE, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.5, 0.5, 0)]
)
opinions = st.fixed_dictionaries(
    {},
    optional={
        "regions": st.fixed_dictionaries({"R1": probabilities, "R2": probabilities}),
        "cells": st.fixed_dictionaries({"U1": probabilities, "U2": probabilities}),
        "part": probabilities,
    },
)
REGIONS = (region("R1", "U1"), region("R2", "U1", "U2"))


@st.composite
def answers(draw, gating, at_most=3):
    prefix = "g" if gating else "v"
    return [
        answer(f"{prefix}{n}", gating, draw(st.sampled_from([0.0, 0.5, 1.0])), **draw(opinions))
        for n in range(draw(st.integers(0, at_most)))
    ]


@given(answers(gating=True))
def test_a_wider_scope_never_raises_p_ok(gating):
    judged = judge(evidence(*gating, regions=REGIONS), RULES)
    for found in REGIONS:
        for cell in found.cells:
            scored = judged.regions[found.id].p_ok
            if scored is not None:
                assert judged.cells[cell].p_ok <= scored
    for cell in judged.cells.values():
        if cell.p_ok is not None:
            assert judged.part.p_ok <= cell.p_ok


@given(answers(gating=True), answers(gating=False))
def test_advisory_opinions_only_turn_pass_to_review(gating, advisory):
    without = judge(evidence(*gating, regions=REGIONS), RULES)
    with_them = judge(evidence(*gating, *advisory, regions=REGIONS), RULES)
    assert with_them.regions == without.regions
    for before, after in zip(
        [*without.cells.values(), without.part],
        [*with_them.cells.values(), with_them.part],
        strict=True,
    ):
        assert after.probabilities == before.probabilities
        assert after.verdict is before.verdict or (before.verdict, after.verdict) == (PASS, REVIEW)
        if after.verdict is not before.verdict:
            assert "(advisory) says FAIL" in after.reasons[0]


def test_an_advisory_fail_turns_pass_to_review_in_its_cell_and_the_part():
    judged = judge(
        evidence(
            answer("a", cells=all_cells(GOOD)),
            answer("vlm", gating=False, weight=0.0, cells={"U1": GOOD, "U2": BAD}),
        ),
        RULES,
    )
    assert verdicts(judged) == [PASS, REVIEW, REVIEW]
    assert judged.cells["U2"].reasons == ("vlm (advisory) says FAIL",)
    assert judged.part.p_ok == 0.9


def test_an_unsure_advisory_opinion_changes_nothing():
    gating = answer("a", cells=all_cells(GOOD))
    judged = judge(evidence(gating, answer("vlm", gating=False, cells=all_cells(UNSURE))), RULES)
    assert verdicts(judged) == [PASS, PASS, PASS]


def test_alone_an_inspector_speaks_with_full_weight():
    seen = evidence(
        answer("a", weight=0.25, cells=all_cells(UNSURE)),
        answer("vlm", gating=False, weight=0.0, cells=all_cells(BAD)),
    )
    assert judge_alone("a", seen, RULES).part.probabilities == UNSURE
    assert judge_alone("vlm", seen, RULES).part.verdict is FAIL
    assert judge_alone("nobody", seen, RULES).part.verdict is REVIEW


def test_a_part_opinion_may_lower_and_not_raise():
    low = judge(evidence(answer(cells=all_cells(GOOD), part=BAD)), RULES)
    high = judge(evidence(answer(cells=all_cells(BAD), part=GOOD)), RULES)
    assert verdicts(low) == [PASS, PASS, FAIL]
    assert verdicts(high) == [FAIL, FAIL, FAIL]
