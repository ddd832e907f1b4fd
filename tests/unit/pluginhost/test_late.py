"""Answers that come after the verdict, sentences that grow, and work that is called off."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import psutil
import pytest

from qeu_station.api import PreparedPair
from qeu_station.api.testing import make_pair
from qeu_station.pluginhost import Catalog, HostOptions, InspectorUse, Reply, Said, WorkerSet
from qeu_station.pluginhost.wire import ARRAYS, MAX_SAID


class Ear:
    """Hears everything of one inspection."""

    def __init__(self) -> None:
        self.heard: list[Said] = []
        self.replies: list[Reply] = []
        self.ended = threading.Event()

    def said(self, said: Said) -> None:
        self.heard.append(said)

    def late(self, reply: Reply) -> None:
        self.replies.append(reply)
        self.ended.set()

    def wait(self) -> Reply:
        assert self.ended.wait(60)
        (reply,) = self.replies
        return reply


def shared(workers: WorkerSet, pair: PreparedPair) -> PreparedPair:
    """The pair in the memory of the workers, as preparation lays it there."""
    arrays = {}
    for name in ARRAYS:
        array = getattr(pair, name)
        arrays[name] = workers.space.empty(name, array.shape, array.dtype)
        np.copyto(arrays[name], array)
    return replace(pair, **arrays)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def talker(catalog: Catalog) -> InspectorUse:
    return InspectorUse(catalog.inspector("talker"), deadline_s=0.2, patience_s=60)


@pytest.fixture(scope="module")
def both(catalog: Catalog, talker: InspectorUse, options: HostOptions) -> Iterator[WorkerSet]:
    gating = InspectorUse(catalog.inspector("good"), {"level": 200.0}, deadline_s=60)
    with WorkerSet([gating, talker], options) as workers:
        yield workers


def test_a_late_answer_is_about_its_own_pair_and_holds_nobody_up(both: WorkerSet) -> None:
    ear, busy, deaf = Ear(), Ear(), Ear()
    good, slow = both.inspect(shared(both, make_pair(name="1.5", seed=1)), ear)
    assert good.fault is None
    assert slow.fault == ("late", "is still at work; what it says is added when it comes")
    assert both.health()[1].state == "ready"
    for seed in (2, 3):  # the memory of the first is asked for again, and is not given
        good, other = both.inspect(shared(both, make_pair(name="0", seed=seed)), busy)
        assert good.fault is None
        assert other.fault == ("busy", "is still busy with 1.5")
        assert other.milliseconds < 1000
    reply = ear.wait()
    assert reply.fault is None and reply.milliseconds > 1400
    assert reply.opinions["talker"].evidence == {"same": True}
    assert not busy.heard and not busy.replies
    wait_for(lambda: both.inspect(make_pair(name="0"), deaf)[1].fault is None)


def test_a_sentence_grows_and_its_first_words_are_timed(both: WorkerSet) -> None:
    ear = Ear()
    both.inspect(make_pair(name="0.9"), ear)
    reply = ear.wait()
    texts = [said.text for said in ear.heard]
    assert texts == sorted(texts, key=lambda text: int(text.split()[1])) and len(set(texts)) > 1
    assert {said.first_ms for said in ear.heard} == {reply.first_ms}
    assert 0 < reply.first_ms < reply.milliseconds
    assert [said.inspector for said in ear.heard] == ["talker"] * len(texts)


def test_a_flood_of_words_is_bounded_and_slows_nothing(both: WorkerSet) -> None:
    ear = Ear()
    both.inspect(make_pair(name="0.6 shouts"), ear)
    reply = ear.wait()
    assert int(reply.opinions["talker"].comment.split()[0]) > 100
    assert 1 <= len(ear.heard) <= 10
    assert {len(said.text) for said in ear.heard} == {MAX_SAID}


def test_where_nobody_takes_late_answers_they_are_waited_for(both: WorkerSet) -> None:
    _, reply = both.inspect(make_pair(name="0.5"))
    assert reply.fault is None and reply.milliseconds > 450


@pytest.mark.parametrize("deaf", [False, True])
def test_patience_ends_and_a_cancel_spares_the_process(
    catalog: Catalog, options: HostOptions, deaf: bool, caplog: pytest.LogCaptureFixture
) -> None:
    use = InspectorUse(catalog.inspector("talker"), {"deaf": deaf}, deadline_s=0.1, patience_s=0.4)
    with WorkerSet([use], options) as workers:
        before, ear = workers.health()[0].pid, Ear()
        workers.inspect(make_pair(name="60"), ear)
        reply = ear.wait()
        ended = " and was ended" if deaf else ""
        assert reply.fault == ("timeout", f"did not answer within 0.4 s{ended}")
        wait_for(lambda: workers.health()[0].state == "ready")
        assert (workers.health()[0].pid == before) is not deaf


def test_closing_calls_the_work_off_and_leaves_nothing_behind(
    talker: InspectorUse, options: HostOptions
) -> None:
    workers, ear = WorkerSet([talker], options), Ear()
    workers.start()
    process = psutil.Process(workers.health()[0].pid)
    workers.inspect(make_pair(name="60"), ear)
    begin = time.monotonic()
    workers.close()
    assert time.monotonic() - begin < 20
    assert ear.wait().fault == ("stopped", "was stopped before it had answered")
    assert not process.is_running()
    assert not [t for t in threading.enumerate() if t.name.startswith("late answer")]


def test_a_person_suspends_an_inspector_that_is_late(
    talker: InspectorUse, options: HostOptions
) -> None:
    with WorkerSet([talker], options) as workers:
        ear = Ear()
        workers.inspect(make_pair(name="60"), ear)
        workers.suspend("talker")
        assert ear.wait().fault == ("suspended", "was suspended by a person")


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
