"""The program of a batch's process, run here over a channel of the test."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qeu_station.errors import InputError, JournalTakenError
from qeu_station.services import judging
from qeu_station.services.batch.run import BatchProgress, BatchResult
from qeu_station.services.jobqueue import batch_main
from qeu_station.services.jobqueue.job import BatchOrder
from qeu_station.services.jobqueue.stored import order_to_json
from qeu_station.services.judging import JudgeResult
from qeu_station.storage.journal import Journal
from tests.unit.services.making import item, record

JUDGED = BatchProgress(3, 4, {"PASS": 1}, 2.0, 0.5)


class Channel:
    """What the queue says, and what it hears."""

    def __init__(self, order: BatchOrder, home: Path) -> None:
        self.first = {"home": os.fsencode(home), "order": json.dumps(order_to_json(order))}
        self.sent: list[dict[str, Any]] = []

    def receive(self) -> dict[str, Any]:
        return self.first

    def arrived(self) -> bool:
        return False

    def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)


@pytest.fixture
def channel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Channel:
    monkeypatch.setattr(batch_main, "stand_back", lambda: None)
    return Channel(BatchOrder("tray@1", tmp_path / "pairs", tmp_path / "out"), tmp_path / "家")


def judges(monkeypatch: pytest.MonkeyPatch, *errors: Exception, completed: bool = False) -> list:
    """Let ``judge_many`` raise these errors first; return what it was asked for."""
    asked: list[judging.JudgeRequest] = []
    waiting = list(errors)

    def judge(request, home, on_progress, cancelled):
        asked.append(request)
        if waiting:
            raise waiting.pop(0)
        on_progress(JUDGED)
        return JudgeResult(BatchResult(request.out, JUDGED, completed), None)

    monkeypatch.setattr(judging, "judge_many", judge)
    return asked


def test_what_was_judged_before_is_counted_too(channel, monkeypatch, tmp_path):
    with Journal.open(tmp_path / "out" / "journal.db", "station") as journal:
        journal.append_inspections([record("a"), record("b", item("FAIL", 0.1))])
    (tmp_path / "out" / "batch.json").write_text('{"identity": "ab"}')
    asked = judges(monkeypatch)
    batch_main.run(channel)
    progress, ended = channel.sent
    assert progress == {
        "kind": "progress", "done": 3, "total": 4, "verdicts": {"PASS": 2, "FAIL": 1},
        "rate": 2.0, "remaining_s": 0.5, "identity": "ab",
    }  # fmt: skip
    assert (ended["kind"], ended["completed"], ended["overlays"]) == ("ended", False, [])
    assert asked[0] == judging.JudgeRequest(
        "tray@1", tmp_path / "pairs", tmp_path / "out", lanes=1, resume=True
    )


def test_a_journal_that_a_killed_run_still_holds_is_waited_for(channel, monkeypatch):
    asked = judges(monkeypatch, JournalTakenError("taken"), completed=True)
    batch_main.run(channel)
    assert len(asked) == 2
    assert channel.sent[-1]["completed"]


def test_a_journal_that_somebody_keeps_is_told(channel, monkeypatch):
    monkeypatch.setattr(batch_main, "TAKEN_S", 0.0)
    judges(monkeypatch, *[JournalTakenError("taken")] * 9)
    batch_main.run(channel)
    assert channel.sent == [{"kind": "failed", "reason": "taken", "identity": ""}]


def test_a_reason_may_name_any_file(channel, monkeypatch):
    judges(monkeypatch, InputError(f"gone: {os.fsdecode(os.fsencode('p') + bytes([255]))}"))
    batch_main.run(channel)
    assert channel.sent[0]["reason"].startswith("gone: p")
    channel.sent[0]["reason"].encode()


def test_a_stopped_process_waits_for_no_journal(channel, monkeypatch):
    asked = judges(monkeypatch, *[JournalTakenError("taken")] * 9)
    monkeypatch.setattr(channel, "arrived", lambda: True)
    batch_main.run(channel)
    assert len(asked) == 1


def test_an_order_that_makes_no_sense_ends_the_process(channel):
    channel.first["order"] = json.dumps({"recipe": 3})
    with pytest.raises((LookupError, TypeError, ValueError)):
        batch_main.run(channel)
    assert channel.sent == []


def test_copies_and_lanes_are_passed_on(channel, monkeypatch, tmp_path):
    order = BatchOrder("tray", tmp_path / "p", tmp_path / "o", 3, True, tmp_path / "truth.csv")
    channel.first = Channel(order, tmp_path).first
    asked = judges(monkeypatch)
    batch_main.run(channel)
    wanted = judging.JudgeRequest("tray", order.pairs, order.out, order.truth, 3, True, True)
    assert asked == [replace(wanted, overlays=asked[0].overlays)]
