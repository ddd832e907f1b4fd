"""The last messages of the log, numbered without a gap, from any thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest

from qeu_station.gui.log_tail import LogTail


@pytest.fixture
def log() -> logging.Logger:
    made = logging.Logger("station")
    made.propagate = False
    return made


@pytest.fixture
def tail(log) -> Iterator[LogTail]:
    made = LogTail(length=5)
    log.addHandler(made)
    yield made
    log.removeHandler(made)


def test_the_last_ones_are_kept(log, tail):
    for number in range(1, 9):
        log.info("message %d", number)
    kept = tail.since(0)
    assert [line.number for line in kept] == [4, 5, 6, 7, 8]
    assert kept[-1].text.endswith("INFO message 8")
    assert [line.number for line in tail.since(6)] == [7, 8]
    assert tail.since(8) == []


def test_a_level_is_asked_for(log, tail):
    log.debug("trivial")
    log.warning("grave")
    log.error("graver")
    assert [text.split(" ", 1)[1] for text in tail.lines(9, logging.WARNING)] == [
        "WARNING grave",
        "ERROR graver",
    ]
    assert len(tail.lines(1)) == 1
    assert tail.lines(9)[0].endswith("trivial")


def test_a_traceback_comes_along(log, tail):
    try:
        raise ValueError("no such cell")
    except ValueError:
        log.exception("uncaught")
    (line,) = tail.since(0)
    assert line.level == logging.ERROR
    assert "Traceback" in line.text
    assert line.text.endswith("ValueError: no such cell")


def test_threads_write_beside_each_other(log):
    tail = LogTail(length=4000)
    log.addHandler(tail)

    def write() -> None:
        for _ in range(500):
            log.info("x")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    seen = 0
    while any(thread.is_alive() for thread in threads):
        for line in tail.since(seen):
            assert line.number == seen + 1
            seen = line.number
    for thread in threads:
        thread.join()
    assert [line.number for line in tail.since(0)] == list(range(1, 2001))
