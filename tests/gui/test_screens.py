"""Several screens in one window: built when wanted, each with its own keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from qeu_station.gui import screens
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.screens import SCREENS
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.page import Page
from tests.unit.gui.presenters.doubles import FakeStation

KEYS = {spec.key: getattr(Qt.Key, f"Key_{number}") for number, spec in enumerate(SCREENS, start=1)}
CTRL = Qt.KeyboardModifier.ControlModifier


class Plain(Page):
    """A screen with nothing on it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


@pytest.fixture(autouse=True)
def plain_pages(monkeypatch):
    """Screens without work of their own behind them."""
    plain = [
        spec if spec.key == "inspect" else replace(spec, build=lambda desk: Plain())
        for spec in SCREENS
    ]
    monkeypatch.setattr(screens, "SCREENS", tuple(plain))


@pytest.fixture
def opened(qtbot, desk, window):
    desk.remember(replace(desk.preferences, operator="Sato", scanner_gap_ms=10))
    station = FakeStation()
    desk.presenter.attach(station)
    desk.presenter.use_recipe("board")
    desk.presenter.open_pairs(Path("pairs.csv"))
    qtbot.waitUntil(lambda: desk.presenter.state.band.kind is Kind.PASS)
    qtbot.waitUntil(lambda: desk.presenter.state.pictures is not None)
    window.activateWindow()
    window.screen_inspect.focus_pictures()
    return station


def go_to(window, key: str) -> None:
    QTest.keyClick(window.focusWidget() or window, KEYS[key], CTRL)


@pytest.mark.parametrize("key", KEYS)
def test_a_key_and_a_button_show_each_screen(window, key):
    window.show_screen("plugins" if key == "inspect" else "inspect")
    go_to(window, key)
    assert window.screens.key == key
    assert window.screens.currentWidget() is window.screens.page(key)
    shown = [k for k in KEYS if window.actions_by_key[f"screen.{k}"].isChecked()]
    assert shown == [key]
    window.show_screen("inspect")
    window.bars.screens.widgetForAction(window.actions_by_key[f"screen.{key}"]).click()
    assert window.screens.key == key


def test_the_shown_screen_stays_checked_when_it_is_chosen_again(window):
    window.actions_by_key["screen.inspect"].trigger()
    assert window.actions_by_key["screen.inspect"].isChecked()


def test_no_screen_is_built_before_it_is_wanted(window):
    assert window.findChildren(Plain) == []
    go_to(window, "review")
    assert len(window.findChildren(Plain)) == 1
    go_to(window, "inspect")
    go_to(window, "review")
    assert len(window.findChildren(Plain)) == 1


@pytest.mark.parametrize("away", [key for key in KEYS if key != "inspect"])
def test_no_key_of_inspect_acts_on_another_screen(qtbot, opened, window, desk, away):
    go_to(window, away)
    count, part = len(opened.inspected), desk.presenter.state.part
    for key in (Qt.Key.Key_F9, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Right,
                Qt.Key.Key_U, Qt.Key.Key_4, Qt.Key.Key_D):  # fmt: skip
        QTest.keyClick(window.focusWidget(), key)
        qtbot.wait(15)
    qtbot.wait(30)
    assert (len(opened.inspected), opened.written) == (count, [])
    assert desk.presenter.state.part == part
    assert desk.presenter.state.typed == ""


def test_the_keys_of_inspect_act_again_after_coming_back(qtbot, opened, window):
    go_to(window, "batches")
    go_to(window, "inspect")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened.written) == 1)


def test_a_code_scanned_elsewhere_is_no_serial_and_is_told(opened, window, desk):
    go_to(window, "plugins")
    window.keys.scanned("SN-7", False)
    assert desk.presenter.state.serial == ""
    assert "SN-7" in window.notices.notices.current.text


def test_a_note_that_is_typed_is_kept_when_the_screen_is_left(qtbot, opened, window):
    window.commands.do("part.note")
    window.screen_inspect.note.field.setText("lid bent")
    window.show_screen("review")
    qtbot.waitUntil(lambda: len(opened.written) == 1)
    assert opened.written[0][1].note == "lid bent"


def test_operators_have_inspect_only(window, desk):
    go_to(window, "review")
    desk.remember(replace(desk.preferences, operator_mode=True))
    assert window.screens.key == "inspect"
    assert not window.bars.screens.isVisible()
    go_to(window, "review")
    assert window.screens.key == "inspect"
    desk.remember(replace(desk.preferences, operator_mode=False))
    assert window.bars.screens.isVisible()
    go_to(window, "review")
    assert window.screens.key == "review"


def test_a_page_built_in_a_mode_has_it(window, monkeypatch):
    seen: list[bool] = []
    monkeypatch.setattr(Page, "set_operator_mode", lambda page, on: seen.append(on))
    go_to(window, "review")
    assert seen == [False]


def test_menus_and_tools_hold_what_the_screen_has(qtbot, window):
    go_to(window, "batches")
    listed = {a.objectName() for menu in window.menuBar().actions() for a in menu.menu().actions()}
    assert "file.quit" in listed
    assert "part.next" not in listed
    qtbot.waitUntil(lambda: not window.bars.recipe.isVisible())
    go_to(window, "inspect")
    qtbot.waitUntil(window.bars.recipe.isVisible)


def test_switching_leaves_no_menus_behind(qtbot, window):
    for _ in range(5):
        window.show_screen("batches")
        window.show_screen("inspect")
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    titled = len(window.menuBar().actions())
    qtbot.waitUntil(lambda: len(window.menuBar().findChildren(QMenu, options=direct)) == titled)


def test_the_title_names_the_screen(opened, window):
    go_to(window, "plugins")
    assert window.windowTitle() == "Plugins — QEU Station"
    go_to(window, "inspect")
    assert window.windowTitle() == "p0 — PASS — QEU Station"


def test_the_buttons_can_be_pressed_by_a_finger(window):
    for spec in SCREENS:
        button = window.bars.screens.widgetForAction(window.actions_by_key[f"screen.{spec.key}"])
        assert min(button.width(), button.height()) >= TOUCH
        assert button.fontMetrics().horizontalAdvance(button.text()) < button.width()


def test_a_folder_dropped_on_another_screen_opens_nothing_in_inspect(window, desk, tmp_path):
    before = desk.presenter.state
    go_to(window, "plugins")
    assert window.screens.shown.open_dropped([tmp_path])
    assert desk.presenter.state is before


def test_what_a_desk_keeps_is_made_once_and_closed_with_it(desk):
    class Kept:
        closed = 0

        def close(self) -> None:
            self.closed += 1

    made = desk.kept("review", Kept)
    assert desk.kept("review", Kept) is made
    desk.close()
    assert made.closed == 1
