"""The queue on disk survives what may happen to it."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.errors import StorageError
from qeu_station.services.jobqueue.job import BatchJob, BatchOrder, JobState, Progress, QueueState
from qeu_station.services.jobqueue.stored import (
    load_queue,
    queue_file,
    read_queue,
    save_queue,
)

FULL = BatchJob(
    "a1",
    BatchOrder("tray@2", Path("/写真/pairs.csv"), Path("/結果"), 3, True, Path("/truth.csv")),
    "2026-01-02T03:04:05+00:00",
    JobState.FAILED,
    None,
    Progress(3, 9, {"PASS": 2, "REVIEW": 1}),
    "The disk is full.",
    "2026-01-02T04:04:05+00:00",
    ("部品.jpg",),
    "ab" * 32,
)


def test_everything_is_kept(tmp_path):
    state = QueueState((FULL, replace(FULL, id="b2", state=JobState.DONE)), held=True)
    save_queue(tmp_path, state)
    assert load_queue(tmp_path) == (state, "")


def test_rate_and_time_left_are_of_the_run_that_ended(tmp_path):
    running = replace(FULL, progress=replace(FULL.progress, rate=3.0, remaining_s=2.0))
    save_queue(tmp_path, QueueState((running,)))
    assert load_queue(tmp_path)[0].jobs == (FULL,)


def test_without_a_file_it_is_empty(tmp_path):
    assert load_queue(tmp_path) == (QueueState(), "")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text there")
def test_file_names_that_are_no_text(tmp_path):
    odd = replace(FULL, order=replace(FULL.order, pairs=Path(os.fsdecode(b"/pairs\xff"))))
    save_queue(tmp_path, QueueState((odd,)))
    assert load_queue(tmp_path)[0].jobs == (odd,)


def test_what_ran_when_the_window_was_killed_waits_before_all_others(tmp_path):
    def each(id: str, state: JobState, wish: JobState | None = None) -> BatchJob:
        return replace(FULL, id=id, state=state, wish=wish, problem="")

    jobs = (
        each("a", JobState.DONE),
        each("b", JobState.WAITING),
        each("c", JobState.RUNNING),
        each("d", JobState.RUNNING, JobState.CANCELLED),
    )
    save_queue(tmp_path, QueueState(jobs))
    left = load_queue(tmp_path)[0].jobs
    assert [(job.id, job.state, job.wish) for job in left] == [
        ("c", "waiting", None),
        ("d", "cancelled", None),
        ("a", "done", None),
        ("b", "waiting", None),
    ]


def test_who_only_looks_changes_nothing(tmp_path):
    running = replace(FULL, state=JobState.RUNNING, problem="")
    save_queue(tmp_path, QueueState((running,)))
    assert read_queue(tmp_path).jobs == (running,)
    file = queue_file(tmp_path)
    file.write_bytes(b"{")
    with pytest.raises(StorageError, match="damaged"):
        read_queue(tmp_path)
    assert file.read_bytes() == b"{"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 1, "held": false}',
        b'{"version": 1, "held": false, "jobs": [{}]}',
        b'{"version": 1, "held": false, "jobs": 7}',
        b'{"version": "x", "held": false, "jobs": []}',
    ],
)
def test_a_damaged_file_is_put_aside_and_said(tmp_path, content):
    file = queue_file(tmp_path)
    file.parent.mkdir()
    file.write_bytes(content)
    (file.parent / "queue-damaged-1.json").write_text("of before")
    state, note = load_queue(tmp_path)
    assert state == QueueState()
    assert "queue-damaged-2.json" in note
    assert (file.parent / "queue-damaged-2.json").read_bytes() == content
    assert (file.parent / "queue-damaged-1.json").read_text() == "of before"
    assert load_queue(tmp_path) == (QueueState(), "")


@pytest.mark.parametrize(
    ("key", "value"),
    [("state", "asleep"), ("order", {"recipe": 3}), ("progress", {"done": None}), ("id", 5)],
)
def test_a_job_that_makes_no_sense_is_damage(tmp_path, key, value):
    save_queue(tmp_path, QueueState((FULL,)))
    file = queue_file(tmp_path)
    data = json.loads(file.read_bytes())
    data["jobs"][0][key] = value
    file.write_text(json.dumps(data))
    assert "damaged" in load_queue(tmp_path)[1]


def test_a_newer_file_is_refused_and_left_as_it_is(tmp_path):
    file = queue_file(tmp_path)
    file.parent.mkdir()
    file.write_text('{"version": 2, "lines": []}')
    with pytest.raises(StorageError, match="newer version"):
        load_queue(tmp_path)
    assert file.read_text() == '{"version": 2, "lines": []}'
