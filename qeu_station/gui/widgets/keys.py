"""Which keys a widget keeps for itself while it has the focus."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from qeu_station.gui.actions import ACTIONS

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def keeps(event: QEvent, keys: AbstractSet[Qt.Key]) -> bool:
    """Keep keys from the shortcuts of the window; call it first in ``event``.

    Args:
        event: Any event of the widget.
        keys: Kept while neither Ctrl nor Alt is held.

    Returns:
        Whether the event was such a key, and is dealt with.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() not in keys or event.modifiers() & COMMAND:
        return False
    event.accept()
    return True


def action_of(event: QKeyEvent) -> str:
    """Return the action of the window whose shortcut a key is, empty for none."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
    return _by_shortcut().get(pressed.toString(), "")


@cache
def _by_shortcut() -> dict[str, str]:
    return {QKeySequence(keys).toString(): spec.key for spec in ACTIONS for keys in spec.shortcuts}


def printable(event: QKeyEvent) -> bool:
    """Return whether a key writes something."""
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & COMMAND
