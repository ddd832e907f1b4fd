"""The conditions that are needed less often, below the bar."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.review_times import local_of, utc_of
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.captions import Remark
from qeu_station.gui.widgets.review.choice_button import ChoiceButton
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.presenters.review_state import ReviewState
    from qeu_station.services.review import Filter

SAID = ("PASS", "REVIEW", "FAIL", "FAULT")
PER_ROW = 5


class FilterPanel(QFrame):
    """Fields for every condition that the bar has no room for.

    Attributes:
        wanted: The filter (``services.review.Filter``) that somebody asks for.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surface")
        self._asked: Filter | None = None
        self.choices: dict[str, ChoiceButton] = {}
        self.texts: dict[str, QLineEdit] = {}
        self.newest = Tick(translate("Review", "Newest judgement only"))
        self.newest.clicked.connect(lambda on: self._change(newest=bool(on)))
        self._make()
        self._lay_out()

    def show_state(self, state: ReviewState) -> None:
        """Show the conditions in force, and what can be chosen."""
        choices = state.choices
        offered = {
            "cells": choices.cells, "classes": choices.classes, "inspectors": choices.inspectors,
            "said": SAID, "operators": choices.operators, "lots": choices.lots,
            "recipes": choices.recipes,
        }  # fmt: skip
        for name, values in offered.items():
            self.choices[name].offer(values)
        if state.filter is None or state.filter is self._asked:
            return
        self._asked = state.filter
        for name, button in self.choices.items():
            button.tick(getattr(state.filter, name))
        for name, field in self.texts.items():
            if not field.hasFocus():
                field.setText(_shown(state.filter, name))
                _mark(field, False)
        self.newest.setChecked(state.filter.newest)

    def forget_typed(self) -> None:
        """Put what is in force into every field, also where something cannot be read."""
        if self._asked is None:
            return
        for name, field in self.texts.items():
            field.setText(_shown(self._asked, name))
            _mark(field, False)
        self._wrong.say("")

    def _make(self) -> None:
        names = {
            "cells": translate("Review", "Cell"),
            "classes": translate("Review", "Class"),
            "inspectors": translate("Review", "Inspector"),
            "said": translate("Review", "It says"),
            "operators": translate("Review", "Operator"),
            "lots": translate("Review", "Lot"),
            "recipes": translate("Review", "Recipe"),
        }
        for key, name in names.items():
            button = self.choices[key] = ChoiceButton(name)
            button.chosen.connect(lambda values, key=key: self._change(**{key: values}))
        fields = {
            "p_ok.0": (translate("Review", "P(ok) from"), "0.05"),
            "p_ok.1": (translate("Review", "P(ok) to"), "0.95"),
            "disagreement.0": (translate("Review", "Disagreement from"), "0.5"),
            "novelty.0": (translate("Review", "Novelty from"), "0.5"),
            "since": (translate("Review", "Since"), "2026-01-31 13:30"),
            "until": (translate("Review", "Before"), "2026-02-01"),
            "serial": (translate("Review", "Serial number"), ""),
        }
        for key, (name, example) in fields.items():
            field = self.texts[key] = QLineEdit()
            field.setAccessibleName(name)
            field.setPlaceholderText(f"{name}: {example}" if example else name)
            field.setToolTip(name)
            field.setClearButtonEnabled(True)
            field.editingFinished.connect(lambda key=key: self._on_text(key))
            field.textChanged.connect(lambda text, key=key: self._on_cleared(text, key))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        grid.setSpacing(SPACE)
        order: list[QWidget] = [
            self.choices["cells"], self.choices["classes"], self.choices["inspectors"],
            self.choices["said"], self.newest,
            self.texts["p_ok.0"], self.texts["p_ok.1"], self.texts["disagreement.0"],
            self.texts["novelty.0"], self.choices["recipes"],
            self.texts["since"], self.texts["until"], self.texts["serial"],
            self.choices["operators"], self.choices["lots"],
        ]  # fmt: skip
        for number, widget in enumerate(order):
            widget.setMinimumWidth(120)
            policy = widget.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Expanding)
            widget.setSizePolicy(policy)
            grid.addWidget(widget, number // PER_ROW, number % PER_ROW)
        self._wrong = Remark(Kind.REVIEW)
        self._wrong.say("")
        grid.addWidget(self._wrong, len(order) // PER_ROW, 0, 1, PER_ROW)

    def _change(self, **conditions: Any) -> None:
        if self._asked is not None:
            self.wanted.emit(replace(self._asked, **conditions))

    def _on_cleared(self, text: str, key: str) -> None:
        if not text:
            self._on_text(key)

    def _on_text(self, key: str) -> None:
        """Take what was typed, or say that it cannot be read."""
        field, asked = self.texts[key], self._asked
        if asked is None or field.text() == _shown(asked, key):
            return
        read = _READERS.get(key.partition(".")[0], _number)
        value = read(field.text())
        _mark(field, value is None)
        self._wrong.say("" if value is not None else _not_understood(key, field.text()))
        if value is None:
            return
        name, _, end = key.partition(".")
        if end:
            low, high = getattr(asked, name)
            number = value if isinstance(value, float) else None
            self._change(**{name: (number, high) if end == "0" else (low, number)})
        else:
            self._change(**{name: value})


def _not_understood(key: str, text: str) -> str:
    if key in ("since", "until"):
        words = translate("Review", "“{text}” is no time. Write it as 2026-01-31 or with 13:30.")
    else:
        words = translate("Review", "“{text}” is no number. Write it as 0.5 or 50 %.")
    return words.format(text=text)


def _number(text: str) -> float | str | None:
    """Return a number, an empty text for nothing, None for what is none."""
    if not text.strip():
        return ""
    try:
        value = float(text.replace(",", ".").replace("%", ""))
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return value / 100 if "%" in text else value


_READERS: dict[str, Callable[[str], float | str | None]] = {
    "since": utc_of,
    "until": utc_of,
    "serial": str.strip,
}


def _shown(asked: Filter, key: str) -> str:
    name, _, end = key.partition(".")
    value = getattr(asked, name)
    if end:
        bound = value[int(end)]
        return "" if bound is None else f"{bound:g}"
    return local_of(value) if name in ("since", "until") and value else str(value)


def _mark(field: QLineEdit, wrong: bool) -> None:
    """Mark a field that holds what cannot be read."""
    field.setProperty("wrong", wrong)
    field.setStyleSheet("QLineEdit { border-style: dashed; border-width: 2px; }" if wrong else "")
