"""How results look: numbers to the right, names as they are, JSON for every reader."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.cli.batches import print_batch, print_comparison
from qeu_station.cli.journals import print_inspections, print_one, print_replay
from qeu_station.cli.printing import print_json, print_table, shortened, verdict_text
from qeu_station.cli.records import print_record, verdict_grid
from qeu_station.core.correction import Correction
from qeu_station.core.record import AdviceRecord, OpinionRecord
from qeu_station.learning.evaluation import evaluate
from qeu_station.services.batch.run import BatchProgress, BatchResult
from qeu_station.services.compare import Change, Comparison
from qeu_station.services.judging import JudgeResult
from qeu_station.services.replay import Replay
from qeu_station.services.report import summarise
from qeu_station.services.results import Results
from tests.unit.services.making import item, record

HOSTILE = "[/red] [bold]x[/bold] :smiley: [link=http://x]"

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")


def test_a_long_name_keeps_its_ends_and_its_row(capsys: Captured) -> None:
    assert shortened("x" * 48) == "x" * 48
    assert shortened("a" * 99 + "b" * 99) == "a" * 23 + "..." + "b" * 22
    print_inspections([replace(record(), pair="lot-7-" + "x" * 200 + "-part-12")], as_json=False)
    (row,) = [line for line in capsys.readouterr().out.splitlines() if "lot-7-" in line]
    assert "-part-12 " in row


def test_a_name_is_whole_where_no_terminal_is(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    name = "part-" + "x" * 300
    assert shortened(name) == name
    print_table(("model", "state"), [(name, "a very long state " * 9)])
    assert name in capsys.readouterr().out


def test_what_is_no_number_becomes_null(capsys: Captured) -> None:
    print_json({"a": math.nan, 2: [math.inf, -math.inf, 1.5], "線": Path("x"), "t": (math.nan,)})
    out = capsys.readouterr().out
    assert json.loads(out) == {"a": None, "2": [None, None, 1.5], "線": "x", "t": [None]}
    assert "線" in out


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(trees)
def test_any_value_is_strict_json(value: object) -> None:
    from contextlib import redirect_stdout
    from io import StringIO

    def refuse(name: str) -> None:
        raise AssertionError(name)

    with redirect_stdout(StringIO()) as out:
        print_json(value)
    json.loads(out.getvalue(), parse_constant=refuse)


def test_names_are_shown_as_they_are(capsys: Captured) -> None:
    print_table(("name", HOSTILE), [(HOSTILE, 1)], title=HOSTILE)
    assert capsys.readouterr().out.count(HOSTILE) == 3


def test_numbers_stand_to_the_right(capsys: Captured) -> None:
    print_table(("name", "count"), [("a", 5), ("b", 12345)])
    lines = capsys.readouterr().out.splitlines()
    five, many = (line.rstrip() for line in lines if "5" in line)
    assert len(five) == len(many)
    print_table(("name", "count"), [])


def test_verdicts_differ_by_shape_too() -> None:
    assert [verdict_text(v).plain for v in ("PASS", "REVIEW", "FAIL")] == [
        "● PASS",
        "▲ REVIEW",
        "■ FAIL",
    ]


def test_an_inspection(capsys: Captured) -> None:
    opinions = (
        OpinionRecord("tiny", "gating", "answered", part=item("FAIL", 0.1), comment=HOSTILE),
        OpinionRecord("net", "gating", "timeout", HOSTILE),
    )
    cells = {"U1": item("FAIL", 0.125), "U2": item("PASS", 0.9), "U3": item("REVIEW", None, "dark")}
    judged = record(HOSTILE, item("REVIEW", 0.1, HOSTILE), cells=cells, opinions=opinions)
    print_record(judged)
    out = capsys.readouterr().out
    assert out.count(HOSTILE) == 4
    assert "0.125" in out and "dark" in out
    assert "U2" not in out
    assert verdict_grid(judged).plain.split() == ["■", "U1", "missing", "▲", "U3"]
    assert verdict_grid(record("good")).plain == "-"


def test_what_blocks_the_whole_part_is_told_once(capsys: Captured) -> None:
    blocked = item("REVIEW", None, "inspector net cannot judge: it is damaged")
    own = replace(blocked, reasons=(*blocked.reasons, "the cell is not covered"))
    cells = {"U1": blocked, "U2": own}
    fault = "cannot judge: it is damaged"
    opinions = (OpinionRecord("net", "gating", "start", reason=fault),)
    print_record(replace(record("p"), part=blocked, cells=cells, opinions=opinions))
    out = capsys.readouterr().out
    assert out.count("it is damaged") == 1
    assert out.count("the cell is not covered") == 1


def test_inspections_and_corrections(capsys: Captured) -> None:
    print_inspections([], as_json=False)
    assert "No inspections yet" in capsys.readouterr().out
    print_inspections([], as_json=True)
    assert json.loads(capsys.readouterr().out) == []
    print_inspections([record(HOSTILE, serial="S-1"), record("q", item("REVIEW"))], as_json=False)
    out = capsys.readouterr().out
    assert HOSTILE in out and "S-1" in out and "2026-01-02 03:04:05" in out
    said = Correction("a", "Aoki", {"U1": "missing"}, part="ng", note=HOSTILE)
    late = OpinionRecord("vlm", "advisory", "answered", comment="U1 is bare.")
    advice = AdviceRecord("vlm", (late,), at="2026-01-02T03:04:09.000+00:00")
    print_one(record("p"), [("ab" * 32, said)], [advice], as_json=False)
    out = capsys.readouterr().out
    assert f"by Aoki: U1 missing; part ng; {HOSTILE}" in out
    assert "After the verdict, at 2026-01-02T03:04:09" in out and "U1 is bare." in out
    print_one(record("p"), [("ab" * 32, said)], [advice], as_json=True)
    printed = json.loads(capsys.readouterr().out)
    assert printed["corrections"][0]["entry"] == "ab" * 32
    assert printed["advice"][0]["opinions"][0]["comment"] == "U1 is bare."


@pytest.mark.parametrize("differences", [(), ("cell U1: FAIL then, PASS now",)])
def test_a_replay(capsys: Captured, differences: tuple[str, ...]) -> None:
    done = Replay(record("p"), record("p"), differences, {"numpy": ("1", "2")})
    print_replay(done, as_json=False)
    out = capsys.readouterr().out
    assert "numpy is 2, was 1" in out
    assert ("exactly the same" in out) is (not differences)
    assert all(difference in out for difference in differences)
    print_replay(done, as_json=True)
    assert json.loads(capsys.readouterr().out)["same"] is (not differences)


def test_a_batch(capsys: Captured, tmp_path: Path) -> None:
    progress = BatchProgress(2, 2, {"PASS": 1, "FAIL": 1}, 3.0, 0.0)
    records = [record("a"), record("b", item("FAIL", 0.1))]
    results = Results(
        tmp_path / "report.html",
        (tmp_path / "overlays" / "b.jpg",),
        summarise(records),
        evaluate(records, {"a": {}}),
    )
    print_batch(JudgeResult(BatchResult(tmp_path, progress, True), results))
    out = capsys.readouterr().out
    assert "2 pairs: ● PASS 1" in out and "■ FAIL 1" in out
    assert "against truth" in out and "nan %" not in out
    stopped = JudgeResult(BatchResult(tmp_path, progress, False), None)
    print_batch(stopped)
    assert "--resume" in capsys.readouterr().out
    assert stopped.as_json()["report"] is None


def test_a_comparison(capsys: Captured) -> None:
    change = Change(HOSTILE, "PASS", "FAIL", {"U1": ("PASS", "FAIL")}, (0.9, 0.1))
    stamps = (record("a").recipe,) * 2
    many = Comparison(stamps, {("PASS", "FAIL"): 60}, (change,) * 60, ("x",), ())
    print_comparison(many)
    out = capsys.readouterr().out
    assert HOSTILE in out and "U1 PASS→FAIL" in out
    assert "and 10 more" in out
    assert "60 pairs changed; 1 only in the first, 0 only in the second." in out


def test_a_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("pair",), [("a\x1b[31mred\x07\x9b2J",)])
    assert not set("\x1b\x07\x9b") & set(capsys.readouterr().out)
