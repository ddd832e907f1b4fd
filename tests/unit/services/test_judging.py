"""A batch as a person asks for it: found out early what cannot work, written when it did."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.errors import InputError
from qeu_station.services.compare import compare_batches
from qeu_station.services.inspect import InspectRequest, inspect_pair
from qeu_station.services.judging import JudgeRequest, judge_many
from qeu_station.services.opening import OpenHome
from qeu_station.storage.journal import Journal


@pytest.mark.usefixtures("loaded")
def test_from_a_folder_to_a_report(home: OpenHome, tests: Path, tmp_path: Path) -> None:
    (tests / "empty_test.png").touch()
    truth = tmp_path / "truth.csv"
    truth.write_text("pair,cell,label\nX,U1,missing\nA,U1,ok\n", encoding="utf-8")
    request = JudgeRequest("tray", tests, tmp_path / "出", truth, lanes=1, archive=True)
    calls = iter([False, False] + [True] * 100)
    stopped = judge_many(request, home, cancelled=lambda: next(calls))
    assert stopped.results is None
    assert not (request.out / "report.html").exists()
    assert json.loads(json.dumps(stopped.as_json()))["completed"] is False
    done = judge_many(replace(request, resume=True), home)
    assert done.results is not None
    assert done.results.summary.verdicts == {"PASS": 3, "FAIL": 1, "REVIEW": 1}
    said = json.loads(json.dumps(done.as_json()))
    assert (said["completed"], said["pairs"], said["judged"]) == (True, 5, 5)
    assert said["scores"]["parts"]["escape"][0] == 0
    assert said["scores"]["without_truth"] == 3
    assert Path(said["report"]).is_file()
    with Journal.open(request.out / "journal.db", "station", readonly=True) as journal:
        records = {record.pair: record for record in journal.inspections()}
    assert "empty" in records["empty"].part.reasons[0]
    kept = Path(records["A"].test.path)
    assert kept.is_relative_to(request.out / "images")
    assert kept.read_bytes() == (tests / "A_test.png").read_bytes()
    assert compare_batches(request.out, request.out).changes == ()


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"recipe": "tary"}, "tary"),
        ({"pairs": Path("absent")}, "absent"),
        ({"truth": Path("absent.csv")}, "absent"),
        ({"lanes": 0}, "lanes"),
        ({"recipe": "deeppcb"}, "reference"),
    ],
)
def test_what_cannot_work_is_found_before_anything_is_written(
    home: OpenHome, tests: Path, tmp_path: Path, change: dict[str, object], word: str
) -> None:
    request = JudgeRequest("tray", tests, tmp_path / "out")
    with pytest.raises(InputError, match=word):
        judge_many(replace(request, **change), home)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("loaded")
@pytest.mark.skipif(sys.platform != "linux", reason="file names are text there")
def test_file_names_that_are_no_text(home: OpenHome, tests: Path, tmp_path: Path) -> None:
    content = (tests / "A_test.png").read_bytes()
    for name, what in ((b"\xffgood_test.png", content), (b"\xfebad_test.png", b"")):
        Path(os.fsdecode(os.fsencode(tests) + b"/" + name)).write_bytes(what)
    request = JudgeRequest("tray", tests, tmp_path / "out", archive=True, overlays=5)
    done = judge_many(request, home)
    assert done.results is not None
    assert done.results.summary.verdicts == {"PASS": 4, "FAIL": 1, "REVIEW": 1}
    with Journal.open(request.out / "journal.db", "station", readonly=True) as journal:
        assert journal.verify().problems == ()
        names = {record.pair for record in journal.inspections()}
    assert {r"\udcffgood", r"\udcfebad"} < names
    odd = next(path for path in tests.iterdir() if b"good" in os.fsencode(path))
    record = inspect_pair(InspectRequest("tray", odd), home)
    assert Path(record.test.path).read_bytes() == content
