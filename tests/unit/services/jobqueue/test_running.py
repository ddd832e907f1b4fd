"""What is heard from the process of a batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.services.jobqueue import running
from qeu_station.services.jobqueue.job import BatchJob, BatchOrder, Progress
from qeu_station.services.jobqueue.running import RunningBatch, Told

HOW_FAR = {"done": 1, "total": 4, "verdicts": {"PASS": 1}, "rate": 2.0, "remaining_s": None,
           "identity": "ab"}  # fmt: skip


class FakeChild:
    """A process that says one thing."""

    said: object = None

    def __init__(self, role: str, log: Path) -> None:
        assert (role, log.name) == ("batch", "batch-j.log")

    def send(self, message: object) -> None:
        pass

    def receive(self) -> object:
        if isinstance(FakeChild.said, Exception):
            raise FakeChild.said
        return FakeChild.said


@pytest.fixture
def batch(monkeypatch, tmp_path) -> RunningBatch:
    monkeypatch.setattr(running, "Child", FakeChild)
    return RunningBatch(BatchJob("j", BatchOrder("tray", tmp_path, tmp_path), ""), tmp_path)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"kind": "progress"} | HOW_FAR,
            Told(Progress(1, 4, {"PASS": 1}, 2.0), identity="ab"),
        ),
        (
            {"kind": "ended", "completed": True, "overlays": ["a.jpg"]} | HOW_FAR,
            Told(Progress(1, 4, {"PASS": 1}, 2.0), True, True, "", ("a.jpg",), "ab"),
        ),
        (
            {"kind": "failed", "reason": "The disk is full.", "identity": "ab"},
            Told(ended=True, reason="The disk is full.", identity="ab"),
        ),
        (
            running.ChildError("crashed", "died with signal 9 (killed)"),
            Told(ended=True, reason="The process of this batch died with signal 9 (killed)."),
        ),
    ],
)
def test_what_it_says(batch, said, told):
    FakeChild.said = said
    assert batch.hear() == told


@pytest.mark.parametrize("said", [{}, {"kind": "progress"}, {"kind": "ended"} | HOW_FAR])
def test_what_is_no_message_ends_it(batch, said):
    FakeChild.said = said
    heard = batch.hear()
    assert heard.ended
    assert "no message" in heard.reason
    assert not heard.completed
