"""What the queue says in English is known to the window: the real checks and errors say it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.pair import Pair
from qeu_station.errors import QeuError
from qeu_station.gui.presenters.sentences import form_of
from qeu_station.pluginhost import HostOptions
from qeu_station.pluginhost.child import describe_exit
from qeu_station.services.batch.lane import _gone_words
from qeu_station.services.batch.plan import BatchRequest, plan_batch, write_manifest
from qeu_station.services.jobqueue import (
    BatchJob,
    BatchOrder,
    JobQueue,
    JobState,
    QueueState,
    changes,
)
from qeu_station.services.jobqueue import survey as looked
from qeu_station.services.jobqueue.reporting import save_report
from qeu_station.services.opening import OpenHome
from qeu_station.services.station import StationOptions
from qeu_station.settings import Settings
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import LoadedRecipe
from tests.unit.services.making import tiny_recipe


@pytest.fixture
def order(tmp_path: Path) -> BatchOrder:
    (tmp_path / "pairs").mkdir()
    return BatchOrder("tray", tmp_path / "pairs", tmp_path / "out")


def refused(call) -> str:
    with pytest.raises(QeuError) as told:
        call()
    return str(told.value)


def test_what_is_wrong_with_a_place(order, monkeypatch):
    inside = replace(order, out=order.pairs / "out")
    said = looked._folder_problems(order, [order.out]) + looked._folder_problems(inside, ())
    order.out.mkdir()
    (order.out / "letter").touch()
    said += looked._folder_problems(order, ())
    said += looked._folder_problems(replace(order, out=order.out / "letter"), ())
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    said += looked._folder_problems(replace(order, out=order.out / "new"), ())
    assert len(said) == 5
    assert [text for text in said if not form_of(text)] == []


def test_what_is_wrong_with_pictures_and_lanes(order, monkeypatch):
    pairs = [Pair(name, order.pairs / name) for name in "abcde"]
    said = looked._pictures(pairs, lambda: False)[1]
    said += looked._room_problems(order.out, 10**18)
    said += looked._lane_remarks(10_000)
    assert len(said) == 3
    assert [text for text in said if not form_of(text)] == []


def test_why_a_batch_failed(order, tmp_path):
    loaded = LoadedRecipe(tiny_recipe(), tmp_path, "", "ab" * 32)
    request = BatchRequest(
        loaded, [Pair("a", tmp_path)], order.out, StationOptions(HostOptions(), "line")
    )
    order.out.mkdir()
    write_manifest(plan_batch(request))
    other = replace(request, pairs=[Pair("b", tmp_path)], resume=True)
    said = [
        _gone_words(order.pairs),
        f"The process of this batch {describe_exit(-9)}.",
        f"The process of this batch {describe_exit(1)}.",
        refused(lambda: plan_batch(other)),
    ]
    assert [text for text in said if not form_of(text)] == []


def test_what_is_refused(order, tmp_path):
    job = BatchJob("a", order, "", JobState.RUNNING)
    home = OpenHome(tmp_path, Settings(), ())
    Journal.open(order.out / "journal.db", "station").close()
    with JobQueue.open(home):
        second = refused(lambda: JobQueue.open(home))
    said = [
        refused(lambda: changes.removed(QueueState((job,)), "a")),
        refused(lambda: save_report(job, tmp_path / "report.html")),
        second,
    ]
    assert [text for text in said if not form_of(text)] == []
