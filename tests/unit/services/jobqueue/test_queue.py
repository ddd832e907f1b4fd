"""The queue with real processes: killed, stopped, cut off, and gone on with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from multiprocessing import connection
from pathlib import Path
from typing import ClassVar

import psutil
import pytest

from qeu_station import paths
from qeu_station.errors import InputError, RecipeError, StorageError
from qeu_station.services.jobqueue import BatchOrder, JobState, Progress
from qeu_station.services.jobqueue import queue as queue_module
from qeu_station.services.jobqueue.deleting import Deletion
from qeu_station.services.jobqueue.running import Told, log_file
from qeu_station.services.jobqueue.stored import load_queue
from qeu_station.storage.recipes import load_recipe, save_recipe
from tests.unit.services.jobqueue.conftest import judged
from tests.unit.services.making import picture, tiny_recipe, write

PAIRS = 40
VERDICTS = {"PASS": 32, "FAIL": 8}


def batches() -> list[psutil.Process]:
    """The processes of batches below this one."""
    found = []
    for child in psutil.Process().children():
        try:
            if "batch" in child.cmdline():
                found.append(child)
        except psutil.Error:  # gone meanwhile
            continue
    return found


def some(job) -> bool:
    return job.progress.done > 3


def test_jobs_run_one_after_the_other_to_their_reports(
    opened, order, wait, parts, slow_home, tmp_path
):
    """With the recipe as it was when they were added, whatever versions come later."""
    queue = opened()
    queue.hold(True)
    copied = BatchOrder("tray", parts, tmp_path / "copied", archive=True)
    first, second = queue.add(copied), queue.add(replace(order, recipe="tray"))
    save_recipe(tiny_recipe(), [write(tmp_path / "later.png", picture(5))], slow_home.folder)
    assert load_recipe("tray", slow_home.folder).recipe.version == 2
    queue.hold(False)
    wait(queue, first.id, lambda job: job.running)
    assert queue.state.job(second.id).state is JobState.WAITING
    jobs = [
        wait(queue, each.id, lambda job: job.state is JobState.DONE) for each in (first, second)
    ]
    for job in jobs:
        assert job.order.recipe == "tray@1"
        assert dict(job.progress.verdicts) == VERDICTS
        assert (job.order.out / "report.html").is_file()
        assert len(job.overlays) == len(list((job.order.out / "overlays").iterdir())) > 0
        assert len(job.identity) == 64
    assert len(list((tmp_path / "copied" / "images").rglob("*.png"))) == 3


def test_what_is_paused_and_what_is_closed_goes_on(opened, order, wait, hurry):
    queue = opened()
    id = queue.add(order).id
    wait(queue, id, some)
    (process,) = batches()
    if sys.platform != "win32":
        assert process.nice() >= 10
    queue.pause(id)
    paused = wait(queue, id, lambda job: job.state is JobState.PAUSED)
    assert batches() == []
    assert len(judged(order.out)) == paused.progress.done < PAIRS
    queue.go_on(id)
    wait(queue, id, lambda job: job.progress.done > paused.progress.done + 3)
    queue.close()
    assert batches() == []
    with pytest.raises(InputError, match="being closed"):
        queue.pause(id)
    assert paused.progress.done + 3 < len(judged(order.out)) < PAIRS
    hurry()
    again = opened()
    done = wait(again, id, lambda job: job.state is JobState.DONE)
    assert dict(done.progress.verdicts) == VERDICTS
    assert len(judged(order.out)) == PAIRS


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_killed_batch_is_said_and_its_results_can_be_deleted(
    opened, order, wait, parts, slow_home
):
    queue = opened()
    id = queue.add(order).id
    wait(queue, id, some)
    with pytest.raises(InputError, match="Cancel it first"):
        queue.remove(id, Deletion(results=True))
    (process,) = batches()
    family = process.children(recursive=True)
    os.kill(process.pid, signal.SIGKILL)
    failed = wait(queue, id, lambda job: job.state is JobState.FAILED)
    assert failed.problem.startswith("The process of this batch died with signal 9")
    assert psutil.wait_procs(family, timeout=60)[1] == []
    assert 3 < len(judged(order.out)) < PAIRS
    queue.hold(True)
    queue.go_on(id)
    time.sleep(0.2)
    assert (queue.state.job(id).state, batches()) == (JobState.WAITING, [])
    queue.cancel(id)
    log = log_file(slow_home.folder, id)
    log.write_text("what it printed")
    assert queue.remove(id, Deletion(results=True)).files > 0
    assert not log.exists()
    assert not order.out.exists()
    assert len(list(parts.iterdir())) == PAIRS
    assert load_queue(slow_home.folder)[0].jobs == ()


WINDOW = """
import sys, time
from pathlib import Path
from qeu_station.services.jobqueue import BatchOrder, JobQueue
from qeu_station.services.opening import open_home
home, pairs, out = map(Path, sys.argv[1:])
queue = JobQueue.open(open_home(home))
job = queue.add(BatchOrder("belt", pairs, out))
while queue.state.job(job.id).progress.done < 4:
    time.sleep(0.02)
