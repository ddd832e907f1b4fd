"""One rule for an inspector that is missing, late or broken, over every combination there is.

Gating: the verdict is REVIEW, and says who and why. Advisory: the verdict is what it would be
without that inspector. States x roles x one, two or three inspectors, none left out.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest

from qeu_station.core.fusion import Vote, fuse
from qeu_station.core.judgement import Answer, Evidence, Fault, Rules, judge
from qeu_station.core.opinion import Opinion, Scope
from qeu_station.core.region import Region
from qeu_station.core.verdict import Thresholds, Verdict

FAULTS = ("raised", "crashed", "timeout", "memory", "invalid", "missing", "suspended", "start",
          "abstained")  # fmt: skip
ANSWERS = {"good": (0.97, 0.01, 0.02), "unsure": (0.4, 0.2, 0.4), "bad": (0.02, 0.08, 0.9)}
STATES = (*ANSWERS, *FAULTS)
RULES = Rules(classes=3, thresholds=Thresholds(0.5, 0.2), p_ok_without_region=0.99)
BOX = (0.0, 0.0, 8.0, 8.0)
REGION = Region("R1", BOX, BOX, area=64, peak=200.0, mean=90.0, cells=("U1",))


@dataclass(frozen=True)
class Member:
    """An inspector in a state."""

    name: str
    state: str
    gating: bool

    @property
    def faulty(self) -> bool:
        return self.state in FAULTS


MEMBERS = tuple(itertools.product(STATES, (True, False)))


def teams(count, scope):
    """Every team of so many inspectors, and the scope they all judge."""
    for states in itertools.combinations_with_replacement(MEMBERS, count):
        yield [Member(f"i{n}", *state) for n, state in enumerate(states)], scope


def evidence_of(team, scope):
    answers = [
        Answer(m.name, m.gating, 1.0 if m.gating else 0.0, frozenset({scope}), _opinion(m, scope))
        for m in team
        if not m.faulty
    ]
    faults = [Fault(m.name, m.gating, m.state, f"is {m.state}") for m in team if m.faulty]
    regions = (REGION,) if scope is Scope.REGION else ()
    return Evidence(("U1",), regions, answers, faults)


def _opinion(member, scope):
    vector = ANSWERS[member.state]
    return {
        Scope.REGION: Opinion(regions={"R1": vector}),
        Scope.CELL: Opinion(cells={"U1": vector}),
    }[scope]


def should_be(team):
    """The rule, in words of its own."""
    gating = [m for m in team if m.gating]
    if not gating or any(m.faulty for m in gating):
        return Verdict.REVIEW
    p_ok = fuse([Vote(1.0, ANSWERS[m.state]) for m in gating])[0]
    decided = RULES.thresholds.decide(p_ok)
    warned = any(m.state == "bad" for m in team if not m.gating)
    return Verdict.REVIEW if warned and decided is Verdict.PASS else decided


@pytest.mark.parametrize("scope", [Scope.REGION, Scope.CELL])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_combination_of_states_and_roles(count, scope):
    seen = set()
    for team, where in teams(count, scope):
        part = judge(evidence_of(team, where), RULES).part
        assert part.verdict is should_be(team), team
        said = " / ".join(part.reasons)
        for member in team:
            blocks = member.gating and member.faulty
            assert (f"inspector {member.name} is {member.state}" in said) == blocks, team
        if part.verdict is Verdict.PASS:
            assert not any(m.gating and m.faulty for m in team)
        seen.add(part.verdict)
    assert seen == set(Verdict)


@pytest.mark.parametrize("scope", [Scope.REGION, Scope.CELL])
def test_a_faulty_adviser_changes_nothing_at_all(scope):
    for team, where in teams(2, scope):
        for state in FAULTS:
            more = [*team, Member("adviser", state, gating=False)]
            assert judge(evidence_of(more, where), RULES) == judge(evidence_of(team, where), RULES)


@pytest.mark.parametrize("scope", [Scope.REGION, Scope.CELL])
def test_the_order_of_inspectors_changes_no_verdict(scope):
    for team, where in teams(2, scope):
        for third in MEMBERS:
            whole = [*team, Member("i2", *third)]
            turned = judge(evidence_of(whole[::-1], where), RULES)
            straight = judge(evidence_of(whole, where), RULES)
            assert turned.part.verdict is straight.part.verdict
            assert turned.part.p_ok == pytest.approx(straight.part.p_ok, abs=1e-12)
