"""Closing with work in flight: what was said is written, nothing is left running, exit code 0."""

from __future__ import annotations

import signal
import time

import psutil

from qeu_station.services.demo import samples

CLOSED = """
operator = Operator(sys.argv[1], "sample", sys.argv[2])
operator.desk.presenter.sign_on("Sato")
operator.part("T01", "pass")
operator.key(Key.Key_Right)
operator.part("T02", "fail")
operator.key(Key.Key_Return)
operator.key(Key.Key_Space)
operator.leave()
"""


def test_a_correction_in_flight_is_written(inside, recorded, tmp_path):
    inside(CLOSED, tmp_path / "home", samples())
    inspections, corrections = recorded(tmp_path / "home")
    [said] = corrections
    assert {r.id: r.pair for r in inspections}[said.inspection] == "T02"
    assert said.part == "ng"


def test_sigterm_ends_it_like_its_close_button(launch):
    program = launch("window", "--recipe", "sample", samples())
    program.wait_for_title("T01", "PASS")
    children = psutil.Process(program.process.pid).children(recursive=True)
    assert children
    program.process.send_signal(signal.SIGTERM)
    assert program.process.wait(15) == 0
    end = time.monotonic() + 10
    while any(child.is_running() and child.status() != "zombie" for child in children):
        assert time.monotonic() < end, children
        time.sleep(0.05)
    assert "Traceback" not in program.said()
