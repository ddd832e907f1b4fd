from __future__ import annotations

import gc
import threading

import pytest

from qeu_station.gui.jobs import QtJobs


@pytest.fixture
def errors():
    return []


@pytest.fixture
def jobs(qtbot, errors):
    made = QtJobs(errors.append)
    yield made
    made.close()
    made.deleteLater()


def test_the_answer_arrives_in_the_windows_thread(qtbot, jobs):
    arrived = []
    jobs.latest(
        "a",
        lambda task: threading.get_ident(),
        lambda ran: arrived.append((ran, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: arrived != [])
    assert arrived[0][0] != arrived[0][1] == threading.get_ident()


def test_an_older_answer_of_the_same_key_is_dropped(qtbot, jobs):
    gate, arrived = threading.Event(), []
    jobs.latest("a", lambda task: gate.wait(60) and "old", arrived.append)
    jobs.latest("a", lambda task: "new", arrived.append)
    qtbot.waitUntil(lambda: arrived == ["new"])
    gate.set()
    qtbot.wait(100)
    assert arrived == ["new"]


def test_a_forgotten_job_is_told_that_it_is_cancelled(qtbot, jobs):
    begun, seen, arrived = threading.Event(), [], []

    def work(task):
        begun.set()
        while not task.cancelled:
            pass
        seen.append(True)

    jobs.latest("a", work, arrived.append)
    assert begun.wait(60)
    jobs.forget("a")
    qtbot.waitUntil(lambda: seen == [True])
    qtbot.wait(50)
    assert arrived == []


def test_ordered_work_runs_in_its_order(qtbot, jobs):
    arrived = []
    for number in range(50):
        jobs.ordered("q", lambda task, number=number: number, arrived.append)
    qtbot.waitUntil(lambda: len(arrived) == 50)
    assert arrived == list(range(50))


def test_closing_finishes_ordered_work_and_drops_its_answers(qtbot, errors):
    jobs, gate, done, arrived = QtJobs(errors.append), threading.Event(), [], []
    for number in range(5):
        jobs.ordered("q", lambda task, n=number: (gate.wait(60), done.append(n)), arrived.append)
    threading.Timer(0.1, gate.set).start()
    jobs.close()
    qtbot.wait(50)
    assert done == [0, 1, 2, 3, 4]
    assert arrived == []
    jobs.latest("a", lambda task: 1, arrived.append)
    jobs.ordered("q", lambda task: 1, arrived.append)
    jobs.later("t", 0, lambda: arrived.append(1))
    qtbot.wait(50)
    assert arrived == []


def test_an_error_goes_to_who_asked_or_to_everybody(qtbot, jobs, errors):
    own = []

    def broken(task):
        raise ValueError("broken")

    jobs.latest("a", broken, lambda _: None, own.append)
    jobs.ordered("q", broken, lambda _: None)
    qtbot.waitUntil(lambda: len(own) == len(errors) == 1)
    assert str(own[0]) == str(errors[0]) == "broken"


def test_progress_shows_the_newest(qtbot, jobs):
    seen, arrived = [], []

    def work(task):
        for number in range(1000):
            task.report(number)
        return "end"

    jobs.latest("a", work, arrived.append, on_progress=seen.append)
    qtbot.waitUntil(lambda: arrived == ["end"])
    assert seen == sorted(seen)
    assert len(seen) <= 1000


def test_a_later_call_replaces_the_one_before(qtbot, jobs):
    called = []
    jobs.later("a", 0.02, lambda: called.append("first"))
    jobs.later("a", 0.02, lambda: called.append("second"))
    qtbot.waitUntil(lambda: called != [])
    qtbot.wait(60)
    assert called == ["second"]


def test_a_later_call_replaces_one_whose_owner_is_gone(qtbot, jobs):
    class Owner:
        def call(self):
            called.append("gone")

    called = []
    jobs.later("a", 60, Owner().call)
    gc.collect()
    jobs.later("a", 0.01, lambda: called.append("new"))
    qtbot.waitUntil(lambda: called == ["new"])
