"""A scanner's keys reach the serial number and nothing else; a person's reach what they meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qeu_station.gui import scanner_filter
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.scanner_filter import ScannerFilter

GAP_MS = 30
PREFERENCES = Preferences(scanner_gap_ms=GAP_MS)


class Target(QWidget):
    """Has the focus, and writes down every key that reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.keys: list[str] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.keys.append(event.text() or QKeySequence(event.key()).toString())


@dataclass
class Place:
    """A window with a target, a text field, and two shortcuts that a scanner could trigger."""

    window: QWidget
    target: Target
    text: QLineEdit
    filter: ScannerFilter = field(init=False)
    now: float = 100.0
    scanned: list[str] = field(default_factory=list)
    meant: list[str] = field(default_factory=list)
    agreed: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)

    def take(self, code: str, torn: bool) -> None:
        (self.torn if torn else self.scanned).append(code)

    def scan(self, code: str) -> None:
        """Type without any time passing, as a scanner does, into whatever has the focus."""
        for character in code:
            key = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(character, character)
            QTest.keyClick(QApplication.focusWidget(), key)

    def press(self, character: str, stamp_ms: int) -> None:
        """Press a key at a time by the clock of the keyboard, whenever it is seen."""
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character.upper()))
        pressed = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
        pressed.setTimestamp(stamp_ms)
        QApplication.sendEvent(self.target, pressed)

    def type(self, *characters: str) -> None:
        """Type as a person does."""
        for character in characters:
            self.scan(character)
            self.rest()

    def rest(self) -> None:
        """Let time pass until nothing is held any more."""
        self.now += 1.0
        self.filter._expire()