print("judging", flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_window_killed_with_9_takes_its_batch_along_and_the_next_goes_on(
    opened, order, wait, slow_home, hurry
):
    names = map(str, (slow_home.folder, order.pairs, order.out))
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW, *names], stdout=subprocess.PIPE, text=True
    )
    with window:
        assert window.stdout.readline() == "judging\n"
        family = psutil.Process(window.pid).children(recursive=True)
        window.kill()
    assert family
    assert psutil.wait_procs(family, timeout=60)[1] == []
    state, note = load_queue(slow_home.folder)
    assert (len(state.jobs), note) == (1, "")
    hurry()
    queue = opened()
    done = wait(queue, state.jobs[0].id, lambda job: job.state is JobState.DONE)
    assert dict(done.progress.verdicts) == VERDICTS
    assert len(judged(order.out)) == PAIRS


def test_a_folder_that_vanishes_ends_the_batch_and_condemns_no_part(
    opened, order, wait, parts, hurry
):
    queue = opened()
    id = queue.add(order).id
    wait(queue, id, some)
    away = parts.with_name("away")
    parts.rename(away)
    failed = wait(queue, id, lambda job: job.state is JobState.FAILED)
    assert "are gone" in failed.problem
    assert "REVIEW" not in judged(order.out).values()
    away.rename(parts)
    hurry()
    queue.go_on(id)
    done = wait(queue, id, lambda job: job.state is JobState.DONE)
    assert dict(done.progress.verdicts) == VERDICTS


def test_what_cannot_be_added_is_said_and_leaves_the_queue_as_it_was(opened, order):
    queue = opened()
    queue.hold(True)
    with pytest.raises(RecipeError, match="bolt"):
        queue.add(replace(order, recipe="bolt"))
    queue.add(order)
    with pytest.raises(InputError, match="has the output folder"):
        queue.add(order)
    assert len(queue.state.jobs) == 1


def test_only_one_program_runs_a_queue(opened):
    opened()
    with pytest.raises(StorageError, match="Another window runs the queue"):
        opened()


@pytest.mark.skipif(sys.platform == "win32", reason="file permissions are POSIX")
def test_a_queue_that_cannot_be_written_says_so_and_is_written_later(
    opened, order, slow_home, wait
):
    queue = opened()
    queue.hold(True)
    folder = paths.batches(slow_home.folder)
    elsewhere = folder.with_name("elsewhere")
    folder.rename(elsewhere)
    folder.write_text("in the way")
    id = queue.add(order).id
    assert "batches" in queue.state.problem
    folder.unlink()
    elsewhere.rename(folder)
    queue.move(id, 0)
    queue.hold(True)
    assert queue.state.problem == ""
    assert [job.id for job in load_queue(slow_home.folder)[0].jobs] == [id]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount")
