"""What the Batches screen asks of the rooms below."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.services.jobqueue.deleting import Holding
from qeu_station.services.jobqueue.desk import BatchDesk
from qeu_station.services.jobqueue.job import BatchJob, BatchOrder
from qeu_station.services.jobqueue.running import log_file
from qeu_station.settings import Settings


@pytest.fixture
def desk(home) -> BatchDesk:
    return BatchDesk(replace(home, settings=Settings(lanes=3)))


@pytest.fixture
def job(tmp_path: Path) -> BatchJob:
    return BatchJob("j", BatchOrder("tray@1", tmp_path / "pairs", tmp_path / "out"), "")


def test_a_home_has_a_queue_once_it_was_opened_and_changed(desk):
    assert not desk.has_queue()
    with desk.open() as queue:
        queue.hold(True)
    assert desk.has_queue()
    assert desk.lanes == 3


@pytest.mark.usefixtures("loaded")
def test_every_recipe_is_listed_once(desk):
    assert {"tray", "sample"} <= set(desk.recipes())
    assert desk.recipes() == sorted(set(desk.recipes()))


@pytest.mark.usefixtures("loaded")
def test_an_order_without_a_place_gets_one(desk, home, tests):
    order = BatchOrder("tray", tests, Path())
    proposed, found = desk.looked_through(order, (), lambda: False)
    assert proposed == replace(order, out=paths.batches(home.folder) / "tests")
    assert (found.pairs, found.problems) == (4, ())
    own = replace(order, out=tests.with_name("mine"))
    assert desk.looked_through(own, (), lambda: False)[0] == own


def test_the_sample_can_be_ordered(desk):
    sample = desk.sample()
    assert sample.pairs.is_dir()
    assert sample.recipe in desk.recipes()


def test_only_the_end_of_a_log_is_read(desk, home, job):
    assert desk.log(job) == ""
    log = log_file(home.folder, job.id)
    log.parent.mkdir(parents=True)
    log.write_bytes(b"\xff\n" + b"".join(b"line %d\n" % n for n in range(1000)))
    lines = desk.log(job).splitlines()
    assert (len(lines), lines[-1]) == (400, "line 999")


def test_a_job_that_never_ran_holds_nothing(desk, job):
    assert desk.holding(job) == Holding()
