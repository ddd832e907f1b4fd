"""What a tooltip tells of a cell, whatever shape a plugin's evidence has."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.record import AdviceRecord, ItemRecord, OpinionRecord
from qeu_station.gui.presenters.evidence import MOST_ROWS, cell_evidence
from tests.unit.gui.presenters.doubles import DOUBT, make_record

json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["U4", "R1", "beta", "C1"]), inner, max_size=4)
    ),
    max_leaves=20,
)


def with_evidence(evidence):
    record = make_record("p0", "FAIL")
    (opinion,) = record.opinions
    return replace(record, opinions=(replace(opinion, evidence=evidence),))


def test_what_came_after_the_verdict_stands_beside_what_decided():
    late = OpinionRecord("vlm", "advisory", "answered", cells={"U4": ItemRecord("FAIL", DOUBT)})
    found = cell_evidence(make_record("p0", "FAIL"), "U4", (AdviceRecord("vlm", (late,)),))
    assert dict(found.rows)["vlm"].startswith("■ FAIL")


def test_probabilities_regions_and_opinions():
    record = make_record("p0", "FAIL")
    (opinion,) = record.opinions
    judged = replace(opinion, cells={"U4": ItemRecord("REVIEW", DOUBT)})
    rows = dict(cell_evidence(replace(record, opinions=(judged,)), "U4").rows)
    assert rows == {
        "P(ok)": "0.050",
        "P(scratch)": "0.900",
        "P(unknown)": "0.050",
        "Region R1": "■ FAIL  P(ok) 0.050",
        "difference": "▲ REVIEW  P(ok) 0.400",
    }


def test_evidence_is_found_by_cell_and_by_region():
    evidence = {
        "strength": {"U4": 2.7512, "C1": 1.0},
        "soart": {"R1": {"beta": 0.5, "eta": 1.25}, "R2": {"beta": 9.0}},
        "global": 3,
    }
    rows = dict(cell_evidence(with_evidence(evidence), "U4").rows)
    assert rows["difference strength"] == "2.75"
    assert rows["difference soart R1 beta"] == "0.5"
    assert rows["difference soart R1 eta"] == "1.25"
    assert not any("R2" in name or "global" in name for name in rows)


@given(st.dictionaries(st.text(max_size=4), json_values, max_size=4))
def test_any_evidence_gives_a_tooltip_that_stays_one(evidence):
    found = cell_evidence(with_evidence(evidence), "U4")
    assert len(found.rows) <= MOST_ROWS
    assert all(isinstance(name, str) and isinstance(value, str) for name, value in found.rows)


def test_reasons_are_told():
    record = make_record("p0")
    item = ItemRecord("REVIEW", None, ("The image is blurred.",))
    found = cell_evidence(replace(record, cells={"U4": item}), "U4")
    assert (found.title, found.reasons) == ("U4  ▲ REVIEW", ("The image is blurred.",))
