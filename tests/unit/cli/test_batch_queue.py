"""The queue of batches on the terminal."""

from __future__ import annotations

import json

from qeu_station.cli.running import run
from qeu_station.services.jobqueue import JobState, QueueState
from qeu_station.services.jobqueue.stored import save_queue
from tests.unit.gui.presenters.test_batches import job


def test_the_queue_is_shown(tmp_path, capsys):
    assert run(["--home", str(tmp_path), "batch", "queue"]) == 0
    assert "No batches" in capsys.readouterr().out
    jobs = (
        job("night", "running", 12, 40, verdicts={"PASS": 9, "FAIL": 3}),
        job("day", "failed", problem="The disk is full."),
        job("week"),
    )
    save_queue(tmp_path, QueueState(jobs, held=True))
    assert run(["--home", str(tmp_path), "batch", "queue"]) == 0
    said = capsys.readouterr().out
    assert all(word in said for word in ("night", "12 of 40", "week", "waiting", "is held"))
    assert "day: The disk is full." in said
    assert run(["--home", str(tmp_path), "batch", "queue", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["state"] for each in told["jobs"]] == [
        JobState.RUNNING, JobState.FAILED, JobState.WAITING,
    ]  # fmt: skip
