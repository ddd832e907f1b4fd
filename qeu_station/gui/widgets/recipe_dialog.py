"""Choosing the recipe: which product is inspected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from qeu_station.gui.presenters.palette import Entry
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import buttons, caption
from qeu_station.gui.widgets.pick_list import PickList
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.storage.recipes import RecipePlace

_WIDTH, _ROWS = 560, 8


class RecipeDialog(QDialog):
    """Lists the recipes of the station.

    Args:
        parent: The window.
        recipes: The newest version of each.
        current: Name of the one in use, empty for none.
        chosen: Called with the name of the one to use.
        teaches: Whether this person may make recipes; an operator is told whom to ask.
    """

    def __init__(
        self,
        parent: QWidget | None,
        recipes: Sequence[RecipePlace],
        current: str,
        chosen: Callable[[str], None],
        teaches: bool = True,
    ) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self.setWindowTitle(translate("Recipes", "Choose recipe"))
        entries = [Entry(place.name, place.name, _hint(place, current)) for place in recipes]
        self.picker = PickList(entries, translate("Recipes", "Name of the recipe"))
        self.picker.select(current)
        self.use = QPushButton(translate("Recipes", "Use recipe"))
        away = translate("Recipes", "Cancel") if recipes else translate("Settings", "Close")
        self.cancel = QPushButton(away)
        self.empty = caption(_first_recipe() if teaches else _none_for_operators())
        self._lay_out(bool(recipes))
        self.picker.picked.connect(self._on_picked)
        self.picker.current_changed.connect(lambda key: self.use.setEnabled(bool(key)))
        self.use.clicked.connect(self.picker.pick)
        self.cancel.clicked.connect(self.reject)
        self.use.setEnabled(bool(self.picker.current))
        self.resize(_WIDTH, (_ROWS + 3) * TOUCH if recipes else 5 * TOUCH)

    def _lay_out(self, any_recipe: bool) -> None:
        column = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.picker if any_recipe else self.empty, 1)
        unused = self.empty if any_recipe else self.picker
        unused.setParent(self)
        unused.hide()
        column.addLayout(buttons(self, self.cancel, self.use))
        self.use.setVisible(any_recipe)
        (self.picker if any_recipe else self.cancel).setFocus()

    def _on_picked(self, name: str) -> None:
        self.accept()
        self._chosen(name)


def _first_recipe() -> str:
    return translate(
        "Recipes",
        "There is no recipe yet. Close this and choose “New product…” in the menu “File”: two "
        "minutes with one good part make the first.",
    )


def _none_for_operators() -> str:
    return translate(
        "Recipes",
        "There is no recipe yet. Ask who looks after the station to teach this product. To make "
        "a recipe yourself, leave “Operator mode” in the menu “View” first.",
    )


def _hint(place: RecipePlace, current: str) -> str:
    """Return version, where it comes from, and whether it is in use."""
    parts = [f"v{place.version}"]
    if place.shipped:
        parts.append(translate("Recipes", "shipped"))
    if place.name == current:
        parts.insert(0, translate("Recipes", "in use"))
    return " · ".join(parts)
