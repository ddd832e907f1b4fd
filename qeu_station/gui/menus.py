"""Menus, toolbar and shortcuts, made from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton

from qeu_station.gui.actions import ACTIONS, MENUS, SEPARATOR, TOOLBAR, ActionSpec, action


def build_actions(parent: QObject, chosen: Callable[[str, bool], None]) -> dict[str, QAction]:
    """Return one Qt action per entry of the table.

    Args:
        parent: Owns them.
        chosen: Called with key and, for one that is on or off, what it is now.
    """
    return {spec.key: _action(parent, spec, chosen) for spec in ACTIONS}


def fill_menus(
    bar: QMenuBar, actions: Mapping[str, QAction], operator_mode: bool, screen: str = "inspect"
) -> None:
    """Fill the menu bar with what a screen has; operator mode leaves out what is not for it."""
    for menu in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        menu.deleteLater()  # clearing the bar keeps them
    bar.clear()
    for title, keys in MENUS.items():
        shown = _shown(keys, operator_mode, screen)
        if not shown:
            continue
        menu = bar.addMenu(title())
        for key in shown:
            menu.addSeparator() if key == SEPARATOR else menu.addAction(actions[key])


def fill_toolbar(
    bar: QToolBar,
    actions: Mapping[str, QAction],
    operator_mode: bool,
    screen: str = "inspect",
    keys: Iterable[str] = TOOLBAR,
) -> None:
    """Fill a toolbar; its buttons take the focus by Tab only, so that keys stay with the part."""
    bar.clear()
    for key in _shown(keys, operator_mode, screen):
        if key == SEPARATOR:
            bar.addSeparator()
            continue
        bar.addAction(actions[key])
        button = bar.widgetForAction(actions[key])
        if isinstance(button, QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(actions[key].text())


def _shown(keys: Iterable[str], operator_mode: bool, screen: str) -> list[str]:
    """Leave out what is hidden, and separators that then separate nothing."""
    kept: list[str] = []
    for key in keys:
        if key == SEPARATOR:
            if kept and kept[-1] != SEPARATOR:
                kept.append(key)
        elif action(key).is_on(screen) and (action(key).operator or not operator_mode):
            kept.append(key)
    return kept[:-1] if kept and kept[-1] == SEPARATOR else kept


def _action(parent: QObject, spec: ActionSpec, chosen: Callable[[str, bool], None]) -> QAction:
    made = QAction(spec.text(), parent)
    made.setObjectName(spec.key)
    made.setShortcuts([QKeySequence(text) for text in spec.shortcuts])
    made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    made.setAutoRepeat(spec.repeats)
    made.setCheckable(spec.checkable)
    made.setIconText(spec.short() if spec.short else spec.text().removesuffix("…"))
    key = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    made.setToolTip(f"{spec.text()} ({key})" if key else spec.text())
    made.triggered.connect(lambda on=False: chosen(spec.key, bool(on)))
    return made
