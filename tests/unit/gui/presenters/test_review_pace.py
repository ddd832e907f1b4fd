"""How far a triage is, and how long the rest takes."""

from __future__ import annotations

import pytest

from qeu_station.gui.presenters.review_pace import LONGEST_S, Pace, duration


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def decided(gaps: list[float]) -> Pace:
    clock = Clock()
    pace = Pace(clock)
    pace.decided()
    for gap in gaps:
        clock.now += gap
        pace.decided()
    return pace


def test_no_time_is_told_before_the_pace_is_known():
    assert decided([5, 5]).progress(3, 100).left == ""
    assert decided([5, 5, 5]).progress(4, 100).left == "about 8 min"


def test_a_break_says_nothing_of_the_pace():
    assert decided([5, LONGEST_S + 1, 5, 5]).progress(50, 60).left == "about 50 s"


def test_the_pace_is_that_of_the_last_decisions():
    assert decided([60] * 40 + [2] * 30).progress(0, 30).left == "about 60 s"


def test_nothing_is_left_when_all_is_done():
    assert decided([5] * 5).progress(6, 6).left == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "about 1 s"), (89, "about 89 s"), (90, "about 2 min"), (5399, "about 90 min"),
     (9000, "about 2.5 h")],
)  # fmt: skip
def test_lengths_of_time_are_said_as_people_do(seconds, words):
    assert duration(seconds) == words


def test_a_pace_that_is_forgotten_tells_no_time_until_it_is_known_anew():
    pace = decided([5, 5, 5])
    pace.reset()
    pace.decided()
    assert pace.progress(4, 100).left == ""
