"""Buttons that can be read and pressed, in as many rows as that takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.button_rows import MOST_ROWS, ButtonRows, rows_of, shared
from qeu_station.gui.widgets.press_button import PressButton

WORDS = ("ok", "unknown", "missing", "shifted", "rotated", "wrong_colour", "scratched", "汚れ")


@pytest.fixture
def rows(qtbot):
    made = ButtonRows()
    qtbot.addWidget(made)
    made.set_buttons([PressButton(w, str(n), "#0072b2", shrinks=True) for n, w in enumerate(WORDS)])
    made.show()
    return made


@pytest.mark.parametrize(("width", "lines"), [(330, 3), (560, 2), (1000, 1)])
def test_every_button_can_be_read_and_pressed(rows, width, lines):
    rows.resize(width, rows.height())
    places = [button.geometry() for button in rows._buttons]
    assert len({place.top() for place in places}) == lines
    assert rows.height() >= max(place.bottom() for place in places)
    assert all(place.height() == TOUCH and place.right() < width for place in places)
    assert all(b.width() >= b.readable_width for b in rows._buttons)
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])


def test_tab_goes_along_the_rows(rows):
    first, second = rows._buttons[:2]
    assert first.nextInFocusChain() is second


def test_other_buttons_take_the_place_of_those_before(rows):
    rows.set_buttons([PressButton("one")])
    rows.resize(460, rows.height())
    assert rows.height() == TOUCH


def test_no_more_rows_than_leave_room_for_the_pictures():
    assert rows_of([100] * 90, 500) == MOST_ROWS
    assert rows_of([], 500) == 1


def test_a_pixel_of_each_is_given_before_the_words_of_one():
    wanted = [59, 106, 96, 90, 93, 135, 111, 74]
    room = sum(wanted) + 4 * 7
    assert shared(wanted, room - 4) == [each - 1 for each in wanted]


@given(st.lists(st.integers(TOUCH, 300), min_size=1, max_size=12), st.integers(800, 1500))
def test_a_row_is_shared_without_waste(wanted, width):
    made = shared(wanted, width)
    assert all(TOUCH <= got <= want for got, want in zip(made, wanted, strict=True))
    whole = sum(made) + 4 * (len(made) - 1)
    assert whole <= width
    assert made == wanted or whole > width - len(made)
