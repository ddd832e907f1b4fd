"""Notices wait in order of gravity, count instead of repeat, and never pile up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.errors import InputError
from qeu_station.gui import words
from qeu_station.gui.presenters.notices import INFO_S, MOST, Notice, Notices, from_error


class Clock:
    """Time that goes on when it is told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def notices(clock) -> Notices:
    return Notices(clock)


def _drained(notices: Notices) -> list[Notice]:
    shown = []
    while notices.current is not None:
        shown.append(notices.current)
        notices.dismiss()
    return shown


def test_nothing_was_told(notices):
    assert (notices.current, notices.count, notices.more) == (None, 0, 0)
    assert notices.next_end() is None
    notices.dismiss()
    assert not notices.expire()


def test_the_same_words_are_counted_and_the_newest_report_kept(notices):
    notices.add(Notice("error", "Camera", "It is gone.", "first"))
    notices.add(Notice("error", "Camera", "It is gone.", "second"))
    assert (notices.count, notices.more) == (2, 0)
    assert notices.current.detail == "second"


def test_the_same_words_of_another_severity_are_another_notice(notices):
    notices.add(Notice("error", "", "Gone."))
    notices.add(Notice("warning", "", "Gone."))
    assert (notices.count, notices.more) == (1, 1)


def test_the_gravest_is_shown_and_the_oldest_of_these(notices):
    for severity, text in (("info", "a"), ("warning", "b"), ("error", "c"), ("error", "d")):
        notices.add(Notice(severity, "", text))
    assert [each.text for each in _drained(notices)] == ["c", "d", "b", "a"]


def test_only_good_news_ends_by_itself(notices, clock):
    for severity in ("error", "warning", "info"):
        notices.add(Notice(severity, "", severity))
    assert notices.next_end() == pytest.approx(INFO_S)
    clock.now += INFO_S - 0.5
    assert not notices.expire()
    clock.now += 0.5
    assert notices.expire()
    assert notices.next_end() is None
    assert [each.text for each in _drained(notices)] == ["error", "warning"]


def test_told_again_good_news_stays_longer(notices, clock):
    notices.add(Notice("info", "", "Saved."))
    clock.now += INFO_S - 1
    notices.add(Notice("info", "", "Saved."))
    clock.now += 2
    assert not notices.expire()
    assert notices.next_end() == pytest.approx(INFO_S - 2)


severities = st.sampled_from(["error", "warning", "info"])


@given(st.lists(st.tuples(severities, st.integers(0, 99)), max_size=150))
def test_never_a_pile_and_always_in_order(told):
    notices = Notices(Clock())
    for severity, number in told:
        notices.add(Notice(severity, "", str(number)))
    shown = _drained(notices)
    assert len(shown) == min(len(set(told)), MOST)
    order = ["error", "warning", "info"]
    assert [n.severity for n in shown] == sorted((n.severity for n in shown), key=order.index)
    assert len(set(shown)) == len(shown)


def test_a_pile_loses_the_oldest_of_the_least_grave(notices):
    notices.add(Notice("error", "", "kept"))
    for number in range(MOST):
        notices.add(Notice("info", "", str(number)))
    shown = [each.text for each in _drained(notices)]
    assert shown == ["kept", *(str(number) for number in range(1, MOST))]


def test_an_error_raised_on_purpose_speaks_for_itself():
    notice = from_error(InputError("The folder is empty. Choose another."))
    assert notice == Notice("error", "", "The folder is empty. Choose another.")


def test_any_other_error_brings_its_report():
    try:
        raise ValueError("odd\n  number")
    except ValueError as error:
        notice = from_error(error)
    assert notice.title == "Internal error"
    assert notice.text.startswith("ValueError: odd number. ")
    assert "Traceback" in notice.detail


def test_an_error_whose_cause_is_gone_is_told_no_more(notices):
    notices.add(from_error(InputError("The camera is lost.")))
    notices.add(from_error(InputError("The disk is full.")))
    notices.add(Notice("warning", "", "Something else."))
    notices.end("The camera is lost.")
    notices.end("")
    assert [notice.text for notice in _drained(notices)] == ["The disk is full.", "Something else."]


def test_what_waits_goes_on_in_another_language(notices, clock):
    notices.add(Notice("info", "", "Saved."))
    notices.add(from_error(InputError("No recipe is in use; choose one first.")))
    words.install_translator(lambda context, text: f"<{text}>")
    try:
        after = Notices(clock)
        after.take_over(notices)
    finally:
        words.install_translator(None)
    assert after.next_end() == pytest.approx(INFO_S)
    shown = [notice.text for notice in _drained(after)]
    assert shown == ["<No recipe is in use; choose one first.>", "Saved."]


def test_a_question_stands_first_and_is_not_taken_into_another_window(notices, clock):
    notices.add(Notice("error", "", "The disk is full."))
    notices.add(Notice("warning", "", "Drop it?", told="drop", first=True))
    assert notices.current.text == "Drop it?"
    later = Notices(clock)
    later.take_over(notices)
    assert (later.current.text, later.more) == ("The disk is full.", 0)