@pytest.fixture
def place(qtbot, monkeypatch) -> Iterator[Place]:
    window, target, text = QWidget(), Target(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(target)
    column.addWidget(text)
    made = Place(window, target, text)
    monkeypatch.setattr(scanner_filter, "time", SimpleNamespace(monotonic=lambda: made.now))
    made.filter = ScannerFilter(window, made.take, made.meant.append, PREFERENCES)
    for keys in ("Return", "Space", "Right"):
        QShortcut(QKeySequence(keys), window, lambda keys=keys: made.agreed.append(keys))
    QApplication.instance().installEventFilter(made.filter)
    qtbot.addWidget(window)
    window.show()
    target.setFocus()
    qtbot.waitUntil(target.hasFocus)
    yield made
    QApplication.instance().removeEventFilter(made.filter)
    made.filter._timer.stop()


def test_a_code_goes_to_the_serial_number_alone(place):
    place.scan("SN-1042\r")
    assert place.scanned == ["SN-1042"]
    assert (place.target.keys, place.agreed, place.meant) == ([], [], [])


def test_the_closing_tab_does_not_move_the_focus(place):
    place.scan("SN-1042\t")
    assert place.scanned == ["SN-1042"]
    assert place.target.hasFocus()
    assert place.meant == []


def test_keys_that_were_kept_waiting_are_still_one_code(place):
    """The window is busy for longer than the gap after the first key, and the timer comes first."""
    place.press("S", 7000)
    place.now += 0.2
    place.filter._on_time()
    for number, character in enumerate("N-1042\r", start=1):
        place.press(character, 7000 + 5 * number)
    assert (place.scanned, place.target.keys) == (["SN-1042"], [])


def test_what_nobody_follows_is_handed_on_after_a_last_look(place):
    place.press("S", 7000)
    place.now += 0.2
    place.filter._on_time()
    assert place.target.keys == []
    place.filter._on_time()
    assert place.target.keys == ["S"]


def test_a_code_whose_beginning_went_elsewhere_is_told_to_be_torn(place):
    """The scanner itself stood still in the middle."""
    place.press("S", 7000)
    place.press("N", 7005)
    place.now += 0.06
    place.filter._expire()
    for number, character in enumerate("1042\r"):
        place.press(character, 7060 + 5 * number)
    assert (place.scanned, place.torn) == ([], ["1042"])
    place.now += 2
    place.scan("SN-1042\r")
    assert place.scanned == ["SN-1042"]


def test_codes_may_follow_each_other(place):
    place.scan("A-0001\rA-0002\r")
    assert place.scanned == ["A-0001", "A-0002"]


def test_what_a_person_types_arrives_in_its_order(place):
    place.type("a", "5", ",")
    assert place.target.keys == ["a", "5", ","]
    assert place.scanned == []


def test_what_is_typed_arrives_by_itself(qtbot, place):
    """Nobody presses another key: the time that is over hands it on."""
    place.scan("a")
    assert place.target.keys == []
    place.now += 1.0
    qtbot.waitUntil(lambda: place.target.keys == ["a"])


def test_enter_of_a_person_after_a_key_that_is_held(place):
    """As fast as a scanner, but too short for a code: keys, then what Enter means."""
    place.scan("a5\r")
    assert place.target.keys == ["a", "5"]
    assert place.meant == ["\r"]
    assert place.scanned == []
    place.scan("b\t")
    assert place.meant == ["\r", "\t"]


def test_enter_alone_is_the_shortcut(place):
    place.scan("\r")
    assert place.agreed == ["Return"]
    assert place.meant == []


def test_other_keys_release_what_is_held_first(place):
    place.scan("a")
    QTest.keyClick(place.target, Qt.Key.Key_Right)
    assert place.target.keys == ["a"]
    assert place.agreed == ["Right"]


def test_commands_are_nobodys_code(place):
    QTest.keyClick(place.target, "a", Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(place.target, "b", Qt.KeyboardModifier.AltModifier)
    assert [key for key in place.target.keys if len(key) == 1] == ["a", "b"]
    assert place.filter._scanner.deadline() is None


def test_space_is_never_held(place):
    place.scan(" ")
    assert place.agreed == ["Space"]


def test_a_text_field_gets_what_is_typed_into_it(place):
    place.text.setFocus()
    place.type("a", "b", " ", "c")
    place.scan("de\r")
    assert place.text.text() == "ab cde"
    assert (place.scanned, place.meant) == ([], [])


def test_a_code_becomes_no_text_of_a_field(place):
    """Whatever was typed there before stays as it was, and Enter does not close the field."""
    entered: list[bool] = []
    place.text.returnPressed.connect(lambda: entered.append(True))
    place.text.setFocus()
    place.type("d", "u", "s", "t")
    place.scan("SN-1042\r")
    place.rest()
    assert place.scanned == ["SN-1042"]
    assert place.text.text() == "dust"
    assert entered == []


def test_a_code_does_not_replace_what_is_selected(place):
    place.text.setText("dust")
    place.text.setFocus()
    place.text.selectAll()
    place.scan("SN-1042\t")
    assert (place.scanned, place.text.text()) == (["SN-1042"], "dust")
    assert place.text.selectedText() == "dust"
    assert place.text.hasFocus()


def test_other_keys_of_a_field_find_what_was_typed_before(place):
    place.text.setFocus()
    place.scan("ab")
    QTest.keyClick(place.text, Qt.Key.Key_Backspace)
    assert place.text.text() == "a"


def test_a_field_that_asks_for_a_badge_is_left_alone(place):
    place.text.setProperty(scanner_filter.BADGE, True)
    place.text.setFocus()
    place.scan("SATO-17")
    assert (place.text.text(), place.scanned) == ("SATO-17", [])


def test_a_blank_within_a_code_is_part_of_it(place):
    """Space is the key that inspects, but not in the middle of a scan."""
    place.scan("SN 1042\r")
    assert place.scanned == ["SN 1042"]
    assert (place.target.keys, place.agreed, place.meant) == ([], [], [])


def test_a_blank_after_a_key_that_is_held_is_what_it_means(place):
    place.scan("a ")
    place.rest()
    assert place.target.keys == ["a"]
    assert place.meant == [" "]


def test_another_window_is_not_concerned(qtbot, place):
    other = Target()
    qtbot.addWidget(other)
    other.show()
    for character in "SN-1042":
        QTest.keyClick(other, character)
    assert other.keys == list("SN-1042")
    assert place.scanned == []


@pytest.fixture
def asking(qtbot, place) -> Iterator[tuple[QDialog, Target]]:
    """A dialog over the window whose default button Enter presses, and what is typed into it."""
    dialog = QDialog(place.window)
    column = QVBoxLayout(dialog)
    typed, yes = Target(), QPushButton("Yes")
    yes.setDefault(True)
    yes.clicked.connect(dialog.accept)
    typed.keyPressEvent = lambda event: (typed.keys.append(event.text()), event.ignore())
    for widget in (typed, yes):
        column.addWidget(widget)
    dialog.open()
    typed.setFocus()
    qtbot.waitUntil(typed.hasFocus)
    yield dialog, typed
    dialog.close()


def test_a_code_answers_no_dialog(place, asking):
    dialog, typed = asking
    place.scan("SN-1042\r")
    assert place.scanned == ["SN-1042"]
    assert typed.keys == []
    assert dialog.isVisible()


def test_a_code_is_no_text_of_a_field_in_a_dialog(place, asking):
    dialog, _ = asking
    inner = QLineEdit(dialog)
    inner.show()
    inner.setFocus()
    place.type("x")
    place.scan("SN-1042\r")
    assert (place.scanned, inner.text()) == (["SN-1042"], "x")
    assert dialog.isVisible()


def test_a_code_is_no_text_of_a_popup(qtbot, place):
    """The palette is a popup: it has the keys without being the active window."""
    popup = QDialog(place.window, Qt.WindowType.Popup)
    inner = QLineEdit(popup)
    popup.show()
    inner.setFocus()
    qtbot.waitUntil(inner.hasFocus)
    place.type("f", "i")
    place.scan("SN-1042\r")
    assert (place.scanned, inner.text()) == (["SN-1042"], "fi")
    assert popup.isVisible()
    popup.close()


def test_a_code_chooses_nothing_in_a_menu(qtbot, place):
    menu = QMenu(place.window)
    chosen: list[bool] = []
    menu.addAction("&Stop", lambda: chosen.append(True))
    menu.popup(place.window.mapToGlobal(QPoint(5, 5)))
    qtbot.waitUntil(menu.isVisible)
    for character in "SN42":
        QTest.keyClick(menu, character)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert (place.scanned, chosen) == (["SN42"], [])
    menu.close()


def test_a_person_answers_a_dialog(place, asking):
    dialog, typed = asking
    place.scan("a\r")
    assert typed.keys == ["a", "\r"]
    assert not dialog.isVisible()
    assert (place.scanned, place.meant, place.agreed) == ([], [], [])


@pytest.fixture
def path_field(qtbot, place) -> Iterator[QLineEdit]:
    """A file dialog's field for a path, which offers what there is while somebody types."""
    dialog = QFileDialog(place.window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    inner = dialog.findChild(QLineEdit, "fileNameEdit")
    inner.setCompleter(QCompleter(["/parts/good", "/parts/bad"], inner))
    dialog.open()
    inner.setFocus()
    qtbot.waitUntil(inner.hasFocus)
    yield inner
    dialog.close()
    dialog.deleteLater()


def type_on(place: Place, text: str) -> None:
    """Type 70 ms apart into what has the keys: a list that opens takes them from its field."""
    for character in text:
        QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), character)
        place.now += 0.07


def test_a_path_arrives_in_its_order_while_its_completions_open(place, path_field):
    type_on(place, "/parts/g")
    place.rest()
    assert path_field.text() == "/parts/g"
    assert path_field.completer().popup().isVisible()


def test_a_code_is_no_text_of_a_field_whose_completions_are_open(place, path_field):
    type_on(place, "/w")
    place.rest()
    popup = QApplication.activePopupWidget()
    for character in "SN42":
        QTest.keyClick(popup, character)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert (place.scanned, path_field.text()) == (["SN42"], "/w")


def test_a_letter_finds_a_choice_in_a_list_that_is_open(qtbot, place):
    box = QComboBox(place.window)
    box.addItems(["alpha", "beta", "gamma"])
    box.show()
    box.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    for character in "ga":
        QTest.keyClick(QApplication.activePopupWidget(), character)
    place.rest()
    assert box.view().currentIndex().data() == "gamma"
    box.hidePopup()


def test_held_keys_reach_a_field_before_what_is_typed_after_them(qtbot, place):
    """The focus goes to a field that is left alone while a key is still held."""
    place.text.setProperty(scanner_filter.BADGE, True)
    place.scan("a")
    place.text.setFocus()
    place.scan("b")
    place.rest()
    assert place.text.text() == "ab"


def test_a_key_that_repeats_does_not_overtake_those_before(place):
    place.text.setFocus()
    place.scan("ab")
    event = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "b", True, 1
    )
    QApplication.sendEvent(place.text, event)
    place.rest()
    assert place.text.text() == "abb"


def test_a_prefix_makes_a_short_code_one(place):
    place.filter.set_preferences(replace(PREFERENCES, scanner_prefix="~"))
    place.scan("~7\r")
    assert place.scanned == ["7"]
    assert place.target.keys == []


def test_a_key_held_down_is_no_code(place):
    event = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True, 1
    )
    QApplication.sendEvent(place.target, event)
    assert place.target.keys == ["a"]