def test_a_full_disk_is_said_and_what_is_there_can_be_deleted(opened, order, wait, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "qeu-test", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk cannot be mounted here")
    try:
        queue = opened()
        id = queue.add(replace(order, recipe="tray", out=disk / "out")).id
        failed = wait(queue, id, lambda job: job.state is JobState.FAILED)
        assert "disk is full" in failed.problem or "No space left" in failed.problem
        queue.remove(id, Deletion(results=True))
        assert list(disk.iterdir()) == []
    finally:
        queue.close()
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_the_path_of_a_log_is_below_the_logs(slow_home):
    assert log_file(slow_home.folder, "a1").parent == Path(paths.logs(slow_home.folder))


class FakeBatch:
    """A batch without a process, that says what the test puts into its pipe."""

    made: ClassVar[list[FakeBatch]] = []

    def __init__(self, job, home) -> None:
        if job.order.recipe.startswith("belt"):
            raise OSError(11, "Resource temporarily unavailable")
        self.id, self.stops, self.ended = job.id, 0, False
        self.channel, self.mouth = connection.Pipe()
        FakeBatch.made.append(self)

    @property
    def overdue(self) -> bool:
        return self.stops > 0

    def stop(self, grace_s: float = 0.0) -> None:
        self.stops += 1

    def hear(self) -> Told:
        self.channel.recv_bytes()
        return Told(Progress(1, 4, {"PASS": 1}))

    def end(self, grace_s: float = 0.0) -> None:
        self.ended = True
        self.channel.close()
        self.mouth.close()


@pytest.fixture
def fakes(monkeypatch) -> list[FakeBatch]:
    monkeypatch.setattr(queue_module, "RunningBatch", FakeBatch)
    FakeBatch.made = []
    return FakeBatch.made


@pytest.mark.usefixtures("fakes")
def test_a_process_that_cannot_be_started_fails_its_batch_alone(opened, order, wait, tmp_path):
    queue = opened()
    id = queue.add(order).id
    other = queue.add(replace(order, recipe="tray", out=tmp_path / "other")).id
    failed = wait(queue, id, lambda job: job.state is JobState.FAILED)
    assert "could not be started: [Errno 11]" in failed.problem
    wait(queue, other, lambda job: job.running)


def test_a_batch_that_does_not_stop_in_time_is_ended(opened, order, wait, fakes):
    queue = opened()
    id = queue.add(replace(order, recipe="tray")).id
    wait(queue, id, lambda job: job.running and fakes)
    fakes[0].mouth.send_bytes(b"!")
    wait(queue, id, lambda job: job.progress.done == 1)
    queue.pause(id)
    paused = wait(queue, id, lambda job: job.state is JobState.PAUSED)
    assert fakes[0].ended
    assert paused.progress.done == 1


def test_as_many_batches_run_side_by_side_as_are_wanted(opened, order, wait, fakes, tmp_path):
    queue = opened(at_once=2)
    ids = [
        queue.add(replace(order, recipe="tray", out=tmp_path / name)).id for name in ("a", "b", "c")
    ]
    wait(queue, ids[1], lambda job: job.running)
    assert [job.running for job in queue.state.jobs] == [True, True, False]
    queue.cancel(ids[0])
    wait(queue, ids[2], lambda job: job.running)


def test_progress_alone_is_written_only_now_and_then(opened, order, wait, fakes, slow_home):
    queue = opened()
    id = queue.add(replace(order, recipe="tray")).id
    wait(queue, id, lambda job: job.running and fakes)
    fakes[0].mouth.send_bytes(b"!")
    wait(queue, id, lambda job: job.progress.done == 1)
    assert load_queue(slow_home.folder)[0].jobs[0].progress.done == 0
    queue.close()
    assert load_queue(slow_home.folder)[0].jobs[0].progress.done == 1
