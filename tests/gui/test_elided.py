"""Labels that shorten what does not fit."""

from __future__ import annotations

import pytest

from qeu_station.gui.widgets.elided import ElidedLabel, font_of, wrapped

LONG = "The worker was ended because it did not answer within two seconds of the trigger"


def label(qtbot, text, width, **how):
    made = ElidedLabel(**how)
    qtbot.addWidget(made)
    made.set_text(text)
    made.resize(width, made.sizeHint().height())
    return made


def test_text_that_fits_is_whole(qtbot):
    assert not label(qtbot, "PASS", 200).shortened


def test_the_tooltip_holds_what_is_cut_and_only_then(qtbot):
    made = label(qtbot, LONG, 100)
    assert made.tip == LONG
    made.set_text("PASS")
    assert made.tip == ""


def test_a_screen_reader_gets_all_of_it(qtbot):
    assert label(qtbot, LONG, 50).accessibleName() == LONG


def test_two_lines_hold_more_than_one(qtbot):
    width = label(qtbot, LONG, 10).sizeHint().width() * 2 // 3
    assert label(qtbot, LONG, width).shortened
    assert not label(qtbot, LONG, width, lines=2).shortened
    assert label(qtbot, LONG * 3, width, lines=2).shortened


@pytest.mark.parametrize(
    "text", [LONG, "検査員が二秒以内に答えなかったので終了しました" * 3, "x" * 300]
)
def test_broken_lines_are_the_text_again_and_each_fits(qtbot, text):
    font = font_of(14)
    lines = wrapped(text, font, 120)
    assert "".join(lines) == text
    assert len(lines) > 1


def test_a_narrow_label_leaves_room_for_others(qtbot):
    made = label(qtbot, LONG, 100, wide=False)
    assert made.minimumSizeHint().width() < made.sizeHint().width()


def test_a_label_that_may_grow_takes_the_lines_it_needs_and_gives_them_back(qtbot):
    made = label(qtbot, LONG, 120, lines=2)
    line = made.fontMetrics().height()
    made.set_most(9)
    assert 2 * line < made.sizeHint().height() < 9 * line
    made.resize(120, made.sizeHint().height())
    assert not made.shortened
    made.set_text(LONG * 9)
    assert made.sizeHint().height() == 9 * line
    made.set_text("PASS")
    assert made.sizeHint().height() == 2 * line


def test_of_a_growing_text_the_end_is_kept(qtbot):
    made = label(qtbot, "これは長い文です。" * 20 + "U3", 120, lines=2)
    made.set_most(3, newest=True)
    lines, shortened = made._laid()
    assert shortened and len(lines) == 3
    assert lines[0].startswith("…") and lines[-1].endswith("U3")
