"""Which keys a widget keeps for itself while it has the focus."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

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


def printable(event: QKeyEvent) -> bool:
    """Return whether a key writes something."""
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & COMMAND
