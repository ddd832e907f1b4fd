"""A scanner's keys never reach the window, a person's always do, in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.gui.presenters.scanner import Moment, Scanner

GAP = 0.035
characters = st.characters(min_codepoint=33, max_codepoint=0x3000, exclude_categories=("Cs",))


def typed(scanner: Scanner[str], text: str, gaps: list[float], start: float = 0.0):
    """Feed keys with the given time before each; let deadlines pass as a timer would."""
    passed: list[str] = []
    codes: list[str] = []
    now = start
    for character, gap in zip(text, gaps, strict=True):
        now += gap
        deadline = scanner.deadline()
        if deadline is not None and deadline <= now:
            passed += scanner.expire(deadline)
        fed = scanner.feed(character, now, character)
        passed += fed.passed
        codes += [fed.code] if fed.code else []
    passed += scanner.expire(scanner.deadline() or now)
    return "".join(passed), codes


@given(st.lists(st.tuples(characters | st.sampled_from("\r\t"), st.floats(GAP, 5)), max_size=30))
def test_a_person_types_through_unchanged(keys):
    text = "".join(character for character, _ in keys)
    assert typed(Scanner(), text, [gap for _, gap in keys]) == (text, [])


@given(st.text(characters, min_size=4, max_size=40), st.sampled_from("\r\n\t"), st.data())
def test_a_scanned_code_reaches_only_its_field(code, end, data):
    gaps = data.draw(st.lists(st.floats(0, GAP * 0.99), min_size=len(code), max_size=len(code)))
    before_end = data.draw(st.floats(0, GAP * 5))
    assert typed(Scanner(), code + end, [*gaps, before_end]) == ("", [code])


@given(
    st.lists(st.tuples(characters | st.sampled_from("\r\t"), st.floats(0, 0.2)), max_size=60),
    st.sampled_from(["", "~", "]C1"]),
)
def test_no_key_is_lost_doubled_or_swapped(keys, prefix):
    """What was handed on and what was scanned make up all that was typed, each in its order."""
    scanner: Scanner[int] = Scanner(prefix)
    passed: list[int] = []
    now, taken, waiting = 0.0, 0, 0
    for number, (character, gap) in enumerate(keys):
        now += gap
        fed = scanner.feed(character, now, number)
        passed += fed.passed
        if fed.code:
            taken += len(fed.code) + 1
            waiting += len(prefix)
    passed += scanner.release()
    assert passed == sorted(set(passed))
    assert len(keys) - len(passed) - taken in range(waiting + 1)


@given(st.text(characters, min_size=1, max_size=10), st.floats(GAP, GAP * 9))
def test_a_prefix_is_enough_for_a_slow_scanner(code, gap):
    text = "]C1" + code + "\r"
    assert typed(Scanner("]C1"), text, [0, 0, 0, 0, *[gap] * len(code)]) == ("", [code])


@pytest.mark.parametrize("text", ["u4s\r", "\r", "abc\t"])
def test_too_short_for_a_code_is_a_person(text):
    assert typed(Scanner(), text, [0.001] * len(text)) == (text, [])


def test_a_key_is_held_for_one_gap_only():
    scanner: Scanner[str] = Scanner()
    assert scanner.deadline() is None
    assert scanner.feed("u", 1.0, "u").passed == ()
    assert scanner.deadline() == pytest.approx(1.0 + GAP)
    assert scanner.expire(1.0 + GAP / 2) == ()
    assert scanner.expire(1.0 + GAP) == ("u",)
    assert scanner.deadline() is None


def test_a_burst_without_an_end_is_handed_on():
    scanner: Scanner[str] = Scanner()
    for number, character in enumerate("12345"):
        scanner.feed(character, number * 0.01, character)
    assert scanner.expire(0.04 + GAP * 5) == ()
    assert "".join(scanner.expire(0.04 + GAP * 10)) == "12345"


@given(st.lists(st.tuples(st.floats(0.002, 0.03), st.floats(0, 0.4)), min_size=4, max_size=20))
def test_a_busy_window_tears_no_code_apart(keys):
    """However late the keys of a code are seen, and in whatever heaps."""
    moment, scanner = Moment(), Scanner[str]()
    moment.of(1.0, 501.0)  # a key that came through at once
    stamp, now = 2.0, 502.0
    for number, (gap, late) in enumerate(keys):
        stamp += gap
        now = max(now, stamp + 500 + late)
        assert scanner.feed(f"{number % 10}", moment.of(stamp, now), "x").passed == ()
    fed = scanner.feed("\r", moment.of(stamp + 0.01, now), "x")
    assert len(fed.code) == len(keys)


def test_a_clock_that_is_set_anew_is_followed():
    moment = Moment()
    assert moment.of(5.0, 100.0) == 100.0
    assert moment.of(6.0, 101.5) == pytest.approx(101.0, abs=0.01)
    assert moment.of(1.0, 102.0) == 102.0
    assert moment.of(200.0, 103.0) == 103.0
    assert moment.of(0.0, 104.0) == 104.0
