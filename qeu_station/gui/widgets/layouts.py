"""Rows and columns with the distances of the theme."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qeu_station.gui.theme import SPACE

Margins = tuple[int, int, int, int]


def row(
    parent: QWidget | None = None, space: int = SPACE, margins: Margins = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Return a row; margins are left, top, right, bottom."""
    made = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    made.setSpacing(space)
    made.setContentsMargins(*margins)
    return made


def column(
    parent: QWidget | None = None, space: int = SPACE, margins: Margins = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Return a column; margins are left, top, right, bottom."""
    made = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    made.setSpacing(space)
    made.setContentsMargins(*margins)
    return made


def tab_order(*widgets: QWidget) -> None:
    """Let Tab go from one to the next, in the order given."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def show_if(widget: QWidget, on: bool) -> None:
    """Show or hide a widget; one that is so already costs no new layout."""
    if widget.isHidden() == on:
        widget.setVisible(on)


def scrolled(area: QScrollArea, inner: QWidget) -> None:
    """Scroll a widget whose ground is what lies behind it."""
    area.setWidgetResizable(True)
    area.setWidget(inner)
    for each in (area.viewport(), inner):
        each.setAutoFillBackground(False)
