"""Every control of every screen and dialog has a name, is large enough, and is reached by Tab."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from qeu_station.gui.presenters.new_product_state import Step
from qeu_station.gui.theme import TOUCH, apply_theme
from qeu_station.gui.widgets import layouts
from tests.gui.states import chosen, judged

PRESSED = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
CONTROLS = (*PRESSED, QAbstractItemView, QPlainTextEdit, QTextEdit)
DIALOGS = (
    "help.settings", "help.about", "help.shortcuts", "help.palette", "shift.sign_on",
    "shift.new", "file.live",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, dark=False)
    yield
    qapp.setStyleSheet("")


@pytest.mark.parametrize("key", DIALOGS)
def test_a_dialog(qtbot, window, key):
    window.commands.do(key)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QDialog)))
    (dialog,) = [d for d in window.findChildren(QDialog) if d.isVisible()]
    dialog.activateWindow()
    faults = faults_of(dialog)
    dialog.close()
    assert faults == []


def test_every_step_of_a_new_product(qtbot, window):
    window.commands.do("recipe.new")
    (dialog,) = [d for d in window.findChildren(QDialog) if d.isVisible()]
    qtbot.waitUntil(lambda: dialog.presenter.state.choices is not None)
    dialog.presenter.add_class()
    dialog.activateWindow()
    faults = {}
    for step in Step:
        dialog.presenter.go(step)
        faults[step] = faults_of(dialog)
    dialog._left = True  # nobody is there to say that this product may be lost
    dialog.presenter.close()
    dialog.close()
    assert {step: found for step, found in faults.items() if found} == {}


def test_the_first_page(window):
    window.activateWindow()
    assert faults_of(window) == []


def test_the_screen_that_judges(window):
    window.show_state(judged(cells=chosen("U2")))
    window.show_log(True)
    assert window.screen_inspect.isVisible()
    window.activateWindow()
    assert faults_of(window) == []


def test_a_fault_is_found(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = layouts.column(page)
    small, nameless = QPushButton("Small"), QLineEdit()
    small.setFixedSize(20, 20)
    small.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column.addWidget(small)
    column.addWidget(nameless)
    page.show()
    page.activateWindow()
    assert [fault.partition("” ")[2] for fault in faults_of(page)] == [
        "has no name", "is 20 x 40", "is not reached"
    ]  # fmt: skip


def faults_of(top: QWidget) -> list[str]:
    """Return what somebody without a mouse, without eyes or with thick gloves would miss."""
    controls = [w for w in top.findChildren(QWidget) if _is_control(w)]
    assert controls
    reached = _tabbed(top, 2 * len(top.findChildren(QWidget)))
    return [
        *(f"{_of(w)} has no name" for w in controls if not _said(w)),
        *(
            f"{_of(w)} is {w.width()} x {w.height()}"
            for w in controls
            if isinstance(w, PRESSED) and min(w.width(), w.height()) < TOUCH
        ),
        *(f"{_of(w)} is not reached" for w in controls if not _alike(w) & reached),
    ]


def _is_control(widget: QWidget) -> bool:
    inner = any(isinstance(above, (*PRESSED, QAbstractItemView)) for above in _above(widget))
    shown = widget.isVisible() and widget.isEnabled() and not inner
    return shown and isinstance(widget, CONTROLS) and not widget.objectName().startswith("qt_")


def _above(widget: QWidget) -> Iterator[QWidget]:
    while (widget := widget.parentWidget()) is not None:
        yield widget


def _alike(widget: QWidget) -> set[QWidget]:
    """Return a control with those that arrow keys reach from it."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive():
        return set(group.buttons())
    if isinstance(widget, QAbstractButton) and widget.autoExclusive():
        parent = widget.parentWidget()
        return {b for b in parent.findChildren(QAbstractButton) if b.autoExclusive()}
    return {widget}


def _tabbed(top: QWidget, presses: int) -> set[QWidget]:
    """Return what Tab gives the focus to, one after the other."""
    reached: set[QWidget] = set()
    first: QWidget | None = None
    for _ in range(presses):
        QTest.keyClick(top.focusWidget() or top, Qt.Key.Key_Tab)
        now = top.focusWidget()
        if now is None:
            continue
        if now is first:
            break
        first = first or now
        reached |= {now, *(above for above in _above(now) if isinstance(above, CONTROLS))}
    return reached


def _said(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def _of(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{_said(widget)}” {widget.objectName()}".strip()
