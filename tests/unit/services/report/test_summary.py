"""What a report tells, gathered in one pass."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.record import OpinionRecord
from qeu_station.services.report.summary import defect_label, summarise
from tests.unit.services.making import item, record


def test_counts_per_verdict_cell_and_class() -> None:
    summary = summarise(
        [
            record("a"),
            record("b", item("FAIL", 0.1), cells={"U1": item("FAIL", 0.1), "U2": item("REVIEW")}),
            record("c", item("FAIL", 0.0), cells={"U1": item("FAIL", 0.0), "U2": item("PASS", 1)}),
        ]
    )
    assert summary.pairs == 3
    assert summary.verdicts == {"PASS": 1, "FAIL": 2}
    assert summary.failed == {"U1": 2}
    assert summary.reviewed == {"U2": 1}
    assert summary.labels == {"missing": 2}
    assert [each.pair for each in summary.worst] == ["c", "b"]


def test_nothing_judged_is_an_empty_summary() -> None:
    summary = summarise([])
    assert (summary.pairs, summary.verdicts, summary.first, summary.worst) == (0, {}, "", [])
    assert summary.timings == summary.inspectors == []


def test_the_most_urgent_are_kept_fail_before_review() -> None:
    records = [
        record("review-low", item("REVIEW", 0.3)),
        record("fail-high", item("FAIL", 0.2)),
        record("review-none", item("REVIEW")),
        record("fail-low", item("FAIL", 0.1)),
        record("good", item("PASS", 0.99)),
    ]
    for order in itertools.permutations(records):
        worst = summarise(order, worst=3).worst
        assert [each.pair for each in worst] == ["fail-low", "fail-high", "review-low"]
    assert summarise(records, worst=0).worst == []


def test_times_and_faults_of_inspectors() -> None:
    def said(milliseconds: float, status: str = "answered") -> OpinionRecord:
        part = item("PASS", 0.9) if status == "answered" else None
        return OpinionRecord(
            "tiny", "gating", status, "why", "p", "2", device="cpu", milliseconds=milliseconds,
            part=part,
        )  # fmt: skip

    summary = summarise(
        record(f"p{n}", milliseconds={"read": float(n)}, opinions=(opinion,))
        for n, opinion in enumerate([said(1), said(9), said(2), said(0, "timeout")])
    )
    (tiny,) = summary.inspectors
    assert (tiny.verdicts, tiny.faults, tiny.median_ms) == ({"PASS": 3}, {"timeout": 1}, 2)
    assert (tiny.plugin, tiny.devices) == ("p 2", ("cpu",))
    (read,) = summary.timings
    assert (read.step, read.median, read.longest) == ("read", 1.5, 3)


def test_first_and_last_moment() -> None:
    moments = ["2026-01-02", "2026-01-01", "2026-01-03"]
    summary = summarise(record(f"p{n}", at=at) for n, at in enumerate(moments))
    assert (summary.first, summary.last) == ("2026-01-01", "2026-01-03")


def test_reasons_are_counted_the_most_frequent_first() -> None:
    records = [record(f"p{n}", item("REVIEW", None, "blurred")) for n in range(3)]
    records.append(record("q", item("REVIEW", None, "dark", "blurred")))
    assert summarise(records).reasons == [("blurred", 4), ("dark", 1)]


@pytest.mark.parametrize(
    ("probabilities", "label"),
    [(None, "unknown"), ((0.9, 0.02, 0.08), "missing"), ((0.0, 1.0, 0.0), "unknown")],
)
def test_label_of_a_cell(probabilities: tuple[float, ...] | None, label: str) -> None:
    assert defect_label(probabilities, ("ok", "unknown", "missing")) == label


@given(st.lists(st.tuples(st.sampled_from(["FAIL", "REVIEW", "PASS"]), st.floats(0, 1))))
def test_the_kept_ones_are_those_that_sorting_everything_gives(
    drawn: list[tuple[str, float]],
) -> None:
    records = [record(f"p{n}", item(verdict, p)) for n, (verdict, p) in enumerate(drawn)]
    urgent = sorted(
        ((verdict == "FAIL", -p) for verdict, p in drawn if verdict != "PASS"), reverse=True
    )
    kept = summarise(records, worst=4).worst
    assert [(r.part.verdict == "FAIL", -(r.part.p_ok or 0.0)) for r in kept] == urgent[:4]
