"""A form shows what it is told, and tells what is entered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters.form_schema import form_of
from qeu_station.gui.widgets.form_view import FormView

SCHEMA = {
    "properties": {
        "window": {"type": "integer", "default": 9, "minimum": 1, "description": "Side in pixels"},
        "dark": {"type": "boolean", "default": False},
        "mode": {"enum": ["fast", "exact"], "default": "fast"},
        "views": {"type": "array", "items": {"enum": ["front", "back"]}, "default": ["front"]},
    }
}


@pytest.fixture
def form() -> forms.Form:
    return form_of(SCHEMA)


@pytest.fixture
def view(qtbot: QtBot, form: forms.Form) -> FormView:
    made = FormView()
    qtbot.addWidget(made)
    made.show_form(form)
    made.show_entries(forms.entries_of(form, {"window": 11, "dark": True}), {})
    made.show()
    return made


def test_every_field_tells_what_is_entered(qtbot: QtBot, view: FormView) -> None:
    told: list[tuple[object, object]] = []
    view.entered.connect(lambda path, entry: told.append((path, entry)))
    window, dark, mode, views = (row.editor for row in view.rows.values())
    window.selectAll()
    qtbot.keyClicks(window, "7")
    qtbot.mouseClick(dark, Qt.MouseButton.LeftButton)
    assert isinstance(mode, QComboBox)
    mode.setFocus()
    qtbot.keyClick(mode, Qt.Key.Key_Down)
    mode.textActivated.emit(mode.currentText())
    qtbot.mouseClick(views.boxes["back"], Qt.MouseButton.LeftButton)
    said = dict(told)
    assert said == {
        ("window",): "7",
        ("dark",): False,
        ("mode",): "exact",
        ("views",): ("front", "back"),
    }


def test_showing_entries_tells_nothing(qtbot: QtBot, view: FormView, form: forms.Form) -> None:
    with qtbot.assertNotEmitted(view.entered):
        view.show_entries(forms.entries_of(form, {"mode": "exact", "views": []}), {})
    assert view.rows[("mode",)].editor.currentText() == "exact"
    assert not view.rows[("views",)].editor.boxes["front"].isChecked()


def test_choices_keep_the_order_in_which_they_are_ticked(
    qtbot: QtBot, view: FormView, form: forms.Form
) -> None:
    told: list[object] = []
    view.entered.connect(lambda path, entry: told.append(entry))
    editor = view.rows[("views",)].editor
    view.show_entries(forms.entries_of(form, {"views": ["back", "front"]}), {})
    assert [box.text() for box in editor.boxes.values()] == ["2. front", "1. back"]
    qtbot.mouseClick(editor.boxes["back"], Qt.MouseButton.LeftButton)
    assert [box.text() for box in editor.boxes.values()] == ["1. front", "back"]
    qtbot.mouseClick(editor.boxes["back"], Qt.MouseButton.LeftButton)
    assert told == [("front",), ("front", "back")]


def test_a_tick_says_its_name_once(view: FormView) -> None:
    row = view.rows[("dark",)]
    said = [each.text() for each in (*row.findChildren(QLabel), row.editor)]
    assert said.count("Dark") == 1
    assert row.editor.accessibleName() == "Dark"


def test_a_problem_stands_at_its_field(view: FormView, form: forms.Form) -> None:
    view.show_entries(forms.entries_of(form, {}), {("window",): "0 is out of range"})
    assert view.rows[("window",)].problem.words == "0 is out of range"
    assert view.rows[("window",)].problem.isVisible()
    assert not view.rows[("dark",)].problem.isVisible()


def test_another_form_takes_its_place(view: FormView) -> None:
    view.show_form(form_of({"properties": {"limit": {"type": "number", "default": 1}}}))
    assert list(view.rows) == [("limit",)]
    assert view.rows[("limit",)].editor.accessibleName() == "Limit"
